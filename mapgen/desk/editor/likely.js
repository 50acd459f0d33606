// @ts-check
/* At the head of an event's form: which other events it may be, told twice. */
import { t } from "../../page/browser/core/messages.js";
import { ask } from "./api.js";
import { element } from "./elements.js";

export class Likely {
  /** @param {(key: string) => void} open opens an event */
  constructor(open) {
    this._open = open;
    this._asked = 0;
    this._shown = "";
    this.node = element("div", { class: "likely", "aria-live": "polite", hidden: true });
  }

  /**
   * @param {string} key "" for a new event
   * @param {Record<string, string>} cells
   */
  async look(key, cells) {
    const asked = (this._asked += 1);
    /** @type {{alike: [id: string, title: string, why: string][]}} */
    const { alike } = cells.date ? await ask("alike", { key, cells }) : { alike: [] };
    const shown = JSON.stringify(alike);
    if (asked !== this._asked || shown === this._shown) return;
    this._shown = shown;
    this.node.hidden = !alike.length;
    const lines = alike.map(([id, title, why]) => {
      const go = { type: "button", class: "link", click: () => this._open(id) };
      const said = element("span", { lang: "en", dir: "ltr" }, why);
      return element("li", {}, element("button", go, element("bdi", {}, title || id)), ": ", said);
    });
    const words = t("It may be there already:");
    this.node.replaceChildren(element("p", {}, words), element("ul", {}, ...lines));
  }
}
