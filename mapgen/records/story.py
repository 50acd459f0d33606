"""story.md → the guided reading in chapters, and its translations.

A chapter is a block of `key: value` lines between two lines `---`, followed by Markdown in which
every sentence carries a citation, as in a summary. Only the introduction (the chapter of that id)
may speak of the atlas itself and needs none. Between paragraphs lines `scene: …` may move map and
clock (`mapgen.records.scenes`). `story.ur.md` beside it holds the chapters in Urdu.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mapgen.files.paths import is_there, translation
from mapgen.notation.summaries import NO_SUMMARY, Summary, parse_summary
from mapgen.problems import Problems, did_you_mean, one_of
from mapgen.records.scenes import (
    Scene,
    View,
    Wrong,
    blocks_of,
    count_paragraphs,
    read_days,
    read_scene,
    read_view,
)
from mapgen.records.settings import PATHS
from mapgen.records.stale_translations import differences
from mapgen.records.story_file import Block, listed, read_blocks
from mapgen.vocabulary import POINT_PRECISIONS, is_id

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mapgen.records.gazetteer import Gazetteer, Place
    from mapgen.records.settings import Settings
    from mapgen.records.sources import Bibliography

SHADES = ("off", "counts", "deaths")
INTRODUCTION = "introduction"


@dataclass(frozen=True, slots=True)
class Words:
    """A chapter in one language."""

    title: str
    text: Summary


@dataclass(frozen=True, slots=True)
class Chapter:
    """One step of the story: the range of days and the view that it shows, and its text.

    `view` is (zoom, latitude, longitude) or None; `events` are ids of the record; `shade` says what
    the district layer shows. `places` are named on the map while the chapter is read: those that
    it lists and its events', as far as they have a point. `scenes` are in order. `words` holds the
    text by language, the atlas's own first.
    """

    id: str
    first: int
    last: int
    view: View | None
    events: tuple[str, ...]
    places: tuple[Place, ...]
    shade: str
    scenes: tuple[Scene, ...]
    words: dict[str, Words] = field(compare=False)


def read_story(
    settings: Settings,
    bibliography: Bibliography,
    events: Mapping[str, tuple[str, ...]],
    gazetteer: Gazetteer,
) -> tuple[tuple[Chapter, ...], Problems]:
    """Read the chapters of an atlas and their translations.

    A translation that lacks a chapter is fine: the page shows that one in the atlas's own language.

    Parameters
    ----------
    settings : Settings
        They name the file and the languages.
    bibliography : Bibliography
        The sources that may be cited.
    events : mapping of str to tuple of str
        The ids of the events that chapters may name, and of the places of each.
    gazetteer : Gazetteer
        The places that may be named.

    Returns
    -------
    chapters : tuple of Chapter
        None where there is no story.
    problems : Problems
        Of all files.
    """
    name = settings.name_of(settings.story)
    problems = Problems(name)
    if name == PATHS["story"] and not is_there(settings.story):
        return (), problems
    chapters: dict[str, Chapter] = {}
    for block in read_blocks(settings.story, problems):
        chapter = read_chapter(block, settings.language, bibliography, events, gazetteer, problems)
        if chapter.id in chapters:
            problems.error(
                "two chapters have this id",
                line=block.line,
                column="chapter",
                value=chapter.id,
                mend="Give each chapter an id of its own.",
                code="id/twice",
            )
        chapters[chapter.id] = chapter
    for language in settings.languages[1:]:
        problems.extend(_translate(settings, language, bibliography, chapters))
    return tuple(chapters.values()), problems


def _translate(
    settings: Settings, language: str, bibliography: Bibliography, chapters: dict[str, Chapter]
) -> Problems:
    """Add the words of another language to the chapters; return what is wrong with them."""
    path = translation(settings.story, language)
    problems = Problems(settings.name_of(path))
    if not is_there(path):
        return problems
    for block in read_blocks(path, problems):
        chapter = chapters.get(block.values.get("chapter", ""))
        if chapter is None:
            problems.error(
                "no chapter of the story has this id",
                line=block.line,
                column="chapter",
                value=block.values.get("chapter", ""),
                mend=did_you_mean(block.values.get("chapter", ""), chapters),
                code="story/unknown-chapter",
            )
            continue
        words = chapter.words[language] = _words(block, chapter.id, bibliography, problems)
        for fault in differences(chapter.words[settings.language].text, words.text):
            problems.warning(
                fault.message,
                line=block.line,
                column="text",
                value=f"{chapter.id}: {fault.value}",
                mend=fault.mend,
                code=fault.code,
            )
        for scene in block.scenes:
            problems.error(
                "a scene in a translation",
                line=block.text_line + scene.line,
                column="scene",
                value=scene.text,
                mend="Take it out: scenes are the story's own, by the number of the paragraph.",
                code="story/scene-in-translation",
            )
        if chapter.scenes and blocks_of(words.text.html) <= chapter.scenes[-1].paragraph:
            problems.error(
                "fewer paragraphs than the scenes of this chapter begin at",
                line=block.line,
                column="text",
                value=chapter.id,
                mend="Part the translation into the same paragraphs.",
                code="story/too-few-paragraphs",
            )
    return problems


def read_chapter(
    block: Block,
    language: str,
    bibliography: Bibliography,
    events: Mapping[str, tuple[str, ...]],
    gazetteer: Gazetteer,
    problems: Problems,
) -> Chapter:
    """Return a chapter as its block says, what is wrong left out.

    Parameters
    ----------
    block : Block
        As written.
    language : str
        The atlas's own.
    bibliography : Bibliography
        The sources that may be cited.
    events : mapping of str to tuple of str
        The ids of the events that chapters may name, and of the places of each.
    gazetteer : Gazetteer
        The places that may be named.
    problems : Problems
        What is wrong is added to it.

    Returns
    -------
    Chapter
        With its words in the atlas's own language.
    """
    wrong = _wrong_at(block.line, problems)

    id_ = block.values.get("chapter", "")
    if not is_id(id_):
        mend = "Use small letters, digits and hyphens."
        wrong("chapter", "not an id", mend, id_, "id/not-an-id")
    for key in ("from", "to"):
        if not block.values.get(key):
            wrong(key, "no date", "Write a day, a month or a year.", "", "date/not-edtf")
    first, last = read_days({"from": "", "to": ""} | block.values, 0, 0, wrong)
    listed_events = listed(block, "events")
    for each in listed_events:
        if each not in events:
            wrong(
                "events", "no such event", did_you_mean(each, events), each, "story/unknown-event"
            )
    places = listed(block, "places")
    for each in places:
        if each not in gazetteer:
            mend = did_you_mean(each, gazetteer)
            wrong("places", "no such place", mend, each, "place/unknown")
        elif not _has_point(gazetteer[each]):
            mend = "Name places that are a town or smaller and have coordinates."
            wrong("places", "a place without a point", mend, each, "story/place-without-point")
    named = dict.fromkeys(
        [*places, *(place for each in listed_events for place in events.get(each, ()))]
    )
    shade = block.values.get("districts", "off")
    if shade not in SHADES:
        message = "not what the districts can show"
        wrong("districts", message, one_of(shade, SHADES), shade, "story/unknown-shade")
    view = read_view(block.values["view"], wrong) if block.values.get("view") else None
    scenes = []
    for line in block.scenes:
        wrong_here = _wrong_at(block.text_line + line.line, problems)
        scenes.append(read_scene(line, first, last, view, wrong_here))
        if id_ == INTRODUCTION:
            mend = "Take it out: the map does not follow the introduction."
            code = "story/scene-in-introduction"
            wrong_here("scene", "a scene in the introduction", mend, line.text, code)
        if scenes[-1].paragraph >= count_paragraphs(block.text):
            mend = "Write it before the paragraph that it belongs to."
            code = "story/scene-at-end"
            wrong_here("scene", "a scene after the last paragraph", mend, line.text, code)
    words = {language: _words(block, id_, bibliography, problems)}
    return Chapter(
        id=id_,
        first=first,
        last=last,
        view=view,
        events=listed_events,
        places=tuple(
            gazetteer[each] for each in named if each in gazetteer and _has_point(gazetteer[each])
        ),
        shade=shade,
        scenes=tuple(scenes),
        words=words,
    )


def _wrong_at(line: int, problems: Problems) -> Wrong:
    """Return what notes a fault at a line of the story."""

    def wrong(column: str, message: str, mend: str, value: str, code: str) -> None:
        problems.error(message, line=line, column=column, value=value, mend=mend, code=code)

    return wrong


def _has_point(place: Place) -> bool:
    """Return whether a place is a point on the map, not a whole city or province."""
    return place.precision in POINT_PRECISIONS and place.latitude is not None


def _words(block: Block, id_: str, bibliography: Bibliography, problems: Problems) -> Words:
    """Return a chapter's title and text; report what is missing or cites nothing."""
    title = block.values.get("title", "")
    if not title:
        problems.error(
            "a chapter without a title",
            line=block.line,
            column="title",
            mend="Add a line title: …",
            code="title/missing",
        )
    summary, faults = parse_summary(block.text)
    if summary is NO_SUMMARY and not faults:
        problems.error(
            "a chapter without text",
            line=block.line,
            column="text",
            mend="Write it below its lines.",
            code="story/no-text",
        )
    for fault in faults:
        if id_ == INTRODUCTION and fault.message == "a sentence without a citation":
            continue
        problems.error(
            fault.message,
            line=block.line,
            column="text",
            value=fault.value,
            mend=fault.mend,
            code=fault.code,
        )
    for key in summary.keys:
        if key not in bibliography:
            problems.error(
                "unknown source",
                line=block.line,
                column="text",
                value=key,
                mend=bibliography.suggestion(key),
                code="citation/unknown-source",
            )
    return Words(title, summary)
