// @ts-check
/* What is read on demand: a summary line, and what it opens. */
import { h } from "./dom.js";

/** @import { Child } from "../types" */

/**
 * Details under a line that says what stands in them.
 * @param {Child} line
 * @param {...Child} content
 */
export const fold = (line, ...content) =>
  h("details", { class: "mg-fold" }, h("summary", {}, line), h("div", {}, content));

/**
 * Details whose content is made when they are first opened.
 * @param {string} name its class
 * @param {Child} line
 * @param {() => Node} make
 */
export const unfolding = (name, line, make) => {
  const details = h("details", { class: name }, h("summary", {}, line));
  details.addEventListener("toggle", () => {
    if (details.open && details.children.length === 1) details.append(make());
  });
  return details;
};
