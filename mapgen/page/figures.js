/* Figures in words, never more certain than the sources. */
(function (mapgen) {
  "use strict";

  /** "39–250", "at least 39", "39–250 or more"; null where nothing was stated (low and high < 0). */
  mapgen.range = (low, high, open) => {
    if (high < 0) return null;
    if (low >= 0 && low < high) {
      const values = { low: mapgen.number(low), high: mapgen.number(high) };
      return open ? mapgen.t("{low}–{high} or more", values) : mapgen.t("{low}–{high}", values);
    }
    return open ? mapgen.t("at least {n}", { n: mapgen.number(high) }) : mapgen.number(high);
  };

  /**
   * An event's deaths as a phrase: "39–250 dead", "no deaths", "deaths not stated"; "" where the
   * map's events tell no deaths at all.
   */
  mapgen.deathsOf = (columns, i) => {
    if (columns.withoutDeaths) return "";
    const high = columns.deathsHigh[i];
    const range = mapgen.range(columns.deathsLow[i], high, columns.deathsOpen[i]);
    if (range === null) return mapgen.t("deaths not stated");
    if (high === 0) return mapgen.t("no deaths");
    const unstated = columns.deathsUnstated ? columns.deathsUnstated[i] : 0;
    return unstated
      ? mapgen.t("{figure} dead; not stated for {n}", { figure: range, n: mapgen.number(unstated) })
      : mapgen.t("{figure} dead", { figure: range });
  };
})((window.mapgen = window.mapgen || {}));
