// @ts-check
/*
 * The shapes of districts as they are drawn: each made once and kept; those whose district is not
 * certain are hatched.
 */
import { unpackPolygons } from "../../browser/core/shapes.js";
import { svg, uniqueId } from "../../browser/draw/dom.js";
import { drawingIn, featureGroup, polygon, svgRenderer } from "../../browser/app/leaflet.js";

/** @import { FeatureGroup, Polygon } from "leaflet" */
/** @import { Districts, LeafletMap } from "../../browser/types" */

/** The map's pane that they are drawn in. */
export const PANE = "mg-districts";

export class DistrictShapes {
  renderer = svgRenderer({ pane: PANE, padding: 0.4 });
  /** @type {Map<string, Polygon | FeatureGroup>} by the number of the shape, certain or not */
  made = new Map();
  /** The id of the pattern of hatching. */
  pattern = uniqueId("hatch");

  /** @param {Districts["shapes"]} packed */
  constructor(packed) {
    this.packed = packed;
  }

  /**
   * Puts the drawing on the map, with a pattern of thin strokes for areas whose district is not
   * certain.
   * @param {LeafletMap} map
   */
  addTo(map) {
    this.renderer.addTo(map);
    drawingIn(map, PANE)?.prepend(
      svg(
        "defs",
        {},
        svg(
          "pattern",
          {
            id: this.pattern,
            width: 7,
            height: 7,
            patternUnits: "userSpaceOnUse",
            patternTransform: "rotate(45)",
          },
          svg("rect", { class: "mg-district__stroke", width: 1.4, height: 7 }),
        ),
      ),
    );
  }

  remove() {
    this.renderer.remove();
  }

  /**
   * @param {number} index
   * @param {boolean} uncertain
   */
  of(index, uncertain) {
    const key = `${index} ${uncertain}`;
    const before = this.made.get(key);
    if (before) return before;
    const polygons = unpackPolygons(this.packed[index]);
    const options = { renderer: this.renderer, interactive: false, smoothFactor: 0.6 };
    const area = polygon(polygons, {
      ...options,
      className: `mg-district${uncertain ? " mg-district--uncertain" : ""}`,
    });
    const shape = uncertain
      ? featureGroup([
          area,
          polygon(polygons, {
            ...options,
            stroke: false,
            fillColor: `url(#${this.pattern})`,
            fillOpacity: 1,
            className: "mg-district__hatch",
          }),
        ])
      : area;
    this.made.set(key, shape);
    return shape;
  }
}
