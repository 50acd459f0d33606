// @ts-check
/* The adapter of Leaflet: all that the page calls of it, by its public names only. */

/**
 * @import { ControlPosition, FeatureGroup, LatLngBounds, LatLngExpression, Layer, LayerGroup,
 *   MapOptions, Path, Point, Polygon, Polyline, PolylineOptions, Rectangle, RendererOptions, SVG,
 *   TileLayer, TileLayerOptions } from "leaflet"
 */
/** @import { LeafletMap } from "../types" */

const { L } = window;

/* ---- the map --------------------------------------------------------------------------------- */

/** @type {(element: string | HTMLElement, options: MapOptions) => LeafletMap} */
export const makeMap = (element, options) => L.map(element, options);
/** @type {(x: number, y: number) => Point} */
export const pointOf = (x, y) => L.point(x, y);
/**
 * The rectangle around points, as [latitude, longitude] in degrees.
 * @type {(corners: LatLngExpression[]) => LatLngBounds}
 */
export const latLngBounds = (corners) => L.latLngBounds(corners);

/**
 * Where the world's pixels begin in the view that the map is on its way to.
 * @param {LeafletMap} map
 * @param {LatLngExpression} center
 * @param {number} zoom
 */
export const originOf = (map, center, zoom) => {
  const pane = map.getPane("mapPane");
  const shift = (pane && L.DomUtil.getPosition(pane)) || L.point(0, 0);
  return map.project(center, zoom).subtract(map.getSize().divideBy(2)).add(shift).round();
};

/**
 * Whether the map has been dragged since the pointer went down.
 * @param {LeafletMap} map
 */
export const isDragged = (map) => {
  const dragging = /** @type {{moved?: () => boolean} | undefined} */ (map.dragging);
  return Boolean(dragging?.moved?.());
};

/**
 * A pane of the map, made when it is first asked for.
 * @param {LeafletMap} map
 * @param {string} name
 */
export const paneElement = (map, name) => map.getPane(name) || map.createPane(name);

/* ---- layers ---------------------------------------------------------------------------------- */

/** What a layer control can hold; only what stands for a component there is made of it. */
export const LeafletLayer = L.Layer;
/** @type {() => LayerGroup} */
export const layerGroup = () => L.layerGroup();
/** @type {(layers: Layer[]) => FeatureGroup} */
export const featureGroup = (layers) => L.featureGroup(layers);
/** @typedef {LatLngExpression[][]} Rings */
/** @type {(rings: Rings | Rings[], options: PolylineOptions) => Polygon} */
export const polygon = (rings, options) => L.polygon(rings, options);
/** @type {(lines: LatLngExpression[] | Rings, options: PolylineOptions) => Polyline} */
export const polyline = (lines, options) => L.polyline(lines, options);
/** @type {(bounds: LatLngBounds, options: PolylineOptions) => Rectangle} */
export const rectangle = (bounds, options) => L.rectangle(bounds, options);
/** @type {(url: string, options: TileLayerOptions) => TileLayer} */
export const tileLayer = (url, options) => L.tileLayer(url, options);
/** @type {(options: RendererOptions) => SVG} */
export const svgRenderer = (options) => L.svg(options);

/**
 * The drawing of the renderer that is on a pane of a map.
 * @param {LeafletMap} map
 * @param {string} pane
 */
export const drawingIn = (map, pane) => map.getPane(pane)?.querySelector("svg");

/**
 * The SVG path of a shape, undefined before it is drawn.
 * @param {Path} shape
 */
export const pathOf = (shape) => shape.getElement();

/* ---- controls -------------------------------------------------------------------------------- */

/**
 * A control in a corner of the map.
 * @param {ControlPosition} position
 * @param {() => HTMLElement} add gives its element
 * @param {() => void} remove called when it goes
 */
export function cornerControl(position, add, remove) {
  const control = new L.Control({ position });
  control.onAdd = add;
  control.onRemove = remove;
  return control;
}

/**
 * The attribution control of a map.
 * @param {LeafletMap} map
 */
export const attributionOf = (map) => map.attributionControl || L.control.attribution().addTo(map);

/* ---- elements -------------------------------------------------------------------------------- */

/**
 * Puts an element where a point is, in the plane: in space, as Leaflet does, each would be drawn on a layer
 * of its own.
 * @type {(element: HTMLElement, point: Point) => void}
 */
export const setPosition = (element, point) => {
  element.style.transform = `translate(${point.x}px,${point.y}px)`;
};
/** @type {(element: HTMLElement, point: Point, scale: number) => void} */
export const setTransform = (element, point, scale) =>
  L.DomUtil.setTransform(element, point, scale);

/**
 * Keeps clicks and wheel turns on an element from the map under it.
 * @param {HTMLElement} element
 */
export function keepPointer(element) {
  L.DomEvent.disableClickPropagation(element);
  L.DomEvent.disableScrollPropagation(element);
}

/**
 * Keeps one kind of event on an element from all that it stands in.
 * @param {HTMLElement} element
 * @param {string} name
 */
export const keepEvent = (element, name) =>
  L.DomEvent.on(element, name, L.DomEvent.stopPropagation);
