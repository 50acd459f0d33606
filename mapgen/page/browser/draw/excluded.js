// @ts-check
/*
 * What only sources outside the lens state, made pale: claims, references, and the sentences of a
 * summary. Each piece of a paragraph belongs to the citation that stands behind it.
 */
import { endOfSentence } from "../core/sentence_ends.js";
import { t } from "../core/messages.js";
import { h } from "./dom.js";

export const EXCLUDED = "mg-excluded";

/** What is read aloud before it. */
export const excludedMark = () =>
  h("span", { class: "mg-visually-hidden" }, `${t("Other sources")}: `);

/**
 * @param {HTMLElement} body a summary
 * @param {(key: string) => boolean} includes whether the lens includes a source
 */
export function fadeSentences(body, includes) {
  for (const block of body.querySelectorAll("p, li")) fadeBlock(block, includes);
}

/**
 * @param {Element} block
 * @param {(key: string) => boolean} includes
 */
function fadeBlock(block, includes) {
  const marks = [...block.childNodes].filter(isMark);
  /** @type {Set<Node>} what still belongs to the citation before it */
  const tails = new Set(marks.flatMap((mark, k) => tailOf(mark, k === marks.length - 1)));
  /** @type {ChildNode[]} */
  let piece = [];
  const close = () => {
    const cited = piece.filter(isMark).flatMap((mark) => keysOf(mark));
    if (cited.length && !cited.some(includes)) wrap(piece);
    piece = [];
  };
  for (const node of [...block.childNodes]) {
    if (!isMark(node) && !tails.has(node) && piece.some(isMark)) close();
    piece.push(node);
  }
  close();
}

/**
 * @param {Node} node
 * @returns {node is Element}
 */
const isMark = (node) => node instanceof Element && node.matches("sup.mg-cite");

/** @param {Element} mark */
const keysOf = (mark) =>
  [...mark.querySelectorAll("a[data-key]")].map((anchor) => anchor.getAttribute("data-key") || "");

/**
 * What follows a citation up to the end of its sentence, cut off there.
 * @param {Element} mark
 * @param {boolean} last whether it is the last of its paragraph
 */
function tailOf(mark, last) {
  /** @type {Node[]} */
  const found = [];
  for (let node = mark.nextSibling; node && !isMark(node); node = node.nextSibling) {
    found.push(node);
    if (!(node instanceof Text)) continue;
    const at = endOfSentence(node.data);
    if (at === 0) continue;
    if (at < node.data.length) node.splitText(at);
    return found;
  }
  const blank = found.every(({ textContent }) => !(textContent || "").trim());
  return last || blank ? found : [];
}

/** @param {ChildNode[]} nodes */
function wrap(nodes) {
  const [first] = nodes;
  const span = h("span", { class: EXCLUDED });
  first.before(span);
  span.append(excludedMark(), ...nodes);
}
