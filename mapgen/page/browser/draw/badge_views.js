/*
 * The badges' elements: what events without a point look like on the map, and where they stand.
 * A part of EventLayer, which has the gatherer, the badges and the panes.
 */
import { NOWHERE } from "../core/event_values.js";
import { mercatorX, mercatorY } from "../core/clusters.js";
import { currentLanguage, number, tn } from "../core/messages.js";
import { printYearsOf } from "../core/periods.js";
import { unpackPolygons } from "../core/shapes.js";
import { h } from "./dom.js";
import { box, meet, rectangleOf } from "./rectangles.js";
import { keepEvent, latLngBounds, pointOf, setPosition } from "../app/leaflet.js";

const BADGE_HEIGHT = 26;
/** How far below the map's edge the badge of what has no place at all stands. */
const UNPLACED = 28;

/** EventLayer takes these methods in. */
export const badgeViews = {
  /** Where a badge belongs: a town's position, or below the city's or region's events. */
  placeOf(badge) {
    const { columns, meta, terms } = this.context;
    if (badge.kind === "town") {
      return [columns.latitude[badge.sample] / 1e5, columns.longitude[badge.sample] / 1e5];
    }
    const cities = meta.cities || [];
    if (badge.kind === "province") {
      if (!cities.length) return null;
      const mean = (key) => cities.reduce((sum, city) => sum + city[key], 0) / cities.length;
      return [Math.max(...cities.map((city) => city.latitude)), mean("longitude")];
    }
    const city = cities.find((each) => each.name === terms.city[badge.city]);
    if (badge.kind === "district") {
      const region = this.regionNamed(terms.region[columns.region[badge.sample]]);
      if (region) return region;
    }
    if (!city) return null;
    let south = city.latitude;
    for (let i = 0; i < this.context.count; i += 1) {
      if (columns.city[i] !== badge.city || columns.latitude[i] === NOWHERE) continue;
      const latitude = columns.latitude[i] / 1e5;
      if (latitude > city.latitude - 0.12) south = Math.min(south, latitude);
    }
    return [south - 0.012, city.longitude];
  },

  regionNamed(label) {
    const { epochs, shapes } = this.context.districts;
    for (const epoch of epochs) {
      const region = epoch.regions.find((each) => each.label === label);
      if (region) {
        const bounds = latLngBounds(unpackPolygons(shapes[region.shape])[0][0]);
        return [bounds.getCenter().lat, bounds.getCenter().lng];
      }
    }
    return null;
  },

  drawBadges() {
    const { gatherer } = this;
    /* Of badges too, the one whose events begin first comes first. */
    const order = this.badges.list
      .map((badge, b) => b)
      .filter((b) => gatherer.badge(b).n > 0 && !this.gathered.has(b))
      .sort((one, other) => gatherer.badge(one).first - gatherer.badge(other).first);
    for (const [b, view] of this.badgeViews) {
      if (!order.includes(b)) {
        view.button.remove();
        this.badgeViews.delete(b);
      }
    }
    for (const b of order) {
      const badge = this.badges.list[b];
      let view = this.badgeViews.get(b);
      if (!view) {
        view = this.makeBadge(b);
        this.badgeViews.set(b, view);
        this.badgePane.append(view.button);
      }
      const found = gatherer.badge(b);
      const told = `${found.n} ${found.first} ${found.last}`;
      if (view.told === told) continue;
      view.told = told;
      const title = this.badges.title(badge);
      view.name.textContent = title;
      view.count.textContent = number(found.n);
      view.width = widthOf(title, view.count.textContent, gatherer.unit);
      const { first } = this.context.columns;
      view.button.setAttribute(
        "aria-label",
        tn(
          "{place}: {n} event without an exact place, {years}",
          "{place}: {n} events without an exact place, {years}",
          found.n,
          { place: title, years: printYearsOf(first[found.first], first[found.last]) },
        ),
      );
    }
    this.placeBadges();
  },

  makeBadge(b) {
    const { kind } = this.badges.list[b];
    const name = h("span", { class: "mg-badge__name" });
    const count = h("span", { class: "mg-badge__count" });
    const button = h(
      "button",
      {
        type: "button",
        class: `mg-badge mg-badge--${kind} leaflet-zoom-animated`,
        onclick: (event) => this.pressBadge(b, event),
      },
      name,
      count,
    );
    keepEvent(button, "dblclick");
    return { button, name, count, told: null, width: 0, height: BADGE_HEIGHT * this.gatherer.unit };
  },

  /** Badges keep clear of marks and of each other; those of a city in view stay in view. */
  placeBadges() {
    const map = this.map;
    const origin = map.getPixelOrigin();
    const scale = 256 * 2 ** this.zoom;
    const size = map.getSize();
    const corner = map.containerPointToLayerPoint([0, 0]);
    const taken = [...this.covers, ...this.marks.map((mark) => rectangleOf(mark, origin))];
    for (const [b, view] of this.badgeViews) {
      const badge = this.badges.list[b];
      const place = this.badgePlaces[b];
      if (place) {
        view.world = [mercatorX(place[1]), mercatorY(place[0])];
      } else {
        const { lng, lat } = map.containerPointToLatLng([size.x / 2, UNPLACED]);
        view.world = [mercatorX(lng), mercatorY(lat)];
      }
      let x = view.world[0] * scale - origin.x;
      let y = view.world[1] * scale - origin.y;
      if (badge.kind !== "town") {
        const half = view.width / 2;
        const seen = this.cityInView(badge);
        if (seen) {
          x = Math.min(Math.max(x, corner.x + half + 12), corner.x + size.x - half - 12);
          y = Math.min(Math.max(y, corner.y + 76), corner.y + size.y - 44);
        }
      }
      const step = view.height + 4;
      const aside = view.width / 2 + 26;
      let chosen = [x, y];
      const tries =
        badge.kind === "town"
          ? [
              [0, 0],
              [0, step],
              [0, -step],
              [aside, 0],
              [-aside, 0],
              [aside, step],
              [-aside, step],
              [aside, -step],
              [-aside, -step],
              [0, 1.8 * step],
              [0, -1.8 * step],
            ]
          : [0, -1, 1, -2, 2, -3, 3].map((k) => [0, k * step]);
      for (const [dx, dy] of tries) {
        const rectangle = box(x + dx, y + dy, view.width, view.height);
        if (taken.some((other) => meet(rectangle, other))) continue;
        chosen = [x + dx, y + dy];
        break;
      }
      taken.push(box(chosen[0], chosen[1], view.width, view.height));
      view.shift = [
        chosen[0] - (view.world[0] * scale - origin.x),
        chosen[1] - (view.world[1] * scale - origin.y),
      ];
      view.at = pointOf(Math.round(chosen[0]), Math.round(chosen[1]));
      setPosition(view.button, view.at);
    }
  },

  /** Whether a city's, region's or province's ground is in view at all. */
  cityInView(badge) {
    if (badge.kind === "province") return true;
    const cities = this.context.meta.cities || [];
    const city = cities.find((each) => each.name === this.context.terms.city[badge.city]);
    if (!city) return false;
    const reach = 0.15;
    return this.map.getBounds().intersects([
      [city.latitude - reach, city.longitude - reach],
      [city.latitude + reach, city.longitude + reach],
    ]);
  },
};

/* The style sheets' --mg-serif, --mg-urdu and --mg-sindhi. */
const FONTS = {
  en: 'italic 13px "Iowan Old Style", "Palatino Linotype", Georgia, serif',
  ur: '13px "Noto Nastaliq Urdu", "Jameel Noori Nastaleeq", "Urdu Typesetting", serif',
  sd: '13px "Noto Naskh Arabic", "MB Sindhi", "Geeza Pro", "Segoe UI", serif',
};
let pen = null;
/** The width of a badge's words in pixels, measured without touching the page's layout. */
function widthOf(words, count, unit) {
  pen = pen || document.createElement("canvas").getContext("2d");
  pen.font = (FONTS[currentLanguage()] || FONTS.en).replace("13px", `${13 * unit}px`);
  return Math.ceil(pen.measureText(words).width * 1.04 + pen.measureText(count).width) + 34 * unit;
}
