/* The forms of a typed date. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { dateForm, inForm } from "../../../mapgen/desk/editor/date_forms.js";

test("a typed date knows its form", () => {
  const forms = [
    "26 May 1990",
    "about 1985",
    "1985~",
    "1 or 2 May",
    "[1990,1991]",
    "between 3 and 5",
  ];
  const found = [...forms, "[3..5]", "before 1990", "after "].map((text) => dateForm(text).form);
  assert.deepEqual(found, [
    "exactly", "about", "about", "or", "or", "between", "between", "before", "after",
  ]); // prettier-ignore
});

test("the same dates are said in another form", () => {
  assert.equal(inForm("26 May 1990", "about"), "about 26 May 1990");
  assert.equal(inForm("about 1985", "exactly"), "1985");
  assert.equal(inForm("1985", "between"), "between 1985 and ");
  assert.equal(inForm("1985 or 1986", "between"), "between 1985 and 1986");
  assert.equal(inForm("[1985..1986]", "or"), "1985 or 1986");
  assert.equal(inForm("between 1985 and 1986", "before"), "before 1985");
  assert.equal(inForm("", "before"), "before ");
});
