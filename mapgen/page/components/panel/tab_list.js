/* The panel's row of tabs, each with its section: a tab list as WAI-ARIA describes it. */
import { t } from "../../browser/core/messages.js";
import { h, uniqueId } from "../../browser/draw/dom.js";
import { arrowKeys } from "../../browser/draw/controls.js";

/** Pixels between a tab and the row's end to which it is scrolled. */
const MARGIN = 16;

export class TabList {
  /** `open(name)` is called when the reader chooses a tab. */
  constructor(names, open) {
    this.open = open;
    /** The name of the selected tab. */
    this.selected = null;
    this.tabs = new Map();
    this.element = h("div", {
      class: "mg-panel__tabs",
      role: "tablist",
      onkeydown: (event) => this.pressed(event),
    });
    for (const name of names) this.add(name);
  }

  get names() {
    return [...this.tabs.keys()];
  }

  get sections() {
    return [...this.tabs.values()].map(({ section }) => section);
  }

  has(name) {
    return this.tabs.has(name);
  }

  /** The section of a tab. */
  sectionOf(name) {
    return this.tabs.get(name).section;
  }

  add(name) {
    const words = h("span", {});
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
      words,
      count,
    );
    const heading = h("h2", { class: "mg-visually-hidden" });
    this.tabs.set(name, { button, words, count, heading });
    this.element.append(button);
  }

  /** Makes an element the section of a tab. */
  setSection(name, section) {
    const tab = this.tabs.get(name);
    tab.section = section;
    section.classList.add("mg-panel__section");
    section.setAttribute("role", "tabpanel");
    section.setAttribute("aria-labelledby", tab.button.id);
    tab.button.setAttribute("aria-controls", section.id);
    section.prepend(tab.heading);
  }

  remove(name) {
    const { button, section } = this.tabs.get(name);
    this.tabs.delete(name);
    button.remove();
    section.remove();
  }

  translate() {
    const names = {
      story: t("Story"),
      events: t("Events"),
      figures: t("Figures"),
      filters: t("Filters"),
      sources: t("Sources"),
      about: t("About"),
    };
    for (const [name, { words, heading }] of this.tabs) {
      words.textContent = names[name];
      heading.textContent = names[name];
    }
    this.element.setAttribute("aria-label", t("What stands beside the map"));
  }

  /** Shows a number on a tab, or none for "". */
  setCount(name, text) {
    const { count } = this.tabs.get(name) || {};
    if (count && count.textContent !== text) count.textContent = text;
  }

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

  focus(name) {
    this.tabs.get(name).button.focus();
  }

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

/** Scrolls a row sideways as little as shows one of its elements whole. */
function scrollIntoRow(row, element) {
  if (!row.isConnected || row.scrollWidth <= row.clientWidth) return;
  const [outer, inner] = [row.getBoundingClientRect(), element.getBoundingClientRect()];
  if (inner.left < outer.left) row.scrollLeft += inner.left - outer.left - MARGIN;
  else if (inner.right > outer.right) row.scrollLeft += inner.right - outer.right + MARGIN;
}
