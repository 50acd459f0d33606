// @ts-check
/* Signals between the parts of a page, under names that are known beforehand. */

/** @typedef {(value: any) => void} Listener */

export class Emitter {
  /** @param {readonly string[]} names every name that there is: another one is a mistake */
  constructor(names) {
    /** @type {Map<string, Listener[]>} */
    this.listeners = new Map(names.map((name) => [name, []]));
    /** @type {Set<string>} */
    this.pending = new Set();
  }

  /** @param {string} name */
  listenersOf(name) {
    const found = this.listeners.get(name);
    if (!found) throw new TypeError(`no such signal: ${name}`);
    return found;
  }

  /**
   * Calls the listener with each value; returns a function that ends it.
   * @param {string} name
   * @param {Listener} listener
   */
  on(name, listener) {
    this.listenersOf(name).push(listener);
    return () => {
      const others = this.listenersOf(name).filter((other) => other !== listener);
      this.listeners.set(name, others);
    };
  }

  /**
   * @param {string} name
   * @param {unknown} [value]
   */
  emit(name, value) {
    for (const listener of [...this.listenersOf(name)]) listener(value);
  }

  /**
   * Emits once in the next frame, however often it is asked for until then.
   * @param {string} name
   */
  later(name) {
    this.listenersOf(name);
    if (!this.pending.size) {
      requestAnimationFrame(() => {
        const names = [...this.pending];
        this.pending.clear();
        for (const each of names) this.emit(each);
      });
    }
    this.pending.add(name);
  }
}
