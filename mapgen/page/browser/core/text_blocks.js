// @ts-check
/*
 * The texts of events: a block as text_blocks.py packs it → the record of each event
 * (`EventRecord`), made when it is asked for. What is empty is left out. Citations are numbered in order of first citation: those of the
 * figures, then those of the summary; the n-th is references[n − 1].
 */
import { firstAbove } from "./bisect.js";

/** @import { Citation, Claim, EventRecord } from "../types" */
/**
 * A figure as it is packed: text, whether counted (2: for another scope), citations, lowest and
 * highest figure, and how the source puts it.
 * @typedef {[text: string, counted: number, citations: Citation[], low?: number, high?: number,
 *   how?: number]} PackedClaim
 */

/** @type {Record<string, string>} */
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
/** @param {string} text */
const escaped = (text) => text.replace(/[&<>]/g, (letter) => ESCAPES[letter]);
/** @param {string} html */
const unescaped = (html) =>
  html
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&nbsp;/g, "\u00a0")
    .replace(/&amp;/g, "&");

/** A group of citations in a simple text: [@key, locator; @key]. */
const GROUP = /\[(@[^[\]]*)\]/g;
/** Our own links in HTML; in its text every < is written &lt;. */
const LINK = /(<a [^<>]*data-key="([^"<>]+)"[^<>]*>)\d+(, [^<]*)?(?=<)/g;
/** The columns that cite, and their keys: in a simple text, in HTML, in the figures' JSON. */
const CITING = /^(deaths|injured|summary(_.*)?)$/;
const KEY = String.raw`([\p{L}\p{N}_](?:[\p{L}\p{N}_:.+/-]*[\p{L}\p{N}_])?)`;
const IN_TEXT = new RegExp(`[[;] ?@${KEY}`, "gu");
const IN_HTML = /data-key="([^"]+)"/g;
/** A citation is a pair of texts; a claim begins with a text, too, but a number follows. */
const IN_FIGURES = new RegExp(String.raw`\["${KEY}(?=",")`, "gu");
/** How a source puts its figure: a sum of these. */
const [UP_TO, AT_LEAST, ABOUT] = [1, 2, 4];
/** @param {string} text */
const isHTML = (text) => text.startsWith("<");

/** Numbers citations; a source at another page is another reference. */
class References {
  constructor() {
    /** @type {Citation[]} */
    this.list = [];
    /** @type {Map<string, number>} */
    this.numbers = new Map();
  }

  /**
   * The number of a citation, from 1.
   * @param {string} key
   * @param {string} locator
   */
  number(key, locator) {
    const name = `${key}\u0000${locator}`;
    const number = this.numbers.get(name) || this.list.push([key, locator]);
    this.numbers.set(name, number);
    return number;
  }

  /**
   * The figures of an event.
   * @param {string} json
   * @returns {Claim[]}
   */
  figures(json) {
    const claims = /** @type {PackedClaim[]} */ (JSON.parse(json));
    return claims.map(([text, counted, citations, low, high, how = 0]) => ({
      text,
      refs: citations.map(([key, locator]) => this.number(key, locator)),
      counted: counted === 1,
      ...(counted === 2 && { scope: true }),
      ...(low !== undefined && { low, high }),
      ...(how & UP_TO && { upTo: true }),
      ...(how & AT_LEAST && { atLeast: true }),
      ...(how & ABOUT && { about: true }),
    }));
  }

  /**
   * A summary as cleaned HTML, its citations numbered.
   * @param {string} text
   */
  summary(text) {
    if (!isHTML(text)) {
      const marked = text.replace(GROUP, (all, group) => this.mark(group));
      return `<p>${marked}</p>`;
    }
    return text.replace(
      LINK,
      (all, start, key, at = "") => start + this.number(key, unescaped(at.replace(/^, /, ""))) + at,
    );
  }

  /**
   * A group of citations as links to the references.
   * @param {string} group
   */
  mark(group) {
    const links = group.split(";").map((piece) => {
      const [, key = "", locator = ""] = /^@([^,]+)(?:, (.*))?$/.exec(piece.trim()) || [];
      const at = locator ? escaped(`, ${locator}`) : "";
      return `<a href="#ref-${key}" data-key="${key}">${this.number(key, locator)}${at}</a>`;
    });
    return `<sup class="mg-cite">${links.join("; ")}</sup>`;
  }
}

/**
 * A summary without its citations, as it is read.
 * @param {string} text
 */
function plain(text) {
  return isHTML(text)
    ? unescaped(text.replace(/<sup class="mg-cite">.*?<\/sup>/g, "").replace(/<[^>]*>/g, " "))
    : text.replace(/ ?\[@[^[\]]*\]/g, "");
}

