// @ts-check
/* Legend: the key to the map. Its samples have the classes of the marks. */
import { Component } from "../../browser/app/component.js";
import { register } from "../../browser/app/kinds.js";
import { diameter } from "../../browser/core/marks.js";
import { named, number, t } from "../../browser/core/messages.js";
import { h, replace, uniqueId } from "../../browser/draw/dom.js";
import { glyph } from "../../browser/draw/glyphs.js";

/** @import { Category, Child } from "../../browser/types" */

const SIZES = [0, 10, 100];
/** @type {Record<string, () => string>} */
const GROUND = {
  "built-up": () => t("built-up area"),
  road: () => t("main road"),
  railway: () => t("railway"),
};
/** Open at first only where it leaves the map its room. */
const ROOM = "(min-width: 1600px) and (min-height: 800px)";

export class Legend extends Component {
  /** @type {HTMLElement} like the two below, there once it is created */
  element;
  /** @type {HTMLButtonElement} */
  button;
  /** @type {HTMLElement} */
  body;
  open = false;
  /** @type {Uint8Array | null} 1 for each category that any event is of */
  found = null;

  /** @override */
  create() {
    const id = uniqueId("legend");
    this.open = matchMedia(ROOM).matches;
    this.button = h("button", {
      type: "button",
      class: "mg-legend__toggle",
      "aria-controls": id,
      onclick: () => this.set(!this.open),
    });
    /* It may be longer than the map is high: then the keyboard scrolls it. */
    this.body = h("div", { class: "mg-legend__body", id, tabindex: 0, role: "group" });
    const element = h("section", { class: "mg-legend" }, this.button, this.body);
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.open || matchMedia(ROOM).matches) return;
      this.set(false);
      this.button.focus();
      event.stopPropagation();
    });
    this.element = element;
    this.translate();
    const { marks } = this.pane;
    if (this.open && marks) marks.drawn.then(() => this.makeWay());
    return element;
  }

  /** It starts closed where it would lie on a mark, a town's name or the strip. */
  makeWay() {
    if (!this.added || !this.open) return;
    const key = this.element.getBoundingClientRect();
    const drawn = this.context.panes.flatMap(({ map }) =>
      Array.from(map.getContainer().querySelectorAll("button.mg-mark, .mg-town, .mg-strip")),
    );
    const covered = drawn
      .map((each) => each.getBoundingClientRect())
      .some(
        (each) =>
          each.width > 0 &&
          each.left < key.right &&
          each.right > key.left &&
          each.top < key.bottom &&
          each.bottom > key.top,
      );
    if (covered) this.set(false);
  }

  /** @param {boolean} open */
  set(open) {
    this.open = open;
    this.button.setAttribute("aria-expanded", String(open));
    this.body.hidden = !open;
  }

  /** @override */
  translate() {
    this.element.setAttribute("aria-label", t("Key to the map"));
    this.body.setAttribute("aria-label", t("What the marks say"));
    replace(this.button, t("Key"), h("span", { class: "mg-legend__arrow", "aria-hidden": "true" }));
    const { category } = this.context.terms;
    replace(
      this.body,
      h(
        "ul",
        { class: "mg-legend__categories" },
        category
          .filter((each, c) => this.used(c))
          .map((each) => h("li", {}, sample(each), h("bdi", {}, named(each.label)))),
        this.context.terms.row &&
          h(
            "li",
            { class: "mg-legend__row" },
            sample(this.context.terms.row),
            t("one row of a data set: a date, a figure and whom it names; nothing more is told"),
          ),
      ),
      this.context.groups
        ? this.counts(category)
        : h(
            "ul",
            { class: "mg-legend__marks" },
            this.context.hasFigures("deaths") &&
              h(
                "li",
                { class: "mg-legend__sizes" },
                SIZES.map((dead) => sized(dead)),
                t("size: deaths, by the highest figure ({list})", {
                  list: SIZES.map(number).join(t(", ")),
                }),
              ),
            row(several(category), t("several events; the ring shows their kinds")),
            row(plain(""), t("sharp edge: a known spot")),
            row(
              plain("mg-mark--soft"),
              t("soft edge: somewhere in a neighbourhood, a town or a wider area"),
            ),
            row(plain("mg-mark--doubtful"), t("broken line: thinly sourced")),
            row(town(), t("no exact place: a town’s name, or the strip along the map")),
            row(h("span", { class: "mg-legend__hatch" }), t("hatched: district not certain")),
            this.ground(),
            this.context.hasFigures("deaths") &&
              row(
                h("b", {}, t("{low}–{high}", { low: number(39), high: number(250) })),
                t("the sources differ; both are given"),
              ),
          ),
    );
    this.set(this.open);
  }

  /** The key to the streets, where the base map has them, and how well they are known. */
  ground() {
    const base = this.context.base || [];
    const streets = base.filter(({ kind }) => kind in GROUND);
    const known = streets.map((each) => each.accuracy_m || 0).filter(Boolean);
    const [low, high] = [Math.min(...known), Math.max(...known)].map((each) => number(each));
    return [
      Object.keys(GROUND)
        .filter((kind) => streets.some((each) => each.kind === kind))
        .map((kind) => row(h("span", { class: `mg-legend__${kind}` }), GROUND[kind]())),
      known.length > 0 && h("li", {}, t("streets: drawn to within {low}–{high} m", { low, high })),
    ];
  }

  /**
   * The key to a page of counts, and how coarse they are.
   * @param {Category[]} category
   */
  counts(category) {
    return [
      h(
        "ul",
        { class: "mg-legend__marks" },
        row(
          several(category),
          t("how many events; the larger, the more of those shown. The ring shows their kinds"),
        ),
        row(town(), t("no exact place: a town’s name, or the strip along the map")),
        row(h("span", { class: "mg-legend__hatch" }), t("hatched: district not certain")),
        this.ground(),
      ),
      this.context.groups?.coarseness().map((sentence) => h("p", {}, sentence)),
    ];
  }

  /**
   * Whether any event is of that category: the key shows what the map can show.
   * @param {number} c
   */
  used(c) {
    const found = this.found || new Uint8Array(this.context.terms.category.length);
    if (!this.found) for (const each of this.context.columns.category) found[each] = 1;
    this.found = found;
    return found[c] === 1;
  }
}

