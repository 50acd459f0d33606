// @ts-check
/* A payload as a build makes it → the context that the page's scripts draw from. */
import { findContext } from "../../page/browser/app/map_context.js";
import { currentLanguage, speakLanguage } from "../../page/browser/core/messages.js";
import { EventData } from "../../page/components/event_data/event_data.js";
import { element } from "./elements.js";

/** @import { Context, LeafletMap, Payload } from "../../page/browser/types" */
/** @typedef {{columns: string, ids: string, words: string, texts: string[]}} Bulk */
/** @typedef {Payload & {bulk: Bulk, readings: string}} WholePayload */

/**
 * The context of a map, made of a payload; one that the map had before is forgotten.
 * @param {LeafletMap} map
 * @param {WholePayload} payload
 * @param {string} name what the ids of the elements begin with that hold packed texts
 * @returns {Promise<Context>}
 */
export async function contextFor(map, payload, name) {
  const { bulk, readings, ...packed } = payload;
  const { columns, ids, words } = bulk;
  const texts = Object.fromEntries(bulk.texts.map((text, k) => [`texts-${k}`, text]));
  for (const [part, text] of Object.entries({ columns, ids, words, readings, ...texts })) {
    keep(`${name}-${part}`, text);
  }
  new EventData({ packed }, name).addTo(map);
  const context = findContext(map);
  if (!context) throw new Error("a map without events");
  // The page that it stands for would begin in its reader's language; here all speaks the editor's.
  const spoken = currentLanguage();
  await Promise.all([context.ready.then(() => speakLanguage(spoken)), context.openReadings()]);
  return context;
}

/**
 * A text in an element of the document that shows nothing, where the page's scripts look for it.
 * @param {string} id
 * @param {string} text
 */
export function keep(id, text) {
  let holder = document.getElementById(id);
  if (!holder) {
    holder = element("script", { id, type: "application/octet-stream" });
    document.body.append(holder);
  }
  holder.textContent = text;
}
