// @ts-check
/*
 * Events whose place is no point and that have no mark: which area each is located in, and what it
 * is called. A town has its position; a district, a city, a province and a country have a name only.
 */
import { NOWHERE } from "../core/event_values.js";
import { named, t } from "../core/messages.js";

/** @import { Columns, Context, EventIndex } from "../types" */

/** @typedef {"town" | "district" | "city" | "province" | "country"} AreaKind */
/**
 * An area: an event of it, the indices of its city and of the place that its events are told for
 * where no city or district names them, and the name of a town once it was read.
 * @typedef {{kind: AreaKind, sample: EventIndex, city: number, home: number, place: string}} Area
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
    this.country = precision.indexOf("country");
    /** @type {Area[]} */
    this.list = [];
    /**
     * The index of each area in `list`.
     * @type {Map<string | number, number>}
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
    const key = keyOf(kind, columns, i);
    const before = this.byKey.get(key);
    if (before !== undefined) return before;
    this.byKey.set(key, this.list.length);
    const city = columns.city[i];
    return this.list.push({ kind, sample: i, city, home: columns.home[i], place: "" }) - 1;
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
    if (precision === this.country) return "country";
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
    const { terms } = this.context;
    if (area.kind === "city" && terms.city[area.city]) {
      return t("{place}, city-wide", { place: name });
    }
    if (area.kind === "city") return this.somewhere(area);
    if (area.kind === "country") {
      return name ? t("{place}, country-wide", { place: name }) : t("country-wide");
    }
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

  /**
   * The same of some areas: of several, that they are no exact place.
   * @param {number[]} some their numbers
   */
  somewhereIn(some) {
    return some.length === 1 ? this.somewhere(this.list[some[0]]) : unplaced();
  }

  /** @param {Area} area */
  nameOf(area) {
    const { columns, terms } = this.context;
    if (area.kind === "district") return named(terms.region[columns.region[area.sample]]);
    if (area.kind === "town") return named(area.place || this.placeOf(area.sample));
    const city = area.kind === "city" ? terms.city[area.city] : "";
    return named(city || terms.home[area.home]);
  }

  /** @param {EventIndex} i */
  placeOf(i) {
    const record = this.context.peek(i);
    return (record && record.place) || "";
  }

  /**
   * Whether a town's name is still to come, with the texts of a page that opens them all.
   * @param {Area} area
   */
  waits({ sample }) {
    return this.context.eager && sample >= 0 && this.context.peek(sample) === null;
  }

  /**
   * Reads the names of towns where the texts that hold them are closed; they are kept.
   * @param {number[]} towns the numbers of their areas
   * @returns {Promise<boolean>} whether there were any to read
   */
  async readNames(towns) {
    const { context } = this;
    const closed = context.eager
      ? []
      : towns.map((a) => this.list[a]).filter(({ place, sample }) => !place && sample >= 0);
    await Promise.all(
      closed.map(async (area) => {
        area.place = (await context.read(area.sample)).place || t("town");
      }),
    );
    return closed.length > 0;
  }
}

/**
 * What tells an area from all others: a town by its position, which is a number.
 * @param {AreaKind} kind
 * @param {Columns} columns
 * @param {EventIndex} i
 */
function keyOf(kind, { latitude, longitude, region, city, home }, i) {
  if (kind === "town") return latitude[i] * 2 ** 27 + longitude[i];
  if (kind === "district") return `district ${region[i]}`;
  return kind === "city" ? `city ${city[i]} ${home[i]}` : `${kind} ${home[i]}`;
}

const unplaced = () => t("No exact place");
