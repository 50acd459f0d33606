// @ts-check
/* The settings as forms: title, period, languages, categories with their looks, cities, panes. */
import { t } from "../../../page/browser/core/messages.js";
import { ask, change } from "../api.js";
import { element, labelled } from "../elements.js";
import { author, Saving } from "../saving.js";
import { CategoryRows } from "./category_rows.js";
import { TableRows } from "./table_rows.js";
import { choice } from "./view.js";

/**
 * @typedef {import("./view.js").EditorState} EditorState
 * @typedef {import("./view.js").EditorRecord} EditorRecord
 * @typedef {import("./view.js").Then} Then
 * @typedef {{file: string, fault: string, root: string, paper: string, records: EditorRecord[],
 *   choices: Record<string, string[]>,
 *   categories: {id: string, label: string, colour: string, glyph: string}[]}} Settings
 * @typedef {import("../api.js").EditorOperation} Operation
 */

const FILE = "tables";
const NAME = "[]"; // the field that holds what stands in a table's heading
const TEXTS = [
  "title", "subtitle", "description", "editor", "licence", "published", "language", "languages",
  "url", "report",
]; // prettier-ignore
const CHOICES = ["nastaliq", "coverage"];

export class SettingsView {
  /**
   * @param {EditorState} _
   * @param {Then} then
   */
  constructor(_, then) {
    this._then = then;
    /** @type {Map<string, HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>} */
    this._controls = new Map();
    /** @type {(TableRows | CategoryRows)[]} */
    this._groups = [];
    this._body = element("div");
    this.node = element("form", { submit: (event) => event.preventDefault() });
    this.node.append(element("h2", {}, t("Settings")), this._body);
    void this._read();
  }

  /** Something is typed that is not saved. */
  get isChanged() {
    return this._groups.some((each) => each.isChanged) || this._rootChanges() !== null;
  }

  async _read() {
    try {
      this._settings = /** @type {Settings} */ (await ask("settings", {}));
    } catch (error) {
      this._then.failed(error);
      return;
    }
    const { fault, file, root, records } = this._settings;
    if (fault) {
      this._body.replaceChildren(element("p", { class: "wrong" }, `${file}: ${fault}`));
      return;
    }
    this._root = records.find(({ key }) => key === (root || "top")) ?? {
      key: root,
      base: "",
      value: {},
    };
    this._period = records.find(({ key }) => key === this._name("period")) ?? null;
    this._draw();
  }

  /** @param {string} name */
  _name(name) {
    const root = this._settings?.root;
    return root ? `${root}.${name}` : name;
  }

  _draw() {
    const settings = /** @type {Settings} */ (this._settings);
    this._controls.clear();
    const rows = [...TEXTS, "from", "to", ...CHOICES].map((name) => this._field(name));
    const { records } = settings;
    const categories = new CategoryRows(settings, this._name("categories."), records);
    const cities = new TableRows(
      this._name("cities"),
      { name: t("Name"), latitude: t("Latitude"), longitude: t("Longitude"), zoom: t("Zoom") },
      records,
      (...move) => void this._move(...move),
    );
    const panes = new TableRows(
      this._name("panes"),
      {
        name: t("Name"),
        view: t("View (zoom/latitude/longitude)"),
        share: t("Share of the width"),
      },
      records,
      (...move) => void this._move(...move),
    );
    this._groups = [categories, cities, panes];
    this._saving = new Saving({
      [t("Save")]: () => void this._save(),
      [t("Put back what was there")]: () => this._draw(),
      [t("Close")]: this._then.close,
    });
    this._body.replaceChildren(
      ...rows,
      element("h3", {}, t("Categories")),
      categories.node,
      element("h3", {}, t("Cities")),
      cities.node,
      element("h3", {}, t("Maps beside each other")),
      element(
        "p",
        { class: "meaning" },
        t("None: cities that lie far apart stand beside each other."),
      ),
      panes.node,
      this._saving.node,
    );
  }

  /** @param {string} name */
  _field(name) {
    /** @type {Record<string, [string, string]>} */
    const words = {
      title: [t("Title"), ""],
      subtitle: [t("Subtitle"), ""],
      description: [t("Description"), t("A sentence for search engines and links.")],
      editor: [t("Editor"), t("Who answers for the record.")],
      licence: [t("Licence"), t("Such as CC-BY-4.0.")],
      published: [t("Published"), t("A day: 2026-11-05.")],
      language: [t("Language"), t("That of the records: en, ur, fr …")],
      languages: [t("Languages"), t("Those of the page, with commas: en, ur, sd.")],
      url: [t("Address"), t("Where the page will stand, https://…")],
      report: [t("Reports of errors"), t("mailto:… or https://…")],
      from: [t("Period from"), t("A day, a month or a year.")],
      to: [t("Period to"), ""],
      nastaliq: [t("Font of Urdu"), t("The reader's own, or one that the page carries.")],
      coverage: [t("Districts cover"), t("How much of the map.")],
    };
    const [label, meaning] = words[name] ?? [name, ""];
    const value = this._written(name);
    const given = (this._settings?.choices ?? {})[name];
    const control = given
      ? choice(
          { "": "—", ...Object.fromEntries(given.map((each) => [each, each])) },
          value,
          () => {},
        )
      : name === "description"
        ? element("textarea", { rows: "3", dir: "auto" })
        : element("input", { dir: "auto" });
    control.value = value;
    control.dataset.field = name;
    this._controls.set(name, control);
    return labelled(label, control, meaning).row;
  }

