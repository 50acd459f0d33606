// @ts-check
/*
 * Figures, a line a claim: the figure, who says so, its sources, whether it counts for this event. A
 * line that is not touched keeps its notation.
 */
import { t } from "../../page/browser/core/messages.js";
import { element } from "./elements.js";
import { SourceChoice } from "./source_choice.js";

/** @typedef {import("./api.js").ClaimLine} ClaimLine */
/** @typedef {Record<string, string>} Meanings of a scope, in English */

export class ClaimsField {
  /**
   * @param {string} name the column
   * @param {() => void} changed
   * @param {import("./sources_at_hand.js").SourcesAtHand} sources
   * @param {Meanings | undefined} scopes
   */
  constructor(name, changed, sources, scopes) {
    const words = { deaths: t("deaths"), injured: t("injured") };
    this._name = words[/** @type {keyof typeof words} */ (name)] ?? name;
    this._changed = changed;
    this._sources = sources;
    this._scopes = scopes ?? {};
    this._lines = element("div", { class: "claims" });
    const add = t("Add a figure ({field})", { field: this._name });
    this.node = element(
      "div",
      {},
      this._lines,
      element("button", { type: "button", click: () => this._add() }, add),
    );
  }

  /** @param {ClaimLine[]} claims */
  show(claims) {
    this._lines.replaceChildren();
    for (const claim of claims) this._lines.append(this._line(claim));
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
    /** @type {(name: string, value: string, label: string, hint: string) => HTMLElement} */
    const field = (name, value, label, hint) => {
      const said = { "aria-label": `${label} (${of})`, placeholder: hint, dir: "auto" };
      const input = element("input", { value, "data-part": name, input: touched, ...said });
      const holder = element("div", { class: "claim__field" }, input);
      holder.prepend(element("span", { class: "claim__name", "aria-hidden": "true" }, label));
      if (name === "sources") {
        const below = () => ({ x: 0, y: input.offsetTop + input.offsetHeight + 2 });
        new SourceChoice(input, holder, { sources: this._sources, spot: below });
      }
      return holder;
    };
    const meaning = element("span", { class: "meaning" });
    const counts = element("input", { type: "checkbox", "data-part": "counts", change: touched });
    counts.checked = claim.counts;
    counts.setAttribute("aria-label", `${t("counts here")} (${of})`);
    const tell = () => {
      const { here = "", other = "" } = this._scopes;
      meaning.textContent = t(counts.checked ? here : other);
    };
    counts.addEventListener("change", tell);
    tell();
    const remove = () => {
      line.remove();
      this._changed();
    };
    const gone = t("Remove {figure}", { figure: of });
    const line = element(
      "div",
      { class: "claim" },
      field("figure", claim.figure, t("Figure"), t("at least 39")),
      field("note", claim.note, t("Who says so, and of what"), t("the police")),
      field("sources", claim.sources, t("Sources"), "@dawn1985, p. 3"),
      element("button", { type: "button", "aria-label": gone, click: remove }, "×"),
      element("label", { class: "claim__scope" }, counts, t("counts here"), meaning),
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
