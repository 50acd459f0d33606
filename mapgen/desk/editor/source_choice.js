// @ts-check
/*
 * A list of sources below the caret while a key is typed: the arrow keys choose, Enter takes one, Escape
 * closes. The field stays what it is to a keyboard and to a screen reader, and keeps its own undo.
 */
import { t, tn } from "../../page/browser/core/messages.js";
import { meantSources, typedKey } from "./cited_sources.js";
import { element } from "./elements.js";
import { typeOver } from "./typed_over.js";

/**
 * @typedef {HTMLInputElement | HTMLTextAreaElement} Field
 * @typedef {import("./cited_sources.js").KnownSource} KnownSource
 * @typedef {object} ChoiceHooks
 * @property {import("./sources_at_hand.js").SourcesAtHand} sources
 * @property {(at: number) => {x: number, y: number}} spot where a letter of the field stands, in CSS
 *   pixels from the corner of the holder
 */

let lists = 0;

export class SourceChoice {
  /**
   * @param {Field} field
   * @param {HTMLElement} holder what the list lies in, beside the field
   * @param {ChoiceHooks} hooks
   */
  constructor(field, holder, hooks) {
    this._field = field;
    this._hooks = hooks;
    this._alone = field instanceof HTMLInputElement;
    /** @type {KnownSource[]} */
    this._found = [];
    this._at = 0;
    /** @type {import("./cited_sources.js").Typed | null} */
    this._typed = null;
    const id = `sources-${(lists += 1)}`;
    this._list = element("ul", { id, role: "listbox", class: "source-choice", hidden: true });
    this._list.setAttribute("aria-label", t("Sources"));
    this._said = element("div", { "aria-live": "polite", class: "mg-visually-hidden" });
    holder.append(this._list, this._said);
    field.setAttribute("autocomplete", "off");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-haspopup", "listbox");
    // A field of several lines can be no combobox: it stays a text box that says what it completes.
    if (this._alone) field.setAttribute("role", "combobox");
    if (this._alone) field.setAttribute("aria-expanded", "false");
    field.addEventListener("input", () => this._look());
    field.addEventListener("blur", () => this.close());
    field.addEventListener("keydown", (event) => this._key(/** @type {KeyboardEvent} */ (event)));
    field.addEventListener("click", () => this.close());
    this._list.addEventListener("pointerdown", (event) => event.preventDefault()); // focus stays
    this._list.addEventListener("click", ({ target }) => {
      const option = target instanceof Element ? target.closest("[role=option]") : null;
      if (option) this._take([...this._list.children].indexOf(option));
    });
  }

  get isOpen() {
    return !this._list.hidden;
  }

  close() {
    if (!this.isOpen) return;
    this._list.hidden = true;
    this._field.removeAttribute("aria-activedescendant");
    this._field.removeAttribute("aria-controls");
    if (this._alone) this._field.setAttribute("aria-expanded", "false");
    this._said.textContent = "";
  }

  /** @param {boolean} [all] those too that fit nothing typed yet */
  _look(all = false) {
    const caret = this._field.selectionStart ?? 0;
    const typed = typedKey(this._field.value, caret, this._alone);
    const isAsked = typed && (all || !this._alone || typed.query.trim());
    const known = this._hooks.sources.known();
    this._typed = typed;
    this._found = isAsked ? meantSources(known, typed.query) : [];
    const isWhole = typed && known.some(({ key }) => key === typed.query.split(/\s/u)[0]);
    if (!typed || !isAsked || (isWhole && !this._found.length)) {
      this.close();
      return;
    }
    this._draw(typed.from);
  }

  /** @param {number} from where the key begins */
  _draw(from) {
    const options = this._found.map((source, at) =>
      element(
        "li",
        { role: "option", id: `${this._list.id}-${at}`, "aria-selected": "false" },
        element("bdi", { class: "source-choice__short" }, source.short || source.key),
        element("bdi", { class: "source-choice__key" }, `@${source.key}`),
        element("bdi", { class: "source-choice__title" }, source.title),
      ),
    );
    const about = { role: "option", id: `${this._list.id}-new`, "aria-selected": "false" };
    this._list.replaceChildren(...options, element("li", about, t("New source …")));
    this._list.hidden = false;
    this._field.setAttribute("aria-controls", this._list.id);
    if (this._alone) this._field.setAttribute("aria-expanded", "true");
    this._place(from);
    const count = tn("{n} source", "{n} sources", this._found.length);
    this._said.textContent = t("{count}: the arrow keys choose, Enter takes one.", { count });
    this._mark(0);
  }

  /** Lays the list below the key, within what holds it. @param {number} from */
  _place(from) {
    const { x, y } = this._hooks.spot(from);
    const room = (this._list.offsetParent?.clientWidth ?? 0) - this._list.offsetWidth;
    this._list.style.left = `${Math.max(0, Math.min(x, room))}px`;
    this._list.style.top = `${y}px`;
  }

  /** @param {number} at */
  _mark(at) {
    const count = this._found.length + 1;
    this._at = (at + count) % count;
    [...this._list.children].forEach((option, each) => {
      option.setAttribute("aria-selected", String(each === this._at));
    });
    const current = this._list.children[this._at];
    this._field.setAttribute("aria-activedescendant", current?.id ?? "");
    current?.scrollIntoView({ block: "nearest" });
  }

  /** @param {KeyboardEvent} event */
  _key(event) {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const { key } = event;
    if (!this.isOpen) {
      const isClosing = key === "]" && this._steps();
      if (this._alone && key === "ArrowDown") this._look(true);
      else if (!isClosing) return;
    } else if (key === "ArrowDown") this._mark(this._at + 1);
    else if (key === "ArrowUp") this._mark(this._at - 1);
    else if (key === "Enter") this._take(this._at);
    else if (key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Steps over the bracket that closes a citation, where it stands already. */
  _steps() {
    const { value, selectionStart, selectionEnd } = this._field;
    const at = selectionStart ?? 0;
    if (this._alone || at !== selectionEnd || value[at] !== "]") return false;
    if (!/\[[^[\]\n]*@[^[\]\n]*$/u.test(value.slice(0, at))) return false;
    this._field.setSelectionRange(at + 1, at + 1);
    return true;
  }

  /** @param {number} at */
  _take(at) {
    const key = this._found[at]?.key;
    const typed = this._typed;
    this.close();
    if (typed && key) this._write(typed, key);
    else if (typed) void this._make(typed);
  }

  /** Asks for a source that is not there yet. @param {import("./cited_sources.js").Typed} typed */
  async _make(typed) {
    const key = await this._hooks.sources.made(typed.query.trim());
    this._field.focus();
    if (key) this._write(typed, key);
  }

  /**
   * Writes a key in the place of what is typed of it.
   * @param {import("./cited_sources.js").Typed} typed
   * @param {string} key
   */
  _write(typed, key) {
    const { value } = this._field;
    const starts = value[typed.from - 1] === "@" || !this._alone ? "" : "@";
    const isShut = this._alone || /^\s*[\];,]/u.test(value.slice(typed.to));
    this._field.focus();
    this._field.setSelectionRange(typed.from, typed.to);
    typeOver(this._field, `${starts}${key}${isShut ? "" : "]"}`);
    const caret = typed.from + starts.length + key.length;
    this._field.setSelectionRange(caret, caret);
    this.close(); // what was written was looked at
  }
}
