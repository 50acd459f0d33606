// @ts-check
/* The choice of language. Each language is named in itself (its endonym). */
import { Component } from "../../browser/app/component.js";
import { register } from "../../browser/app/kinds.js";
import { keep, KEPT } from "../../browser/app/storage.js";
import { currentLanguage, t } from "../../browser/core/messages.js";
import { h, svg } from "../../browser/draw/dom.js";

export class LanguageChoice extends Component {
  /** @type {HTMLSelectElement} */
  select;
  label = h("span", { class: "mg-visually-hidden" });

  /** @override */
  create() {
    const { languages, languageHeads = {} } = this.context.meta;
    this.select = h(
      "select",
      { class: "mg-language__select", onchange: () => this.choose(this.select.value) },
      languages.map((name) =>
        h(
          "option",
          { value: name, lang: name },
          languageHeads[name] ? languageHeads[name].name : name,
        ),
      ),
    );
    const element = h(
      "label",
      { class: "mg-language", hidden: languages.length < 2 },
      svg(
        "svg",
        { class: "mg-icon", viewBox: "0 0 24 24", width: 18, height: 18, "aria-hidden": "true" },
        svg("path", { d: GLOBE, fill: "none", stroke: "currentColor", "stroke-width": 1.6 }),
      ),
      this.label,
      this.select,
    );
    this.translate();
    return element;
  }

  /** @override */
  translate() {
    const name = currentLanguage();
    this.label.textContent = t("Language");
    this.select.value = name;
    this.select.lang = name;
  }

  /** @param {string} name a language tag */
  choose(name) {
    keep(KEPT.language, name);
    this.context.store.set({ lang: name });
  }
}

const GLOBE = "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18ZM3 12h18M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18";

register("LanguageChoice", LanguageChoice);
