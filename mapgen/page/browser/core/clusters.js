/*
 * Events → groups on a screen grid. Pure: no DOM, no map. Positions are Web Mercator (EPSG:3857)
 * scaled to the unit square; times 256 · 2^zoom they are pixels of the world.
 *
 *   layout()  once a view: which cell of the grid holds each event
 *   count()   once a frame: one pass over the visible events
 *   marks()   the groups as marks, those that would overlap joined
 *
 * Cells are those of the whole world, so that panning never regroups. Events of one place share a
 * position and therefore a cell.
 */
import { firstNotBelow } from "./bisect.js";

const CELL = 32;
const SMALLEST = 24;
const LARGEST = 60;
const DEGREE = 100000;
const OUTSIDE = -1;
/** What is said of a mark only where it is true of all its events. */
const SOFT = 1;
const DOUBTFUL = 2;
/** Events in a stretch of time whose sums are kept. */
const STRETCH = 16384;
/** The numbers of one group lie side by side, in one line of the processor's cache. */
const N = 0;
const DEAD = 1;
const FIRST = 2;
const LAST = 3;
const LOWEST = 4;
const HIGHEST = 5;
const ANCHORED = 6;
const COMMON = 7;
const WIDTH = 8;

export const mercatorX = (longitude) => (longitude + 180) / 360;
export function mercatorY(latitude) {
  const sine = Math.sin((Math.max(-85, Math.min(85, latitude)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

/** A mark's diameter in pixels: the square root of the dead, so that the area tells. */
export function diameter(dead, several, unit = 1) {
  const least = several ? SMALLEST + 4 : SMALLEST;
  return Math.round(unit * Math.min(LARGEST, Math.round(least + 1.9 * Math.sqrt(dead))));
}

export class Gatherer {
  /**
   * @param columns the events
   * @param {number} categories how many categories there are
   * @param {(i: number) => number} badge the badge that stands for event i, −1 for a mark of its own
   * @param {number} unit how much larger than on a desk marks are drawn: more on a wall
   */
  constructor(columns, categories, badge, unit = 1) {
    this.unit = unit;
    this.columns = columns;
    this.categories = categories;
    this.size = columns.first.length;
    this.group = new Int32Array(this.size).fill(OUTSIDE);
    this.findPlaces(badge);
    this.traits = new Uint8Array(this.size);
    for (let i = 0; i < this.size; i += 1) {
      this.traits[i] =
        (columns.precision[i] === 1 ? SOFT : 0) | (columns.confidence[i] === 2 ? DOUBTFUL : 0);
    }
    this.stretch = STRETCH;
    this.reserve(0);
  }

  /** Numbers the distinct positions: `place[i]`, −1 − badge for events without a mark. */
  findPlaces(badge) {
    const { latitude, longitude } = this.columns;
    this.place = new Int32Array(this.size);
    let slots = 16;
    while (slots < this.size * 2) slots *= 2;
    const table = new Int32Array(slots).fill(-1);
    const samples = new Int32Array(this.size);
    const counts = new Uint32Array(this.size);
    let n = 0;
    this.badges = 0;
    for (let i = 0; i < this.size; i += 1) {
      const b = badge(i);
      if (b >= 0) {
        this.place[i] = -1 - b;
        this.badges = Math.max(this.badges, b + 1);
        continue;
      }
      let slot = (Math.imul(latitude[i], 0x9e3779b1) ^ Math.imul(longitude[i], 0x85ebca6b)) >>> 0;
      slot = (slot ^ (slot >>> 15)) & (slots - 1);
      for (;;) {
        const found = table[slot];
        if (found < 0) {
          table[slot] = n;
          samples[n] = i;
          counts[n] = 1;
          this.place[i] = n;
          n += 1;
          break;
        }
        const other = samples[found];
        if (latitude[other] === latitude[i] && longitude[other] === longitude[i]) {
          counts[found] += 1;
          this.place[i] = found;
          break;
        }
        slot = (slot + 1) & (slots - 1);
      }
    }
    this.places = n;
    this.placeCount = counts.subarray(0, n);
    this.x = new Float64Array(n);
    this.y = new Float64Array(n);
    for (let p = 0; p < n; p += 1) {
      this.x[p] = mercatorX(longitude[samples[p]] / DEGREE);
      this.y[p] = mercatorY(latitude[samples[p]] / DEGREE);
    }
  }

  reserve(cells) {
    const groups = cells + this.badges;
    this.told = new Int32Array(groups * WIDTH);
    this.blank = new Int32Array(groups * WIDTH);
    for (let g = 0; g < groups; g += 1) {
      this.blank[g * WIDTH + LOWEST] = 0x7fffffff;
      this.blank[g * WIDTH + HIGHEST] = -0x80000000;
      this.blank[g * WIDTH + COMMON] = SOFT | DOUBTFUL;
    }
    this.shares = new Uint32Array(groups * this.categories);
    this.toldApart = new Int32Array(groups * WIDTH);
    this.sharesApart = new Uint32Array(groups * this.categories);
  }

  /** What count() found of group g: {n, dead, first, last, soft, doubtful, mixed, place, sample}. */
  of(g) {
    const at = g * WIDTH;
    const { told } = this;
    const mixed = told[at + LOWEST] !== told[at + HIGHEST];
    const first = told[at + FIRST];
    const anchored = mixed && told[at + ANCHORED] > 0;
    return {
      n: told[at + N],
      dead: told[at + DEAD],
      first,
      last: told[at + LAST],
      soft: (told[at + COMMON] & SOFT) > 0,
      doubtful: (told[at + COMMON] & DOUBTFUL) > 0,
      mixed,
      place: anchored ? this.anchor[g] : this.place[first],
      /* An event of that place. */
      sample: anchored ? told[at + ANCHORED] - 1 : first,
    };
  }

  /**
   * Puts every event into its cell.
   * @param {number} scale pixels of the world: 256 · 2^zoom
   * @param {{left, top, right, bottom}} box the part to lay out, in pixels of the world
   */
  layout(scale, box) {
    this.scale = scale;
    this.box = box;
    const side = CELL * this.unit;
    const column0 = Math.floor(box.left / side);
    const row0 = Math.floor(box.top / side);
    const columns = Math.floor(box.right / side) - column0 + 1;
    const rows = Math.floor(box.bottom / side) - row0 + 1;
    const cells = columns * rows;
    this.columns0 = column0;
    this.row0 = row0;
    this.width = columns;
    this.cells = cells;
    const { x, y, places, placeCount } = this;
    const cellOf = new Int32Array(places);
    /* The place of a cell where most has happened stands for the cell. */
    this.anchor = new Int32Array(cells + this.badges).fill(-1);
    const ratio = scale / side;
    for (let p = 0; p < places; p += 1) {
      const column = Math.floor(x[p] * ratio) - column0;
      const row = Math.floor(y[p] * ratio) - row0;
      if (column < 0 || row < 0 || column >= columns || row >= rows) {
        cellOf[p] = OUTSIDE;
        continue;
      }
      const cell = row * columns + column;
      cellOf[p] = cell;
      const best = this.anchor[cell];
      if (best < 0 || placeCount[p] > placeCount[best]) this.anchor[cell] = p;
    }
    const { group, place } = this;
    for (let i = 0; i < this.size; i += 1) {
      const p = place[i];
      group[i] = p < 0 ? cells - 1 - p : cellOf[p];
    }
    this.reserve(cells);
    this.sums = null;
  }

  /**
   * Every visible event's group is told its count, dead, first, last, shares, range of places, and
   * the traits that all its events have in common. While only the range of time changes, the sums
   * of whole stretches of time are kept: a step then costs the stretches that it cuts through.
   * @param visible indices of events, rising
   * @param filter says by `from`, `to` and `othersVersion` what made them visible; without it
   *   nothing is kept
   */
  count(visible, filter) {
    this.told.set(this.blank);
    this.shares.fill(0);
    if (!filter) {
      this.add(visible, 0, visible.length);
      return;
    }
    const { first } = this.columns;
    if (!this.sums || this.summed !== filter.othersVersion) {
      this.summed = filter.othersVersion;
      this.sums = new Map();
    }
    for (let k = 0; k < visible.length;) {
      const stretch = Math.floor(visible[k] / this.stretch);
      const start = stretch * this.stretch;
      const end = Math.min(start + this.stretch, this.size);
      const next = firstNotBelow(visible, end, k);
      const whole = first[start] >= filter.from && first[end - 1] <= filter.to;
      if (!whole) this.add(visible, k, next);
      else {
        if (!this.sums.has(stretch)) this.sums.set(stretch, this.sum(visible, k, next));
        this.merge(this.sums.get(stretch));
      }
      k = next;
    }
  }

  /** What the visible events from k to the next one add up to: groups, and their rows. */
  sum(visible, k, next) {
    const { told, shares, blank, categories } = this;
    this.told = this.toldApart;
    this.told.set(blank);
    this.shares = this.sharesApart.fill(0);
    this.add(visible, k, next);
    const groups = [];
    for (let g = 0; g * WIDTH < blank.length; g += 1) {
      if (this.told[g * WIDTH + N] > 0) groups.push(g);
    }
    const rows = new Int32Array(groups.length * WIDTH);
    const kinds = new Uint32Array(groups.length * categories);
    groups.forEach((g, r) => {
      rows.set(this.told.subarray(g * WIDTH, (g + 1) * WIDTH), r * WIDTH);
      kinds.set(this.shares.subarray(g * categories, (g + 1) * categories), r * categories);
    });
    this.told = told;
    this.shares = shares;
    return { groups, rows, kinds };
  }

  /** Adds what a stretch adds up to; stretches come in order of time. */
  merge({ groups, rows, kinds }) {
    const { told, shares, categories } = this;
    for (let r = 0; r < groups.length; r += 1) {
      const at = groups[r] * WIDTH;
      const from = r * WIDTH;
      if (told[at + N] === 0) told[at + FIRST] = rows[from + FIRST];
      told[at + N] += rows[from + N];
      told[at + DEAD] += rows[from + DEAD];
      told[at + LAST] = rows[from + LAST];
      told[at + LOWEST] = Math.min(told[at + LOWEST], rows[from + LOWEST]);
      told[at + HIGHEST] = Math.max(told[at + HIGHEST], rows[from + HIGHEST]);
      if (rows[from + ANCHORED]) told[at + ANCHORED] = rows[from + ANCHORED];
      told[at + COMMON] &= rows[from + COMMON];
      for (let c = 0; c < categories; c += 1) {
        shares[groups[r] * categories + c] += kinds[r * categories + c];
      }
    }
  }

  /** Kept free of branches that cannot be foreseen: the one loop that runs over single events. */
  add(visible, start, end) {
    const { group, place, traits, told, shares, categories, anchor } = this;
    const { category, deathsHigh } = this.columns;
    for (let k = start; k < end; k += 1) {
      const i = visible[k];
      const g = group[i];
      if (g < 0) continue;
      const p = place[i];
      const at = g * WIDTH;
      if (told[at + N] === 0) told[at + FIRST] = i;
      told[at + N] += 1;
      told[at + LAST] = i;
      if (p < told[at + LOWEST]) told[at + LOWEST] = p;
      if (p > told[at + HIGHEST]) told[at + HIGHEST] = p;
      told[at + ANCHORED] = p === anchor[g] ? i + 1 : told[at + ANCHORED];
      const figure = deathsHigh[i];
      told[at + DEAD] += figure & ~(figure >> 31); /* −1, not stated, adds nothing */
      told[at + COMMON] &= traits[i];
      shares[g * categories + category[i]] += 1;
    }
  }

  /**
   * The groups that hold something, as marks in time order, badges left out. Marks that would
   * overlap are joined into the larger one, which keeps its position.
   * @returns {{key, x, y, n, dead, first, last, place, mixed, soft, doubtful, size, groups}[]}
   */
  marks() {
    const { told, scale, cells } = this;
    const found = [];
    for (let g = 0; g < cells; g += 1) {
      if (told[g * WIDTH + N] === 0) continue;
      const mark = this.of(g);
      mark.key = this.keyOf(g);
      mark.x = this.x[mark.place] * scale;
      mark.y = this.y[mark.place] * scale;
      mark.size = diameter(mark.dead, mark.n > 1, this.unit);
      mark.groups = [g];
      found.push(mark);
    }
    let kept = found;
    for (let round = 0, before = -1; round < 3 && kept.length !== before; round += 1) {
      before = kept.length;
      /* A mark that took others in has grown and may now meet its neighbours. */
      kept = this.join(kept.sort((a, b) => b.size - a.size || b.n - a.n || a.first - b.first));
    }
    return kept.sort((a, b) => a.first - b.first);
  }

  /** Takes the events of a badge into a mark of several, where the scale makes them one. */
  absorbBadge(mark, b) {
    const g = this.badgeGroup(b);
    this.absorb(mark, { ...this.of(g), soft: false, groups: [g] });
  }

  /** What count() found of badge b, as of(). */
  badge(b) {
    return this.of(this.badgeGroup(b));
  }

  join(found) {
    const reach = LARGEST * this.unit;
    const buckets = new Map();
    const at = (column, row) => column * 65536 + row;
    const kept = [];
    for (const mark of found) {
      const column = Math.floor(mark.x / reach) - Math.floor(this.box.left / reach) + 2;
      const row = Math.floor(mark.y / reach) - Math.floor(this.box.top / reach) + 2;
      let into = null;
      let nearest = Infinity;
      for (let c = column - 1; c <= column + 1; c += 1) {
        for (let r = row - 1; r <= row + 1; r += 1) {
          for (const other of buckets.get(at(c, r)) || []) {
            const distance = Math.hypot(other.x - mark.x, other.y - mark.y);
            if (distance < (other.size + mark.size) * 0.47 && distance < nearest) {
              nearest = distance;
              into = other;
            }
          }
        }
      }
      if (into) {
        this.absorb(into, mark);
        continue;
      }
      kept.push(mark);
      const bucket = buckets.get(at(column, row));
      if (bucket) bucket.push(mark);
      else buckets.set(at(column, row), [mark]);
    }
    return kept;
  }

  absorb(mark, other) {
    mark.n += other.n;
    mark.dead += other.dead;
    mark.first = Math.min(mark.first, other.first);
    mark.last = Math.max(mark.last, other.last);
    mark.mixed = true;
    mark.soft = mark.soft && other.soft;
    mark.doubtful = mark.doubtful && other.doubtful;
    mark.groups.push(...other.groups);
    mark.size = diameter(mark.dead, true, this.unit);
  }

  /** A group's name that stays the same while the zoom does. */
  keyOf(g) {
    return (Math.floor(g / this.width) + this.row0) * 4194304 + (g % this.width) + this.columns0;
  }

  /** How the events of a mark divide among the categories. */
  sharesOf(groups) {
    const sums = new Array(this.categories).fill(0);
    for (const g of groups) {
      for (let c = 0; c < this.categories; c += 1) sums[c] += this.shares[g * this.categories + c];
    }
    return sums;
  }

  /** The group of badge b, for the arrays of count(). */
  badgeGroup(b) {
    return this.cells + b;
  }

  /** The visible events of some groups, in time order. */
  members(visible, groups) {
    const wanted = new Uint8Array(this.cells + this.badges);
    for (const g of groups) wanted[g] = 1;
    const { group } = this;
    const found = [];
    for (let k = 0; k < visible.length; k += 1) {
      if (wanted[group[visible[k]]] === 1) found.push(visible[k]);
    }
    return found;
  }

  /** The visible events at the position of event i, or of its badge, in time order. */
  together(visible, i) {
    const { place, placeCount } = this;
    const p = place[i];
    const alone = p >= 0 && placeCount[p] === 1;
    const start = alone ? firstNotBelow(visible, i, 0) : 0;
    const end = alone ? Math.min(start + 1, visible.length) : visible.length;
    const found = [];
    for (let k = start; k < end; k += 1) if (place[visible[k]] === p) found.push(visible[k]);
    return found;
  }
}
