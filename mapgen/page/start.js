/*
 * Runs before anything is drawn: the page is a map and not its record, inside another page it is the
 * map alone, and it is light or dark from the first moment on.
 */
(function (root, dark) {
  "use strict";

  const DEVICE = dark.media;
  const asked = (key, values) => {
    const found = new RegExp(`[#&]${key}=(${values})(&|$)`).exec(location.hash);
    return found && found[1];
  };
  let theme = asked("theme", "light|dark");
  try {
    theme = theme || localStorage.getItem("mapgen-theme");
  } catch (error) {
    /* a page inside another one, or a browser that keeps nothing: the device decides */
  }
  dark.setAttribute("data-device", DEVICE);
  if (theme === "dark") dark.media = "screen and (forced-colors: none)";
  if (theme === "light") dark.media = "not all";
  root.className = `mg-page mg-scripted${asked("embed", "1|true") ? " mg-embedded" : ""}`;
})(document.documentElement, document.getElementById("mg-dark"));
