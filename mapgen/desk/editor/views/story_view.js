// @ts-check
/* The story beside the live map: chapters in their order, each as text, filled from the map. */
import { t } from "../../../page/browser/core/messages.js";
import { ask, change } from "../api.js";
import { element, labelled } from "../elements.js";
import { Saving } from "../saving.js";
import { mapState, showChapter } from "./live_map.js";
import { button, choice } from "./view.js";

/**
 * @typedef {import("./view.js").EditorState} EditorState
 * @typedef {import("./view.js").EditorRecord} EditorRecord
 * @typedef {import("./view.js").Then} Then
 */

const FILE = "chapters";
const LINES = ["chapter", "title", "from", "to", "view", "events", "places", "districts"];
const MOST_EVENTS = 20; // that a chapter takes from the map

export class StoryView {
  /**
   * @param {EditorState} state
   * @param {Then} then
   */
  constructor(state, then) {
    this._then = then;
    this._own = state.language;
    /** @type {EditorRecord[]} */
    this._records = [];
    /** @type {EditorRecord | null} */
    this._record = null;
    /** @type {Map<string, HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>} */
    this._controls = new Map();
    this._list = element("ol", { class: "queue", "aria-label": t("Chapters") });
    this._form = element("div");
    this.node = element("form", { submit: (event) => event.preventDefault() });
    const add = button(t("New chapter"), () => this.show(null));
    this.node.append(
      element("h2", {}, t("Story")),
      element("div", { class: "tools" }, add),
      this._list,
      this._form,
    );
    void this._read();
  }

  /** Something is typed that is not saved. */
  get isChanged() {
    return Object.keys(this._typed()).length > 0;
  }

  async _read() {
    try {
      /** @type {{fault: string, file: string, records: EditorRecord[]}} */
      const found = await ask("records", { file: FILE });
      this._records = found.records;
      if (found.fault) this._then.say(`${found.file}: ${found.fault}`);
    } catch (error) {
      this._then.failed(error);
    }
    this._draw();
  }

  _draw() {
    const lines = this._records.map((record, at) => {
      const title = String(record.value.title || record.key);
      const open = button(title, () => this.show(record));
      open.className = "link";
      open.setAttribute("aria-current", String(record.key === this._record?.key));
      const up = button("↑", () => void this._move(at, at - 1), t("{title}: up", { title }));
      const down = button("↓", () => void this._move(at, at + 1), t("{title}: down", { title }));
      up.disabled = !at;
      down.disabled = at === this._records.length - 1;
      return element("li", { class: "chapter" }, open, up, down);
    });
    this._list.replaceChildren(...lines);
  }

  /**
   * Moves a chapter to another place.
   * @param {number} at
   * @param {number} to
   */
  async _move(at, to) {
    if (!this._leave()) return;
    const record = this._records[at];
    if (!record) return;
    const others = this._records.filter((each) => each !== record);
    const behind = others[to - 1]?.key ?? "";
    const { key, base } = record;
    const reason = { who: "", kind: "slip", why: "" };
    try {
      await change([{ file: FILE, key, base, value: {}, behind }], reason);
      await this._then.reread();
      await this._read();
      const again = this._list.children[to]?.querySelectorAll("button")[to < at ? 1 : 2];
      if (again instanceof HTMLButtonElement) again.focus();
      this._then.say(t("Moved."));
    } catch (error) {
      this._then.failed(error);
    }
  }

  _leave() {
    const ask = t("Leave what you have typed? It is not saved.");
    if (this.isChanged && !window.confirm(ask)) return false;
    this._record = null;
    this._controls.clear();
    this._form.replaceChildren();
    return true;
  }

  /** @param {EditorRecord | null} record null for a new chapter */
  show(record) {
    if (!this._leave()) return;
    this._record = record ?? { key: "", base: "", value: {} };
    const rows = LINES.map((name) => this._field(name));
    const text = element("textarea", { rows: "18", lang: this._own, dir: "auto" });
    text.value = this._written("text");
    this._controls.set("text", text);
    const take = button(t("Take the map as it stands"), () => this._take());
    const scene = button(t("A scene here, as the map stands"), () => this._scene(text));
    const about = t(
      "Every sentence cites a source, [@key]. A line “scene: …” moves the map from the next paragraph on.",
    );
    this._saving = new Saving({
      [t("Save")]: () => void this._save(),
      ...(record ? { [t("Take out")]: () => void this._write(null, t("Taken out.")) } : {}),
      [t("Close")]: this._then.close,
    });
    this._form.replaceChildren(
      element("h3", {}, record ? record.key : t("A new chapter")),
      element("div", { class: "tools" }, take, scene),
      ...rows,
      labelled(t("Text"), text, about).row,
      this._saving.node,
    );
    this._draw();
    if (record) showChapter(record.key);
    this._controls.get(record ? "title" : "chapter")?.focus();
  }

  /** @param {string} name */
  _written(name) {
    return String(this._record?.value[name] ?? "");
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
    this._controls.set(name, control);
    return labelled(label, control, meaning).row;
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
    const line = `scene: ${parts.join(", ")}\n\n`;
    area.setRangeText(line, at, at, "end");
    area.focus();
  }

  /** @returns {Record<string, string>} the lines that are not what was opened */
  _typed() {
    const typed = [...this._controls].map(([name, control]) => [name, control.value.trim()]);
    return Object.fromEntries(
      typed.filter(([name, value]) => value !== this._written(name ?? "").trim()),
    );
  }

  async _save() {
    const typed = this._typed();
    if (!this._record?.key && !typed.chapter) {
      this._then.failed(new Error(t("A chapter needs an id.")));
      return;
    }
    await this._write(typed, t("Saved."));
  }

  /**
   * @param {Record<string, string> | null} value
   * @param {string} words
   */
  async _write(value, words) {
    const record = this._record;
    if (!record || !this._saving) return;
    const key = record.key || (value?.chapter ?? "");
    try {
      await change([{ file: FILE, key, base: record.base, value }], this._saving.reason);
      this._record = null;
      this._controls.clear();
      this._form.replaceChildren();
      await this._then.reread();
      await this._read();
      const again = this._records.find((each) => each.key === (value?.chapter ?? key));
      if (again) this.show(again);
      this._then.say(words);
    } catch (error) {
      this._then.failed(error);
    }
  }
}
