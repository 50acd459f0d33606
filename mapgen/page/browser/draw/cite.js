// @ts-check
/*
 * Addresses and citations of what is seen: of the view, and of one event. Citation styles have
 * words of their own, which are English in every language of the page.
 */
import { ENGLISH_MONTHS, t } from "../core/messages.js";
import { h, uniqueId } from "./dom.js";
import { liveStatus } from "./controls.js";

/** @import { Context, EventRecord, Patch } from "../types" */

/** @typedef {"APA" | "Chicago" | "BibTeX"} Style */
/** @typedef {{year: number, month: number, day: number}} CivilDay */

/** @type {Style[]} */
const STYLES = ["APA", "Chicago", "BibTeX"];
/** @type {Record<string, string>} */
const SPECIAL = {
  "\\": "\\textbackslash{}",
  "{": "\\textbraceleft{}",
  "}": "\\textbraceright{}",
  $: "\\$",
  "&": "\\&",
  "%": "\\%",
  "#": "\\#",
  _: "\\_",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
};

/**
 * A text in which no letter is a command of TeX.
 * @param {string} text
 */
const texEscaped = (text) => String(text).replace(/[\\{}$&%#_~^]/g, (c) => SPECIAL[c]);

/**
 * The address that opens what is seen, with changes to it; never an empty one.
 * @param {Context} context
 * @param {Patch} [patch]
 */
export const permalink = (context, patch) => {
  const here = location.href.replace(/#.*$/, "");
  const base = context.meta.url && !/^https?:/.test(here) ? context.meta.url : here;
  return base.replace(/#.*$/, "") + context.store.address(patch);
};

/**
 * The address as a citation prints it: of a copy on disk only the file's name can be said.
 * @param {string} address
 */
export function printed(address) {
  return /^https?:/.test(address) ? address : address.replace(/^.*\/(?=[^/]*$)/, "");
}

/** Today by the reader's own clock: the one place where the page asks what day it is. */
function today() {
  const now = new Date();
  return { year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() };
}

/** @param {string} text */
const unstopped = (text) => text.replace(/[.\s]+$/, "");

/**
 * What is to be cited in three styles: {APA, Chicago, BibTeX}. `record` is an event's, or null
 * for the view; `day` {year, month, day} is when it was read.
 * @param {Context} context
 * @param {EventRecord | null} record
 * @param {string} address
 * @param {CivilDay} day
 * @returns {Record<Style, string>}
 */
export const citations = (context, record, address, day) => {
  const { title, subtitle, editor } = context.meta;
  const whole = unstopped(subtitle ? `${title}: ${subtitle}` : title);
  const name = record ? unstopped(record.title || "") : "";
  const where = printed(address);
  const month = ENGLISH_MONTHS[day.month - 1];
  const american = `${month} ${day.day}, ${day.year}`;
  const iso = [String(day.year).padStart(4, "0"), day.month, day.day]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
  const by = editor ? unstopped(editor) : "";
  const map = `${whole} [Interactive map]`;
  const who = by ? [`${by} (Ed.)`, "(n.d.)"] : [];
  const undated = by ? [] : ["(n.d.)"];
  const apa = (record ? [...who, name, ...undated, `In ${map}`] : [...who, map, ...undated]).join(
    ". ",
  );
  const editing = by ? `, edited by ${by}` : "";
  const chicago = record ? `“${name}.” In ${whole}${editing}` : by ? `${by}, ed. ${whole}` : whole;
  const tex = texEscaped;
  const key = record ? record.id : slug(title);
  /** @type {(string[] | "" | null)[]} */
  const fields = [
    by && ["editor", `{${tex(by)}}`],
    ["title", `{${tex(record ? name : whole)}}`],
    record && ["booktitle", `{${tex(whole)}}`],
    ["howpublished", "Interactive map"],
    ["url", where.replace(/{/g, "%7B").replace(/}/g, "%7D")],
    ["urldate", iso],
    ["note", `Accessed ${day.day} ${month} ${day.year}`],
  ];
  const lines = fields.flatMap((each) => (each ? [`  ${each[0]} = {${each[1]}},\n`] : [])).join("");
  return {
    APA: `${apa}. Retrieved ${american}, from ${where}`,
    Chicago: `${chicago}. Interactive map. Accessed ${american}. ${where}.`,
    BibTeX: `@misc{${key},\n${lines}}`,
  };
};

/**
 * A title as a part of file names and keys: small letters, digits, hyphens.
 * @param {string} text
 */
export const slug = (text) =>
  text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "") || "atlas";

/**
 * Puts a text on the clipboard; false where neither the new nor the old way works.
 * @param {string} text
 */
export const copyText = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = h("textarea", {
      class: "mg-visually-hidden",
      readonly: true,
      properties: { value: text },
    });
    const focused = document.activeElement;
    /* Inside an open dialog nothing outside of it can be selected. */
    (document.querySelector("dialog[open]") || document.body).append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
    return done;
  }
};

/**
 * Citations as an element: a choice of style, the text, a button that copies it. The day of
 * access is today's, asked for when the element is made. `record` null cites the view.
 * @param {Context} context
 * @param {EventRecord | null} record
 * @param {string} address
 */
export const citeBox = (context, record, address) => {
  const found = citations(context, record, address, today());
  const text = h("p", { class: "mg-cite-box__text", lang: "en", dir: "ltr", tabindex: -1 });
  const status = liveStatus("mg-cite-box__status", "span");
  const group = uniqueId("style");
  /** @param {Style} style */
  const show = (style) => {
    text.textContent = found[style];
    text.classList.toggle("mg-cite-box__text--code", style === "BibTeX");
    status.textContent = "";
  };
  const choices = STYLES.map((style, k) =>
    h(
      "label",
      { class: "mg-cite-box__style" },
      h("input", {
        type: "radio",
        name: group,
        value: style,
        properties: { checked: k === 0 },
        onchange: () => show(style),
      }),
      style,
    ),
  );
  const copy = h(
    "button",
    {
      type: "button",
      class: "mg-button mg-cite-box__copy",
      onclick: async () => {
        const done = await copyText(text.textContent || "");
        status.textContent = done ? t("Copied.") : t("Select the text and copy it.");
        if (!done) getSelection()?.selectAllChildren(text);
      },
    },
    t("Copy"),
  );
  show(STYLES[0]);
  return h(
    "div",
    { class: "mg-cite-box" },
    h(
      "div",
      { class: "mg-cite-box__styles", role: "radiogroup", "aria-label": t("Style of citation") },
      choices,
    ),
    text,
    h("p", { class: "mg-cite-box__foot" }, copy, " ", status),
  );
};
