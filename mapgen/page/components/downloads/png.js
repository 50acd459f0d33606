// @ts-check
/* A picture as PNG: the browser draws the SVG, twice as fine. */
import { h } from "../../browser/draw/dom.js";

const FINENESS = 2;

/**
 * @param {string} svg with its width and height in pixels
 * @returns {Promise<Blob>}
 */
export async function asPNG(svg) {
  const image = /** @type {HTMLImageElement} */ (
    h("img", { src: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}` })
  );
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * FINENESS;
  canvas.height = image.naturalHeight * FINENESS;
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("this browser draws no pictures");
  pen.scale(FINENESS, FINENESS);
  pen.drawImage(image, 0, 0, image.naturalWidth, image.naturalHeight);
  return new Promise((done, fail) => {
    canvas.toBlob((blob) => {
      if (blob) done(blob);
      else fail(new Error("this browser makes no PNG"));
    }, "image/png");
  });
}
