// @ts-check
/* Marks on the time strip wherever the districts change, each with what changes as its label. */
import { divider, listed, named, printDay, t } from "../../browser/core/messages.js";
import { h, replace } from "../../browser/draw/dom.js";

/** @import { Epoch } from "../../browser/types" */
/** @import { TimeScale } from "./time_scale.js" */

/** Pixels between two marks that can be told apart, by a finger and by a mouse. */
const APART = { coarse: 44, fine: 28 };

export class DistrictChanges {
  /**
   * @param {Epoch[]} epochs
   * @param {TimeScale} scale
   * @param {(text: string | null, share?: number) => void} showLabel shows a label over a share of
   *   the strip, or none for null
   */
  constructor(epochs, scale, showLabel) {
    this.epochs = epochs;
    this.scale = scale;
    this.showLabel = showLabel;
    this.element = h("div", { class: "mg-time-filter__changes", role: "group" });
  }

  translate() {
    this.element.setAttribute("aria-label", t("Changes of districts"));
  }

  /**
   * Draws the marks.
   * @param {number} width of the strip in pixels
   */
  draw(width) {
    const { epochs } = this;
    const apart = matchMedia("(pointer: coarse)").matches ? APART.coarse : APART.fine;
    /** @type {{share: number, text: string}[]} */
    const marks = [];
    for (let k = 1; k < epochs.length; k += 1) {
      const text = describeChange(epochs[k - 1], epochs[k]);
      const share = this.scale.shareOf(epochs[k].first);
      /* Changes that could not be told apart share a mark. */
      const last = marks[marks.length - 1];
      if (last && (share - last.share) * width < apart) last.text += divider() + text;
      else marks.push({ share, text });
    }
    this.element.hidden = !marks.length;
    replace(
      this.element,
      marks.map((mark) => this.button(mark)),
    );
  }

  /** @param {{share: number, text: string}} mark */
  button({ share, text }) {
    const show = () => this.showLabel(text, share);
    const hide = () => this.showLabel(null);
    return h("button", {
      type: "button",
      class: "mg-time-filter__change",
      style: { insetInlineStart: `${share * 100}%` },
      "aria-label": text,
      onfocus: show,
      onclick: show,
      onpointerenter: show,
      onblur: hide,
      onpointerleave: hide,
      onkeydown: (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && hide(),
    });
  }
}

/**
 * @param {Epoch} before
 * @param {Epoch} after
 */
function describeChange(before, after) {
  const labels = (/** @type {Epoch} */ epoch) =>
    new Set(epoch.regions.map((region) => named(region.label)));
  const [old, now] = [labels(before), labels(after)];
  const added = [...now].filter((label) => !old.has(label));
  const removed = [...old].filter((label) => !now.has(label));
  const parts = [];
  if (added.length) parts.push(t("new: {names}", { names: listed(added) }));
  if (removed.length) parts.push(t("no longer: {names}", { names: listed(removed) }));
  if (!parts.length) parts.push(t("borders move"));
  return t("Districts from {day}: {changes}", {
    day: printDay(after.first),
    changes: parts.join(t("; ")),
  });
}
