// @ts-check
/* Makes the components that folium's script asks for, of the options that stand in the page. */
import { kindOf } from "./kinds.js";
import { findContext } from "./map_context.js";
import { inOrder, more, WITHIN } from "./opening.js";
import { expose, jsonIn } from "./public.js";

/** @import { LeafletMap, Placement } from "../types" */

/**
 * The components that folium's script asks for, in the page's order.
 * @param {string} name
 * @param {LeafletMap} map
 * @param {string} id of the element that holds its options
 */
export const mount = (name, map, id) => {
  const options = /** @type {Placement} */ (jsonIn(id));
  const context = findContext(map);
  const add = () => {
    /* On a map with a panel, what belongs into one of its tabs goes there unless its options say where. */
    const tab = context && context.ui.sections && WITHIN[name];
    if (tab && !options.into && !options.position) options.into = `#mg-tab-${tab}`;
    return new (kindOf(name))(options, id).addTo(map);
  };
  /* What stands in another component comes when that one is there. */
  const late = options.into && !document.querySelector(options.into);
  if (context) inOrder(context, late ? "late" : name, add);
  else add();
};

/**
 * Components follow in a later script of the page, which calls `complete`.
 * @param {LeafletMap} map
 */
const incomplete = (map) => {
  const context = findContext(map);
  if (context) more(context);
};

/**
 * All components of a page are there.
 * @param {LeafletMap} map
 */
const complete = (map) => findContext(map)?.complete?.();

expose({ mount, incomplete, complete, context: findContext });
