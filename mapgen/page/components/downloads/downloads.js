// @ts-check
/* The dialog to share, cite and save the current view: link, citation, events, sources, picture. */
import { Component } from "../../browser/app/component.js";
import { register } from "../../browser/app/kinds.js";
import { saveFile } from "../../browser/draw/save_file.js";
import { number, t, tn } from "../../browser/core/messages.js";
import { citeBox, copyText, permalink } from "../../browser/draw/cite.js";
import { h, replace, svg, uniqueId } from "../../browser/draw/dom.js";
import { sentenceOf } from "../../browser/draw/filter_words.js";
import { lensSentence } from "../../browser/draw/lens_words.js";
import { liveStatus } from "../../browser/draw/controls.js";
import { contentsOf, fileName, formsOf, pictureAs } from "./file_forms.js";

/** @import { FileForm } from "./file_forms.js" */

/** More events than this are first to be narrowed down: a browser holds only so much text. */
const MOST = 100000;

export class Downloads extends Component {
  label = h("span");
  openButton = h(
    "button",
    {
      type: "button",
      class: "mg-downloads__open",
      "aria-haspopup": "dialog",
      onclick: () => {
        this.open();
      },
    },
    icon(),
    this.label,
  );
  title = h("h2", { class: "mg-downloads__title", tabindex: -1, id: uniqueId("take") });
  closeButton = h("button", {
    type: "button",
    class: "mg-icon-button mg-downloads__close",
    onclick: () => {
      this.dialog.close();
    },
  });
  body = h("div", { class: "mg-downloads__body" });
  status = liveStatus("mg-downloads__status");
  dialog = h(
    "dialog",
    {
      class: "mg-downloads__dialog",
      "aria-labelledby": this.title.id,
      onclose: () => {
        this.openButton.focus({ preventScroll: true });
      },
      onclick: (/** @type {MouseEvent} */ event) => {
        if (event.target === this.dialog) this.dialog.close();
      },
    },
    h("div", { class: "mg-downloads__head" }, this.title, this.closeButton),
    this.body,
    this.status,
  );

  /** @override */
  create() {
    document.body.append(this.dialog);
    const { context } = this;
    context.picture = (form) => pictureAs(context, form);
    this.stops.push(() => {
      this.dialog.remove();
      context.picture = null;
    });
    this.translate();
    return h("div", { class: "mg-downloads" }, this.openButton);
  }

  /** @override */
  translate() {
    this.label.textContent = t("Share, cite, save");
    this.title.textContent = t("Share, cite, save");
    replace(this.closeButton, h("span", { class: "mg-downloads__cross", "aria-hidden": "true" }));
    this.closeButton.setAttribute("aria-label", t("Close"));
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
      onfocus: () => {
        field.select();
      },
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
            class: "mg-button",
            onclick: () => this.copy(address, field),
          },
          t("Copy link"),
        ),
        navigator.share &&
          h(
            "button",
            {
              type: "button",
              class: "mg-button",
              onclick: () =>
                navigator.share({ title: document.title, url: address }).catch(() => {}),
            },
            t("Send to …"),
          ),
      ),
      h("h3", {}, t("Cite this view")),
      citeBox(context, null, address),
      /* The marks of a page of counts are squares, which a picture does not draw. */
      context.groups === null && this.picture(),
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

  /** @param {number} shown how many events are shown */
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

  picture() {
    return [
      h("h3", {}, t("Save a picture of what you see")),
      this.buttons("map"),
      h(
        "p",
        { class: "mg-downloads__note" },
        t("It says what it shows: title, time, filters, key, credit and address are in it."),
      ),
    ];
  }

  /** @param {FileForm["of"]} of */
  buttons(of) {
    return h(
      "p",
      { class: "mg-downloads__row" },
      formsOf(this.context, of).map((form) =>
        h(
          "button",
          {
            type: "button",
            class: "mg-button",
            onclick: () => this.save(form),
          },
          form.name,
        ),
      ),
    );
  }

  /**
   * @param {string} address
   * @param {HTMLInputElement} field that holds it, to be copied by hand
   */
  async copy(address, field) {
    const done = await copyText(address);
    if (!done) field.focus();
    this.say(done ? t("Link copied") : t("Select the link and copy it."));
  }

  /** @param {FileForm} form */
  async save(form) {
    const name = fileName(this.context, form);
    this.say(t("Writing {name} …", { name: form.name }));
    saveFile(name, form.type, await contentsOf(this.context, form));
    this.say(t("Saved: {name}", { name }));
  }

  /** @param {string} text */
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
