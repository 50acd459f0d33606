"""The public names: documented as they are, cheap to import, helpful when called wrongly."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import mapgen
from mapgen.page.elements.component import Component

ROOT = Path(__file__).resolve().parent.parent
API = ROOT / "docs" / "api.md"
NAMES = [name for name in mapgen.__all__ if name != "__version__"]
COMPONENTS = [
    name
    for name in NAMES
    if inspect.isclass(getattr(mapgen, name)) and issubclass(getattr(mapgen, name), Component)
]
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def text() -> str:
    if not API.exists():
        pytest.skip("this checkout has no docs")
    return API.read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    return text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def table(text: str) -> list[list[str]]:
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row.strip("|").split(" | ")] for row in rows[2:]]


def options(name: str) -> dict[str, Any]:
    parameters = inspect.signature(getattr(mapgen, name)).parameters.values()
    return {each.name: each.default for each in parameters if each.kind is each.KEYWORD_ONLY}


def test_the_table_lists_every_public_name_once(text: str) -> None:
    listed = re.findall(r"^\| \[`(\w+)`\]\(#[\w-]+\) \| (.+) \|$", text, re.MULTILINE)
    assert sorted(name for name, _ in listed) == sorted(NAMES)
    assert all(meaning for _, meaning in listed)


def test_links_lead_to_headings(text: str) -> None:
    headings = {
        heading.lower().replace(" ", "-")
        for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    }
    assert set(re.findall(r"\]\(#([\w-]+)\)", text)) <= headings
    for file in re.findall(r"\]\((\w[\w./-]*\.(?:md|ipynb))\)", text):
        assert (API.parent / file).exists(), file


@pytest.mark.parametrize("name", ["EventLayer", "DistrictLayer"])
def test_tables_of_options_say_what_the_code_says(text: str, name: str) -> None:
    rows = {row[0].strip("`"): row[1].strip("`") for row in table(section(text, name))}
    expected = {key: str(value) for key, value in options(name).items()}
    assert {key: value.strip('"') for key, value in rows.items()} == expected


def test_options_of_the_controls(text: str) -> None:
    told = {
        name: re.findall(r"`(\w+)`", row[1])
        for row in table(section(text, "Controls"))
        for name in re.findall(r"`(\w+)`", row[0])
    }
    others = [name for name in COMPONENTS if name not in ("EventLayer", "DistrictLayer")]
    assert {name: sorted(each) for name, each in told.items()} == {
        name: sorted(options(name)) for name in others
    }


def test_the_examples_run(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small_folder: Path
) -> None:
    monkeypatch.chdir(small_folder)
    names: dict[str, Any] = {}
    for block in BLOCK.findall(text):
        exec(compile(block, str(API), "exec"), names)
        names["m"].get_root().render()
    assert (small_folder / "quakes.html").stat().st_size > 100_000


@pytest.mark.parametrize("name", NAMES)
def test_every_name_says_what_it_is(name: str) -> None:
    found = getattr(mapgen, name)
    assert inspect.getdoc(found)
    assert name in dir(mapgen)


@pytest.mark.parametrize("name", COMPONENTS)
def test_components_take_typed_options_by_name_only(name: str) -> None:
    kind = getattr(mapgen, name)
    parameters = list(inspect.signature(kind).parameters.values())
    data = [each for each in parameters if each.kind is not each.KEYWORD_ONLY]
    assert [each.name for each in data] == {
        "EventLayer": ["events"],
        "DistrictLayer": ["districts"],
    }.get(name, [])
    assert all(each.annotation is not each.empty for each in parameters)
    doc = inspect.getdoc(kind) or ""
    for each in parameters:
        assert each.name in doc, f"{name} does not tell of {each.name}"


@pytest.mark.parametrize("name", COMPONENTS)
def test_an_unknown_option_is_answered_with_the_known_ones(name: str) -> None:
    with pytest.raises(TypeError) as raised:
        getattr(mapgen, name)(positon="topleft")
    message = str(raised.value)
    assert f"{name} has no option 'positon'" in message
    for option in options(name):
        assert option in message


def test_a_misspelt_option_gives_the_nearest() -> None:
    with pytest.raises(TypeError, match=r"no option 'deats'. .*deaths"):
        mapgen.EventLayer(deats="killed")  # type: ignore[call-arg]


def test_a_name_that_there_is_not() -> None:
    with pytest.raises(AttributeError, match="EventLayers"):
        _ = mapgen.EventLayers


def test_folium_is_imported_only_when_it_is_asked_for() -> None:
    script = (
        "import sys, mapgen, mapgen.commands.main; "
        "print([name for name in ('folium', 'geopandas', 'pandas') if name in sys.modules])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "[]"


def test_nothing_of_folium_that_puts_text_into_pages_is_used() -> None:
    """Folium writes what it is given into scripts and HTML as it stands."""
    forbidden = re.compile(
        r"\b(?:folium\.)?(?:Popup|Tooltip|GeoJsonPopup|GeoJsonTooltip|Icon|DivIcon)\("
    )
    for file in Path(mapgen.__file__).parent.rglob("*.py"):
        source = file.read_text(encoding="utf-8")
        if "folium" in source:
            assert not forbidden.search(source), file
