// @ts-check
/* The foot of an event's card: its link, how it is cited, and how an error is reported. */
import { t } from "../core/messages.js";
import { citeBox, copyText, permalink } from "./cite.js";
import { h } from "./dom.js";
import { unfolding } from "./fold.js";

/** @import { Card, CardHooks, EventRecord } from "../types" */

/** @param {Card} card */
export function cardFoot({ context, record, hooks }) {
  const { report } = context.meta;
  /* A map whose state is not in the address has no link to an event. */
  if (context.groups || (!context.store.mirror && !context.meta.url && !report)) return null;
  const address = permalink(context, { event: record.id });
  const only = permalink(context).replace(/#.*$/, `#event=${encodeURIComponent(record.id)}`);
  return h(
    "div",
    { class: "mg-card__foot" },
    h("a", { href: address }, t("Link to this event")),
    h("button", { type: "button", onclick: () => copy(address, hooks) }, t("Copy link")),
    report &&
      h(
        "a",
        { href: reportLink(report, record, only), target: "_blank", rel: "noopener noreferrer" },
        t("Report an error"),
      ),
    unfolding("mg-card__cite", t("Cite this event"), () => citeBox(context, record, only)),
    !report &&
      unfolding("mg-card__report", t("Report an error"), () => reporting(record, only, hooks)),
  );
}

/**
 * Where no address for reports is known: what a report needs, ready to be copied.
 * @param {EventRecord} record
 * @param {string} address
 * @param {CardHooks} hooks
 */
function reporting(record, address, hooks) {
  const text = `${record.id}\n${address}`;
  return h(
    "div",
    { class: "mg-card__reporting" },
    h(
      "p",
      {},
      t(
        "Tell the editors of this atlas what is wrong, with a source if you have one. Give them this event’s id and link:",
      ),
    ),
    h("p", { class: "mg-card__id", dir: "ltr" }, record.id),
    h(
      "button",
      {
        type: "button",
        onclick: async () => {
          hooks.say(
            (await copyText(text)) ? t("Id and link copied") : t("Select the id and copy it."),
          );
        },
      },
      t("Copy id and link"),
    ),
  );
}

/**
 * A link for reports that carries the event's id: as a subject, or as an issue's title.
 * @param {string} report an address or mailto:
 * @param {EventRecord} record
 * @param {string} address
 */
function reportLink(report, { id, title }, address) {
  const values = new URLSearchParams();
  if (report.startsWith("mailto:")) values.set("subject", id);
  else if (/\/issues\/new\b/.test(report)) values.set("title", `${id}: `);
  else return report.includes("#") ? report : `${report}#${encodeURIComponent(id)}`;
  values.set("body", `${title}\n${address}\n\n`);
  return `${report}${report.includes("?") ? "&" : "?"}${String(values).replace(/\+/g, "%20")}`;
}

/**
 * @param {string} address
 * @param {CardHooks} hooks
 */
async function copy(address, hooks) {
  hooks.say(
    (await copyText(address))
      ? t("Link copied")
      : t("The link could not be copied; it is under “Link to this event”."),
  );
}
