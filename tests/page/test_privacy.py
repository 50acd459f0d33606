"""The page keeps nothing about its reader but the language and the colours that they chose."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page
from reader import visit

import mapgen

SCRIPTS = Path(mapgen.__file__).parent / "page"
KEPT = {"mapgen-theme", "mapgen.language"}
STORES = re.compile(
    r"\b(?:localStorage|sessionStorage|indexedDB|caches|cookieStore|document\.cookie|window\.name)\b"
)
ASKS = re.compile(
    r"\b(?:fetch\(|XMLHttpRequest|sendBeacon|WebSocket|EventSource|serviceWorker|importScripts)"
)
# Every tab, and in it every button, choice and field; the street map alone asks a server.
WORK = """async () => {
  window.print = () => {};
  const still = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const done = new WeakSet();
  let worked = 0;
  const tabs = [...document.querySelectorAll('[role=tab]')];
  for (const tab of tabs) {
    tab.click();
    await still();
    for (const part of document.querySelectorAll('button, summary, select, input')) {
      // Rows of the list are used again for other events while the loop runs.
      const left = part.closest('[role=tab], .mg-base-map__streets, .mg-event-list__row');
      if (left || done.has(part) || !part.checkVisibility()) continue;
      done.add(part);
      worked += 1;
      if (part.tagName === 'SELECT') part.value = part.options[part.options.length - 1].value;
      else if (part.type === 'text' || part.type === 'search') part.value = '1986';
      else part.click();
      part.dispatchEvent(new Event('input', { bubbles: true }));
      part.dispatchEvent(new Event('change', { bubbles: true }));
    }
    atlas.clear();
    atlas.open(atlas.visible()[0]);
    await still();
  }
  atlas.close();
  return worked;
}"""
HELD = """async () => ({
  local: Object.keys(localStorage),
  session: Object.keys(sessionStorage),
  cookie: document.cookie,
  databases: (await indexedDB.databases()).length,
  name: window.name,
  history: history.state,
})"""


def test_one_script_keeps_anything_and_none_asks_anyone() -> None:
    keeping: dict[str, set[str]] = {}
    for path in SCRIPTS.rglob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert not ASKS.search(text), path
        found = set(STORES.findall(text))
        if found:
            keeping[path.name] = found
    reading = {"start.js": {"localStorage"}}  # what was kept, before anything is drawn
    assert keeping == {"storage.js": {"localStorage"}, **reading}


def test_a_reader_who_has_worked_everything_leaves_two_choices_behind(
    page: Page, built_page: str
) -> None:
    visit(page, built_page)
    assert page.evaluate(HELD)["local"] == []
    assert page.evaluate(WORK) > 80
    held = page.evaluate(HELD)
    assert set(held.pop("local")) == KEPT
    assert held == {"session": [], "cookie": "", "databases": 0, "name": "", "history": None}
    kept = page.evaluate("Object.fromEntries(Object.entries(localStorage))")
    assert kept["mapgen-theme"] in ("light", "dark")
    assert kept["mapgen.language"] in ("en", "ur", "sd")
