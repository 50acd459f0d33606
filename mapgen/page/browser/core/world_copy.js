// @ts-check
/*
 * A page tells longitudes from where its map cuts the world (`seam`) on to 360° further east, in one
 * copy of the world; addresses and files tell them from -180° to 180°.
 */

/** Where a map cuts the world unless that would part what lies together. */
export const USUAL = -180;

/**
 * A longitude of -180° to 180° in the copy from `seam` on.
 * @param {number} longitude
 * @param {number} seam
 */
export const intoCopy = (longitude, seam) => (longitude < seam ? longitude + 360 : longitude);

/**
 * A longitude of a copy, or beside it, as -180° to 180°.
 * @param {number} longitude
 */
export const outOfCopy = (longitude) =>
  Math.abs(longitude) <= 180 ? longitude : longitude - 360 * Math.round(longitude / 360);
