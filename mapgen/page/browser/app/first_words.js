// @ts-check
/*
 * Runs behind a part of the document that is seen first, before it is drawn: of the words that stand in it
 * in templates (page.html.jinja) those of the reader's language take their place. A part that is hidden
 * is the story with its introduction, which a page opens with where its address says nothing.
 */
(function () {
  "use strict";

  const root = document.documentElement;
  const part = document.currentScript && document.currentScript.previousElementSibling;
  if (!(part instanceof HTMLElement) || (part.hidden && location.hash.length > 1)) return;
  /** @type {NodeListOf<HTMLTemplateElement>} */
  const found = part.querySelectorAll(`[data-languages~="${root.dataset.firstLanguage}"]`);
  for (const words of found) {
    const place = /** @type {Element} */ (words.parentElement);
    place.replaceChildren(...place.querySelectorAll("template"), words.content.cloneNode(true));
  }
  if (!part.hidden) return;
  part.hidden = false;
  if (part.parentElement) part.parentElement.classList.add("mg-panel", "mg-panel--half");
  root.classList.add("mg-introduced");
})();
