// @ts-check
/* The events shown as a list, in time order or another. */
import { Component } from "../../browser/app/component.js";
import { register } from "../../browser/app/kinds.js";
import { inOrder } from "../../browser/app/opening.js";
import { onResize } from "../../browser/app/resizes.js";
import { indexIn } from "../../browser/core/bisect.js";
import { number, t } from "../../browser/core/messages.js";
import { h, replace } from "../../browser/draw/dom.js";
import { liveStatus } from "../../browser/draw/controls.js";
import { emptyList } from "./empty_list.js";
import { ordersOf, sortedEvents } from "./event_order.js";
import { EventRow } from "./event_row.js";
import { RowHeights } from "./row_heights.js";
import { VirtualList } from "./virtual_list.js";

/** @import { EventIndex } from "../../browser/types" */
/** @import { Order } from "./event_order.js" */

export class EventList extends Component {
  /** @type {Order} */
  order = "date";
  /** @type {EventIndex} the open event, or −1 */
  selected = -1;
  /** @type {VirtualList} */
  rows;
  /** @type {RowHeights} */
  heights;
  /** @type {HTMLElement} */
  element;
  orders = h("select", {
    class: "mg-event-list__orders",
    onchange: () => {
      this.sort(/** @type {Order} */ (this.orders.value));
    },
  });
  ordersLabel = h("span");
  empty = h("div", { class: "mg-event-list__empty", hidden: true });
  progress = liveStatus("mg-event-list__progress");
  /** What a row of a page of counts stands for. */
  coarse = h("p", { class: "mg-event-list__coarse" });

  /** @override */
  create() {
    this.progress.hidden = true;
    this.coarse.hidden = !this.context.groups;
    this.createRows();
    this.element = h(
      "div",
      { class: "mg-event-list" },
      h(
        "div",
        { class: "mg-event-list__tools" },
        h("label", { class: "mg-event-list__order" }, this.ordersLabel, this.orders),
      ),
      this.progress,
      this.coarse,
      this.rows.element,
      this.empty,
    );
    this.listen("afterwards", () => this.update());
    this.listen("select", () => this.select());
    this.listen("hover", (i) => this.hover(i));
    this.listen("searching", (share) => this.showProgress(share));
    this.listen("tab", () => this.rows.render());
    this.translate();
    return this.element;
  }

  createRows() {
    const newRow = () =>
      new EventRow(this.context, {
        open: (row) => this.open(row),
        focused: (row) => this.focused(row),
      });
    const rowSizes = onResize(() => this.heights.check());
    this.rows = new VirtualList(
      () => {
        const row = newRow();
        rowSizes.observe(row.item);
        return row;
      },
      (row, i) => {
        row.show(i);
        row.setSelected(i === this.selected);
      },
    );
    this.rows.list.addEventListener("pointerleave", () => this.context.hover(-1));
    this.heights = new RowHeights(this.context, this.rows, newRow, (measured) =>
      this.element.classList.toggle("mg-event-list--fitted", measured),
    );
    const sizes = onResize(() => {
      this.rows.measure();
      this.heights.update();
      /* In a corner of a map this is the first that the list knows of its size. */
      if (this.rows.filled) this.rows.render();
      else this.onPlaced();
    });
    sizes.observe(this.rows.element);
    this.stops.push(() => {
      [sizes, rowSizes].forEach((each) => each.stop());
      this.rows.stop();
    });
  }

  /** @override */
  onPlaced() {
    this.rows.measure();
    this.update();
    this.select();
    inOrder(this.context, "last", () => this.heights.update());
  }

  /** @override */
  translate() {
    replace(
      this.orders,
      ordersOf(this.context).map(({ order, name }) => h("option", { value: order }, name)),
    );
    this.orders.value = this.order;
    this.ordersLabel.textContent = t("Order");
    if (this.context.groups) this.coarse.textContent = this.context.groups.brief();
    this.nameList();
    this.rows.redraw();
    if (!this.rows.positions.even) return;
    /* Another script may want higher rows: the same ones stay in view. */
    this.rows.keepingPlace(() => {
      this.rows.measure();
      this.heights.discard();
      this.update();
    });
    this.heights.update();
  }

  nameList() {
    const order = ordersOf(this.context).find((each) => each.order === this.order);
    if (order) this.rows.list.setAttribute("aria-label", order.list);
  }

  /** @param {Order} order */
  sort(order) {
    this.order = order;
    this.nameList();
    this.rows.current = 0;
    this.rows.scrollTo(0);
    this.update();
  }

  /**
   * Says how far a search through texts that are not open has come.
   * @param {number | null} share 0 to 1; null when it is done
   */
  showProgress(share) {
    this.progress.hidden = share === null;
    if (share === null) {
      this.update();
      return;
    }
    const done = number(Math.floor(share * 100));
    this.progress.textContent = t("Searching the texts: {share} % done", { share: done });
    this.empty.hidden = true;
  }

  /** The events shown have changed. */
  update() {
    const events = sortedEvents(this.context, this.order);
    /* Before a search has gone through everything, nothing found means nothing yet. */
    this.empty.hidden = events.length > 0 || this.context.isSearching();
    if (!this.empty.hidden) replace(this.empty, emptyList(this.context));
    this.rows.setEvents(events);
  }

  /* ---- in step with the map --------------------------------------------------------------- */

  /** @param {EventRow} row */
  open(row) {
    this.rows.current = row.k;
    this.context.read(row.event).then((record) => this.context.select(record.id));
  }

  /** @param {EventRow} row */
  focused(row) {
    this.rows.current = row.k;
    this.context.hover(row.event);
    this.rows.render();
  }

  /** @param {EventIndex} i */
  hover(i) {
    for (const row of this.rows.rows.values()) row.setHovered(row.event === i && i >= 0);
  }

  /** Marks the open event's row, and scrolls to it. */
  select() {
    const id = this.context.store.get().event;
    const { events, filled, rows } = this.rows;
    this.selected = id === null ? -1 : this.context.indexOf(id);
    for (const row of rows.values()) row.setSelected(row.event === this.selected);
    if (this.selected < 0 || !filled) return;
    const rising = this.order === "time" || (this.order === "date" && !this.context.columns.row);
    const k = rising
      ? indexIn(events, this.selected)
      : Array.prototype.indexOf.call(events, this.selected);
    if (k >= 0) this.rows.reveal(k);
  }
}

register("EventList", EventList);
