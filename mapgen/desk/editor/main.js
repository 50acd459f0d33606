// @ts-check
/* The editor: tables of records, the form of the one that is open, problems and the map beside. */
import { divider, number, t, tn } from "../../page/browser/core/messages.js";
import { ask, onConflict, readState } from "./api.js";
import { settled } from "./conflict.js";
import { element, part } from "./elements.js";
import { EventForm } from "./event_form.js";
import { RecordForm } from "./record_form.js";
import { TextForm } from "./text_form.js";
import { Tour } from "./tour.js";
import { COLUMNS, TableView } from "./table_view.js";
import { MergeForm } from "./views/merge_form.js";
import { VIEWS, viewName } from "./views/views.js";
import { speak } from "./words.js";

/**
 * @typedef {import("./api.js").EditorState} EditorState
 * @typedef {import("./records_table.js").Row} Row
 * @typedef {import("./views/views.js").ViewName} ViewName
 * @typedef {import("./views/view.js").View & {beside?: HTMLElement | null}} Form
 * @typedef {import("./table_view.js").TableName} TableName
 */

const EVERY = 1000; // milliseconds between two looks for changes, while the page can be seen
/** @returns {Record<TableName, [table: string, one: string]>} what a table and a new record are called */
const tableWords = () => ({
  events: [t("Events"), t("New event")],
  places: [t("Places"), t("New place")],
  sources: [t("Sources"), t("New source")],
  names: [t("Names"), t("New name")],
  texts: [t("Texts"), ""],
});

class Main {
  constructor() {
    /** @type {EditorState | null} */
    this.state = null;
    /** @type {EditorState | null} as it was when the open form was opened */
    this.openedState = null;
    /** @type {TableName} */
    this.open = "events";
    /** @type {Form | null} */
    this.form = null;
    this.shown = 0; // the number of the page that the map shows
    this.table = new TableView({
      open: (row) => this.edit(row),
      read: () => this.read(),
      say: (words) => this.say(words),
      failed: (error) => this.failed(error),
    });
    this.status = part("status", HTMLElement);
    this.buttons = {
      undo: part("undo", HTMLButtonElement),
      redo: part("redo", HTMLButtonElement),
    };
    this.tabs = /** @type {TableName[]} */ (Object.keys(COLUMNS)).map((name) =>
      element(
        "button",
        { type: "button", "data-table": name, click: () => this.choose(name) },
        name,
      ),
    );
    part("tables", HTMLElement).append(...this.tabs);
    const views = /** @type {ViewName[]} */ (Object.keys(VIEWS)).filter(
      (name) => name !== "publish",
    );
    this.tasks = views.map((name) =>
      element(
        "button",
        { type: "button", "data-view": name, click: () => this.view(name) },
        viewName(name),
      ),
    );
    part("views", HTMLElement).append(...this.tasks);
    this.mark();
    const search = part("search", HTMLInputElement);
    search.addEventListener("input", () => this.table.filter(search.value));
    part("new", HTMLButtonElement).addEventListener("click", () => this.edit(null));
    part("build", HTMLButtonElement).addEventListener("click", () => this.view("publish"));
    this.buttons.undo.addEventListener("click", () => void this.turn("undo"));
    this.buttons.redo.addEventListener("click", () => void this.turn("redo"));
    onConflict(async (operations, theirs) => {
      const state = this.openedState ?? this.state;
      return state && settled(state, operations, theirs);
    });
    window.addEventListener("beforeunload", (event) => {
      if (this.form?.isChanged) event.preventDefault();
    });
    document.body.append(
      element("datalist", { id: "places" }),
      element("datalist", { id: "cities" }),
      element("datalist", { id: "citations" }),
    );
    new Tour(part("tour", HTMLButtonElement), part("status", HTMLElement)).offer();
    window.setInterval(() => void this.look(), EVERY);
    void this.read();
  }

  /** Reads the folder's records anew; an open form stays as it is typed. */
  async read() {
    try {
      this.state = await readState();
      this.table.read(this.state);
    } catch (error) {
      this.failed(error);
      return;
    }
    const { title, undo, redo } = this.state;
    document.title = t("{title} – editor", { title });
    part("title", HTMLElement).textContent = title;
    this.buttons.undo.disabled = !undo;
    this.buttons.redo.disabled = !redo;
    this.offer();
    this.list();
    this.problems();
    this.showMap();
  }

