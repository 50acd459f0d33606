// @ts-check
/* The state as the fragment of an address: #from=1986-01-01&categories=communal,press&event=… */
import { ALONE, COMPARE, FILTER_KEYS, DEFAULTS, FLAGS, KEYS, LISTS } from "./state_keys.js";
import { changedBy } from "./state_values.js";

/** @import { Patch, State, StateKey, View } from "../types" */

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
function writeValue(state, key) {
  const { view, views, deaths } = state;
  if (key === "view" && view) return writeView(view);
  if (key === "views" && views) return views.map(writeView).join(",");
  if (key === "deaths" && deaths) return `${deaths.min}${deaths.bound === "high" ? "h" : ""}`;
  if (FLAGS.includes(key)) return "1";
  const value = state[key];
  return Array.isArray(value) ? writeList(value.map(String)) : encodeURIComponent(String(value));
}

/** @param {State} state */
export function toFragment(state) {
  const parts = KEYS.filter((key) => state[key] !== null).flatMap((key) => {
    const { compare } = state;
    if (key !== "compare" || !compare) return `${key}=${writeValue(state, key)}`;
    const held = /** @type {StateKey[]} */ (FILTER_KEYS.filter((each) => each in compare));
    const own = held.map((each) => `${COMPARE}${each}=${writeValue(compare, each)}`);
    return compare.alone ? [...own, `${COMPARE}${ALONE}=1`] : own;
  });
  return parts.length ? `#${parts.join("&")}` : "";
}

/**
 * A value as it stands in an address, before it has its normal form.
 * @param {StateKey} key
 * @param {string} text
 */
function readValue(key, text) {
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
export function fromFragment(fragment) {
  /** @type {Patch} */
  const patch = {};
  /** @type {Record<string, unknown>} */
  const compare = {};
  for (const part of fragment.replace(/^#/, "").split("&")) {
    const at = part.indexOf("=");
    const name = part.slice(0, at);
    const other = name.startsWith(COMPARE) ? name.slice(COMPARE.length) : "";
    const text = part.slice(at + 1);
    if (other === ALONE) compare[ALONE] = text;
    const key = KEYS.find((each) => each === (other || name));
    if (at <= 0 || !key || key === "compare") continue;
    const value = readValue(key, text);
    if (!other) patch[key] = value;
    else if (FILTER_KEYS.includes(key)) compare[key] = value;
  }
  patch.compare = compare;
  return changedBy(DEFAULTS, patch);
}
