/*
 * Events whose place is not a point: which area each is told for, and what it is called. A town has
 * its position; a district, a city and a province have a name only.
 */
import { NOWHERE } from "../core/event_values.js";
import { named, t } from "../core/messages.js";

const TOWN = 2;
const CITY = 4;
const PROVINCE = 5;

export class Areas {
  /** @param context the map's context */
  constructor(context) {
    this.context = context;
    /** {kind, sample, city, key}: an event of the area, and the index of its city. */
    this.list = [];
    this.byKey = new Map();
    this.several = new Set(context.columns.spotEvent || []);
    this.find = (i) => this.of(i);
  }

  /** The area that event i is told for, −1 where the event has marks of its own. */
  of(i) {
    const { columns } = this.context;
    const precision = columns.precision[i];
    const placed = columns.latitude[i] !== NOWHERE;
    if (placed && (precision < TOWN || this.several.has(i))) return -1;
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

  /** What a list of its events is called: "Korangi", "Karachi, city-wide". */
  title(area) {
    const name = this.nameOf(area);
    if (area.kind === "town") return name || t("town");
    if (area.kind === "district") return t("{place}, district-wide", { place: name });
    if (area.kind === "city") return name ? t("{place}, city-wide", { place: name }) : unplaced();
    return name ? t("{place}, province-wide", { place: name }) : t("province-wide");
  }

  /** What the strip calls it: "Somewhere in Karachi". */
  somewhere(area) {
    const name = this.nameOf(area);
    return name ? t("Somewhere in {place}", { place: name }) : unplaced();
  }

  nameOf(area) {
    const { columns, terms } = this.context;
    const record = this.context.peek(area.sample);
    const place = record ? named(record.place) : "";
    if (area.kind === "district") return named(terms.region[columns.region[area.sample]]);
    if (area.kind === "city") return named(terms.city[area.city]) || place;
    return place;
  }
}

const unplaced = () => t("No exact place");
