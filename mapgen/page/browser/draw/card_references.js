// @ts-check
/*
 * The sources of an event, folded, and the way to them and back: a citation opens its reference,
 * which then holds a link back to the sentence that cites it.
 */
import { digits, number, t } from "../core/messages.js";
import { h, moves, uniqueId } from "./dom.js";
import { fold } from "./fold.js";
import { EXCLUDED } from "./excluded.js";
import { sourceLink, sourceWords } from "./source_words.js";

/** @import { Card, EventRecord } from "../types" */

/**
 * The n-th reference of a record as a raised number; `followCitations` takes the reader there.
 * @param {EventRecord} record
 * @param {number} n
 */
export function cite(record, n) {
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

/**
 * The links of citations.
 * @param {HTMLElement} body
 * @returns {NodeListOf<HTMLAnchorElement>}
 */
const anchorsIn = (body) => body.querySelectorAll("a[data-key]");

/**
 * The citations of a cleaned summary become bare numbers: their pages stand with the reference.
 * @param {HTMLElement} body
 */
export function numberCitations(body) {
  for (const mark of body.querySelectorAll(".mg-cite")) {
    /* The number follows its sentence without a gap. */
    const before = mark.previousSibling;
    if (before instanceof Text) before.data = before.data.trimEnd();
  }
  for (const anchor of anchorsIn(body)) {
    const n = String(parseInt(anchor.textContent || "", 10));
    anchor.dataset.n = n;
    anchor.setAttribute("aria-label", t("Source {n}", { n: digits(n) }));
    anchor.textContent = digits(n);
  }
}

/** @param {Card} card */
export function cardReferences({ context, i, record, stem }) {
  const list = record.references || [];
  if (!list.length) return null;
  const id = `${stem}-sources`;
  return h(
    "section",
    { class: "mg-card__references", "aria-labelledby": id },
    fold(
      [h("h3", { id }, t("Sources")), h("span", { class: "mg-card__brief" }, number(list.length))],
      h(
        "ol",
        {},
        list.map(([key, locator], k) =>
          h(
            "li",
            {
              id: `${stem}-ref-${k + 1}`,
              class: context.lens.includes(i, key) ? null : EXCLUDED,
              tabindex: -1,
              lang: context.meta.language,
              dir: "auto",
            },
            sourceWords(context.sources[key], key),
            locator && [" (", h("bdi", {}, locator), ")"],
            sourceLink(context.sources[key]),
          ),
        ),
      ),
    ),
  );
}

/**
 * Lets each citation in a card lead to its reference.
 * @param {Card} card
 * @param {HTMLElement} body
 */
export function followCitations({ stem }, body) {
  const back = h("a", { class: "mg-card__back" });
  body.addEventListener("click", (event) => {
    /** @type {HTMLAnchorElement | null} */
    const anchor = event.target instanceof Element ? event.target.closest("a[data-key]") : null;
    if (!anchor || !body.contains(anchor)) return;
    event.preventDefault();
    /** @type {HTMLElement | null} */
    const item = body.querySelector(`#${CSS.escape(`${stem}-ref-${anchor.dataset.n}`)}`);
    if (item) goTo(item, anchor, back);
  });
}

/**
 * @param {HTMLElement} item the reference
 * @param {HTMLAnchorElement} anchor the citation
 * @param {HTMLAnchorElement} back
 */
function goTo(item, anchor, back) {
  if (!anchor.id) anchor.id = uniqueId("citation");
  back.href = `#${anchor.id}`;
  back.textContent = `↩ ${t("Back to the sentence")}`;
  back.lang = document.documentElement.lang;
  back.onclick = (event) => {
    event.preventDefault();
    back.remove();
    const folded = anchor.closest("details");
    if (folded) folded.open = true;
    anchor.focus({ preventScroll: true });
    scrollTo(anchor, "center");
  };
  item.append(" ", back);
  const list = item.closest("details");
  if (list) list.open = true;
  item.focus({ preventScroll: true });
  scrollTo(item, "nearest");
  item.classList.remove("mg-card__flash");
  void item.offsetWidth; /* starts the flash anew */
  item.classList.add("mg-card__flash");
}

/**
 * @param {HTMLElement} element
 * @param {ScrollLogicalPosition} block
 */
const scrollTo = (element, block) =>
  element.scrollIntoView({ block, behavior: moves() ? "smooth" : "auto" });
