/*
 * The page's one state, in the words of its public interface (ISO dates, names, ids), and its mirror
 * in the address: #from=1986-01-01&categories=communal,press&event=… Old keys stay readable.
 */
import * as days from "../core/days.js";
import { FILTERS } from "../core/filter_table.js";

/** Lists are kept sorted, so that one view has one address. */
const LISTS = FILTERS.filter(({ list }) => list).map(({ key }) => key);
/** Keys that are true or not there. */
const FLAGS = ["of_the_time", "embed"];
/** The filters in the order of the address. */
const FILTER_KEYS = ["from", "to", ...FILTERS.filter(({ inner }) => !inner).map(({ key }) => key)];
const DEFAULTS = Object.fromEntries(
  [...FILTER_KEYS, "view", "event", "chapter", "lang", "theme", "embed"].map((key) => [key, null]),
);
const KEYS = Object.keys(DEFAULTS);
/** A change of one of these is a step that the browser's Back takes back. */
const STEPS = ["event", "chapter"];
/** So is a choice of sources, and its end. */
const TURNS = FILTERS.filter(({ lens }) => lens).map(({ key }) => key);

const same = (a, b) => a === b || JSON.stringify(a) === JSON.stringify(b);

/** Names may hold commas and ampersands: each is percent-encoded, then joined by commas. */
const writeList = (values) => values.map((value) => encodeURIComponent(value)).join(",");
const readList = (text) => text.split(",").filter(Boolean).map(decodeSafely);

function decodeSafely(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function normal(key, value) {
  if (value === undefined || value === null || value === "") return null;
  if (key === "years") {
    const years = [...new Set([].concat(value).map(Number))].filter(
      (year) => Number.isInteger(year) && Math.abs(year) <= 999999,
    );
    return years.length ? years.sort((a, b) => a - b) : null;
  }
  if (LISTS.includes(key)) {
    const values = [...new Set([].concat(value).map(String))].sort();
    return values.length ? values : null;
  }
  if (key === "from" || key === "to") {
    const day = days.fromISO(value, key === "to");
    return day === null ? null : days.toISO(day);
  }
  if (key === "deaths") {
    const min = Math.floor(Number(typeof value === "object" ? value.min : value));
    if (!(min >= 0 && min <= 1e9)) return null;
    return { min, bound: value.bound === "high" ? "high" : "low" };
  }
  if (key === "view") {
    const [zoom, latitude, longitude] = [value.zoom, value.latitude, value.longitude].map(Number);
    if (![zoom, latitude, longitude].every(Number.isFinite)) return null;
    if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null;
    return {
      zoom: Math.round(zoom * 100) / 100,
      latitude: Math.round(latitude * 1e5) / 1e5,
      longitude: Math.round(longitude * 1e5) / 1e5,
    };
  }
  if (FLAGS.includes(key)) return value === true || value === "1" || value === "true" ? true : null;
  return String(value);
}

function toFragment(state) {
  const parts = [];
  for (const key of KEYS) {
    const value = state[key];
    if (value === null) continue;
    let text;
    if (LISTS.includes(key)) text = writeList(value);
    else if (key === "view") text = `${value.zoom}/${value.latitude}/${value.longitude}`;
    else if (key === "deaths") text = `${value.min}${value.bound === "high" ? "h" : ""}`;
    else if (FLAGS.includes(key)) text = "1";
    else text = encodeURIComponent(value);
    parts.push(`${key}=${text}`);
  }
  return parts.length ? `#${parts.join("&")}` : "";
}

function fromFragment(fragment) {
  const state = { ...DEFAULTS };
  for (const part of fragment.replace(/^#/, "").split("&")) {
    const at = part.indexOf("=");
    if (at < 0) continue;
    const key = part.slice(0, at);
    const text = part.slice(at + 1);
    if (!KEYS.includes(key)) continue;
    let value;
    if (LISTS.includes(key)) value = readList(text);
    else if (key === "view") {
      const [zoom, latitude, longitude] = text.split("/").map(Number);
      value = { zoom, latitude, longitude };
    } else if (key === "deaths") {
      value = { min: parseInt(text, 10), bound: text.endsWith("h") ? "high" : "low" };
    } else value = decodeSafely(text);
    state[key] = normal(key, value);
  }
  return state;
}

export class Store {
  /** @param {{mirror: boolean}} options mirror: keep the state in the page's address */
  constructor(options) {
    this.mirror = Boolean(options && options.mirror);
    this.listeners = [];
    this.state = this.mirror ? fromFragment(location.hash) : { ...DEFAULTS };
    if (this.mirror) {
      this.readAddress = () => {
        if (location.hash !== this.written) this.set(fromFragment(location.hash), { quiet: true });
      };
      addEventListener("hashchange", this.readAddress);
      addEventListener("popstate", this.readAddress);
    }
  }

  get() {
    return this.state;
  }

  /**
   * Takes the keys of `patch` over; keys left out stay, null clears one. Listeners are told the
   * changed keys, if any changed. `step: false` adds no step that the browser's Back takes back.
   */
  set(patch, options) {
    const next = { ...this.state };
    const changed = [];
    for (const key of Object.keys(patch)) {
      if (!(key in DEFAULTS)) throw new TypeError(`atlas: no such key: ${key}`);
      const value = normal(key, patch[key]);
      if (same(value, next[key])) continue;
      next[key] = value;
      changed.push(key);
    }
    if (!changed.length) return changed;
    this.state = next;
    if (this.mirror && !(options && options.quiet)) this.writeAddress(changed, options);
    for (const listener of [...this.listeners]) listener(changed, next);
    return changed;
  }

  /** Clears every filter; what is open, the view and the language stay. */
  clear() {
    return this.set(Object.fromEntries(FILTER_KEYS.map((key) => [key, null])));
  }

  subscribe(listener) {
    this.listeners.push(listener);
    return () => {
      this.listeners = this.listeners.filter((other) => other !== listener);
    };
  }

  writeAddress(changed, options) {
    const stepping = !(options && options.step === false);
    const isStep = (key) =>
      TURNS.includes(key) || (STEPS.includes(key) && this.state[key] !== null);
    const step = stepping && changed.some(isStep);
    this.stepPending = this.stepPending || step;
    if (this.writing) return;
    /* Dragging through time changes the state every frame; Safari takes 100 addresses in 30 s. */
    this.writing = setTimeout(() => this.flush(), step ? 0 : 350);
  }

  /** Writes the address now: before a link is copied, say. */
  flush() {
    clearTimeout(this.writing);
    this.writing = null;
    if (!this.mirror) return;
    const fragment = toFragment(this.state);
    if (fragment === location.hash) return;
    this.written = fragment;
    const address = fragment || `${location.pathname}${location.search}`;
    try {
      if (this.stepPending) history.pushState(null, "", address);
      else history.replaceState(null, "", address);
    } catch {
      this.mirror = false; /* a page without an address of its own, such as a notebook's cell */
    }
    this.stepPending = false;
  }

  /** The address of this state with changes to it, for a permalink. */
  address(patch) {
    const next = { ...this.state };
    for (const key of Object.keys(patch || {})) next[key] = normal(key, patch[key]);
    return toFragment(next);
  }
}

Store.DEFAULTS = DEFAULTS;
Store.FILTERS = FILTER_KEYS;
Store.fromFragment = fromFragment;
Store.toFragment = toFragment;
