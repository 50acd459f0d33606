// @ts-check
/* A chapter of the story as a form, checked as it is typed and filled from the map beside it. */
import { t } from "../../../page/browser/core/messages.js";
import { ask } from "../api.js";
import { citedText } from "../cited_text.js";
import { element, labelled } from "../elements.js";
import { markProblems, verdictOf } from "../event_answers.js";
import { sourcesOf } from "../sources_at_hand.js";
import { typeOver } from "../typed_over.js";
import { mapState } from "./live_map.js";
import { button, choice } from "./view.js";

/**
 * @typedef {import("./view.js").EditorState} EditorState
 * @typedef {import("./view.js").EditorRecord} EditorRecord
 * @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control
 * @typedef {import("../event_answers.js").Problem} Problem
 */

const LINES = ["chapter", "title", "from", "to", "view", "events", "places", "districts"];
const MOST_EVENTS = 20; // that a chapter takes from the map
const PAUSE = 180; // milliseconds without a key before a check
const INTRODUCTION = "introduction"; // may speak of the atlas itself, without a source

export class ChapterForm {
  /**
   * @param {EditorState} state
   * @param {EditorRecord | null} record null for a new chapter
   * @param {string} file what the story's file is called
   * @param {{say: (words: string) => void, failed: (error: unknown) => void,
   *   reread: () => Promise<EditorState>}} then
   */
  constructor(state, record, file, then) {
    this.record = record ?? { key: "", base: "", value: {} };
    this._then = then;
    this._timer = 0;
    /** @type {Map<string, Control>} */
    this._controls = new Map();
    /** @type {Map<string, HTMLElement>} where it stands what is wrong with a line */
    this._wrong = new Map();
    /** @type {Set<string>} lines that were typed into */
    this._left = new Set();
    const rows = LINES.map((name) => this._field(name));
    const text = element("textarea", { rows: "18", lang: state.language, dir: "auto" });
    text.value = this._written("text");
    const about = t(
      "Every sentence cites a source: type [@ and choose it. A line “scene: …” moves the map from the next paragraph on.",
    );
    const field = labelled(t("Text"), text, about);
    this._keep("text", text, field.wrong);
    citedText(text, {
      sources: sourcesOf(state, then),
      where: () => file,
      cites: () => this._value("chapter") !== INTRODUCTION,
      failed: then.failed,
    });
    this._verdict = element("p", { class: "hint", "aria-live": "polite" });
    const take = button(t("Take the map as it stands"), () => this._take());
    const scene = button(t("A scene here, as the map stands"), () => this._scene(text));
    this.node = element(
      "div",
      {},
      element("h3", {}, record ? record.key : t("A new chapter")),
      this._verdict,
      element("div", { class: "tools" }, take, scene),
      ...rows,
      field.row,
    );
    void this._check();
  }

  /** Puts the focus where one begins to write. */
  focus() {
    this._controls.get(this.record.key ? "title" : "chapter")?.focus();
  }

  /** The lines that are not what was opened. @returns {Record<string, string>} */
  get typed() {
    const typed = Object.entries(this._values()).map(([name, value]) => [name, value.trim()]);
    return Object.fromEntries(
      typed.filter(([name, value]) => value !== this._written(name ?? "").trim()),
    );
  }

  /** @param {string} name */
  _written(name) {
    return String(this.record.value[name] ?? "");
  }

  /** @param {string} name */
  _value(name) {
    return this._controls.get(name)?.value.trim() ?? "";
  }

  /** @returns {Record<string, string>} */
  _values() {
    return Object.fromEntries([...this._controls].map(([name, { value }]) => [name, value]));
  }

  /** @param {string} name */
  _field(name) {
    /** @type {Record<string, [string, string]>} */
    const words = {
      chapter: [t("Id"), t("Small letters, digits and hyphens; links lead to it.")],
      title: [t("Title"), ""],
      from: [t("From"), t("The first day, month or year that the map shows.")],
      to: [t("To"), t("The last one.")],
      view: [t("View"), t("Zoom, latitude and longitude: 11/24.90/67.03.")],
      events: [t("Events"), t("Their ids, with commas between them.")],
      places: [t("Places"), t("Ids of places that are named on the map, with commas.")],
      districts: [t("Districts"), t("What the districts are shaded by.")],
    };
    const [label, meaning] = words[name] ?? [name, ""];
    const value = this._written(name);
    const shades = { "": t("nothing"), off: t("off"), counts: t("counts"), deaths: t("deaths") };
    const control =
      name === "districts" ? choice(shades, value, () => {}) : element("input", { value });
    control.dataset.field = name;
    control.setAttribute("dir", name === "title" ? "auto" : "ltr");
    const { row, wrong } = labelled(label, control, meaning);
    this._keep(name, control, wrong);
    return row;
  }

  /**
   * @param {string} name
   * @param {Control} control
   * @param {HTMLElement} wrong
   */
  _keep(name, control, wrong) {
    this._controls.set(name, control);
    this._wrong.set(name, wrong);
    control.addEventListener("input", () => {
      this._left.add(name);
      this._changed();
    });
  }

  _changed() {
    window.clearTimeout(this._timer);
    this._timer = window.setTimeout(() => void this._check(), PAUSE);
  }

  async _check() {
    const lines = this._values();
    try {
      /** @type {{problems: Problem[]}} */
      const { problems } = await ask("check-chapter", { key: this.record.key, lines });
      if (JSON.stringify(lines) === JSON.stringify(this._values())) this._show(problems);
    } catch (error) {
      this._then.failed(error);
    }
  }

  /** @param {Problem[]} problems */
  _show(problems) {
    for (const [name, place] of this._wrong) {
      const isDue = this.record.key || this._left.has(name);
      // A scene is a line of the text.
      const own = problems.filter(({ column }) => (column === "scene" ? "text" : column) === name);
      markProblems(
        place,
        this._controls.get(name),
        own.filter(({ value }) => isDue || value),
      );
    }
    this._verdict.textContent = verdictOf(problems, false);
  }

  /** What the map shows; where there is none, it is said. */
  _map() {
    const found = mapState();
    const none = t("There is no map yet: the folder has errors, or is being read.");
    if (!found) this._then.say(none);
    return found;
  }

  /** Fills range, view and events from the map beside. */
  _take() {
    const found = this._map();
    if (!found) return;
    const { from, to, view, events } = found;
    this._put("from", from);
    this._put("to", to);
    this._put("view", view);
    if (events.length <= MOST_EVENTS) this._put("events", events.join(", "));
    const many = t("More than {n} events are on the map: choose fewer, or name them.", {
      n: MOST_EVENTS,
    });
    const words = [t("Taken from the map."), ...(events.length > MOST_EVENTS ? [many] : [])];
    this._then.say(words.join(" "));
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  _put(name, value) {
    const control = this._controls.get(name);
    if (control) control.value = value;
    this._changed();
  }

  /**
   * Writes a scene before the paragraph in which the caret stands.
   * @param {HTMLTextAreaElement} area
   */
  _scene(area) {
    const found = this._map();
    if (!found) return;
    const parts = [`from ${found.from}`, `to ${found.to}`, `view ${found.view}`];
    const before = area.value.slice(0, area.selectionStart);
    const start = before.lastIndexOf("\n\n");
    const at = start < 0 ? 0 : start + 2;
    area.focus();
    area.setSelectionRange(at, at);
    typeOver(area, `scene: ${parts.join(", ")}\n\n`);
  }
}
