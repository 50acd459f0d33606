import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import * as messages from "../../../mapgen/page/browser/core/messages.js";

const FORMS = ["{n} event", "{n} events"];
afterEach(() => messages.speakLanguage("en"));

/** The form that a language's catalogue gives for each number. */
function forms(language, plurals, numbers) {
  const all = plurals.map((kind) => `{n} ${kind}`);
  messages.addCatalogues({ [language]: { plurals, messages: { [FORMS[0]]: all } } });
  messages.speakLanguage(language);
  return numbers.map((n) => messages.tn(...FORMS, n).split(" ")[1]);
}

test("English has two forms", () => {
  const said = [0, 1, 2, 21, 12345].map((n) => messages.tn(...FORMS, n));
  assert.deepEqual(said, ["0 events", "1 event", "2 events", "21 events", "12,345 events"]);
});

test("the platform's rules choose among the forms of a catalogue", () => {
  assert.deepEqual(forms("fr", ["one", "other"], [0, 1, 2]), ["one", "one", "other"]);
  assert.deepEqual(forms("ur", ["one", "other"], [0, 1, 2]), ["other", "one", "other"]);
  const polish = ["one", "few", "many"];
  assert.deepEqual(forms("pl", polish, [1, 2, 5, 12, 22]), ["one", "few", "many", "many", "few"]);
  const arabic = ["zero", "one", "two", "few", "many", "other"];
  const found = forms("ar", arabic, [0, 1, 2, 3, 11, 100]);
  assert.deepEqual(found, ["zero", "one", "two", "few", "many", "other"]);
  const russian = ["one", "few", "many"];
  assert.deepEqual(forms("ru", russian, [0, 1, 4, 11, 21, 1000000]), [
    "many",
    "one",
    "few",
    "many",
    "one",
    "many",
  ]);
  assert.deepEqual(forms("fr", ["one", "many", "other"], [0, 2, 1000000]), [
    "one",
    "other",
    "many",
  ]);
});

test("a month alone is written as its language writes it", () => {
  const ru = {
    months: Array(12).fill("сентября"),
    loneMonths: Array(12).fill("сентябрь"),
    day: "{day} {month} {year} г.",
    month: "{lone_month} {year} г.",
  };
  messages.addCatalogues({ ru });
  messages.speakLanguage("ru");
  assert.equal(messages.printDay(6847), "30 сентября 1988 г.");
  assert.equal(messages.printDay(6847, { day: false }), "сентябрь 1988 г.");
  assert.equal(messages.printDay(6847, { day: false, year: false }), "сентябрь");
  messages.speakLanguage("en");
  assert.equal(messages.printDay(6847, { day: false }), "September 1988");
});

test("a category that a catalogue has no form for takes the last one", () => {
  assert.deepEqual(forms("fr", ["one", "other"], [1000000]), ["other"]);
});

test("what runs against the line is isolated", () => {
  assert.equal(messages.isolated("Karachi"), "Karachi");
  assert.equal(messages.isolated("کراچی"), "\u2068کراچی\u2069");
  messages.addCatalogues({ ur: { direction: "rtl" } });
  messages.speakLanguage("ur");
  assert.equal(messages.isolated("کراچی"), "کراچی");
  const said = messages.t("{place}, {city}", { place: "SITE", city: "کراچی" });
  assert.equal(said, "\u2068SITE\u2069, کراچی");
  assert.equal(messages.listed(["SITE", "کراچی"]), "\u2068SITE\u2069, کراچی");
});

test("digits are the language's", () => {
  messages.addCatalogues({ sd: { digits: "٠١٢٣٤٥٦٧٨٩", group: "٬" } });
  messages.speakLanguage("sd");
  assert.equal(messages.number(12345), "١٢٬٣٤٥");
  assert.equal(messages.number(1988), "١٩٨٨");
});

test("digits stand in threes, where the language wants it in pairs before them", () => {
  messages.addCatalogues({ hi: { group: ",", pairs: true }, de: { group: "." } });
  messages.speakLanguage("hi");
  const numbers = [9999, 12345, 123456, 1234567, 12345678];
  const said = numbers.map((n) => messages.number(n));
  assert.deepEqual(said, ["9999", "12,345", "1,23,456", "12,34,567", "1,23,45,678"]);
  messages.speakLanguage("de");
  assert.equal(messages.number(12345678), "12.345.678");
});

test("no dot stands between words and digits of which zero is a dot", () => {
  const line = () => `a${messages.divider()}${messages.number(7)}`;
  assert.equal(line(), "a · 7");
  messages.addCatalogues({ sd: { digits: "٠١٢٣٤٥٦٧٨٩" } });
  messages.speakLanguage("sd");
  assert.equal(line(), "a – ٧");
});
