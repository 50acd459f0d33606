// @ts-check
/*
 * The page's one state, in the words of its public interface (ISO dates, names, ids), and its mirror
 * in the address (state_address.js). Old keys stay readable.
 */
import { fromFragment, toFragment } from "../core/state_address.js";
import { DEFAULTS, FILTER_KEYS } from "../core/state_keys.js";
import { changedBy } from "../core/state_values.js";

/** @import { Patch, State, StateKey } from "../types" */
/** @typedef {(changed: StateKey[], state: State) => void} StoreListener */

/** What is opened is a step that the browser's Back takes back; so is each change of a filter. */
const OPENED = ["event", "chapter"];
/** Filters that change gradually, as by a drag or a word being typed. */
const GRADUAL = ["from", "to", "text", "deaths"];
/** Milliseconds within which changes of these are one step. */
const PAUSE = 1000;

/** @type {(a: unknown, b: unknown) => boolean} */
const same = (a, b) => a === b || JSON.stringify(a) === JSON.stringify(b);

export class Store {
  /**
   * @param {{mirror?: boolean, successors?: Map<string, string>}} [options] mirror: keep the
   *   state in the page's address; successors: what events that were merged are a part of
   */
  constructor(options) {
    this.mirror = Boolean(options && options.mirror);
    this.successors = (options && options.successors) || new Map();
    /** @type {StoreListener[]} */
    this.listeners = [];
    /** The fragment that the store has given the address last. */
    this.fragment = "";
    /** @type {number | null} the timer of the next writing */
    this.writing = null;
    /** Whether the next address is a step that the browser's Back takes back. */
    this.stepPending = false;
    /**
     * What was seen before steps and is not written yet: states, and whether each is a step itself.
     * @type {[State, boolean][]}
     */
    this.unwritten = [];
    /** When a filter was last changed, in milliseconds of the page's clock. */
    this.filtered = -Infinity;
    this.state = this.mirror ? this.present(fromFragment(location.hash)) : { ...DEFAULTS };
    if (this.mirror) {
      this.readAddress = () => {
        if (location.hash !== this.fragment) this.set(fromFragment(location.hash), { quiet: true });
      };
      addEventListener("hashchange", this.readAddress);
      addEventListener("popstate", this.readAddress);
    }
  }

  get() {
    return this.state;
  }

  /**
   * A state with the event that an old id leads to now.
   * @param {State} state
   * @returns {State}
   */
  present(state) {
    const now = state.event === null ? undefined : this.successors.get(state.event);
    return now === undefined ? state : { ...state, event: now };
  }

  /**
   * Takes the keys of `patch` over; keys left out stay, null clears one. Listeners get the
   * changed keys, if any changed. `step: false` adds no step that the browser's Back takes back.
   * @param {Patch} patch
   * @param {{step?: boolean, quiet?: boolean}} [options]
   */
  set(patch, options) {
    const keys = /** @type {StateKey[]} */ (Object.keys(patch));
    for (const key of keys) {
      if (!(key in DEFAULTS)) throw new TypeError(`atlas: no such key: ${key}`);
    }
    const wanted = this.present(changedBy(this.state, patch));
    const changed = keys.filter((key) => !same(wanted[key], this.state[key]));
    if (!changed.length) return changed;
    /* A value that is equal stays the same one: who keeps it need not look into it. */
    const kept = keys.filter((key) => !changed.includes(key)).map((key) => [key, this.state[key]]);
    const next = /** @type {State} */ ({ ...wanted, ...Object.fromEntries(kept) });
    const mirrored = this.mirror && !(options && options.quiet);
    const step = mirrored && this.isStep(changed, next, options);
    /* What was seen before a step is what Back returns to; browsers take their time to write it. */
    if (step && this.writing !== null) {
      this.unwritten.push([this.state, this.stepPending]);
      this.stepPending = false;
    }
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
    if (this.writing !== null && !step) return;
    if (this.writing !== null) clearTimeout(this.writing);
    /* Dragging through time changes the state every frame; Safari takes 100 addresses in 30 s. */
    this.writing = window.setTimeout(() => this.flush(), step ? 0 : 350);
  }

  /** Writes the address now: before a link is copied, say. */
  flush() {
    if (this.writing !== null) clearTimeout(this.writing);
    this.writing = null;
    const states = [
      ...this.unwritten,
      /** @type {[State, boolean]} */ ([this.state, this.stepPending]),
    ];
    this.unwritten = [];
    this.stepPending = false;
    for (const [state, step] of states) this.write(state, step);
  }

  /**
   * @param {State} state
   * @param {boolean} step
   */
  write(state, step) {
    if (!this.mirror) return;
    const fragment = toFragment(state);
    if (fragment === location.hash) return;
    this.fragment = fragment;
    const address = fragment || `${location.pathname}${location.search}`;
    try {
      if (step) history.pushState(null, "", address);
      else history.replaceState(null, "", address);
    } catch {
      this.mirror = false; /* a page without an address of its own, such as a notebook's cell */
    }
  }

  /**
   * The address of this state with changes to it, for a permalink.
   * @param {Patch} [patch]
   */
  address(patch = {}) {
    return toFragment(changedBy(this.state, patch));
  }
}
