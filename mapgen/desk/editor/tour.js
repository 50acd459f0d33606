// @ts-check
/* The first run: what is where, step by step, until it is skipped; nothing lies over the page. */
import { t } from "../../page/browser/core/messages.js";
import { element } from "./elements.js";

const KEPT = "mapgen-editor-tour";

/** What is said, and what it is about. @returns {[string, string][]} */
const steps = () => [
  [t("The table holds your events, one a row. A click opens one; the arrow keys and Enter work in its cells."), "#rows"],
  [t("“New event” opens an empty form. Nothing is written before you save, and Undo takes every save back."), "#new"],
  [t("In a form, type the date as you would say it, and choose the place by name or by a click on the map."), "#record"],
  [t("Each figure has a line: the number, who says so, its source. Two that disagree are two lines."), "#record"],
  [t("Beside the form stands the event as readers will see it; here, what is still wrong in the folder."), "#problems"],
  [t("“Publish” makes the page. The files stay yours: a spreadsheet or a text editor can be used beside this."), "#build"],
]; // prettier-ignore

export class Tour {
  /**
   * @param {HTMLButtonElement} button begins it again
   * @param {HTMLElement} behind what it stands before
   */
  constructor(button, behind) {
    this._at = -1;
    this._words = element("p", { "aria-live": "polite" });
    this._next = element("button", { type: "button", class: "main", click: () => this._go(1) });
    this._back = element("button", { type: "button", click: () => this._go(-1) }, t("Back"));
    const skip = element("button", { type: "button", click: () => this.end() }, t("Skip the tour"));
    this.node = element(
      "aside",
      { class: "tour", "aria-label": t("Tour"), hidden: true },
      this._words,
      this._back,
      this._next,
      skip,
    );
    behind.before(this.node);
    button.addEventListener("click", () => this.begin());
    this.node.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") this.end();
    });
  }

  /** Begins, where this browser has not seen it. */
  offer() {
    if (!wasSeen()) this.begin();
  }

  begin() {
    this._at = -1;
    this.node.hidden = false;
    this._go(1);
  }

  /** Ends it; who was in it goes on where one begins. */
  end() {
    const wasHere = this.node.contains(document.activeElement);
    this.node.hidden = true;
    if (wasHere) document.getElementById("new")?.focus();
    this._mark("");
    keepSeen();
  }

  /** @param {number} step */
  _go(step) {
    this._at = Math.max(0, this._at + step);
    const [words, about] = steps()[this._at] ?? [];
    if (!words) {
      this.end();
      return;
    }
    const isLast = this._at === steps().length - 1;
    this._words.textContent = t("{n} of {all}. {words}", {
      n: this._at + 1,
      all: steps().length,
      words,
    });
    this._next.textContent = isLast ? t("Done") : t("Next");
    this._back.hidden = !this._at;
    this._mark(about ?? "");
  }

  /** @param {string} about a selector of what the step is about */
  _mark(about) {
    document.querySelector(".tour-here")?.classList.remove("tour-here");
    if (about) document.querySelector(about)?.classList.add("tour-here");
  }
}

function wasSeen() {
  try {
    return localStorage.getItem(KEPT) !== null;
  } catch {
    return false; // a browser that keeps nothing
  }
}

function keepSeen() {
  try {
    localStorage.setItem(KEPT, "seen");
  } catch {
    /* a browser that keeps nothing: it is offered again */
  }
}
