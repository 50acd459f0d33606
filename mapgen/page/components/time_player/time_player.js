// @ts-check
/*
 * Play, pause, step. While the whole time is shown, playing builds it up from its first day;
 * otherwise the range shown moves on at its own width. Readers who asked for less motion get
 * whole steps at intervals, all others a continuous movement at the same mean speed.
 */
import { Component } from "../../browser/app/component.js";
import { register } from "../../browser/app/kinds.js";
import * as days from "../../browser/core/days.js";
import { t } from "../../browser/core/messages.js";
import * as period from "../../browser/core/periods.js";
import { yearsInBin } from "../../browser/core/year_bins.js";
import { nameButton } from "../../browser/draw/controls.js";
import { h, replace } from "../../browser/draw/dom.js";
import { MONTH, monthsIn, shiftRange } from "./month_steps.js";
import { fillSelect, numberSelect, playerButton, playerIcon } from "./player_controls.js";

/** @import { Day } from "../../browser/types" */
/** @import { Icon } from "./player_controls.js" */

/** Months; over a long time there is a step of some years as well. */
const STEPS = [1, 3, 12];
/** Steps a second. */
const SPEEDS = [1, 2.5, 6];

/**
 * @typedef {object} Playing
 * @property {boolean} grows whether the range is built up, or moves at its own width
 * @property {Day} from the range that it began with
 * @property {Day} to
 * @property {number} moved by how many days it has moved
 */

export class TimePlayer extends Component {
  /** Months in a step. */
  step = 3;
  steps = STEPS;
  speed = SPEEDS[1];
  /** @type {Playing | null} */
  playing = null;
  /** @type {(string | null)[]} the range of the state that the player has set last */
  set = [];
  /** @type {Icon | null} the icon that is drawn on the button of play */
  drawn = null;
  timer = 0;
  frame = 0;
  back = playerButton("back", () => this.move(-1));
  play = playerButton("play", () => this.toggle());
  forward = playerButton("forward", () => this.move(1));
  stepSelect = numberSelect((value) => {
    this.step = value;
    this.update();
  });
  speedSelect = numberSelect((value) => {
    this.speed = value;
  });
  element = h("div", { class: "mg-time-player", role: "group" });

  /** @override */
  create() {
    const [start, end] = this.context.extent().map(days.yearOf);
    const years = yearsInBin(start, end);
    if (years > 1) {
      this.step = years * 12;
      this.steps = [...STEPS, this.step];
    }
    replace(
      this.element,
      this.back,
      this.play,
      this.forward,
      h("div", { class: "mg-time-player__choices" }, this.stepSelect.field, this.speedSelect.field),
    );
    this.listen("change", () => {
      if (this.playing && this.isOvertaken()) this.stop();
      if (!this.playing) this.update();
    });
    this.translate();
    return this.element;
  }

  /** @override */
  onRemove() {
    this.pause();
    super.onRemove();
  }

  /** @override */
  translate() {
    this.element.setAttribute("aria-label", t("Move through time"));
    fillSelect(
      this.stepSelect,
      t("Step"),
      this.steps.map((n) => [n, period.printMonths(n)]),
      this.step,
    );
    fillSelect(
      this.speedSelect,
      t("Speed"),
      [
        [SPEEDS[0], t("slow")],
        [SPEEDS[1], t("steady")],
        [SPEEDS[2], t("fast")],
      ],
      this.speed,
    );
    this.update();
  }

  /** Whether the whole time is shown. */
  isWhole() {
    const [from, to] = this.context.range();
    const [first, last] = this.context.extent();
    return from <= first && to >= last;
  }

  update() {
    const [from, to] = this.context.range();
    const [first, last] = this.context.extent();
    const whole = this.isWhole();
    this.back.setAttribute("aria-disabled", String(!whole && from <= first));
    this.forward.setAttribute("aria-disabled", String(!whole && to >= last));
    const size = { step: this.stepSelect.select.selectedOptions[0].text };
    nameButton(
      this.back,
      whole ? t("Show only the last step ({step})", size) : t("Back by {step}", size),
    );
    nameButton(
      this.forward,
      whole ? t("Show only the first step ({step})", size) : t("On by {step}", size),
    );
    this.play.setAttribute("aria-pressed", String(Boolean(this.playing)));
    nameButton(
      this.play,
      whole || (this.playing && this.playing.grows)
        ? t("Play: build up from the first day")
        : t("Play: move this range through time"),
    );
    const kind = this.playing ? "pause" : "play";
    if (this.drawn !== kind) replace(this.play, playerIcon(kind));
    this.drawn = kind;
  }

