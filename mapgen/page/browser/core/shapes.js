// @ts-check
/* Decodes the shapes that shapes.py packs: whole hundred-thousandths of a degree, as differences. */
const DEGREE = 100000;

/** @typedef {[latitude: number, longitude: number]} Point in degrees, WGS 84 */

/**
 * [x0, y0, dx, dy, …] → [[latitude, longitude], …] in degrees, WGS 84.
 * @param {number[]} packed
 * @returns {Point[]}
 */
export const unpackRing = (packed) => {
  const points = new Array(packed.length / 2);
  let x = 0;
  let y = 0;
  for (let k = 0; k < packed.length; k += 2) {
    x += packed[k];
    y += packed[k + 1];
    points[k / 2] = [y / DEGREE, x / DEGREE];
  }
  return points;
};

/**
 * Polygons of rings of [latitude, longitude].
 * @param {number[][][]} polygons
 */
export const unpackPolygons = (polygons) => polygons.map((rings) => rings.map(unpackRing));

/**
 * The point of a base-map label as [latitude, longitude].
 * @param {number[]} packed
 */
export const unpackPoint = (packed) => unpackRing(packed)[0];

/**
 * [[south, west], [north, east]] of points, null for none.
 * @param {Iterable<Point>} points
 * @returns {[Point, Point] | null}
 */
export const boundsOf = (points) => {
  let [south, west, north, east] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [latitude, longitude] of points) {
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
  }
  return south > north
    ? null
    : [
        [south, west],
        [north, east],
      ];
};
