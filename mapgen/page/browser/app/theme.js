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
