// @ts-check
/* What has changed since the page was published last, record by record; and publishing it. */
import { divider, number, t } from "../../../page/browser/core/messages.js";
import { ask } from "../api.js";
import { element } from "../elements.js";
import { fieldWords } from "../field_words.js";
import { button, fileWords } from "./view.js";

/**
 * @typedef {import("./view.js").EditorState} EditorState
 * @typedef {import("./view.js").Then} Then
 * @typedef {{file: string, id: string, change: "added" | "removed" | "changed", title: string,
 *   fields: Record<string, [string, string]>}} Difference
 * @typedef {{page: "none" | "unknown" | "known", when: string, changes: Difference[]}} Since
 */

const MOST = 300; // records of a file that are listed
const LONG = 160; // letters of a value that are shown

export class PublishView {
  /**
   * @param {EditorState} _
   * @param {Then} then
   */
  constructor(_, then) {
    this._then = then;
    this.isChanged = false;
    this._said = element("p", { class: "meaning" });
    this._changes = element("div");
    this.node = element("form", { submit: (event) => event.preventDefault() });
    const build = button(t("Publish the page"), () => void this._build());
    build.className = "main";
    this.node.append(
      element("h2", {}, t("Publish")),
      this._said,
      element("div", { class: "tools" }, build, button(t("Close"), then.close)),
      this._changes,
    );
    void this._read();
  }

  async _read() {
    try {
      /** @type {Since} */
      const found = await ask("since", {});
      this._draw(found);
    } catch (error) {
      this._then.failed(error);
    }
  }

  /** @param {Since} found */
  _draw({ page, when, changes }) {
    const day = when.replace("T", " ").replace("Z", " UTC");
    const words = {
      none: t("No page has been built yet."),
      unknown: t(
        "The page that stands there was not published from here: what is in it is not known.",
      ),
      known: t("Published on {day}.", { day }),
    };
    const since = when
      ? changes.length
        ? t("Since {day} this has changed:", { day })
        : t("Nothing has changed since {day}.", { day })
      : t("All of this is new:");
    this._said.textContent = `${words[page]} ${since}`;
    const files = [...new Set(changes.map(({ file }) => file))];
    this._changes.replaceChildren(
      ...files.map((file) =>
        this._file(
          file,
          changes.filter((each) => each.file === file),
        ),
      ),
    );
  }

  /**
   * @param {string} file
   * @param {Difference[]} changes
   */
  _file(file, changes) {
    /** @type {Record<Difference["change"], string>} */
    const words = { added: t("new"), removed: t("taken out"), changed: t("changed") };
    const counts = /** @type {Difference["change"][]} */ (Object.keys(words))
      .map((kind) => ({ kind, n: changes.filter((each) => each.change === kind).length }))
      .filter(({ n }) => n)
      .map(({ kind, n }) => `${words[kind]}: ${number(n)}`);
    const lines = changes.slice(0, MOST).map((each) => {
      const name = [each.id, each.title].filter(Boolean).join(divider());
      const fields = Object.entries(each.fields).map(([field, both]) =>
        element(
          "li",
          {},
          `${fieldWords(field)}: `,
          element("del", { dir: "auto" }, shown(both[0])),
          " → ",
          element("ins", { dir: "auto" }, shown(both[1])),
        ),
      );
      const open = button(name || fileWords(file), () => this._then.open(file, each.id));
      open.className = "link";
      const head = each.change === "removed" ? element("span", {}, name) : open;
      return element("li", {}, `${words[each.change]}: `, head, element("ul", {}, ...fields));
    });
    const more = changes.length - lines.length;
    const rest = more > 0 ? [element("li", {}, t("… and {n} more", { n: more }))] : [];
    const head = element("summary", {}, `${fileWords(file)}${divider()}${counts.join(", ")}`);
    return element(
      "details",
      { open: lines.length <= 30 },
      head,
      element("ul", { class: "changes" }, ...lines, ...rest),
    );
  }

  async _build() {
    this._then.say(t("The page is being made …"));
    try {
      /** @type {{built: boolean, message?: string, file?: string, events?: number}} */
      const found = await ask("build", {});
      const done = t("{file}: {n} events.", { file: found.file ?? "", n: found.events ?? 0 });
      await this._read();
      this._then.say(found.built ? done : (found.message ?? t("Not written.")));
    } catch (error) {
      this._then.failed(error);
    }
  }
}

/** @param {string} value */
function shown(value) {
  if (!value) return t("(empty)");
  return value.length > LONG ? `${value.slice(0, LONG)}…` : value;
}
