/* The bibliography. It is drawn when it is first seen. */
import { Component } from "../../browser/app/component.js";
import { register } from "../../browser/app/kinds.js";
import { number, t, tn } from "../../browser/core/messages.js";
import * as search from "../../browser/core/search.js";
import { h, replace } from "../../browser/draw/dom.js";
import { liveStatus } from "../../browser/draw/controls.js";
import { idle } from "../../browser/app/tasks.js";
import { SourceEntry } from "./source_entry.js";

const SEARCH_AFTER = 120;
/** So many sources at first, and more when asked. */
const BATCH = 300;

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
const typeOf = (source) => TYPES()[source.type] || t("Other");

export class SourceList extends Component {
  create() {
    this.entries = Object.entries(this.context.sources).map(
      ([key, source]) => new SourceEntry(this.context, key, source),
    );
    this.limit = BATCH;
    this.search = h("input", {
      type: "search",
      class: "mg-source-list__search",
      autocomplete: "off",
      oninput: () => {
        clearTimeout(this.searching);
        this.searching = setTimeout(() => this.draw(), SEARCH_AFTER);
      },
    });
    this.type = h("select", { class: "mg-source-list__type", onchange: () => this.draw() });
    this.onlyBox = h("input", {
      type: "checkbox",
      class: "mg-source-list__box",
      onchange: () => this.draw(),
    });
    this.onlyWords = h("span", {});
    this.status = liveStatus("mg-source-list__status");
    this.list = h("ul", { class: "mg-source-list__sources" });
    this.more = h("button", {
      type: "button",
      class: "mg-source-list__more",
      hidden: true,
      onclick: () => {
        this.limit += BATCH;
        this.draw();
      },
    });
    this.element = h(
      "div",
      { class: "mg-source-list" },
      h(
        "div",
        { class: "mg-source-list__tools" },
        this.search,
        this.type,
        h("label", { class: "mg-source-list__only" }, this.onlyBox, this.onlyWords),
      ),
      this.status,
      this.list,
      this.more,
    );
    this.listen("change", () => this.later());
    this.listen("tab", () => this.later());
    this.translate();
    return this.element;
  }

  translate() {
    this.search.placeholder = t("Find a source: author, title, paper, year");
    this.search.setAttribute("aria-label", t("Find a source"));
    this.type.setAttribute("aria-label", t("Kind of source"));
    this.onlyWords.textContent = t("Only those behind the events shown");
    const chosen = this.type.value;
    const types = [...new Set(this.entries.map(({ source }) => typeOf(source)))].sort((a, b) =>
      order(search.plain(a), search.plain(b)),
    );
    replace(
      this.type,
      h("option", { value: "" }, t("All kinds")),
      types.map((name) => h("option", { value: name }, name)),
    );
    this.type.value = types.includes(chosen) ? chosen : "";
    for (const entry of this.entries) entry.clear();
    this.later();
  }

  seen() {
    return this.inCorner || this.context.ui.tab === null || this.context.ui.tab === "sources";
  }

  later() {
    if (!this.seen() || this.waiting) return;
    this.waiting = true;
    idle(
      () => {
        this.waiting = false;
        this.draw();
      },
      { timeout: 300 },
    );
  }

  /** For each source the events shown that cite it; null while their texts are not all open. */
  cited() {
    if (!this.context.eager) return null;
    const found = new Map();
    for (const i of this.context.visible()) {
      for (const key of new Set((this.context.peek(i).references || []).map(([each]) => each))) {
        if (found.has(key)) found.get(key).push(i);
        else found.set(key, [i]);
      }
    }
    return found;
  }

  /** Folds and sorts the sources, when they are first looked at. */
  sort() {
    for (const entry of this.entries) {
      const { source } = entry;
      entry.place = search.plain(source.long);
      entry.folded = search.fold(`${source.long} ${source.url || ""}`);
    }
    this.entries.sort((a, b) => order(a.place, b.place) || order(a.key, b.key));
    this.sorted = true;
  }

  draw() {
    if (!this.sorted) this.sort();
    const cited = this.cited();
    const test = search.matcher(this.search.value);
    this.onlyBox.disabled = !cited;
    const found = this.entries.filter(
      ({ key, source, folded }) =>
        test(folded) &&
        (!this.type.value || typeOf(source) === this.type.value) &&
        (!this.onlyBox.checked || !cited || cited.has(key)),
    );
    const shown = found.slice(0, this.limit);
    for (const entry of shown) {
      entry.setEvents(cited ? cited.get(entry.key) || [] : null);
    }
    const items = shown.map((entry) => entry.element());
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

/** Alphabetical without the reader's locale, so that all readers see one order. */
const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

register("SourceList", SourceList);
