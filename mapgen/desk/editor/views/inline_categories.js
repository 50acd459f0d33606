// @ts-check
/*
 * Categories that have no table of their own in the settings ([categories.press]) but stand in a line:
 * in [categories], as categories = { … } or with dotted keys. Each keeps its place and form.
 */

/**
 * @typedef {import("../api.js").EditorRecord} EditorRecord
 * @typedef {Record<string, unknown>} Values
 * @typedef {object} InlineCategory
 * @property {string} id
 * @property {EditorRecord} record the table in which it stands
 * @property {string} form "own": a key of its own · "within": a key of `categories` · "dotted": keys
 * @property {string} at that key, or what its keys begin with
 * @property {Values} value
 */

const NAME = "[]";

/**
 * @param {EditorRecord[]} records
 * @param {string} root the heading that settings stand below, "" where they are all of the file
 * @returns {InlineCategory[]}
 */
export function inlineCategories(records, root) {
  const heading = root ? `${root}.categories` : "categories";
  return records.flatMap((record) => {
    if (record.value[NAME] === heading) return inTable(record, "");
    if (record.key === (root || "top")) return inTable(record, "categories.");
    return [];
  });
}

/**
 * @param {EditorRecord} record
 * @param {string} start what the keys of categories begin with in this table
 * @returns {InlineCategory[]}
 */
function inTable(record, start) {
  /** @type {Map<string, InlineCategory>} */
  const found = new Map();
  for (const [key, value] of Object.entries(record.value)) {
    if (start && key === "categories") {
      for (const [id, each] of Object.entries(tableOf(value))) {
        found.set(id, { id, record, form: "within", at: id, value: tableOf(each) });
      }
    } else if (key !== NAME && key.startsWith(start)) {
      const [name = "", ...rest] = key.slice(start.length).split(".");
      const id = name.trim();
      const known = found.get(id);
      const field = rest.join(".").trim();
      if (!field) found.set(id, { id, record, form: "own", at: key, value: tableOf(value) });
      else if (known) known.value[field] = value;
      else {
        const at = key.slice(0, key.length - rest.join(".").length);
        found.set(id, { id, record, form: "dotted", at, value: { [field]: value } });
      }
    }
  }
  return [...found.values()];
}

/** @param {unknown} value @returns {Values} */
const tableOf = (value) =>
  value && typeof value === "object" && !Array.isArray(value)
    ? { .../** @type {Values} */ (value) }
    : {};

/**
 * Writes a category into what is to become of its table.
 * @param {InlineCategory} category
 * @param {Values | null} changes its fields that change; null takes it out
 * @param {Values} into the values of the table that change
 */
export function writeInline({ form, at, id, record, value }, changes, into) {
  const said = changes && emptied({ ...value, ...changes });
  if (form === "own") into[at] = said;
  else if (form === "within") {
    const all = tableOf(into.categories ?? record.value.categories);
    into.categories = { ...all, [id]: said };
  } else {
    const fields = changes ?? Object.fromEntries(Object.keys(value).map((key) => [key, null]));
    for (const [field, each] of Object.entries(fields)) into[`${at}${field}`] = each;
  }
}

/**
 * What is empty is taken out.
 * @param {Values} values
 * @returns {Values}
 */
const emptied = (values) =>
  Object.fromEntries(Object.entries(values).map(([key, each]) => [key, each === "" ? null : each]));
