/*
 * window.atlas: the page's public interface, documented in docs/interface.md and stable.
 */
import { eventOf } from "../core/event_values.js";

export const publish = (context) => {
  const atlas = {
    ready: context.ready.then(() => context.steps).then(() => {}),
    filter(patch) {
      context.store.set(patch);
    },
    clear() {
      context.store.clear();
    },
    state() {
      return structuredClone(context.store.get());
    },
    visible() {
      const ids = context.ids.all();
      return Array.from(context.visible(), (i) => ids[i]);
    },
    count() {
      return context.shown();
    },
    event(id) {
      const i = context.indexOf(id);
      return i < 0 ? null : eventOf(context, i);
    },
    async read(id) {
      const i = context.indexOf(id);
      if (i < 0) return null;
      await context.read(i);
      return eventOf(context, i);
    },
    open(id) {
      if (context.indexOf(id) < 0) throw new RangeError(`atlas: no such event: ${id}`);
      context.select(id);
    },
    close() {
      context.select(null);
    },
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
