// @ts-check
/* A cell of the table that is edited in its place: Enter writes it, Escape puts it back. */
import { element } from "./elements.js";

/**
 * @typedef {object} CellHooks
 * @property {(at: number, column: number, text: string) => Promise<string>} write returns what is
 *   in the way, "" where it is written
 * @property {(step: number) => void} done the focus goes so many rows further
 */

export class CellEditing {
  /**
   * @param {HTMLElement} body what holds the cells
   * @param {CellHooks} hooks
   */
  constructor(body, hooks) {
    this._body = body;
    this._hooks = hooks;
    /** @type {HTMLInputElement | null} */
    this._input = null;
  }

  get isOpen() {
    return this._input !== null;
  }

  /**
   * @param {HTMLElement} cell
   * @param {number} at the number of its row
   * @param {number} column
   * @param {string} text what the record says
   * @param {string} name
   */
  open(cell, at, column, text, name) {
    const input = element("input", { "aria-label": name, class: "in-cell" });
    const wrong = element("span", { class: "wrong in-cell-wrong", role: "alert" });
    input.value = text;
    const shown = [...cell.childNodes];
    this._input = input;
    cell.replaceChildren(input, wrong);
    input.focus();
    input.select();
    let isWriting = false;
    const close = (/** @type {number} */ step) => {
      this._input = null;
      cell.replaceChildren(...shown);
      this._hooks.done(step);
    };
    const write = async (/** @type {number} */ step) => {
      if (isWriting) return;
      if (input.value === text) {
        close(step);
        return;
      }
      isWriting = true;
      const problem = await this._hooks.write(at, column, input.value);
      isWriting = false;
      wrong.textContent = problem;
      if (problem) return;
      shown.splice(0, shown.length, document.createTextNode(input.value));
      close(step);
    };
    input.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Escape") close(0);
      else if (event.key === "Enter") void write(1);
      else if (event.key === "Tab") void write(0);
      else return;
      event.preventDefault();
    });
    input.addEventListener("blur", () => {
      if (this._input === input && !isWriting) void write(0);
    });
  }
}
