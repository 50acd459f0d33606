// @ts-check
/*
 * Which language a page speaks, and the words of the document that stand outside its components.
 * The address says it first (lang=ur), then what the reader chose before, then the browser, then
 * the atlas.
 */
import { currentLanguage, t } from "../core/messages.js";
import { KEPT, recall } from "./storage.js";

/** @import { Context } from "../types" */

/**
 * The language that a map's context is to speak; always one of the atlas's.
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
  const { title, subtitle, tongues } = context.meta;
  return (tongues && tongues[currentLanguage()]) || { title, subtitle };
};

/**
 * Gives the document, or on a page that is not the atlas's own the map alone, its language and
 * direction; and the page's own title and header their words.
 * @param {Context} context
 * @param {string} name
 */
export const setPageLanguage = (context, name) => {
  const tongue = (context.meta.tongues || {})[name];
  const host = context.store.mirror ? document.documentElement : context.map.getContainer();
  const spoken = tongue ? tongue.interface : name;
  host.lang = spoken;
  host.dir = tongue && spoken === name ? tongue.direction : "ltr";
  if (!context.store.mirror || !tongue) return;
  document.title = tongue.title;
  /** @type {(selector: string, text: string) => void} */
  const write = (selector, text) => {
    /** @type {HTMLElement | null} */
    const element = document.querySelector(selector);
    if (!element || !text) return;
    element.textContent = text;
    if (element.matches(".mg-skip")) return;
    element.lang = name;
    element.dir = tongue.direction;
  };
  write(".mg-header h1", tongue.title);
  write(".mg-header p", tongue.subtitle);
  write(".mg-skip", t("Skip to the list of events"));
};
