// @ts-check
/* Signals between the parts of a page, under names that are known beforehand. */

/**
 * @template {object} S the names, and the type of the value that comes with each
 */
export class Emitter {
  /** @param {readonly (keyof S)[]} names every name that there is: another one is a mistake */
  constructor(names) {
    /** @type {Map<keyof S, ((value: never) => void)[]>} */
    this.listeners = new Map(names.map((name) => [name, []]));
    /** @type {Set<keyof S>} */
    this.pending = new Set();
  }

  /** @param {keyof S} name */
  listenersOf(name) {
    const found = this.listeners.get(name);
    if (!found) throw new TypeError(`no such signal: ${String(name)}`);
    return found;
  }

  /**
   * Calls the listener with each value; returns a function that ends it.
   * @template {keyof S} N
   * @param {N} name
   * @param {(value: S[N]) => void} listener
   */
  on(name, listener) {
    this.listenersOf(name).push(listener);
    return () => {
      const others = this.listenersOf(name).filter((other) => other !== listener);
      this.listeners.set(name, others);
    };
  }

  /**
   * @template {keyof S} N
   * @param {N} name
   * @param {S[N]} value
   */
  emit(name, value) {
    for (const listener of [...this.listenersOf(name)]) {
      /** @type {(value: S[N]) => void} */ (listener)(value);
    }
  }

  /**
   * Emits once in the next frame, however often it is asked for until then.
   * @param {{[N in keyof S]: S[N] extends void ? N : never}[keyof S]} name of a signal without a value
   */
  later(name) {
    this.listenersOf(name);
    if (!this.pending.size) requestAnimationFrame(() => this.flush());
    this.pending.add(name);
  }

  /** Emits now what waits for the next frame. */
  flush() {
    const names = [...this.pending];
    this.pending.clear();
    for (const each of names) this.emit(each, /** @type {S[keyof S]} */ (undefined));
  }
}
