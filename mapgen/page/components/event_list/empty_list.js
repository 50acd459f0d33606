// @ts-check
/* What stands in place of the list when no event meets the filters: which of them can be dropped. */
import { number, t } from "../../browser/core/messages.js";
import { h } from "../../browser/draw/dom.js";
import { filtersOf } from "../../browser/draw/filter_words.js";

/** @import { LensKey } from "../../browser/core/filter_table.js" */
/** @import { Context, FilterName } from "../../browser/types" */
/** @import { FilterInForce } from "../../browser/draw/filter_words.js" */

/**
 * A sentence, and a button for each filter without which an event would be shown.
 * @param {Context} context
 */
export function emptyList(context) {
  const filters = filtersOf(context);
  const hiding = filters
    .map((filter) => ({ ...filter, n: countWithout(context, filter) }))
    .filter(({ n }) => n > 0);
  /** @type {(act: () => void, words: string) => HTMLElement} */
  const button = (act, words) =>
    h("button", { type: "button", class: "mg-event-list__drop", onclick: act }, words);
  return [
    h("p", { class: "mg-event-list__nothing" }, t("No event meets all of these filters.")),
    hiding.map((filter) =>
      button(
        () => context.store.set(filter.remove),
        t("Without “{filter}”: {n}", {
          /* What is searched for has its quotation marks already. */
          filter: (filter.key === "text" && context.store.get().text) || filter.text,
          n: number(filter.n),
        }),
      ),
    ),
    filters.length ? button(() => context.store.clear(), t("Clear all filters")) : null,
  ];
}

/**
 * How many events would be shown without a filter. Where none is, one of several values of a filter
 * hides nothing: without it there are fewer to be met.
 * @param {Context} context
 * @param {FilterInForce} filter
 */
function countWithout(context, { key, remove }) {
  const name = /** @type {FilterName | LensKey} */ (key);
  const rest = Object.values(remove).some((value) => Array.isArray(value) && value.length);
  return rest ? 0 : context.lens.countWithout(name);
}
