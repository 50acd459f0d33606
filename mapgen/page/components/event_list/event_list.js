/*
 * The events shown, in time order. Where each row stands is known (rows.js), so that only those in
 * view are in the document; a million rows scroll as a hundred do.
 */
import { placesOf } from "../../browser/core/event_values.js";
import { Component } from "../../browser/app/component.js";
import { register } from "../../browser/app/kinds.js";
import { inOrder } from "../../browser/app/opening.js";
import { inSlices, painted } from "../../browser/app/tasks.js";
import { deathsOf } from "../../browser/core/figure_words.js";
import { currentLanguage, named, number, t } from "../../browser/core/messages.js";
import * as search from "../../browser/core/search.js";
import { h, replace } from "../../browser/draw/dom.js";
import { filtersOf } from "../../browser/draw/filter_words.js";
import { glyph } from "../../browser/draw/glyphs.js";
import { Rows } from "./rows.js";
import { indexIn } from "../../browser/core/bisect.js";

/** Browsers cannot draw much higher elements; longer lists are scrolled through a window. */
const HIGHEST = 4e6;
const SPARE = 3;
const SORTED = 50000;
/** Up to so many events each row is as high as its words; so many are measured at a time. */
const MEASURED = 1000;
const BATCH = 8;
/** Milliseconds for which what was measured is not doubted. */
const AGAIN = 300;

export class EventList extends Component {
  create() {
    this.pool = [];
    this.shown = new Map();
    this.places = new Rows();
    this.at = 0;
    this.base = 0;
    /* Where the list is scrolled to; asking the browser would make it lay out the page. */
    this.top = 0;
    this.view = 0;
    this.order = "date";
    this.orders = h("select", {
      class: "mg-event-list__orders",
      onchange: () => this.sort(this.orders.value),
    });
    this.ordersWords = h("span", {});
    this.tools = h(
      "div",
      { class: "mg-event-list__tools" },
      h("label", { class: "mg-event-list__order" }, this.ordersWords, this.orders),
    );
    this.list = h("ol", { class: "mg-event-list__rows" });
    this.gauge = h("div", { class: "mg-event-list__gauge", "aria-hidden": "true" });
    this.bench = h("ul", { class: "mg-event-list__bench", "aria-hidden": "true", inert: true });
    this.scroller = h(
      "div",
      { class: "mg-event-list__scroller", tabindex: -1 },
      this.gauge,
      this.bench,
      this.list,
    );
    this.empty = h("div", { class: "mg-event-list__empty", hidden: true });
    this.progress = h("p", { class: "mg-event-list__progress", role: "status", hidden: true });
    this.coarse = h("p", { class: "mg-event-list__coarse", hidden: !this.context.groups });
    this.searching = null;
    this.element = h(
      "div",
      { class: "mg-event-list" },
      this.tools,
      this.progress,
      this.coarse,
      this.scroller,
      this.empty,
    );
    this.scroller.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.list.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("pointerleave", () => this.context.hover(-1));
    this.listen("change", () => this.update());
    this.listen("select", () => this.select());
    this.listen("hover", (i) => this.mark(i));
    this.listen("searching", (share) => this.tellSearch(share));
    this.listen("tab", () => this.render());
    this.sizes = new ResizeObserver(() => {
      this.measure();
      this.fit();
      /* In a corner of a map this is the first that the list knows of its size. */
      if (this.events) this.render();
      else this.onPlaced();
    });
    this.sizes.observe(this.scroller);
    this.rowSizes = new ResizeObserver(() => this.check());
    this.translate();
    return this.element;
  }

  onPlaced() {
    this.measure();
    this.update();
    this.select();
    inOrder(this.context, "last", () => this.fit());
  }

  onRemove() {
    this.sizes.disconnect();
    this.rowSizes.disconnect();
    super.onRemove();
  }

  translate() {
    const names = {
      date: t("by date"),
      deaths: t("by deaths, highest figure first"),
      place: t("by place"),
    };
    /* Places are read from the texts, which a very large atlas does not open all at once. */
    const offered = Object.keys(names).filter(
      (name) =>
        (name !== "place" || this.context.eager) &&
        (name !== "deaths" || this.context.hasFigures("deaths")),
    );
    replace(
      this.orders,
      offered.map((value) => h("option", { value }, names[value])),
    );
    this.orders.value = this.order;
    this.ordersWords.textContent = t("Order");
    if (this.context.groups) this.coarse.textContent = this.context.groups.brief();
    this.name();
    for (const row of this.shown.values()) row.event = -1;
    if (!this.places.even) return;
    /* Another script may want higher rows: the same ones stay in view. */
    this.keepingPlace(() => {
      this.measure();
      this.alike();
    });
    this.fit();
  }

