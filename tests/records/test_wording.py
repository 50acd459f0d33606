"""Loaded words are found wherever the records say them, and stand only with a reason."""

from __future__ import annotations

import re
from pathlib import Path

import atlases
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapgen.atlas.atlas import read_atlas
from mapgen.files.csv_table import read_csv
from mapgen.problems import InputError, Problem
from mapgen.records import wording
from mapgen.records.settings import read_settings
from mapgen.records.wording import KEPT, WORDS

ROOT = Path(__file__).parents[2]
BRIDGE = "1986-karachi-bridge"
LIST = "word,why,say\nmassacre*,judges,what was done\nتخریب کار*,الزام ہے,کون کہتا ہے\nso called,mocks,a name\n"
NAMES = ("loaded-words.csv", "kept-words.csv")


@pytest.fixture
def folder(small_folder: Path) -> Path:
    """A small atlas with a list of loaded words."""
    (small_folder / "docs").mkdir(exist_ok=True)
    (small_folder / "docs" / "loaded-words.csv").write_text(LIST, encoding="utf-8")
    return small_folder


def keep(folder: Path, *rows: str) -> None:
    text = "\n".join(("word,where,text,why", *rows, ""))
    (folder / "docs" / "kept-words.csv").write_text(text, encoding="utf-8")


def warned(folder: Path) -> list[Problem]:
    """What is said of the wording of an atlas."""
    found = read_atlas(folder).warnings
    return [each for each in found if "loaded" in each.message or each.file.endswith(NAMES)]


def test_an_atlas_without_a_list_is_not_checked(small_folder: Path) -> None:
    atlases.change_event(small_folder, BRIDGE, title="Massacre at the bridge")
    assert warned(small_folder) == []


def test_a_loaded_word_is_named_with_what_to_say_instead(folder: Path) -> None:
    assert warned(folder) == []
    atlases.change_event(folder, BRIDGE, title="Two massacres at the bridge")
    (problem,) = warned(folder)
    assert problem.severity == "warning"
    assert (problem.file, problem.column) == ("events.csv", "title")
    assert problem.value == "Two massacres at the bridge"
    assert problem.message == "a loaded word, 'massacres' (judges)"
    assert problem.mend.startswith("Say what was done; or list it, with the reason")


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("summary", "They call it a massacre [@dawn1985]."),
        ("summary", "A SO\u00a0called\nbridge was shut [@dawn1985]."),
        ("deaths", "12, in the massacre at the bridge [@dawn1985]"),
        ("actors", "Police; Massacre committee"),
    ],
)
def test_every_text_of_a_record_is_read(folder: Path, column: str, cell: str) -> None:
    atlases.change_event(folder, BRIDGE, **{column: cell})
    assert [each.column for each in warned(folder)] == [column]


def test_citations_addresses_and_parts_of_words_are_none_of_it(folder: Path) -> None:
    sources = [*atlases.SOURCES, {**atlases.SOURCES[0], "id": "massacre1986"}]
    atlases.write_json(folder / "sources.json", sources)
    summary = "Nonmassacre, [a page](https://example.org/massacre), was read [@massacre1986]."
    atlases.change_event(folder, BRIDGE, summary=summary)
    assert warned(folder) == []


def test_texts_are_read_too_with_their_line(folder: Path) -> None:
    (folder / "docs" / "about.md").write_text("# About\n\nA massacre.\n", encoding="utf-8")
    (problem,) = warned(folder)
    assert (problem.file, problem.line) == ("docs/about.md", 3)


def test_urdu_words_are_found_with_vowel_signs_and_endings(folder: Path) -> None:
    settings = folder / "mapgen.toml"
    text = settings.read_text(encoding="utf-8")
    text = text.replace('languages = ["en"]', 'languages = ["en", "ur"]')
    settings.write_text(text, encoding="utf-8")
    (folder / "docs" / "about.md").write_text("# About\n", encoding="utf-8")
    (folder / "docs" / "about.ur.md").write_text("غیر ملکی تخرِیب کاروں نے\n", encoding="utf-8")
    (problem,) = warned(folder)
    assert problem.file == "docs/about.ur.md"


