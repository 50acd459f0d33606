/*
 * A text search through a page whose texts are not all open: block after block, in slices that let
 * the page answer in between. What is found is shown while the search goes on.
 *
 *   context.on("searching", (share) => …)    how much is searched, 0 to 1; null when all is
 */
/** Milliseconds of work at a time, and until what was found is shown first; then twice as many. */
const SLICE = 10;
const SHOW = 400;

const rest = () =>
  window.scheduler && scheduler.yield
    ? scheduler.yield()
    : new Promise((done) => setTimeout(done, 0));

export class Scan {
  /**
   * @param context
   * @param {(text: string) => boolean} test
   */
  constructor(context, test) {
    this.context = context;
    this.test = test;
    this.found = new Uint8Array(context.count);
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
    const { context } = this;
    const { blocks } = context.packed;
    let rested = performance.now();
    let show = rested + SHOW;
    let pause = SHOW;
    for (let b = 0; b < blocks; b += 1) {
      const block = await context.lookInto(b);
      for (let k = 0; k < block.count; k += 1) {
        const i = b * context.packed.block + k;
        if (this.test(context.haystack(i, block, k))) this.found[i] = 1;
        if (k % 16 || performance.now() - rested < SLICE) continue;
        await rest();
        if (this.stopped) return;
        rested = performance.now();
      }
      if (this.stopped) return;
      context.emit("searching", (b + 1) / blocks);
      if (performance.now() < show) continue;
      context.searched(this);
      pause *= 2;
      show = performance.now() + pause;
    }
    this.done = true;
    context.searched(this);
    context.emit("searching", null);
  }
}
