// @ts-check
/* The button that switches between the device's colours, light and dark. */
import { Component } from "../../browser/app/component.js";
import { register } from "../../browser/app/kinds.js";
import * as theme from "../../browser/app/theme.js";
import { t } from "../../browser/core/messages.js";
import { liveStatus, nameButton } from "../../browser/draw/controls.js";
import { h, svg } from "../../browser/draw/dom.js";

/** @typedef {"light" | "dark" | "device"} Choice */

/** @type {Record<Choice, string>} */
const PATHS = {
  light:
    "M12 7.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9ZM11 1.5h2v3.6h-2ZM11 18.9h2v3.6h-2ZM1.5 11h3.6v2h-3.6ZM18.9 11h3.6v2h-3.6ZM3.9 5.3L5.3 3.9L7.9 6.5L6.5 7.9ZM16.1 17.5L17.5 16.1L20.1 18.7L18.7 20.1ZM3.9 18.7L6.5 16.1L7.9 17.5L5.3 20.1ZM16.1 6.5L18.7 3.9L20.1 5.3L17.5 7.9Z",
  dark: "M20.5 14.6A9 9 0 1 1 9.4 3.5A7.2 7.2 0 0 0 20.5 14.6Z",
  device: "M12 2.5a9.5 9.5 0 1 0 0 19a9.5 9.5 0 1 0 0-19ZM12 4.7a7.3 7.3 0 0 1 0 14.6Z",
};
/** @type {Record<Choice, Choice>} */
const NEXT = { device: "light", light: "dark", dark: "device" };

export class ThemeSwitch extends Component {
  path = svg("path", { fill: "currentColor", "fill-rule": "evenodd" });
  /** @type {HTMLButtonElement} */
  button = h(
    "button",
    { type: "button", class: "mg-icon-button mg-theme-switch__button", onclick: () => this.turn() },
    svg(
      "svg",
      { class: "mg-icon", viewBox: "0 0 24 24", width: 18, height: 18, "aria-hidden": "true" },
      this.path,
    ),
  );
  status = liveStatus("mg-visually-hidden", "span");

  /** @override */
  create() {
    this.listen("theme", () => this.show());
    this.translate();
    return h("div", { class: "mg-theme-switch" }, this.button, this.status);
  }

  /** @override */
  translate() {
    this.show();
  }

  /** @returns {Choice} */
  current() {
    const current = theme.currentTheme(this.context);
    return current === "light" || current === "dark" ? current : "device";
  }

  turn() {
    const next = NEXT[this.current()];
    theme.setTheme(this.context, next === "device" ? null : next);
    this.show();
    this.status.textContent = this.labels()[next];
  }

  labels() {
    return {
      light: t("Colours: light"),
      dark: t("Colours: dark"),
      device: t("Colours: as on this device"),
    };
  }

  show() {
    const current = this.current();
    theme.apply(theme.currentTheme(this.context));
    this.path.setAttribute("d", PATHS[current]);
    nameButton(this.button, this.labels()[current]);
  }
}

register("ThemeSwitch", ThemeSwitch);
