// @ts-check
/* The credits of the base map. */

export const OSM = "© OpenStreetMap contributors";

/**
 * OpenStreetMap where a `source` names it, and each `credit` as written; each once.
 * @param {{source?: string, credit?: string}[]} base
 * @returns {string[]}
 */
export const creditsOf = (base) => [
  ...new Set([
    ...(base.some(({ source }) => /openstreetmap/i.test(source || "")) ? [OSM] : []),
    ...base.flatMap(({ credit }) => (credit ? [credit] : [])),
  ]),
];
