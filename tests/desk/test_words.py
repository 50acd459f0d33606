"""The words of the editor: apart from those of a page, in step with the code, and translated."""

from __future__ import annotations

import re
from pathlib import Path

import messages
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from mapgen.desk.editor.words import catalogue, spoken

FIELD = re.compile(r"\{(\w+)\}")
TRANSLATED = messages.LANGUAGES


def forms(value: object) -> tuple[str, ...]:
    """Return the forms of a message."""
    return tuple(value) if isinstance(value, list | tuple) else (str(value),)


def read(path: Path) -> Catalog:
    """Return a catalogue."""
    with path.open("rb") as file:
        return read_po(file)


def told(found: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return the translations of a catalogue by their messages."""
    return {forms(each.id): forms(each.string) for each in found if each.id}


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, ...]]:
    """The messages of the editor's code that a page has not got."""
    pot = tmp_path_factory.mktemp("messages") / "editor.pot"
    messages.extract_editor(pot, messages.LOCALE / "mapgen.pot")
    return set(told(read(pot)))


def test_the_words_are_in_step_with_the_code(extracted: set[tuple[str, ...]]) -> None:
    assert len(extracted) > 100
    for path in [messages.EDITOR / "editor.pot", *messages.EDITOR.glob("*/*/editor.po")]:
        assert set(told(read(path))) == extracted, f"{path.name}: run: make messages"


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_word_is_translated_and_keeps_what_is_filled_in(language: str) -> None:
    path = messages.EDITOR / language / "LC_MESSAGES" / "editor.po"
    for message, said in told(read(path)).items():
        assert all(said), message
        wanted = set(FIELD.findall("".join(message)))
        assert set(FIELD.findall("".join(said))) == wanted, message


def test_the_editor_speaks_a_wanted_language_that_it_has() -> None:
    assert {"en", *TRANSLATED} <= spoken().keys()
    assert catalogue(["xx", "ur-PK", "sd"])["language"] == "ur"
    assert catalogue(["xx"]) == {"language": "en", "catalogue": {}}
    words = catalogue(["sd"], ["en"])["catalogue"]
    assert isinstance(words, dict)
    assert words["direction"] == "rtl"
    assert words["languages"] == {"en": "انگريزي"}
    assert {"Save", "Events"} <= words["messages"].keys()  # its own words, and those of a page
