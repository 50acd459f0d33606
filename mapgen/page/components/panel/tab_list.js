// @ts-check
/* The panel's row of tabs, each with its section: a tab list as WAI-ARIA describes it. */
import { t } from "../../browser/core/messages.js";
import { h, uniqueId } from "../../browser/draw/dom.js";
import { arrowKeys } from "../../browser/draw/controls.js";

/**
 * @typedef {object} Tab
 * @property {HTMLButtonElement} button
 * @property {HTMLElement} label
 * @property {HTMLElement} count
 * @property {HTMLElement} heading of the section, for those who hear
 * @property {HTMLElement} section
 */

/** Pixels between a tab and the row's end to which it is scrolled. */
const MARGIN = 16;

export class TabList {
  /**
   * @param {string[]} names
   * @param {(name: string) => void} open called when the reader chooses a tab
   */
  constructor(names, open) {
    this.open = open;
    /** The name of the selected tab. */
    this.selected = "";
    this.element = h("div", {
      class: "mg-panel__tabs",
      role: "tablist",
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        this.pressed(event);
      },
    });
    this.tabs = new Map(names.map((name) => [name, this.tab(name)]));
    for (const { button } of this.tabs.values()) this.element.append(button);
  }

  get names() {
    return [...this.tabs.keys()];
  }

  get sections() {
    return [...this.tabs.values()].map(({ section }) => section);
  }

  /** @param {string} name */
  has(name) {
    return this.tabs.has(name);
  }

  /**
   * A tab that there is.
   * @param {string} name
   */
  get(name) {
    const tab = this.tabs.get(name);
    if (!tab) throw new TypeError(`no such tab: ${name}`);
    return tab;
  }

  /**
   * @param {string} name
   * @returns {Tab}
   */
  tab(name) {
    const label = h("span");
    const count = h("span", { class: "mg-panel__count" });
    const button = h(
      "button",
      {
        type: "button",
        role: "tab",
        id: uniqueId(`tab-${name}`),
        class: "mg-panel__tab",
        onclick: () => this.open(name),
      },
      label,
      count,
    );
    const heading = h("h2", { class: "mg-visually-hidden" });
    return { button, label, count, heading, section: h("section") };
  }

  /**
   * Makes an element the section of a tab.
   * @param {string} name
   * @param {HTMLElement} section
   */
  setSection(name, section) {
    const tab = this.get(name);
    tab.section = section;
    section.classList.add("mg-scroller", "mg-panel__section");
    section.setAttribute("role", "tabpanel");
    section.setAttribute("aria-labelledby", tab.button.id);
    tab.button.setAttribute("aria-controls", section.id);
    section.prepend(tab.heading);
  }

  /** @param {string} name */
  remove(name) {
    const { button, section } = this.get(name);
    this.tabs.delete(name);
    button.remove();
    section.remove();
  }

  translate() {
    /** @type {Record<string, string>} */
    const names = {
      story: t("Story"),
      events: t("Events"),
      figures: t("Figures"),
      filters: t("Filters"),
      sources: t("Sources"),
      about: t("About"),
    };
    for (const [name, { label, heading }] of this.tabs) {
      label.textContent = names[name];
      heading.textContent = names[name];
    }
    this.element.setAttribute("aria-label", t("What stands beside the map"));
  }

  /**
   * Shows a number on a tab.
   * @param {string} name
   * @param {string} text "" for none
   */
  setCount(name, text) {
    const tab = this.tabs.get(name);
    if (tab && tab.count.textContent !== text) tab.count.textContent = text;
  }

  /** @param {string} name */
  select(name) {
    this.selected = name;
    for (const [each, { button, section }] of this.tabs) {
      const selected = each === name;
      button.setAttribute("aria-selected", String(selected));
      button.tabIndex = selected ? 0 : -1;
      section.hidden = !selected;
    }
  }

  /** Scrolls the row so that the selected tab is whole. */
  revealSelected() {
    const tab = this.tabs.get(this.selected);
    if (tab) scrollIntoRow(this.element, tab.button);
  }

  /** @param {string} name */
  focus(name) {
    this.get(name).button.focus();
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    const { names } = this;
    const to = arrowKeys(event.key, names.indexOf(this.selected), names.length);
    if (to === undefined) return;
    event.preventDefault();
    const name = names[(to + names.length) % names.length];
    this.open(name);
    this.focus(name);
  }
}

/**
 * Scrolls a row sideways as little as shows one of its elements whole.
 * @param {HTMLElement} row
 * @param {HTMLElement} element
 */
function scrollIntoRow(row, element) {
  if (!row.isConnected || row.scrollWidth <= row.clientWidth) return;
  const [outer, inner] = [row.getBoundingClientRect(), element.getBoundingClientRect()];
  if (inner.left < outer.left) row.scrollLeft += inner.left - outer.left - MARGIN;
  else if (inner.right > outer.right) row.scrollLeft += inner.right - outer.right + MARGIN;
}
