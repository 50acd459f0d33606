// @ts-check
/* The foot of a form: who changes a record and why, and the buttons that save it. */
import { t } from "../../page/browser/core/messages.js";
import { element } from "./elements.js";

/** @typedef {import("./api.js").Reason} Reason */

const WHO = "mapgen-editor-who";
const kinds = () => ({
  source: t("New or better source"),
  slip: t("Slip of the pen"),
  correction: t("Correction"),
});

export class Saving {
  /** @param {Record<string, () => void>} actions what each button does, by its words */
  constructor(actions) {
    this._kind = element(
      "select",
      {},
      ...Object.entries(kinds()).map(([value, text]) => element("option", { value }, text)),
    );
    this._why = element("input", {
      placeholder: t("Why (for the history)"),
      "aria-label": t("Why"),
    });
    this._who = element("input", {
      placeholder: t("Your name, if you like"),
      "aria-label": t("Who"),
    });
    this._who.value = author();
    this._who.addEventListener("change", () => remember(this._who.value));
    this.buttons = Object.entries(actions).map(([words, click], at) =>
      element("button", { type: "button", click, class: at ? "" : "main" }, words),
    );
    const kind = element("label", {}, t("This is a"), this._kind);
    this.node = element("div", { class: "save" }, ...this.buttons, kind, this._why, this._who);
  }

  /** @param {"source" | "slip" | "correction"} kind */
  choose(kind) {
    this._kind.value = kind;
  }

  /** @returns {Reason} */
  get reason() {
    return { who: this._who.value.trim(), kind: this._kind.value, why: this._why.value.trim() };
  }
}

/** Who changes records: the name that was typed last, which may be empty. */
export function author() {
  try {
    return localStorage.getItem(WHO) ?? "";
  } catch {
    return ""; // a browser that keeps nothing
  }
}

/** @param {string} name */
function remember(name) {
  try {
    localStorage.setItem(WHO, name);
  } catch {
    /* a browser that keeps nothing: typed again next time */
  }
}
