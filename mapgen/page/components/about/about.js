// @ts-check
/* What the atlas is, how to cite it, how to report an error, and what the page does not do. */
import { Component } from "../../browser/app/component.js";
import { register } from "../../browser/app/kinds.js";
import { atlasTitles } from "../../browser/app/language.js";
import {
  aboutHTML,
  currentLanguage,
  directionOf,
  guideHTML,
  t,
} from "../../browser/core/messages.js";
import { cleanedHTML, h, replace } from "../../browser/draw/dom.js";
import { liveStatus } from "../../browser/draw/controls.js";

/**
 * A text of the record that stands in this component instead, beside its translation.
 * @typedef {object} RecordText
 * @property {HTMLElement} own the text, in the language of the record
 * @property {HTMLElement} host the element that holds it here
 * @property {HTMLElement} summary the heading over a text that is unfolded
 * @property {HTMLElement | null} translated
 * @property {() => string} html the translation, or ""
 */

export class About extends Component {
  /** The atlas's own text. */
  text = h("div", { class: "mg-about__text" });
  rest = h("div", { class: "mg-about__rest" });
  /** @type {RecordText | null} */
  about = null;
  /** @type {RecordText | null} */
  guide = null;
  /** @type {RecordText | null} */
  corrections = null;

  /** @override */
  create() {
    this.guide = this.foldedText("guide", guideHTML);
    this.corrections = this.foldedText("corrections", () => "");
    this.about = this.take("mg-about-text", this.text, h("summary"), aboutHTML);
    const element = h(
      "div",
      { class: "mg-about" },
      this.guide && this.guide.host,
      this.text,
      this.corrections && this.corrections.host,
      this.rest,
    );
    this.translate();
    return element;
  }

  /**
   * A text of the record that is unfolded here when it is asked for; null where there is none.
   * @param {string} name
   * @param {() => string} html its translation
   */
  foldedText(name, html) {
    const summary = h("summary");
    const host = h("details", { class: "mg-about__page" }, summary);
    return this.take(`mg-${name}-text`, host, summary, html);
  }

  /**
   * Takes a text of the record into an element of this component; while the page is printed it
   * stands in the record.
   * @param {string} id
   * @param {HTMLElement} host
   * @param {HTMLElement} summary
   * @param {() => string} html its translation
   * @returns {RecordText | null}
   */
  take(id, host, summary, html) {
    const own = document.getElementById(id);
    const record = own && own.parentElement;
    if (!own || !record) return null;
    const next = own.nextSibling;
    /** @type {RecordText} */
    const text = { own, host, summary, translated: null, html };
    const giveBack = () => {
      own.hidden = false;
      const before = next && next.parentElement === record ? next : record.firstChild;
      record.insertBefore(own, before);
    };
    const takeAgain = () => {
      host.append(own);
      this.showTranslation(text);
    };
    host.append(own);
    addEventListener("beforeprint", giveBack);
    addEventListener("afterprint", takeAgain);
    this.stops.push(() => {
      removeEventListener("beforeprint", giveBack);
      removeEventListener("afterprint", takeAgain);
      giveBack();
    });
    return text;
  }

  /**
   * A text in the reader's language, where it has been translated.
   * @param {RecordText} text
   */
  showTranslation(text) {
    const { host, own } = text;
    const html = text.html();
    const { language } = this.context.meta;
    if (text.translated) text.translated.remove();
    text.translated = null;
    if (html) {
      const translated = cleanedHTML(h("div"), html);
      host.append(translated);
      text.translated = translated;
    }
    own.hidden = Boolean(html);
    own.lang = language;
    own.dir = directionOf(language);
  }

  /** That the words in this language are drafts, and where to send better ones. */
  translation() {
    const head = (this.context.meta.languageHeads || {})[currentLanguage()];
    if (currentLanguage() === "en" || (head && head.interface === "en")) return null;
    return [
      h("h3", {}, t("The translations")),
      h(
        "p",
        { class: "mg-about__translation" },
        t(
          "The words of this page in this language were drafted without review by a native speaker or by a historian of the region. Where a text has no translation it is shown in the atlas’s own language.",
        ),
        " ",
        this.context.meta.report
          ? t("A better wording is welcome: send it as you would report an error.")
          : t(
              "A better wording is welcome: docs/languages.md in the atlas’s repository says how to send it.",
            ),
      ),
    ];
  }

  /** @override */
  translate() {
    const { report } = this.context.meta;
    const { title } = atlasTitles(this.context);
    if (this.guide) this.guide.summary.textContent = t("How to read this map");
    if (this.corrections) this.corrections.summary.textContent = t("Corrections made");
    for (const text of [this.about, this.guide, this.corrections]) {
      if (text) this.showTranslation(text);
    }
    if (!this.about) {
      const html = aboutHTML();
      const text = html && cleanedHTML(h("div"), html);
      replace(this.text, text);
    }
    replace(
      this.rest,
      this.translation(),
      h("h3", {}, t("How to cite")),
      this.citation(),
      report && [
        h("h3", {}, t("Found an error?")),
        h(
          "p",
          {},
          t(
            "Tell us what is wrong, with a source if you have one. Corrections are listed with their reasons. ",
          ),
          h(
            "a",
            { href: report, target: "_blank", rel: "noopener noreferrer" },
            t("Report an error in “{title}”", { title }),
          ),
        ),
      ],
      h("h3", {}, t("Privacy")),
      h(
        "p",
        {},
        t(
          "This page makes no request and keeps nothing about you: only the language and the colours that you choose are kept, in this browser. What you see stands in its address alone. Only when you turn the street map on are its tiles fetched from their server.",
        ),
      ),
    );
  }

  /** "Editor. Title. Address. Licence." as one text that can be copied. */
  citation() {
    const { editor, url, licence } = this.context.meta;
    const { title, subtitle } = atlasTitles(this.context);
    const name = subtitle ? `${title}: ${subtitle}` : title;
    const address = url || (location.protocol === "file:" ? "" : location.href.split("#")[0]);
    const citation = [editor, name, address, licence]
      .filter(Boolean)
      .map((part) => part.replace(/\.$/, ""))
      .join(". ");
    const text = h("p", { class: "mg-about__citation", dir: "auto" }, `${citation}.`);
    const status = liveStatus("mg-about__status", "span");
    const copy = h(
      "button",
      { type: "button", class: "mg-about__copy", onclick: () => this.copy(text, status) },
      t("Copy"),
    );
    return [text, h("p", {}, copy, " ", status)];
  }

  /**
   * To the clipboard where that is allowed; else the text is selected, ready to be copied.
   * @param {HTMLElement} text
   * @param {HTMLElement} status says which of the two was done
   */
  async copy(text, status) {
    try {
      await navigator.clipboard.writeText(text.textContent || "");
      status.textContent = t("Copied.");
    } catch {
      getSelection()?.selectAllChildren(text);
      status.textContent = t("Selected: copy it with Ctrl+C or ⌘C.");
    }
  }
}

register("About", About);
