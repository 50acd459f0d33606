"""What a reader does with a page, said once for every engine: find, press, wait, look."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from engines import Engine

PATIENCE = 10.0
PAUSE = 0.02

# What is seen of a selector and named by these words, as a reader of the screen or of its tree of
# names would find it.
FIND = """(selector, words) => [...document.querySelectorAll(selector)].find((each) => {
  if (each.closest('[inert], [hidden]') || !each.getClientRects().length) return false;
  const label = each.labels?.[0]?.textContent ?? '';
  const name = [each.getAttribute('aria-label'), each.textContent, label, each.title].join(' ');
  return name.replace(/\\s+/g, ' ').includes(words);
})"""
THERE = f"(selector, words) => Boolean(({FIND})(selector, words))"
# It keeps its place for two frames, and nothing lies over its middle: what slides in or away has done so.
STILL = f"""async (selector, words) => {{
  const find = {FIND};
  const each = find(selector, words);
  if (!each) return false;
  each.scrollIntoView({{ block: 'nearest', inline: 'nearest' }});
  const before = each.getBoundingClientRect();
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const {{ left, top, width, height }} = each.getBoundingClientRect();
  if (left !== before.left || top !== before.top) return false;
  const hit = document.elementFromPoint(left + width / 2, top + height / 2);
  return find(selector, words) === each && Boolean(hit) && (each.contains(hit) || hit.contains(each));
}}"""
FOCUS = f"(selector, words) => ({FIND})(selector, words).focus()"
CHOOSE = """(selector, value) => {
  const select = document.querySelector(selector);
  select.value = value;
  for (const kind of ['input', 'change']) select.dispatchEvent(new Event(kind, { bubbles: true }));
}"""
STEADY = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(
  () => done(true))))"""


@dataclass
class Reader:
    """Somebody in front of one engine."""

    engine: Engine
    size: tuple[int, int]

    def visit(self, address: str, fragment: str = "", *, explore: bool = True) -> None:
        """Open the page, wait until all of it stands, and go past its opening page."""
        self.engine.open(address + fragment, *self.size)
        self.call("() => atlas.ready.then(() => true)")
        self.call(STEADY)
        if explore and not fragment and self.sees("button", "Explore the map"):
            self.click("button", "Explore the map")
            self.until("() => !document.querySelector('.mg-story__explore')?.checkVisibility()")

    def call(self, function: str, *values: object) -> Any:
        """What a function of the page answers."""
        return self.engine.call(function, *values)

    def state(self, key: str) -> Any:
        """One value of the page's state."""
        return self.call("(key) => atlas.state()[key]", key)

    def sees(self, selector: str, words: str = "") -> bool:
        """Whether such an element is there to be seen."""
        return bool(self.call(THERE, selector, words))

    def until(self, function: str, *values: object) -> Any:
        """Wait until a function of the page answers something that is true, and give it."""
        end = time.monotonic() + PATIENCE
        while True:
            answer = self.call(function, *values)
            if answer:
                return answer
            assert time.monotonic() < end, f"never so: {function} {values}"
            time.sleep(PAUSE)

    def find(self, selector: str, words: str = "") -> Any:
        """The first such element that is seen; waits for it."""
        self.until(THERE, selector, words)
        return self.engine.element(FIND, selector, words)

    def _still(self, selector: str, words: str) -> Any:
        """The first such element, once it can be pressed; waits for it."""
        self.until(STILL, selector, words)
        return self.engine.element(FIND, selector, words)

    def click(self, selector: str, words: str = "") -> None:
        """Press it with the mouse."""
        self.engine.click(self._still(selector, words))

    def tap(self, selector: str, words: str = "") -> None:
        """Touch it."""
        self.engine.tap(self._still(selector, words))

    def focus(self, selector: str, words: str = "") -> None:
        """Put the keyboard on it."""
        self.until(THERE, selector, words)
        self.call(FOCUS, selector, words)

    def choose(self, selector: str, value: str) -> None:
        """Choose from a list. Each engine draws its lists outside the page, out of reach."""
        self.until(THERE, selector, "")
        self.call(CHOOSE, selector, value)

    def press(self, *keys: str) -> None:
        """Press keys one after another."""
        for key in keys:
            self.engine.press(key)

    def type(self, text: str) -> None:
        """Press the keys of a text."""
        self.press(*text)

    def focused(self) -> str:
        """The words of what has the keyboard."""
        name: str = self.call(
            "() => document.activeElement.getAttribute('aria-label')"
            " || document.activeElement.title"
            " || document.activeElement.textContent.trim()"
        )
        return name

    @contextmanager
    def changes(self, function: str) -> Iterator[None]:
        """What a function of the page answers is another one afterwards."""
        before = self.call(function)
        yield
        self.until(
            f"async (before) => JSON.stringify(await ({function})()) !== before", compact(before)
        )


def compact(value: object) -> str:
    """JSON as the browser writes it."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
