/*
 * The body of an event's card: everything that is known of it, as elements. No text of a record is
 * ever read as markup but the summary, which the build has cleaned.
 *
 *   eventCard(context, i, record, {open(id), say(text)}) → element
 */
import { deathsOf, range } from "../core/figure_words.js";
import {
  currentDirection,
  currentLanguage,
  digits,
  directionOf,
  listed,
  named,
  number,
  printDay,
  t,
} from "../core/messages.js";
import { citeBox, copyText, permalink } from "./cite.js";
import { cleanedHTML, h, moves, uniqueId } from "./dom.js";
import { attributionWord, dateSoftness, noteOf, placeSoftness } from "./event_words.js";
import { namesOf, placesOf } from "../core/event_values.js";
import { glyph } from "./glyphs.js";

export const eventCard = (context, i, record, hooks) => {
  const card = { context, i, record, hooks, stem: uniqueId("event") };
  const body = h(
    "div",
    { class: "mg-card" },
    head(card),
    figures(card),
    caveat(card),
    summary(card),
    people(card),
    references(card),
    related(card),
    foot(card),
  );
  body.addEventListener("click", (event) => {
    const cite = event.target.closest("a[data-key]");
    if (cite && body.contains(cite)) {
      event.preventDefault();
      goToReference(card, body, cite);
    }
  });
  return body;
};

/* ---- what, when, where ------------------------------------------------------------------- */

function head({ context, i, record, stem }) {
  const { columns, terms } = context;
  const category = terms.category[columns.category[i]];
  const title = context.wording(record, "title");
  const softDate = dateSoftness(record.edtf || "");
  const note = noteOf(context, i, record);
  const chip = h(
    "p",
    { class: "mg-card__category" },
    glyph(category.glyph, category.colour, 13),
    h("bdi", {}, named(category.label)),
  );
  return h(
    "div",
    { class: "mg-card__head" },
    chip,
    h(
      "h2",
      {
        class: "mg-card__title",
        id: `${stem}-title`,
        tabindex: -1,
        lang: title.lang,
        dir: title.dir,
      },
      title.text,
    ),
    h(
      "p",
      { class: "mg-card__when" },
      h("bdi", {}, context.wording(record, "date").text),
      softDate && h("span", { class: "mg-card__soft" }, ` (${softDate})`),
    ),
    h("p", { class: "mg-card__where" }, where(context, i, record)),
    note && h("p", { class: "mg-card__note", lang: note.lang, dir: note.dir }, note.text),
  );
}

function where(context, i, record) {
  const { columns, terms } = context;
  const city = named(terms.city[columns.city[i]]);
  const region = named(terms.region[columns.region[i]]);
  const precision = terms.precision[columns.precision[i]];
  const names = [...placesOf(context, i, record), city].filter(
    (name, k, all) => name && all.indexOf(name) === k,
  );
  const soft = placeSoftness(precision, columns.radius[i]);
  return [
    listed(names),
    h(
      "span",
      { class: "mg-card__soft" },
      soft && ` (${soft})`,
      region && names.length > 0 && "; ",
      region && districtWords(record, region),
    ),
  ];
}

/** The district of the event's day; what is not sure of it stands in the note below. */
function districtWords(record, region) {
  if (record.join === "border") {
    return t("on the border of the district {district} of that day", { district: region });
  }
  if (record.join === "possible") {
    return t("district of that day: {district}, but this is not certain", { district: region });
  }
  return t("district of that day: {district}", { district: region });
}

/* ---- figures ----------------------------------------------------------------------------- */

function figures(card) {
  const { columns } = card.context;
  const { i, record, context } = card;
  if (!context.hasFigures("deaths") && !context.hasFigures("injured")) return null;
  const length = (claims) => (claims || []).reduce((sum, claim) => sum + claim.text.length, 0);
  const many = Math.max(length(record.deaths), length(record.injured)) > 140;
  return h(
    "div",
    { class: `mg-card__figures${many ? " mg-card__figures--many" : ""}` },
    context.hasFigures("deaths") &&
      figure(
        card,
        "deaths",
        t("Dead"),
        range(columns.deathsLow[i], columns.deathsHigh[i], columns.deathsOpen[i]),
      ),
    context.hasFigures("injured") &&
      figure(
        card,
        "injured",
        t("Injured"),
        range(columns.injuredLow[i], columns.injuredHigh[i], columns.injuredOpen[i]),
      ),
  );
}

