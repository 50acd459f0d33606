// @ts-check
/* The categories as rows: what each is called, its colour and glyph, and how they stand out. */
import { digits, t } from "../../../page/browser/core/messages.js";
import { glyphPath } from "../../../page/browser/draw/glyphs.js";
import { ask } from "../api.js";
import { element } from "../elements.js";
import { inlineCategories, writeInline } from "./inline_categories.js";
import { TableRows } from "./table_rows.js";
import { choice } from "./view.js";

/**
 * @typedef {import("../api.js").EditorRecord} EditorRecord
 * @typedef {import("../api.js").EditorOperation} Operation
 * @typedef {import("./table_rows.js").Row} Row
 * @typedef {import("./inline_categories.js").InlineCategory} InlineCategory
 * @typedef {{contrast: number, near: Record<string, number>}} Look
 */

const NAME = "[]";
const COLOUR = /^#[0-9a-f]{6}$/iu;
const SVG = "http://www.w3.org/2000/svg";

export class CategoryRows extends TableRows {
  /**
   * @param {import("./settings_view.js").Settings} settings
   * @param {string} start what the heading of a category begins with
   * @param {EditorRecord[]} records
   */
  constructor(settings, start, records) {
    super("", {}, []);
    this._start = start;
    this._paper = settings.paper;
    this._glyphs = settings.choices.glyph ?? [];
    /** @type {Record<string, Record<string, string>>} */
    this._known = Object.fromEntries(settings.categories.map((each) => [each.id, each]));
    /** @type {Map<Row, HTMLElement>} */
    this._said = new Map();
    this._asked = 0;
    /** @type {Map<string, InlineCategory>} those that have no table of their own, by key */
    this._inline = new Map();
    for (const record of records) {
      if (String(record.value[NAME]).startsWith(start)) this.add(record);
    }
    for (const each of inlineCategories(records, settings.root)) {
      const key = `inline ${each.id}`;
      this._inline.set(key, each);
      const value = { [NAME]: `${start}${each.id}`, ...each.value };
      this.add({ key, base: each.record.base, value });
    }
    void this._look();
  }

  /**
   * @param {EditorRecord | null} record
   * @returns {Row}
   * @override
   */
  row(record) {
    const id = record ? String(record.value[NAME]).slice(this._start.length) : "";
    const known = this._known[id];
    const glyphs = Object.fromEntries(this._glyphs.map((each) => [each, each]));
    const name = element("input", { value: id, placeholder: t("Id"), disabled: Boolean(record) });
    const label = element("input", {
      value: String(record?.value.label ?? known?.label ?? ""),
      placeholder: t("what it is called"),
      dir: "auto",
    });
    const colour = String(record?.value.colour ?? known?.colour ?? "#605448");
    const shape = String(record?.value.glyph ?? known?.glyph ?? this._glyphs[0] ?? "");
    const picked = element("input", { type: "color", value: colour });
    const glyph = choice(glyphs, shape, () => draw());
    /** @type {[HTMLElement, string][]} */
    const named = [
      [name, t("Id")], [label, t("Name")], [picked, t("Colour")], [glyph, t("Glyph")],
    ]; // prettier-ignore
    for (const [control, words] of named) control.setAttribute("aria-label", `${words} ${id}`);
    const mark = document.createElementNS(SVG, "svg");
    mark.setAttribute("viewBox", "0 0 24 24");
    mark.setAttribute("class", "category-mark");
    mark.setAttribute("aria-hidden", "true");
    const paper = document.createElementNS(SVG, "rect"); // what the contrast is to, on dark too
    paper.setAttribute("width", "24");
    paper.setAttribute("height", "24");
    paper.setAttribute("fill", this._paper);
    const path = document.createElementNS(SVG, "path");
    mark.append(paper, path);
    const draw = () => {
      path.setAttribute("d", glyphPath(glyph.value));
      path.setAttribute("fill", picked.value);
      path.setAttribute("fill-rule", "evenodd");
    };
    draw();
    picked.addEventListener("input", () => {
      draw();
      void this._look();
    });
    const said = element("div", { class: "category-look", "aria-live": "polite" });
    /** @type {Row["controls"]} */
    const controls = new Map();
    controls.set(NAME, name);
    controls.set("label", label);
    controls.set("colour", picked);
    controls.set("glyph", glyph);
    /** @type {Row} */
    const row = { record, controls, node: element("div", { class: "settings-row category" }) };
    const out = element("button", { type: "button", click: () => this.remove(row) }, t("Take out"));
    out.setAttribute("aria-label", `${t("Take out")} ${id}`);
    row.node.append(mark, name, label, picked, glyph, out, said);
    this._said.set(row, said);
    return row;
  }