  /** Shows the page as it was made last, where it was; none while errors stand in its way. */
  showMap() {
    const map = part("map", HTMLIFrameElement);
    if (!this.state?.built || this.shown === this.state.number) return;
    this.shown = this.state.number;
    if (map.src) map.contentWindow?.location.reload();
    else map.src = "preview/page";
  }

  offer() {
    const { files, choices, short } = /** @type {EditorState} */ (this.state);
    const places = (files.places?.records ?? []).map(({ key, value }) =>
      element("option", { value: key, label: String(value.name ?? "") }),
    );
    part("places", HTMLDataListElement).replaceChildren(...places);
    const cities = (choices.city ?? []).map((value) => element("option", { value }));
    part("cities", HTMLDataListElement).replaceChildren(...cities);
    const citations = Object.entries(short).map(([key, label]) =>
      element("option", { value: `@${key}`, label }),
    );
    part("citations", HTMLDataListElement).replaceChildren(...citations);
  }

  /** @param {TableName} name */
  choose(name) {
    if (!this.state || !this.leave()) return;
    this.open = name;
    this.mark();
    this.list();
  }

  list() {
    const { files } = /** @type {EditorState} */ (this.state);
    for (const tab of this.tabs) {
      const own = files[tab.dataset.table ?? ""];
      const count = own ? own.records.length : this.state?.texts.length;
      const [words] = tableWords()[/** @type {TableName} */ (tab.dataset.table)];
      tab.textContent = `${words}${divider()}${number(count ?? 0)}`;
    }
    const file = files[this.open];
    if (file?.fault) {
      this.say(t("{file} cannot be edited here: {fault}.", { file: file.file, fault: file.fault }));
    }
    part("new", HTMLButtonElement).textContent = tableWords()[this.open][1];
    part("new", HTMLButtonElement).hidden = this.open === "texts";
    this.table.show(this.open);
  }

  /** @param {Row | null} row null for a new record */
  edit(row) {
    if (!this.state || !this.leave()) return;
    const then = this.then();
    const isDraft = row?.state === "draft";
    if (this.open === "texts") this.form = row && new TextForm(row, then);
    else if (this.open === "events") this.form = new EventForm(this.state, row, isDraft, then);
    else this.form = new RecordForm(this.state, this.open, row, then);
    this.show();
    if (row && this.open === "events" && !isDraft) this.showOnMap(row.key);
  }

  /**
   * Opens one of the tasks besides the tables.
   * @param {ViewName} name
   */
  view(name) {
    if (!this.state || !this.leave()) return;
    this.form = new VIEWS[name](this.state, this.then());
    this.show();
    this.mark(name);
  }

  /** @returns {import("./views/view.js").Then & {merge: (file: "events" | "sources", key: string) => void}} */
  then() {
    return {
      saved: (words) => void this.saved(words),
      failed: (error) => this.failed(error),
      close: () => this.close(),
      reread: async () => {
        await this.read();
        return /** @type {EditorState} */ (this.state);
      },
      say: (words) => this.say(this.state?.notice || words),
      open: (file, key) => this.openRecord(file, key),
      merge: (file, key) => this.merge(file, key),
    };
  }

  /**
   * Opens a record of any file, as far as the file has a table or a task.
   * @param {string} file
   * @param {string} key
   */
  openRecord(file, key) {
    const name = file.split(".")[0] ?? "";
    if (name === "chapters" || name === "story") this.view("story");
    else if (name === "tables" || name === "settings") this.view("settings");
    else {
      const table = file === "drafts" ? "events" : file in COLUMNS ? file : "texts";
      this.choose(/** @type {TableName} */ (table));
      const wanted = table === "texts" ? file : key;
      const row = this.table.rows.find((each) => each.key === wanted);
      if (row) this.edit(row);
    }
  }

  /**
   * @param {"events" | "sources"} file
   * @param {string} key of the record that stays
   */
  merge(file, key) {
    if (!this.state || !this.leave()) return;
    const record = this.state.files[file]?.records.find((each) => each.key === key);
    if (!record) return;
    this.form = new MergeForm(this.state, file, record, this.then());
    this.show();
  }

  /** Shows the form that is open in its place. */
  show() {
    if (!this.form) return;
    this.openedState = this.state;
    const place = part("record", HTMLElement);
    place.replaceChildren(this.form.node);
    const beside = this.form.beside ?? null;
    part("beside", HTMLElement).replaceChildren(...(beside ? [beside] : []));
    part("side", HTMLElement).classList.toggle("reading", Boolean(beside));
    part("problems", HTMLDetailsElement).open = !beside;
    place.hidden = false;
    place.scrollTop = 0;
    document.querySelector("main")?.classList.add("editing");
    /** @type {HTMLElement | null} */ (this.form.node.querySelector("input, textarea"))?.focus();
  }

