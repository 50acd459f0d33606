// @ts-check
/* The components by name: how a script of folium's, or another component, creates one. */
/** @import { LeafletMap } from "../types" */
/** @import { LayerHandle } from "./layer_handles.js" */

/**
 * A component: its options as they stand in the page, and the id of the element that holds them.
 * @typedef {new (options: object, id: string) => {addTo: (map: LeafletMap) => unknown,
 *   remove?: () => void}} Kind
 * @typedef {new (kind: string, options: object) => LayerHandle} Handle
 */

/** @type {Map<string, {Kind: Kind, Handle?: Handle}>} */
const kinds = new Map();

/**
 * Makes a component known by name, and what stands for it in a layer control, where it is a layer.
 * @param {string} name
 * @param {Function} Kind its class; options are read as JSON and checked when the page is built
 * @param {Handle} [Handle]
 */
export const register = (name, Kind, Handle) => {
  kinds.set(name, { Kind: /** @type {Kind} */ (Kind), Handle });
};

/** @param {string} name */
function entryOf(name) {
  const found = kinds.get(name);
  if (!found) throw new Error(`no such component: ${name}`);
  return found;
}

/**
 * The class of a component; only of one whose module is in the page.
 * @param {string} name
 */
export const kindOf = (name) => entryOf(name).Kind;

/**
 * The class of what stands for it in a layer control, or undefined.
 * @param {string} name
 */
export const handleOf = (name) => entryOf(name).Handle;
