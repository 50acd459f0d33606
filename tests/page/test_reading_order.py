"""The card tells what happened first: every event's summary is in sight when it opens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from examples import more
from playwright.sync_api import Page
from reader import visit

SIZES = {"laptop": (1366, 768), "phone": (390, 844)}

# Opens each event in turn; what ends below the fold, and every place of the two buttons.
WALK = """
async (step) => {
  const frame = () => new Promise((done) => requestAnimationFrame(() => done()));
  const found = { below: [], buttons: new Set(), wide: [], tops: [] };
  const box = (name) => document.querySelector(name).getBoundingClientRect();
  for (const id of atlas.visible().filter((_, at) => at % step === 0)) {
    atlas.open(id);
    const event = atlas.event(id);
    const title = event[`title_${document.documentElement.lang}`] || event.title;
    for (let tries = 0; tries < 100; tries += 1) {
      await frame();
      const shown = document.querySelector('[role=dialog] h2');
      if (shown && shown.textContent === title) break;
    }
    const body = document.querySelector('.mg-popup__body');
    const summary = document.querySelector('.mg-card__summary');
    const text = document.createTreeWalker(summary, NodeFilter.SHOW_TEXT).nextNode();
    const line = document.createRange();
    line.setStart(text, 0);
    line.setEnd(text, 1);
    const [first] = line.getClientRects();
    const sight = body.getBoundingClientRect();
    found.tops.push(Math.round(first.top - sight.top));
    if (first.bottom > Math.min(sight.bottom, innerHeight)) found.below.push(id);
    if (body.scrollWidth > body.clientWidth) found.wide.push(id);
    const buttons = [box('.mg-popup__previous'), box('.mg-popup__next')];
    found.buttons.add(buttons.map(({ x, y }) => `${x} ${y}`).join(' '));
  }
  return { ...found, buttons: [...found.buttons] };
}
"""


@pytest.mark.parametrize(
    ("size", "language", "step"),
    [
        ("phone", "en", 8),
        more("laptop", "en", 5),
        *(more(size, language, 1) for size in SIZES for language in ("en", "ur")),
    ],
)
def test_every_summary_begins_above_the_fold_and_the_buttons_stay(
    new_page: Callable[..., Page], built_page: str, size: str, language: str, step: int
) -> None:
    width, height = SIZES[size]
    page = new_page(viewport={"width": width, "height": height})
    visit(page, built_page, f"#lang={language}", explore=True)
    found: dict[str, Any] = page.evaluate(WALK, step)
    assert not found["below"], (max(found["tops"]), found["below"])
    assert not found["wide"]
    assert len(found["buttons"]) == 1
