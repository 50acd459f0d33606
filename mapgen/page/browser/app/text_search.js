// @ts-check
/* The text filter: which events hold the words that the reader looks for. */
import { named } from "../core/messages.js";
import * as search from "../core/search.js";
import { Scan } from "../core/text_scan.js";
import { rest } from "./tasks.js";

/** @import { Block } from "../core/text_blocks.js" */
/** @import { FilterValues } from "./filter_values.js" */
/** @import { Context, EventIndex, ListColumn } from "../types" */

export class TextSearch {
  /**
   * @param {Context} context
   * @param {{search: TextSearch | null, values: FilterValues | null}} owner whose words are looked for:
   *   the context itself, or a map with words of its own
   */
  constructor(context, owner) {
    this.context = context;
    this.owner = owner;
    /**
     * The search through closed texts that is going on, or the last one.
     * @type {Scan | null}
     */
    this.scan = null;
    /**
     * The folded text of each event, once all are open.
     * @type {string[] | null}
     */
    this.folded = null;
  }

  /** Whether a search through closed texts is still going on. */
  get running() {
    return this.scan !== null && !this.scan.done;
  }

  /** Forgets the folded texts: names are searched in the language that they are read in, too. */
  forget() {
    this.folded = null;
  }

  /**
   * 1 for each event that a text is found in, null without a text. Where texts are closed, what is
   * found so far: `context.wanted.searched` is called whenever there is more.
   * @param {string | null} query
   */
  matches(query) {
    const { context } = this;
    if (this.scan) {
      this.scan.stop();
      this.scan = null;
      if (!query) context.emit("searching", null);
    }
    if (!query) return null;
    const { texts } = context;
    if (!texts.complete) {
      this.scan = this.start(search.rawMatcher(query));
      return this.scan.matches();
    }
    const test = search.matcher(query);
    const folded = context.search.folded || context.search.fold();
    return Uint8Array.from(folded, (text) => (test(text) ? 1 : 0));
  }

  /** @param {(text: string) => boolean} test */
  start(test) {
    const { context } = this;
    const scan = new Scan({
      texts: context.texts,
      events: context.count,
      found: (i, block, k) => test(this.textOf(i, block, k)),
      rest,
      onProgress: (share) => context.emit("searching", share),
      onFound: (each) => context.wanted.searched(each, this.owner),
    });
    scan.run();
    return scan;
  }

  /** The folded texts of all events, whose blocks are open. */
  fold() {
    const { context } = this;
    const { blocks, size } = context.texts;
    const folded = [];
    for (let b = 0; b < context.texts.count; b += 1) {
      const block = /** @type {Block} */ (blocks.get(b));
      for (let k = 0; k < block.count; k += 1) {
        folded.push(search.fold(this.textOf(b * size + k, block, k)));
      }
    }
    this.folded = folded;
    return folded;
  }

  /**
   * All words that event i, the k-th of an open block, is found by.
   * @param {EventIndex} i
   * @param {Block} block
   * @param {number} k
   */
  textOf(i, block, k) {
    const { columns, terms, sources } = this.context;
    /** @type {(list: ListColumn, names: string[]) => string[]} */
    const namesOf = ({ offsets, values }, names) =>
      Array.from(values.subarray(offsets[i], offsets[i + 1]), (term) => names[term]).flatMap(
        (name) => [name, named(name)],
      );
    return [
      ...block.words(k),
      named(block.text("place", k)),
      this.context.idOf(i),
      ...namesOf(columns.actor, terms.actor),
      ...namesOf(columns.target, terms.target),
      ...block.keys(k).map((key) => (sources[key] ? sources[key].long : key)),
    ]
      .filter(Boolean)
      .join(" · ");
  }
}
