// @ts-check
/*
 * A picture of the view as one SVG: title, time and filters, the maps, what has no point, the key,
 * cautions, credit and address. Made from data alone, byte-identical in every engine.
 */
import { divider } from "./messages.js";
import { PictureMap } from "./picture_map.js";
import { element, escaped, widthOf, wrapped } from "./svg_text.js";

export const WIDTH = 1200;
const MARGIN = 32;
const INNER = WIDTH - 2 * MARGIN;
const GAP = 12;
const INK = "#241f1a";
const SOFT = "#554c42";
const FONTS =
  "'Source Serif 4', Georgia, 'Noto Naskh Arabic', 'Noto Nastaliq Urdu', 'Page Naskh', 'Times New Roman', serif";
/** Sizes of type, in pixels, and how far its lines are apart. */
const SIZE = { title: 30, subtitle: 17, text: 16, key: 14, small: 13 };
const LINE = 1.4;
const ICON = 14;

/** @typedef {import("./picture_map.js").PictureFrame & {name: string}} Frame `name`: "" for none */
/** @typedef {{colour: string, glyph: string, text: string}} KeyEntry */
/**
 * @typedef {object} Picture
 * @property {string} language
 * @property {"ltr" | "rtl"} direction
 * @property {string} title
 * @property {string} subtitle
 * @property {string[]} lines time, filters, lens: a line each
 * @property {Frame[]} frames beside each other, together `INNER` wide with gaps between them
 * @property {string[]} unplaced how many events areas have, a line each
 * @property {KeyEntry[]} key
 * @property {string[]} notes what marks and lines mean
 * @property {string[]} cautions
 * @property {string[]} credits
 * @property {string} address
 * @property {string} fonts rules of CSS for fonts that the page carries, "" for none
 */

/** How wide frames are that share the picture, in pixels. @param {number[]} shares */
export function widths(shares) {
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const room = INNER - GAP * (shares.length - 1);
  return shares.map((share) => Math.round((room * share) / whole));
}

class Sheet {
  /** @param {Picture} picture @param {(name: string) => string} glyphPath */
  constructor(picture, glyphPath) {
    this.picture = picture;
    this.glyphPath = glyphPath;
    this.rtl = picture.direction === "rtl";
    this.y = MARGIN;
    /** @type {string[]} */
    this.parts = [];
  }

  /**
   * A paragraph at the place that has been reached.
   * @param {string} text
   * @param {number} size
   * @param {{weight?: string, fill?: string}} [style]
   */
  addText(text, size, { weight = "", fill = INK } = {}) {
    for (const line of wrapped(text, size, INNER)) {
      this.y += size * LINE;
      this.parts.push(this.text(line, this.start(0), this.y - size * 0.35, { size, weight, fill }));
    }
  }

  /** @param {number} indent from the side on which lines begin */
  start(indent) {
    return this.rtl ? WIDTH - MARGIN - indent : MARGIN + indent;
  }

  /**
   * @param {string} text
   * @param {number} x
   * @param {number} y
   * @param {{size: number, weight?: string, fill?: string}} style
   */
  text(text, x, y, { size, weight = "", fill = INK }) {
    return element(
      "text",
      { x, y, "font-size": size, "font-weight": weight, fill, "text-anchor": "start" },
      escaped(text),
    );
  }

  maps() {
    const { frames } = this.picture;
    this.y += GAP;
    const named = frames.some(({ name }) => name);
    if (named) this.y += SIZE.text * LINE;
    let x = MARGIN;
    frames.forEach((frame, k) => {
      if (frame.name) {
        const at = this.rtl ? x + frame.width : x;
        const style = { size: SIZE.text, weight: "bold" };
        this.parts.push(this.text(frame.name, at, this.y - 6, style));
      }
      const map = new PictureMap(frame, this.glyphPath, String(k));
      this.parts.push(
        element("g", { transform: `translate(${x} ${Math.round(this.y)})` }, map.svg()),
      );
      x += frame.width + GAP;
    });
    this.y = Math.round(this.y) + Math.max(...frames.map(({ height }) => height)) + GAP / 2;
  }

  /** The key in as many columns as it needs lines. */
  key() {
    const { key } = this.picture;
    const { key: size } = SIZE;
    const widest = Math.max(0, ...key.map(({ text }) => widthOf(text, size)));
    const columns = Math.max(1, Math.floor(INNER / (widest + ICON * 3)));
    const step = INNER / columns;
    const top = this.y + GAP / 2;
    key.forEach(({ colour, glyph, text }, k) => {
      const indent = (k % columns) * step;
      const y = top + (Math.floor(k / columns) + 1) * size * 1.6;
      const x = this.rtl ? this.start(indent) - ICON : this.start(indent);
      const by = (ICON / 24).toFixed(3);
      this.parts.push(
        element("path", {
          d: this.glyphPath(glyph),
          transform: `translate(${x.toFixed(1)} ${(y - ICON + 2).toFixed(1)}) scale(${by})`,
          fill: colour,
          "fill-rule": "evenodd",
        }),
        this.text(text, this.start(indent + ICON + 6), y, { size }),
      );
    });
    this.y = top + Math.ceil(key.length / columns) * size * 1.6 + GAP / 2;
  }

  svg() {
    const { picture } = this;
    const soft = { fill: SOFT };
    this.addText(picture.title, SIZE.title, { weight: "bold" });
    if (picture.subtitle) this.addText(picture.subtitle, SIZE.subtitle, soft);
    for (const line of picture.lines) this.addText(line, SIZE.text);
    this.maps();
    for (const line of picture.unplaced) this.addText(line, SIZE.key);
    this.key();
    if (picture.notes.length) this.addText(picture.notes.join(divider()), SIZE.small, soft);
    for (const line of picture.cautions) this.addText(line, SIZE.key, { weight: "bold" });
    if (picture.credits.length) this.addText(picture.credits.join(divider()), SIZE.small, soft);
    this.addText(picture.address, SIZE.small, soft);
    const height = Math.ceil(this.y + MARGIN);
    const about = [picture.title, ...picture.lines].join(". ");
    return element(
      "svg",
      {
        xmlns: "http://www.w3.org/2000/svg",
        width: WIDTH,
        height,
        viewBox: `0 0 ${WIDTH} ${height}`,
        "font-family": FONTS,
        direction: picture.direction,
        "xml:lang": picture.language,
        role: "img",
      },
      element("title", {}, escaped(about)),
      picture.fonts ? element("style", {}, escaped(picture.fonts)) : "",
      element("rect", { width: WIDTH, height, fill: "#faf7ef" }),
      ...this.parts,
    );
  }
}

/**
 * The picture as the text of an SVG file.
 * @param {Picture} picture
 * @param {(name: string) => string} glyphPath path data of a glyph on 24 × 24
 */
export const pictureSVG = (picture, glyphPath) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${new Sheet(picture, glyphPath).svg()}\n`;
