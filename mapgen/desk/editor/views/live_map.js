// @ts-check
/* The map beside: what it shows now, and what it is asked to show. */
import { mercatorX, mercatorY } from "../../../page/browser/core/mercator.js";
import { part } from "../elements.js";

/**
 * @typedef {{from: string, to: string, view: string, events: string[]}} MapState
 * @typedef {{zoom: number, latitude: number, longitude: number}} View
 * @typedef {object} Atlas what a page's `window.atlas` is asked (docs/interface.md)
 * @property {() => {from: string | null, to: string | null, event: string | null}} state
 * @property {() => View[]} views
 * @property {() => string[]} visible
 * @property {(id: string) => {from: string, to: string, latitude: number | null,
 *   longitude: number | null} | null} event
 */

/**
 * What the map shows: its days, its view, and the events that lie in it; null where there is none
 * yet. Of several maps beside each other it is the first.
 * @returns {MapState | null}
 */
export function mapState() {
  const shown = part("map", HTMLIFrameElement);
  const atlas = /** @type {Atlas | undefined} */ (shown.contentWindow?.atlas);
  const place = shown.contentDocument?.querySelector(".leaflet-container");
  const view = atlas?.views()[0];
  if (!atlas || !place || !view) return null;
  const { from, to, event } = atlas.state();
  const visible = atlas.visible().map((id) => ({ id, ...atlas.event(id) }));
  const first = visible.map((each) => each.from ?? "").sort()[0] ?? "";
  const last =
    visible
      .map((each) => each.to ?? "")
      .sort()
      .at(-1) ?? "";
  const size = { width: place.clientWidth, height: place.clientHeight };
  const within = visible.filter((each) => isInView(view, size, each)).map(({ id }) => id);
  return {
    from: from ?? first,
    to: to ?? last,
    view: written(view),
    events: event ? [event, ...within.filter((id) => id !== event)] : within,
  };
}

/**
 * A view as the story writes it, to about ten metres.
 * @param {View} view
 */
export const written = ({ zoom, latitude, longitude }) =>
  [zoom.toFixed(2), latitude.toFixed(4), longitude.toFixed(4)].map(Number).join("/");

/**
 * Whether an event lies in what a map of a size, in pixels, shows; one without a point does not.
 * @param {View} view
 * @param {{width: number, height: number}} size
 * @param {{latitude?: number | null, longitude?: number | null}} event
 */
export function isInView(view, size, { latitude, longitude }) {
  if (typeof latitude !== "number" || typeof longitude !== "number") return false;
  const pixels = 256 * 2 ** view.zoom;
  const across = Math.abs(mercatorX(longitude) - mercatorX(view.longitude)) * pixels;
  const up = Math.abs(mercatorY(latitude) - mercatorY(view.latitude)) * pixels;
  return across <= size.width / 2 && up <= size.height / 2;
}

/**
 * Opens a chapter of the story on the map.
 * @param {string} id
 */
export function showChapter(id) {
  const map = part("map", HTMLIFrameElement);
  if (map.src) map.src = `preview/page#chapter=${encodeURIComponent(id)}`;
}