export class Block {
  /** @param {string[]} cells as text_blocks.py lays them out */
  constructor(cells) {
    /** @type {{count: number, same: Record<string, string>, each: string[]}} */
    const { count, same, each } = JSON.parse(cells[0]);
    /** How many events the block holds. */
    this.count = count;
    /** Texts that all of its events share, by column. */
    this.same = same;
    /** The texts of each event, by column. */
    this.columns = new Map(
      each.map((name, c) => [name, cells.slice(1 + c * count, 1 + (c + 1) * count)]),
    );
    this.names = [...Object.keys(same), ...each];
    /** @type {(EventRecord | undefined)[]} */
    this.records = new Array(count);
  }

  /**
   * A text of the k-th event, "" where it has none.
   * @param {string} name
   * @param {number} k
   */
  text(name, k) {
    const column = this.columns.get(name);
    return column ? column[k] : this.same[name] || "";
  }

  /**
   * All words of the k-th event that a search looks through.
   * @param {number} k
   */
  words(k) {
    const found = [];
    for (const name of this.names) {
      const text = this.text(name, k);
      if (/^title/.test(name) || name === "place") found.push(text);
      else if (/^summary/.test(name)) found.push(plain(text));
    }
    return found;
  }

  /**
   * The keys of the sources that the k-th event cites.
   * @param {number} k
   */
  keys(k) {
    const found = new Set();
    for (const name of this.names) {
      const text = this.text(name, k);
      if (!text || !CITING.test(name)) continue;
      const keys = !/^summary/.test(name) ? IN_FIGURES : isHTML(text) ? IN_HTML : IN_TEXT;
      for (const [, key] of text.matchAll(keys)) {
        found.add(key);
      }
    }
    return [...found];
  }

  /**
   * The record of the k-th event, whose id the page keeps elsewhere.
   * @param {number} k
   * @param {string} id
   */
  record(k, id) {
    const record = this.records[k] || this.make(k, id);
    this.records[k] = record;
    return record;
  }

  /**
   * @param {number} k
   * @param {string} id
   */
  make(k, id) {
    const references = new References();
    /** @type {EventRecord} */
    const record = { id, references: [] };
    /** @type {(name: string, value: string) => void} */
    const put = (name, value) => {
      if (value.length) record[name] = value;
    };
    for (const name of ["title", "date", "edtf", "place", "join", "note"]) {
      put(name, this.text(name, k));
    }
    for (const name of ["deaths", "injured"]) {
      const json = this.text(name, k);
      if (json) record[name] = references.figures(json);
    }
    const related = this.text("related", k);
    if (related) record.related = related.split(";");
    for (const name of this.names) {
      const text = this.text(name, k);
      if (name === "summary" || name.startsWith("summary_")) {
        put(name, text && references.summary(text));
      } else if (/^(date|title)_/.test(name)) put(name, text);
    }
    record.references = references.list;
    return record;
  }
}

/**
 * All ids of a page, one a line. A search in the whole text is quicker than a table of a million
 * ids is made.
 */
export class Ids {
  /**
   * @param {string} text
   * @param {number} count how many lines it has
   */
  constructor(text, count) {
    this.text = `\n${text}\n`;
    this.count = count;
    /**
     * The id that was asked for last, and its index.
     * @type {[string | null, number]}
     */
    this.last = [null, -1];
    /** @type {Uint32Array | null} */
    this.lines = null;
  }

  /** Where each line begins. */
  get starts() {
    if (this.lines) return this.lines;
    const { text, count } = this;
    const lines = new Uint32Array(count);
    for (let i = 0, at = 0; i < count; i += 1, at = text.indexOf("\n", at + 1)) lines[i] = at + 1;
    this.lines = lines;
    return lines;
  }

  /**
   * The i-th id.
   * @param {number} i
   */
  at(i) {
    const { starts, text } = this;
    return text.slice(starts[i], i + 1 < starts.length ? starts[i + 1] - 1 : text.length - 1);
  }

  all() {
    return this.text.length > 2 ? this.text.slice(1, -1).split("\n") : [];
  }

  /**
   * The index of an id, or −1.
   * @param {string} id
   */
  indexOf(id) {
    if (this.last[0] !== id) this.last = [id, this.find(String(id))];
    return this.last[1];
  }

  /** @param {string} id */
  find(id) {
    const at = id && !id.includes("\n") ? this.text.indexOf(`\n${id}\n`) : -1;
    if (at < 0) return -1;
    return firstAbove(this.starts, at);
  }
}
