// @ts-check
/* Texts beside their translations: queues of what is missing and what is stale, saved by language. */
import { divider, languageName, number, t } from "../../../page/browser/core/messages.js";
import { ask } from "../api.js";
import { citedText } from "../cited_text.js";
import { element } from "../elements.js";
import { fieldWords } from "../field_words.js";
import { Saving } from "../saving.js";
import { sourcesOf } from "../sources_at_hand.js";
import { beside, button, choice, fileWords, problemLines } from "./view.js";

/**
 * @typedef {import("./view.js").EditorState} EditorState
 * @typedef {import("./view.js").Then} Then
 * @typedef {"missing" | "stale" | "unknown" | "current"} TextState
 * @typedef {{field: string, text: string, digest: string, translation: string, state: TextState}} Text
 * @typedef {{file: string, key: string, title: string, base: string, texts: Text[]}} Translatable
 * @typedef {{records: Translatable[], direction: "ltr" | "rtl", own: "ltr" | "rtl"}} Listed
 */

const PAUSE = 250; // milliseconds without a key before a check
const MOST = 200; // records of a queue that stand in the list at a time
const CITES = new Set(["summary", "text"]); // fields whose sentences cite, but for plain prose
const PROSE = new Set(["about", "guide", "corrections"]);

export class TranslationsView {
  /**
   * @param {EditorState} state
   * @param {Then} then
   */
  constructor(state, then) {
    this._then = then;
    this._own = state.language;
    this._sources = sourcesOf(state, then);
    this._languages = state.languages.filter((each) => each !== state.language);
    this._language = this._languages[0] ?? "";
    this._queue = "missing";
    /** @type {Listed} */
    this._listed = { records: [], direction: "ltr", own: "ltr" };
    /** @type {Translatable | null} */
    this._record = null;
    /** @type {Map<string, HTMLTextAreaElement>} */
    this._areas = new Map();
    this._timer = 0;
    this._tools = element("div", { class: "tools" });
    this._list = element("ol", { class: "queue", "aria-label": t("Texts to translate") });
    this._pair = element("div");
    this.node = element("form", { submit: (event) => event.preventDefault() });
    this.node.append(
      element("h2", {}, t("Translations")),
      this._tools,
      this._languages.length
        ? this._list
        : element("p", {}, t("The settings name one language only.")),
      this._pair,
    );
    if (this._language) void this._read();
  }

  /** Something is typed that is not saved. */
  get isChanged() {
    return Object.keys(this._typed()).length > 0;
  }

  async _read() {
    try {
      this._listed = await ask("translations", { language: this._language });
    } catch (error) {
      this._then.failed(error);
      return;
    }
    this._draw();
  }

  /** @param {string} queue */
  _of(queue) {
    return this._listed.records.filter(
      ({ texts }) => queue === "all" || texts.some(({ state }) => state === queue),
    );
  }

  _draw() {
    const languages = Object.fromEntries(this._languages.map((each) => [each, languageName(each)]));
    /** @type {Record<string, string>} */
    const words = {
      missing: t("Missing"),
      stale: t("Stale: the text has changed since"),
      unknown: t("Made from a text that is not known"),
      all: t("All"),
    };
    const queues = Object.fromEntries(
      Object.entries(words).map(([key, text]) => [
        key,
        `${text}${divider()}${number(this._of(key).length)}`,
      ]),
    );
    this._tools.replaceChildren(
      beside(
        t("Language"),
        choice(languages, this._language, (value) => this._choose(value)),
      ),
      beside(
        t("Queue"),
        choice(queues, this._queue, (value) => {
          this._queue = value;
          this._draw();
        }),
      ),
    );
    const records = this._of(this._queue);
    const lines = records.slice(0, MOST).map((record) => {
      const open = button(`${fileWords(record.file)}: ${record.title}`, () => this.show(record));
      open.className = "link";
      const isOpen = record.file === this._record?.file && record.key === this._record?.key;
      open.setAttribute("aria-current", String(isOpen));
      return element("li", {}, open);
    });
    const empty = element("li", {}, t("Nothing in this queue."));
    this._list.replaceChildren(...(lines.length ? lines : [empty]));
  }

  /** @param {string} language */
  _choose(language) {
    if (!this._leave()) {
      this._draw();
      return;
    }
    this._language = language;
    void this._read();
  }

  _leave() {
    const ask = t("Leave what you have typed? It is not saved.");
    if (this.isChanged && !window.confirm(ask)) return false;
    this._record = null;
    this._areas.clear();
    this._pair.replaceChildren();
    return true;
  }