  /**
   * A setting as it is written in the form.
   * @param {string} name
   */
  _written(name) {
    const value = this._root?.value ?? {};
    if (name === "from" || name === "to") {
      const period = /** @type {Record<string, unknown>} */ (
        this._period?.value ?? value.period ?? {}
      );
      return String(period[name] ?? value[`period.${name}`] ?? "");
    }
    const found = value[name];
    if (Array.isArray(found)) return found.join(", ");
    return found === undefined ? "" : String(found).trim();
  }

  /** @returns {Record<string, unknown> | null} what changes in the first table; null for nothing */
  _rootChanges() {
    const typed = [...this._controls].map(([name, control]) => ({
      name,
      text: control.value.trim(),
    }));
    const changed = typed.filter(({ name, text }) => text !== this._written(name));
    if (!changed.length) return null;
    /** @type {Record<string, unknown>} */
    const value = {};
    for (const { name, text } of changed) {
      if (name === "languages") {
        value[name] = text
          .split(",")
          .map((each) => each.trim())
          .filter(Boolean);
      } else if (name !== "from" && name !== "to") value[name] = text || null;
    }
    return value;
  }

  /** @returns {Operation[]} what writes the period, where it has been changed */
  _periodOperations() {
    const typed = Object.fromEntries(
      ["from", "to"].map((name) => [name, this._controls.get(name)?.value.trim() ?? ""]),
    );
    const isSame = ["from", "to"].every((name) => typed[name] === this._written(name));
    if (isSame || !this._period) return [];
    const { key, base } = this._period;
    return [{ file: FILE, key, base, value: typed }];
  }

  /** @returns {Operation[]} */
  _operations() {
    const groups = this._groups.flatMap((each) => each.operations(FILE));
    const value = this._rootChanges();
    const root = /** @type {EditorRecord} */ (this._root);
    if (value) {
      const [from, to] = ["from", "to"].map((name) => this._controls.get(name)?.value.trim() ?? "");
      const isSame = from === this._written("from") && to === this._written("to");
      if (!isSame && !this._period) {
        if (root.value["period.from"] !== undefined || root.value["period.to"] !== undefined) {
          Object.assign(value, { "period.from": from, "period.to": to });
        } else value.period = from || to ? { from, to } : null;
      }
    }
    const name = root.base ? {} : { [NAME]: root.key };
    const first =
      value && Object.keys(value).length
        ? [{ file: FILE, key: root.key, base: root.base, value: { ...name, ...value } }]
        : [];
    return merged([...first, ...this._periodOperations(), ...groups]);
  }

  /**
   * Moves one of several tables to another place, at once.
   * @param {EditorRecord} record
   * @param {string} behind the key of the one before it then
   * @param {string} again the name of the button that is pressed
   */
  async _move({ key, base }, behind, again) {
    if (this.isChanged) {
      this._then.say(t("Save first what is typed, or put back what was there."));
      return;
    }
    try {
      const operation = { file: FILE, key, base, value: {}, behind };
      await change([operation], { who: author(), kind: "slip", why: "" });
      await this._then.reread();
      await this._read();
      const name = CSS.escape(again);
      /** @type {HTMLElement | null} */ (
        this._body.querySelector(`button[aria-label="${name}"]`)
      )?.focus();
      this._then.say(t("Moved."));
    } catch (error) {
      this._then.failed(error);
    }
  }

  async _save() {
    const operations = this._operations();
    if (!operations.length || !this._saving) {
      this._then.say(t("Nothing has been changed."));
      return;
    }
    try {
      await change(operations, this._saving.reason);
      await this._then.reread();
      await this._read();
      this._then.say(t("Saved."));
    } catch (error) {
      this._then.failed(error);
    }
  }
}

/**
 * One operation a table: fields and categories may stand in the same one.
 * @param {Operation[]} operations
 */
function merged(operations) {
  /** @type {Map<string, Operation>} */
  const found = new Map();
  for (const each of operations) {
    const known = found.get(each.key);
    const value = known?.value && each.value ? { ...known.value, ...each.value } : each.value;
    found.set(each.key, { ...each, value });
  }
  return [...found.values()];
}
