// @ts-check
/* The search through the events' texts. */
import { t } from "../../browser/core/messages.js";
import { h, uniqueId } from "../../browser/draw/dom.js";

/** @import { Context, State } from "../../browser/types" */

/** Milliseconds after the last key before it is searched. */
const SEARCH_AFTER = 120;

export class TextField {
  /** @param {Context} context */
  constructor(context) {
    this.context = context;
    /** The timer of the search that waits for the last key; 0 when none does. */
    this.timer = 0;
    const id = uniqueId("search");
    this.input = h("input", {
      type: "search",
      id,
      class: "mg-field mg-event-filter__search mg-event-filter__search--events",
      autocomplete: "off",
      spellcheck: "false",
      "aria-describedby": `${id}-hint`,
      oninput: () => {
        clearTimeout(this.timer);
        this.timer = window.setTimeout(() => this.search(), SEARCH_AFTER);
      },
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.key === "Enter") this.search();
      },
    });
    this.label = h("label", { class: "mg-event-filter__heading", for: id });
    this.hint = h("p", { class: "mg-event-filter__hint", id: `${id}-hint` });
    this.element = h("div", { class: "mg-event-filter__field" }, this.label, this.input, this.hint);
  }

  translate() {
    this.label.textContent = t("Search");
    this.input.placeholder = t("title, summary, place, actor, source");
    this.hint.textContent = t(
      "Spellings are matched loosely: Pucca finds Pakka, Mohajir finds Muhajir.",
    );
  }

  search() {
    clearTimeout(this.timer);
    this.timer = 0;
    this.context.store.set({ text: this.input.value.trim() || null });
  }

  /**
   * Shows the state's text, unless the reader is typing one.
   * @param {State} state
   */
  update({ text }) {
    if (!this.timer && this.input.value.trim() !== (text || "")) this.input.value = text || "";
  }
}
