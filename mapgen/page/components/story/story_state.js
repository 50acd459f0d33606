// @ts-check
/* The state of the page that a chapter asks for, or one of its scenes, and what a state shows of it. */
import { toISO } from "../../browser/core/days.js";
import { FILTER_KEYS } from "../../browser/core/state_keys.js";
import { scenesOf } from "./scenes.js";

/** @import { Chapter, Day, Patch, Scene, State, StateKey } from "../../browser/types" */

const FILTERS = /** @type {StateKey[]} */ (FILTER_KEYS);

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
  keys.some((key) => key === "view" || key === "views" || FILTERS.includes(key));

/**
 * The state that a chapter asks for, or one of its scenes. `extent` are the first and last day of the
 * atlas: a range of all of them is none.
 * @param {Chapter} chapter
 * @param {Scene | null} scene
 * @param {[Day, Day]} extent
 * @returns {Patch}
 */
export function wantedState(chapter, scene, extent) {
  const { from, to, view } = scene || chapter;
  const [first, last] = extent.map(toISO);
  const whole = (from === null || from <= first) && (to === null || to >= last);
  return {
    ...noFilters(),
    from: whole ? null : from,
    to: whole ? null : to,
    ...(view ? { view: null, views: null } : {}),
  };
}

/**
 * Whether a state is what a chapter asks for, or one of its scenes.
 * @param {Chapter} chapter
 * @param {Scene | null} scene
 * @param {[Day, Day]} extent
 * @param {State} state
 */
export function isShown(chapter, scene, extent, state) {
  const wanted = wantedState(chapter, scene, extent);
  return Object.entries(wanted).every(
    ([key, value]) => state[/** @type {StateKey} */ (key)] === value,
  );
}

/**
 * The scene of a chapter that a state shows; else the one that the chapter opens with.
 * @param {Chapter} chapter
 * @param {[Day, Day]} extent
 * @param {State} state
 */
export function sceneIn(chapter, extent, state) {
  const scenes = scenesOf(chapter);
  return scenes.find((scene) => isShown(chapter, scene, extent, state)) || scenes[0];
}
