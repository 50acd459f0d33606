/* The events shown as a list, in time order or another. */
import { Component } from "../../browser/app/component.js";
import { register } from "../../browser/app/kinds.js";
import { inOrder } from "../../browser/app/opening.js";
import { indexIn } from "../../browser/core/bisect.js";
import { number, t } from "../../browser/core/messages.js";
import { h, replace } from "../../browser/draw/dom.js";
import { liveStatus } from "../../browser/draw/controls.js";
import { emptyList } from "./empty_list.js";
import { ordersOf, sortedEvents } from "./event_order.js";
import { EventRow } from "./event_row.js";
import { RowHeights } from "./row_heights.js";
import { VirtualList } from "./virtual_list.js";

export class EventList extends Component {
  create() {
    this.order = "date";
    /** The index of the open event, or −1. */
    this.selected = -1;
    this.orders = h("select", {
      class: "mg-event-list__orders",
      onchange: () => this.sort(this.orders.value),
    });
    this.ordersLabel = h("span", {});
    this.tools = h(
      "div",
      { class: "mg-event-list__tools" },
      h("label", { class: "mg-event-list__order" }, this.ordersLabel, this.orders),
    );
    this.createRows();
    this.empty = h("div", { class: "mg-event-list__empty", hidden: true });
    this.progress = liveStatus("mg-event-list__progress");
    this.progress.hidden = true;
    this.coarse = h("p", { class: "mg-event-list__coarse", hidden: !this.context.groups });
    this.element = h(
      "div",
      { class: "mg-event-list" },
      this.tools,
      this.progress,
      this.coarse,
      this.rows.element,
      this.empty,
    );
    this.listen("change", () => this.update());
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
    this.rows = new VirtualList({
      newRow: () => {
        const row = newRow();
        this.rowSizes.observe(row.item);
        return row;
      },
      drawRow: (row, i) => {
        row.show(i);
        row.setSelected(i === this.selected);
      },
    });
    this.rows.list.addEventListener("pointerleave", () => this.context.hover(-1));
    this.heights = new RowHeights(this.context, this.rows, {
      newRow,
      changed: (measured) => this.element.classList.toggle("mg-event-list--fitted", measured),
    });
    this.rowSizes = new ResizeObserver(() => this.heights.check());
    this.sizes = new ResizeObserver(() => {
      this.rows.measure();
      this.heights.update();
      /* In a corner of a map this is the first that the list knows of its size. */
      if (this.rows.events) this.rows.render();
      else this.onPlaced();
    });
    this.sizes.observe(this.rows.element);
  }

  onPlaced() {
    this.rows.measure();
    this.update();
    this.select();
    inOrder(this.context, "last", () => this.heights.update());
  }

  onRemove() {
    this.sizes.disconnect();
    this.rowSizes.disconnect();
    super.onRemove();
  }

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
    const { list } = ordersOf(this.context).find(({ order }) => order === this.order);
    this.rows.list.setAttribute("aria-label", list);
  }

  sort(order) {
    this.order = order;
    this.nameList();
    this.rows.current = 0;
    this.rows.scrollTo(0);
    this.update();
  }

  /** How far a search through texts that are not open has come, 0 to 1; null when it is done. */
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

  open(row) {
    this.rows.current = row.k;
    this.context.read(row.event).then((record) => this.context.select(record.id));
  }

  focused(row) {
    this.rows.current = row.k;
    this.context.hover(row.event);
    this.rows.render();
  }

  hover(i) {
    for (const row of this.rows.rows.values()) row.setHovered(row.event === i && i >= 0);
  }

  /** Marks the open event's row, and scrolls to it. */
  select() {
    const id = this.context.store.get().event;
    const { events, rows } = this.rows;
    this.selected = id === null ? -1 : this.context.indexOf(id);
    for (const row of rows.values()) row.setSelected(row.event === this.selected);
    if (this.selected < 0 || !events) return;
    const k =
      this.order === "date" ? indexIn(events, this.selected) : events.indexOf(this.selected);
    if (k >= 0) this.rows.reveal(k);
  }
}

register("EventList", EventList);
