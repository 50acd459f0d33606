// @ts-check
/* One source in the bibliography: its citation, what is known of it, and the events that cite it. */
import { digits, divider, languageName, t, tn } from "../../browser/core/messages.js";
import { h, replace, uniqueId } from "../../browser/draw/dom.js";
import { kindNames } from "../../browser/draw/lens_words.js";

/** @import { Context, EventIndex, Source } from "../../browser/types" */

export class SourceEntry {
  /**
   * @param {Context} context
   * @param {string} key
   * @param {Source} source
   */
  constructor(context, key, source) {
    this.context = context;
    this.key = key;
    this.source = source;
    /** The text that a search looks through, and that by which sources are sorted. */
    this.folded = "";
    this.sortedBy = "";
    /** @type {EventIndex[] | null | undefined} the events shown that cite it; null: not known */
    this.citedBy = undefined;
    /** @type {{item: HTMLElement, toggle: HTMLButtonElement, events: HTMLElement} | null} */
    this.parts = null;
  }

  /** The entry's list item, made when it is first shown. */
  get item() {
    return this.made().item;
  }

  /** The words are of another language: the item is made again. */
  clear() {
    this.parts = null;
    this.citedBy = undefined;
  }

  made() {
    this.parts = this.parts || this.create();
    return this.parts;
  }

  create() {
    const { key, source } = this;
    /* The address, always the last part, is the link below. */
    const words = source.parts
      .filter(([kind]) => kind !== "link")
      .map(([kind, text]) =>
        h(kind === "title" || kind === "container" ? "i" : "span", { dir: "auto" }, text),
      );
    const events = h("ul", {
      class: "mg-source-list__events",
      hidden: true,
      id: uniqueId("cites"),
    });
    const toggle = h("button", {
      type: "button",
      class: "mg-source-list__cites",
      "aria-expanded": "false",
      "aria-controls": events.id,
      onclick: () => this.toggleEvents(),
    });
    const item = h(
      "li",
      { class: "mg-source-list__source", "data-key": key },
      h(
        "p",
        {
          class: "mg-source-list__words",
          lang: source.language || this.context.meta.language,
          dir: "auto",
        },
        words,
      ),
      factsOf(source),
      h("p", { class: "mg-source-list__foot" }, linkOf(source), toggle),
      events,
    );
    return { item, toggle, events };
  }

  /**
   * Shows how many of the events shown cite the source; null where that is not known.
   * @param {EventIndex[] | null} cited
   */
  setEvents(cited) {
    const { toggle, events } = this.made();
    if (sameList(this.citedBy, cited)) return;
    this.citedBy = cited;
    toggle.hidden = cited === null;
    const n = cited ? cited.length : 0;
    const text = n ? tn("{n} event shown", "{n} events shown", n) : t("no event shown");
    toggle.disabled = n === 0;
    toggle.textContent = text;
    toggle.setAttribute(
      "aria-label",
      t("{place}: {figures}", { place: text, figures: this.source.short }),
    );
    if (!events.hidden) this.listEvents();
  }

  toggleEvents() {
    const { toggle, events } = this.made();
    const open = events.hidden;
    events.hidden = !open;
    toggle.setAttribute("aria-expanded", String(open));
    if (open) this.listEvents();
  }

  listEvents() {
    const { context } = this;
    replace(
      this.made().events,
      (this.citedBy || []).map((i) => {
        const record = context.peek(i);
        if (!record) return null;
        const { text, lang, dir } = context.wording(record, "title");
        return h(
          "li",
          {},
          h(
            "button",
            {
              type: "button",
              class: "mg-source-list__event",
              onclick: () => context.select(record.id),
              onfocus: () => context.hover(i),
              onblur: () => context.hover(-1),
              onpointerenter: () => context.hover(i),
              onpointerleave: () => context.hover(-1),
            },
            h(
              "span",
              { class: "mg-source-list__date" },
              h("bdi", {}, context.wording(record, "date").text),
            ),
            " ",
            h("bdi", { lang, dir }, text),
          ),
        );
      }),
    );
  }
}

/** @param {Source} source */
const linkOf = (source) =>
  source.url &&
  h(
    "a",
    {
      class: "mg-source-list__link",
      href: source.url,
      target: "_blank",
      rel: "noopener noreferrer",
      "aria-label": t("{site}: opens the source “{title}” in a new tab", {
        site: siteOf(source.url),
        title: source.short,
      }),
    },
    siteOf(source.url),
    h("span", { "aria-hidden": "true" }, " ↗"),
  );

/**
 * What the source is, its language, how and when it was read, and where a copy may be.
 * @param {Source} source
 */
function factsOf(source) {
  /** @type {Record<string, string>} */
  const read = {
    whole: t("read whole"),
    excerpt: t("read in an excerpt"),
    "mirror-whole": t("read whole on another site"),
    "mirror-excerpt": t("read in an excerpt on another site"),
  };
  const facts = [
    source.kind && kindNames()[source.kind],
    source.language && languageName(source.language),
    source.read && read[source.read],
    source.accessed && t("in {year}", { year: digits(source.accessed.slice(0, 4)) }),
  ].filter(Boolean);
  if (!facts.length && !source.url) return null;
  return h(
    "p",
    { class: "mg-source-list__facts" },
    facts.join(divider()),
    facts.length ? " " : "",
    archiveOf(source),
  );
}

/**
 * The link to a copy of the source's page, or to where copies of pages are kept.
 * @param {Source} source
 */
function archiveOf(source) {
  const copy = source.archived || (source.url && `https://web.archive.org/web/*/${source.url}`);
  if (!copy) return null;
  return h(
    "a",
    {
      class: "mg-source-list__archive",
      href: copy,
      target: "_blank",
      rel: "noopener noreferrer",
    },
    source.archived ? t("Archived copy") : t("Look for an archived copy"),
    h("span", { "aria-hidden": "true" }, " ↗"),
  );
}

/** @param {string} url */
const siteOf = (url) => {
  const match = /^https?:\/\/(?:www\.)?([^/?#]+)/.exec(url);
  return match ? match[1] : url;
};

/**
 * @param {EventIndex[] | null | undefined} a
 * @param {EventIndex[] | null} b
 */
const sameList = (a, b) =>
  a === b ||
  (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((x, k) => x === b[k]));