  /**
   * A range moved by n months within the atlas's extent.
   * @param {Day} from
   * @param {Day} to
   * @param {number} n
   */
  shifted(from, to, n) {
    return shiftRange([from, to], n, this.context.extent());
  }

  /**
   * One step back or forward. From the whole time, the last or first step alone.
   * @param {1 | -1} direction
   */
  move(direction) {
    this.pause();
    const [first, last] = this.context.extent();
    let [from, to] = this.context.range();
    if (!this.isWhole()) [from, to] = this.shifted(from, to, direction * this.step);
    else if (direction > 0) {
      [from, to] = [first, period.endOfMonth(period.monthOf(first) + this.step - 1)];
    } else [from, to] = [period.startOfMonth(period.monthOf(last) - this.step + 1), last];
    this.show(from, to);
  }

  /**
   * Shows a range. What goes on playing is no step of its own: Back takes the whole run back.
   * @param {Day} from
   * @param {Day} to
   */
  show(from, to, step = true) {
    const [first, last] = this.context.extent();
    const range = {
      from: from <= first ? null : days.toISO(from),
      to: to >= last ? null : days.toISO(to),
    };
    this.context.store.set(range, { step });
    const state = this.context.store.get();
    this.set = [state.from, state.to];
  }

  toggle() {
    if (this.playing) this.pause();
    else this.start();
  }

  start() {
    const [first, last] = this.context.extent();
    let [from, to] = this.context.range();
    const grows = this.isWhole();
    if (grows) [from, to] = [first, period.endOfMonth(period.monthOf(first) + this.step - 1)];
    else if (to >= last) [from, to] = this.shifted(from, to, -1e6);
    this.playing = { grows, from, to, moved: 0 };
    this.show(from, to);
    this.update();
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) this.beat(this.playing);
    else this.glide(this.playing, null);
  }

  /**
   * Whole steps, one a beat, never more than one a second.
   * @param {Playing} playing
   */
  beat(playing) {
    this.timer = window.setTimeout(
      () => {
        const [from, to] = this.shifted(playing.from, playing.to, this.step);
        if (!playing.grows) playing.from = from;
        playing.to = to;
        this.show(playing.from, playing.to, false);
        if (playing.to >= this.context.extent()[1]) this.finish();
        else this.beat(playing);
      },
      1000 / Math.min(this.speed, 1),
    );
  }

  /**
   * An even movement, by whole days.
   * @param {Playing} playing
   * @param {number | null} before when the last frame was drawn, in milliseconds
   */
  glide(playing, before) {
    this.frame = requestAnimationFrame((now) => {
      const last = this.context.extent()[1];
      if (before !== null) {
        playing.moved += (Math.min(now - before, 100) / 1000) * this.speed * this.step * MONTH;
      }
      const by = Math.min(Math.round(playing.moved), Math.max(last - playing.to, 0));
      this.show(playing.grows ? playing.from : playing.from + by, playing.to + by, false);
      if (playing.to + by >= last) this.finish();
      else this.glide(playing, now);
    });
  }

  /** Whether the range is another than the one that this player has set. */
  isOvertaken() {
    const { from, to } = this.context.store.get();
    return from !== this.set[0] || to !== this.set[1];
  }

  stop() {
    clearTimeout(this.timer);
    cancelAnimationFrame(this.frame);
    this.playing = null;
  }

  /** Stops at the last day, which need not end a month. */
  finish() {
    this.stop();
    this.update();
  }

  /** Stops, and leaves a moved range on whole months. */
  pause() {
    if (!this.playing) return;
    const { grows, moved, from, to } = this.playing;
    this.stop();
    if (moved) {
      const end = this.shifted(from, to, monthsIn(moved));
      this.show(grows ? from : end[0], end[1], false);
    }
    this.update();
  }
}

register("TimePlayer", TimePlayer);
