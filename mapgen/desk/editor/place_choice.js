// @ts-check
/*
 * Where an event is, chosen on the map: a place of the gazetteer, several of them, or a point of the
 * event's own with the precision that its radius stands for. It writes into the form's fields.
 */
import { divider, t } from "../../page/browser/core/messages.js";
import { element } from "./elements.js";
import { NewPlace } from "./new_place.js";
import { PlaceMap } from "./place_map.js";

/**
 * @typedef {import("./api.js").EditorState} EditorState
 * @typedef {import("./api.js").EventCheck} EventCheck
 * @typedef {import("./place_map.js").Spot} Spot
 * @typedef {object} Cells the fields that it reads and writes
 * @property {(name: string) => string} get
 * @property {(cells: Record<string, string>) => void} set
 */

const DIGITS = 5; // of a degree: a metre

export class PlaceChoice {
  /**
   * @param {EditorState} state
   * @param {Cells} cells
   * @param {{reread: () => Promise<EditorState>, failed: (error: unknown) => void}} then
   */
  constructor(state, cells, then) {
    this._state = state;
    this._cells = cells;
    this._then = then;
    this._map = new PlaceMap({
      placed: (latitude, longitude) => this._placed(latitude, longitude),
      sized: (metres, done) => this._sized(metres, done),
      stepped: (larger) => this._stepped(larger),
      chosen: (id, more) => this._chosen(id, more || this._several.checked),
      say: (words) => (this._line.textContent = words),
    });
    this._several = element("input", { type: "checkbox" });
    this._drop = element(
      "button",
      { type: "button", hidden: true, click: () => cells.set({ latitude: "", longitude: "" }) },
      t("Back to the point of the gazetteer"),
    );
    this._new = new NewPlace(state, {
      changed: () => this._draw(),
      made: async (place) => {
        this._state = await then.reread();
        this._new.close();
        cells.set({ place: place.id ?? "", latitude: "", longitude: "", ...this._ofPlace(place) });
      },
      failed: then.failed,
    });
    this._line = element("p", { class: "hint", "aria-live": "polite" });
    const several = element("label", {}, this._several, t("several places"));
    const add = element(
      "button",
      { type: "button", click: () => this._openNew() },
      t("New place of the gazetteer …"),
    );
    this.node = element(
      "div",
      { class: "place-choice" },
      element("div", { class: "tools" }, several, this._drop, add),
      this._map.node,
      this._line,
      this._new.node,
    );
    /** @type {Spot[]} */
    this._spots = [];
    void this._open();
  }

  async _open() {
    try {
      await this._map.open();
      this._draw();
    } catch (error) {
      this._then.failed(error);
    }
  }

  /**
   * Shows what a check has found.
   * @param {EventCheck} found
   */
  show(found) {
    this._spots = found.places.flatMap(({ latitude, longitude, radius }) =>
      latitude === null || longitude === null ? [] : [{ latitude, longitude, radius: radius ?? 0 }],
    );
    const day = found.date.first ?? found.date.last;
    if (day) this._map.day(day);
    const [spot] = this._spots;
    this._line.textContent = [
      found.district && t("District of that day: {district}", { district: found.district }),
      spot && this._spots.length === 1 && t("within {n} m", { n: Math.round(spot.radius) }),
      !spot && t("A click on the map gives the event a point; a dot is a place of the gazetteer."),
    ]
      .filter(Boolean)
      .join(divider());
    this._draw();
  }

  get _isOwn() {
    return Boolean(this._cells.get("latitude") && this._cells.get("longitude"));
  }

  _draw() {
    const chosen = new Set(this._ids());
    this._map.know(
      (this._state.files.places?.records ?? []).flatMap(({ key, value }) => {
        const [latitude, longitude] = [Number(value.latitude), Number(value.longitude)];
        if (!value.latitude || !value.longitude || Number.isNaN(latitude + longitude)) return [];
        const name = String(value.name ?? key);
        return [{ id: key, name, latitude, longitude, chosen: chosen.has(key) }];
      }),
    );
    const isNew = this._new.isOpen;
    this._drop.hidden = !this._isOwn || !this._ids().length;
    if (isNew) this._map.show(this._new.spot ? [this._new.spot] : [], true, true);
    else this._map.show(this._drawn(), this._isOwn, true);
  }

  /** What is drawn: a point that the check has not seen yet too. */
  _drawn() {
    if (!this._isOwn) return this._spots;
    const [latitude, longitude] = ["latitude", "longitude"].map((name) =>
      Number(this._cells.get(name)),
    );
    if (Number.isNaN(latitude) || Number.isNaN(longitude)) return [];
    return [{ latitude: latitude ?? 0, longitude: longitude ?? 0, radius: this._radius() }];
  }

  /** Metres around the event's own point. */
  _radius() {
    const extent = Number(this._cells.get("extent_m"));
    return extent || (this._state.radii[this._cells.get("place_precision")] ?? 0);
  }

  /** The places that the field names. */
  _ids() {
    return this._cells
      .get("place")
      .split(";")
      .map((each) => each.trim())
      .filter(Boolean);
  }

