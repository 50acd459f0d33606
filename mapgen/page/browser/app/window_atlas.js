// @ts-check
/*
 * window.atlas: the page's public interface, documented in docs/interface.md and stable.
 */
import { eventOf } from "../core/event_values.js";

/** @import { Context, Patch } from "../types" */

/**
 * Puts the interface of a map's context on the window; the first one stays there.
 * @param {Context} context
 */
export const publish = (context) => {
  const atlas = {
    ready: context.ready.then(() => context.steps).then(() => {}),
    /** @param {Patch} patch */
    filter(patch) {
      context.store.set(patch);
    },
    clear() {
      context.store.clear();
    },
    state() {
      return structuredClone(context.store.get());
    },
    views() {
      return context.panes.map((pane) => pane.viewNow());
    },
    visible() {
      const ids = context.ids.all();
      return Array.from(context.visible(), (i) => ids[i]);
    },
    count() {
      return context.visibleCount();
    },
    /** @param {string} id */
    event(id) {
      const i = context.indexOf(id);
      return i < 0 ? null : eventOf(context, i);
    },
    /** @param {string} id */
    async read(id) {
      const i = context.indexOf(id);
      if (i < 0) return null;
      await context.read(i);
      return eventOf(context, i);
    },
    /** @param {string} id */
    open(id) {
      if (context.indexOf(id) < 0) throw new RangeError(`atlas: no such event: ${id}`);
      context.select(id);
    },
    close() {
      context.select(null);
    },
    /**
     * @param {"svg" | "png"} [form]
     * @returns {Promise<string | Blob>}
     */
    async picture(form = "svg") {
      if (form !== "svg" && form !== "png") throw new TypeError(`atlas: no such picture: ${form}`);
      if (!context.picture) throw new Error("atlas: this page makes no pictures");
      context.store.flush();
      return context.picture(form);
    },
    /**
     * @param {"change" | "select"} name
     * @param {(value: string | null | void) => void} listener
     */
    on(name, listener) {
      if (name !== "change" && name !== "select") {
        throw new TypeError(`atlas: no such signal: ${name}`);
      }
      return context.on(name, listener);
    },
  };
  if (!window.atlas) window.atlas = Object.freeze(atlas);
  return atlas;
};
