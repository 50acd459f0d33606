// @ts-check
/* A source as it is read: its parts with their titles set, and the link to its page. */
import { t } from "../core/messages.js";
import { h } from "./dom.js";

/** @import { Source } from "../types" */

const ITALIC = ["title", "container"];

/**
 * A source in full, its titles set as its kind asks; without the link.
 * @param {Source | undefined} source
 * @param {string} key
 */
export const sourceWords = (source, key) => {
  if (!source) return key;
  return source.parts
    .filter(([kind]) => kind !== "link")
    .map(([kind, text]) =>
      h(ITALIC.includes(kind) ? "i" : kind === "mirror" ? "em" : "span", { dir: "auto" }, text),
    );
};

/**
 * The link to a source's page, named by its site; null where there is none.
 * @param {Source | undefined} source
 */
export const sourceLink = (source) => {
  if (!source || !/^https?:/.test(source.url || "")) return null;
  const url = source.url || "";
  let host = url;
  try {
    host = new URL(url).host.replace(/^www\./, "");
  } catch {
    /* An address that this browser does not take is shown whole. */
  }
  return [
    " ",
    h(
      "a",
      { href: url, target: "_blank", rel: "noopener noreferrer", dir: "ltr" },
      host,
      h("span", { class: "mg-visually-hidden" }, ` (${t("opens in a new tab")})`),
    ),
  ];
};
