// @ts-check
/* A file that is edited as a whole: the story, the about, a translation of them, the settings. */
import { t } from "../../page/browser/core/messages.js";
import { change } from "./api.js";
import { element, labelled } from "./elements.js";
import { Saving } from "./saving.js";

/** @typedef {import("./api.js").EditorRecord} EditorRecord */

export class TextForm {
  /**
   * @param {EditorRecord} record `value` holds the file's name, and its text
   * @param {{saved: (words: string, key: string) => void, failed: (error: unknown) => void,
   *   close: () => void}} then
   */
  constructor(record, then) {
    this._record = record;
    this._then = then;
    this._area = element("textarea", { rows: "28", dir: "auto", spellcheck: "true" });
    this._area.value = String(record.value.text ?? "");
    const file = String(record.value.file ?? record.key);
    const saving = new Saving({ [t("Save")]: () => void this._save(), [t("Close")]: then.close });
    this._saving = saving;
    this.node = element("form", { submit: (event) => event.preventDefault() });
    this.node.append(
      element("h2", {}, file),
      labelled(
        t("Text"),
        this._area,
        t("What is wrong with it stands among the problems once saved."),
      ).row,
      saving.node,
    );
  }

  /** What is typed differs from what was opened. */
  get isChanged() {
    return this._area.value !== String(this._record.value.text ?? "");
  }

  async _save() {
    const { key, base } = this._record;
    const value = { text: this._area.value };
    try {
      await change([{ file: key, key: "text", base, value }], this._saving.reason);
      this._then.saved(t("Saved."), key);
    } catch (error) {
      this._then.failed(error);
    }
  }
}
