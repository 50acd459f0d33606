// @ts-check
/* Two records that are one: what each field says in both, and which of it stays. */
import { t } from "../../../page/browser/core/messages.js";
import { ask } from "../api.js";
import { element } from "../elements.js";
import { fieldWords } from "../field_words.js";
import { Saving } from "../saving.js";
import { beside } from "./view.js";

/**
 * @typedef {import("./view.js").EditorState} EditorState
 * @typedef {import("./view.js").EditorRecord} EditorRecord
 * @typedef {import("./view.js").Then} Then
 */

/* What stands between two values that are both kept, by the kind of the field. */
/** @type {Record<string, string>} */
const BETWEEN = { claims: "; ", names: "; ", ids: "; ", summary: " " };

export class MergeForm {
  /**
   * @param {EditorState} state
   * @param {"events" | "sources"} file
   * @param {EditorRecord} record the one that stays
   * @param {Then} then
   * @param {string} [other] the key of the other one
   */
  constructor(state, file, record, then, other = "") {
    this._state = state;
    this._file = file;
    this._record = record;
    this._then = then;
    /** @type {Map<string, {value: unknown}>} */
    this._kept = new Map();
    const list = element("datalist", { id: "merge-others" });
    for (const each of this._records()) {
      if (each.key === record.key) continue;
      list.append(element("option", { value: each.key, label: String(each.value.title ?? "") }));
    }
    this._other = element("input", { list: "merge-others", value: other, size: "32" });
    this._other.addEventListener("input", () => this._draw());
    this._body = element("div");
    this._saving = new Saving({
      [t("Merge")]: () => void this._save(),
      [t("Close")]: then.close,
    });
    const about =
      file === "events"
        ? t("The other's id stays reserved and leads here; related events and the story follow.")
        : t("Whatever cites the other one cites this one then.");
    this.node = element("form", { submit: (event) => event.preventDefault() });
    this.node.append(
      element("h2", {}, t("Merge with {id}", { id: record.key })),
      element("p", { class: "meaning" }, about),
      element("div", { class: "tools" }, beside(t("The other one"), this._other), list),
      this._body,
      this._saving.node,
    );
    this._draw();
  }

  /** The other one is chosen, and not merged yet. */
  get isChanged() {
    return this._found() !== undefined;
  }

  _records() {
    return this._state.files[this._file]?.records ?? [];
  }

  _found() {
    const key = this._other.value.trim();
    return this._records().find((each) => each.key === key && key !== this._record.key);
  }

  _draw() {
    this._kept.clear();
    const other = this._found();
    if (!other) {
      this._body.replaceChildren();
      return;
    }
    const names = [...new Set([...Object.keys(this._record.value), ...Object.keys(other.value)])];
    const rows = names
      .filter((name) => name !== "id")
      .map((name) => this._row(name, this._record.value[name], other.value[name]))
      .filter((row) => row !== null);
    this._body.replaceChildren(...rows);
  }

  /**
   * A field in which the two differ.
   * @param {string} name
   * @param {unknown} mine
   * @param {unknown} its
   */
  _row(name, mine, its) {
    if (JSON.stringify(mine ?? "") === JSON.stringify(its ?? "")) return null;
    const kind = this._state.fields.find((each) => each.name === name)?.kind ?? "";
    const base = name.replace(/_[a-z]{2,3}(-[A-Za-z]+)?$/u, "");
    const between =
      this._file === "events" ? (BETWEEN[kind] ?? (base === "summary" ? " " : "")) : "";
    const kept = { value: mine || its };
    this._kept.set(name, kept);
    /** @type {[string, unknown][]} */
    const choices = [
      [t("this one"), mine],
      [t("the other one"), its],
    ];
    if (mine && its && between) choices.push([t("both"), `${mine}${between}${its}`]);
    const group = `merge-${name}`;
    const lines = choices
      .filter(([, value]) => value !== undefined && value !== "")
      .map(([words, value]) => {
        const radio = element("input", {
          type: "radio",
          name: group,
          change: () => {
            kept.value = value;
          },
        });
        radio.checked = value === kept.value;
        const text = typeof value === "string" ? value : JSON.stringify(value);
        return element(
          "label",
          { class: "merge-choice" },
          radio,
          ` ${words}: `,
          element("bdi", {}, text),
        );
      });
    const legend = element("legend", {}, fieldWords(name));
    return element("fieldset", { class: "merge" }, legend, ...lines);
  }

  async _save() {
    const other = this._found();
    if (!other) {
      this._then.failed(new Error(t("Name the other one.")));
      return;
    }
    const changes = Object.fromEntries([...this._kept].map(([name, { value }]) => [name, value]));
    const value = this._file === "sources" ? { ...this._record.value, ...changes } : changes;
    const file = this._file;
    const kept = { file, key: this._record.key, base: this._record.base, value };
    const gone = { file, key: other.key, base: other.base, value: null };
    const path = file === "events" ? "merge-events" : "merge-sources";
    try {
      await ask(path, { kept, gone, ...this._saving.reason });
      this._then.saved(t("Merged."), this._record.key);
    } catch (error) {
      this._then.failed(error);
    }
  }
}
