// @ts-check
/* The story beside the live map: chapters in their order, each as text, filled from the map. */
import { t } from "../../../page/browser/core/messages.js";
import { ask, change } from "../api.js";
import { element } from "../elements.js";
import { author, Saving } from "../saving.js";
import { ChapterForm } from "./chapter_form.js";
import { showChapter } from "./live_map.js";
import { button } from "./view.js";

/**
 * @typedef {import("./view.js").EditorState} EditorState
 * @typedef {import("./view.js").EditorRecord} EditorRecord
 * @typedef {import("./view.js").Then} Then
 */

const FILE = "chapters";
export class StoryView {
  /**
   * @param {EditorState} state
   * @param {Then} then
   */
  constructor(state, then) {
    this._then = then;
    this._state = state;
    /** @type {EditorRecord[]} */
    this._records = [];
    this._file = "";
    /** @type {ChapterForm | null} */
    this._chapter = null;
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
    return Object.keys(this._chapter?.typed ?? {}).length > 0;
  }

  async _read() {
    try {
      /** @type {{fault: string, file: string, records: EditorRecord[]}} */
      const found = await ask("records", { file: FILE });
      this._records = found.records;
      this._file = found.file;
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
      open.setAttribute("aria-current", String(record.key === this._chapter?.record.key));
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
    const reason = { who: author(), kind: "slip", why: "" };
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
    this._shut();
    return true;
  }

  /** @param {EditorRecord | null} record null for a new chapter */
  show(record) {
    if (!this._leave()) return;
    this._chapter = new ChapterForm(this._state, record, this._file, this._then);
    this._saving = new Saving({
      [t("Save")]: () => void this._save(),
      ...(record ? { [t("Take out")]: () => void this._write(null, t("Taken out.")) } : {}),
      [t("Close")]: this._then.close,
    });
    this._form.replaceChildren(this._chapter.node, this._saving.node);
    this._draw();
    if (record) showChapter(record.key);
    this._chapter.focus();
  }

  _shut() {
    this._chapter = null;
    this._form.replaceChildren();
  }

  async _save() {
    const typed = this._chapter?.typed ?? {};
    if (!this._chapter?.record.key && !typed.chapter) {
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
    const record = this._chapter?.record;
    if (!record || !this._saving) return;
    const key = record.key || (value?.chapter ?? "");
    try {
      await change([{ file: FILE, key, base: record.base, value }], this._saving.reason);
      this._shut();
      this._state = await this._then.reread();
      await this._read();
      const again = this._records.find((each) => each.key === (value?.chapter ?? key));
      if (again) this.show(again);
      this._then.say(words);
    } catch (error) {
      this._then.failed(error);
    }
  }
}
