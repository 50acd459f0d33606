// @ts-check
/* The bibliography. It is drawn when it is first seen. */
import { Component } from "../../browser/app/component.js";
import { register } from "../../browser/app/kinds.js";
import { number, t, tn } from "../../browser/core/messages.js";
import * as search from "../../browser/core/search.js";
import { h, replace } from "../../browser/draw/dom.js";
import { liveStatus } from "../../browser/draw/controls.js";
import { idle } from "../../browser/app/tasks.js";
import { SourceEntry } from "./source_entry.js";

/** @import { EventIndex, Source } from "../../browser/types" */

/** Milliseconds after the last key before the list is searched. */
const SEARCH_AFTER = 120;
/** Sources that are drawn at first, and that each press of the button adds. */
const BATCH = 300;
/** Milliseconds after which the list is drawn even if the page is not idle. */
const IDLE_AT_LAST = 300;

/** @type {() => Record<string, string>} */
const TYPES = () => ({
  "article-newspaper": t("Newspapers and wires"),
  "article-magazine": t("Magazines"),
  "article-journal": t("Journals"),
  book: t("Books"),
  chapter: t("Books"),
  thesis: t("Theses"),
  report: t("Reports"),
  webpage: t("Web pages"),
  post: t("Web pages"),
  "post-weblog": t("Web pages"),
  "entry-encyclopedia": t("Encyclopedias"),
  dataset: t("Data sets"),
  interview: t("Interviews"),
});
/** @param {Source} source */
const typeOf = (source) => TYPES()[source.type] || t("Other");

export class SourceList extends Component {
  /** @type {SourceEntry[]} */
  entries = [];
  /** Whether the entries are sorted. */
  sorted = false;
  /** How many sources are listed at most. */
  limit = BATCH;
  /** The timer of a search that waits for the last key. */
  timer = 0;
  /** Whether a drawing waits for the page to be idle. */
  waiting = false;
  search = h("input", {
    type: "search",
    class: "mg-field mg-source-list__search",
    autocomplete: "off",
    oninput: () => {
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.draw(), SEARCH_AFTER);
    },
  });
  type = h("select", {
    class: "mg-field mg-source-list__type",
    onchange: () => {
      this.draw();
    },
  });
  onlyCited = h("input", {
    type: "checkbox",
    class: "mg-source-list__box",
    onchange: () => {
      this.draw();
    },
  });
  onlyCitedLabel = h("span");
  status = liveStatus("mg-source-list__status");
  list = h("ul", { class: "mg-source-list__sources" });
  more = h("button", {
    type: "button",
    class: "mg-source-list__more",
    hidden: true,
    onclick: () => {
      this.limit += BATCH;
      this.draw();
    },
  });

  /** @override */
  create() {
    this.entries = Object.entries(this.context.sources).map(
      ([key, source]) => new SourceEntry(this.context, key, source),
    );
    this.sorted = false;
    const element = h(
      "div",
      { class: "mg-source-list" },
      h(
        "div",
        { class: "mg-source-list__tools" },
        this.search,
        this.type,
        h("label", { class: "mg-source-list__only" }, this.onlyCited, this.onlyCitedLabel),
      ),
      this.status,
      this.list,
      this.more,
    );
    this.listen("change", () => this.later());
    this.listen("tab", () => this.later());
    this.translate();
    return element;
  }

  /** @override */
  translate() {
    this.search.placeholder = t("Find a source: author, title, paper, year");
    this.search.setAttribute("aria-label", t("Find a source"));
    this.type.setAttribute("aria-label", t("Kind of source"));
    this.onlyCitedLabel.textContent = t("Only those behind the events shown");
    const selected = this.type.value;
    const types = [...new Set(this.entries.map(({ source }) => typeOf(source)))].sort((a, b) =>
      order(search.plain(a), search.plain(b)),
    );
    replace(
      this.type,
      h("option", { value: "" }, t("All kinds")),
      types.map((name) => h("option", { value: name }, name)),
    );
    this.type.value = types.includes(selected) ? selected : "";
    for (const entry of this.entries) entry.clear();
    this.later();
  }

  isSeen() {
    return this.inCorner || this.context.ui.tab === null || this.context.ui.tab === "sources";
  }

  later() {
    if (!this.isSeen() || this.waiting) return;
    this.waiting = true;
    idle(
      () => {
        this.waiting = false;
        this.draw();
      },
      { timeout: IDLE_AT_LAST },
    );
  }

  /**
   * For each source the events shown that cite it; null while their texts are not all open.
   * @returns {Map<string, EventIndex[]> | null}
   */
  cited() {
    if (!this.context.eager) return null;
    /** @type {Map<string, EventIndex[]>} */
    const found = new Map();
    for (const i of this.context.visible()) {
      const record = this.context.peek(i);
      for (const key of new Set(((record && record.references) || []).map(([each]) => each))) {
        const events = found.get(key);
        if (events) events.push(i);
        else found.set(key, [i]);
      }
    }
    return found;
  }

  /** Folds and sorts the sources, when they are first looked at. */
  sort() {
    for (const entry of this.entries) {
      const { source } = entry;
      entry.sortedBy = search.plain(source.long);
      entry.folded = search.fold(`${source.long} ${source.url || ""}`);
    }
    this.entries.sort((a, b) => order(a.sortedBy, b.sortedBy) || order(a.key, b.key));
    this.sorted = true;
  }

  draw() {
    if (!this.sorted) this.sort();
    const cited = this.cited();
    const test = search.matcher(this.search.value);
    this.onlyCited.disabled = !cited;
    const found = this.entries.filter(
      ({ key, source, folded }) =>
        test(folded) &&
        (!this.type.value || typeOf(source) === this.type.value) &&
        (!this.onlyCited.checked || !cited || cited.has(key)),
    );
    const shown = found.slice(0, this.limit);
    for (const entry of shown) {
      entry.setEvents(cited ? cited.get(entry.key) || [] : null);
    }
    const items = shown.map(({ item }) => item);
    if (
      items.length !== this.list.children.length ||
      items.some((item, k) => item !== this.list.children[k])
    ) {
      replace(this.list, items);
    }
    const total = this.entries.length;
    this.status.textContent =
      found.length === total
        ? tn("{n} source", "{n} sources", total)
        : tn("{n} of {all} source", "{n} of {all} sources", total, {
            n: number(found.length),
            all: number(total),
          });
    this.more.hidden = found.length <= this.limit;
    this.more.textContent = t("Show more");
  }
}

/**
 * Alphabetical without the reader's locale, so that all readers see one order.
 * @param {string} a
 * @param {string} b
 */
const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

register("SourceList", SourceList);
