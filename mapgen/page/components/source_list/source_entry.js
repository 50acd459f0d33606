/* One source in the bibliography: its citation, what is known of it, and the events that cite it. */
import { digits, t, tn } from "../../browser/core/messages.js";
import { h, replace, uniqueId } from "../../browser/draw/dom.js";
import { kindNames, languageName } from "../../browser/draw/lens_words.js";

export class SourceEntry {
  /** @param key of the source @param source as the payload has it */
  constructor(context, key, source) {
    this.context = context;
    this.key = key;
    this.source = source;
    this.item = null;
    /** The events shown that cite the source; null while that is not known. */
    this.citedBy = undefined;
  }

  /** The entry's list item, made when it is first shown. */
  element() {
    if (!this.item) this.create();
    return this.item;
  }

  /** The words are of another language: the item is made again. */
  clear() {
    this.item = null;
  }

  create() {
    const { key, source } = this;
    /* The address, always the last part, is the link below. */
    const words = source.parts
      .filter(([kind]) => kind !== "link")
      .map(([kind, text]) =>
        h(kind === "title" || kind === "container" ? "i" : "span", { dir: "auto" }, text),
      );
    this.events = h("ul", {
      class: "mg-source-list__events",
      hidden: true,
      id: uniqueId("cites"),
    });
    this.toggle = h("button", {
      type: "button",
      class: "mg-source-list__cites",
      "aria-expanded": "false",
      "aria-controls": this.events.id,
      onclick: () => this.toggleEvents(),
    });
    this.item = h(
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
      h("p", { class: "mg-source-list__foot" }, linkOf(source), this.toggle),
      this.events,
    );
    this.citedBy = undefined;
  }

  /** Shows how many of the events shown cite the source; null where that is not known. */
  setEvents(events) {
    if (!this.item) this.create();
    if (sameList(this.citedBy, events)) return;
    this.citedBy = events;
    this.toggle.hidden = events === null;
    const n = events ? events.length : 0;
    this.toggle.disabled = n === 0;
    this.toggle.textContent = n
      ? tn("{n} event shown", "{n} events shown", n)
      : t("no event shown");
    this.toggle.setAttribute(
      "aria-label",
      t("{place}: {figures}", {
        place: this.toggle.textContent,
        figures: this.source.short,
      }),
    );
    if (!this.events.hidden) this.listEvents();
  }

  toggleEvents() {
    const open = this.events.hidden;
    this.events.hidden = !open;
    this.toggle.setAttribute("aria-expanded", String(open));
    if (open) this.listEvents();
  }

  listEvents() {
    const { context } = this;
    replace(
      this.events,
      (this.citedBy || []).map((i) => {
        const record = context.peek(i);
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

/** What the source is, its language, how and when it was read, and where a copy may be. */
function factsOf(source) {
  const read = {
    whole: t("read whole"),
    excerpt: t("read in an excerpt"),
    "mirror-whole": t("read whole on another site"),
    "mirror-excerpt": t("read in an excerpt on another site"),
  };
  const facts = [
    kindNames()[source.kind],
    source.language && languageName(source.language),
    read[source.read],
    source.accessed && t("in {year}", { year: digits(source.accessed.slice(0, 4)) }),
  ].filter(Boolean);
  if (!facts.length && !source.url) return null;
  return h(
    "p",
    { class: "mg-source-list__facts" },
    facts.join(" · "),
    facts.length ? " " : "",
    archiveOf(source),
  );
}

/** The link to a copy of the source's page, or to where copies of pages are kept. */
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

const siteOf = (url) => {
  const match = /^https?:\/\/(?:www\.)?([^/?#]+)/.exec(url);
  return match ? match[1] : url;
};

const sameList = (a, b) =>
  a === b ||
  (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((x, k) => x === b[k]));
