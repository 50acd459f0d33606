/* What an event's record says beside its summary, in words. */
(function (mapgen) {
  "use strict";

  const t = (text, values) => mapgen.t(text, values);

  /** How exactly the sources give the date, from its EDTF text; "" for a day that is certain. */
  mapgen.dateSoftness = (edtf) => {
    const parts = [];
    const bare = edtf.replace(/[?~%]/g, "");
    if (/^\[/.test(bare)) parts.push(t("one of these days; the sources leave open which"));
    else if (/X/.test(bare)) parts.push(t("known only so far"));
    else if (/^-?\d{4}-(2[1-4])$/.test(bare)) parts.push(t("season known only"));
    else if (/^-?\d{4}-\d{2}$/.test(bare)) parts.push(t("month known only"));
    else if (/^-?\d{4}$/.test(bare)) parts.push(t("year known only"));
    if (/%|\?.*~|~.*\?/.test(edtf)) parts.push(t("approximate and uncertain"));
    else if (edtf.includes("~")) parts.push(t("approximate"));
    else if (edtf.includes("?")) parts.push(t("uncertain"));
    return parts.join("; ");
  };

  /** How exactly the place is known, as a phrase. */
  mapgen.placeSoftness = (precision, metres) => {
    if (precision === "neighbourhood") {
      return metres
        ? t("known only as a neighbourhood, within about {n} m", { n: mapgen.number(metres) })
        : t("known only as a neighbourhood");
    }
    return {
      town: t("known only as a town"),
      district: t("known only as a district"),
      city: t("known only as the city"),
      province: t("known only as the province"),
    }[precision] || "";
  };

  /** How firmly the actors are said to have acted. */
  mapgen.attributionWord = (name) =>
    ({
      established: t("established"),
      alleged: t("alleged"),
      disputed: t("disputed"),
      unknown: t("not known"),
    })[name] || name;

  /** The names in an event's list column ("actor", "target", "district"). */
  mapgen.namesOf = (context, column, i) => {
    const { offsets, values } = context.columns[column];
    return Array.from(values.subarray(offsets[i], offsets[i + 1]), (k) => context.terms[column][k]);
  };
})((window.mapgen = window.mapgen || {}));
