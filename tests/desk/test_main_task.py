"""The main task of the editor in Chromium; `tests/page/engines` does it in Firefox and WebKitGTK."""

from __future__ import annotations

from pathlib import Path

from engines.desk_task import TITLE, main_task
from engines.in_chromium import Chromium
from engines.reading import Reader
from playwright.sync_api import Browser

from mapgen.atlas.atlas import read_atlas
from mapgen.desk.editor.editor import Editor
from mapgen.starter import make_starter


def test_an_event_is_added_by_who_has_never_seen_the_editor(
    tmp_path: Path, browser: Browser
) -> None:
    folder = tmp_path / "atlas"
    make_starter(folder)
    engine = Chromium(browser)
    with Editor(folder, 0) as editor:
        main_task(Reader(engine, (1366, 768)), editor.url)
    assert engine.complaints() == []
    events = read_atlas(folder).rows
    row = list(events["title"]).index(TITLE)
    assert (events["id"][row], events["place_id"][row]) == (
        "1904-example-town-lamp-broken",
        "harbour",
    )
    assert (events["deaths"][row].low, events["deaths"][row].high) == (2, 5)
    assert events["span"][row].kind == "one-of"
