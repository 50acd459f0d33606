/*
 * The words of the interface. Message ids are the English texts; catalogues come from gettext files
 * (locale/), packed by the build: {language: {direction, months, digits, plural, messages}}.
 */
(function (mapgen) {
  "use strict";

  const catalogues = {
    en: { direction: "ltr", digits: "0123456789", plural: "n != 1", messages: {} },
  };
  let language = "en";

  const catalogue = () => catalogues[language] || catalogues.en;

  function substitute(message, values) {
    return message.replace(/\{(\w+)\}/g, (whole, name) =>
      values && name in values ? String(values[name]) : whole,
    );
  }

  /** The message in the reader's language, {names} replaced by values. */
  mapgen.t = (msgid, values) => {
    const found = catalogue().messages[msgid];
    return substitute(Array.isArray(found) ? found[0] : found || msgid, values);
  };

  /** The singular or plural message for n; {n} is printed with the language's digits. */
  mapgen.tn = (singular, plural, n, values) => {
    const found = catalogue().messages[singular];
    const form = n === 1 ? 0 : 1;
    const message = Array.isArray(found) ? found[Math.min(form, found.length - 1)] : null;
    return substitute(message || (form === 0 ? singular : plural), {
      n: mapgen.number(n),
      ...values,
    });
  };

  /** A whole number with the language's digits and, from 10,000 up, its grouping mark. */
  mapgen.number = (n) => {
    const plain = Math.abs(n) >= 10000 ? String(n).replace(/\B(?=(\d{3})+$)/g, ",") : String(n);
    return mapgen.digits(plain);
  };

  /** Any text with its digits replaced by the language's. */
  mapgen.digits = (text) => {
    const digits = catalogue().digits;
    if (digits === "0123456789") return String(text);
    return String(text).replace(/[0-9]/g, (d) => digits[Number(d)]);
  };

  const MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ];

  /** A day number as "30 September 1988", or as "Sep 1988" with {day: false}. */
  mapgen.printDay = (days, options) => {
    const { year, month, day } = mapgen.days.toCivil(days);
    const names = catalogue().months || MONTHS;
    const name = names[month - 1];
    const text = options && options.day === false ? `${name} ${year}` : `${day} ${name} ${year}`;
    return mapgen.digits(text);
  };

  mapgen.language = {
    get: () => language,
    direction: () => catalogue().direction,
    names: () => Object.keys(catalogues),
    add(found) {
      Object.assign(catalogues, found);
    },
    set(name) {
      language = catalogues[name] ? name : "en";
      return language;
    },
  };
})((window.mapgen = window.mapgen || {}));
