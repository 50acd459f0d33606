import assert from "node:assert/strict";
import { test } from "node:test";

import { Block, Ids } from "../../../mapgen/page/browser/core/text_blocks.js";
import { cases } from "./random.mjs";

test("every id is found and nothing else", () => {
  cases(300, (draw) => {
    const drawn = draw.list(12, () => draw.text("abc-0123", 4) + draw.from([..."abc"]));
    const ids = [...new Set(drawn)];
    const list = new Ids(ids.join("\n"), ids.length);
    assert.deepEqual(list.all(), ids);
    ids.forEach((id, i) => {
      assert.equal(list.at(i), id);
      assert.equal(list.indexOf(id), i);
    });
    for (const other of ["", "zz", "a\nb", null]) assert.equal(list.indexOf(other), -1);
  });
});

test("a record numbers its citations in the order in which they are read", () => {
  const deaths = JSON.stringify([
    ["at least 39", 1, [["ap", ""]], 39, 39, 2],
    ["60", 2, [["un", "p. 3"]]],
  ]);
  const head = { count: 2, same: { place: "Hirabad" }, each: ["title", "deaths", "summary"] };
  const cells = ["One", "Two", deaths, "", "Shots [@dawn; @un, p. 3]. A < B [@un].", ""];
  const block = new Block([JSON.stringify(head), ...cells]);
  const record = block.record(0, "1988-one");
  assert.deepEqual(record.references, [
    ["ap", ""],
    ["un", "p. 3"],
    ["dawn", ""],
    ["un", ""],
  ]);
  assert.deepEqual(record.deaths, [
    { text: "at least 39", refs: [1], counted: true, low: 39, high: 39, atLeast: true },
    { text: "60", refs: [2], counted: false, scope: true },
  ]);
  assert.match(record.summary, /data-key="dawn">3<\/a>; .*data-key="un">2, p\. 3</);
  assert.deepEqual(block.words(0), ["Hirabad", "One", "Shots. A < B."]);
  assert.deepEqual(block.keys(0), ["ap", "un", "dawn"]);
  const bare = { id: "1988-two", title: "Two", place: "Hirabad", references: [] };
  assert.deepEqual(block.record(1, "1988-two"), bare);
});
