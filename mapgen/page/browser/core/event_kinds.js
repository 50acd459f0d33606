// @ts-check
/*
 * The kinds by which events are drawn and counted: the categories, and last of all the rows of data
 * sets and nothing more, where an atlas has such rows.
 */

/** @typedef {import("../types").Category} Category */
/** @typedef {import("../types").Columns} Columns */
/** @typedef {Pick<import("../types").Terms, "category" | "row">} KindTerms */

/**
 * @param {KindTerms} terms
 * @returns {Category[]}
 */
export const kindsOf = (terms) => (terms.row ? [...terms.category, terms.row] : terms.category);

/**
 * The kind of event i.
 * @param {{columns: Columns, terms: KindTerms}} context
 * @param {number} i
 * @returns {Category}
 */
export const kindOf = ({ columns, terms }, i) =>
  isRow({ columns }, i) && terms.row ? terms.row : terms.category[columns.category[i]];

/**
 * Whether event i is a row of a data set and nothing more.
 * @param {{columns: Pick<Columns, "row">}} context
 * @param {number} i
 */
export const isRow = ({ columns }, i) => Boolean(columns.row && columns.row[i]);

/**
 * The index of each event's kind, as kindsOf() lists them.
 * @param {Columns} columns
 * @param {KindTerms} terms
 */
export function kindIndices(columns, terms) {
  const { category, row } = columns;
  if (!row || !terms.row) return category;
  const kinds = Uint16Array.from(category);
  for (let i = 0; i < kinds.length; i += 1) if (row[i]) kinds[i] = terms.category.length;
  return kinds;
}
