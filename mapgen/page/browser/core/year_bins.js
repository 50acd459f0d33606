// @ts-check
/* Years gathered in bins of equal length, as many as a chart has room for; names that do not collide. */

/** A chart has at most so many bins: on a phone each is five pixels wide. */
const MOST = 60;

/**
 * The least of 1, 2, 5, 10, 20, 50 … years of which at most `MOST` bins hold a range.
 * @param {number} first year
 * @param {number} last year
 */
export function yearsInBin(first, last) {
  for (let power = 1; ; power *= 10) {
    for (const n of [power, 2 * power, 5 * power]) {
      if (Math.floor(last / n) - Math.floor(first / n) < MOST) return n;
    }
  }
}

/**
 * The first years of the bins that hold a range: multiples of their length.
 * @param {number} first year
 * @param {number} last year
 * @param {number} length of a bin in years
 */
export function firstYears(first, last, length) {
  const start = Math.floor(first / length);
  const count = Math.floor(last / length) - start + 1;
  return Array.from({ length: count }, (_, b) => (start + b) * length);
}

/**
 * Which of some names under an axis are written so that none meets another one: every second,
 * third … where each bin has a name; else those that have room, the later of two before the earlier.
 * @param {string[]} names "" for a bin without one
 * @param {number} step pixels from a bin to the next
 * @param {(name: string) => number} widthOf in pixels, with the space beside it
 * @returns {number[]} their numbers, rising
 */
export function namesWithRoom(names, step, widthOf) {
  const named = [...names.keys()].filter((b) => names[b]);
  if (named.length === names.length) {
    const every = Math.max(1, Math.ceil(Math.max(0, ...names.map(widthOf)) / step));
    return named.filter((b) => b % every === 0);
  }
  let next = Infinity;
  return named
    .reverse()
    .filter((b) => {
      const fits = (next - b) * step >= widthOf(names[b]);
      if (fits) next = b;
      return fits;
    })
    .reverse();
}
