// @ts-check
/* Citations and summaries as the Markdown of events.csv. */
import { cleanedHTML, h } from "./dom.js";

/** @import { Citation } from "../types" */

/**
 * A group of citations: [@hrw1996, p. 12; @dawn].
 * @param {Citation[]} references
 */
export const citationGroup = (references) => {
  const each = references.map(([key, locator]) => (locator ? `@${key}, ${locator}` : `@${key}`));
  return `[${each.join("; ")}]`;
};

/**
 * Text with the letters escaped that Markdown would read as more than themselves.
 * @param {string} text
 */
const escaped = (text) => text.replace(/[\\`*_[\]@<]/g, "\\$&");

/**
 * A summary's cleaned HTML as the Markdown that it came from.
 * @param {string} html
 */
export function summaryMarkdown(html) {
  const body = cleanedHTML(h("div", {}), html);
  /**
   * @param {Node} node
   * @returns {string}
   */
  const inline = (node) => {
    if (node instanceof Text) return escaped(node.data.replace(/\s+/g, " "));
    if (!(node instanceof Element)) return "";
    const inner = () => Array.from(node.childNodes, inline).join("");
    switch (node.nodeName) {
      case "SUP":
        return citationGroup(
          Array.from(node.querySelectorAll("a[data-key]"), (anchor) => [
            anchor.getAttribute("data-key") || "",
            (anchor.textContent || "").replace(/^\d+(, )?/, ""),
          ]),
        );
      case "EM":
        return `*${inner()}*`;
      case "STRONG":
        return `**${inner()}**`;
      case "A":
        return `[${inner()}](${node.getAttribute("href")})`;
      case "BR":
        return " ";
      default:
        return inner();
    }
  };
  /** @param {Node} node */
  const block = (node) => {
    if (node instanceof Element && /^[UO]L$/.test(node.nodeName)) {
      /** @param {number} k */
      const mark = (k) => (node.nodeName === "OL" ? `${k + 1}.` : "-");
      return Array.from(node.children, (item, k) => `${mark(k)} ${inline(item).trim()}`).join("\n");
    }
    return inline(node).trim();
  };
  return Array.from(body.childNodes, block).filter(Boolean).join("\n\n");
}
