// @ts-check
/* The events of a page: their columns and ids, what the indices in them mean, and their texts. */
import { currentLanguage, directionOf } from "../core/messages.js";
import { USUAL } from "../core/world_copy.js";
import { Emitter } from "./emitter.js";
import { EventTexts } from "./event_texts.js";
import { hasFigures, openEvents, openReadings, packedText } from "./opened_events.js";
import { SIGNALS } from "./signals.js";
import { rest } from "./tasks.js";

/** @import { Groups } from "../core/counted_rows.js" */
/** @import { SourceLens } from "./source_lens.js" */
/** @import { Ids } from "../core/text_blocks.js" */
/**
 * @import { BaseShape, Chapter, Columns, Districts, EventIndex, EventRecord, Meta, Payload, Signals,
 *   Source, Terms } from "../types"
 */

/** @extends {Emitter<Signals>} */
export class PageEvents extends Emitter {
  /** @type {Columns} like all below, there once the events are open */
  columns;
  /** @type {number} how many rows the columns have */
  count;
  /** @type {Pick<Ids, "at" | "all" | "indexOf">} */
  ids;
  /** @type {Record<string, Source>} by key */
  sources;
  /** @type {string[]} the ids of the places of events at several */
  spots;
  /** @type {Districts} */
  districts;
  /** @type {BaseShape[]} */
  base;
  /** @type {Chapter[]} */
  story = [];
  /** @type {SourceLens} there once the events are open */
  lens;
  /** @type {Promise<void> | null} */
  reading = null;

  /**
   * @param {Payload} packed
   * @param {string} name what the ids of the elements begin with that hold packed texts
   */
  constructor(packed, name) {
    super(SIGNALS);
    this.packed = packed;
    this.name = name;
    this.eager = packed.eager;
    this.isRead = false; // whether the sources are there with all that is said of them
    /** @type {Meta} */
    this.meta = packed.meta;
    /** What events that were merged are a part of: ids by ids. */
    this.successors = new Map(Object.entries(packed.meta.successors || {}));
    /** @type {Terms} */
    this.terms = {
      city: [],
      region: [],
      home: [],
      district: [],
      actor: [],
      target: [],
      attribution: [],
      confidence: [],
      ...packed.terms,
    };
    /** @type {Groups | null} of a page of counts */
    this.groups = null;
    this.texts = new EventTexts(
      packed,
      (i) => this.ids.at(i),
      (text) => this.bulk(text),
    );
  }

  /** Opens all but the texts. */
  async openEvents() {
    const { columns, ids, shared } = await openEvents(this.packed, (name) => this.bulk(name));
    await rest();
    this.columns = columns;
    this.count = columns.first.length;
    this.ids = ids;
    // Where the readings have come before, they are more than what stands here.
    if (!this.isRead) this.sources = /** @type {Record<string, Source>} */ (shared.sources);
    this.spots = shared.spots;
    this.districts = shared.districts;
    this.base = shared.base;
    this.terms = { ...this.terms, ...shared.terms };
  }

  /** A promise for the sources and the story. */
  openReadings() {
    this.reading ??= openReadings((name) => this.bulk(name)).then(({ sources, story }) => {
      this.isRead = true;
      this.sources = sources;
      this.story = story;
      this.lens?.renew();
    });
    return this.reading;
  }

  /** The longitude at which the map cuts the world (core/world_copy.js). */
  get seam() {
    return this.meta.extent ? this.meta.extent.seam : USUAL;
  }

  /** How many events there are. */
  get total() {
    return this.groups ? this.groups.total : this.count;
  }

  /**
   * A packed text of the page.
   * @param {string} name
   */
  bulk(name) {
    return packedText(`${this.name}-${name}`);
  }

  /** A promise for all texts on a page of few events; on a large one they stay closed. */
  openTexts() {
    return this.texts.openAll();
  }

  /**
   * The record of event i, or null while its texts are closed.
   * @param {EventIndex} i
   */
  peek(i) {
    return this.groups ? this.groups.record(i) : this.texts.peek(i);
  }

  /**
   * A promise of the record of event i.
   * @param {EventIndex} i
   */
  async read(i) {
    return this.groups ? this.groups.record(i) : this.texts.read(i);
  }

  /**
   * The id of event i.
   * @param {EventIndex} i
   */
  idOf(i) {
    return this.ids.at(i);
  }

  /**
   * The index of an id, that of a merged event's included, or −1.
   * @param {string} id
   */
  indexOf(id) {
    return this.ids.indexOf(this.successors.get(id) ?? id);
  }

  /**
   * A value of a record in the reader's language where there is one, and its language.
   * @param {EventRecord} record
   * @param {"title" | "date" | "summary"} field
   */
  wording(record, field) {
    const language = currentLanguage();
    const translated = record[`${field}_${language}`];
    const [text, lang] =
      typeof translated === "string" && translated
        ? [translated, language]
        : [record[field] || "", this.meta.language];
    return { text, lang, dir: directionOf(lang) };
  }

  /**
   * Whether the events state "deaths" or "injured" at all.
   * @param {string} name
   */
  hasFigures(name) {
    return hasFigures(this.packed, name);
  }
}
