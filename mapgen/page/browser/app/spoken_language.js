// @ts-check
/*
 * The language of a map: the catalogues that are open, and what a change of it means for the
 * document, the search and the components.
 */
import { json } from "../core/codec.js";
import { addCatalogues, speakLanguage } from "../core/messages.js";
import { preferredLanguage, setPageLanguage } from "./language.js";

/** @import { Catalogue, CatalogueKeys, Context, ListedCatalogue } from "../types" */

export class SpokenLanguage {
  /** @param {Context} context whose map, packed texts and store are there */
  constructor(context) {
    this.context = context;
    /** @type {Set<string>} languages whose catalogue is open */
    this.opened = new Set();
    addCatalogues(
      Object.fromEntries(
        Object.entries(context.meta.languageHeads || {}).map(([name, each]) => [
          name,
          {
            direction: each.interface === name ? each.direction : "ltr",
            textDirection: each.direction,
          },
        ]),
      ),
    );
    const name = preferredLanguage(context);
    /* The direction comes before anything is drawn: nothing changes sides. */
    setPageLanguage(context, name);
    /** @type {Promise<void>} until the words of the first language are open */
    this.first = this.open(name);
  }

  /**
   * Opens the words of a language; English has its own in the scripts.
   * @param {string} name
   */
  async open(name) {
    const { catalogues = {}, catalogueKeys } = this.context.packed;
    const packed = catalogues[name];
    if (!packed || !catalogueKeys || this.opened.has(name)) return;
    /** @type {[CatalogueKeys, ListedCatalogue]} */
    const [keys, listed] = await Promise.all([json(catalogueKeys), json(packed)]);
    this.opened.add(name);
    addCatalogues({ [name]: withKeys(listed, keys) });
  }

  /** Speaks the language that is preferred now, whose words are open. */
  apply() {
    const { context } = this;
    const name = speakLanguage(preferredLanguage(context));
    setPageLanguage(context, name);
    context.search.forget();
    for (const { values } of [context, ...context.panes]) if (values) values.text = null;
  }

  /** Changes the language of everything, once its words are open. */
  async change() {
    const { context } = this;
    const name = preferredLanguage(context);
    await this.open(name);
    if (name !== preferredLanguage(context)) return;
    this.apply();
    context.emit("language", name);
    if (context.store.get().text) context.changed(["text"]);
  }
}

/**
 * A catalogue whose tables have their keys again.
 * @param {ListedCatalogue} listed
 * @param {CatalogueKeys} keys
 */
function withKeys(listed, keys) {
  const tables = Object.entries(keys).map(([table, names]) => {
    const values = listed[/** @type {keyof CatalogueKeys} */ (table)] || [];
    const pairs = names.map((name, k) => [name, values[k]]);
    return [table, Object.fromEntries(pairs.filter(([, value]) => value))];
  });
  return /** @type {Partial<Catalogue>} */ ({ ...listed, ...Object.fromEntries(tables) });
}
