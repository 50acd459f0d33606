/*
 * The events shown in figures: small charts of equal scale, by year and by district, and the same
 * numbers as a table. One pass over the events shown; drawn only while it is seen.
 */
(function (mapgen, L) {
  "use strict";

  const { h, svg, t, tn } = mapgen;
  const { days } = mapgen;
  /** So many months are drawn month by month; longer ranges year by year. */
  const MONTHS = 24;
  /** Redrawn at most so often while time runs, in milliseconds. */
  const PAUSE = 100;
  const AXIS = 18;
  const LABEL = 40;

  mapgen.Figures = mapgen.Component.extend({
    create() {
      this.sentence = h("p", { class: "mg-figures__sentence" });
      this.caution = h("p", { class: "mg-figures__caution" });
      this.key = h("p", { class: "mg-figures__key" });
      this.readout = h("p", { class: "mg-figures__readout", "aria-hidden": "true" });
      this.whole = h("div", { class: "mg-figures__whole" });
      this.heading = h("h3", { class: "mg-figures__heading" });
      this.scale = h("p", { class: "mg-figures__note" });
      this.parts = h("div", { class: "mg-figures__parts" });
      this.toggle = h("summary", {});
      this.tables = h("div", { class: "mg-figures__tables" });
      this.table = h("details", { class: "mg-figures__table" }, this.toggle, this.tables);
      this.table.addEventListener("toggle", () => this.drawTables());
      this.element = h(
        "div",
        { class: "mg-figures" },
        this.sentence,
        this.caution,
        this.key,
        this.whole,
        this.readout,
        this.heading,
        this.scale,
        this.parts,
        this.table,
      );
      this.group();
      this.listen("change", () => this.later());
      this.listen("tab", () => this.later());
      this.sizes = new ResizeObserver(() => this.later());
      this.sizes.observe(this.element);
      this.stops.push(() => this.sizes.disconnect());
      this.translate();
      return this.element;
    },

    translate() {
      this.heading.textContent = t("By the district of the event’s own day");
      this.scale.textContent = t(
        "All of these charts have one scale. An event is counted where and when it begins.",
      );
      this.toggle.textContent = t("Show as table");
      mapgen.replace(
        this.key,
        swatch("events"),
        t("events"),
        swatch("low"),
        t("deaths by the lowest figures"),
        swatch("high"),
        t("up to the highest"),
        swatch("open"),
        t("a source says “at least”"),
      );
      this.later();
    },

    seen() {
      return this.inCorner || this.context.tab === undefined || this.context.tab === "figures";
    },

    later() {
      if (!this.seen() || this.waiting) return;
      const wait = this.drawnOnce ? PAUSE : 0;
      this.drawnOnce = true;
      this.waiting = setTimeout(() => {
        this.waiting = null;
        if (this.seen() && this.element.isConnected) this.draw();
      }, wait);
    },

    /* ---- counting ---------------------------------------------------------------------------- */

    /** Which group each event belongs to: its district or, where it has none, its city. */
    group() {
      const { context } = this;
      const { region, city } = context.columns;
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
        used[g] += 1;
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
    },

    nameOf({ district, name }) {
      const named = mapgen.named ? mapgen.named(name) : name;
      if (district) return named;
      return name
        ? t("{place}: the whole city, or no district known", { place: named })
        : t("The province, or no city");
    },

    /** Rising day edges of the bins, and what each is called. */
    bins() {
      const [from, to] = this.context.range();
      const { monthOf, startOfMonth } = mapgen.period;
      const months = monthOf(to) - monthOf(from) + 1;
      const monthly = months <= MONTHS;
      const edges = [];
      const names = [];
      const short = [];
      if (monthly) {
        for (let m = monthOf(from); m <= monthOf(to) + 1; m += 1) edges.push(startOfMonth(m));
        for (const edge of edges.slice(0, -1)) {
          names.push(mapgen.printDay(edge, { day: false }));
          const { month, year } = days.toCivil(edge);
          short.push(month === 1 || edge === edges[0] ? mapgen.digits(String(year)) : "");
        }
      } else {
        for (let y = days.year(from); y <= days.year(to) + 1; y += 1) edges.push(days.startOfYear(y));
        for (let y = days.year(from); y <= days.year(to); y += 1) {
          names.push(mapgen.digits(String(y)));
          short.push(mapgen.digits(String(y)));
        }
      }
      return { edges, names, short, monthly };
    },

    /** Sums of each bin and group, in one pass over the events shown. */
    tally({ edges }) {
      const { first, deathsLow, deathsHigh, deathsOpen } = this.context.columns;
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
        events[cell] += 1;
        if (deathsHigh[i] < 0) unstated[cell] += 1;
        else {
          if (deathsLow[i] > 0) low[cell] += deathsLow[i];
          high[cell] += deathsHigh[i];
          if (deathsOpen[i]) open[cell] = 1;
        }
      }
      return { n, events, unstated, low, high, open };
    },

    /** One group's row of the sums, or with g < 0 the row of all of them. */
    row(sums, g) {
      const { n } = sums;
      if (g >= 0) {
        const cut = (values) => values.subarray(g * n, (g + 1) * n);
        return {
          events: cut(sums.events), unstated: cut(sums.unstated), low: cut(sums.low),
          high: cut(sums.high), open: cut(sums.open),
        };
      }
      const all = {
        events: new Float64Array(n), unstated: new Float64Array(n), low: new Float64Array(n),
        high: new Float64Array(n), open: new Uint8Array(n),
      };
      for (const name of Object.keys(all)) {
        const values = sums[name];
        for (let cell = 0; cell < values.length; cell += 1) {
          if (name === "open") all.open[cell % n] |= values[cell];
          else all[name][cell % n] += values[cell];
        }
      }
      return all;
    },

    /* ---- drawing ----------------------------------------------------------------------------- */

    draw() {
      const { context } = this;
      const bins = this.bins();
      const sums = this.tally(bins);
      const all = this.row(sums, -1);
      this.drawn = { bins, sums, all };
      this.sentence.textContent = mapgen.sentenceOf(context);
      const unstated = total(all.unstated);
      const shown = total(all.events);
      this.caution.textContent = [
        t("Sums of lows and of highs add up unlike things. They are not a toll."),
        unstated
          ? tn(
              "For {k} of {n} event no source read states the dead; it adds nothing to these sums, which is not none.",
              "For {k} of {n} events no source read states the dead; they add nothing to these sums, which is not none.",
              shown,
              { k: mapgen.number(unstated) },
            )
          : "",
      ].join(" ");
      const width = Math.max(this.whole.clientWidth, 220);
      this.readout.textContent = "";
      mapgen.replace(
        this.whole,
        h(
          "h3",
          { class: "mg-figures__heading" },
          bins.monthly ? t("By month") : t("By year"),
        ),
        this.chart(t("Events"), all, bins, "events", { width, height: 92 }),
        this.chart(t("Deaths"), all, bins, "deaths", { width, height: 128 }),
      );
      this.drawParts(bins, sums);
      this.drawTables();
    },

    drawParts(bins, sums) {
      const shown = this.groups
        .map((group) => ({ group, row: this.row(sums, group.g) }))
        .filter(({ row }) => total(row.events) > 0);
      const most = {
        events: Math.max(1, ...shown.map(({ row }) => greatest(row.events))),
        deaths: Math.max(1, ...shown.map(({ row }) => greatest(row.high))),
      };
      this.heading.hidden = this.scale.hidden = !shown.length;
      this.drawn.shown = shown;
      const width = Math.max((this.parts.clientWidth || this.whole.clientWidth) - 2, 200);
      const columns = width > 520 ? 2 : 1;
      const each = Math.floor((width - (columns - 1) * 24) / columns);
      mapgen.replace(
        this.parts,
        shown.map(({ group, row }) =>
          h(
            "section",
            { class: "mg-figures__part" },
            h("h4", { class: "mg-figures__name" }, this.nameOf(group)),
            h("p", { class: "mg-figures__sum" }, this.sumOf(row)),
            this.chart(t("Events"), row, bins, "events", {
              width: each, height: 34, top: most.events, bare: true, name: this.nameOf(group),
            }),
            this.chart(t("Deaths"), row, bins, "deaths", {
              width: each, height: 48, top: most.deaths, bare: true, name: this.nameOf(group),
              axis: true,
            }),
          ),
        ),
      );
    },

    /** "12 events · 30–50 dead · 4 not stated". */
    sumOf(row) {
      const events = total(row.events);
      const unstated = total(row.unstated);
      const parts = [tn("{n} event", "{n} events", events)];
      if (unstated < events) {
        const dead = mapgen.range(total(row.low), total(row.high), greatest(row.open));
        parts.push(t("{figure} dead", { figure: dead }));
      }
      if (unstated) parts.push(t("deaths of {n} not stated", { n: mapgen.number(unstated) }));
      return parts.join(" · ");
    },

    /**
     * One chart. `what` is "events" or "deaths"; `top` the scale's upper end; `bare` leaves the
     * scale's numbers out.
     */
    chart(label, row, bins, what, { width, height, top, bare = false, axis = !bare, name = "" }) {
      const upper = what === "events" ? row.events : row.high;
      const peak = greatest(upper);
      const scale = top || nice(Math.max(peak, 1));
      const left = bare ? 0 : LABEL;
      const head = bare ? (what === "deaths" ? 8 : 3) : 10;
      const foot = height - (axis ? AXIS : 1);
      const n = bins.names.length;
      const step = (width - left) / n;
      const bar = Math.max(1, Math.min(step - Math.min(3, step * 0.25), 26));
      /* Time runs as the lines do: from the right in Urdu and Sindhi, and the scale changes sides. */
      const mirrored = mapgen.language.direction() === "rtl";
      const from = mirrored ? 0 : left;
      const to = mirrored ? width - left : width;
      const x = (b) => from + (mirrored ? n - 1 - b : b) * step + (step - bar) / 2;
      const y = (value) => foot - ((foot - head) * value) / scale;
      const parts = [];
      if (!bare) {
        for (const value of [scale, scale / 2]) {
          if (value !== Math.round(value)) continue;
          const at = Math.round(y(value)) + 0.5;
          parts.push(
            svg("path", { class: "mg-figures__grid", d: `M${from} ${at}H${to}` }),
            svg(
              "text",
              {
                class: "mg-figures__number",
                x: mirrored ? to + 6 : left - 6,
                y: at + 4,
                "text-anchor": mirrored ? "start" : "end",
              },
              mapgen.number(value),
            ),
          );
        }
      }
      if (what === "events") {
        parts.push(svg("path", { class: "mg-figures__events", d: bars(row.events, null, x, y, bar, foot) }));
      } else {
        parts.push(
          svg("path", { class: "mg-figures__high", d: bars(row.high, row.low, x, y, bar, foot) }),
          svg("path", { class: "mg-figures__low", d: bars(row.low, null, x, y, bar, foot) }),
          svg("path", { class: "mg-figures__open", d: carets(row, x, y, bar, scale) }),
        );
      }
      parts.push(svg("path", { class: "mg-figures__base", d: `M${from} ${foot + 0.5}H${to}` }));
      if (axis) parts.push(...ticks(bins.short, x, bar, step, foot, width));
      const at = upper.indexOf(peak);
      const drawn = name ? `${name}: ${label}` : label;
      const told = peak
        ? t("{what}, {span}: most in {when}, {figure}", {
            what: drawn,
            span: `${bins.names[0]} – ${bins.names[n - 1]}`,
            when: bins.names[at],
            figure:
              what === "events"
                ? mapgen.number(peak)
                : mapgen.range(row.low[at], row.high[at], row.open[at]),
          })
        : t("{what}: none stated", { what: drawn });
      const drawing = svg(
        "svg",
        {
          class: "mg-figures__chart",
          viewBox: `0 0 ${width} ${height}`,
          width,
          height,
          role: "img",
          "aria-label": told,
        },
        parts,
      );
      drawing.addEventListener("pointermove", (event) => {
        const box = drawing.getBoundingClientRect();
        const along = Math.floor((((event.clientX - box.left) / box.width) * width - from) / step);
        const b = mirrored ? n - 1 - along : along;
        if (b >= 0 && b < n) this.read(drawing, row, bins, b, name);
      });
      drawing.addEventListener("pointerleave", () => this.read(drawing, null));
      if (bare) return drawing;
      return h(
        "figure",
        { class: "mg-figures__figure" },
        h("figcaption", { class: "mg-figures__label" }, label),
        drawing,
      );
    },

    /** What the pointer is on, in words. */
    read(drawing, row, bins, b, name) {
      const one = row && {
        events: [row.events[b]], unstated: [row.unstated[b]], low: [row.low[b]],
        high: [row.high[b]], open: [row.open[b]],
      };
      const where = name ? [name] : [];
      this.readout.textContent = one
        ? t("{place}: {figures}", {
            place: [...where, bins.names[b]].join(t(", ")),
            figures: this.sumOf(one),
          })
        : "";
    },

    /* ---- the table ----------------------------------------------------------------------------- */

    drawTables() {
      if (!this.table.open || !this.drawn) return;
      const { bins, all, shown } = this.drawn;
      const heads = [
        t("Events"),
        t("Deaths, lowest figures"),
        t("Deaths, highest figures"),
        t("Deaths not stated"),
      ];
      const cells = (events, low, high, open, unstated) => {
        const stated = unstated < events;
        const most = open
          ? t("{n} or more", { n: mapgen.number(high) })
          : mapgen.number(high);
        return [
          mapgen.number(events),
          stated ? mapgen.number(low) : "–",
          stated ? most : "–",
          mapgen.number(unstated),
        ].map((text) => h("td", {}, text));
      };
      const whole = (row) =>
        cells(
          total(row.events),
          total(row.low),
          total(row.high),
          greatest(row.open),
          total(row.unstated),
        );
      const table = (caption, first, rows) =>
        h(
          "div",
          { class: "mg-figures__scroll", tabindex: 0, role: "region", "aria-label": caption },
          h(
            "table",
            {},
            h("caption", {}, caption),
            h(
              "thead",
              {},
              h("tr", {}, [first, ...heads].map((text) => h("th", { scope: "col" }, text))),
            ),
            h("tbody", {}, rows),
            h(
              "tfoot",
              {},
              h("tr", {}, h("th", { scope: "row" }, t("All shown")), whole(all)),
            ),
          ),
        );
      mapgen.replace(
        this.tables,
        table(
          bins.monthly ? t("Events and deaths by month") : t("Events and deaths by year"),
          bins.monthly ? t("Month") : t("Year"),
          bins.names.map((name, b) =>
            h(
              "tr",
              {},
              h("th", { scope: "row" }, name),
              cells(all.events[b], all.low[b], all.high[b], all.open[b], all.unstated[b]),
            ),
          ),
        ),
        table(
          t("Events and deaths by district"),
          t("District"),
          shown.map(({ group, row }) =>
            h("tr", {}, h("th", { scope: "row" }, this.nameOf(group)), whole(row)),
          ),
        ),
      );
    },
  });

  const total = (values) => {
    let sum = 0;
    for (const value of values) sum += value;
    return sum;
  };

  const greatest = (values) => {
    let most = 0;
    for (const value of values) if (value > most) most = value;
    return most;
  };

  /** The next number from 1, 2, 5, 10, 20, 50 … that is not below n. */
  function nice(n) {
    const power = 10 ** Math.floor(Math.log10(n));
    return [1, 2, 5, 10].map((factor) => factor * power).find((value) => value >= n);
  }

  /** Bars from `below` (or the foot) up to the values, as one path; what is there is seen. */
  function bars(values, below, x, y, width, foot) {
    let d = "";
    values.forEach((value, b) => {
      const from = below ? below[b] : 0;
      if (!(value > from)) return;
      const start = below && from > 0 ? y(from) : foot;
      const end = Math.min(y(value), start - 1.5);
      d += `M${x(b).toFixed(1)} ${start.toFixed(1)}h${width.toFixed(1)}V${end.toFixed(1)}h${(-width).toFixed(1)}Z`;
    });
    return d;
  }

  /** A small roof over each bar that a source leaves open upwards. */
  function carets({ high, open }, x, y, width, scale) {
    let d = "";
    high.forEach((value, b) => {
      if (!open[b] || !(value > 0)) return;
      const middle = x(b) + width / 2;
      const top = y(Math.min(value, scale)) - 2;
      d += `M${(middle - 3).toFixed(1)} ${top.toFixed(1)}l3 -3l3 3`;
    });
    return d;
  }

  /** As many names below the bars as fit. */
  function ticks(names, x, bar, step, foot, width) {
    const every = Math.max(1, Math.ceil(38 / step));
    const found = [];
    names.forEach((name, b) => {
      if (!name || (every > 1 && names.every(Boolean) && b % every)) return;
      const at = Math.min(Math.max(x(b) + bar / 2, 15), width - 15);
      found.push(
        svg(
          "text",
          { class: "mg-figures__number", x: at, y: foot + 14, "text-anchor": "middle" },
          name,
        ),
      );
    });
    return found;
  }

  const swatch = (name) =>
    svg(
      "svg",
      { class: "mg-figures__swatch", viewBox: "0 0 14 14", width: 14, height: 14, "aria-hidden": "true" },
      name === "open"
        ? svg("path", { class: "mg-figures__open", d: "M3 9l4 -4l4 4" })
        : svg("path", { class: `mg-figures__${name}`, d: "M2 2h10v10h-10Z" }),
    );
})((window.mapgen = window.mapgen || {}), window.L);
