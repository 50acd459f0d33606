// @ts-check
/* Opens what a page needs of its events before it draws them: columns, ids, names and shapes. */
import * as codec from "../core/codec.js";
import { Ids } from "../core/text_blocks.js";

/** @import { Columns, ListColumnName, Numbers, Payload, Shared } from "../types" */

/** @type {(ListColumnName | "source")[]} */
const LISTS = ["actor", "target", "district", "source"];

/**
 * Whether the events state "deaths" or "injured" at all.
 * @param {Payload} packed
 * @param {string} name
 */
export const hasFigures = ({ meta }, name) => !meta.figures || meta.figures.includes(name);

/**
 * A packed text of the page; those of a large page stand at its end and come last.
 * @param {string} id of its element
 */
export async function packedText(id) {
  const element = () => document.getElementById(id);
  if (!element() && document.readyState === "loading") {
    await new Promise((done) => addEventListener("DOMContentLoaded", done, { once: true }));
  }
  const found = element();
  if (!found || found.textContent === null) throw new Error(`the page has no ${id}`);
  return found.textContent;
}

/**
 * The events' columns, their ids, and what is packed with them.
 * @param {Payload} packed
 * @param {(name: string) => Promise<string>} bulk a packed text of the page, by name
 */
export async function openEvents(packed, bulk) {
  const [columns, shared, ids] = await Promise.all([
    bulk("columns").then((data) => codec.columns({ columns: packed.columns, data })),
    /** @type {Promise<Shared>} */ (codec.json(packed.shared)),
    bulk("ids").then(codec.text),
  ]);
  if (packed.layers) Object.assign(columns, await codec.columns(packed.layers));
  for (const source of Object.values(shared.sources)) {
    const cited = source.parts.filter(([kind]) => kind !== "link");
    source.long = cited.map(([, text]) => text).join("");
    source.type = source.csl.type;
    source.url ??= source.csl.URL || "";
  }
  const joined = withLists(columns, !hasFigures(packed, "deaths"));
  return { columns: joined, ids: new Ids(ids, joined.first.length), shared };
}

/**
 * The opened columns, the values of each list column beside where each event's begin.
 * @param {Record<string, Numbers>} columns
 * @param {boolean} withoutDeaths
 * @returns {Columns}
 */
function withLists(columns, withoutDeaths) {
  const present = LISTS.filter((name) => columns[`${name}Counts`]);
  const lists = present.map((name) => {
    const offsets = codec.offsets(columns[`${name}Counts`]);
    return [name, { offsets, values: columns[`${name}Values`] }];
  });
  /* What the build writes is what `Columns` says: a test of the payload holds the two together. */
  return /** @type {Columns} */ (
    /** @type {unknown} */ ({ ...columns, ...Object.fromEntries(lists), withoutDeaths })
  );
}
