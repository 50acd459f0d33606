"""Translations with other sources or numbers than their original: a warning for each."""

from __future__ import annotations

from pathlib import Path

import atlases
import pytest

from mapgen.atlas.atlas import read_atlas
from mapgen.problems import Problem

SUMMARY = "At least 1,200 people left on 3 May [@dawn1985]. Two died [@ali2005, p. 31]."
STORY = """\
---
chapter: the-north
title: {title}
from: 1985-04
to: 1985-05-10
view:
events:
districts: off
---
{text}
"""


def stale(folder: Path, original: str, translated: str) -> list[Problem]:
    """Return the warnings of translations where the first event is told so in Urdu."""
    events = [{**each, "summary_ur": ""} for each in atlases.EVENTS]
    events[0] |= {"summary": original, "summary_ur": translated}
    atlases.write_csv(folder / "events.csv", [*atlases.EVENT_COLUMNS, "summary_ur"], events)
    warnings = read_atlas(folder).warnings
    return [each for each in warnings if each.code.startswith("translation/")]


@pytest.mark.parametrize(
    "translated",
    [
        "3 مئی کو کم از کم 1٬200 لوگ چلے گئے [@dawn1985]۔ دو ہلاک ہوئے [@ali2005, p. 31]۔",
        "٣ مئی، ١٬٢٠٠ لوگ [@dawn1985; @ali2005]۔",
        "مئی کی 3 تاریخ، 1200 [@ali2005]۔ ایک بار پھر 1200 [@dawn1985]۔",
        "",
    ],
)
def test_a_translation_that_says_the_same_is_none(small_folder: Path, translated: str) -> None:
    assert stale(small_folder, SUMMARY, translated) == []


@pytest.mark.parametrize(
    ("translated", "code", "value"),
    [
        ("3 مئی، 1200 [@dawn1985]۔", "other-sources", "@ali2005 is missing"),
        ("3 مئی، 1200 [@dawn1985; @ali2005; @upi1986]۔", "other-sources", "@upi1986 is new"),
        (
            "3 مئی، 1300 [@dawn1985; @ali2005]۔",
            "other-numbers",
            "1200 is missing, 1300 is new",
        ),
        ("مئی، *1200* [@dawn1985; @ali2005]۔", "other-numbers", "3 is missing"),
    ],
)
def test_a_translation_that_was_left_behind_is_named(
    small_folder: Path, translated: str, code: str, value: str
) -> None:
    (problem,) = stale(small_folder, SUMMARY, translated)
    assert (problem.file, problem.line, problem.column) == ("events.csv", 2, "summary_ur")
    assert (problem.severity, problem.code, problem.value) == (
        "warning",
        f"translation/{code}",
        value,
    )
    assert problem.mend


def test_of_many_differences_five_are_named(small_folder: Path) -> None:
    original = "In 1, 2, 3, 4, 5, 6 and 17 [@dawn1985]."
    (problem,) = stale(small_folder, original, "کچھ نہیں [@dawn1985]۔")
    assert problem.value == ", ".join(f"{n} is missing" for n in range(1, 6)) + " and 2 more"


def test_a_chapter_of_the_story_is_compared_too(small_folder: Path) -> None:
    settings = small_folder / "mapgen.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('["en"]', '["en", "ur"]'), encoding="utf-8")
    original = STORY.format(title="Days in the north", text="12 died [@dawn1985].")
    (small_folder / "story.md").write_text(original, encoding="utf-8")
    translated = STORY.format(title="شمال", text="13 ہلاک [@dawn1985]۔")
    (small_folder / "story.ur.md").write_text(translated, encoding="utf-8")
    found = [
        each for each in read_atlas(small_folder).warnings if each.code.startswith("translation/")
    ]
    (problem,) = found
    assert (problem.file, problem.line) == ("story.ur.md", 1)
    assert problem.value == "the-north: 12 is missing, 13 is new"