  /** @param {Translatable} record */
  show(record) {
    if (!this._leave()) return;
    this._record = record;
    const rows = record.texts.map((text) => this._row(record, text));
    const doubtful = record.texts.some(({ state }) => state === "stale" || state === "unknown");
    this._saving = new Saving({
      [t("Save")]: () => void this._save(this._typed()),
      ...(doubtful ? { [t("Still right")]: () => void this._save(this._standing()) } : {}),
      [t("Next")]: () => this._next(),
      [t("Close")]: this._then.close,
    });
    this._pair.replaceChildren(
      element("h3", {}, element("bdi", { lang: this._own }, record.title)),
      ...rows,
      this._saving.node,
    );
    this._draw();
    [...this._areas.values()][0]?.focus();
  }

  /**
   * A text, its original on one side, its translation on the other.
   * @param {Translatable} record
   * @param {Text} text
   */
  _row(record, text) {
    const long = text.text.length > 90 || text.text.includes("\n");
    const area = element("textarea", {
      lang: this._language,
      dir: this._listed.direction,
      rows: long ? String(Math.min(24, 3 + Math.ceil(text.text.length / 45))) : "2",
      "aria-label": `${fieldWords(text.field)}: ${languageName(this._language)}`,
    });
    area.value = text.translation;
    this._areas.set(text.field, area);
    const wrong = element("div", { "aria-live": "polite" });
    const cites = CITES.has(text.field) && !PROSE.has(record.file);
    if (cites) {
      const check = () => void this._check(text, area, wrong);
      area.addEventListener("input", () => {
        window.clearTimeout(this._timer);
        this._timer = window.setTimeout(check, PAUSE);
      });
      if (text.translation) check();
    }
    /** @type {Record<TextState, string>} */
    const states = {
      missing: t("missing"),
      stale: t("stale: the text has changed since"),
      unknown: t("made from a text that is not known"),
      current: t("made from this text"),
    };
    const original = element(
      "div",
      { class: "original", lang: this._own, dir: this._listed.own, tabindex: "0", role: "group" },
      text.text,
    );
    original.setAttribute("aria-label", `${fieldWords(text.field)}: ${languageName(this._own)}`);
    const head = element(
      "p",
      { class: "name" },
      `${fieldWords(text.field)}${divider()}${states[text.state]}`,
    );
    const pair = element("div", { class: "pair" }, head, original, area, wrong);
    const where = () => (record.file === "events" ? record.key : fileWords(record.file));
    if (cites) citedText(area, { sources: this._sources, where, failed: this._then.failed });
    return pair;
  }

  /**
   * @param {Text} text
   * @param {HTMLTextAreaElement} area
   * @param {HTMLElement} place
   */
  async _check(text, area, place) {
    const translation = area.value;
    if (!translation.trim()) {
      place.replaceChildren();
      return;
    }
    try {
      /** @type {{problems: import("../event_answers.js").Told[]}} */
      const { problems } = await ask("translation-check", { text: text.text, translation });
      if (area.value === translation) place.replaceChildren(...problemLines(problems));
    } catch (error) {
      this._then.failed(error);
    }
  }

  /** @returns {Record<string, string>} the translations that are not what was opened */
  _typed() {
    const texts = this._record?.texts ?? [];
    const typed = texts.map(({ field, translation }) => ({
      field,
      translation,
      value: this._areas.get(field)?.value ?? translation,
    }));
    return Object.fromEntries(
      typed
        .filter(({ translation, value }) => value.trim() !== translation.trim())
        .map(({ field, value }) => [field, value.trim()]),
    );
  }

  /** @returns {Record<string, string>} the translations as they are typed, without empty ones */
  _standing() {
    const values = [...this._areas].map(([field, area]) => [field, area.value.trim()]);
    return Object.fromEntries(values.filter(([, value]) => value));
  }

  _next() {
    const records = this._of(this._queue);
    const at = records.findIndex(
      ({ file, key }) => file === this._record?.file && key === this._record?.key,
    );
    const next = records[at + 1] ?? records[0];
    if (next) this.show(next);
  }

  /** @param {Record<string, string>} texts */
  async _save(texts) {
    const record = this._record;
    if (!record || !this._saving) return;
    if (!Object.keys(texts).length) {
      this._then.say(t("Nothing has been changed."));
      return;
    }
    const seen = Object.fromEntries(record.texts.map(({ field, digest }) => [field, digest]));
    const { file, key, base } = record;
    const what = { language: this._language, file, key, base, texts, seen };
    const following = this._of(this._queue);
    const at = following.findIndex((each) => each.file === file && each.key === key);
    const next = following[at + 1];
    try {
      await ask("translation", { ...what, ...this._saving.reason });
      this._record = null;
      this._areas.clear();
      await this._then.reread();
      await this._read();
      const found = this._listed.records.find(
        (each) => each.file === next?.file && each.key === next.key,
      );
      if (found) this.show(found);
      else this._pair.replaceChildren();
      this._then.say(t("Saved."));
    } catch (error) {
      this._then.failed(error);
    }
  }
}
