"""The browser makes the same record of an event's texts as the plain page prints."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import atlases
import pytest
from examples import examples, more
from hypothesis import given, settings
from hypothesis import strategies as st

from mapgen.atlas.atlas import read_atlas
from mapgen.page.elements import assets
from mapgen.page.payload.packing import pack_bytes
from mapgen.page.payload.readings import records
from mapgen.page.payload.word_list import Words

ROOT = Path(__file__).resolve().parents[2]
READ = """async () => {
  const context = mapgen.context(map_atlas);
  const found = [];
  for (let i = 0; i < context.count; i += 1) found.push(await context.read(i));
  return found;
}"""


@pytest.mark.parametrize("which", ["small", more("real")])
def test_records_are_those_of_the_plain_page(
    which: str, page: Any, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    folder = ROOT if which == "real" else atlases.small_atlas(tmp_path / "small")
    address = request.getfixturevalue("one_map" if which == "real" else "small_page")
    atlas = read_atlas(folder)
    page.goto(address)
    page.evaluate("atlas.ready")
    found = page.evaluate(READ)
    wanted = json.loads(json.dumps(records(atlas.rows, atlas.settings)))
    assert len(found) == len(wanted)
    for one, other in zip(found, wanted, strict=True):
        assert one == {"references": [], **other}


@pytest.fixture(scope="module")
def core(browser: Any) -> Any:
    page = browser.new_page()
    script = assets.script("browser/core/codec.js")
    page.add_script_tag(content=script)
    yield page
    page.close()


WORDS = st.text("ab é\u06a9\n\x1e", max_size=4) | st.sampled_from(["", " ", "x" * 300, "word"])


@settings(max_examples=examples(40))
@given(
    st.lists(st.lists(WORDS, max_size=6).map(" ".join), min_size=1, max_size=30),
    st.integers(0, 600),
)
def test_cells_come_back_as_they_were(core: Any, cells: list[str], more: int) -> None:
    """With few words, with more than a byte can number, and with words that no list has."""
    words = Words.of([*(f"w{n} w{n}" for n in range(more)), *cells[::2]])
    cells = [*cells, *(f"w{n}" for n in range(0, more, 50))]
    found = core.evaluate(
        "async ([packed, words]) => mapgen.modules.codec.cells(packed, await mapgen.modules.codec.words(words))",
        [pack_bytes(words.encode([cells])[0]), pack_bytes(words.text.encode())],
    )
    assert found == [cell.replace("\x1e", "\ufffd") for cell in cells]
