/*
 * Play, pause, step. While the whole time is shown, playing builds it up from its first day;
 * otherwise the range shown moves on at its own width. Readers who asked for less motion get
 * whole steps, all others an even movement of one step a beat.
 */
import { Component } from "../../browser/app/component.js";
import { register } from "../../browser/app/kinds.js";
import * as days from "../../browser/core/days.js";
import { t } from "../../browser/core/messages.js";
import * as period from "../../browser/core/periods.js";
import { h, replace, svg } from "../../browser/draw/dom.js";

const STEPS = [1, 3, 12];
/** Steps a second. */
const SPEEDS = [1, 2.5, 6];

export class TimePlayer extends Component {
  create() {
    this.step = 3;
    this.speed = SPEEDS[1];
    this.playing = null;
    this.element = h("div", { class: "mg-time-player", role: "group" });
    this.back = this.button("back", () => this.move(-1));
    this.play = this.button("play", () => this.toggle());
    this.forward = this.button("forward", () => this.move(1));
    this.stepSelect = this.select((value) => {
      this.step = value;
      this.update();
    });
    this.speedSelect = this.select((value) => {
      this.speed = value;
    });
    this.element.append(this.back, this.play, this.forward);
    this.choices = h(
      "div",
      { class: "mg-time-player__choices" },
      this.stepSelect.label,
      this.speedSelect.label,
    );
    this.element.append(this.choices);
    this.listen("change", () => {
      if (this.playing && this.moved()) this.stop();
      if (!this.playing) this.update();
    });
    this.translate();
    return this.element;
  }

  onRemove() {
    this.pause();
    super.onRemove();
  }

  button(kind, onclick) {
    return h(
      "button",
      {
        type: "button",
        class: `mg-time-player__button mg-time-player__button--${kind}`,
        onclick,
      },
      icon(kind),
    );
  }

  select(choose) {
    const select = h("select", {
      class: "mg-time-player__select",
      onchange: () => choose(Number(select.value)),
    });
    const words = h("span", {});
    return {
      select,
      words,
      label: h("label", { class: "mg-time-player__choice" }, words, " ", select),
    };
  }

  translate() {
    this.element.setAttribute("aria-label", t("Move through time"));
    const fill = ({ select, words }, name, options, chosen) => {
      words.textContent = name;
      replace(
        select,
        options.map(([value, text]) => h("option", { value }, text)),
      );
      select.value = String(chosen);
    };
    fill(
      this.stepSelect,
      t("Step"),
      STEPS.map((n) => [n, n === 12 ? t("a year") : n === 1 ? t("a month") : t("3 months")]),
      this.step,
    );
    fill(
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
    const off = (button, at) => button.setAttribute("aria-disabled", String(at));
    off(this.back, !whole && from <= first);
    off(this.forward, !whole && to >= last);
    const size = { step: this.stepSelect.select.selectedOptions[0].textContent };
    name(
      this.back,
      whole ? t("Show only the last step ({step})", size) : t("Back by {step}", size),
    );
    name(
      this.forward,
      whole ? t("Show only the first step ({step})", size) : t("On by {step}", size),
    );
    this.play.setAttribute("aria-pressed", String(Boolean(this.playing)));
    name(
      this.play,
      whole || (this.playing && this.playing.grows)
        ? t("Play: build up from the first day")
        : t("Play: move this range through time"),
    );
    const kind = this.playing ? "pause" : "play";
    if (this.drawn !== kind) replace(this.play, icon(kind));
    this.drawn = kind;
  }

  /** The range moved by n months, its width in months kept, its ends those of the atlas. */
  shifted(from, to, n) {
    const [first, last] = this.context.extent();
    const [start, end] = [period.monthOf(from), period.monthOf(to)];
    const room = n > 0 ? period.monthOf(last) - end : period.monthOf(first) - start;
    const by = n > 0 ? Math.min(n, Math.max(room, 0)) : Math.max(n, Math.min(room, 0));
    return [
      Math.max(period.startOfMonth(start + by), first),
      Math.min(period.endOfMonth(end + by), last),
    ];
  }

  /** One step back (−1) or forward (1). From the whole time, the last or first step alone. */
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

  /** Shows a range. What goes on playing is no step of its own: Back takes the whole run back. */
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
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) this.beat();
    else this.glide(null);
  }

  /** Whole steps, one a beat, never more than one a second. */
  beat() {
    this.timer = setTimeout(
      () => {
        const { playing } = this;
        const [from, to] = this.shifted(playing.from, playing.to, this.step);
        if (!playing.grows) playing.from = from;
        playing.to = to;
        this.show(playing.from, playing.to, false);
        if (playing.to >= this.context.extent()[1]) this.pause();
        else this.beat();
      },
      1000 / Math.min(this.speed, 1),
    );
  }

  /** An even movement, by whole days. */
  glide(before) {
    this.frame = requestAnimationFrame((now) => {
      const { playing } = this;
      const last = this.context.extent()[1];
      if (before !== null) {
        playing.moved += (Math.min(now - before, 100) / 1000) * this.speed * this.step * 30.44;
      }
      const by = Math.min(Math.round(playing.moved), Math.max(last - playing.to, 0));
      this.show(playing.grows ? playing.from : playing.from + by, playing.to + by, false);
      if (playing.to + by >= last) this.pause();
      else this.glide(now);
    });
  }

  /** Whether the range is another than the one that this player has set. */
  moved() {
    const { from, to } = this.context.store.get();
    return from !== this.set[0] || to !== this.set[1];
  }

  stop() {
    clearTimeout(this.timer);
    cancelAnimationFrame(this.frame);
    this.playing = null;
  }

  /** Stops, and leaves a moved range on whole months. */
  pause() {
    if (!this.playing) return;
    const { grows, moved, from, to } = this.playing;
    this.stop();
    if (moved) {
      const months = Math.round(moved / 30.44);
      const end = this.shifted(from, to, months);
      this.show(grows ? from : end[0], end[1], false);
    }
    this.update();
  }
}

function name(button, text) {
  if (button.title === text) return;
  button.setAttribute("aria-label", text);
  button.title = text;
}

const ICONS = {
  play: "M7 4.5v15l12-7.5Z",
  pause: "M6 5h4.5v14H6ZM13.5 5H18v14h-4.5Z",
  forward: "M6 5.5v13l9-6.5ZM16 5.5h2.5v13H16Z",
  back: "M18 5.5v13l-9-6.5ZM5.5 5.5H8v13H5.5Z",
};
const icon = (kind) =>
  svg(
    "svg",
    { class: "mg-icon", viewBox: "0 0 24 24", width: 18, height: 18, "aria-hidden": "true" },
    svg("path", { d: ICONS[kind], fill: "currentColor" }),
  );

register("TimePlayer", TimePlayer);
