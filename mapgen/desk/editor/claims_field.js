// @ts-check
/*
 * Figures, a line a claim: the figure, who says so, its sources, whether it counts for this event. A
 * line that is not touched keeps its notation.
 */
import { element } from "./elements.js";

/** @typedef {import("./api.js").ClaimLine} ClaimLine */

export class ClaimsField {
  /**
   * @param {string} name
   * @param {() => void} changed
   */
  constructor(name, changed) {
    this._name = name;
    this._changed = changed;
    this._lines = element("div");
    this.node = element(
      "div",
      {},
      this._lines,
      element("button", { type: "button", click: () => this._add() }, `Add a figure (${name})`),
    );
  }

  /** @param {ClaimLine[]} claims */
  show(claims) {
    this._lines.replaceChildren(...claims.map((claim) => this._line(claim)));
  }

  /** The cell, in the notation of events.csv. */
  get value() {
    const lines = [...this._lines.children].map((line) => /** @type {HTMLElement} */ (line));
    return lines
      .map((line) => line.dataset.text ?? written(line))
      .filter(Boolean)
      .join("; ");
  }

  _add() {
    const line = this._line({ text: "", figure: "", note: "", sources: "", counts: true });
    this._lines.append(line);
    line.querySelector("input")?.focus();
  }

  /** @param {ClaimLine} claim */
  _line(claim) {
    const of = `${this._name} ${this._lines.children.length + 1}`;
    const touched = () => {
      delete line.dataset.text;
      this._changed();
    };
    /** @type {(name: string, value: string, hint: string, list?: string) => HTMLInputElement} */
    const input = (name, value, hint, list = "") => {
      const attributes = { value, placeholder: hint, "data-part": name, input: touched };
      const label = { "aria-label": `${hint} (${of})` };
      return element("input", { ...attributes, ...label, ...(list ? { list } : {}) });
    };
    const counts = element("input", { type: "checkbox", "data-part": "counts", change: touched });
    counts.checked = claim.counts;
    const remove = () => {
      line.remove();
      this._changed();
    };
    const line = element(
      "div",
      { class: "claim" },
      input("figure", claim.figure, "At least 39"),
      input("note", claim.note, "Who says so, and of what"),
      input("sources", claim.sources, "@source, p. 3", "citations"),
      element("label", {}, counts, "counts here"),
      element("button", { type: "button", "aria-label": `Remove ${of}`, click: remove }, "×"),
    );
    if (claim.text) line.dataset.text = claim.text;
    return line;
  }
}

/** @param {HTMLElement} line */
function written(line) {
  /** @param {string} name */
  const of = (name) => {
    const found = line.querySelector(`[data-part="${name}"]`);
    return found instanceof HTMLInputElement ? found : document.createElement("input");
  };
  const figure = of("figure").value.trim();
  const note = of("note").value.trim();
  const sources = of("sources").value.trim();
  if (!figure && !note && !sources) return "";
  const cited = sources ? ` [${sources}]` : "";
  const text = `${figure}${note ? `, ${note}` : ""}${cited}`;
  return of("counts").checked ? text : `(${text})`;
}
