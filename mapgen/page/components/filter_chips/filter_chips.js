/* The filters in force: names of their values, a sentence, and chips that take them away. */
(function (mapgen, L) {
  "use strict";

  const { h, t, tn } = mapgen;
  const SAY_AFTER = 500;
  const LISTS = {
    categories: "category",
    cities: "city",
    districts: "district",
    actors: "actor",
    targets: "target",
    attribution: "attribution",
    confidence: "confidence",
  };

  const NAMES = {
    attribution: () => ({
      established: t("Established"),
      alleged: t("Alleged"),
      disputed: t("Disputed"),
      unknown: t("Unknown"),
    }),
    confidence: () => ({
      A: t("A: contemporary or independent sources agree"),
      B: t("B: one decent source, or sources that differ"),
      C: t("C: thin or partisan, read with caution"),
    }),
  };

  /** A filter value in the reader's words: a category's label, "Alleged", a name as it is. */
  mapgen.nameOf = (context, filter, value) => {
    if (filter === "categories") {
      const category = context.terms.category.find(({ id }) => id === value);
      return category ? mapgen.named(category.label) : value;
    }
    if (filter === "cities" && value === "") return t("Neither city");
    const names = NAMES[filter] && NAMES[filter]();
    return names && value in names ? names[value] : mapgen.named(value);
  };

  /** What each filter in force says: [{key, value, text, remove: patch}], time first. */
  mapgen.filtersOf = (context) => {
    const state = context.store.get();
    const found = [];
    if (state.from !== null || state.to !== null) {
      const text = mapgen.printRange(...context.range());
      found.push({ key: "time", text, remove: { from: null, to: null } });
    }
    if (state.years) {
      const text = t("only {years}", { years: mapgen.printYears(state.years) });
      found.push({ key: "years", text, remove: { years: null } });
    }
    for (const key of Object.keys(LISTS)) {
      for (const value of state[key] || []) {
        const rest = state[key].filter((other) => other !== value);
        found.push({
          key,
          value,
          text: mapgen.nameOf(context, key, value),
          remove: { [key]: rest },
        });
      }
    }
    if (state.deaths) {
      const n = { n: mapgen.number(state.deaths.min) };
      const text =
        state.deaths.bound === "high"
          ? t("at least {n} dead by the highest figure", n)
          : t("at least {n} dead by the lowest figure", n);
      found.push({ key: "deaths", text, remove: { deaths: null } });
    }
    if (state.text)
      found.push({
        key: "text",
        text: t("“{text}”", { text: state.text }),
        remove: { text: null },
      });
    return found;
  };

  /** The filters as one sentence; values of one filter are alternatives. */
  mapgen.sentenceOf = (context) => {
    const shown = context.shown();
    const filters = mapgen.filtersOf(context);
    const numbers = { n: mapgen.number(shown), all: mapgen.number(context.total) };
    if (!filters.length) return tn("The one event of the atlas.", "All {n} events.", context.total);
    const groups = new Map();
    for (const { key, text } of filters) groups.set(key, [...(groups.get(key) || []), mapgen.isolated(text)]);
    const said = [...groups.values()].map((texts) => texts.join(t(" or "))).join(t("; "));
    const values = { ...numbers, filters: said };
    return tn(
      "{n} of {all} event: {filters}.",
      "{n} of {all} events: {filters}.",
      context.total,
      values,
    );
  };

  mapgen.FilterChips = mapgen.Component.extend({
    create() {
      this.sentence = h("p", { class: "mg-filter-chips__sentence" });
      this.status = h("p", { class: "mg-visually-hidden", role: "status" });
      this.list = h("ul", { class: "mg-filter-chips__list" });
      this.clear = h("button", {
        type: "button",
        class: "mg-filter-chips__clear",
        onclick: () => this.clearAll(),
      });
      const brief = Boolean(this.options.brief);
      this.element = h(
        "div",
        {
          class: `mg-filter-chips${brief ? " mg-filter-chips--brief" : ""}`,
          role: "group",
          tabindex: -1,
        },
        this.sentence,
        brief ? null : this.status,
        brief ? null : this.list,
        this.clear,
      );
      this.listen("change", () => this.update());
      this.translate();
      return this.element;
    },

    translate() {
      this.element.setAttribute("aria-label", t("Filters in force"));
      this.clear.textContent = t("Clear all");
      this.key = null;
      this.update();
    },

    clearAll() {
      this.context.store.clear();
      this.element.focus({ preventScroll: true });
    },

    update() {
      const filters = mapgen.filtersOf(this.context);
      const brief = this.options.brief;
      this.clear.hidden = !filters.length;
      this.sentence.textContent = brief ? this.short(filters) : mapgen.sentenceOf(this.context);
      if (brief) return;
      /* A range that moves must not rebuild the chips each frame: only its words change. */
      const key = JSON.stringify(filters.map(({ key: name, value }) => [name, value]));
      if (key === this.key) filters.forEach(({ text }, k) => this.setText(k, text));
      else this.draw(filters, key);
      this.say();
    },

    short(filters) {
      const shown = this.context.shown();
      if (!filters.length) return tn("{n} event", "{n} events", shown);
      const all = this.context.total;
      const numbers = { n: mapgen.number(shown), all: mapgen.number(all) };
      return tn("{n} of {all} event", "{n} of {all} events", all, numbers);
    },

    draw(filters, key) {
      const held = this.list.contains(document.activeElement)
        ? [...this.list.children].findIndex((item) => item.contains(document.activeElement))
        : -1;
      this.key = key;
      this.texts = [];
      mapgen.replace(
        this.list,
        filters.map((filter, k) => this.chip(filter, k)),
      );
      this.list.hidden = !filters.length;
      filters.forEach(({ text }, k) => this.setText(k, text));
      if (held < 0) return;
      const next = this.list.children[Math.min(held, filters.length - 1)];
      (next ? next.firstElementChild : this.element).focus();
    },

    chip(filter, k) {
      /* Values are the atlas's or the reader's; all else is words of this page. */
      const words = h(filter.value === undefined && filter.key !== "text" ? "span" : "bdi", {});
      const button = h(
        "button",
        {
          type: "button",
          class: "mg-filter-chips__chip",
          onclick: () => this.context.store.set(mapgen.filtersOf(this.context)[k].remove),
        },
        this.mark(filter),
        words,
        h("span", { class: "mg-filter-chips__cross", "aria-hidden": "true" }, "×"),
      );
      this.texts[k] = { words, button };
      return h("li", {}, button);
    },

    setText(k, text) {
      const { words, button } = this.texts[k];
      if (words.textContent === text) return;
      words.textContent = text;
      button.setAttribute("aria-label", t("Remove the filter: {filter}", { filter: text }));
    },

    mark({ key, value }) {
      if (key !== "categories" || !mapgen.glyph) return null;
      const category = this.context.terms.category.find(({ id }) => id === value);
      return category ? mapgen.glyph(category.glyph, category.colour, 14) : null;
    },

    say() {
      const { from, to, years, ...others } = this.context.store.get();
      const { view, event, chapter, lang, theme, embed, ...filters } = others;
      const key = JSON.stringify(filters);
      if (this.said === undefined) this.said = key;
      clearTimeout(this.saying);
      if (this.said === key) return;
      this.saying = setTimeout(() => {
        this.said = key;
        this.status.textContent = this.sentence.textContent;
      }, SAY_AFTER);
    },
  });
})((window.mapgen = window.mapgen || {}), window.L);
