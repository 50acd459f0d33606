import assert from "node:assert/strict";
import { test } from "node:test";

import { Emitter } from "../../../mapgen/page/browser/app/emitter.js";

test("a listener hears what it asked for, until it is ended", () => {
  const emitter = new Emitter(["change", "hover"]);
  const heard = [];
  const stop = emitter.on("hover", (value) => heard.push(value));
  emitter.emit("hover", 1);
  emitter.emit("change", 2);
  stop();
  emitter.emit("hover", 3);
  assert.deepEqual(heard, [1]);
});

test("a listener may end itself while it is called", () => {
  const emitter = new Emitter(["hover"]);
  const heard = [];
  const stop = emitter.on("hover", () => {
    heard.push("first");
    stop();
  });
  emitter.on("hover", () => heard.push("second"));
  emitter.emit("hover");
  emitter.emit("hover");
  assert.deepEqual(heard, ["first", "second", "second"]);
});

test("what waits for the next frame can be had at once, and comes once", () => {
  const frames = [];
  globalThis.requestAnimationFrame = (act) => frames.push(act);
  const emitter = new Emitter(["change"]);
  let heard = 0;
  emitter.on("change", () => (heard += 1));
  emitter.later("change");
  emitter.later("change");
  assert.equal(heard, 0);
  emitter.flush();
  assert.equal(heard, 1);
  for (const frame of frames) frame();
  delete globalThis.requestAnimationFrame;
  assert.equal(heard, 1);
});

test("a name that there is not is a mistake, whoever uses it", () => {
  const emitter = new Emitter(["change"]);
  assert.throws(() => emitter.on("chnage", () => {}), /no such signal: chnage/);
  assert.throws(() => emitter.emit("chnage"), TypeError);
  assert.throws(() => emitter.later("chnage"), TypeError);
});