def test_a_kept_word_needs_the_words_around_it(folder: Path) -> None:
    title = "“Massacre” square is shut after a massacre"
    atlases.change_event(folder, BRIDGE, title=title)
    keep(folder, f"massacre*,{BRIDGE},“Massacre” square,a name")
    (problem,) = warned(folder)
    assert "'massacre'" in problem.message
    keep(folder, f"massacre*,{BRIDGE},{title},a name and a quotation")
    assert warned(folder) == []
    keep(folder, f"massacre*,1991-karachi-east,{title},another event")
    assert len(warned(folder)) == 3


def test_a_line_that_keeps_nothing_any_more_is_told(folder: Path) -> None:
    keep(folder, f"massacre*,{BRIDGE},“Massacre” square,a name")
    (problem,) = warned(folder)
    assert (problem.file, problem.line) == ("docs/kept-words.csv", 2)
    assert problem.message == f"{BRIDGE} does not say this"


def test_a_listed_word_of_signs_alone_finds_nothing(folder: Path) -> None:
    path = folder / "docs" / "loaded-words.csv"
    path.write_text(LIST + "\u064e\u0670,x,y\n`a`,x,y\nox,x,y\n", encoding="utf-8")
    atlases.change_event(folder, BRIDGE, title="An OX, a massacre")
    assert [each.message for each in warned(folder) if each.column == "title"] == [
        "a loaded word, 'OX' (x)",
        "a loaded word, 'massacre' (judges)",
    ]


def test_a_line_without_its_reason_is_an_error(folder: Path) -> None:
    keep(folder, f"massacre*,{BRIDGE},“Massacre” square,")
    with pytest.raises(InputError, match="no why"):
        read_atlas(folder)


@pytest.mark.parametrize("key", ["loaded_words", "kept_words"])
def test_a_list_that_the_settings_name_must_be_there(folder: Path, key: str) -> None:
    settings = folder / "mapgen.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f'{key} = "nowhere.csv"\n{text}', encoding="utf-8")
    with pytest.raises(InputError, match=r"nowhere\.csv"):
        read_atlas(folder)


def test_this_atlas_says_no_loaded_word_without_a_reason() -> None:
    """Its lists are whole, and each of their lines is needed."""
    assert warned(ROOT) == []
    settings, _ = read_settings(ROOT)
    for path, columns in ((settings.loaded_words, WORDS), (settings.kept_words, KEPT)):
        table, problems = read_csv(path, required=columns)
        assert not list(problems)
        rows = [tuple(row.values()) for _, row in table.rows()]
        assert len(rows) == len(set(rows)) > 80
    listed = [row["word"] for _, row in read_csv(settings.loaded_words, required=WORDS)[0].rows()]
    assert len(listed) == len(set(listed))
    assert {row["word"] for _, row in table.rows()} <= set(listed)


@given(
    st.lists(st.sampled_from(["mass*", "a b", "so-called", "it's", "x", "Éa*", "'t"]), unique=True),
    st.text(alphabet="masXx élEÉ-' bcdotit", max_size=60),
)
def test_words_are_found_as_by_trying_each_place(words: list[str], text: str) -> None:
    expected, end = [], 0
    for at in range(len(text)):
        fits = [n for n, word in enumerate(words) if wording._pattern(word).match(text, at)]
        if at >= end and fits and text[at].isalnum():
            match = wording._pattern(words[fits[0]]).match(text, at)
            assert match
            expected.append((match.span(), fits[0]))
            end = match.end()
    found = wording._found(tuple(words), text)
    assert [(match.span(), number) for match, number in found] == expected


@pytest.mark.parametrize(
    ("listed", "text"),
    [
        ("katliam*", "KATLİAM"), ("KATLİAMI", "katliamı"), ("katlıam", "KATLIAM"),
        ("mass*", "maſſacre"), ("Straße", "STRAẞE"), ("ΣΦΑΓΗΣ", "σφαγης"),
    ],
)  # fmt: skip
def test_letters_that_a_pattern_takes_for_one_are_one(listed: str, text: str) -> None:
    assert re.fullmatch(f"(?i){listed.rstrip('*')}.*", text)
    assert [match[0] for match, _ in wording._found((listed,), text)] == [text]


def test_folding_parts_no_letters_that_a_pattern_takes_for_one() -> None:
    letters = [each for each in map(chr, range(0x10000)) if each.isalpha()]
    for one in letters:
        for other in {one.lower(), one.upper(), one.title(), one.casefold(), "i", "s"}:
            if len(other) == 1 and re.fullmatch(f"(?i){other}", one):
                assert wording._folded(one) == wording._folded(other)
