/* Cases that are drawn, but the same ones each time: from a seed, which a failing test names. */
import process from "node:process";

/** All of them where MAPGEN_ALL_EXAMPLES is set, else a fifth, as `tests/examples.py` has it. */
const PART = process.env.MAPGEN_ALL_EXAMPLES ? 1 : 5;
const FEWEST = 20;

/** mulberry32: numbers from 0 to 1. */
function numbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export class Draw {
  constructor(seed) {
    this.next = numbers(seed);
  }

  /** A whole number from low to high, both included. */
  int(low, high) {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  bool() {
    return this.next() < 0.5;
  }

  from(values) {
    return values[this.int(0, values.length - 1)];
  }

  /** From `least` to `most` values, each made by `one`. */
  list(most, one, least = 0) {
    return Array.from({ length: this.int(least, most) }, () => one());
  }

  /** Up to `most` of some values, each once. */
  some(values, most) {
    const left = [...values];
    const n = Math.min(this.int(0, most), left.length);
    return Array.from({ length: n }, () => left.splice(this.int(0, left.length - 1), 1)[0]);
  }

  text(letters, most) {
    return this.list(most, () => this.from([...letters])).join("");
  }
}

/** Calls check(draw) with as many draws, or their part; a failure says which seed it came of. */
export function cases(n, check) {
  const last = Math.max(n / PART, FEWEST);
  for (let seed = 1; seed <= last; seed += 1) {
    try {
      check(new Draw(seed));
    } catch (error) {
      error.message = `seed ${seed}: ${error.message}`;
      throw error;
    }
  }
}
