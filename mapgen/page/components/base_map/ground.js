// @ts-check
/* The ground of the map: land, water and streets on a sheet, with their names, drawn in slices. */
import {
  latLngBounds,
  layerGroup,
  paneElement,
  polygon,
  polyline,
  rectangle,
  svgRenderer,
} from "../../browser/app/leaflet.js";
import { inSlices, rest } from "../../browser/app/tasks.js";
import { NOWHERE } from "../../browser/core/event_values.js";
import { unpackPoint, unpackPolygons, unpackRing } from "../../browser/core/shapes.js";
import { labelText, labels } from "../../browser/draw/labels.js";
import { Streets, STREETS } from "./streets.js";

/** @import { LatLngBounds, Polyline } from "leaflet" */
/** @import { BaseShape, LeafletMap, Pane } from "../../browser/types" */
/** @import { Label } from "../../browser/draw/labels.js" */
/** @import { DrawnShape } from "./streets.js" */

const ORDER = ["land", "built-up", "coast", "water", "river", "road", "railway"];
/** Further in, a city's name says nothing that its quarters do not. */
const CITY_UNTIL = 12.5;
/**
 * From which zoom on a label of each rank is written.
 * @type {Record<number, number>}
 */
const MINZOOM = { 1: 0, 2: 9, 3: 10.5, 4: 12, 5: 13 };
/** @type {Record<number, string>} */
const KIND_OF = { 1: "city", 2: "town", 4: "quarter", 5: "quarter" };

export class Ground {
  /**
   * @param {LeafletMap} map
   * @param {BaseShape[]} base
   * @param {Pane} pane
   */
  constructor(map, base, pane) {
    this.map = map;
    this.base = base;
    this.pane = pane;
    paneElement(map, "mg-base").setAttribute("aria-hidden", "true");
    this.renderer = svgRenderer({ pane: "mg-base", padding: 0.4 });
    this.group = layerGroup();
    /** @type {LatLngBounds | null} what the land fills */
    this.sheet = null;
    /** @type {Streets | null} */
    this.streets = null;
    /** Whether names have been written. */
    this.named = false;
    this.removed = false;
  }

  remove() {
    this.removed = true;
    this.group.remove();
    for (const owner of ["base", "roads"]) labels(this.map).set(owner, []);
    if (this.streets) this.streets.remove();
  }

  async draw() {
    if (this.removed) return;
    const { map, base, group } = this;
    const sorted = ORDER.flatMap((kind) => base.filter((each) => each.kind === kind));
    /** @type {(DrawnShape & Polyline)[]} */
    const shapes = [];
    await inSlices(sorted, (each) => {
      const shape = this.shapeOf(each);
      if (shape) shapes.push(shape);
    });
    if (this.removed) return;
    group.addTo(map);
    const sheet = this.sheetOf(shapes.filter((shape) => shape.options.kind === "land"));
    if (sheet) this.drawSheet(sheet);
    await inSlices(shapes, (shape) => group.addLayer(shape));
    if (this.removed) return;
    if (sheet) this.drawMargin(sheet);
    const streets = shapes.filter((shape) => STREETS.includes(shape.options.kind));
    this.streets = new Streets(map, streets);
    this.streets.show(this.pane.range());
    await rest();
    if (!this.removed) this.drawNames();
  }

  /** Brings the streets in step with the range shown. */
  update() {
    if (this.streets && this.streets.show(this.pane.range()) && this.named) this.drawRoadNames();
  }

  drawNames() {
    const { base } = this;
    this.named = true;
    labels(this.map).set("base", base.filter((feature) => feature.kind === "label").map(labelOf));
    this.drawRoadNames();
  }

  drawRoadNames() {
    labels(this.map).set("roads", Streets.names(this.base, this.pane.range()));
  }

  /**
   * @param {BaseShape} feature
   * @returns {(DrawnShape & Polyline) | null}
   */
  shapeOf(feature) {
    const { kind, rank, polygons, lines } = feature;
    const options = {
      renderer: this.renderer,
      interactive: false,
      kind,
      feature,
      className: `mg-base mg-base--${kind}${rank === 1 ? " mg-base--highway" : ""}`,
      smoothFactor: kind === "land" ? 0.8 : 1.2,
    };
    const shape = polygons
      ? polygon(unpackPolygons(polygons), options)
      : lines && polyline(lines.map(unpackRing), { ...options, fill: false });
    return /** @type {DrawnShape & Polyline} */ (shape) || null;
  }

  /**
   * What the base map fills: its land, or as far as the world's land was taken.
   * @param {Polyline[]} land
   */
  sheetOf(land) {
    const { extent } = this.pane.context.meta;
    if (extent && extent.sheet) return latLngBounds(extent.sheet);
    if (!land.length) return null;
    const [first, ...others] = land.map((shape) => shape.getBounds());
    return others.reduce(
      (whole, part) => whole.extend(part),
      latLngBounds([first.getSouthWest(), first.getNorthEast()]),
    );
  }

  /**
   * The sheet that the base map fills; beyond it lies the margin of the paper, not the sea.
   * @param {LatLngBounds} sheet
   */
  drawSheet(sheet) {
    const { map, renderer } = this;
    const { columns, meta } = this.pane.context;
    const { extent } = meta;
    const drawn = extent && extent.sheet;
    /* The world's land under a map of one's own says nothing about where that is to be. */
    if (!drawn || map.mapgenExtent) this.sheet = sheet;
    const style = { renderer, interactive: false };
    this.group.addLayer(rectangle(sheet, { ...style, className: "mg-base mg-base--sea" }));
    map.getContainer().classList.add("mg-map--sheet");
    if (!this.sheet) return;
    /* An event can lie beyond the base map: the map goes there, too. */
    const reach = latLngBounds([sheet.getSouthWest(), sheet.getNorthEast()]);
    const hasPoints = columns.latitude.some((each) => each !== NOWHERE);
    if (extent && hasPoints) reach.extend(latLngBounds(extent.whole || extent.bounds));
    map.setMaxBounds(reach.pad(0.35));
    map.options.maxBoundsViscosity = 0.6;
  }

  /**
   * Rivers may run off the sheet; the paper's margin covers them.
   * @param {LatLngBounds} sheet
   */
  drawMargin(sheet) {
    /** @param {LatLngBounds} bounds */
    const corners = (bounds) => [
      bounds.getSouthWest(),
      bounds.getNorthWest(),
      bounds.getNorthEast(),
      bounds.getSouthEast(),
    ];
    this.group.addLayer(
      polygon([corners(sheet.pad(4)), corners(sheet)], {
        renderer: this.renderer,
        interactive: false,
        className: "mg-base mg-base--margin",
        noClip: false,
        smoothFactor: 0,
      }),
    );
  }
}

/**
 * @param {BaseShape} feature
 * @returns {Label}
 */
function labelOf(feature) {
  const { name = "", minzoom, place, point = [0, 0] } = feature;
  const rank = Number(feature.rank) || 3;
  const wet = Boolean(feature.wet);
  return {
    ...labelText(name),
    latlng: unpackPoint(point),
    rank,
    minZoom: minzoom === undefined ? MINZOOM[rank] || 13 : Number(minzoom) - 0.25,
    maxZoom: rank === 1 && !wet ? CITY_UNTIL : undefined,
    kind: wet ? "water" : KIND_OF[rank] || "place",
    once: place && `place ${place}`,
  };
}
