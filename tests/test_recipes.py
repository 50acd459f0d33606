"""The recipes of docs/architecture.md name files that are there, and lead where they say."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from mapgen.exchange.common.reader import Reader
from mapgen.exchange.registry import ENDINGS, READERS
from mapgen.page.components import PAGE

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
RECIPES = TEXT[TEXT.index("## To add …") : TEXT.index("### Whose word a path is")]
EXAMPLES = {
    "mapgen/exchange/formats/NAME": "mapgen/exchange/formats/csv",
    "mapgen/exchange/mappings/NAME.toml": "mapgen/exchange/mappings/priousd.toml",
    "mapgen/page/components/NAME": "mapgen/page/components/legend",
    "locale/XX": "locale/ur",
    "words/XX": "words/ur",
}
ROOMS = re.findall(r"^\| `([a-z_]+)/` \|", TEXT, re.MULTILINE)


def named() -> list[str]:
    text = RECIPES
    for name, example in EXAMPLES.items():
        text = text.replace(name, example)
    return re.findall(r"`((?:mapgen|docs)/[\w./-]+|README\.md)`", text)


@pytest.mark.parametrize("path", sorted(set(named())))
def test_what_a_recipe_names_is_there(path: str) -> None:
    assert (ROOT / path).exists()


def test_every_recipe_that_was_asked_for_is_there() -> None:
    found = re.findall(r"^\*\*(.+)\*\*$", RECIPES, re.MULTILINE)
    assert found == [
        "A column of events.csv",
        "An import format",
        "A mapping of a public data set",
        "A component of the page",
        "A message",
        "A language",
    ]


def test_every_room_of_the_page_is_a_package_and_the_other_way_round() -> None:
    packages = {each.parent.name for each in (ROOT / "mapgen").glob("*/__init__.py")}
    assert set(ROOMS) == packages


@pytest.mark.parametrize("form", READERS)
def test_a_format_of_the_registry_has_its_reader_where_the_recipe_says(form: str) -> None:
    module = import_module(f"mapgen.exchange.formats.{form.replace('-', '_')}.read")
    assert issubclass(getattr(module, READERS[form].reader), Reader)


def test_every_folder_of_formats_is_read_or_written() -> None:
    folders = {
        each.parent.name for each in (ROOT / "mapgen/exchange/formats").glob("*/__init__.py")
    }
    known = {name.replace("-", "_") for name in (*READERS, *ENDINGS)} - {"csvw"}
    assert folders == known


@pytest.mark.parametrize("name", [module for module, _, _ in PAGE])
def test_a_component_has_its_three_neighbours(name: str) -> None:
    folder = ROOT / "mapgen" / "page" / "components" / name
    assert (folder / "__init__.py").exists()
    assert (folder / f"{name}.js").exists()
