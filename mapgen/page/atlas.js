/*
 * window.atlas: the page's public interface, documented in docs/interface.md and stable.
 */
(function (mapgen) {
  "use strict";

  const FIELDS = {
    category: (context, i) => context.terms.category[context.columns.category[i]].id,
    city: (context, i) => context.terms.city[context.columns.city[i]],
    district: (context, i) => context.terms.region[context.columns.region[i]],
    attribution: (context, i) => context.terms.attribution[context.columns.attribution[i]],
    confidence: (context, i) => context.terms.confidence[context.columns.confidence[i]],
    place_precision: (context, i) => context.terms.precision[context.columns.precision[i]],
  };
  const LISTS = { candidates: "district", actors: "actor", targets: "target" };
  const FIGURES = {
    deaths_low: "deathsLow", deaths_high: "deathsHigh",
    injured_low: "injuredLow", injured_high: "injuredHigh",
  };

  function eventOf(context, i) {
    const { columns, terms } = context;
    const record = context.peek(i);
    const event = {
      id: context.idOf(i),
      from: mapgen.days.toISO(columns.first[i]),
      to: mapgen.days.toISO(columns.last[i]),
      latitude: columns.latitude[i] === mapgen.NOWHERE ? null : columns.latitude[i] / 1e5,
      longitude: columns.longitude[i] === mapgen.NOWHERE ? null : columns.longitude[i] / 1e5,
    };
    for (const [name, read] of Object.entries(FIELDS)) event[name] = read(context, i);
    for (const [name, column] of Object.entries(LISTS)) {
      const { offsets, values } = columns[column];
      event[name] = Array.from(values.subarray(offsets[i], offsets[i + 1]), (k) => terms[column][k]);
    }
    for (const [name, column] of Object.entries(FIGURES)) {
      event[name] = columns[column][i] < 0 ? null : columns[column][i];
    }
    if (record) {
      const { references, ...rest } = record;
      Object.assign(event, rest, { sources: references.map(([key]) => key) });
    }
    return event;
  }

  /** What stands in a position column where an event has no point. */
  mapgen.NOWHERE = -0x80000000;
  mapgen.eventOf = eventOf;

  mapgen.publish = (context) => {
    const atlas = {
      ready: context.ready.then(() => context.steps).then(() => {}),
      filter(patch) {
        context.store.set(patch);
      },
      clear() {
        context.store.clear();
      },
      state() {
        return structuredClone(context.store.get());
      },
      visible() {
        const ids = context.ids.all();
        return Array.from(context.visible(), (i) => ids[i]);
      },
      count() {
        return context.shown();
      },
      event(id) {
        const i = context.indexOf(id);
        return i < 0 ? null : eventOf(context, i);
      },
      async read(id) {
        const i = context.indexOf(id);
        if (i < 0) return null;
        await context.read(i);
        return eventOf(context, i);
      },
      open(id) {
        if (context.indexOf(id) < 0) throw new RangeError(`atlas: no such event: ${id}`);
        context.select(id);
      },
      close() {
        context.select(null);
      },
      on(name, listener) {
        if (name !== "change" && name !== "select") {
          throw new TypeError(`atlas: no such signal: ${name}`);
        }
        return context.on(name, listener);
      },
    };
    if (!window.atlas) window.atlas = Object.freeze(atlas);
    return atlas;
  };
})((window.mapgen = window.mapgen || {}));
