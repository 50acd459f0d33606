// @ts-check
/*
 * Light or dark: what the address asks for, else what the reader chose in this browser, else what
 * the device prefers. The page keeps nothing else but the language.
 */
import { keep, KEPT, recall } from "./storage.js";

/** @import { Context } from "../types" */

export const THEMES = ["light", "dark"];
/** @type {Record<string, string>} */
const FORCED = { light: "not all", dark: "screen and (forced-colors: none)" };

/**
 * The theme asked for or remembered; null leaves it to the device.
 * @param {Context} context
 */
export function currentTheme(context) {
  const found = context.store.get().theme || recall(KEPT.theme);
  return found && THEMES.includes(found) ? found : null;
}

/** @param {string | null} theme */
export function apply(theme) {
  const dark = /** @type {HTMLLinkElement | null} */ (document.getElementById("mg-dark"));
  if (dark) dark.media = theme ? FORCED[theme] : dark.getAttribute("data-device") || "";
  /* The browser's own frame around the page follows. */
  /** @type {NodeListOf<HTMLMetaElement>} */
  const metas = document.querySelectorAll("meta[name=theme-color]");
  for (const meta of metas) {
    const own = meta.getAttribute("data-theme");
    const device = `(prefers-color-scheme: ${own})`;
    meta.media = theme === null ? device : theme === own ? "all" : "not all";
  }
}

/**
 * Keeps and shows the reader's choice.
 * @param {Context} context
 * @param {string | null} theme
 */
export function setTheme(context, theme) {
  keep(KEPT.theme, theme);
  context.store.set({ theme });
  apply(theme);
}

/**
 * A category's colour as CSS: the settings' own, or what dark ground makes of it (colours.py gives
 * `--mg-903000` a value there). A drawing outside the page shows the settings' own.
 * @param {string} colour
 */
export const paint = (colour) => `var(--mg-${colour.slice(1)},${colour})`;

/** @type {Map<string, string>} by what `paint` gives */
const plain = new Map();

/**
 * What `paint` gives, as CSS without a variable: a change of an element's own style that names one has the
 * browser look for all its rules again, which takes it six times as long.
 * @param {string} painted
 */
export function plainPaint(painted) {
  const before = plain.get(painted);
  if (before) return before;
  const [, name, colour] = /^var\((--[^,]+),(.+)\)$/.exec(painted) || [];
  const found = colour ? onBoth(name, colour) || painted : painted;
  plain.set(painted, found);
  return found;
}

/**
 * A colour of the settings with its value on dark ground, where the page has one; "" where the browser
 * takes no such pair.
 * @param {string} name of the variable
 * @param {string} colour
 */
function onBoth(name, colour) {
  const sheet = document.getElementById("mg-dark")?.textContent || "";
  const dark = sheet.split(`${name}:`)[1];
  if (!dark) return colour;
  const pair = `light-dark(${colour},${dark.split(/[;}]/)[0]})`;
  return CSS.supports("color", pair) ? pair : "";
}
