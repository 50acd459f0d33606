// @ts-check
/*
 * Events whose place is no point and that have no mark: which area each is told for, and what it is called. A town has
 * its position; a district, a city and a province have a name only.
 */
import { NOWHERE } from "../core/event_values.js";
import { named, t } from "../core/messages.js";

/** @import { Columns, Context, EventIndex } from "../types" */

/** @typedef {"town" | "district" | "city" | "province"} AreaKind */
/**
 * An area: an event of it, and the index of its city.
 * @typedef {{kind: AreaKind, sample: EventIndex, city: number, key: string}} Area
 */

export class Areas {
  /** @param {Context} context the map's context */
  constructor(context) {
    this.context = context;
    const { precision } = context.terms;
    /** The indices of the precisions that make an area. */
    this.town = precision.indexOf("town");
    this.city = precision.indexOf("city");
    this.province = precision.indexOf("province");
    /** @type {Area[]} */
    this.list = [];
    /**
     * The index of each area in `list`.
     * @type {Map<string, number>}
     */
    this.byKey = new Map();
    this.several = new Set(context.columns.spotEvent || []);
    /** @type {(i: EventIndex) => number} */
    this.find = (i) => this.of(i);
  }

  /**
   * The index of the area that event i is located in, −1 where the event has marks of its own.
   * @param {EventIndex} i
   */
  of(i) {
    const { columns } = this.context;
    const placed = columns.latitude[i] !== NOWHERE;
    if (placed && (columns.precision[i] !== this.town || this.several.has(i))) return -1;
    const kind = this.kindOf(i, placed);
    const key = { town: townKey, district: regionKey, city: cityKey, province: provinceKey }[kind](
      columns,
      i,
    );
    const before = this.byKey.get(key);
    if (before !== undefined) return before;
    this.byKey.set(key, this.list.length);
    return this.list.push({ kind, sample: i, city: columns.city[i], key }) - 1;
  }

  /**
   * @param {EventIndex} i
   * @param {boolean} placed whether the event has a point
   * @returns {AreaKind}
   */
  kindOf(i, placed) {
    const { columns, terms } = this.context;
    const precision = columns.precision[i];
    if (precision === this.province) return "province";
    if (placed && precision === this.town) return "town";
    return precision !== this.city && terms.region[columns.region[i]] ? "district" : "city";
  }

  /**
   * What a list of its events is called: "Korangi", "Karachi, city-wide".
   * @param {Area} area
   */
  title(area) {
    const name = this.nameOf(area);
    if (area.kind === "town") return name || t("town");
    if (area.kind === "district") return t("{place}, district-wide", { place: name });
    if (area.kind === "city") return name ? t("{place}, city-wide", { place: name }) : unplaced();
    return name ? t("{place}, province-wide", { place: name }) : t("province-wide");
  }

  /**
   * What the strip calls it: "Somewhere in Karachi".
   * @param {Area} area
   */
  somewhere(area) {
    const name = this.nameOf(area);
    return name ? t("Somewhere in {place}", { place: name }) : unplaced();
  }

  /** @param {Area} area */
  nameOf(area) {
    const { columns, terms } = this.context;
    const record = this.context.peek(area.sample);
    const place = record && record.place ? named(record.place) : "";
    if (area.kind === "district") return named(terms.region[columns.region[area.sample]]);
    if (area.kind === "city") return named(terms.city[area.city]) || place;
    return place;
  }
}

/** @type {(columns: Columns, i: EventIndex) => string} */
const townKey = ({ latitude, longitude }, i) => `town ${latitude[i]} ${longitude[i]}`;
/** @type {(columns: Columns, i: EventIndex) => string} */
const regionKey = ({ region }, i) => `district ${region[i]}`;
/** @type {(columns: Columns, i: EventIndex) => string} */
const cityKey = ({ city }, i) => `city ${city[i]}`;
const provinceKey = () => "province";

const unplaced = () => t("No exact place");
