/* What folium's scripts and a page of one's own call: functions on window.mapgen. */

/** Puts functions on window.mapgen, by their names. */
export const expose = (functions) => {
  window.mapgen = Object.assign(window.mapgen || {}, functions);
};
