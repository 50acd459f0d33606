// @ts-check
/*
 * A text search through a page whose texts are not all open: block after block, in short
 * tasks, so that the page stays responsive. What is found is shown while the search goes on.
 */
/** @import { Block } from "./text_blocks.js" */
/** @import { EventIndex } from "../types" */

/** Milliseconds of work in one task. */
const SLICE = 10;
/** Milliseconds until matches are shown for the first time; the interval doubles each time. */
const SHOW = 400;

/**
 * What a scan searches, and the functions that it calls.
 * @typedef {object} ScanParts
 * @property {{size: number, count: number, load: (b: number) => Promise<Block>}} texts
 * @property {number} events how many events there are
 * @property {(i: EventIndex, block: Block, k: number) => boolean} found whether event i, the k-th of
 *   its block, is one that is looked for
 * @property {() => Promise<void>} rest a promise for the next task
 * @property {(share: number | null) => void} onProgress the share of the blocks that is searched,
 *   0 to 1; null at the end
 * @property {(scan: Scan) => void} onFound there are more matches
 */

export class Scan {
  /** @param {ScanParts} parts */
  constructor(parts) {
    this.parts = parts;
    this.found = new Uint8Array(parts.events);
    this.stopped = false;
    this.done = false;
  }

  /** What is found so far: another array object whenever there is more. */
  matches() {
    return this.found.subarray(0);
  }

  stop() {
    this.stopped = true;
  }

  async run() {
    const { texts, found, rest, onProgress, onFound } = this.parts;
    let rested = performance.now();
    let show = rested + SHOW;
    let pause = SHOW;
    for (let b = 0; b < texts.count; b += 1) {
      const block = await texts.load(b);
      for (let k = 0; k < block.count; k += 1) {
        const i = b * texts.size + k;
        if (found(i, block, k)) this.found[i] = 1;
        if (k % 16 || performance.now() - rested < SLICE) continue;
        await rest();
        if (this.stopped) return;
        rested = performance.now();
      }
      if (this.stopped) return;
      onProgress((b + 1) / texts.count);
      if (performance.now() < show) continue;
      onFound(this);
      pause *= 2;
      show = performance.now() + pause;
    }
    this.done = true;
    onFound(this);
    onProgress(null);
  }
}
