// @ts-check
/*
 * Long work in short tasks, so that the page draws and answers in between: nothing of ours should
 * hold it for more than 50 ms on a slow phone.
 */
/** Milliseconds of work after which the page has its turn. */
const SLICE = 8;
/** A page out of sight paints no frame: it goes on after so many milliseconds. */
const UNSEEN = 300;

/** Where a browser does not say when it is idle, its next moment is taken to come after this. */
const SOON = 30;

/* What waits here goes on in a task of its own: a message is never slowed down as timers are. */
const { port1, port2 } = new MessageChannel();
/** @type {(() => void)[]} */
const waiting = [];
port1.onmessage = () => waiting.shift()?.();

/** Not in every browser, nor in the platform's types yet. */
const { scheduler } = /** @type {{scheduler?: {yield?: () => Promise<void>}}} */ (window);

/**
 * Calls `act` when the page has nothing else to do, at the latest after so many milliseconds.
 * @type {(act: () => void, options: {timeout: number}) => void}
 */
export const idle = window.requestIdleCallback
  ? (act, options) => window.requestIdleCallback(act, options)
  : (act) => setTimeout(act, SOON);

/**
 * A promise for the next task: what is due to be drawn or answered comes first.
 * @returns {Promise<void>}
 */
export const rest = () =>
  scheduler && scheduler.yield
    ? scheduler.yield()
    : new Promise((go) => {
        waiting.push(go);
        port2.postMessage(null);
      });

/**
 * A promise for the task after the next painted frame.
 * @returns {Promise<void>}
 */
export const painted = () =>
  new Promise((go) => {
    requestAnimationFrame(() => setTimeout(go, 0));
    setTimeout(go, UNSEEN);
  });

/**
 * Calls act(item) for each, and rests whenever a slice of time is used up.
 * @template T
 * @param {Iterable<T>} items
 * @param {(item: T) => void} act
 */
export const inSlices = async (items, act) => {
  let since = performance.now();
  for (const item of items) {
    act(item);
    if (performance.now() - since < SLICE) continue;
    await rest();
    since = performance.now();
  }
};
