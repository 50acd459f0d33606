/*
 * Light or dark: what the address asks for, else what the reader chose in this browser, else what
 * the device prefers. The page keeps nothing else but the language.
 */
import { keep, KEPT, recall } from "./storage.js";

export const THEMES = ["light", "dark"];
const FORCED = { light: "not all", dark: "screen and (forced-colors: none)" };

/** The theme asked for or remembered; null leaves it to the device. */
export function chosen(context) {
  const found = context.store.get().theme || recall(KEPT.theme);
  return THEMES.includes(found) ? found : null;
}

export function apply(theme) {
  const dark = document.getElementById("mg-dark");
  if (dark) dark.media = theme ? FORCED[theme] : dark.getAttribute("data-device");
  /* The browser's own frame around the page follows. */
  for (const meta of document.querySelectorAll("meta[name=theme-color]")) {
    const own = meta.getAttribute("data-theme");
    const device = `(prefers-color-scheme: ${own})`;
    meta.media = theme === null ? device : theme === own ? "all" : "not all";
  }
}

export function choose(context, theme) {
  keep(KEPT.theme, theme);
  context.store.set({ theme });
  apply(theme);
}

/**
 * A category's colour as CSS: the settings' own, or what dark ground makes of it (colours.py gives
 * `--mg-903000` a value there). A drawing outside the page shows the settings' own.
 */
export const paint = (colour) => `var(--mg-${colour.slice(1)},${colour})`;