  /**
   * @param {number} latitude
   * @param {number} longitude
   */
  _placed(latitude, longitude) {
    const at = { latitude: latitude.toFixed(DIGITS), longitude: longitude.toFixed(DIGITS) };
    if (this._new.isOpen) {
      this._new.set(at);
      return;
    }
    if (this._ids().length > 1) {
      this._line.textContent = t(
        "An event at several places has no point of its own: choose dots, or leave one place.",
      );
      return;
    }
    const precision = this._cells.get("place_precision");
    const isFine = precision in this._state.radii || this._cells.get("extent_m");
    this._cells.set({ ...at, ...(isFine ? {} : { place_precision: this._precisions()[0] ?? "" }) });
    this._draw();
  }

  /**
   * @param {number} metres
   * @param {boolean} done
   */
  _sized(metres, done) {
    const precision = precisionOf(metres, this._state.radii);
    const whole = String(Math.max(1, Math.round(metres)));
    this._line.textContent = t("{n} m: {precision}", { n: whole, precision });
    if (!done) return;
    if (this._new.isOpen) this._new.set({ radius_m: whole, precision });
    else if (this._cells.get("extent_m")) this._cells.set({ extent_m: whole });
    else this._cells.set({ place_precision: precision });
    this._draw();
  }

  /** @param {boolean} larger */
  _stepped(larger) {
    const extent = Number(this._cells.get("extent_m"));
    const radius = this._new.isOpen ? (this._new.spot?.radius ?? 0) : extent;
    if (radius) {
      this._sized(radius * (larger ? 1.25 : 0.8), true);
      return;
    }
    const all = this._precisions();
    const at = all.indexOf(this._cells.get("place_precision")) + (larger ? 1 : -1);
    const next = all[Math.max(0, Math.min(at, all.length - 1))] ?? "";
    this._sized(this._state.radii[next] ?? 0, true);
  }

  /** Those that have a point, from fine to coarse. */
  _precisions() {
    return Object.entries(this._state.radii)
      .sort(([, one], [, other]) => one - other)
      .map(([name]) => name);
  }

  /**
   * @param {string} id
   * @param {boolean} more beside those that are chosen already
   */
  _chosen(id, more) {
    if (this._new.isOpen) return;
    const before = this._ids();
    const rest = before.filter((each) => each !== id);
    const ids = more ? (rest.length < before.length ? rest : [...rest, id]) : [id];
    const known = this._state.files.places?.records.find(({ key }) => key === id);
    const about = ids.length === 1 && known ? this._ofPlace(known.value) : {};
    this._cells.set({ place: ids.join("; "), latitude: "", longitude: "", ...about });
  }

  /**
   * City and precision of a place, where the event has none of its own.
   * @param {Record<string, unknown>} place
   * @returns {Record<string, string>}
   */
  _ofPlace(place) {
    const { city, precision } = place;
    return {
      ...(city ? { city: String(city) } : {}),
      ...(precision ? { place_precision: String(precision) } : {}),
    };
  }

  /** Puts the ids of places in the place of their names, where those were typed. */
  named() {
    const before = this._ids();
    const ids = before.map((typed) => this._idOf(typed) ?? typed);
    if (ids.join() === before.join()) return;
    this._cells.set({ place: ids.join("; ") });
    this.typed();
  }

  /**
   * The id of the one place that has a name; none where several have it, or it is an id.
   * @param {string} name
   */
  _idOf(name) {
    const records = this._state.files.places?.records ?? [];
    if (records.some(({ key }) => key === name)) return null;
    const wanted = name.toLocaleLowerCase();
    const found = records.filter(({ value }) =>
      [value.name, ...String(value.alt_names ?? "").split(";")].some(
        (each) =>
          String(each ?? "")
            .trim()
            .toLocaleLowerCase() === wanted,
      ),
    );
    return found.length === 1 ? (found[0]?.key ?? null) : null;
  }

  /** Fills what is empty of the place that was typed. */
  typed() {
    const ids = this._ids();
    const known = this._state.files.places?.records.find(({ key }) => key === ids[0]);
    if (!known || ids.length !== 1) return;
    const about = Object.entries(this._ofPlace(known.value)).filter(
      ([name]) => !this._cells.get(name),
    );
    if (about.length) this._cells.set(Object.fromEntries(about));
  }

  _openNew() {
    const [own] = this._isOwn ? this._drawn() : [];
    const typed = this._ids()[0] ?? "";
    this._new.open({
      name: typed,
      city: this._cells.get("city"),
      latitude: own ? String(own.latitude) : "",
      longitude: own ? String(own.longitude) : "",
    });
    this._line.textContent = t("A click on the map sets the point of the new place.");
  }
}

/**
 * The word of the vocabulary whose radius is nearest, as a ratio.
 * @param {number} metres
 * @param {Record<string, number>} radii
 */
export function precisionOf(metres, radii) {
  const far = (/** @type {number} */ radius) => Math.abs(Math.log(Math.max(metres, 1) / radius));
  const [nearest] = Object.entries(radii).sort(([, one], [, other]) => far(one) - far(other));
  return nearest?.[0] ?? "";
}