function figure({ context, record, stem }, name, label, range) {
  const claims = record[name] || [];
  const id = `${stem}-${name}`;
  return h(
    "section",
    { class: "mg-card__figure", "aria-labelledby": id },
    h("h3", { id }, label),
    h(
      "p",
      { class: `mg-card__range${range === null ? " mg-card__range--none" : ""}` },
      range === null ? t("not stated") : range,
    ),
    claims.length > 0 &&
      h(
        "ul",
        { class: "mg-card__claims" },
        claims.map((claim) =>
          /* What sources say stays in the record's language, and runs as that does. */
          h(
            "li",
            {
              class: claim.counted ? null : "mg-card__uncounted",
              lang: context.meta.language,
              dir: directionOf(context.meta.language),
            },
            h("bdi", {}, claim.text),
            sourcesOf(context, record, claim),
            !claim.counted &&
              h(
                "span",
                { class: "mg-card__tag", lang: currentLanguage(), dir: currentDirection() },
                uncounted(claim),
              ),
          ),
        ),
      ),
  );
}

/** Who says so, at first sight: "— TIME, 10 Oct 1988", each with its number below. */
function sourcesOf(context, record, { refs }) {
  return h(
    "span",
    { class: "mg-card__says" },
    " — ",
    refs.map((n, k) => {
      const [key] = record.references[n - 1];
      const source = context.sources[key];
      return [
        k > 0 && "; ",
        h("span", { dir: "auto" }, source ? source.short : key),
        cite(record, n),
      ];
    }),
  );
}

const NUMBER = /\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen)\b/i;

/** Why a claim is shown but not counted: the figure stands before the first comma. */
const uncounted = (claim) =>
  claim.scope || (NUMBER.test(claim.text.split(",")[0]) && !/^dozens/i.test(claim.text))
    ? t("other scope, not counted")
    : t("no number");

function cite(record, n) {
  const [key] = record.references[n - 1];
  return h(
    "sup",
    { class: "mg-cite" },
    h(
      "a",
      {
        href: `#ref-${key}`,
        "data-key": key,
        "data-n": n,
        "aria-label": t("Source {n}", { n: number(n) }),
      },
      number(n),
    ),
  );
}

function caveat({ context, i }) {
  if (context.terms.confidence[context.columns.confidence[i]] !== "C") return null;
  return h("p", { class: "mg-card__caveat" }, t("Thinly sourced: read this entry with caution."));
}

/* ---- summary, people --------------------------------------------------------------------- */

function summary({ context, record }) {
  const { text, lang, dir } = context.wording(record, "summary");
  const body = h("div", { class: "mg-card__summary", lang, dir });
  cleanedHTML(body, text || "");
  for (const mark of body.querySelectorAll(".mg-cite")) {
    /* The number follows its sentence without a gap. */
    const before = mark.previousSibling;
    if (before && before.nodeType === Node.TEXT_NODE) before.data = before.data.trimEnd();
  }
  for (const anchor of body.querySelectorAll("a[data-key]")) {
    /* The page of a source stands with its reference; here the number is enough. */
    const n = String(parseInt(anchor.textContent, 10));
    anchor.dataset.n = n;
    anchor.setAttribute("aria-label", t("Source {n}", { n: digits(n) }));
    anchor.textContent = digits(n);
  }
  for (const anchor of body.querySelectorAll("a[href]:not([data-key])")) {
    anchor.target = "_blank";
    anchor.rel = "noopener noreferrer";
  }
  return body;
}

function people({ context, i }) {
  const actors = namesOf(context, "actor", i);
  const targets = namesOf(context, "target", i);
  const attribution = context.terms.attribution[context.columns.attribution[i]];
  if (!actors.length && !targets.length) return null;
  return h(
    "dl",
    { class: "mg-card__people" },
    actors.length > 0 && [
      h("dt", {}, attribution === "established" ? t("Acted") : t("Attributed to")),
      h(
        "dd",
        {},
        listed(actors),
        " ",
        h(
          "span",
          { class: "mg-card__tag" },
          t("attribution: {word}", { word: attributionWord(attribution) }),
        ),
      ),
    ],
    targets.length > 0 && [h("dt", {}, t("Suffered")), h("dd", {}, listed(targets))],
  );
}

/* ---- references -------------------------------------------------------------------------- */

