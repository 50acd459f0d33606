// @ts-check
/*
 * Which language a page is in, and the words of the document that stand outside its components.
 * The address says it first (lang=ur), then what the reader chose before, then the browser, then
 * the atlas.
 */
import { currentLanguage, t } from "../core/messages.js";
import { KEPT, recall } from "./storage.js";

/** @import { Context } from "../types" */

/**
 * The language that a map's context is to have; always one of the atlas's.
 * @param {Context} context
 */
export const preferredLanguage = (context) => {
  const { languages, language } = context.meta;
  const own = context.store.mirror
    ? [context.store.get().lang, recall(KEPT.language)]
    : [context.store.get().lang];
  const browser = (navigator.languages || []).flatMap((name) => [
    name,
    name.split("-")[0].toLowerCase(),
  ]);
  const found = [...own, ...browser].find((name) => name && languages.includes(name));
  return found || language;
};

/**
 * The atlas's title and subtitle in the reader's language.
 * @param {Context} context
 */
export const atlasTitles = (context) => {
  const { title, subtitle, languageHeads } = context.meta;
  return (languageHeads && languageHeads[currentLanguage()]) || { title, subtitle };
};

/**
 * Gives the document, or on a page that is not the atlas's own the map alone, its language and
 * direction; and the page's own title and header their words.
 * @param {Context} context
 * @param {string} name
 */
export const setPageLanguage = (context, name) => {
  const head = (context.meta.languageHeads || {})[name];
  const host = context.store.mirror ? document.documentElement : context.map.getContainer();
  const spoken = head ? head.interface : name;
  host.lang = spoken;
  host.dir = head && spoken === name ? head.direction : "ltr";
  if (!context.store.mirror || !head) return;
  document.title = head.title;
  /** @type {(selector: string, text: string) => void} */
  const write = (selector, text) => {
    /** @type {HTMLElement | null} */
    const element = document.querySelector(selector);
    if (!element || !text) return;
    /* What the document says already stays as it is (first_words.js). */
    if (element.textContent !== text) element.textContent = text;
    if (element.matches(".mg-skip")) return;
    element.lang = name;
    element.dir = head.direction;
  };
  write(".mg-header h1", head.title);
  write(".mg-header p", head.subtitle);
  write(".mg-skip", t("Skip to the list of events"));
};
