// @ts-check
/* Elements without HTML text: every string becomes a text node or an attribute. */

/** @import { Attributes, Child } from "../types" */
const SVG = "http://www.w3.org/2000/svg";

/**
 * @template {HTMLElement | SVGElement} E
 * @param {E} element
 * @param {Attributes | null | undefined} attributes
 * @param {readonly Child[]} children
 */
function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) listen(element, name.slice(2), value);
    else if (name === "style") Object.assign(element.style, value);
    else if (name === "properties") Object.assign(element, value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  append(element, children);
  return element;
}

/** @type {(element: Element, name: string, listener: unknown) => void} */
const listen = (element, name, listener) =>
  element.addEventListener(name, /** @type {EventListener} */ (listener));

/**
 * @param {Element} element
 * @param {readonly Child[]} children
 */
function append(element, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) append(element, child);
    else element.append(child instanceof Node ? child : String(child));
  }
}

/**
 * An HTML element: h("button", {class: "x", onclick: fn, "aria-label": "…"}, "text", node, …).
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Attributes | null} [attributes]
 * @param {...Child} children
 */
export const h = (tag, attributes, ...children) =>
  fill(document.createElement(tag), attributes, children);

/**
 * The same for SVG.
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} tag
 * @param {Attributes | null} [attributes]
 * @param {...Child} children
 */
export const svg = (tag, attributes, ...children) =>
  fill(
    /** @type {SVGElementTagNameMap[K]} */ (document.createElementNS(SVG, tag)),
    attributes,
    children,
  );

/**
 * Replaces what stands in an element.
 * @template {Element} E
 * @param {E} element
 * @param {...Child} children
 */
export const replace = (element, ...children) => {
  element.replaceChildren();
  append(element, children);
  return element;
};

/**
 * Replaces the text of an element that holds nothing else: a text node that stays has the browser look for
 * no rules anew.
 * @param {Element} element
 * @param {string} text
 */
export const setText = (element, text) => {
  const { firstChild } = element;
  if (firstChild instanceof Text) firstChild.data = text;
  else element.textContent = text;
};

/**
 * The one place where HTML text becomes elements. It is only ever given summaries and pages of text
 * that the build has rendered and cleaned (mapgen/notation/summaries.py).
 * @param {HTMLElement} element
 * @param {string} html
 */
export const cleanedHTML = (element, html) => {
  // eslint-disable-next-line no-restricted-properties -- the one place
  element.innerHTML = html;
  return element;
};

/**
 * The two small layouts, as page.css has them too: a narrow screen, where the panel is a sheet, and
 * a low one, a phone on its side, where what is read stands beside the map and nothing under it.
 */
export const media = {
  narrow: "(max-width: 559.98px), (max-width: 699.98px) and (min-height: 480px)",
  low: "(min-width: 560px) and (max-height: 479.98px)",
};

/** Whether movement is allowed: the reader has not asked for reduced motion. */
export const moves = () => !matchMedia("(prefers-reduced-motion: reduce)").matches;

/** @type {Record<string, string>} */
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
/**
 * A text as HTML that shows it as it is, for the few places of Leaflet that take nothing else.
 * @param {string} text
 */
export const escaped = (text) => String(text).replace(/[&<>"']/g, (letter) => ENTITIES[letter]);

let serial = 0;
/**
 * An id that is unique in this page, for aria-labelledby and the like.
 * @param {string} stem
 */
export const uniqueId = (stem) => `mg-${stem}-${(serial += 1)}`;
