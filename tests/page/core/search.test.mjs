import assert from "node:assert/strict";
import { test } from "node:test";

import * as search from "../../../mapgen/page/browser/core/search.js";

/** Whether a query finds a text: in the text as it is folded beforehand, and as it stands. */
const finds = (query, text) => [
  search.matcher(query)(search.fold(text)),
  search.rawMatcher(query)(text),
];

test("a name is found in its usual spellings", () => {
  for (const [query, text] of [
    ["Pucca Qila", "Police raid on Pakka Qila"],
    ["Muhajir", "the Mohajir Qaumi Movement"],
    ["Latif Abad", "Latifabad Unit 7"],
    ["latifabad", "Latif Abad"],
    ["PATHAN", "Pathan transporters"],
    ["Quetta", "Kweta Quetta road"],
    ["کراچی", "كراچي اور حیدرآباد"],
    ["hyderabad mqm", "MQM office in Hyderabad"],
    ["Zaidi", "Bushra Zaidī"],
    ["", "whatever"],
    ["te mil", "Tamil"],
    /* Words apart, in another spelling each. */
    ["Kadir Mohajer", "Muhajir leader Qadir"],
    ["Qila raid", "raid on the Kila"],
    ["Qadir raid", "raid at Kadirabad"],
    ["raid Hasan", "Hassssan in a raid"],
  ]) {
    assert.deepEqual(finds(query, text), [true, true], `${query} / ${text}`);
  }
});

test("a different word is not found", () => {
  for (const [query, text] of [
    ["ppi", "pipe"],
    ["Lyari", "Landhi"],
    ["bomb", "bam"],
    /* A short word is found as a word: these once gave half of the record. */
    ["Pakka", "a committee of peace in Pakistan"],
    ["Qila", "three were killed"],
    ["Ali raid", "raid on Eli"],
    ["raid Moscow", "raid on Moskau"],
    ["Moscow raid", "raid on Moskau"],
    ["Qila raid", "raid on the Kilas"],
  ]) {
    assert.deepEqual(finds(query, text), [false, false], `${query} / ${text}`);
  }
});

test("a text is folded to its letters and to its sound", () => {
  for (const [text, plain, skeleton] of [
    [" A--B.9 ", "a b 9", "ab9"],
    ["MQM – (H)…", "mqm h", "mkmh"],
    ["Zaidī", "zaidi", "zada"],
    ["حيدرآباد", "حیدراباد", "حیدراباد"],
    ["كراچي", "کراچی", "کراچی"],
    ["مُهَاجِر ـ ى", "مهاجر ی", "مهاجری"],
    ["ھ ة ۀ", "ہ ہ ہ", "ہ"],
    ["Pucca", "pucca", "paka"],
    ["Cecil Church", "cecil church", "sasalcharch"],
    ["Phool wala", "phool wala", "falvala"],
    ["Qayyum", "qayyum", "kam"],
    ["Jacket Reema Hassssan", "jacket reema hassssan", "jakatramahasan"],
    ["S S S", "s s s", "s"],
  ]) {
    assert.deepEqual([search.plain(text), search.skeleton(text)], [plain, skeleton]);
  }
});
