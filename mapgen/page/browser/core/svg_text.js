// @ts-check
/*
 * SVG as text, the same to the byte in every engine: numbers of one decimal, widths of letters from
 * a table instead of an engine's measure. Widths are generous: what fits by them fits in any font.
 */

/** @type {Record<string, string>} */
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
/** Letters that XML 1.0 does not take, and half characters. */
const NO_XML =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** @param {string} text */
export const escaped = (text) =>
  text.replace(NO_XML, "\ufffd").replace(/[&<>"]/g, (letter) => ENTITIES[letter]);

/** @param {number} value */
export const fixed = (value) => String(Math.round(value * 10) / 10);

/**
 * An element; values that are null or "" are left out.
 * @param {string} name
 * @param {Record<string, string | number | null>} attributes
 * @param {...string} children as XML
 */
export function element(name, attributes, ...children) {
  const given = Object.entries(attributes)
    .filter(([, value]) => value !== null && value !== "")
    .map(
      ([key, value]) =>
        ` ${key}="${typeof value === "number" ? fixed(value) : escaped(value || "")}"`,
    );
  const inner = children.join("");
  return inner ? `<${name}${given.join("")}>${inner}</${name}>` : `<${name}${given.join("")}/>`;
}

/** Widths in ems: of classes of letters, the first that holds one. @type {[RegExp, number][]} */
const WIDTHS = [
  [/[\p{M}\u200b-\u200f\u202a-\u202e\u2060-\u2069]/u, 0],
  [/[ijltf.,:;'’|!()[\]-]/, 0.36],
  [/[mwMW@%—]/, 0.96],
  [/[A-Z&]/, 0.76],
  [/\s/, 0.28],
  [/[\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef]|[\ud800-\udbff]/, 1.05],
];
const OTHER = 0.58;

/**
 * How wide a text is, in the unit of its size.
 * @param {string} text
 * @param {number} size
 */
export function widthOf(text, size) {
  let ems = 0;
  for (const letter of text) {
    const found = WIDTHS.find(([letters]) => letters.test(letter));
    ems += found ? found[1] : OTHER;
  }
  return ems * size;
}

/**
 * A text in lines that are no wider than `width`; a longer word is cut.
 * @param {string} text
 * @param {number} size
 * @param {number} width
 * @returns {string[]}
 */
export function wrapped(text, size, width) {
  /** @type {string[]} */
  const lines = [];
  let line = "";
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line ? `${line} ${word}` : word;
    if (widthOf(longer, size) <= width) {
      line = longer;
      continue;
    }
    if (line) lines.push(line);
    line = word;
    while (widthOf(line, size) > width) {
      let end = line.length;
      while (end > 1 && widthOf(line.slice(0, end), size) > width) end -= 1;
      lines.push(line.slice(0, end));
      line = line.slice(end);
    }
  }
  if (line) lines.push(line);
  return lines;
}
