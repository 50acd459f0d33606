/*
 * Runs before anything is drawn: the page is a map and not its record, inside another page it is the
 * map alone, and from the first moment on it is light or dark and runs the reader's way.
 */
(function (root, dark) {
  "use strict";

  const asked = (key, values) => {
    const found = new RegExp(`[#&]${key}=(${values})(&|$)`).exec(location.hash);
    return found && found[1];
  };
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

  const directions = new Map(
    root
      .getAttribute("data-languages")
      .split(" ")
      .map((each) => each.split(":")),
  );
  const wanted = [asked("lang", "[a-z]+"), kept("mapgen.language")];
  for (const name of navigator.languages || []) wanted.push(name.split("-")[0].toLowerCase());
  const language = wanted.find((name) => directions.has(name));
  if (language) {
    root.lang = language;
    root.dir = directions.get(language);
  }
  root.className = `mg-page mg-scripted${asked("embed", "1|true") ? " mg-embedded" : ""}`;
})(document.documentElement, document.getElementById("mg-dark"));
