/* What a reader takes away from what is seen: a link, a citation, the events and their sources. */
import { Component } from "../../browser/app/component.js";
import { register } from "../../browser/app/kinds.js";
import { eventsAsCSV, eventsAsGeoJSON, keysCited } from "../../browser/draw/events_export.js";
import { saveFile } from "../../browser/draw/save_file.js";
import { number, t, tn } from "../../browser/core/messages.js";
import { shortISO } from "../../browser/core/periods.js";
import { citeBox, copyText, permalink, slug } from "../../browser/draw/cite.js";
import { h, replace, svg, uniqueId } from "../../browser/draw/dom.js";
import { sentenceOf } from "../../browser/draw/filter_words.js";
import { lensSentence } from "../../browser/draw/lens_words.js";
import { liveStatus } from "../../browser/draw/controls.js";

/** More events than this are first to be narrowed down: a browser holds only so much text. */
const MOST = 100000;
/** @import { EventIndex } from "../../browser/types" */

/**
 * A form in which events or sources are saved.
 * @typedef {object} FileForm
 * @property {"csv" | "geojson" | "bibtex" | "csl" | "ris"} form
 * @property {string} name
 * @property {string} ending of the file's name
 * @property {string} type the media type
 * @property {"events" | "sources"} of what is saved
 * @property {boolean} [carried] whether the page carries its texts
 */

/** @type {FileForm[]} */
const FILES = [
  { form: "csv", name: "CSV", ending: "csv", type: "text/csv;charset=utf-8", of: "events" },
  {
    form: "geojson",
    name: "GeoJSON",
    ending: "geojson",
    type: "application/geo+json",
    of: "events",
  },
  {
    form: "bibtex",
    name: "BibTeX",
    ending: "bib",
    type: "application/x-bibtex;charset=utf-8",
    of: "sources",
    carried: true,
  },
  { form: "csl", name: "CSL-JSON", ending: "json", type: "application/json", of: "sources" },
  {
    form: "ris",
    name: "RIS",
    ending: "ris",
    type: "application/x-research-info-systems",
    of: "sources",
    carried: true,
  },
];

export class Downloads extends Component {
  create() {
    this.words = h("span", {});
    this.opener = h(
      "button",
      {
        type: "button",
        class: "mg-downloads__open",
        "aria-haspopup": "dialog",
        onclick: () => this.open(),
      },
      icon(),
      this.words,
    );
    this.title = h("h2", { class: "mg-downloads__title", tabindex: -1 });
    this.title.id = uniqueId("take");
    this.closer = h("button", {
      type: "button",
      class: "mg-downloads__close",
      onclick: () => this.dialog.close(),
    });
    this.body = h("div", { class: "mg-downloads__body" });
    this.status = liveStatus("mg-downloads__status");
    this.dialog = h(
      "dialog",
      { class: "mg-downloads__dialog", "aria-labelledby": this.title.id },
      h("div", { class: "mg-downloads__head" }, this.title, this.closer),
      this.body,
      this.status,
    );
    this.dialog.addEventListener("close", () => this.opener.focus({ preventScroll: true }));
    this.dialog.addEventListener("click", (event) => {
      if (event.target === this.dialog) this.dialog.close();
    });
    document.body.append(this.dialog);
    this.stops.push(() => this.dialog.remove());
    this.element = h("div", { class: "mg-downloads" }, this.opener);
    this.translate();
    return this.element;
  }

  translate() {
    this.words.textContent = t("Share, cite, save");
    this.opener.title = t("Share, cite, save");
    this.title.textContent = t("Share, cite, save");
    replace(this.closer, h("span", { class: "mg-downloads__cross", "aria-hidden": "true" }));
    this.closer.setAttribute("aria-label", t("Close"));
    if (this.dialog.open) this.draw();
  }

  open() {
    this.draw();
    this.dialog.showModal();
    this.title.focus();
  }

  draw() {
    const { context } = this;
    context.store.flush();
    const address = permalink(context);
    const field = h("input", {
      class: "mg-downloads__link",
      type: "text",
      readonly: true,
      dir: "ltr",
      "aria-label": t("Link to what you see"),
      onfocus: () => field.select(),
      properties: { value: address },
    });
    this.say("");
    const shown = context.visible().length;
    replace(
      this.body,
      h("p", { class: "mg-downloads__what" }, sentenceOf(context)),
      context.lens.isOn && h("p", { class: "mg-downloads__what" }, lensSentence(context)),
      h("h3", {}, t("Link to what you see")),
      h(
        "p",
        { class: "mg-downloads__row" },
        field,
        h(
          "button",
          {
            type: "button",
            class: "mg-downloads__button",
            onclick: () => this.copy(address, field),
          },
          t("Copy link"),
        ),
        navigator.share &&
          h(
            "button",
            {
              type: "button",
              class: "mg-downloads__button",
              onclick: () =>
                navigator.share({ title: document.title, url: address }).catch(() => {}),
            },
            t("Send to …"),
          ),
      ),
      h("h3", {}, t("Cite this view")),
      citeBox(context, null, address),
      /* A page of counts has no events to save. */
      context.groups
        ? [h("h3", {}, t("Save the sources")), this.buttons("sources")]
        : this.files(shown),
      context.meta.licence &&
        h(
          "p",
          { class: "mg-downloads__note" },
          t("Licence of the record: {licence}.", { licence: context.meta.licence }),
        ),
    );
  }

