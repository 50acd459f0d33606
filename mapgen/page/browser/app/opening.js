// @ts-check
/* In which order the components of a map are made, and when the reader may touch them. */
import { toFragment } from "../core/state_address.js";
import { rest } from "./tasks.js";

/** @import { Chapter, Context } from "../types" */

/** @param {Chapter} chapter */
export const isIntroduction = ({ id }) => id === "introduction";

/**
 * Whether the atlas's own page opens with the story's introduction: the address says nothing.
 * @param {Context} context
 */
export const opensWithIntroduction = ({ store, story }) =>
  store.mirror && !toFragment(store.get()) && story.some(isIntroduction);

/**
 * The tab of the panel that a component stands in. What holds other components comes before them, in
 * whatever order they were added.
 * @type {Record<string, string>}
 */
export const WITHIN = {
  Story: "story",
  FilterChips: "events",
  EventList: "events",
  Downloads: "events",
  EventFilter: "filters",
  Figures: "figures",
  SourceList: "sources",
  About: "about",
};
/** What is drawn before the events' texts are opened, and gets its words when they are. */
const WORDLESS = ["Panes", "BaseMap", "EventLayer", "DistrictLayer", "OtherMaps", "more"];
/**
 * How many maps there are, and how large each is, comes before what is drawn on them.
 * @type {Record<string, number>}
 */
const RANKS = { last: 4, late: 3, Panel: 1, OtherMaps: 0.5, more: 0.2, Panes: -1 };
/** @param {string} name */
const rank = (name) => RANKS[name] || (name in WITHIN ? 2 : 0);

/**
 * Takes steps one after the other once the context is ready, those of a lower rank first; what
 * comes later is done at once. `context.steps` is kept when all have been taken.
 * @param {Context} context
 * @param {string} name of the component, or "late" or "last"
 * @param {() => unknown} step gives what it has made; where that has a promise `shown`, the next one
 *   waits for it
 */
export const inOrder = (context, name, step) => {
  if (!context.queue) {
    /** @type {import("../types").Step[]} */
    const queue = [];
    context.queue = queue;
    context.steps = context.ready.then(async () => {
      for (;;) {
        queue.sort((a, b) => a.rank - b.rank);
        /* Each in a task of its own; the marks are painted before anything else is made. */
        if (queue.length) await rest();
        const next = queue.shift();
        if (!next) break;
        if (next.rank === RANKS.last) standing(context);
        if (!WORDLESS.includes(next.name)) await words(context);
        const made = /** @type {{drawn?: Promise<void>} | undefined} */ (await next.step());
        if (made && made.drawn) await made.drawn;
      }
      await words(context);
      standing(context);
      context.queue = null;
    });
  }
  context.queue.push({ name, rank: rank(name), step });
  return context.steps;
};

/**
 * Waits, behind what was made so far, for the components that a later script of the page makes.
 * @param {Context} context
 */
export const more = (context) => {
  /** @type {Promise<void>} */
  const rest = new Promise((done) => {
    context.complete = done;
  });
  void inOrder(context, "more", () => ({ drawn: rest }));
};

/**
 * A promise for all that is read: the events' texts, the sources and the story.
 * @param {Context} context
 */
const words = (context) => Promise.all([context.openTexts(), context.openReadings()]);

/**
 * On the atlas's own page: all parts are there, and what may move while it comes is shown.
 * @param {Context} context
 */
function standing(context) {
  if (context.store.mirror) document.documentElement.classList.add("mg-ready");
}
