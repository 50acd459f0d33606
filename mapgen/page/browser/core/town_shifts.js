// @ts-check
/* How far beside its town the name of a town may be written. Pure. */

/** @typedef {[x: number, y: number]} Shift in pixels */

/** Between a town and the nearest edge of its name are at most so many pixels. */
export const FARTHEST = 40;
/** Places for a name are tried in steps of so many pixels. */
const STEP = 6;

/** @type {Map<string, Shift[]>} those of names of one size */
const known = new Map();

/**
 * Where the middle of a name may stand, seen from its town, the best first: at the town, then so that
 * the town is nearest to the name's edge; of equal ones, to its middle.
 * @param {{width: number, height: number}} size
 * @returns {Shift[]}
 */
export function shiftsOf({ width, height }) {
  if (!height) return [[0, 0]]; // of a map that is hidden: nothing is measured there
  const key = `${width} ${height}`;
  let shifts = known.get(key);
  if (!shifts) known.set(key, (shifts = made(width / 2, height / 2)));
  return shifts;
}

/**
 * @param {number} w half of the name's width
 * @param {number} h half of its height
 * @returns {Shift[]}
 */
function made(w, h) {
  /** @type {[cost: number, shift: Shift][]} */
  const found = [];
  const [across, down] = [Math.floor((w + FARTHEST) / STEP), Math.floor((h + FARTHEST) / STEP)];
  for (let i = -across; i <= across; i += 1) {
    for (let j = -down; j <= down; j += 1) {
      const [x, y] = [i * STEP, j * STEP];
      const off = Math.hypot(Math.max(0, Math.abs(x) - w), Math.max(0, Math.abs(y) - h));
      if (off <= FARTHEST) found.push([off + Math.hypot(x, y) / 4, [x, y]]);
    }
  }
  return found.sort((a, b) => a[0] - b[0]).map(([, shift]) => shift);
}
