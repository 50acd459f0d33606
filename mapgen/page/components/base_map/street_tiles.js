// @ts-check
/* Street tiles of a third party: the button that loads them, and a message on success or failure. */
import { tileLayer } from "../../browser/app/leaflet.js";
import { t } from "../../browser/core/messages.js";
import { liveStatus } from "../../browser/draw/controls.js";
import { escaped, h, replace, uniqueId } from "../../browser/draw/dom.js";

/** @import { TileLayer } from "leaflet" */
/** @import { Meta, Pane } from "../../browser/types" */
/** @typedef {NonNullable<Meta["tiles"]>} TileServer */

/** A tile server that fails this often before it has given one tile has refused. */
const REFUSALS = 3;

export class StreetTiles {
  /** Where the button stands. */
  element = h("div", { class: "mg-button-group mg-base-map__streets" });
  status = liveStatus("mg-base-map__status");
  /** @type {HTMLButtonElement | null} what turns the streets on, where they are offered */
  toggle = null;
  /** @type {TileLayer | null} the streets, while they are shown */
  tiles = null;

  /**
   * @param {Pane} pane
   * @param {TileServer | null} server
   */
  constructor(pane, server) {
    this.pane = pane;
    this.server = server;
    /** The server's host, as shown to the reader. */
    this.host = server ? new URL(server.url.replace(/\{s\}\.?/, "")).host : "";
  }

  /** Draws the button that turns the streets on, on all maps. */
  drawButton() {
    const { host } = this;
    const note = uniqueId("streets");
    this.toggle = h(
      "button",
      {
        type: "button",
        class: "mg-map-button",
        "aria-describedby": note,
        title: t("Loads pictures from {host}, which then learns your address", { host }),
        onclick: () => this.pane.context.emit("streets", !this.tiles),
      },
      t("Street map"),
    );
    this.markPressed();
    replace(
      this.element,
      this.toggle,
      h("span", { class: "mg-visually-hidden", id: note }, this.toggle.title),
    );
  }

  markPressed() {
    if (this.toggle) this.toggle.setAttribute("aria-pressed", String(Boolean(this.tiles)));
  }

  /**
   * Shows the streets, or the drawn map again.
   * @param {boolean} on
   */
  set(on) {
    const { pane, server, host } = this;
    if (!server || on === Boolean(this.tiles)) return;
    pane.context.ui.streets = on;
    if (on) {
      this.tiles = this.load(server).addTo(pane.map);
      this.say(t("Street map of today, loaded from {host}, a third party.", { host }));
    } else {
      this.drop();
      this.say("");
    }
    pane.map.getContainer().classList.toggle("mg-map--streets", on);
    this.markPressed();
  }

  /** @param {TileServer} server */
  load({ url, attribution }) {
    let refused = 0;
    let given = 0;
    const tiles = tileLayer(url, {
      attribution: escaped(attribution),
      maxZoom: 19,
      className: "mg-base-map__tiles",
    });
    tiles.on("tileload", () => {
      given += 1;
    });
    tiles.on("tileerror", () => {
      refused += 1;
      if (given || refused < REFUSALS || this.tiles !== tiles) return;
      this.pane.context.emit("streets", false);
      this.say(
        t(
          "{host} gave no street map: it may be out of reach, or it refuses pages that are opened " +
            "from disk. The drawn map is back.",
          { host: this.host },
        ),
      );
    });
    return tiles;
  }

  /** @param {string} text */
  say(text) {
    if (this.pane.index === 0) this.status.textContent = text;
  }

  drop() {
    if (this.tiles) this.tiles.remove();
    this.tiles = null;
  }

  remove() {
    this.drop();
    this.pane.map.getContainer().classList.remove("mg-map--streets");
  }
}
