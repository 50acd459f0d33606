/* What is read on demand: a summary line, and what it opens. */
import { h } from "./dom.js";

/** Details under a line that says what stands in them. */
export const fold = (line, ...content) =>
  h("details", { class: "mg-fold" }, h("summary", {}, line), h("div", {}, content));

/** Details whose content is made when they are first opened. */
export const unfolding = (name, line, make) => {
  const details = h("details", { class: name }, h("summary", {}, line));
  details.addEventListener("toggle", () => {
    if (details.open && details.children.length === 1) details.append(make());
  });
  return details;
};
