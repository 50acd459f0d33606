/*
 * Events whose place is not a point: which badge stands for each, and what it is called. A town has
 * a badge at its position, a district, a city and a province by the name of the city or region.
 */
import { NOWHERE } from "../core/event_values.js";
import { named, t } from "../core/messages.js";

const TOWN = 2;
const CITY = 4;
const PROVINCE = 5;

export class Badges {
  /** @param context the map's context */
  constructor(context) {
    this.context = context;
    this.list = [];
    this.byKey = new Map();
    this.find = (i) => this.of(i);
  }

  /** The badge that stands for event i, −1 where the event has a mark of its own. */
  of(i) {
    const { columns } = this.context;
    const precision = columns.precision[i];
    const placed = columns.latitude[i] !== NOWHERE;
    if (placed && precision < TOWN) return -1;
    const kind =
      precision === PROVINCE ? "province" : placed && precision === TOWN ? "town" : "city";
    const key = {
      town: () => `town ${columns.latitude[i]} ${columns.longitude[i]}`,
      city: () => (precision === CITY ? `city ${columns.city[i]}` : this.districtKey(i)),
      province: () => "province",
    }[kind]();
    if (!this.byKey.has(key)) {
      this.byKey.set(key, this.list.length);
      this.list.push({ kind: key.split(" ")[0], sample: i, city: columns.city[i], key });
    }
    return this.byKey.get(key);
  }

  districtKey(i) {
    const { columns, terms } = this.context;
    return terms.region[columns.region[i]]
      ? `district ${columns.region[i]}`
      : `city ${columns.city[i]}`;
  }

  /** What a badge is called: "Korangi", "Karachi, city-wide", "Sindh, province-wide". */
  title(badge) {
    const { context } = this;
    const record = context.peek(badge.sample);
    const place = record ? named(record.place) : "";
    const city = named(context.terms.city[badge.city]);
    if (badge.kind === "town") return place || t("town");
    if (badge.kind === "district") {
      return t("{place}, district-wide", {
        place: named(context.terms.region[context.columns.region[badge.sample]]),
      });
    }
    if (badge.kind === "city") {
      const name = city || place;
      return name ? t("{place}, city-wide", { place: name }) : t("No exact place");
    }
    return place ? t("{place}, province-wide", { place }) : t("province-wide");
  }
}
