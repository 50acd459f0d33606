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
   * @param {string} before the cell as it was opened, which stands until its lines are shown
   * @param {() => void} changed
   * @param {import("./sources_at_hand.js").SourcesAtHand} sources
   * @param {Meanings | undefined} scopes
   */
  constructor(name, before, changed, sources, scopes) {
    const words = { deaths: t("deaths"), injured: t("injured") };
    this._name = words[/** @type {keyof typeof words} */ (name)] ?? name;
    this._before = before;
    this._isShown = false;
    this._changed = changed;
    this._sources = sources;
    this._scopes = scopes ?? {};
    this._lines = element("div", { class: "claims" });
    /** @type {WeakMap<Element, (of: string) => void>} what names the parts of a line */
    this._rename = new WeakMap();
    const add = t("Add a figure ({field})", { field: this._name });
    this.node = element(
      "div",
      { class: "claims-field" },
      this._lines,
      element("button", { type: "button", click: () => this._add() }, add),
    );
  }

  /**
   * Shows the claims of the cell as it was opened, once, above the lines that were added meanwhile.
   * @param {ClaimLine[]} claims
   */
  show(claims) {
    if (this._isShown) return;
    this._isShown = true;
    this._lines.prepend(...claims.map((claim) => this._line(claim)));
    this._number();
  }

  /** The cell, in the notation of events.csv. */
  get value() {
    const lines = [...this._lines.children].map((line) => /** @type {HTMLElement} */ (line));
    const claims = lines.map((line) => line.dataset.text ?? written(line));
    return [this._isShown ? "" : this._before, ...claims].filter(Boolean).join("; ");
  }

  _add() {
    const line = this._line({ text: "", figure: "", note: "", sources: "", counts: true });
    this._lines.append(line);
    this._number();
    line.querySelector("input")?.focus();
  }

  /** Names what each line has to work with by the line's place, from 1. */
  _number() {
    for (const [at, line] of [...this._lines.children].entries()) {
      this._rename.get(line)?.(`${this._name} ${at + 1}`);
    }
  }

  /** @param {ClaimLine} claim */
  _line(claim) {
    /** @type {((of: string) => void)[]} */
    const names = [];
    const touched = () => {
      delete line.dataset.text;
      this._changed();
    };
    /** @type {(name: string, value: string, label: string, hint: string) => HTMLElement} */
    const field = (name, value, label, hint) => {
      const said = { placeholder: hint, dir: "auto" };
      const input = element("input", { value, "data-part": name, input: touched, ...said });
      names.push((of) => input.setAttribute("aria-label", `${label} (${of})`));
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
    names.push((of) => counts.setAttribute("aria-label", `${t("counts here")} (${of})`));
    const tell = () => {
      const { here = "", other = "" } = this._scopes;
      meaning.textContent = t(counts.checked ? here : other);
    };
    counts.addEventListener("change", tell);
    tell();
    const remove = () => {
      line.remove();
      this._number();
      this._changed();
    };
    const gone = element("button", { type: "button", click: remove }, "×");
    names.push((of) => gone.setAttribute("aria-label", t("Remove {figure}", { figure: of })));
    const line = element(
      "div",
      { class: "claim" },
      field("figure", claim.figure, t("Figure"), t("at least 39")),
      field("note", claim.note, t("Who says so, and of what"), t("the police")),
      field("sources", claim.sources, t("Sources"), "@dawn1985, p. 3"),
      gone,
      element("label", { class: "claim__scope" }, counts, t("counts here"), meaning),
    );
    if (claim.text) line.dataset.text = claim.text;
    this._rename.set(line, (of) => names.forEach((name) => name(of)));
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