  name() {
    const names = {
      date: t("Events shown, in time order"),
      deaths: t("Events shown, by deaths"),
      place: t("Events shown, by place"),
    };
    this.list.setAttribute("aria-label", names[this.order]);
  }

  sort(order) {
    this.order = order;
    this.name();
    this.at = 0;
    this.scrollTo(0);
    this.update();
  }

  /** The events shown in the order asked for; too many to sort in a moment stay in time order. */
  sorted() {
    const events = this.context.visible();
    if (this.order === "date" || events.length > SORTED) return events;
    const { deathsHigh, deathsLow } = this.context.columns;
    if (this.order === "deaths") {
      return events
        .slice()
        .sort((a, b) => deathsHigh[b] - deathsHigh[a] || deathsLow[b] - deathsLow[a] || a - b);
    }
    const places = new Map();
    for (const i of events) {
      places.set(i, search.plain(this.placeOf(i, this.context.peek(i))));
    }
    const compare = (a, b) =>
      places.get(a) < places.get(b) ? -1 : places.get(a) > places.get(b) ? 1 : a - b;
    return events.slice().sort(compare);
  }

  /** How far a search through texts that are not open has come; null when it is done. */
  tellSearch(share) {
    this.searching = share;
    this.progress.hidden = share === null;
    if (share === null) {
      this.update();
      return;
    }
    const done = number(Math.floor(share * 100));
    this.progress.textContent = t("Searching the texts: {share} % done", { share: done });
    this.empty.hidden = true;
  }

  measure() {
    this.places.setEven(this.gauge.offsetHeight || 104);
    this.view = this.scroller.clientHeight;
  }

  /** Changes the heights of rows; the first one in view stays there. */
  keepingPlace(change) {
    const y = this.top + this.base;
    const k = this.places.at(y);
    const share = (y - this.places.top(k)) / (this.places.height(k) || 1);
    change();
    this.update();
    this.scrollTo(this.places.top(k) + Math.round(share * this.places.height(k)));
    this.render();
  }

  /** All rows are of one height again: what was measured holds no more. */
  alike() {
    this.fitted = null;
    this.element.classList.remove("mg-event-list--fitted");
    this.places.setHeights(null);
  }

  /** Makes each row as high as its words, in a list that is short enough for it. */
  async fit() {
    const { context } = this;
    const width = this.list.clientWidth;
    if (!width || !this.events || !context.eager || context.count > MEASURED) return;
    const wanted = `${width} ${currentLanguage()}`;
    if (this.fitted === wanted) return;
    if (this.fitted) this.keepingPlace(() => this.alike());
    this.fitted = wanted;
    const heights = new Float32Array(context.count);
    const spare = Array.from({ length: BATCH }, () => this.row());
    replace(
      this.bench,
      spare.map(({ item }) => item),
    );
    const starts = Array.from({ length: Math.ceil(context.count / BATCH) }, (_, b) => b * BATCH);
    await painted();
    await inSlices(starts, (start) => {
      if (this.fitted !== wanted) return;
      const some = spare.slice(0, Math.min(BATCH, context.count - start));
      some.forEach((row, k) => this.fill(row, start + k));
      some.forEach((row, k) => {
        heights[start + k] = Math.ceil(row.item.offsetHeight);
      });
    });
    if (this.fitted !== wanted) return;
    this.bench.replaceChildren();
    this.keepingPlace(() => {
      this.element.classList.add("mg-event-list--fitted");
      this.places.setHeights(heights);
    });
    this.fittedAt = performance.now();
  }

  /** Rows that have become higher, as under a reader's own style, are measured again. */
  check() {
    if (!this.places.heights || performance.now() - this.fittedAt < AGAIN) return;
    for (const [k, { item }] of this.shown) {
      const height = item.offsetHeight;
      if (!height || Math.abs(height - this.places.height(k)) <= 1) continue;
      this.keepingPlace(() => this.alike());
      this.fit();
      return;
    }
  }

  /* ---- which rows ----------------------------------------------------------------------- */

  /** The events shown have changed. */
  update() {
    this.events = this.sorted();
    const n = this.events.length;
    if (!this.places.even) this.measure();
    this.places.setEvents(this.events);
    this.total = this.places.total;
    const drawn = Math.min(this.total, HIGHEST);
    if (this.drawn !== drawn) {
      this.drawn = drawn;
      this.list.style.blockSize = `${drawn}px`;
    }
    this.at = Math.min(this.at, Math.max(n - 1, 0));
    this.base = Math.min(this.base, Math.max(this.total - drawn, 0));
    this.top = Math.min(this.top, Math.max(drawn - this.view, 0));
    /* Before a search has gone through everything, nothing found means nothing yet. */
    this.empty.hidden = n > 0 || this.context.isSearching();
    if (!this.empty.hidden) this.drawEmpty();
    this.render();
  }

