// @ts-check
/* The first run: what is where, step by step, until it is skipped; nothing lies over the page. */
import { element } from "./elements.js";

const KEPT = "mapgen-editor-tour";

/** What is said, and what it is about. @type {[string, string][]} */
const STEPS = [
  ["The table holds your events, one a row. A click opens one; the arrow keys and Enter work in its cells.", "#rows"],
  ["“New event” opens an empty form. Nothing is written before you save, and Undo takes every save back.", "#new"],
  ["In a form, type the date as you would say it, and choose the place by name or by a click on the map.", "#record"],
  ["Each figure has a line: the number, who says so, its source. Two that disagree are two lines.", "#record"],
  ["Beside the form stands the event as readers will see it; here, what is still wrong in the folder.", "#problems"],
  ["“Publish” makes the page. The files stay yours: a spreadsheet or a text editor can be used beside this.", "#build"],
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
    this._back = element("button", { type: "button", click: () => this._go(-1) }, "Back");
    const skip = element("button", { type: "button", click: () => this.end() }, "Skip the tour");
    this.node = element(
      "aside",
      { class: "tour", "aria-label": "Tour", hidden: true },
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

  end() {
    this.node.hidden = true;
    this._mark("");
    keepSeen();
  }

  /** @param {number} step */
  _go(step) {
    this._at = Math.max(0, this._at + step);
    const [words, about] = STEPS[this._at] ?? [];
    if (!words) {
      this.end();
      return;
    }
    const isLast = this._at === STEPS.length - 1;
    this._words.textContent = `${this._at + 1} of ${STEPS.length}. ${words}`;
    this._next.textContent = isLast ? "Done" : "Next";
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
