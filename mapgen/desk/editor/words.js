// @ts-check
/* The language of the editor: chosen here, spoken by the page's own words and the editor's. */
import {
  addCatalogues,
  currentDirection,
  currentLanguage,
  speakLanguage,
  t,
} from "../../page/browser/core/messages.js";
import { ask } from "./api.js";
import { element, part } from "./elements.js";

/**
 * @typedef {import("../../page/browser/types").Catalogue} Catalogue
 * @typedef {{languages: Record<string, string>, language: string,
 *   catalogue: Partial<Catalogue>}} Words
 */

const KEPT = "mapgen-editor-language";
/** @type {Words} what is spoken where nobody answers */
const ENGLISH = { languages: { en: "English" }, language: "en", catalogue: {} };

/** Speaks the language that was chosen last, else the browser's own, else English. */
export async function speak() {
  const wanted = [kept(), ...navigator.languages].filter(Boolean);
  /** @type {Words} */
  const found = await ask("words", { languages: wanted }).catch(() => ENGLISH);
  addCatalogues({ [found.language]: found.catalogue });
  speakLanguage(found.language);
  document.documentElement.lang = currentLanguage();
  document.documentElement.dir = currentDirection();
  label();
  offer(found.languages);
}

/** Writes the words of the frame, which stand in English in the page's HTML. */
function label() {
  /** @type {Record<string, string>} */
  const texts = {
    "search-name": t("Search"),
    undo: t("Undo"),
    redo: t("Redo"),
    build: t("Publish"),
    tour: t("Tour"),
    guide: t("Guide"),
    "problem-count": t("Problems"),
  };
  for (const [id, words] of Object.entries(texts)) part(id, HTMLElement).textContent = words;
  /** @type {Record<string, string>} */
  const names = {
    tables: t("Tables"),
    views: t("Tasks"),
    list: t("Records"),
    record: t("Record"),
    side: t("Problems and map"),
    language: t("Language of the editor"),
  };
  for (const [id, words] of Object.entries(names)) {
    part(id, HTMLElement).setAttribute("aria-label", words);
  }
  part("map", HTMLIFrameElement).title = t("The map as readers see it");
}

/** @param {Record<string, string>} languages their names by tag */
function offer(languages) {
  const select = part("language", HTMLSelectElement);
  const options = Object.entries(languages).map(([value, words]) =>
    element("option", { value, lang: value }, words),
  );
  select.replaceChildren(...options);
  select.value = currentLanguage();
  select.addEventListener("change", () => {
    keep(select.value);
    window.location.reload(); // what is typed is asked for before the page goes
  });
}

function kept() {
  try {
    return localStorage.getItem(KEPT) ?? "";
  } catch {
    return ""; // a browser that keeps nothing
  }
}

/** @param {string} language */
function keep(language) {
  try {
    localStorage.setItem(KEPT, language);
  } catch {
    /* a browser that keeps nothing: English again next time */
  }
}