  files(shown) {
    const tooMany = shown > MOST;
    return [
      h("h3", {}, tn("Save the event shown", "Save the {n} events shown", shown)),
      tooMany
        ? h(
            "p",
            { class: "mg-downloads__note" },
            t(
              "These are more than {n}: narrow them down with the filters, or ask for the whole record.",
              {
                n: number(MOST),
              },
            ),
          )
        : this.buttons("events"),
      h(
        "p",
        { class: "mg-downloads__note" },
        t(
          "The CSV has the columns of the record, each figure and sentence with its citation. A cell that a spreadsheet would take for a formula (it begins with = + - @) has an apostrophe before it.",
        ),
      ),
      this.context.lens.isOn &&
        h(
          "p",
          { class: "mg-downloads__note" },
          t("Saved are the figures of the chosen sources alone; summaries are saved whole."),
        ),
      h("h3", {}, t("Save the sources behind them")),
      tooMany ? null : this.buttons("sources"),
    ];
  }

  buttons(of) {
    return h(
      "p",
      { class: "mg-downloads__row" },
      this.formats(of).map((file) =>
        h(
          "button",
          { type: "button", class: "mg-downloads__button", onclick: () => this.save(file) },
          file.name,
        ),
      ),
    );
  }

  /** What can be saved: the sources of a map of one's own have no texts with them. */
  formats(of) {
    const carried = Object.values(this.context.sources).every((source) => source.bibtex);
    return FILES.filter((file) => file.of === of && (carried || !file.carried));
  }

  async copy(address, field) {
    const done = await copyText(address);
    if (!done) field.focus();
    this.say(done ? t("Link copied") : t("Select the link and copy it."));
  }

  async save(file) {
    const { context } = this;
    const events = context.groups ? null : context.visible().slice();
    this.say(t("Writing {name} …", { name: file.name }));
    const name = this.fileName(file);
    let parts;
    if (file.form === "csv") parts = await eventsAsCSV(context, events);
    else if (file.form === "geojson") {
      parts = await eventsAsGeoJSON(context, events, await this.head(events));
    } else {
      const keys = await this.keys(events, true);
      parts = file.carried ? this.texts(file.form, keys) : [this.json(keys)];
    }
    saveFile(name, file.type, parts);
    this.say(t("Saved: {name}", { name }));
  }

  /** The keys of the sources behind some events; all on a page of counts. */
  async keys(events, chosen = false) {
    const { context } = this;
    return events ? keysCited(context, events, chosen) : Object.keys(context.sources);
  }

  /** Sources as the page carries them, "bibtex" or "ris": texts to be put together. */
  texts(form, keys) {
    return keys.map((key) => this.context.sources[key][form]);
  }

  json(keys) {
    return `${JSON.stringify(this.items(keys), null, 1)}\n`;
  }

  items(keys) {
    return keys.map((id) => ({ id, ...this.context.sources[id].csl }));
  }

  async head(events) {
    const { title, subtitle, editor, licence, url, language } = this.context.meta;
    return {
      title,
      subtitle,
      editor,
      licence,
      url,
      language,
      view: permalink(this.context).replace(/^[^#]*/, ""),
      sources: this.items(await this.keys(events)),
    };
  }

  /** "title-events-1986-08-to-1986-12.csv": what, and of which time. */
  fileName({ of, ending }) {
    const [from, to] = this.context.range();
    const range = [shortISO(from, false), shortISO(to, true)];
    const when = range[0] === range[1] ? range[0] : range.join("-to-");
    return `${slug(this.context.meta.title)}-${of}-${when}.${ending}`;
  }

  say(text) {
    this.status.textContent = text;
  }
}

const icon = () =>
  svg(
    "svg",
    { class: "mg-icon", viewBox: "0 0 24 24", width: 18, height: 18, "aria-hidden": "true" },
    svg("path", {
      d: "M12 15V3m0 0L7.5 7.5M12 3l4.5 4.5M5 12v8h14v-8",
      fill: "none",
      stroke: "currentColor",
      "stroke-width": 2,
    }),
  );

register("Downloads", Downloads);
