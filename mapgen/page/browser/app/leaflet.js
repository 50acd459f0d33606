/* Leaflet behind one door: what the page asks of it, and every name of its insides that is used. */

const L = window.L;

/* ---- the map --------------------------------------------------------------------------------- */

export const makeMap = (id, options) => L.map(id, options);
export const pointOf = (x, y) => L.point(x, y);
export const latLngBounds = (...corners) => L.latLngBounds(...corners);

/** Where the world's pixels begin in the view that the map is on its way to. */
export const originOf = (map, center, zoom) => map._getNewPixelOrigin(center, zoom);

/* ---- layers ---------------------------------------------------------------------------------- */

/** What a layer control can hold; only what stands for a component there is made of it. */
export const LeafletLayer = L.Layer;
export const layerGroup = () => L.layerGroup();
export const featureGroup = (layers) => L.featureGroup(layers);
export const polygon = (rings, options) => L.polygon(rings, options);
export const polyline = (lines, options) => L.polyline(lines, options);
export const rectangle = (bounds, options) => L.rectangle(bounds, options);
export const tileLayer = (url, options) => L.tileLayer(url, options);
export const svgRenderer = (options) => L.svg(options);

/** The SVG element of a renderer that is on a map. */
export const drawingOf = (renderer) => renderer._container;

/** The SVG path of a shape, undefined before it is drawn. */
export const pathOf = (shape) => shape._path;

/* ---- controls -------------------------------------------------------------------------------- */

/** A control in a corner of the map: `add` gives its element, `remove` is called when it goes. */
export function cornerControl(position, add, remove) {
  const control = L.control({ position });
  control.onAdd = add;
  control.onRemove = remove;
  return control;
}

/** The control that names whom a map is from. */
export const attributionControl = () => L.control.attribution();

/** A scale whose words `print(metres)` gives. */
export function scaleControl(options, print) {
  const scale = L.control.scale(options);
  scale._updateMetric = (most) => {
    const metres = scale._getRoundNum(most);
    scale._updateScale(scale._mScale, print(metres), metres / most);
  };
  return scale;
}

/** Prints a scale's words again. */
export const updateScale = (scale) => scale._update();

/* ---- elements -------------------------------------------------------------------------------- */

export const setPosition = (element, point) => L.DomUtil.setPosition(element, point);
export const setTransform = (element, point, scale) =>
  L.DomUtil.setTransform(element, point, scale);

/** Keeps clicks and wheel turns on an element from the map under it. */
export function keepPointer(element) {
  L.DomEvent.disableClickPropagation(element);
  L.DomEvent.disableScrollPropagation(element);
}

/** Keeps one kind of event on an element from all that it stands in. */
export const keepEvent = (element, name) =>
  L.DomEvent.on(element, name, L.DomEvent.stopPropagation);
