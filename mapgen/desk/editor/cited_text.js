// @ts-check
/*
 * A text whose sentences cite: sources are completed behind "[@", sentences without one and loaded
 * words are underlined while it is typed. The marks lie behind the field in a copy of its text, since
 * no browser lets a part of a field be marked; the field itself stays the browser's own.
 */
import { ask } from "./api.js";
import { element } from "./elements.js";
import { SourceChoice } from "./source_choice.js";

/**
 * @typedef {"uncited" | "loaded"} MarkKind
 * @typedef {[start: number, end: number, kind: MarkKind]} Mark places in the text
 * @typedef {object} TextHooks
 * @property {import("./sources_at_hand.js").SourcesAtHand} sources
 * @property {() => string} where whose text it is: an event's id, or a file
 * @property {() => boolean} [cites] whether its sentences need a source; they do, if it is not said
 * @property {(error: unknown) => void} failed
 */

const PAUSE = 150; // milliseconds without a key before the text is looked at

export class CitedText {
  /**
   * @param {HTMLTextAreaElement} area
   * @param {HTMLElement} holder
   * @param {TextHooks} hooks
   */
  constructor(area, holder, hooks) {
    this._area = area;
    this._hooks = hooks;
    /** @type {Mark[]} */
    this._marks = [];
    this._shown = area.value;
    this._timer = 0;
    this._copy = element("div", { class: "cited-text__copy" });
    this._copy.dir = area.dir;
    this._copy.lang = area.lang;
    const behind = element(
      "div",
      { class: "cited-text__behind", "aria-hidden": "true" },
      this._copy,
    );
    this._behind = behind;
    area.before(behind);
    this.choice = new SourceChoice(area, holder, {
      sources: hooks.sources,
      spot: (at) => this._spot(at),
    });
    area.addEventListener("input", () => this.changed());
    area.addEventListener("scroll", () => this._follow(), { passive: true });
    new ResizeObserver(() => this._follow()).observe(area);
    this._draw();
    void this._look();
  }

  /** Draws what the field holds now, and looks at it once nothing is typed for a moment. */
  changed() {
    this._marks = movedMarks(this._marks, this._shown, this._area.value);
    this._shown = this._area.value;
    this._draw();
    window.clearTimeout(this._timer);
    this._timer = window.setTimeout(() => void this._look(), PAUSE);
  }

  async _look() {
    const text = this._area.value;
    try {
      const where = this._hooks.where();
      const cites = this._hooks.cites?.() ?? true;
      /** @type {{marks: Mark[]}} */
      const { marks } = text.trim() ? await ask("marks", { text, where, cites }) : { marks: [] };
      if (text !== this._area.value) return;
      this._marks = marks;
      this._draw();
    } catch (error) {
      this._hooks.failed(error);
    }
  }

  _draw() {
    this._copy.replaceChildren(...markedText(this._shown, this._marks), "\n");
    this._follow();
  }

  /** Keeps the copy where the text of the field is: as wide, and scrolled as far. */
  _follow() {
    const { clientWidth, scrollTop } = this._area;
    this._copy.style.inlineSize = `${clientWidth}px`;
    this._behind.scrollTop = scrollTop;
  }

  /**
   * Where a letter stands, below its line, from the corner of the holder.
   * @param {number} at
   */
  _spot(at) {
    const walker = document.createTreeWalker(this._copy, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    let rest = at;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const { length } = node.textContent ?? "";
      if (rest <= length) {
        range.setStart(node, rest);
        break;
      }
      rest -= length;
    }
    const box = range.getBoundingClientRect();
    const own = this._behind.getBoundingClientRect();
    const below = Math.min(box.bottom - own.top, this._area.clientHeight);
    return { x: box.left - own.left, y: Math.max(0, below) + 2 };
  }
}

/**
 * Marks and completes a text that stands in a form.
 * @param {HTMLTextAreaElement} area which is held by something
 * @param {TextHooks} hooks
 */
export function citedText(area, hooks) {
  const holder = element("div", { class: "cited-text" });
  area.replaceWith(holder);
  holder.append(area);
  return new CitedText(area, holder, hooks);
}

/**
 * A text in pieces, what is marked each in an element of its own.
 * @param {string} text
 * @param {Mark[]} marks
 * @returns {(Node | string)[]}
 */
function markedText(text, marks) {
  const edges = [...new Set([0, text.length, ...marks.flatMap(([start, end]) => [start, end])])];
  edges.sort((one, other) => one - other);
  return edges.slice(1).map((end, at) => {
    const start = edges[at] ?? 0;
    const kinds = marks
      .filter((mark) => mark[0] <= start && end <= mark[1])
      .map(([, , kind]) => `cited-text__${kind}`);
    const piece = text.slice(start, end);
    return kinds.length ? element("span", { class: kinds.join(" ") }, piece) : piece;
  });
}

/**
 * The marks of a text after it was changed in one place: those that the change touches are gone.
 * @param {Mark[]} marks
 * @param {string} before
 * @param {string} after
 * @returns {Mark[]}
 */
export function movedMarks(marks, before, after) {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const moved = after.length - before.length;
  return marks.flatMap((mark) => {
    const [start, end, kind] = mark;
    if (end <= head) return [mark];
    if (start >= before.length - tail) return [[start + moved, end + moved, kind]];
    return [];
  });
}
