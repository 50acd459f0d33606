// @ts-check
/*
 * The page's one state, in the words of its public interface (ISO dates, names, ids), and its mirror
 * in the address: #from=1986-01-01&categories=communal,press&event=… Old keys stay readable.
 */
import * as days from "../core/days.js";
import { FILTERS } from "../core/filter_table.js";

/** @import { Patch, State, StateKey, View } from "../types" */
/** @typedef {(changed: StateKey[], state: State) => void} StoreListener */

/** Lists are kept sorted, so that one view has one address. */
/** @type {string[]} */
const LISTS = FILTERS.filter(({ list }) => list).map(({ key }) => key);
/**
 * Keys that are true or not there.
 * @type {string[]}
 */
const FLAGS = ["of_the_time", "embed"];
/**
 * The filters in the order of the address.
 * @type {string[]}
 */
const FILTER_KEYS = ["from", "to", ...FILTERS.filter(({ inner }) => !inner).map(({ key }) => key)];
const KEYS = /** @type {StateKey[]} */ ([
  ...FILTER_KEYS,
  "view",
  "panes",
  "views",
  "compare",
  "event",
  "chapter",
  "lang",
  "theme",
  "embed",
]);
const DEFAULTS = /** @type {State} */ (
  /** @type {unknown} */ (Object.fromEntries(KEYS.map((key) => [key, null])))
);
/** The filters of the second map of a comparison stand under their own names after this. */
const COMPARE = "compare.";
/** There is one search through the texts, and one choice of sources, whose figures all maps show. */
const COMPARED = FILTER_KEYS.filter(
  (key) => key !== "text" && !FILTERS.some((row) => row.key === key && row.lens),
);
/** What is opened is a step that the browser's Back takes back; so is each change of a filter. */
const OPENED = ["event", "chapter"];
/** Changes of such a filter within so many milliseconds are one step: a drag, a word being typed. */
const GRADUAL = ["from", "to", "text", "deaths"];
const PAUSE = 1000;

/** @type {(a: unknown, b: unknown) => boolean} */
const same = (a, b) => a === b || JSON.stringify(a) === JSON.stringify(b);

/**
 * Names may hold commas and ampersands: each is percent-encoded, then joined by commas.
 * @param {string[]} values
 */
const writeList = (values) => values.map((value) => encodeURIComponent(value)).join(",");
/** @param {string} text */
const readList = (text) => text.split(",").filter(Boolean).map(decodeSafely);