  /** Small moves scroll by as much; a jump of the bar goes to its share of the whole list. */
  scrolled() {
    const top = this.scroller.scrollTop;
    if (this.total > this.drawn) {
      const most = this.drawn - this.view;
      if (Math.abs(top - this.top) > this.view * 2 || top <= 0 || top >= most - 1) {
        this.base = (top / most) * (this.total - this.view) - top;
      }
    }
    this.top = top;
    this.render();
  }

  render() {
    if (!this.events || !this.view) return;
    const top = this.top + this.base;
    const start = Math.max(this.places.at(top) - SPARE, 0);
    const end = Math.min(this.places.at(top + this.view) + 1 + SPARE, this.events.length);
    const focused = this.focused();
    for (const [k, row] of this.shown) {
      const kept = (k >= start && k < end) || (k === focused && k < this.events.length);
      if (kept) continue;
      this.shown.delete(k);
      this.pool.push(row);
      row.item.hidden = true;
    }
    for (let k = start; k < end; k += 1) if (!this.shown.has(k)) this.take(k);
    for (const [k, row] of this.shown) this.put(row, k);
  }

  take(k) {
    const row = this.pool.pop() || this.newRow();
    row.item.hidden = false;
    row.event = -1;
    this.shown.set(k, row);
    /* The order in the document is the order in time, for those who read it in order. */
    let next = null;
    for (const [other, { item }] of this.shown) {
      if (other > k && (next === null || other < next.k)) next = { k: other, item };
    }
    this.list.insertBefore(row.item, next && next.item);
  }

  put(row, k) {
    const y = this.places.top(k) - this.base;
    if (row.y !== y) {
      row.y = y;
      row.item.style.transform = `translateY(${y}px)`;
    }
    const { length } = this.events;
    if (row.k !== k || row.of !== length) {
      row.k = k;
      row.of = length;
      row.item.setAttribute("aria-posinset", k + 1);
      row.item.setAttribute("aria-setsize", length);
    }
    row.button.tabIndex = k === this.at ? 0 : -1;
    const i = this.events[k];
    if (row.event === i) return;
    row.event = i;
    this.fill(row, i);
  }

  newRow() {
    const row = this.row();
    this.rowSizes.observe(row.item);
    return row;
  }

  row() {
    const part = (name, tag = "span") => h(tag, { class: `mg-event-list__${name}` });
    const row = {
      glyph: part("glyph"),
      date: part("date"),
      title: part("title"),
      place: part("place"),
      figures: part("figures"),
      doubts: part("doubts"),
      kind: h("span", { class: "mg-visually-hidden" }),
    };
    row.button = h(
      "button",
      {
        type: "button",
        class: "mg-event-list__row",
        onclick: () => this.open(row),
        onfocus: () => {
          this.at = row.k;
          this.context.hover(row.event);
          this.render();
        },
        onblur: () => this.context.hover(-1),
        onpointerenter: () => this.context.hover(row.event),
      },
      row.glyph,
      h("span", { class: "mg-event-list__line" }, row.date, " ", row.figures),
      " ",
      row.title,
      " ",
      h("span", { class: "mg-event-list__line" }, row.place, " ", row.doubts, " ", row.kind),
    );
    row.item = h("li", { class: "mg-event-list__item" }, row.button);
    return row;
  }

  fill(row, i) {
    const { columns, terms, hovered } = this.context;
    const category = terms.category[columns.category[i]];
    const record = this.context.peek(i);
    replace(row.glyph, glyph(category.glyph, category.colour, 17));
    row.kind.textContent = named(category.label);
    row.figures.textContent = deathsOf(columns, i);
    row.figures.classList.toggle("mg-event-list__figures--none", columns.deathsHigh[i] <= 0);
    row.button.classList.toggle("mg-event-list__row--hover", hovered === i);
    row.button.classList.toggle(
      "mg-event-list__row--doubtful",
      terms.confidence[columns.confidence[i]] === "C",
    );
    this.markSelected(row);
    if (record === null) {
      for (const part of ["title", "date", "place", "doubts"]) {
        row[part].textContent = part === "title" ? "…" : "";
      }
      this.context.read(i).then(() => row.event === i && this.fill(row, i));
      return;
    }
    const { text, lang, dir } = this.context.wording(record, "title");
    row.title.textContent = text;
    row.title.lang = lang;
    row.title.dir = dir;
    row.button.title = text;
    const date = this.context.wording(record, "date");
    row.date.textContent = date.text;
    row.date.dir = date.dir;
    row.place.textContent = this.placeOf(i, record);
    row.doubts.textContent = doubtsOf(this.context, i).join(" · ");
  }

  placeOf(i, record) {
    const { columns, terms } = this.context;
    const province = terms.precision[columns.precision[i]] === "province";
    const city = province ? "" : named(terms.city[columns.city[i]]);
    const text = placesOf(this.context, i, record).join(t("; "));
    return !city || !text || text.includes(city)
      ? text || city
      : t("{place}, {city}", { place: text, city });
  }

