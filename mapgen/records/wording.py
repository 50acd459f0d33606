"""Loaded words: a list of them, and a warning for each that the records say without a reason.

``docs/loaded-words.csv`` has the columns ``word`` (``massacre*`` means that any ending will do),
``why`` (what the word does to a reader) and ``say`` (what to write instead).
``docs/kept-words.csv`` lists what may stand all the same: ``word``, ``where`` (an event's id, or a
text's file), ``text`` (the words around it, as they stand there) and ``why``. An atlas without the
first file is not checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from mapgen.files.csv_table import Table, read_csv
from mapgen.files.paths import is_there, translation
from mapgen.files.text import read_prose
from mapgen.notation.claims import Claims
from mapgen.notation.summaries import Summary
from mapgen.problems import Problems, quoted
from mapgen.records.settings import PATHS

if TYPE_CHECKING:
    from mapgen.files.folder import FolderFile, Named
    from mapgen.files.frame import Frame
    from mapgen.records.settings import Settings

WORDS = ("word", "why", "say")
KEPT = ("word", "where", "text", "why")
CELLS = ("title", "actors", "targets", "deaths", "injured", "summary")
TEXTS = ("story", "about", "guide")
MAX_BYTES = 1_000_000

# What is no wording of ours: citations, addresses, code, and the ids in a chapter's head.
_APART = re.compile(
    r"\[-?@[^\[\]]*\]|\]\([^()\n]*+\)|`[^`\n]*`|^(?:chapter|from|to|view|events|districts):.*$",
    re.MULTILINE,
)
_WORD = re.compile(r"\w+")
_VOWEL_SIGNS = re.compile("[\u064b-\u0652\u0670]")  # قتلِ عام is قتل عام


class Passage(NamedTuple):
    """A text of the atlas: whose it is (an event's id or a file), and where a problem is noted."""

    where: str
    text: str
    file: str
    line: int | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True)
class _Listed:
    word: str
    say: str
    why: str


@dataclass(slots=True)
class _Kept:
    line: int
    where: str
    word: str
    text: str
    used: bool = False


def check_wording(settings: Settings, events: Frame, *, whole: bool = True) -> Problems:
    """Warn of each loaded word of the records and texts that no line keeps.

    Parameters
    ----------
    settings : Settings
        They name the files of words.
    events : Frame
        With their texts and lines.
    whole : bool
        Whether they are all of the atlas's; of a part only its own words are looked at.

    Returns
    -------
    Problems
        Warnings of loaded words, and of lines of the kept words that keep nothing any more.
    """
    if _left_out(settings, "loaded_words"):
        return Problems(settings.name_of(settings.loaded_words))
    listed, kept, problems = _lists(settings)
    if listed:
        for passage in _passages(settings, events, TEXTS if whole else ()):
            _look(passage, listed, kept, problems)
    for each in kept if whole else ():
        if not each.used:
            problems.warning(
                f"{each.where or 'nothing'} does not say this",
                line=each.line,
                column="text",
                value=each.text or None,
                mend="Write the words as they stand there, or take this line out.",
                file=settings.name_of(settings.kept_words),
                code="wording/kept-without-use",
            )
    return problems


def loaded_spans(settings: Settings, text: str, where: str) -> list[tuple[int, int]]:
    """Return where loaded words stand in a text that no line keeps.

    Parameters
    ----------
    settings : Settings
        They name the files of words.
    text : str
        A part of a record or one of the atlas's texts, as it is written.
    where : str
        Whose it is: an event's id, or a file.

    Returns
    -------
    list of tuple of (int, int)
        Begin and end of each, in characters.
    """
    if _left_out(settings, "loaded_words"):
        return []
    listed, kept, _ = _lists(settings)
    own = [each for each in kept if each.where == where]
    # Letters of the plain text are those of the text but for the vowel signs.
    at = [place for place, letter in enumerate(text) if not _VOWEL_SIGNS.match(letter)]
    return [
        (at[match.start()], at[match.end() - 1] + 1)
        for match, _, reasons in _unkept(_plain(text), listed, own)
        if not reasons
    ]


def check_passage(settings: Settings, passage: Passage) -> Problems:
    """Warn of each loaded word of one text that no line keeps.

    Parameters
    ----------
    settings : Settings
        They name the files of words.
    passage : Passage
        The text, whose it is, and where a problem is noted.

    Returns
    -------
    Problems
        Warnings of loaded words alone.
    """
    problems = Problems(passage.file)
    if not _left_out(settings, "loaded_words"):
        listed, kept, _ = _lists(settings)
        _look(passage, listed, kept, problems)
    return problems


def _lists(settings: Settings) -> tuple[list[_Listed], list[_Kept], Problems]:
    """Return the loaded words and those that may stand, and what is wrong with the lists."""
    table, problems = _table(settings, settings.loaded_words, WORDS)
    listed = [
        _Listed(r["word"], r["say"], r["why"])
        for _, r in table.rows()
        if _plain(r["word"]).strip("* ")
    ]
    kept: list[_Kept] = []
    if not _left_out(settings, "kept_words"):
        table, found = _table(settings, settings.kept_words, KEPT)
        problems.extend(found)
        kept = [_Kept(line, r["where"], r["word"], _plain(r["text"])) for line, r in table.rows()]
    return listed, kept, problems


def _left_out(settings: Settings, name: str) -> bool:
    """Return whether a list is not there where it may be missing; one that is named must be."""
    path: FolderFile = getattr(settings, name)
    return settings.name_of(path) == PATHS[name] and not is_there(path)


