// @ts-check
/* A new source, made while something is written that cites it: the little that a citation needs. */
import { t } from "../../page/browser/core/messages.js";
import { ask, change } from "./api.js";
import { wordChoice } from "./choices.js";
import { element, labelled } from "./elements.js";
import { author } from "./saving.js";
import { fieldWords } from "./field_words.js";
import { dateParts } from "./source_dates.js";

const TYPES = { "container-title": "article-newspaper", URL: "webpage" };

/**
 * Asks for a source in a dialog, and writes it.
 * @param {import("./api.js").EditorState} state
 * @param {string} title what has been typed of it already
 * @param {(error: unknown) => void} failed
 * @returns {Promise<string>} its key, or that of the same one which is there; "" for none
 */
export function newSource(state, title, failed) {
  const wrong = element("p", { class: "wrong", role: "alert", hidden: true });
  /** @type {Map<string, HTMLInputElement | HTMLSelectElement>} */
  const controls = new Map();
  const rows = ["title", "container-title", "issued", "URL", "kind"].map((name) => {
    const words = state.choices[name];
    const control = words
      ? wordChoice(words, state.meanings[name], "")
      : element("input", { dir: name === "URL" ? "ltr" : "auto" });
    if (name === "title") control.value = title;
    controls.set(name, control);
    const meaning = name === "issued" ? t("1990-05-27, 1990-05 or 1990.") : "";
    return labelled(fieldWords(name), control, meaning, name === "title").row;
  });
  const add = element("button", { class: "main" }, t("Add the source"));
  const leave = element("button", { type: "button" }, t("Not now"));
  const tools = element("div", { class: "tools" }, add, leave);
  const form = element("form", { method: "dialog" }, ...rows, wrong, tools);
  const head = element("h2", {}, t("A new source"));
  const dialog = element("dialog", { "aria-label": t("A new source") }, head, form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    const end = (/** @type {string} */ key) => {
      dialog.close();
      dialog.remove();
      resolve(key);
    };
    dialog.addEventListener("cancel", () => end(""));
    leave.addEventListener("click", () => end(""));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      try {
        const values = [...controls].map(([name, { value }]) => [name, value.trim()]);
        end(await written(Object.fromEntries(values)));
      } catch (error) {
        wrong.textContent = error instanceof Error ? error.message : String(error);
        wrong.hidden = false;
        failed(error);
      }
    });
  });
}

/**
 * Writes a source, unless it is there.
 * @param {Record<string, string>} typed
 * @returns {Promise<string>} its key
 */
async function written({ kind, issued, ...typed }) {
  if (!typed.title) throw new Error(t("A source needs a title."));
  const given = Object.entries(typed).filter(([, value]) => value);
  const [, type = "document"] = Object.entries(TYPES).find(([name]) => typed[name]) ?? [];
  const item = {
    type,
    ...Object.fromEntries(given),
    ...(issued ? { issued: dateParts(issued, fieldWords("issued")) } : {}),
    ...(kind ? { note: `kind: ${kind}` } : {}),
  };
  /** @type {{sources: {key: string, value: Record<string, unknown>, same: string}[]}} */
  const { sources } = await ask("source-text", { text: JSON.stringify([item]) });
  const [made] = sources;
  if (!made) throw new Error(t("A source needs a title."));
  if (made.same) return made.same;
  const operation = { file: "sources", key: made.key, base: "", value: made.value };
  await change([operation], { who: author(), kind: "source", why: "" });
  return made.key;
}
