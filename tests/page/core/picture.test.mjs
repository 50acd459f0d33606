/* A picture is well-formed, keeps its words in its frame, and is the same for the same data. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { pictureSVG, WIDTH, widths } from "../../../mapgen/page/browser/core/picture.js";
import { element, escaped, widthOf, wrapped } from "../../../mapgen/page/browser/core/svg_text.js";
import { cases } from "./random.mjs";

const glyphPath = (name) => (name === "star" ? "M0 0h24Z" : "M1 1h22Z");

function picture(changes = {}, frame = {}) {
  return {
    language: "en",
    direction: "ltr",
    title: 'A <small> & "quoted" atlas',
    subtitle: "",
    lines: ["1986–1990", "3 of 8 events: 1986–1990."],
    frames: [
      {
        name: "",
        width: 1136,
        height: 500,
        scale: 256 * 2 ** 11,
        centre: [24.9, 67],
        base: [{ kind: "land", polygons: [[[6690000, 2475000, 30000, 0, 0, 30000, -30000, 0]]] }],
        districts: [
          {
            polygons: [
              [
                [
                  [24.8, 66.9],
                  [24.8, 67.1],
                  [25, 67.1],
                ],
              ],
            ],
            uncertain: true,
            opacity: 0.255,
            fewer: false,
          },
        ],
        bar: { length: 87.5, text: "5 km" },
        marks: [
          {
            x: 400,
            y: 200,
            size: 24,
            n: 1,
            count: "1",
            soft: true,
            doubtful: true,
            kinds: [{ colour: "#903000", glyph: "star", n: 1 }],
          },
          {
            x: 600,
            y: 250,
            size: 40,
            n: 3,
            count: "3",
            soft: false,
            doubtful: false,
            kinds: [
              { colour: "#903000", glyph: "star", n: 2 },
              { colour: "#3084f0", glyph: "circle", n: 1 },
            ],
          },
        ],
        names: [{ text: "Karachi", place: [24.9, 67], rank: 1 }],
        ...frame,
      },
    ],
    unplaced: ["Somewhere in Karachi: 2"],
    key: [{ colour: "#903000", glyph: "star", text: "Mass killing: 2" }],
    notes: ["broken line: thinly sourced"],
    cautions: ["Not all that happened."],
    credits: ["© OpenStreetMap contributors"],
    address: "https://example.org/#from=1986&to=1990",
    fonts: "",
    ...changes,
  };
}

/** Throws where tags are not closed in their order. */
function parsed(xml) {
  const open = [];
  for (const [, end, name, closed] of xml.matchAll(/<(\/?)([a-zA-Z]+)[^<>]*?(\/?)>/g)) {
    if (closed) continue;
    if (!end) open.push(name);
    else assert.equal(open.pop(), name);
  }
  assert.deepEqual(open, []);
  const rest = xml.replace(/<\?xml[^>]*\?>|<[^<>]*>/g, "");
  assert.ok(!/[<>]/.test(rest), rest);
  assert.ok(!/&(?!amp;|lt;|gt;|quot;)/.test(xml));
}

test("all that a picture has to say is in it", () => {
  const xml = pictureSVG(picture(), glyphPath);
  parsed(xml);
  for (const words of [
    "A &lt;small&gt; &amp; &quot;quoted&quot; atlas",
    "1986–1990",
    "3 of 8 events",
    "Somewhere in Karachi: 2",
    "Mass killing: 2",
    "thinly sourced",
    "Not all that happened.",
    "© OpenStreetMap contributors",
    "https://example.org/#from=1986&amp;to=1990",
    ">Karachi<",
    ">3<",
    'stroke-dasharray="5 4"',
  ]) {
    assert.ok(xml.includes(words), words);
  }
  assert.equal(xml, pictureSVG(picture(), glyphPath));
  assert.ok(!xml.includes("NaN") && !xml.includes("undefined"));
});

test("a name covers no mark, and one of rank 1 is never left out", () => {
  const [frame] = picture().frames;
  const [mark] = frame.marks;
  const over = { ...mark, x: frame.width / 2, y: frame.height / 2, size: 60 };
  const names = [
    { text: "Karachi", place: [24.9, 67], rank: 1 },
    { text: "Nowhere", place: [10, 10], rank: 1 },
  ];
  const xml = pictureSVG(picture({}, { marks: [over], names }), glyphPath);
  const [, y] = /y="([\d.]+)"[^>]*font-size="18"[^>]*>Karachi</.exec(xml);
  assert.ok(Number(y) < frame.height / 2 - 30 || Number(y) - 18 > frame.height / 2 + 30);
  assert.ok(!xml.includes("Nowhere"));
});

test("no text breaks a picture, and every line fits", () => {
  cases(200, (draw) => {
    const letters = "ab<>&\"' \u0000\ud800ایم\u{1f600}WM-";
    const text = draw.text(letters, 400);
    parsed(pictureSVG(picture({ title: text, lines: [text], address: text }), glyphPath));
    for (const line of wrapped(text, 16, 300)) assert.ok(widthOf(line, 16) <= 300 + 17);
    assert.equal(wrapped(text, 16, 300).join("").replace(/\s/g, ""), text.replace(/\s/g, ""));
  });
});

test("frames share the width with gaps between them", () => {
  assert.deepEqual(widths([900]), [WIDTH - 64]);
  const [wide, narrow] = widths([800, 400]);
  assert.equal(wide, 749);
  assert.equal(narrow, 375);
  assert.equal(escaped("\u0001\ud800"), "\ufffd\ufffd");
  assert.equal(element("g", { x: 0.04, y: null }), '<g x="0"/>');
});