/**
 * @param {Child} picture
 * @param {Child} words
 */
const row = (picture, words) =>
  h("li", {}, h("span", { class: "mg-legend__picture", "aria-hidden": "true" }, picture), words);

/**
 * @param {string} look a class of marks
 * @param {number} size in pixels
 * @param {Child} children
 * @param {string} [background] as CSS
 */
function face(look, size, children, background = "") {
  const disc = h("span", { class: "mg-mark__face", style: { background } }, children);
  return h(
    "span",
    {
      class: `mg-mark mg-legend__mark ${look}`,
      "aria-hidden": "true",
      style: { width: `${size}px`, height: `${size}px` },
    },
    disc,
  );
}

/** @param {Category} category */
function sample(category) {
  const mark = face("", 18, glyph(category.glyph, "currentColor", 10));
  mark.style.setProperty("--mg-mark", category.colour);
  return mark;
}

const town = () =>
  h(
    "span",
    { class: "mg-town mg-legend__town" },
    h("span", { class: "mg-town__name" }, t("Name")),
    h("span", { class: "mg-town__count" }, number(3)),
  );

/** @param {string} look */
const plain = (look) => face(look, 16, []);
/** @param {number} dead */
const sized = (dead) => face("", diameter(dead, false) * 0.72, []);

/** @param {Category[]} category */
function several(category) {
  const [one, two] = [category[0], category[1] || category[0]];
  const ring = `conic-gradient(${one.colour} 0% 60%, ${two.colour} 60% 100%)`;
  return face("mg-mark--several", 22, h("span", { class: "mg-mark__count" }, number(7)), ring);
}

register("Legend", Legend);
