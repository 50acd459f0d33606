import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";

import * as codec from "../../../mapgen/page/browser/core/codec.js";

const pack = (bytes) => deflateRawSync(Buffer.from(bytes)).toString("base64");

test("texts and JSON come back as they were", async () => {
  assert.equal(await codec.text(pack("کراچی\u0000é")), "کراچی\u0000é");
  assert.deepEqual(await codec.json(pack('{"a":[1,null]}')), { a: [1, null] });
});

test("columns are read from byte planes, differences and constants", async () => {
  const heads = [
    { name: "first", type: "i32", length: 3, delta: true },
    { name: "last", type: "i32", length: 3, above: "first" },
    { name: "kind", type: "u8", length: 3, constant: 2 },
    { name: "radius", type: "u16", length: 3 },
  ];
  const planes = [
    ...[0xff, 2, 0, 0xff, 1, 0, 0xff, 0, 0, 0xff, 0, 0] /* −1, then 258 more, then none */,
    ...[0, 1, 44, 0, 0, 1, 0, 0, 0, 0, 0, 0] /* 0, 1 and 300 above the first */,
    ...[1, 2, 3, 0, 1, 2],
  ];
  const found = await codec.columns({ columns: heads, data: pack(planes) });
  assert.deepEqual(found, {
    first: Int32Array.of(-1, 257, 257),
    last: Int32Array.of(-1, 258, 557),
    kind: Uint8Array.of(2, 2, 2),
    radius: Uint16Array.of(1, 258, 515),
  });
  assert.deepEqual(codec.offsets(Uint8Array.of(2, 0, 1)), Uint32Array.of(0, 2, 2, 3));
});

test("words come by number, in one byte or two, or spelt out", async () => {
  const names = Array.from({ length: 400 }, (_, k) => `w${k + 1}`);
  const list = await codec.words(pack(names.join("\x1e")));
  const number = (n) => (n < 0x80 ? [n] : [0x80 + ((n - 0x80) >> 8), (n - 0x80) & 255]);
  const spelt = (word) => [0xfe, Buffer.byteLength(word), ...Buffer.from(word)];
  /* The length of a long word stands in four bytes, the least one first. */
  const long = [0xff, 0, 1, 0, 0, ...Buffer.from("x".repeat(256))];
  const coded = [
    [...number(1), ...number(127)],
    [...number(128), ...number(390)],
    spelt(""),
    [...spelt("é"), ...long],
  ];
  const bytes = coded.flatMap((cell, k) => (k ? [0, ...cell] : cell));
  const cells = await codec.cells(pack(bytes), list);
  assert.deepEqual(cells, ["w1 w127", "w128 w390", "", `é ${"x".repeat(256)}`]);
});
