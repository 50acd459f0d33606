"""The story's introduction: its first words stand in the document, what follows in the payload.

They are what a first visit sees, so they come before everything else and are there once; the
story's script takes over the elements that the document has made of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, TypeVar, cast

from markupsafe import Markup

from mapgen.notation import languages
from mapgen.page.payload.messages import interface, translator
from mapgen.records.scenes import block_starts
from mapgen.records.story import INTRODUCTION

if TYPE_CHECKING:
    from mapgen.records.settings import Settings

T = TypeVar("T")
Told: TypeAlias = Mapping[str, object]
"""A chapter as `mapgen.page.payload.readings.story` tells it."""

Words: TypeAlias = Mapping[str, Mapping[str, str]]
"""A chapter's title and text by language."""

FIRST = 2500
"""Letters of HTML after which no further paragraph is among the first words: a tall screen's."""

_BEFORE_MARK = re.compile(r'\s+(?=<sup class="mg-cite">)')
_CITATION = re.compile(r'(<a [^<>]*data-key="[^"<>]+")>(\d+)[^<>]*(?=</a>)')


@dataclass(frozen=True, slots=True)
class Cover:
    """The first words of an introduction; `language` is that of the words."""

    title: str
    text: Markup
    language: str


@dataclass(frozen=True, slots=True)
class Introduction:
    """What a first visit sees of the story, each once with the languages of the page that show it.

    `start` and `explore` are the words on the two buttons below the text.
    """

    covers: dict[Cover, str]
    start: dict[str, str]
    explore: dict[str, str]


def introduction(chapters: Iterable[Told], settings: Settings) -> Introduction:
    """Return what a page of these chapters shows first.

    Parameters
    ----------
    chapters : iterable of Told
        In their order.
    settings : Settings
        For the languages.

    Returns
    -------
    Introduction
        With nothing in it where the story has none.
    """
    words = next((_words(each) for each in chapters if each["id"] == INTRODUCTION), None)
    if words is None:
        return Introduction({}, {}, {})
    said = {language: translator(language) for language in settings.languages}
    return Introduction(
        covers=_shared({each: _cover(words, each, settings) for each in settings.languages}),
        start=_shared({language: say("Start the story") for language, say in said.items()}),
        explore=_shared({language: say("Explore the map") for language, say in said.items()}),
    )


def without_first_words(chapters: Iterable[Told]) -> list[Told]:
    """Return the chapters as the payload carries them, of the introduction what the page has not.

    Parameters
    ----------
    chapters : iterable of Told
        In their order.

    Returns
    -------
    list of Told
        The introduction has no ``words``, but a ``rest`` by language where its text is long.
    """
    return [_without(each) if each["id"] == INTRODUCTION else each for each in chapters]


def _without(chapter: Told) -> Told:
    rests = {language: parted(each["text"])[1] for language, each in _words(chapter).items()}
    long = {language: rest for language, rest in rests.items() if rest}
    return {**chapter, "words": {}, **({"rest": long} if long else {})}


def _words(chapter: Told) -> Words:
    return cast("Words", chapter["words"])


def parted(html: str) -> tuple[str, str]:
    """Return a text in two: what is seen first, and the paragraphs after it.

    Parameters
    ----------
    html : str
        Safe and well formed.

    Returns
    -------
    first : str
        `FIRST` letters, and what is left of their last paragraph.
    rest : str
        "" where there is no more.
    """
    at = next((start for start in block_starts(html) if start >= FIRST), len(html))
    return html[:at], html[at:]


def _cover(words: Words, language: str, settings: Settings) -> Cover:
    """Return the first words as a page in `language` shows them, numbers with its digits."""
    own = language if language in words else settings.language
    digits = str.maketrans("0123456789", languages.digits(interface(language)))
    text = _CITATION.sub(
        lambda found: f'{found[1]} data-n="{found[2]}">{found[2].translate(digits)}',
        _BEFORE_MARK.sub("", parted(words[own]["text"])[0]),
    )
    return Cover(words[own]["title"], Markup(text), own)


def _shared(by_language: Mapping[str, T]) -> dict[T, str]:
    """Return each value once with its languages, a blank between them."""
    found: dict[T, str] = {}
    for language, value in by_language.items():
        found[value] = f"{found[value]} {language}" if value in found else language
    return found
