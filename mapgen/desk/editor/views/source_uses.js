// @ts-check
/* Beside the form of a source: where it is cited, and whether its address is another one's too. */
import { t, tn } from "../../../page/browser/core/messages.js";
import { ask } from "../api.js";
import { element } from "../elements.js";
import { fileWords } from "./view.js";

/** @typedef {{uses: Record<string, [file: string, key: string][]>, same: string}} Uses */

/**
 * What is said of a source's uses.
 * @param {string} key "" for a new source
 * @param {HTMLInputElement} address the field of its address
 * @param {(file: string, key: string) => void} open
 */
export function sourceUses(key, address, open) {
  const same = element("p", { class: "wrong" });
  same.hidden = true;
  const place = element("details", { class: "uses" });
  const told = element("div", { "aria-live": "polite" }, same);
  let timer = 0;
  const look = async () => {
    /** @type {Uses} */
    const found = await ask("source-uses", { address: address.value.trim(), key });
    same.hidden = !found.same;
    same.textContent = t("This address is already there: @{key}", { key: found.same });
    const uses = found.uses[key] ?? [];
    const words = tn("Cited in {n} record", "Cited in {n} records", uses.length);
    const lines = uses.map(([file, id]) => {
      const line = element(
        "button",
        { type: "button", class: "link" },
        `${fileWords(file)}: ${id}`,
      );
      line.addEventListener("click", () => open(file, id));
      return element("li", {}, line);
    });
    place.replaceChildren(element("summary", {}, words), element("ul", {}, ...lines));
    place.hidden = !key;
  };
  address.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void look().catch(() => {}), 300);
  });
  void look().catch(() => {});
  return element("div", {}, told, place);
}
