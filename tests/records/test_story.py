"""The story: chapters as written, what is wrong with them, and their translations."""

from __future__ import annotations

from pathlib import Path

import pytest

from mapgen.atlas.atlas import read_atlas
from mapgen.problems import InputError

GOOD = """\
---
chapter: introduction
title: Before you begin
from: 1972
to: 1992
view:
events:
districts: off
---
This atlas is small. It says so itself.

---
chapter: the-north
title: Days in the north
from: 1985-04
to: 1985-05-10
view: 11/25.00/66.95
events: 1985-karachi-north, 1975-karachi-north
districts: counts
---
Clashes began in the *north* [@dawn1985]. Police fired [@ali2005, p. 31; @dawn1985].

A second paragraph [@ali2005].
"""


def problems(folder: Path, text: str) -> list[str]:
    (folder / "story.md").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_atlas(folder)
    return [str(each) for each in caught.value.problems if each.severity == "error"]


def test_a_story_is_read_in_its_order(small_folder: Path) -> None:
    (small_folder / "story.md").write_text(GOOD, encoding="utf-8")
    introduction, north = read_atlas(small_folder).story
    assert (introduction.id, introduction.view, introduction.events) == ("introduction", None, ())
    assert north.view == (11, 25.0, 66.95)
    assert north.events == ("1985-karachi-north", "1975-karachi-north")
    assert north.last - north.first == 39  # from the first of April to the tenth of May
    assert north.words["en"].text.keys == ("dawn1985", "ali2005")
    assert north.words["en"].text.html.count("<p>") == 2


def test_an_atlas_without_a_story_is_fine(small_folder: Path) -> None:
    assert read_atlas(small_folder).story == ()


def test_what_only_the_story_cites_is_cited(small_folder: Path) -> None:
    before = {str(each) for each in read_atlas(small_folder).warnings}
    (small_folder / "story.md").write_text(GOOD, encoding="utf-8")
    assert {str(each) for each in read_atlas(small_folder).warnings} <= before


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "chapter: the-north",
            "chapter: The North",
            "story.md:12: chapter: 'The North': not an id",
        ),
        ("chapter: the-north", "chapter: introduction", "two chapters have this id"),
        ("from: 1985-04", "from: Apr-85", "story.md:12: from: 'Apr-85'"),
        ("to: 1985-05-10", "to: 1985-03", "earlier than from"),
        ("view: 11/25.00/66.95", "view: 25.00/66.95", "not a view"),
        ("view: 11/25.00/66.95", "view: 11/95/66.95", "not a view"),
        ("1975-karachi-north\n", "1975-karachi-nort\n", "Did you mean '1975-karachi-north'?"),
        ("districts: counts", "districts: count", "counts"),
        ("title: Days in the north", "titel: Days in the north", "not a line of a chapter"),
        ("[@ali2005]", "", "'A second paragraph .': a sentence without a citation"),
        ("[@ali2005]", "[@ali2006]", "unknown source"),
        ("---\nchapter: the-north", "chapter: the-north", "chapters do not open and close"),
    ],
)
def test_a_mistake_in_a_chapter_is_named_with_its_mend(
    small_folder: Path, old: str, new: str, said: str
) -> None:
    assert old in GOOD
    found = problems(small_folder, GOOD.replace(old, new, 1))
    assert any(said in each for each in found), found


def test_a_translation_is_read_beside_the_story(small_folder: Path) -> None:
    settings = small_folder / "mapgen.toml"
    text = settings.read_text(encoding="utf-8").replace('["en"]', '["en", "ur"]')
    settings.write_text(text, encoding="utf-8")
    (small_folder / "story.md").write_text(GOOD, encoding="utf-8")
    urdu = "---\nchapter: the-north\ntitle: شمال\n---\nپولیس نے گولی چلائی [@ali2005]۔\n"
    (small_folder / "story.ur.md").write_text(urdu, encoding="utf-8")
    introduction, north = read_atlas(small_folder).story
    assert list(introduction.words) == ["en"]
    assert north.words["ur"].title == "شمال"
    (small_folder / "story.ur.md").write_text(urdu.replace("the-north", "south"), encoding="utf-8")
    with pytest.raises(InputError, match=r"story\.ur\.md:1: chapter: 'south': no chapter"):
        read_atlas(small_folder)


