// @ts-check
/*
 * The filters but time. Counts are taken under all the other filters, in an idle moment and only
 * while they are seen.
 */
import { Component } from "../../browser/app/component.js";
import { register } from "../../browser/app/kinds.js";
import { CHOICES } from "../../browser/core/filter_table.js";
import { t } from "../../browser/core/messages.js";
import { h } from "../../browser/draw/dom.js";
import { idle } from "../../browser/app/tasks.js";
import { DeathsField } from "./deaths_field.js";
import { OfTheTime } from "./of_the_time.js";
import { TextField } from "./text_field.js";
import { ValueGroup } from "./value_group.js";

/** How many groups of values stand before the filter by deaths. */
const BEFORE_DEATHS = 3;
/** Milliseconds after which counts are taken even if the page is not idle: the first, the others. */
const IDLE_AT_LAST = { first: 400, next: 200 };

export class EventFilter extends Component {
  /** @type {ValueGroup[]} */
  groups = [];
  /** @type {TextField} */
  text;
  /** @type {DeathsField} */
  deaths;
  /** @type {OfTheTime} */
  ofTheTime;
  /** Whether counts are being taken. */
  counting = false;
  element = h("div", { class: "mg-event-filter", role: "search" });

  /** @override */
  create() {
    const { context } = this;
    this.groups = CHOICES.map((row) => new ValueGroup(context, row, () => this.update())).filter(
      ({ row, values }) => values.length > 1 || row.column === "category",
    );
    this.text = new TextField(context);
    this.text.element.hidden = context.groups !== null;
    this.deaths = new DeathsField(context);
    this.deaths.element.hidden = !context.hasFigures("deaths") || context.groups !== null;
    this.ofTheTime = new OfTheTime(context);
    const elements = this.groups.map(({ element }) => element);
    this.element.replaceChildren(
      this.text.element,
      ...elements.slice(0, BEFORE_DEATHS),
      this.deaths.element,
      ...elements.slice(BEFORE_DEATHS),
      this.ofTheTime.element,
    );
    this.listen("change", () => this.update());
    this.listen("tab", () => this.update());
    this.translate();
    return this.element;
  }

  /** @override */
  translate() {
    this.element.setAttribute("aria-label", t("Filters"));
    for (const part of [this.text, this.deaths, this.ofTheTime, ...this.groups]) part.translate();
    this.update();
  }

  isSeen() {
    return this.inCorner || this.context.ui.tab === null || this.context.ui.tab === "filters";
  }

  /** Brings the fields in step with the state, and the counts when the page is idle. */
  update() {
    const state = this.context.store.get();
    this.text.update(state);
    this.deaths.update(state);
    this.ofTheTime.update();
    for (const group of this.groups) group.updateSummary();
    if (!this.isSeen() || this.counting) return;
    this.counting = true;
    idle(() => this.count(), { timeout: IDLE_AT_LAST.first });
  }

  /** Counts of the groups that are open, one group an idle moment. */
  count() {
    const waiting = this.groups.filter((group) => group.isOpen);
    const next = () => {
      const group = waiting.shift();
      if (group) {
        group.count();
        idle(next, { timeout: IDLE_AT_LAST.next });
        return;
      }
      this.ofTheTime.drawCount();
      this.counting = false;
      /* What has changed or was opened meanwhile comes in the next round. */
      const now = this.context.store.get();
      if (this.groups.some((each) => each.isOpen && each.countedOf !== now)) this.update();
    };
    next();
  }
}

register("EventFilter", EventFilter);
