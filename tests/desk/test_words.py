"""The words of the editor: apart from those of a page, in step with the code, and translated."""

from __future__ import annotations

import re
from pathlib import Path

import messages
import pytest
from babel.messages.catalog import Catalog
from babel.messages.jslexer import tokenize
from babel.messages.pofile import read_po

from mapgen.desk.editor.words import catalogue, spoken

SCRIPTS = sorted((messages.ROOT / "mapgen" / "desk" / "editor").rglob("*.js"))
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


# What may stand in a script in English: names of keys, and what the form types into a cell.
KEYS = re.compile(r"(?:Arrow|Page)(?:Up|Down|Left|Right)|Enter|Escape|Tab|Home|End")
WORDS = re.compile(r"\w\w+ \w|^[A-Z][a-z]+")
# Calls and fields whose texts nobody reads: selectors, notation, headers, classes.
NO_WORDS = {"querySelector", "querySelectorAll", "closest", "matches", "svg", "test", "RegExp"}
NO_FIELDS = {"class", "className", "accept", "rel"}
FIELDS = {"aria-label", "placeholder", "title", "alt"}
ENGLISH = {
    '"Content-Type"', '"0 0 24 24"', '"place-map__dot place-map__dot--chosen"', '"Zotero"', '"English"',
    '"a map without events"',  # a fault of ours
    # What is typed is English in every language.
    '"to be read"', "`read by ${each.name} on ${each.day}`", '"read by A. N. on 2026-11-29"',
    '"26 May 1990 · about 1985 · 1 or 2 May 1990 · between 3 and 5 May 1990 · May 1990"',
}  # fmt: skip


def hard_coded(script: str) -> list[str]:
    """Return the texts of a script that look like words and are not given to `t` or `tn`."""
    found = []
    calls: list[str] = []
    before: list[str] = ["", "", ""]
    for token in tokenize(script, jsx=False):
        text = token.value
        if token.type in ("linecomment", "multilinecomment", "regexp"):
            continue
        if token.type == "operator" and text in "([{":
            calls.append(before[-1].rpartition(".")[2] if text == "(" else "")
        elif token.type == "operator" and text in ")]}" and calls:
            calls.pop()
        elif token.type in ("string", "template_string"):
            words = re.sub(r"\$\{[^}]*\}", "", text[1:-1])
            told = calls and calls[-1] in {"t", "tn", *NO_WORDS}
            field = before[-2].strip("\"'") if before[-1] == ":" and before[-3] in "{," else ""
            words_there = WORDS.search(words) or (field in FIELDS and words.islower())
            if words_there and not (told or field in NO_FIELDS or KEYS.fullmatch(words)):
                found.append(text)
        before = [*before[1:], text]
    return found


def test_the_scripts_of_the_editor_have_no_words_of_their_own() -> None:
    assert len(SCRIPTS) > 40
    found = {path.name: hard_coded(path.read_text("utf-8")) for path in SCRIPTS}
    assert {name: [each for each in own if each not in ENGLISH]
            for name, own in found.items() if set(own) - ENGLISH} == {}  # fmt: skip


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ('x.textContent = "Nothing is written";', ['"Nothing is written"']),
        ('element("button", { class: "link big" }, t("Save it"));', []),
        ('element("button", {}, `Save ${n} of them`);', ["`Save ${n} of them`"]),
        ('{ "aria-label": "card" }', ['"card"']),
        ('fail(new Error("Wrong"), t("Right"));', ['"Wrong"']),
        ('// "In a comment"\nif (key === "ArrowDown") q.querySelector("main button");', []),
    ],
)
def test_words_of_a_script_are_told_from_names(script: str, found: list[str]) -> None:
    assert hard_coded(script) == found
