// @ts-check
/* Sources of others: pasted or from a file (CSL-JSON, RIS, BibTeX), or from Zotero beside. */
import { t, tn } from "../../../page/browser/core/messages.js";
import { ask, change } from "../api.js";
import { element, labelled } from "../elements.js";
import { Saving } from "../saving.js";
import { beside, button } from "./view.js";

/**
 * @typedef {import("./view.js").EditorState} EditorState
 * @typedef {import("./view.js").Then} Then
 * @typedef {{key: string, value: Record<string, unknown>, same: string}} Offered
 */

const PAUSE = 300; // milliseconds without a key before the text is read

export class BringInView {
  /**
   * @param {EditorState} state
   * @param {Then} then
   */
  constructor(state, then) {
    this._then = then;
    this._short = state.short;
    /** @type {Offered[]} */
    this._offered = [];
    /** @type {Map<string, HTMLInputElement>} */
    this._boxes = new Map();
    this._timer = 0;
    this._area = element("textarea", { rows: "7", dir: "ltr", spellcheck: "false" });
    this._area.addEventListener("input", () => {
      window.clearTimeout(this._timer);
      this._timer = window.setTimeout(() => void this._readText(), PAUSE);
    });
    this._file = element("input", {
      type: "file",
      accept: ".json,.ris,.bib,.bibtex,.txt",
      change: () => void this._readFile(),
    });
    this._found = element("div", { "aria-live": "polite" });
    this._zotero = element("div", { class: "tools" });
    const about = t("CSL-JSON, RIS or BibTeX, as every reference manager writes them.");
    this._saving = new Saving({
      [t("Bring in")]: () => void this._save(),
      [t("Close")]: then.close,
    });
    this.node = element("form", { submit: (event) => event.preventDefault() });
    this.node.append(
      element("h2", {}, t("Bring in sources")),
      labelled(t("Paste them"), this._area, about).row,
      labelled(t("Or choose a file"), this._file).row,
      this._zotero,
      this._found,
      this._saving.node,
    );
    void this._drawZotero();
  }

  /** Something is chosen that is not saved. */
  get isChanged() {
    return this._chosen().length > 0;
  }

  async _readFile() {
    const [file] = this._file.files ?? [];
    if (!file) return;
    this._area.value = await file.text();
    await this._readText();
  }

  async _readText() {
    const text = this._area.value;
    if (!text.trim()) {
      this._show([]);
      return;
    }
    try {
      /** @type {{sources: Offered[]}} */
      const { sources } = await ask("source-text", { text });
      if (text === this._area.value) this._show(sources);
    } catch (error) {
      this._show([]);
      const words = error instanceof Error ? error.message : String(error);
      this._found.replaceChildren(element("p", { class: "wrong" }, words));
    }
  }

  /** @param {boolean} [allowed] asks for it to be so; else it stays as it is */
  async _drawZotero(allowed) {
    /** @type {{allowed: boolean}} */
    const found = await ask("zotero", allowed === undefined ? {} : { allowed });
    if (!found.allowed) {
      const words = t("Ask Zotero on this machine, until the editor ends");
      this._zotero.replaceChildren(button(words, () => void this._drawZotero(true)));
      return;
    }
    const search = element("input", { type: "search", size: "24" });
    const find = button(t("Search in Zotero"), () => void this._search(search.value));
    search.addEventListener("keydown", (event) => {
      if (event.key === "Enter") void this._search(search.value);
    });
    const off = button(t("No longer ask Zotero"), () => void this._drawZotero(false));
    this._zotero.replaceChildren(beside("Zotero", search), find, off);
    if (allowed) search.focus();
  }

  /** @param {string} text */
  async _search(text) {
    try {
      /** @type {{sources: Offered[], left: number}} */
      const { sources, left } = await ask("zotero-search", { text });
      this._show(sources);
      if (!left) return;
      const words = t("Not all is shown. Items in Zotero besides: {n}; search for what you need.", {
        n: left,
      });
      this._found.prepend(element("p", { class: "hint" }, words));
    } catch (error) {
      this._then.failed(error);
    }
  }

  /** @param {Offered[]} sources */
  _show(sources) {
    this._offered = sources;
    this._boxes.clear();
    const lines = sources.map(({ key, value, same }) => {
      const box = element("input", { type: "checkbox" });
      box.checked = !same;
      this._boxes.set(key, box);
      const title = String(value.title ?? value["container-title"] ?? "");
      const known = same
        ? element(
            "p",
            { class: "wrong" },
            t("Already there: {source}", { source: this._short[same] ?? same }),
          )
        : "";
      const label = element("label", {}, box, ` @${key} · `, element("bdi", {}, title));
      return element("li", {}, label, known);
    });
    const count = tn("{n} source", "{n} sources", sources.length);
    this._found.replaceChildren(
      ...(sources.length ? [element("h3", {}, count)] : []),
      element("ul", { class: "offered" }, ...lines),
    );
  }

  _chosen() {
    return this._offered.filter(({ key }) => this._boxes.get(key)?.checked);
  }

  async _save() {
    const chosen = this._chosen();
    if (!chosen.length) {
      this._then.say(t("No source is chosen."));
      return;
    }
    const operations = chosen.map(({ key, value }) => ({ file: "sources", key, base: "", value }));
    try {
      await change(operations, this._saving.reason);
      this._show([]);
      this._area.value = "";
      await this._then.reread();
      this._then.say(tn("{n} source is brought in.", "{n} sources are brought in.", chosen.length));
    } catch (error) {
      this._then.failed(error);
    }
  }
}