  /**
   * @param {Row} row
   * @override
   */
  remove(row) {
    super.remove(row);
    this._said.delete(row);
    void this._look();
  }

  /**
   * @param {string} file
   * @returns {Operation[]}
   * @override
   */
  operations(file) {
    /** @type {Map<EditorRecord, Record<string, unknown>>} */
    const tables = new Map();
    /** @type {Operation[]} */
    const operations = [];
    const within = [...this._inline.values()].find(({ form }) => form === "within");
    for (const each of super.operations(file)) {
      const inline = this._inline.get(each.key);
      const id = String(each.value?.[NAME] ?? "");
      if (inline) writeInline(inline, each.value, tableIn(tables, inline.record));
      else if (each.base || !each.value) operations.push(each);
      else if (within) {
        const { [NAME]: _, ...value } = each.value; // no table may be added to such a line
        writeInline({ ...within, id, value: {} }, value, tableIn(tables, within.record));
      } else {
        const key = `${this._start}${id}`;
        operations.push({ ...each, key, value: { ...each.value, [NAME]: key } });
      }
    }
    const inline = [...tables].map(([{ key, base }, value]) => ({ file, key, base, value }));
    return [...inline, ...operations];
  }

  /**
   * @param {Row} row
   * @returns {Record<string, unknown>}
   * @override
   */
  changes(row) {
    /** @type {Record<string, unknown>} */
    const value = {};
    const id = row.controls.get(NAME)?.value.trim() ?? "";
    if (!row.record && !id) return value;
    const known = this._known[id];
    for (const [key, control] of row.controls) {
      const text = control.value.trim();
      const before = { ...known, ...row.record?.value };
      if (key === NAME) {
        if (!row.record) value[key] = text;
      } else if (!row.record || text !== String(before[key] ?? "")) value[key] = text;
    }
    return value;
  }

  /** Asks how the colours stand out, and says it at each. */
  async _look() {
    const asked = (this._asked += 1);
    const rows = [...this._said.keys()];
    const colours = Object.fromEntries(
      rows
        .map((row, at) => [String(at), row.controls.get("colour")?.value ?? ""])
        .filter(([, colour]) => COLOUR.test(String(colour))),
    );
    /** @type {{looks: Record<string, Look>, contrast: number}} */
    const found = await ask("colours", { colours }).catch(() => ({ looks: {}, contrast: 3 }));
    if (asked !== this._asked) return;
    rows.forEach((row, at) => {
      const look = found.looks[String(at)];
      const lines = [];
      if (look && look.contrast < found.contrast) {
        const contrast = digits(look.contrast.toFixed(1));
        lines.push(
          t("Too pale on the paper: a contrast of {contrast}, of 3 at least.", { contrast }),
        );
      }
      const near = Object.keys(look?.near ?? {}).map(
        (other) => rows[Number(other)]?.controls.get("label")?.value ?? "",
      );
      if (near.length) {
        const names = near.join(", ");
        lines.push(t("Hard to tell from {names}, to red- or green-blind eyes too.", { names }));
      }
      this._said
        .get(row)
        ?.replaceChildren(...lines.map((words) => element("p", { class: "wrong" }, words)));
    });
  }
}

/**
 * What changes in a table so far.
 * @param {Map<EditorRecord, Record<string, unknown>>} tables
 * @param {EditorRecord} record
 */
function tableIn(tables, record) {
  const found = tables.get(record) ?? {};
  tables.set(record, found);
  return found;
}
