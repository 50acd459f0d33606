// @ts-check
/* A new place of the gazetteer, made while an event is written. */
import { t } from "../../page/browser/core/messages.js";
import { change } from "./api.js";
import { wordChoice } from "./choices.js";
import { element } from "./elements.js";
import { author } from "./saving.js";

/**
 * @typedef {import("./api.js").EditorState} EditorState
 * @typedef {Record<string, string>} Place its cells in places.csv
 */

const FIELDS = ["name", "id", "city", "latitude", "longitude", "radius_m", "precision", "source"];
/** @returns {Record<string, string>} */
const names = () => ({
  name: t("Name"),
  id: t("Id of the place"),
  city: t("City of the place"),
  latitude: t("Latitude of the place"),
  longitude: t("Longitude of the place"),
  radius_m: t("Radius in metres"),
  precision: t("Precision of the place"),
  source: t("Where the point is from"),
});

export class NewPlace {
  /**
   * @param {EditorState} state
   * @param {{changed: () => void, made: (place: Place) => void, failed: (error: unknown) => void}} then
   */
  constructor(state, then) {
    this._then = then;
    this._radii = state.radii;
    /** @type {Map<string, HTMLInputElement | HTMLSelectElement>} */
    this._controls = new Map();
    const words = names();
    const rows = FIELDS.map((name) => {
      const choices = state.choices.place_precision ?? [];
      const control =
        name === "precision"
          ? wordChoice(choices, state.meanings.place_precision, "")
          : element("input", name === "city" ? { list: "cities" } : {});
      control.addEventListener("input", () => this._touched(name));
      this._controls.set(name, control);
      return element("label", {}, words[name] ?? name, control);
    });
    const make = { type: "button", class: "main", click: () => void this._make() };
    this.node = element(
      "fieldset",
      { class: "new-place", hidden: true },
      element("legend", {}, t("A new place of the gazetteer")),
      ...rows,
      element(
        "div",
        { class: "tools" },
        element("button", make, t("Add the place")),
        element("button", { type: "button", click: () => this.close() }, t("Not now")),
      ),
    );
    this._ownId = false;
  }

  get isOpen() {
    return !this.node.hidden;
  }

  /** Where it is; null without a point. */
  get spot() {
    const { latitude, longitude, radius_m, precision } = this._cells();
    if (!latitude || !longitude || Number.isNaN(Number(latitude) + Number(longitude))) return null;
    const radius = Number(radius_m) || (this._radii[precision ?? ""] ?? 0);
    return { latitude: Number(latitude), longitude: Number(longitude), radius };
  }

  /** @param {Place} cells */
  open(cells) {
    this._ownId = false;
    this.node.hidden = false;
    const [precision = ""] = Object.keys(this._radii);
    const radius_m = String(this._radii[precision] ?? "");
    this.set({ id: "", source: "estimated", precision, radius_m, ...cells });
    this._controls.get("name")?.focus();
    this._touched("name");
  }

  close() {
    this.node.hidden = true;
    this._then.changed();
  }

  /** @param {Place} cells */
  set(cells) {
    for (const [name, cell] of Object.entries(cells)) {
      const control = this._controls.get(name);
      if (control) control.value = cell;
    }
    this._then.changed();
  }

  /** @returns {Place} */
  _cells() {
    return Object.fromEntries(
      [...this._controls].map(([name, control]) => [name, control.value.trim()]),
    );
  }

  /** @param {string} name */
  _touched(name) {
    if (name === "id") this._ownId = true;
    const id = this._controls.get("id");
    if (name === "name" && id && !this._ownId) id.value = slug(this._cells().name ?? "");
    const precision = this._cells().precision ?? "";
    if (name === "precision") this.set({ radius_m: String(this._radii[precision] ?? "") });
    this._then.changed();
  }

  async _make() {
    const place = this._cells();
    if (!place.id || !place.name) {
      this._then.failed(new Error(t("A place needs a name and an id.")));
      return;
    }
    try {
      const operation = { file: "places", key: place.id, base: "", value: place };
      await change([operation], { who: author(), kind: "source", why: "" });
      this._then.made(place);
    } catch (error) {
      this._then.failed(error);
    }
  }
}

/**
 * A text as a part of an id: small Latin letters, digits and hyphens.
 * @param {string} text
 */
export function slug(text) {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, "-")
    .replace(/^-+|-+$/gu, "");
}
