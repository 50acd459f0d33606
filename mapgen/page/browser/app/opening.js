/* In which order the components of a map are made, and when the reader may touch them. */
import { rest } from "./tasks.js";

/** What holds other components comes before them, in whatever order they were added. */
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
/** What is drawn before the events' texts are opened; it tells their words when they are. */
const WORDLESS = ["BaseMap", "EventLayer"];
const RANKS = { last: 4, late: 3, Panel: 1 };
const rank = (name) => RANKS[name] || (name in WITHIN ? 2 : 0);

/**
 * Takes steps one after the other once the context is ready, those of a lower rank first; what
 * comes later is done at once. `context.steps` is kept when all have been taken.
 */
export const inOrder = (context, name, step) => {
  if (!context.queue) {
    context.queue = [];
    context.steps = context.ready.then(async () => {
      while (context.queue.length) {
        context.queue.sort((a, b) => a.rank - b.rank);
        /* Each in a task of its own; the marks are painted before anything else is made. */
        await rest();
        const next = context.queue.shift();
        if (next.rank === RANKS.last) standing(context);
        if (!WORDLESS.includes(next.name)) await context.openTexts();
        const made = await next.step();
        if (made && made.shown) await made.shown;
      }
      await context.openTexts();
      standing(context);
      context.queue = null;
    });
  }
  context.queue.push({ name, rank: rank(name), step });
  return context.steps;
};

/** On the atlas's own page: all parts are there, and what may move while it comes is shown. */
function standing(context) {
  if (context.store.mirror) document.documentElement.classList.add("mg-standing");
}
