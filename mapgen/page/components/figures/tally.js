/*
 * The events shown, counted by time and by district in one pass, for the figures.
 */
import * as days from "../../browser/core/days.js";
import { printDay, printYears } from "../../browser/core/messages.js";
import * as period from "../../browser/core/periods.js";

/** So many months are counted month by month; longer ranges year by year. */
const MONTHS = 24;

export const total = (values) => {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
};

export const greatest = (values) => {
  let most = 0;
  for (const value of values) if (value > most) most = value;
  return most;
};

export class Tally {
  constructor(context) {
    this.context = context;
    this.group();
  }

  /** Which group each event belongs to: its district or, where it has none, its city. */
  group() {
    const { context } = this;
    const { region, city, counted } = context.columns;
    const { terms } = context;
    const districts = terms.region.length;
    const used = new Uint32Array(districts + terms.city.length);
    this.groupOf = new Uint16Array(context.count);
    const none = terms.region.map((name) => name === "");
    /* A district has the city that its first event has. */
    const cityOf = new Int16Array(districts).fill(-1);
    for (let i = 0; i < context.count; i += 1) {
      const r = region[i];
      const g = none[r] ? districts + city[i] : r;
      if (!none[r] && cityOf[r] < 0) cityOf[r] = city[i];
      this.groupOf[i] = g;
      used[g] += counted ? counted[i] : 1;
    }
    this.groups = Array.from(used, (n, g) => ({
      g,
      n,
      district: g < districts,
      name: g < districts ? terms.region[g] : terms.city[g - districts],
      city: g < districts ? cityOf[g] : g - districts,
    }))
      .filter(({ n }) => n > 0)
      .sort((a, b) => a.city - b.city || Number(b.district) - Number(a.district) || b.n - a.n);
    this.size = used.length;
  }

  /** Rising day edges of the bins, and what each is called. */
  bins() {
    const [from, to] = this.context.range();
    const { monthOf, startOfMonth } = period;
    const months = monthOf(to) - monthOf(from) + 1;
    const monthly = months <= MONTHS;
    const edges = [];
    const names = [];
    const short = [];
    if (monthly) {
      for (let m = monthOf(from); m <= monthOf(to) + 1; m += 1) edges.push(startOfMonth(m));
      for (const edge of edges.slice(0, -1)) {
        names.push(printDay(edge, { day: false }));
        const { month, year } = days.toCivil(edge);
        short.push(month === 1 || edge === edges[0] ? printYears(year) : "");
      }
    } else {
      for (let y = days.yearOf(from); y <= days.yearOf(to) + 1; y += 1) {
        edges.push(days.startOfYear(y));
      }
      for (let y = days.yearOf(from); y <= days.yearOf(to); y += 1) {
        names.push(printYears(y));
        short.push(printYears(y));
      }
    }
    return { edges, names, short, monthly };
  }

  /** Sums of each bin and group, in one pass over the events shown. */
  sums({ edges }) {
    const { first, deathsLow, deathsHigh, deathsOpen, counted, deathsUnstated } =
      this.context.columns;
    const visible = this.context.visible();
    const { groupOf } = this;
    const n = edges.length - 1;
    const cells = this.size * n;
    const events = new Uint32Array(cells);
    const unstated = new Uint32Array(cells);
    const low = new Float64Array(cells);
    const high = new Float64Array(cells);
    const open = new Uint8Array(cells);
    let at = 0;
    for (let k = 0; k < visible.length; k += 1) {
      const i = visible[k];
      while (at < n - 1 && first[i] >= edges[at + 1]) at += 1;
      const cell = groupOf[i] * n + at;
      events[cell] += counted ? counted[i] : 1;
      if (counted) unstated[cell] += deathsUnstated[i];
      else if (deathsHigh[i] < 0) unstated[cell] += 1;
      if (deathsHigh[i] >= 0) {
        if (deathsLow[i] > 0) low[cell] += deathsLow[i];
        high[cell] += deathsHigh[i];
        if (deathsOpen[i]) open[cell] = 1;
      }
    }
    return { n, events, unstated, low, high, open };
  }

  /** One group's row of the sums, or with g < 0 the row of all of them. */
  row(sums, g) {
    const { n } = sums;
    if (g >= 0) {
      const cut = (values) => values.subarray(g * n, (g + 1) * n);
      return {
        events: cut(sums.events),
        unstated: cut(sums.unstated),
        low: cut(sums.low),
        high: cut(sums.high),
        open: cut(sums.open),
      };
    }
    const all = {
      events: new Float64Array(n),
      unstated: new Float64Array(n),
      low: new Float64Array(n),
      high: new Float64Array(n),
      open: new Uint8Array(n),
    };
    for (const name of Object.keys(all)) {
      const values = sums[name];
      for (let cell = 0; cell < values.length; cell += 1) {
        if (name === "open") all.open[cell % n] |= values[cell];
        else all[name][cell % n] += values[cell];
      }
    }
    return all;
  }
}
