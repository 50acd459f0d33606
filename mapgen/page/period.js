/* Stretches of days as readers write and read them: whole years, whole months, days. */
(function (mapgen) {
  "use strict";

  const { days } = mapgen;

  /** Months counted from year 0, so that they can be added to. */
  const monthOf = (day) => {
    const { year, month } = days.toCivil(day);
    return year * 12 + month - 1;
  };
  const startOfMonth = (month) =>
    days.fromCivil(Math.floor(month / 12), (((month % 12) + 12) % 12) + 1, 1);
  const endOfMonth = (month) => startOfMonth(month + 1) - 1;
  const year = (number) => mapgen.digits(String(number));

  /** "1985", "1985–1986", "March 1985", "March – June 1985", "March 1985 – June 1986", "3 March 1985 – 4 May 1985". */
  mapgen.printRange = (from, to) => {
    const first = monthOf(from);
    const last = monthOf(to);
    if (from !== startOfMonth(first) || to !== endOfMonth(last)) {
      return from === to
        ? mapgen.printDay(from)
        : `${mapgen.printDay(from)} – ${mapgen.printDay(to)}`;
    }
    if (first % 12 === 0 && last % 12 === 11) {
      const [start, end] = [Math.floor(first / 12), Math.floor(last / 12)];
      return start === end ? year(start) : `${year(start)}–${year(end)}`;
    }
    const end = mapgen.printDay(to, { day: false });
    if (first === last) return end;
    const sameYear = Math.floor(first / 12) === Math.floor(last / 12);
    return `${mapgen.printDay(from, { day: false, year: !sameYear })} – ${end}`;
  };

  /** A day as the shortest ISO text that means it at this end of a range: "1986", "1986-12". */
  mapgen.shortISO = (day, end) => {
    const month = monthOf(day);
    const iso = days.toISO(day);
    if (day !== (end ? endOfMonth(month) : startOfMonth(month))) return iso;
    if (month % 12 === (end ? 11 : 0)) return iso.slice(0, -6);
    return iso.slice(0, -3);
  };

  /** ASCII digits and hyphens for whatever digits and dashes a reader types. */
  mapgen.typedDate = (text) =>
    text
      .trim()
      .replace(/[۰-۹]/g, (d) => String(d.charCodeAt(0) - 0x06f0))
      .replace(/[٠-٩]/g, (d) => String(d.charCodeAt(0) - 0x0660))
      .replace(/[‐-–−]/g, "-");

  mapgen.period = { monthOf, startOfMonth, endOfMonth };
})((window.mapgen = window.mapgen || {}));