function references({ context, record, stem }) {
  const list = record.references || [];
  if (!list.length) return null;
  return h(
    "section",
    { class: "mg-card__references", "aria-labelledby": `${stem}-sources` },
    h("h3", { id: `${stem}-sources` }, t("Sources")),
    h(
      "ol",
      {},
      list.map(([key, locator], k) =>
        h(
          "li",
          { id: `${stem}-ref-${k + 1}`, tabindex: -1, lang: context.meta.language, dir: "auto" },
          sourceWords(context.sources[key], key),
          locator && [" (", h("bdi", {}, locator), ")"],
          sourceLink(context.sources[key]),
        ),
      ),
    ),
  );
}

const ITALIC = ["title", "container"];

/** A source in full, its titles set as its kind asks; without the link. */
export const sourceWords = (source, key) => {
  if (!source) return key;
  return (source.parts || [["text", source.long || source.short]])
    .filter(([kind]) => kind !== "link")
    .map(([kind, text]) =>
      h(ITALIC.includes(kind) ? "i" : kind === "mirror" ? "em" : "span", { dir: "auto" }, text),
    );
};

/** The link to a source's page, named by its site; null where there is none. */
export const sourceLink = (source) => {
  if (!source || !/^https?:/.test(source.url || "")) return null;
  let host = source.url;
  try {
    host = new URL(source.url).host.replace(/^www\./, "");
  } catch {
    /* An address that this browser does not take is shown whole. */
  }
  return [
    " ",
    h(
      "a",
      { href: source.url, target: "_blank", rel: "noopener noreferrer", dir: "ltr" },
      host,
      h("span", { class: "mg-visually-hidden" }, ` (${t("opens in a new tab")})`),
    ),
  ];
};

function goToReference({ stem }, body, cite) {
  const item = body.querySelector(`#${CSS.escape(`${stem}-ref-${cite.dataset.n}`)}`);
  if (!item) return;
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest", behavior: moves && moves() ? "smooth" : "auto" });
  item.classList.remove("mg-card__flash");
  void item.offsetWidth; /* starts the flash anew */
  item.classList.add("mg-card__flash");
}

/* ---- onward ------------------------------------------------------------------------------ */

function related({ context, record, hooks, stem }) {
  const found = (record.related || [])
    .map((id) => [id, context.indexOf(id)])
    .filter(([, k]) => k >= 0);
  if (!found.length) return null;
  return h(
    "section",
    { class: "mg-card__related", "aria-labelledby": `${stem}-related` },
    h("h3", { id: `${stem}-related` }, t("Related events")),
    h(
      "ul",
      {},
      found.map(([id, k]) =>
        h(
          "li",
          {},
          eventButton(context, k, () => hooks.open(id)),
        ),
      ),
    ),
  );
}

/** A button that names an event: glyph, date, title. */
export const eventButton = (context, k, act, current) => {
  const { columns, terms } = context;
  const category = terms.category[columns.category[k]];
  const record = context.peek(k);
  const title = record ? context.wording(record, "title") : { text: named(category.label) };
  return h(
    "button",
    {
      type: "button",
      class: "mg-event-button",
      onclick: act,
      "aria-current": current ? "true" : null,
    },
    glyph(category.glyph, category.colour, 13),
    h(
      "span",
      {},
      h(
        "span",
        { class: "mg-event-button__date" },
        h("bdi", {}, record ? context.wording(record, "date").text : printDay(columns.first[k])),
      ),
      " ",
      h("bdi", { lang: title.lang, dir: title.dir }, title.text),
      !columns.withoutDeaths &&
        h("span", { class: "mg-event-button__figure" }, ` · ${deathsOf(columns, k)}`),
    ),
  );
};

function foot({ context, record, hooks }) {
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

/** Details whose content is made when they are first opened. */
function unfolding(name, summary, make) {
  const details = h("details", { class: name }, h("summary", {}, summary));
  details.addEventListener("toggle", () => {
    if (details.open && details.children.length === 1) details.append(make());
  });
  return details;
}

/** Where no address for reports is known: what a report needs, ready to be copied. */
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

/** A link for reports that carries the event's id: as a subject, or as an issue's title. */
function reportLink(report, { id, title }, address) {
  const values = new URLSearchParams();
  if (report.startsWith("mailto:")) values.set("subject", id);
  else if (/\/issues\/new\b/.test(report)) values.set("title", `${id}: `);
  else return report.includes("#") ? report : `${report}#${encodeURIComponent(id)}`;
  values.set("body", `${title}\n${address}\n\n`);
  return `${report}${report.includes("?") ? "&" : "?"}${String(values).replace(/\+/g, "%20")}`;
}

async function copy(address, hooks) {
  hooks.say(
    (await copyText(address))
      ? t("Link copied")
      : t("The link could not be copied; it is under “Link to this event”."),
  );
}
