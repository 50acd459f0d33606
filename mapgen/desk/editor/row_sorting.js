// @ts-check
/* Many rows brought into an order in slices, so that the page answers in between. */

const SLICE = 8; // milliseconds
const LOOK = 64; // comparisons between two looks at the clock

/**
 * Returns a list in order; what is equal stays as it was. Null where it is not wanted any more.
 * @template T
 * @param {T[]} list
 * @param {(a: T, b: T) => number} compare
 * @param {() => boolean} isWanted asked after each slice
 * @param {() => Promise<unknown>} pause
 * @returns {Promise<T[] | null>}
 */
export async function sortedInSlices(list, compare, isWanted, pause = nextTask) {
  let from = [...list];
  let to = [...list];
  let until = performance.now() + SLICE;
  for (let width = 1; width < from.length; width *= 2) {
    for (let start = 0; start < from.length; start += 2 * width) {
      const middle = Math.min(start + width, from.length);
      const end = Math.min(start + 2 * width, from.length);
      let [left, right] = [start, middle];
      for (let at = start; at < end; at += 1) {
        const isLeft =
          left < middle &&
          (right >= end ||
            compare(/** @type {T} */ (from[left]), /** @type {T} */ (from[right])) <= 0);
        to[at] = /** @type {T} */ (from[isLeft ? left++ : right++]);
        if (at % LOOK || performance.now() < until) continue;
        await pause();
        if (!isWanted()) return null;
        until = performance.now() + SLICE;
      }
    }
    [from, to] = [to, from];
  }
  return from;
}

/** What the browser does between two tasks. */
const nextTask = () =>
  new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done(undefined);
    };
    port2.postMessage(0);
  });
