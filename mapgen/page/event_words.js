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
    return parts.join(t("; "));
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
    return Array.from(values.subarray(offsets[i], offsets[i + 1]), (k) =>
      mapgen.named(context.terms[column][k]),
    );
  };

  /** The districts that a region of that label can be. */
  function candidatesOf(context, label) {
    for (const { regions } of context.districts.epochs) {
      const region = regions.find((each) => each.label === label);
      if (region) return region.candidates;
    }
    return [label];
  }

  /**
   * What the join of places and districts leaves open about event i, as {text, lang, dir}, or null.
   * The build writes it in English; in other languages it is said again from the columns.
   */
  mapgen.noteOf = (context, i, record) => {
    if (!record.note) return null;
    const language = mapgen.language.get();
    const english = { text: record.note, lang: "en", dir: "ltr" };
    if (language === "en") return english;
    const { columns, terms } = context;
    const told = (text) => ({ text, lang: language, dir: mapgen.language.direction() });
    const { offsets, values } = columns.district;
    const all = Array.from(values.subarray(offsets[i], offsets[i + 1]), (k) => terms.district[k]);
    const label = terms.region[columns.region[i]];
    const listed = (names) => mapgen.listed(names.map(mapgen.named));
    if (record.join === "border") {
      return told(
        t("The point lies on the border of {districts}; counted in {district}.", {
          districts: listed(all),
          district: mapgen.named(label),
        }),
      );
    }
    if (terms.precision[columns.precision[i]] === "district") {
      return told(t("Only the district is known."));
    }
    const own = candidatesOf(context, label);
    const others = all.filter((name) => !own.includes(name));
    if (!others.length || !columns.radius[i]) return english;
    return told(
      t("Its place is known to within {n} m, which reaches into {districts} too.", {
        n: mapgen.number(columns.radius[i]),
        districts: listed(others),
      }),
    );
  };
})((window.mapgen = window.mapgen || {}));
