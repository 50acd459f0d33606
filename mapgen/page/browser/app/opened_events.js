// @ts-check
/* Opens what a page needs of its events: columns, ids, names and shapes to draw them, then the rest. */
import * as codec from "../core/codec.js";
import { Ids } from "../core/text_blocks.js";

/** @import { Columns, ListColumnName, Numbers, Payload, Readings, Shared } from "../types" */

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
  const found = whole(id) || (await arrived(id));
  if (!found || found.textContent === null) throw new Error(`the page has no ${id}`);
  return found.textContent;
}

/**
 * An element of the page, once the browser has read all of it.
 * @param {string} id
 */
function whole(id) {
  const found = document.getElementById(id);
  const over = document.readyState !== "loading";
  return found && (over || found.nextSibling || found.parentNode?.nextSibling) ? found : null;
}

/**
 * A promise of an element that is still on its way; of null where the page ends without it.
 * @param {string} id
 * @returns {Promise<HTMLElement | null>}
 */
function arrived(id) {
  return new Promise((done) => {
    const look = () => {
      const found = whole(id);
      if (!found && document.readyState === "loading") return;
      seen.disconnect();
      document.removeEventListener("readystatechange", look);
      done(found);
    };
    const seen = new MutationObserver(look);
    seen.observe(document.documentElement, { childList: true, subtree: true });
    document.addEventListener("readystatechange", look);
    look();
  });
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
  const joined = withLists(columns, !hasFigures(packed, "deaths"));
  return { columns: joined, ids: new Ids(ids, joined.first.length), shared };
}

/**
 * The sources as the page shows them, and the story.
 * @param {(name: string) => Promise<string>} bulk a packed text of the page, by name
 * @returns {Promise<Readings>}
 */
export async function openReadings(bulk) {
  /** @type {Readings} */
  const readings = await codec.json(await bulk("readings"));
  for (const source of Object.values(readings.sources)) {
    const cited = source.parts.filter(([kind]) => kind !== "link");
    source.long = cited.map(([, text]) => text).join("");
    source.type = source.csl.type;
    source.url ??= source.csl.URL || "";
  }
  return readings;
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