/** @param {string} text */
function decodeSafely(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * A property of any value, undefined where it has none.
 * @type {(value: unknown, name: string) => unknown}
 */
const propertyOf = (value, name) =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;

/** @type {(value: unknown) => unknown[]} */
const listOf = (value) => (Array.isArray(value) ? value : [value]);

/** @param {unknown} value */
function yearsOf(value) {
  const years = [...new Set(listOf(value).map(Number))].filter(
    (year) => Number.isInteger(year) && Math.abs(year) <= 999999,
  );
  return years.length ? years.sort((a, b) => a - b) : null;
}

/** @param {unknown} value */
function namesOf(value) {
  const names = [...new Set(listOf(value).map(String))].sort();
  return names.length ? names : null;
}

/**
 * @param {unknown} value
 * @param {boolean} end
 */
function dateOf(value, end) {
  const day = days.fromISO(value, end);
  return day === null ? null : days.toISO(day);
}

/**
 * @param {unknown} value
 * @returns {State["deaths"]}
 */
function deathsOf(value) {
  const min = Math.floor(Number(typeof value === "object" ? propertyOf(value, "min") : value));
  if (!(min >= 0 && min <= 1e9)) return null;
  return { min, bound: propertyOf(value, "bound") === "high" ? "high" : "low" };
}

/**
 * @param {unknown} value
 * @returns {State["view"]}
 */
function viewOf(value) {
  const numbers = ["zoom", "latitude", "longitude"].map((name) => Number(propertyOf(value, name)));
  const [zoom, latitude, longitude] = numbers;
  if (!numbers.every(Number.isFinite)) return null;
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null;
  return {
    zoom: Math.round(zoom * 100) / 100,
    latitude: Math.round(latitude * 1e5) / 1e5,
    longitude: Math.round(longitude * 1e5) / 1e5,
  };
}

/** @param {unknown} value */
function viewsOf(value) {
  const views = listOf(value).map((each) => (each ? viewOf(each) : null));
  return views.some(Boolean) ? views : null;
}

/** @param {unknown} value */
function panesOf(value) {
  const names = [...new Set(listOf(value).map(String))].filter(Boolean);
  return names.length ? names : null;
}

/** @param {unknown} value */
function compareOf(value) {
  if (typeof value !== "object" || value === null) return null;
  /** @type {Record<string, unknown>} */
  const patch = {};
  for (const [key, each] of Object.entries(value)) {
    if (!COMPARED.includes(key)) throw new TypeError(`atlas: nothing to compare by: ${key}`);
    const found = normal(/** @type {StateKey} */ (key), each);
    if (found !== null) patch[key] = found;
  }
  return Object.keys(patch).length ? patch : null;
}

/**
 * A value of any form as the state keeps it; null where it says nothing.
 * @param {StateKey} key
 * @param {unknown} value
 * @returns {unknown}
 */
function normal(key, value) {
  if (value === undefined || value === null || value === "") return null;
  if (key === "years") return yearsOf(value);
  if (LISTS.includes(key)) return namesOf(value);
  if (key === "from" || key === "to") return dateOf(value, key === "to");
  if (key === "deaths") return deathsOf(value);
  if (key === "view") return viewOf(value);
  if (key === "views") return viewsOf(value);
  if (key === "panes") return panesOf(value);
  if (key === "compare") return compareOf(value);
  if (FLAGS.includes(key)) return value === true || value === "1" || value === "true" ? true : null;
  return String(value);
}

/**
 * A state with changes to it, each in its normal form.
 * @param {State} state
 * @param {Patch} patch
 */
const changedBy = (state, patch) => {
  const keys = /** @type {StateKey[]} */ (Object.keys(patch));
  const values = keys.map((key) => [key, normal(key, patch[key])]);
  return /** @type {State} */ ({ ...state, ...Object.fromEntries(values) });
};

/** @param {View | null} view */
const writeView = (view) => (view ? `${view.zoom}/${view.latitude}/${view.longitude}` : "");

/** @param {string} text */
function readView(text) {
  const [zoom, latitude, longitude] = text.split("/").map(Number);
  return { zoom, latitude, longitude };
}

/**
 * A value of the state as it stands in an address.
 * @param {Partial<State>} state
 * @param {StateKey} key
 */
function written(state, key) {
  const { view, views, deaths } = state;
  if (key === "view" && view) return writeView(view);
  if (key === "views" && views) return views.map(writeView).join(",");
  if (key === "deaths" && deaths) return `${deaths.min}${deaths.bound === "high" ? "h" : ""}`;
  if (FLAGS.includes(key)) return "1";
  const value = state[key];
  return Array.isArray(value) ? writeList(value.map(String)) : encodeURIComponent(String(value));
}

/** @param {State} state */
function toFragment(state) {
  const parts = KEYS.filter((key) => state[key] !== null).flatMap((key) => {
    const { compare } = state;
    if (key !== "compare" || !compare) return `${key}=${written(state, key)}`;
    const held = /** @type {StateKey[]} */ (COMPARED.filter((each) => each in compare));
    return held.map((each) => `${COMPARE}${each}=${written(compare, each)}`);
  });
  return parts.length ? `#${parts.join("&")}` : "";
}

/**
 * A value as it stands in an address, before it has its normal form.
 * @param {StateKey} key
 * @param {string} text
 */
function read(key, text) {
  /* "cities=" and "cities=,Karachi": the empty name is that of "Neither city". */
  if (key === "cities") return text.split(",").map(decodeSafely);
  if (LISTS.includes(key) || key === "panes") return readList(text);
  if (key === "view") return readView(text);
  if (key === "views") return text.split(",").map((each) => each && readView(each));
  if (key === "deaths") {
    return { min: parseInt(text, 10), bound: text.endsWith("h") ? "high" : "low" };
  }
  return decodeSafely(text);
}

/**
 * The state that an address holds; what it does not know is left out.
 * @param {string} fragment
 */
function fromFragment(fragment) {
  /** @type {Patch} */
  const patch = {};
  /** @type {Record<string, unknown>} */
  const compare = {};
  for (const part of fragment.replace(/^#/, "").split("&")) {
    const at = part.indexOf("=");
    const name = part.slice(0, at);
    const other = name.startsWith(COMPARE) ? name.slice(COMPARE.length) : "";
    const key = KEYS.find((each) => each === (other || name));
    if (at <= 0 || !key || key === "compare") continue;
    const value = read(key, part.slice(at + 1));
    if (!other) patch[key] = value;
    else if (COMPARED.includes(key)) compare[key] = value;
  }
  patch.compare = compare;
  return changedBy(DEFAULTS, patch);
}

export class Store {
  /** @param {{mirror?: boolean}} [options] mirror: keep the state in the page's address */
  constructor(options) {
    this.mirror = Boolean(options && options.mirror);
    /** @type {StoreListener[]} */
    this.listeners = [];
    /** The address as it was written last. */
    this.written = "";
    /** @type {number | null} the timer of the next writing */
    this.writing = null;
    /** Whether the next address is a step that the browser's Back takes back. */
    this.stepPending = false;
    /** When a filter was last changed, in milliseconds of the page's clock. */
    this.filtered = -Infinity;
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
   * @param {Patch} patch
   * @param {{step?: boolean, quiet?: boolean}} [options]
   */
  set(patch, options) {
    const keys = /** @type {StateKey[]} */ (Object.keys(patch));
    for (const key of keys) {
      if (!(key in DEFAULTS)) throw new TypeError(`atlas: no such key: ${key}`);
    }
    const wanted = changedBy(this.state, patch);
    const changed = keys.filter((key) => !same(wanted[key], this.state[key]));
    if (!changed.length) return changed;
    /* A value that is equal stays the same one: who keeps it need not look into it. */
    const kept = keys.filter((key) => !changed.includes(key)).map((key) => [key, this.state[key]]);
    const next = /** @type {State} */ ({ ...wanted, ...Object.fromEntries(kept) });
    const mirrored = this.mirror && !(options && options.quiet);
    const step = mirrored && this.isStep(changed, next, options);
    /* What was seen before a step is what Back returns to. */
    if (step && this.writing) this.flush();
    this.state = next;
    if (mirrored) this.writeAddress(step);
    for (const listener of [...this.listeners]) listener(changed, next);
    return changed;
  }

  /** Clears every filter; what is open, the view and the language stay. */
  clear() {
    return this.set(Object.fromEntries(FILTER_KEYS.map((key) => [key, null])));
  }

  /** @param {StoreListener} listener */
  subscribe(listener) {
    this.listeners.push(listener);
    return () => {
      this.listeners = this.listeners.filter((other) => other !== listener);
    };
  }

  /**
   * @param {StateKey[]} changed
   * @param {State} next
   * @param {{step?: boolean}} [options]
   */
  isStep(changed, next, options) {
    const filters = changed.filter((key) => FILTER_KEYS.includes(key));
    const now = performance.now();
    const goesOn = filters.every((key) => GRADUAL.includes(key)) && now - this.filtered < PAUSE;
    if (filters.length) this.filtered = now;
    if (options && options.step === false) return false;
    const opens = changed.some((key) => OPENED.includes(key) && next[key] !== null);
    return opens || (filters.length > 0 && !goesOn);
  }

  /** @param {boolean} step */
  writeAddress(step) {
    this.stepPending = this.stepPending || step;
    if (this.writing) return;
    /* Dragging through time changes the state every frame; Safari takes 100 addresses in 30 s. */
    this.writing = window.setTimeout(() => this.flush(), step ? 0 : 350);
  }

  /** Writes the address now: before a link is copied, say. */
  flush() {
    if (this.writing !== null) clearTimeout(this.writing);
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

  /**
   * The address of this state with changes to it, for a permalink.
   * @param {Patch} [patch]
   */
  address(patch = {}) {
    return toFragment(changedBy(this.state, patch));
  }

  static DEFAULTS = DEFAULTS;
  /** The keys that clear() clears. */
  static FILTERS = FILTER_KEYS;
  static fromFragment = fromFragment;
  static toFragment = toFragment;
}
