// @ts-check
/*
 * Which elements of a row stay for what is to stand in it now, so that as few as can be are moved. Pure.
 */
import { firstNotBelow } from "./bisect.js";

/**
 * For each key of a row the place that its element has had, −1 for a new one; the places rise, so that no
 * element moves. Elements stay with their key where enough of them stand in the same order, else each
 * takes the key that comes to its place: to write an element anew costs a tenth of moving one.
 * @param {number[]} before the keys, each once, of the elements that are there
 * @param {number[]} now the keys that are to be shown
 * @param {number} [fixed] a place whose element shows no other key: the one with the focus
 * @returns {number[]}
 */
export function keptPlaces(before, now, fixed = -1) {
  const placeOf = new Map(before.map((key, place) => [key, place]));
  const matched = now.map((key) => placeOf.get(key) ?? -1);
  const middle = fixed < 0 ? -1 : matched.indexOf(fixed);
  const stays = (/** @type {number} */ at) =>
    middle < 0 || at === middle || (at < middle ? matched[at] < fixed : matched[at] > fixed);
  let anchors = rising(matched.map((place, at) => (stays(at) ? place : -1)));
  if (anchors.length * 2 < Math.min(before.length, now.length)) {
    anchors = middle < 0 ? [] : [middle];
  }
  const kept = new Array(now.length).fill(-1);
  let [place, at] = [0, 0];
  for (const anchor of [...anchors, now.length]) {
    const end = anchor < now.length ? matched[anchor] : before.length;
    for (; at < anchor && place < end; place += 1) if (place !== fixed) kept[at++] = place;
    if (anchor < now.length) kept[anchor] = end;
    place = end + 1;
    at = anchor + 1;
  }
  return kept;
}

/**
 * Where the longest rising run of numbers stands, those below 0 left out.
 * @param {number[]} numbers
 */
function rising(numbers) {
  /** @type {number[]} the least number that ends a run of each length */
  const least = [];
  /** @type {number[]} where it stands */
  const ends = [];
  const previous = new Int32Array(numbers.length).fill(-1);
  numbers.forEach((number, at) => {
    if (number < 0) return;
    const length = firstNotBelow(least, number);
    if (length > 0) previous[at] = ends[length - 1];
    least[length] = number;
    ends[length] = at;
  });
  const found = [];
  for (let at = ends.length ? ends[ends.length - 1] : -1; at >= 0; at = previous[at]) {
    found.push(at);
  }
  return found.reverse();
}
