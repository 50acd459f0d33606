// @ts-check
/*
 * The texts of a map's events, in blocks that are opened when they are read: all of them on a page of
 * few events, else the latest ones.
 */
import * as codec from "../core/codec.js";
import { Block } from "../core/text_blocks.js";

/** @import { EventIndex, EventRecord, Payload } from "../types" */

/** How many blocks of texts a large page keeps open. */
const MOST_OPEN = 200;

export class EventTexts {
  /**
   * @param {Payload} packed
   * @param {(i: EventIndex) => string} idOf
   * @param {(name: string) => Promise<string>} bulk a packed text of the page, by name
   */
  constructor(packed, idOf, bulk) {
    /** Events in a block, and how many blocks there are. */
    this.size = packed.block;
    this.count = packed.blocks;
    this.eager = packed.eager;
    this.idOf = idOf;
    this.bulk = bulk;
    /**
     * The open blocks by number.
     * @type {Map<number, Block>}
     */
    this.blocks = new Map();
    /**
     * Those that are open or on their way, the oldest first.
     * @type {Map<number, Promise<Block>>}
     */
    this.opening = new Map();
    /** @type {Promise<string[]> | null} */
    this.words = null;
    /** @type {Promise<unknown> | null} */
    this.all = null;
  }

  /** Whether every block is open. */
  get complete() {
    return this.blocks.size >= this.count;
  }

  /**
   * Opens block b and keeps it open.
   * @param {number} b
   */
  open(b) {
    const before = this.opening.get(b);
    if (before) return before;
    const opened = this.load(b).then((block) => {
      this.blocks.set(b, block);
      return block;
    });
    this.opening.set(b, opened);
    if (!this.eager && this.opening.size > MOST_OPEN) {
      const [oldest] = this.opening.keys();
      this.opening.delete(oldest);
      this.blocks.delete(oldest);
    }
    return opened;
  }

  /**
   * Opens block b for once.
   * @param {number} b
   */
  async load(b) {
    const open = this.blocks.get(b);
    if (open) return open;
    this.words = this.words || this.bulk("words").then(codec.words);
    const [packed, words] = await Promise.all([this.bulk(`texts-${b}`), this.words]);
    return new Block(await codec.cells(packed, words));
  }

  /** A promise for all texts on a page of few events; on a large one they stay closed. */
  openAll() {
    const count = this.eager ? this.count : 0;
    this.all = this.all || Promise.all(Array.from({ length: count }, (_, b) => this.open(b)));
    return this.all;
  }

  /**
   * The record of event i, or null while its block is closed.
   * @param {EventIndex} i
   * @returns {EventRecord | null}
   */
  peek(i) {
    const block = this.blocks.get(Math.floor(i / this.size));
    return block ? block.record(i % this.size, this.idOf(i)) : null;
  }

  /**
   * A promise of the record of event i.
   * @param {EventIndex} i
   */
  async read(i) {
    const block = await this.open(Math.floor(i / this.size));
    return block.record(i % this.size, this.idOf(i));
  }
}
