import assert from "node:assert/strict";
import { test } from "node:test";

import { endOfSentence } from "../../../mapgen/page/browser/core/sentence_ends.js";

test("a sentence goes on behind its citation as far as its stop", () => {
  const cases = [
    [". Police fired", "."],
    [", and left. Police fired", ", and left."],
    [".” Then", ".”"],
    [
      " and, said Lt. Col. A. Khan of the U.S. mission, left. Then",
      " and, said Lt. Col. A. Khan of the U.S. mission, left.",
    ],
    ["۔ پولیس نے", "۔"],
    ["؟ پوءِ", "؟"],
    [" पर गोली चली। फिर", " पर गोली चली।"],
    ["। তারপর", "।"],
    [".“ Dann", ".“"],
    [" of 3.5 lakh fled. Then", " of 3.5 lakh fled."],
    [" and seven ", ""],
    ["", ""],
  ];
  for (const [text, wanted] of cases) assert.equal(text.slice(0, endOfSentence(text)), wanted);
});
