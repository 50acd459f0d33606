/* Legend: the key to the map. Its samples are drawn with the marks' own classes. */
(function (mapgen) {
  "use strict";

  const SIZES = [0, 10, 100];
  /** Open at first only where it leaves the map its room. */
  const ROOM = "(min-width: 1600px) and (min-height: 800px)";

  mapgen.Legend = mapgen.Component.extend({
    create() {
      const id = mapgen.uniqueId("legend");
      this.open = matchMedia(ROOM).matches;
      this.button = mapgen.h("button", {
        type: "button", class: "mg-legend__toggle", "aria-controls": id,
        onclick: () => this.set(!this.open),
      });
      /* It may be longer than the map is high: then the keyboard scrolls it. */
      this.body = mapgen.h("div", { class: "mg-legend__body", id, tabindex: 0, role: "group" });
      const element = mapgen.h("section", { class: "mg-legend" }, this.button, this.body);
      element.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || !this.open || matchMedia(ROOM).matches) return;
        this.set(false);
        this.button.focus();
        event.stopPropagation();
      });
      this.element = element;
      this.translate();
      return element;
    },

    set(open) {
      this.open = open;
      this.button.setAttribute("aria-expanded", String(open));
      this.body.hidden = !open;
    },

    translate() {
      this.element.setAttribute("aria-label", mapgen.t("Key to the map"));
      this.body.setAttribute("aria-label", mapgen.t("What the marks say"));
      mapgen.replace(this.button, mapgen.t("Key"), mapgen.h("span", { class: "mg-legend__arrow", "aria-hidden": "true" }));
      const { category } = this.context.terms;
      mapgen.replace(this.body,
        mapgen.h("ul", { class: "mg-legend__categories" },
          category.filter((each, c) => this.used(c)).map((each) =>
            mapgen.h("li", {}, sample(each), mapgen.h("bdi", {}, mapgen.named(each.label))))),
        this.context.groups ? this.counts(category) : mapgen.h("ul", { class: "mg-legend__marks" },
          this.context.hasFigures("deaths") && mapgen.h("li", { class: "mg-legend__sizes" },
            SIZES.map((dead) => sized(dead)),
            mapgen.t("size: deaths, by the highest figure ({list})", { list: SIZES.map(mapgen.number).join(mapgen.t(", ")) })),
          row(several(category), mapgen.t("several events; the ring shows their kinds")),
          row(plain(""), mapgen.t("sharp edge: a known spot")),
          row(plain("mg-mark--soft"), mapgen.t("soft edge: somewhere in a neighbourhood")),
          row(plain("mg-mark--doubtful"), mapgen.t("broken line: thinly sourced")),
          row(mapgen.h("span", { class: "mg-badge mg-legend__badge" },
            mapgen.h("span", { class: "mg-badge__name" }, mapgen.t("Name")),
            mapgen.h("span", { class: "mg-badge__count" }, mapgen.number(3))),
          mapgen.t("no exact place: a town, or city-wide")),
          row(mapgen.h("span", { class: "mg-legend__hatch" }), mapgen.t("hatched: district not certain")),
          this.context.hasFigures("deaths") && row(mapgen.h("b", {}, mapgen.t("{low}–{high}", { low: mapgen.number(39), high: mapgen.number(250) })),
            mapgen.t("the sources differ; both are given"))));
      this.set(this.open);
    },

    /** The key to a page of counts, and how coarse they are. */
    counts(category) {
      return [
        mapgen.h("ul", { class: "mg-legend__marks" },
          row(several(category), mapgen.t("how many events; the larger, the more of those shown. The ring shows their kinds")),
          row(mapgen.h("span", { class: "mg-badge mg-legend__badge" },
            mapgen.h("span", { class: "mg-badge__name" }, mapgen.t("Name")),
            mapgen.h("span", { class: "mg-badge__count" }, mapgen.number(3))),
          mapgen.t("no exact place: a town, or city-wide")),
          row(mapgen.h("span", { class: "mg-legend__hatch" }), mapgen.t("hatched: district not certain"))),
        this.context.groups.coarseness().map((sentence) => mapgen.h("p", {}, sentence)),
      ];
    },

    /** Whether any event is of that category: the key shows what the map can show. */
    used(c) {
      if (!this.seen) {
        this.seen = new Uint8Array(this.context.terms.category.length);
        for (const each of this.context.columns.category) this.seen[each] = 1;
      }
      return this.seen[c] === 1;
    },
  });

  const row = (picture, words) =>
    mapgen.h("li", {}, mapgen.h("span", { class: "mg-legend__picture", "aria-hidden": "true" }, picture), words);

  function face(look, size, children) {
    const disc = mapgen.h("span", { class: "mg-mark__face" }, children);
    return mapgen.h("span", {
      class: `mg-mark mg-legend__mark ${look}`, "aria-hidden": "true",
      style: { width: `${size}px`, height: `${size}px` },
    }, disc);
  }

  function sample(category) {
    const mark = face("", 18, mapgen.glyph(category.glyph, "currentColor", 10));
    mark.style.setProperty("--mg-mark", category.colour);
    return mark;
  }

  const plain = (look) => face(look, 16, []);
  const sized = (dead) => face("", mapgen.diameter(dead, false) * 0.72, []);

  function several(category) {
    const mark = face("mg-mark--several", 22, mapgen.h("span", { class: "mg-mark__count" }, mapgen.number(7)));
    const [one, two] = [category[0], category[1] || category[0]];
    mark.firstChild.style.background =
      `conic-gradient(${one.colour} 0% 60%, ${two.colour} 60% 100%)`;
    return mark;
  }
})((window.mapgen = window.mapgen || {}));
