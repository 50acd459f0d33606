/*
 * Light or dark: what the address asks for, else what the reader chose in this browser, else what
 * the device prefers. The page keeps nothing else but the language.
 */
(function (mapgen) {
  "use strict";

  const KEY = "mapgen-theme";
  const THEMES = ["light", "dark"];
  const FORCED = { light: "not all", dark: "screen and (forced-colors: none)" };

  /** The theme kept in this browser, or null; null too where a browser keeps nothing. */
  mapgen.remembered = (key) => {
    try {
      return localStorage.getItem(key);
    } catch (error) {
      return null;
    }
  };

  /** Keeps a value in this browser, or forgets it (null); where that is refused, nothing happens. */
  mapgen.remember = (key, value) => {
    try {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch (error) {
      /* the choice lasts as long as the page */
    }
  };

  /** The theme asked for or remembered; null leaves it to the device. */
  function chosen(context) {
    const found = context.store.get().theme || mapgen.remembered(KEY);
    return THEMES.includes(found) ? found : null;
  }

  function apply(theme) {
    const dark = document.getElementById("mg-dark");
    if (dark) dark.media = theme ? FORCED[theme] : dark.getAttribute("data-device");
    /* The browser's own frame around the page follows. */
    for (const meta of document.querySelectorAll("meta[name=theme-color]")) {
      const own = meta.getAttribute("data-theme");
      const device = `(prefers-color-scheme: ${own})`;
      meta.media = theme === null ? device : theme === own ? "all" : "not all";
    }
  }

  function choose(context, theme) {
    mapgen.remember(KEY, theme);
    context.store.set({ theme });
    apply(theme);
  }

  mapgen.theme = { THEMES, chosen, choose, apply };

  /**
   * A category's colour as CSS: the settings' own, or what dark ground makes of it (colours.py gives
   * `--mg-903000` a value there). A drawing outside the page shows the settings' own.
   */
  mapgen.paint = (colour) => `var(--mg-${colour.slice(1)},${colour})`;
})((window.mapgen = window.mapgen || {}));
