// @ts-check
/* The state of the page that a chapter asks for, or one of its scenes, and what a state shows of it. */
import { toISO } from "../../browser/core/days.js";
import { FILTER_KEYS } from "../../browser/core/state_keys.js";
import { scenesOf } from "./scenes.js";

/** @import { Chapter, Context, Patch, Scene, Shade, State, StateKey } from "../../browser/types" */

const FILTERS = /** @type {StateKey[]} */ (FILTER_KEYS);

/** @type {Record<Chapter["shade"], Shade>} */
const SHADES = { off: "none", counts: "events", deaths: "deaths" };

/** No filter at all. */
export const noFilters = () => Object.fromEntries(FILTERS.map((key) => [key, null]));

/**
 * The filters of a state.
 * @param {State} state
 */
export const filtersOfState = (state) =>
  Object.fromEntries(FILTERS.map((key) => [key, state[key]]));

/**
 * Whether some of the keys that have changed are such that a chapter asks for values of them.
 * @param {StateKey[]} keys
 */
export const concernsChapters = (keys) =>
  keys.some((key) => ["view", "views", "shade"].includes(key) || FILTERS.includes(key));

/**
 * The state that a chapter asks for, or one of its scenes. The range of the whole atlas is none, and
 * the shade that districts have without being asked is none either.
 * @param {Context} context
 * @param {Chapter} chapter
 * @param {Scene | null} scene
 * @returns {Patch}
 */
export function wantedState(context, chapter, scene) {
  const { from, to, view } = scene || chapter;
  const [first, last] = context.extent().map(toISO);
  const whole = (from === null || from <= first) && (to === null || to >= last);
  const shade = SHADES[chapter.shade];
  return {
    ...noFilters(),
    from: whole ? null : from,
    to: whole ? null : to,
    shade: shade === (context.ui.firstShade || "none") ? null : shade,
    ...(view ? { view: null, views: null } : {}),
  };
}

/**
 * Whether a state is what a chapter asks for, or one of its scenes. Addresses from before the shade
 * stood in them have a chapter's shade without naming it.
 * @param {Context} context
 * @param {Chapter} chapter
 * @param {Scene | null} scene
 * @param {State} state
 */
export function isShown(context, chapter, scene, state) {
  const { shade, ...wanted } = wantedState(context, chapter, scene);
  return (
    [null, shade, SHADES[chapter.shade]].includes(state.shade) &&
    Object.entries(wanted).every(([key, value]) => state[/** @type {StateKey} */ (key)] === value)
  );
}

/**
 * The scene of a chapter that a state shows; else the one that the chapter opens with.
 * @param {Context} context
 * @param {Chapter} chapter
 * @param {State} state
 */
export function sceneIn(context, chapter, state) {
  const scenes = scenesOf(chapter);
  return scenes.find((scene) => isShown(context, chapter, scene, state)) || scenes[0];
}
