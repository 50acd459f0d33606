import assert from "node:assert/strict";
import { test } from "node:test";

import { NOWHERE } from "../../../mapgen/page/browser/core/event_values.js";
import { Areas } from "../../../mapgen/page/browser/draw/areas.js";

const PRECISIONS = ["spot", "neighbourhood", "town", "district", "city", "province", "country"];
const terms = {
  precision: [...PRECISIONS, "unknown"],
  city: ["", "Karachi"],
  region: ["", "Korangi"],
  home: ["", "Sindh", "Uganda", "Luanda"],
};

/** The areas of events without a point: precision, city, region and home of each. */
function areasOf(...events) {
  const column = (at) => events.map((event) => event[at]);
  const nowhere = events.map(() => NOWHERE);
  const columns = {
    precision: column(0).map((each) => terms.precision.indexOf(each)),
    city: column(1),
    region: column(2),
    home: column(3),
    latitude: nowhere,
    longitude: nowhere,
  };
  const areas = new Areas({ columns, terms, peek: () => null });
  return events.map((_, i) => areas.title(areas.list[areas.of(i)]));
}

test("an area is called what is known of it, and no more", () => {
  const titles = areasOf(
    ["district", 1, 1, 0],
    ["city", 1, 0, 0],
    ["province", 0, 0, 1],
    ["country", 0, 0, 2],
    ["unknown", 0, 0, 3],
    ["unknown", 0, 0, 0],
  );
  assert.deepEqual(titles, [
    "Korangi, district-wide",
    "Karachi, city-wide",
    "Sindh, province-wide",
    "Uganda, country-wide",
    "Somewhere in Luanda",
    "No exact place",
  ]);
});

test("a province and a country of one name are two areas", () => {
  const titles = areasOf(["province", 0, 0, 2], ["country", 0, 0, 2]);
  assert.deepEqual(titles, ["Uganda, province-wide", "Uganda, country-wide"]);
});
