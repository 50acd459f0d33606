// @ts-check
/*
 * Runs before anything is drawn: the page is a map and not its record, inside another page it is the
 * map alone, and its colours and direction are right from the first frame on.
 */
(function () {
  "use strict";

  const root = document.documentElement;
  const dark = /** @type {HTMLLinkElement} */ (document.getElementById("mg-dark"));

  /** @type {(key: string, values: string) => string | null} */
  const asked = (key, values) => {
    const found = new RegExp(`[#&]${key}=(${values})(&|$)`).exec(location.hash);
    return found && found[1];
  };
  /** @type {(key: string) => string | null} */
  const kept = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; /* a page inside another one, or a browser that keeps nothing */
    }
  };

  const theme = asked("theme", "light|dark") || kept("mapgen-theme");
  dark.setAttribute("data-device", dark.media);
  if (theme === "dark") dark.media = "screen and (forced-colors: none)";
  if (theme === "light") dark.media = "not all";

  /* Each language with the direction and, where it is another one, the language of the interface. */
  /** @type {Map<string, {direction: string, spoken: string}>} */
  const languages = new Map();
  for (const each of (root.getAttribute("data-languages") || "").split(" ")) {
    const [name, direction, spoken] = each.split(":");
    languages.set(name, { direction, spoken: spoken || name });
  }
  const wanted = [asked("lang", "[A-Za-z0-9-]+"), kept("mapgen.language")];
  for (const name of navigator.languages || []) wanted.push(name, name.split("-")[0].toLowerCase());
  const found = wanted.find((name) => name && languages.has(name)) || [...languages.keys()][0];
  const language = languages.get(found);
  if (language) {
    root.dataset.firstLanguage = found;
    root.lang = language.spoken;
    root.dir = language.direction;
  }
  root.className = `mg-page mg-scripted${asked("embed", "1|true") ? " mg-embedded" : ""}`;
})();