  /* ---- moving and opening ---------------------------------------------------------------- */

  focused() {
    const { activeElement } = document;
    for (const [k, row] of this.shown) if (row.button === activeElement) return k;
    return -1;
  }

  open(row) {
    this.at = row.k;
    const i = row.event;
    this.context.read(i).then((record) => this.context.select(record.id));
  }

  key(event) {
    const top = this.top + this.base;
    const page = Math.max(this.places.at(top + this.view) - this.places.at(top) - 1, 1);
    const to = {
      ArrowDown: this.at + 1,
      ArrowUp: this.at - 1,
      PageDown: this.at + page,
      PageUp: this.at - page,
      Home: 0,
      End: this.events.length - 1,
    }[event.key];
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.focusRow(Math.min(Math.max(to, 0), this.events.length - 1));
  }

  focusRow(k) {
    this.at = k;
    this.reveal(k);
    const row = this.shown.get(k);
    if (row) row.button.focus({ preventScroll: true });
  }

  /** Scrolls as little as shows row k whole. */
  reveal(k) {
    const top = this.top + this.base;
    const start = this.places.top(k);
    const end = start + this.places.height(k);
    let to = top;
    if (start < top) to = start;
    else if (end > top + this.view) to = Math.min(start, end - this.view);
    if (to !== top) this.scrollTo(to);
    this.render();
  }

  scrollTo(to) {
    if (this.total > this.drawn) {
      const most = this.drawn - this.view;
      const share = to / (this.total - this.view);
      const within = Math.min(Math.max(Math.round(share * most), 1), most - 2);
      this.base = to - within;
      this.top = within;
    } else this.top = to;
    this.scroller.scrollTop = this.top;
  }

  /* ---- in step with the map --------------------------------------------------------------- */

  mark(i) {
    for (const row of this.shown.values()) {
      row.button.classList.toggle("mg-event-list__row--hover", row.event === i && i >= 0);
    }
  }

  select() {
    const id = this.context.store.get().event;
    this.selected = id === null ? -1 : this.context.indexOf(id);
    for (const row of this.shown.values()) this.markSelected(row);
    if (this.selected < 0 || !this.events) return;
    const k =
      this.order === "date"
        ? indexIn(this.events, this.selected)
        : this.events.indexOf(this.selected);
    if (k < 0) return;
    this.at = k;
    this.reveal(k);
  }

  markSelected(row) {
    if (row.event === this.selected) row.button.setAttribute("aria-current", "true");
    else row.button.removeAttribute("aria-current");
  }

  /* ---- nothing to show ------------------------------------------------------------------- */

  drawEmpty() {
    const filters = filtersOf(this.context);
    /* Names the filters without which something would be seen. */
    const guilty = filters
      .map((filter) => ({ ...filter, n: this.countWithout(filter) }))
      .filter(({ n }) => n > 0);
    replace(
      this.empty,
      h("p", { class: "mg-event-list__nothing" }, t("No event meets all of these filters.")),
      guilty.map((filter) =>
        h(
          "button",
          {
            type: "button",
            class: "mg-event-list__remedy",
            onclick: () => this.context.store.set(filter.remove),
          },
          t("Without “{filter}”: {n}", {
            /* What is searched for has its quotation marks already. */
            filter: filter.key === "text" ? this.context.store.get().text : filter.text,
            n: number(filter.n),
          }),
        ),
      ),
      filters.length
        ? h(
            "button",
            {
              type: "button",
              class: "mg-event-list__remedy",
              onclick: () => this.context.store.clear(),
            },
            t("Clear all filters"),
          )
        : null,
    );
  }

  /**
   * How many events would be shown without a filter. Where nothing is, one of several values that
   * are chosen side by side hides nothing: without it there are fewer to be met.
   */
  countWithout({ key, remove }) {
    const rest = remove[key];
    return rest && rest.length ? 0 : this.context.lens.countWithout(key);
  }
}

/** What is soft about an event, in words: place, attribution, sources. */
function doubtsOf(context, i) {
  const { columns, terms } = context;
  const found = [];
  const place = {
    town: t("somewhere in the town"),
    district: t("district-wide"),
    city: t("city-wide"),
    province: t("province-wide"),
  }[terms.precision[columns.precision[i]]];
  if (place) found.push(place);
  const said = {
    alleged: t("actors alleged"),
    disputed: t("actors disputed"),
    unknown: t("actors unknown"),
  }[terms.attribution[columns.attribution[i]]];
  if (said) found.push(said);
  if (terms.confidence[columns.confidence[i]] === "C") found.push(t("thinly sourced"));
  return found;
}

register("EventList", EventList);
