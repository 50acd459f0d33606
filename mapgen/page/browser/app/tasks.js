// @ts-check
/*
 * Long work in short tasks, so that the page draws and answers in between: no task
 * should block it for more than 50 ms on a slow phone.
 */
/** Milliseconds of work in one task. */
const SLICE = 8;
/** A hidden page paints no frame: work goes on after this many milliseconds. */
const HIDDEN = 300;

/** Where a browser has no `requestIdleCallback`, it is taken to be idle after this many milliseconds. */
const IDLE_AFTER = 30;

/* Each waiting function runs in a task of its own; browsers delay timers, but no messages. */
const { port1, port2 } = new MessageChannel();
/** @type {(() => void)[]} */
const waiting = [];
port1.onmessage = () => waiting.shift()?.();

/** Not in every browser, nor in the platform's types yet. */
const { scheduler } = /** @type {{scheduler?: {yield?: () => Promise<void>}}} */ (window);

/**
 * Calls `act` when the page has nothing else to do, at the latest after `timeout` milliseconds.
 * @type {(act: () => void, options: {timeout: number}) => void}
 */
export const idle = window.requestIdleCallback
  ? (act, options) => window.requestIdleCallback(act, options)
  : (act) => setTimeout(act, IDLE_AFTER);

/**
 * A promise for the next task: pending drawing and input come first.
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
    setTimeout(go, HIDDEN);
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
