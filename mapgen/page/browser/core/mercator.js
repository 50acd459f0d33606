// @ts-check
/* Web Mercator (EPSG:3857) scaled to the unit square: times 256 · 2^zoom these are pixels. */

/** @type {(longitude: number) => number} degrees to 0 … 1 */
export const mercatorX = (longitude) => (longitude + 180) / 360;

/** @type {(y: number) => number} 0 … 1 to degrees */
export const latitudeAt = (y) => (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;

/** @type {(latitude: number) => number} degrees to 0 … 1, cut off at 85° */
export function mercatorY(latitude) {
  const sine = Math.sin((Math.max(-85, Math.min(85, latitude)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}