def _table(settings: Settings, path: Named, columns: Sequence[str]) -> tuple[Table, Problems]:
    """Return a list and its problems; a line with an empty cell says too little and is an error."""
    table, problems = read_csv(
        path, required=columns, name=settings.name_of(path), allow_empty=True
    )
    for line, row in table.rows():
        for column in columns:
            if not row[column].strip("* "):
                problems.error(
                    f"no {column}",
                    line=line,
                    column=column,
                    mend="Fill this cell.",
                    code="table/empty-cell",
                )
    return table, problems


def _look(
    passage: Passage, listed: Sequence[_Listed], kept: Sequence[_Kept], problems: Problems
) -> None:
    text = _plain(passage.text)
    own = [each for each in kept if each.where == passage.where]
    for match, word, reasons in _unkept(text, listed, own):
        for each in reasons:
            each.used = True
        if not reasons:
            line = passage.line or text.count("\n", 0, match.start()) + 1
            around = text[max(0, match.start() - 30) : match.end() + 30].strip()
            problems.warning(
                f"a loaded word, {quoted(match[0])} ({word.why})",
                line=line,
                column=passage.column,
                value=" ".join(around.split()),
                mend=f"Say {word.say}; or list it, with the reason, among the kept words.",
                file=passage.file,
                code="wording/loaded-word",
            )


def _unkept(
    text: str, listed: Sequence[_Listed], own: Sequence[_Kept]
) -> Iterator[tuple[re.Match[str], _Listed, list[_Kept]]]:
    """Yield where loaded words stand in a plain text, with the lines that keep each."""
    if not listed:
        return
    for match, number in _found(tuple(each.word for each in listed), text):
        word = listed[number]
        reasons = [
            each for each in own if each.word == word.word and _holds(each.text, text, match.span())
        ]
        yield match, word, reasons


def _holds(part: str, text: str, span: tuple[int, int]) -> bool:
    """Return whether a part of a text stands in it around a span."""
    at = text.find(part)
    while part and at >= 0:
        if at <= span[0] and span[1] <= at + len(part):
            return True
        at = text.find(part, at + 1)
    return False


def _found(words: tuple[str, ...], text: str) -> Iterator[tuple[re.Match[str], int]]:
    """Yield where the words stand in a text, in any case, and which: the first that fits."""
    beginnings = _beginnings(words)
    end = 0
    for each in _WORD.finditer(text):
        if each.start() < end:
            continue
        for number in _begun_by(each[0], beginnings):
            match = _pattern(words[number]).match(text, each.start())
            if match:
                end = match.end()
                yield match, number
                break


class _Beginnings:
    """The first words of the listed ones, folded, and the numbers of those with each.

    `open` are those that any ending will do for, `whole` all others.
    """

    def __init__(self, words: tuple[str, ...]) -> None:
        self.whole: dict[str, list[int]] = {}
        self.open: dict[str, list[int]] = {}
        for number, word in enumerate(words):
            plain = _plain(word).strip()
            first = _WORD.match(plain)
            if first:
                is_open = plain[first.end() :].strip("*") == "" and plain.endswith("*")
                kind = self.open if is_open else self.whole
                kind.setdefault(_folded(first[0]), []).append(number)
        self.lengths = sorted({len(each) for each in self.open})


@lru_cache(maxsize=8)
def _beginnings(words: tuple[str, ...]) -> _Beginnings:
    return _Beginnings(words)


@lru_cache(maxsize=2**16)
def _begun_by(word: str, beginnings: _Beginnings) -> list[int]:
    """Return which of the listed words a word of a text may begin: texts repeat their words."""
    folded = _folded(word)
    found = list(beginnings.whole.get(folded, ()))
    for length in beginnings.lengths:
        found += beginnings.open.get(folded[:length], ()) if length <= len(folded) else ()
    return sorted(found)


def _folded(word: str) -> str:
    """Return a word, letter by letter, in which letters that a pattern takes for one are equal.

    Case folding can make several letters of one, as of İ, and tells ı from i.
    """
    return "".join(letter.casefold()[0] for letter in word).replace("ı", "i")


@lru_cache(maxsize=1024)
def _pattern(word: str) -> re.Pattern[str]:
    """Return what finds a listed word, in any case."""
    parts = r"\s+".join(re.escape(part) for part in _plain(word).rstrip("*").split())
    ending = r"\w*" if word.endswith("*") else ""
    return re.compile(rf"(?i)(?<!\w){parts}{ending}(?!\w)")


def _plain(text: str) -> str:
    """Return a text without vowel signs, its apostrophes straight and what is set apart blank."""
    text = _VOWEL_SIGNS.sub("", text.replace("’", "'"))
    return _APART.sub(lambda match: " " * len(match[0]), text)


def _passages(settings: Settings, events: Frame, texts: Sequence[str]) -> Iterator[Passage]:
    file = settings.name_of(settings.events)
    languages = [""] + [f"_{language}" for language in settings.languages]
    names = [f"{cell}{language}" for language in languages for cell in CELLS]
    columns = {name: events[name] for name in names if name in events.columns}
    for row, (id_, line) in enumerate(zip(events["id"], events["line"], strict=True)):
        for name, column in columns.items():
            text = _words_of(column[row])
            if text:
                yield Passage(id_, text, file, int(line), name)
    for name in texts:
        original: FolderFile = getattr(settings, name)
        for path in (original, *(translation(original, each) for each in settings.languages)):
            # What cannot be read is a problem of its own reader.
            found = read_prose(path, Problems(), max_bytes=MAX_BYTES) if is_there(path) else None
            if found:
                yield Passage(settings.name_of(path), found, settings.name_of(path))


def _words_of(cell: object) -> str:
    """Return what a cell of a record says in words."""
    if isinstance(cell, Summary):
        return cell.text
    if isinstance(cell, Claims):
        return "; ".join(claim.text for claim in cell.claims)
    if isinstance(cell, tuple):
        return "; ".join(cell)
    return cell if isinstance(cell, str) else ""
