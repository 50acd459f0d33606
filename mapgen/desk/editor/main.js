// @ts-check
/* The editor: tables of records, the form of the one that is open, problems and the map beside. */
import { t } from "../../page/browser/core/messages.js";
import { ask, onConflict, readState } from "./api.js";
import { settled } from "./conflict.js";
import { focusField, part } from "./elements.js";
import { EventForm } from "./event_form.js";
import { offerNames } from "./offered_names.js";
import { showProblems } from "./problem_list.js";
import { RecordForm } from "./record_form.js";
import { author } from "./saving.js";
import { saveWithKeys } from "./save_keys.js";
import { Tabs } from "./tabs.js";
import { ShownMap } from "./shown_map.js";
import { TextForm } from "./text_form.js";
import { Tour } from "./tour.js";
import { COLUMNS, TableView } from "./table_view.js";
import { MergeForm } from "./views/merge_form.js";
import { VIEWS } from "./views/views.js";
import { speak } from "./words.js";

/**
 * @typedef {import("./api.js").EditorState} EditorState
 * @typedef {import("./records_table.js").Row} Row
 * @typedef {import("./views/views.js").ViewName} ViewName
 * @typedef {import("./views/view.js").View & {beside?: HTMLElement | null, ready?: Promise<void>}} Form
 * @typedef {import("./table_view.js").TableName} TableName
 */

const EVERY = 1000; // milliseconds between two looks for changes, while the page can be seen
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
    this.map = new ShownMap();
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
    this.tabs = new Tabs(
      (name) => this.choose(name),
      (name) => this.view(name),
    );
    this.tabs.mark(this.open);
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
    new Tour(part("tour", HTMLButtonElement), part("status", HTMLElement)).offer();
    saveWithKeys(part("record", HTMLElement));
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
    offerNames(this.state);
    this.list();
    showProblems(
      this.state,
      (table, problem) => void this.lead(table, problem),
      (text) => this.openRecord(text, ""),
    );
    this.map.show(this.state);
  }

  /** @param {TableName} name */
  choose(name) {
    if (!this.state || !this.leave()) return;
    this.open = name;
    this.tabs.mark(this.open);
    this.list();
  }

  list() {
    const state = /** @type {EditorState} */ (this.state);
    this.tabs.count(state, this.open);
    const file = state.files[this.open];
    if (file?.fault) {
      this.say(t("{file} cannot be edited here: {fault}.", { file: file.file, fault: file.fault }));
    }
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
    if (row && this.open === "events" && !isDraft) this.map.open(row.key);
  }

  /**
   * Opens one of the tasks besides the tables.
   * @param {ViewName} name
   */
  view(name) {
    if (!this.state || !this.leave()) return;
    this.form = new VIEWS[name](this.state, this.then());
    this.show();
    this.tabs.mark(this.open, name);
  }

  /** @returns {import("./views/view.js").Then & {merge: (file: "events" | "sources", key: string) => void}} */
  then() {
    return {
      saved: (words, key) => void this.saved(words, key),
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
    this.tabs.mark(this.open);
    this.openedState = null;
    part("record", HTMLElement).replaceChildren();
    part("record", HTMLElement).hidden = true;
    part("beside", HTMLElement).replaceChildren();
    part("side", HTMLElement).classList.remove("reading");
    part("problems", HTMLDetailsElement).open = true;
    document.querySelector("main")?.classList.remove("editing");
  }

  /**
   * @param {string} words
   * @param {string} key of the record, "" where it is gone
   */
  async saved(words, key) {
    this.shut();
    await this.read();
    this.say(this.state?.notice || words);
    this.table.focus(key);
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
      await ask(which, { who: author() });
      await this.read();
      this.say(this.state?.notice || (which === "undo" ? t("Taken back.") : t("Made again.")));
    } catch (error) {
      this.failed(error);
    }
  }

  /**
   * Opens the record that a problem is about, with the focus in the field.
   * @param {TableName} table
   * @param {import("./api.js").FolderProblem} problem
   */
  async lead(table, problem) {
    this.choose(table);
    const records = this.table.rows.filter((row) => row.state !== "draft");
    const named = records.find((row) => row.key === problem.value);
    const row = records.find((each) => each.key === problem.key) ?? named;
    if (!row) return;
    this.edit(row);
    const column = (problem.column ?? "").split(",")[0];
    const { form } = this;
    await form?.ready;
    if (form && form === this.form) {
      focusField(form.node, `[data-field="${CSS.escape(column ?? "")}"]`);
    }
  }

  /** Asks whether files or problems have changed, here or in another program. */
  async look() {
    if (document.hidden) return;
    if (!this.state) {
      await this.read();
      return;
    }
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