  /** @param {string} key of an event */
  showOnMap(key) {
    const map = part("map", HTMLIFrameElement);
    if (map.src) map.src = `preview/page#event=${encodeURIComponent(key)}`;
  }

  /**
   * Marks the table or the task that is open.
   * @param {string} [task]
   */
  mark(task) {
    for (const tab of this.tabs) {
      tab.setAttribute("aria-pressed", String(!task && tab.dataset.table === this.open));
    }
    for (const each of this.tasks) {
      each.setAttribute("aria-pressed", String(each.dataset.view === task));
    }
  }

  /** Returns whether the open form may be left: nothing typed in it is lost unasked. */
  leave() {
    const ask = t("Leave what you have typed? It is not saved.");
    if (this.form?.isChanged && !window.confirm(ask)) return false;
    this.shut();
    return true;
  }

  close() {
    if (this.leave()) this.table.focus();
  }

  shut() {
    this.form = null;
    this.mark();
    this.openedState = null;
    part("record", HTMLElement).replaceChildren();
    part("record", HTMLElement).hidden = true;
    part("beside", HTMLElement).replaceChildren();
    part("side", HTMLElement).classList.remove("reading");
    part("problems", HTMLDetailsElement).open = true;
    document.querySelector("main")?.classList.remove("editing");
  }

  /** @param {string} words */
  async saved(words) {
    this.shut();
    await this.read();
    this.say(this.state?.notice || words);
    this.table.focus();
  }

  /** @param {unknown} error */
  failed(error) {
    this.say(error instanceof Error ? error.message : String(error));
  }

  /** @param {string} words */
  say(words) {
    this.status.textContent = words;
  }

  /** @param {"undo" | "redo"} which */
  async turn(which) {
    if (!this.leave()) return;
    try {
      await ask(which, { who: "" });
      await this.read();
      this.say(this.state?.notice || (which === "undo" ? t("Taken back.") : t("Made again.")));
    } catch (error) {
      this.failed(error);
    }
  }

  problems() {
    const { number: made, problems, failure, files } = /** @type {EditorState} */ (this.state);
    const errors = problems.filter((each) => each.severity === "error").length;
    const count = part("problem-count", HTMLElement);
    const warnings = problems.length - errors;
    if (!made) count.textContent = t("The folder is being checked …");
    else if (failure) count.textContent = failure;
    else if (!problems.length) count.textContent = t("No problem");
    else {
      const words = [
        tn("{n} error", "{n} errors", errors),
        tn("{n} warning", "{n} warnings", warnings),
      ];
      count.textContent = words.join(t(", "));
    }
    const lines = problems.slice(0, 200).map((each) => {
      const words = each.text ?? each.message;
      const table = /** @type {TableName[]} */ (Object.keys(COLUMNS)).find(
        (name) => files[name]?.file === each.file,
      );
      const go = () => this.lead(/** @type {TableName} */ (table), each);
      const inside = table
        ? element("button", { type: "button", class: "link", click: go }, words)
        : element("span", {}, words);
      return element("li", {}, inside);
    });
    part("problem-list", HTMLElement).replaceChildren(...lines);
  }

  /**
   * Opens the record that a problem is about, with the focus in the field.
   * @param {TableName} table
   * @param {import("./api.js").FolderProblem} problem
   */
  lead(table, problem) {
    this.choose(table);
    const records = this.table.rows.filter((row) => row.state !== "draft");
    const named = records.find((row) => row.key === problem.value);
    const row = records.find((each) => each.line === problem.line) ?? named;
    if (!row) return;
    this.edit(row);
    const column = (problem.column ?? "").split(",")[0];
    /** @type {HTMLElement | null} */ (
      part("record", HTMLElement).querySelector(`[data-field="${CSS.escape(column ?? "")}"]`)
    )?.focus();
  }

  /** Asks whether files or problems have changed, here or in another program. */
  async look() {
    if (document.hidden || !this.state) return;
    try {
      /** @type {{number: number}} */
      const { number } = await ask("news");
      if (number !== this.state.number) await this.read();
    } catch (error) {
      this.failed(error);
    }
  }
}

await speak();
new Main();
