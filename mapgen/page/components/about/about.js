/* What the atlas is, how to cite it, how to report an error, and what the page does not do. */
import { Component } from "../../browser/app/component.js";
import { register } from "../../browser/app/kinds.js";
import { wordsOf } from "../../browser/app/language.js";
import {
  aboutHTML,
  currentLanguage,
  directionOf,
  guideHTML,
  t,
} from "../../browser/core/messages.js";
import { cleanedHTML, h, replace } from "../../browser/draw/dom.js";

export class About extends Component {
  create() {
    this.text = h("div", { class: "mg-about__text" });
    this.rest = h("div", { class: "mg-about__rest" });
    this.guide = this.page("guide");
    this.corrections = this.page("corrections");
    this.element = h(
      "div",
      { class: "mg-about" },
      this.guide && this.guide.details,
      this.text,
      this.corrections && this.corrections.details,
      this.rest,
    );
    this.borrowed = document.getElementById("mg-about-text");
    if (this.borrowed) {
      this.home = this.borrowed.parentElement;
      this.borrow();
      this.giveBack = () => {
        this.borrowed.hidden = false;
        this.home.prepend(this.borrowed);
      };
      this.takeAgain = () => {
        this.borrow();
        this.tell();
      };
      addEventListener("beforeprint", this.giveBack);
      addEventListener("afterprint", this.takeAgain);
    }
    this.translate();
    return this.element;
  }

  borrow() {
    this.text.append(this.borrowed);
  }

  /** A text of the record that is unfolded here when it is asked for; null where there is none. */
  page(name) {
    const own = document.getElementById(`mg-${name}-text`);
    if (!own) return null;
    const home = own.parentElement;
    const next = own.nextSibling;
    const summary = h("summary", {});
    const details = h("details", { class: "mg-about__page" }, summary, own);
    const page = { own, summary, details, translated: null };
    const giveBack = () => {
      own.hidden = false;
      home.insertBefore(own, next && next.parentElement === home ? next : home.firstChild);
    };
    const takeAgain = () => {
      details.append(own);
      this.tellPage(page, name === "guide" ? guideHTML() : "");
    };
    addEventListener("beforeprint", giveBack);
    addEventListener("afterprint", takeAgain);
    this.stops.push(() => {
      removeEventListener("beforeprint", giveBack);
      removeEventListener("afterprint", takeAgain);
      giveBack();
    });
    return page;
  }

  /** A page in the reader's language, where it has been translated. */
  tellPage(page, html) {
    if (page.translated) page.translated.remove();
    page.translated = html ? cleanedHTML(h("div", {}), html) : null;
    if (html) page.details.append(page.translated);
    const { language } = this.context.meta;
    page.own.hidden = Boolean(html);
    page.own.lang = language;
    page.own.dir = directionOf(language);
  }

  /** The atlas's own text in the reader's language, where it has been translated. */
  tell() {
    const language = currentLanguage();
    const html = aboutHTML();
    if (this.translated) this.translated.remove();
    this.translated = null;
    if (html) {
      this.translated = cleanedHTML(h("div", {}), html);
      this.text.append(this.translated);
    }
    if (!this.borrowed) return;
    const own = this.context.meta.language;
    this.borrowed.hidden = Boolean(html);
    this.borrowed.lang = own;
    this.borrowed.dir = directionOf(own);
    this.text.lang = html ? language : own;
  }

  /** Who has not yet read the words in this language, and where to send better ones. */
  translation() {
    if (currentLanguage() === "en") return null;
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

  onRemove() {
    if (this.borrowed) {
      removeEventListener("beforeprint", this.giveBack);
      removeEventListener("afterprint", this.takeAgain);
      this.giveBack();
      this.borrowed.hidden = false;
    }
    super.onRemove();
  }

  translate() {
    const { report } = this.context.meta;
    const { title } = wordsOf(this.context);
    this.tell();
    if (this.guide) {
      this.guide.summary.textContent = t("How to read this map");
      this.tellPage(this.guide, guideHTML());
    }
    if (this.corrections) {
      this.corrections.summary.textContent = t("Corrections made");
      this.tellPage(this.corrections, "");
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
    const { title, subtitle } = wordsOf(this.context);
    const name = subtitle ? `${title}: ${subtitle}` : title;
    const address = url || (location.protocol === "file:" ? "" : location.href.split("#")[0]);
    const text = [editor, name, address, licence]
      .filter(Boolean)
      .map((part) => part.replace(/\.$/, ""))
      .join(". ");
    const words = h("p", { class: "mg-about__citation" }, `${text}.`);
    const said = h("span", { class: "mg-about__said", role: "status" });
    const copy = h(
      "button",
      { type: "button", class: "mg-about__copy", onclick: () => this.copy(words, said) },
      t("Copy"),
    );
    return [words, h("p", {}, copy, " ", said)];
  }

  /** To the clipboard where that is allowed; else the text is selected, ready to be copied. */
  async copy(words, said) {
    try {
      await navigator.clipboard.writeText(words.textContent);
      said.textContent = t("Copied.");
    } catch {
      getSelection().selectAllChildren(words);
      said.textContent = t("Selected: copy it with Ctrl+C or ⌘C.");
    }
  }
}

register("About", About);
