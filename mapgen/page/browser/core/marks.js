// @ts-check
/* Groups of events as marks on the screen; those that would overlap are joined. Pure. */

/** @typedef {import("./cell_sums").Sums} Sums */
/**
 * A mark: the sums of its groups, its middle in pixels of the world, its diameter in pixels, and
 * events at several places that its groups hold more than once.
 * @typedef {Sums & {key: number, x: number, y: number, size: number, groups: number[],
 *   twice?: number[]}} Mark
 */

const SMALLEST = 24;
const LARGEST = 60;
/** Marks whose middles are nearer than this share of both diameters overlap. */
const OVERLAP = 0.47;

/**
 * A mark's diameter in pixels: by the square root of the dead, so that the area is in proportion.
 * @param {number} dead
 * @param {boolean} several whether it stands for several events
 * @param {number} unit how much larger than on a desk marks are drawn
 */
export function diameter(dead, several, unit = 1) {
  const least = several ? SMALLEST + 4 : SMALLEST;
  return Math.round(unit * Math.min(LARGEST, Math.round(least + 1.9 * Math.sqrt(dead))));
}

/**
 * Takes what another group or mark adds up to into a mark, which keeps its position.
 * @param {Mark} mark
 * @param {Sums & {groups: number[]}} other
 * @param {number} unit
 */
export function absorb(mark, other, unit) {
  mark.n += other.n;
  mark.dead += other.dead;
  mark.first = Math.min(mark.first, other.first);
  mark.last = Math.max(mark.last, other.last);
  mark.mixed = true;
  mark.soft = mark.soft && other.soft;
  mark.doubtful = mark.doubtful && other.doubtful;
  mark.groups.push(...other.groups);
  mark.size = diameter(mark.dead, true, unit);
}

/**
 * Joins marks that would overlap into the larger one.
 * @param {Mark[]} found
 * @param {{left: number, top: number}} box the corner of what is laid out, in pixels of the world
 * @param {number} unit
 * @returns {Mark[]}
 */
export function joined(found, box, unit) {
  let kept = found;
  for (let round = 0, before = -1; round < 3 && kept.length !== before; round += 1) {
    before = kept.length;
    /* A mark that took others in has grown and may now meet its neighbours. */
    kept.sort((a, b) => b.size - a.size || b.n - a.n || a.first - b.first);
    kept = joinedOnce(kept, box, unit);
  }
  return kept;
}

/**
 * Whether two marks overlap: their discs do, or the square of one leaves less of the other's than the
 * smallest mark has, whichever of them lies above.
 * @param {Mark} other
 * @param {Mark} mark
 * @param {number} unit
 */
export function overlap(other, mark, unit) {
  const x = Math.abs(other.x - mark.x);
  const y = Math.abs(other.y - mark.y);
  const both = other.size + mark.size;
  if (Math.sqrt(x * x + y * y) < both * OVERLAP) return true;
  const covered = both / 2 - Math.max(x, y);
  return covered > 0 && Math.min(other.size, mark.size) - covered < SMALLEST * unit;
}

/**
 * @param {Mark[]} found the larger ones first
 * @param {{left: number, top: number}} box
 * @param {number} unit
 */
function joinedOnce(found, box, unit) {
  const reach = LARGEST * unit;
  /** @type {Map<number, Mark[]>} */
  const buckets = new Map();
  /** @type {(column: number, row: number) => number} */
  const at = (column, row) => column * 65536 + row;
  const kept = [];
  for (const mark of found) {
    const column = Math.floor(mark.x / reach) - Math.floor(box.left / reach) + 2;
    const row = Math.floor(mark.y / reach) - Math.floor(box.top / reach) + 2;
    let into = null;
    let nearest = Infinity;
    for (let c = column - 1; c <= column + 1; c += 1) {
      for (let r = row - 1; r <= row + 1; r += 1) {
        const bucket = buckets.get(at(c, r));
        /* By its index, and no arrays of two: this is the innermost loop of a step. */
        for (let k = 0; bucket && k < bucket.length; k += 1) {
          const other = bucket[k];
          const x = other.x - mark.x;
          const y = other.y - mark.y;
          const distance = x * x + y * y;
          if (distance < nearest && overlap(other, mark, unit)) {
            nearest = distance;
            into = other;
          }
        }
      }
    }
    if (into) {
      absorb(into, mark, unit);
      continue;
    }
    kept.push(mark);
    const bucket = buckets.get(at(column, row));
    if (bucket) bucket.push(mark);
    else buckets.set(at(column, row), [mark]);
  }
  return kept;
}
