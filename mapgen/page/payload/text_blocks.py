"""The events' texts → blocks that the browser opens when it reads them (``text_blocks.js``).

A block holds the texts of `BLOCK` events, column by column. Its first cell is JSON: what is the
same for all its events (``same``) and the names of the columns whose cells follow (``each``), each
with one cell an event. Summaries are given as they are written where that says it all
(`mapgen.notation.cited_text`), else as safe HTML, which begins with "<"; figures as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import numpy.typing as npt

from mapgen.files.arrays import Objects
from mapgen.files.beside import shared
from mapgen.files.columns import is_one, same_objects, spread
from mapgen.notation.date_words import printed
from mapgen.notation.summaries import texts_or_html
from mapgen.page.payload.packing import QUICK, SMALLEST, pack_bytes
from mapgen.page.payload.word_list import Words

if TYPE_CHECKING:
    from mapgen.files.frame import Frame
    from mapgen.notation.claims import Claims
    from mapgen.records.settings import Settings

T = TypeVar("T")
Texts = npt.NDArray[np.object_]

BLOCK = 512
"""How many events' texts are packed, and opened, together."""

TOGETHER = 2
"""Blocks that are encoded per batch, so that the working arrays stay in the L2 cache."""

SAMPLE = 5_000
"""From how many events, spread over all of them, the list of words is made."""

# How a source puts its figure.
UP_TO, AT_LEAST, ABOUT = 1, 2, 4


def pack_texts(events: Frame, settings: Settings) -> tuple[str, list[str]]:
    """Return the texts of the events, packed.

    Parameters
    ----------
    events : Frame
        In order of time.
    settings : Settings
        For the languages.

    Returns
    -------
    words : str
        The list of words.
    blocks : list of str
        In the events' order.
    """
    columns = texts(events, settings)
    step = -(-len(events) // SAMPLE) or 1
    words = Words.of(chain.from_iterable(column[::step] for column in columns.values()))
    level = SMALLEST if len(events) <= SAMPLE else QUICK

    def pack(some: list[list[str]]) -> list[str]:
        return [pack_bytes(each, level) for each in words.encode(some)]

    packed = shared(pack, together(blocks_of(columns, len(events))))
    blocks = list(chain.from_iterable(packed))
    return pack_bytes(words.text.encode("utf-8")), blocks


def together(blocks: Iterator[list[str]]) -> Iterator[list[list[str]]]:
    """Yield a few blocks at a time.

    Parameters
    ----------
    blocks : iterator of list of str
        Cells of each block.

    Yields
    ------
    list of list of str
        `TOGETHER` of them, at the end fewer.
    """
    while some := list(islice(blocks, TOGETHER)):
        yield some


def blocks_of(columns: dict[str, Texts], count: int) -> Iterator[list[str]]:
    """Yield the cells of each block.

    Parameters
    ----------
    columns : dict of str to Texts
        Texts of all events, by field.
    count : int
        How many events.

    Yields
    ------
    list of str
        Those of one event together.
    """
    for start in range(0, count, BLOCK):
        same: dict[str, str] = {}
        each: list[str] = []
        cells: list[str] = [""]
        for name, column in columns.items():
            if is_one(column):
                if column[0]:
                    same[name] = column[0]
                continue
            some = column[start : start + BLOCK].tolist()
            if some.count(some[0]) < len(some):
                each.append(name)
                cells += some
            elif some[0]:
                same[name] = some[0]
        head = {"count": min(BLOCK, count - start), "same": same, "each": each}
        cells[0] = json.dumps(head, ensure_ascii=False, separators=(",", ":"))
        yield cells


def texts(events: Frame, settings: Settings) -> dict[str, Texts]:
    """Return what is read rather than counted of each event as texts, "" for nothing.

    Parameters
    ----------
    events : Frame
        In order of time.
    settings : Settings
        For the languages.

    Returns
    -------
    dict of str to Texts
        By field, in the order in which the browser reads them.
    """
    others = [name for name in settings.languages if name != settings.language]
    spans = events["span"]
    columns = {
        "title": plain(events["title"]),
        "date": each_once(spans, lambda span: printed(span, settings.language)),
        "edtf": plain(events["date"]),
        "place": plain(events["place"]),
        "deaths": each_once(events["deaths"], claims_json),
        "injured": each_once(events["injured"], claims_json),
        "summary": plain(texts_or_html(events["summary"])),
        "join": plain(events["join"]),
        "note": plain(events["join_note"]),
        "related": each_once(events["related"], ";".join),
    }
    for language in others:
        columns[f"date_{language}"] = each_once(spans, _printing(language))
        if f"title_{language}" in events:
            columns[f"title_{language}"] = plain(events[f"title_{language}"])
        if f"summary_{language}" in events:
            columns[f"summary_{language}"] = plain(texts_or_html(events[f"summary_{language}"]))
    return columns


def _printing(language: str) -> Callable[[object], str]:
    return lambda span: printed(span, language)


def plain(values: object) -> Texts:
    """Return a column of texts as they are.

    Parameters
    ----------
    values : object
        A column of texts.

    Returns
    -------
    Texts
        The same.
    """
    found: Texts = np.asarray(values, dtype=object)
    return found


def each_once(values: Objects, write: Callable[[T], str]) -> Texts:
    """Return what `write` makes of the values; equal objects, which tables share, once.

    Parameters
    ----------
    values : ndarray of object
        One for each event.
    write : callable
        Value → text.

    Returns
    -------
    Texts
        One for each event.
    """
    codes, first_rows = same_objects(values)
    return spread([write(each) for each in values[first_rows]], codes)


def claims_json(cell: Claims) -> str:
    """Return claims as JSON, [[text, counted, [[key, locator], …], low, high, how], …].

    `counted` is 1, or 2 for a figure for another scope, or 0 for words without a number. `low`,
    `high` and `how` are those of counted claims; `how` is a sum of
    `UP_TO`, `AT_LEAST` and `ABOUT`.

    Parameters
    ----------
    cell : Claims
        Of one event.

    Returns
    -------
    str
        "" for none.
    """
    if not cell.claims:
        return ""
    value = [
        [
            claim.text,
            1 if claim.counted else 0 if claim.low is None else 2,
            [list(citation) for citation in claim.citations],
            *(
                [
                    claim.low,
                    claim.high,
                    claim.open_low + 2 * claim.open_high + 4 * claim.approximate,
                ]
                if claim.counted
                else ()
            ),
        ]
        for claim in cell.claims
    ]
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