SCENES = GOOD.replace(
    "A second paragraph [@ali2005].",
    """scene: from 1985-04-02, view 13/25.0/66.9

- A list [@ali2005].

- Its second item [@ali2005].

scene:

A *last* paragraph [@ali2005].
""",
)


def test_scenes_begin_at_their_paragraphs_and_leave_the_rest_to_the_chapter(
    small_folder: Path,
) -> None:
    (small_folder / "story.md").write_text(SCENES, encoding="utf-8")
    _, north = read_atlas(small_folder).story
    first, second = north.scenes
    assert [scene.paragraph for scene in north.scenes] == [1, 2]  # a list is one paragraph
    assert (first.first, first.last) == (north.first + 1, north.last)
    assert first.view == (13, 25.0, 66.9)
    assert (second.first, second.last, second.view) == (north.first, north.last, north.view)
    assert "scene" not in north.words["en"].text.html


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("scene: zoom 13", "'zoom 13': not a part of a scene"),
        ("scene: from", "'from': a word without its value"),
        ("scene: from 1985-04-31", "from: '1985-04-31'"),
        ("scene: from 1985-04-02, from 1985-04-03", "from is said twice"),
        ("scene: to 1985-03", "earlier than from"),
        ("scene: to ../", "to: '../'"),
        ("scene: view 25/67", "'25/67': not a view"),
        ("scene: view nan/25/67", "'nan/25/67': not a view"),
    ],
)
def test_what_is_wrong_in_a_scene_is_said_at_its_line(
    small_folder: Path, line: str, said: str
) -> None:
    (problem,) = problems(
        small_folder, GOOD.replace("A second paragraph", f"{line}\n\nA second paragraph")
    )
    assert problem.startswith("story.md:23: ")
    assert said in problem


def test_scenes_stand_before_a_paragraph_of_a_chapter_that_is_read(small_folder: Path) -> None:
    (problem,) = problems(small_folder, GOOD + "\nscene: from 1985-05-01\n")
    assert "a scene after the last paragraph" in problem
    (problem,) = problems(small_folder, GOOD.replace("This atlas is", "scene:\nThis atlas is"))
    assert "a scene in the introduction" in problem


def test_a_translation_follows_the_scenes_by_its_paragraphs(small_folder: Path) -> None:
    settings = small_folder / "mapgen.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('["en"]', '["en", "ur"]'), encoding="utf-8")
    head = "---\nchapter: the-north\ntitle: X\n---\n"
    own = small_folder / "story.ur.md"
    own.write_text(head + "X [@ali2005].\n\nscene: from 1985-05\n\nX [@ali2005].\n", "utf-8")
    few, scene = problems(small_folder, SCENES)
    assert few.startswith("story.ur.md:1: text")
    assert "fewer paragraphs than the scenes" in few
    assert scene.startswith("story.ur.md:7: scene")
    assert "a scene in a translation" in scene
    own.write_text(head + "X [@ali2005].\n\nX [@ali2005].\n\nX [@ali2005].\n", "utf-8")
    assert read_atlas(small_folder).story[1].words["ur"].title == "X"


def test_a_chapter_names_its_places_and_those_of_its_events(small_folder: Path) -> None:
    def with_places(*ids: str) -> str:
        return GOOD.replace("districts: counts", f"places: {', '.join(ids)}\ndistricts: counts")

    (small_folder / "story.md").write_text(with_places("bridge", "north-town"), encoding="utf-8")
    _, north = read_atlas(small_folder).story
    assert [place.id for place in north.places] == ["bridge", "north-town"]
    (small_folder / "story.md").write_text(GOOD, encoding="utf-8")
    introduction, north = read_atlas(small_folder).story
    assert [place.id for place in north.places] == ["north-town"]
    assert introduction.places == ()
    (unknown,) = problems(small_folder, with_places("bridg"))
    assert "places: 'bridg': no such place. Did you mean 'bridge'?" in unknown
    (city,) = problems(small_folder, with_places("karachi"))
    assert "places: 'karachi': a place without a point" in city
