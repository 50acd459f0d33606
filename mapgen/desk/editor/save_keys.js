// @ts-check
/* Ctrl-S, or Command-S, saves whatever form is open. */

/** @param {HTMLElement} place in which forms are shown */
export function saveWithKeys(place) {
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault(); // a browser would save its page
    /** @type {HTMLButtonElement | null} */ (place.querySelector(".save button.main"))?.click();
  });
}
