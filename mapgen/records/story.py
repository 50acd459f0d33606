"""story.md → the guided reading in chapters, and its translations.

A chapter is a block of `key: value` lines between two lines `---`, followed by Markdown in which
every sentence carries a citation, as in a summary. Only the introduction (the chapter of that id)
may speak of the atlas itself and needs none. `story.ur.md` beside it holds the chapters in Urdu.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mapgen.files.paths import is_there, translation
from mapgen.files.text import read_prose
from mapgen.notation.dates import DateError, parse
from mapgen.notation.summaries import NO_SUMMARY, Summary, parse_summary
from mapgen.problems import Problems, did_you_mean, one_of
from mapgen.records.settings import PATHS
from mapgen.vocabulary import is_id

if TYPE_CHECKING:
    from collections.abc import Collection

    from mapgen.files.folder import Named
    from mapgen.records.settings import Settings
    from mapgen.records.sources import Bibliography

KEYS = ("chapter", "title", "from", "to", "view", "events", "districts")
SHADES = ("off", "counts", "deaths")
INTRODUCTION = "introduction"
MAX_BYTES = 1_000_000

_RULE = re.compile(r"^---[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Words:
    """A chapter in one language."""

    title: str
    text: Summary


@dataclass(frozen=True, slots=True)
class Chapter:
    """One step of the story: the range of days and the view that it shows, and its text.

    `view` is (zoom, latitude, longitude) or None; `events` are ids of the record; `shade` says what
    the district layer shows. `words` holds the text by language, the atlas's own first.
    """

    id: str
    first: int
    last: int
    view: tuple[float, float, float] | None
    events: tuple[str, ...]
    shade: str
    words: dict[str, Words] = field(compare=False)


@dataclass(frozen=True, slots=True)
class _Block:
    """A chapter's lines as written: its front matter, its Markdown and where it begins."""

    line: int
    values: dict[str, str]
    text: str


def read_story(
    settings: Settings, bibliography: Bibliography, ids: Collection[str]
) -> tuple[tuple[Chapter, ...], Problems]:
    """Return the chapters of an atlas and their problems; none where there is no story.

    `ids` are the ids of the events that chapters may name. A translation that lacks a chapter is
    fine: the page shows that one in the atlas's own language.
    """
    name = settings.shown(settings.story)
    problems = Problems(name)
    if name == PATHS["story"] and not is_there(settings.story):
        return (), problems
    chapters: dict[str, Chapter] = {}
    for block in _blocks(settings.story, problems):
        chapter = _chapter(block, settings.language, bibliography, ids, problems)
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
    problems = Problems(settings.shown(path))
    if not is_there(path):
        return problems
    for block in _blocks(path, problems):
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
        chapter.words[language] = _words(block, chapter.id, bibliography, problems)
    return problems


def _blocks(path: Named, problems: Problems) -> list[_Block]:
    """Return the chapters of a file as written."""
    text = read_prose(path, problems, max_bytes=MAX_BYTES)
    if not text:
        return []
    before, *parts = _RULE.split(text)
    if before.strip() or not parts or len(parts) % 2:
        problems.error(
            "chapters do not open and close",
            line=1,
            mend="Put each chapter's own lines (chapter, title, from …) between two lines ---.",
            code="story/chapters",
        )
        return []
    found = []
    line = 1 + before.count("\n")
    for head, body in zip(parts[::2], parts[1::2], strict=True):
        found.append(_Block(line, _front_matter(head, line, problems), body.strip()))
        line += head.count("\n") + body.count("\n")
    return found


def _front_matter(head: str, line: int, problems: Problems) -> dict[str, str]:
    values: dict[str, str] = {}
    for offset, row in enumerate(head.split("\n")):
        if not row.strip():
            continue
        key, colon, value = (part.strip() for part in row.partition(":"))
        if not colon or key not in KEYS:
            problems.error(
                "not a line of a chapter",
                line=line + offset,
                value=row,
                mend=one_of(key, KEYS),
                code="story/unknown-line",
            )
        values[key] = value
    return values


def _chapter(
    block: _Block,
    language: str,
    bibliography: Bibliography,
    ids: Collection[str],
    problems: Problems,
) -> Chapter:
    def wrong(key: str, message: str, mend: str, value: str | None = None, *, code: str) -> None:
        value = block.values.get(key, "") if value is None else value
        problems.error(message, line=block.line, column=key, value=value, mend=mend, code=code)

    id_ = block.values.get("chapter", "")
    if not is_id(id_):
        wrong("chapter", "not an id", "Use small letters, digits and hyphens.", code="id/not-an-id")
    days = [0, 0]
    for at, key in enumerate(("from", "to")):
        try:
            span = parse(block.values.get(key, ""))
        except DateError as error:
            wrong(key, str(error), error.mend, code=error.code)
            continue
        day = span.first if key == "from" else span.last
        if day is None:
            wrong(key, "an open date", "Write a day, a month or a year.", code="date/open-end")
        days[at] = day or 0
    if days[0] > days[1]:
        wrong(
            "to",
            "earlier than from",
            "Write the earlier date first.",
            code="date/end-before-beginning",
        )
    events = tuple(
        each.strip() for each in block.values.get("events", "").split(",") if each.strip()
    )
    for each in events:
        if each not in ids:
            wrong(
                "events", "no such event", did_you_mean(each, ids), each, code="story/unknown-event"
            )
    shade = block.values.get("districts", "off")
    if shade not in SHADES:
        wrong(
            "districts",
            "not what the districts can show",
            one_of(shade, SHADES),
            code="story/unknown-shade",
        )
    view = _view(block.values.get("view", ""))
    if block.values.get("view") and view is None:
        wrong(
            "view",
            "not a view",
            "Write zoom/latitude/longitude, such as 11/24.90/67.03.",
            code="story/not-a-view",
        )
    words = {language: _words(block, id_, bibliography, problems)}
    return Chapter(id_, days[0], days[1], view, events, shade, words)


def _view(text: str) -> tuple[float, float, float] | None:
    try:
        zoom, latitude, longitude = (float(part) for part in text.split("/"))
    except ValueError:
        return None
    fine = 0 <= zoom <= 19 and abs(latitude) <= 90 and abs(longitude) <= 180
    return (zoom, latitude, longitude) if fine else None


def _words(block: _Block, id_: str, bibliography: Bibliography, problems: Problems) -> Words:
    """Return a chapter's title and text; report what is missing or cites nothing."""
    title = block.values.get("title", "")
    if not title:
        problems.error(
            "a chapter without a title",
            line=block.line,
            mend="Add a line title: …",
            code="title/missing",
        )
    summary, faults = parse_summary(block.text)
    if summary is NO_SUMMARY and not faults:
        problems.error(
            "a chapter without text",
            line=block.line,
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
                mend=bibliography.near(key),
                code="citation/unknown-source",
            )
    return Words(title, summary)
