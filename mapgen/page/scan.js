/*
 * A text search through a page whose texts are not all open: block after block, in slices that leave
 * every frame its time. What is found is shown while the search goes on.
 *
 *   context.on("searching", (share) => …)    how much is searched, 0 to 1; null when all is
 */
(function (mapgen) {
  "use strict";

  /** Milliseconds of work at a time, and how often what was found is shown. */
  const SLICE = 8;
  const SHOW = 500;

  class Scan {
    /**
     * @param context
     * @param {(text: string) => boolean} test
     */
    constructor(context, test) {
      this.context = context;
      this.test = test;
      this.found = new Uint8Array(context.count);
      this.stopped = false;
    }

    /** What is found so far: another array object whenever there is more. */
    matches() {
      return this.found.subarray(0);
    }

    stop() {
      this.stopped = true;
      this.context.emit("searching", null);
    }

    async run() {
      const { context } = this;
      const { blocks } = context.packed;
      let shown = performance.now();
      let rested = shown;
      for (let b = 0; b < blocks; b += 1) {
        const block = await context.lookInto(b);
        for (let k = 0; k < block.count; k += 1) {
          const i = b * context.packed.block + k;
          if (this.test(context.haystack(i, block, k))) this.found[i] = 1;
          if (k % 16 || performance.now() - rested < SLICE) continue;
          await new Promise((done) => requestAnimationFrame(done));
          if (this.stopped) return;
          rested = performance.now();
        }
        if (this.stopped) return;
        if (performance.now() - shown < SHOW || b + 1 === blocks) continue;
        shown = performance.now();
        context.emit("searching", (b + 1) / blocks);
        context.searched(this);
      }
      context.searched(this);
      context.emit("searching", null);
    }
  }

  mapgen.Scan = Scan;
})((window.mapgen = window.mapgen || {}));
