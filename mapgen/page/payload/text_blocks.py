"""The events' texts → blocks that the browser opens when it reads them (``text_blocks.js``).

A block holds the texts of `BLOCK` events, column by column. Its first cell is JSON: what is the
same for all its events (``same``) and the names of the columns whose cells follow (``each``), each
with one cell an event. Summaries are given as they are written where that says it all
(`mapgen.notation.cited_text`), else as safe HTML, which begins with "<"; figures as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from mapgen.files.arrays import Ints, Objects
from mapgen.files.columns import objects, same_objects, spread, values_once
from mapgen.files.late import LateTexts
from mapgen.notation.date_words import printed
from mapgen.notation.summaries import texts_or_html
from mapgen.page.payload.packing import QUICK, SMALLEST, pack_bytes
from mapgen.page.payload.word_list import PARTED, SEPARATOR, Words, joined

if TYPE_CHECKING:
    from mapgen.files.frame import Frame
    from mapgen.notation.claims import Claims
    from mapgen.records.settings import Settings

T = TypeVar("T")

BLOCK = 512
"""How many events' texts are packed, and opened, together."""

TOGETHER = 2
"""Blocks that are encoded per batch, so that the working arrays stay in the L2 cache."""

AT_ONCE = 4096
"""Texts that are encoded for themselves per batch."""

SAMPLE = 5_000
"""From how many events, spread over all of them, the list of words is made."""

# How a source puts its figure.
UP_TO, AT_LEAST, ABOUT = 1, 2, 4


@dataclass(frozen=True, slots=True)
class PackedTexts:
    """The texts of a page: its list of words, and what packs each of its `count` blocks."""

    words: str
    blocks: Callable[[range], list[bytes]]
    count: int


def packed_texts(events: Frame, settings: Settings) -> PackedTexts:
    """Return the texts of the events, their blocks still to be packed.

    Parameters
    ----------
    events : Frame
        In order of time.
    settings : Settings
        For the languages.

    Returns
    -------
    PackedTexts
        The blocks in the events' order.
    """
    columns = texts(events, settings)
    step = -(-len(events) // SAMPLE) or 1
    every = slice(None, None, step)
    words = Words.of(chain.from_iterable(texts_of(column, every) for column in columns.values()))
    level = SMALLEST if len(events) <= SAMPLE else QUICK
    blocks = Blocks(columns, len(events), words)

    def pack(numbers: range) -> list[bytes]:
        some = (numbers[at : at + TOGETHER] for at in range(0, len(numbers), TOGETHER))
        raw = chain.from_iterable(map(blocks.encoded, some))
        return [pack_bytes(each, level).encode("ascii") for each in raw]

    return PackedTexts(pack_bytes(words.text.encode("utf-8")), pack, blocks.count)


def texts_of(column: Texts, rows: slice) -> list[str]:
    """Return texts of a column.

    Parameters
    ----------
    column : Texts
        Of all events.
    rows : slice
        Which ones.

    Returns
    -------
    list of str
        One for each.
    """
    if isinstance(column, Repeated):
        return [column.texts[code] for code in column.codes[rows].tolist()]
    return column.texts(rows) if isinstance(column, LateTexts) else list(column[rows])


@dataclass(frozen=True, slots=True)
class Repeated:
    """A column of texts many of which are the same: `texts[codes[row]]` is that of a row."""

    texts: list[str]
    codes: Ints


Texts: TypeAlias = Objects | Repeated | LateTexts


class Blocks:
    """The texts of events, `BLOCK` of them together, as codes of words.

    Parameters
    ----------
    columns
        Texts of all events, by field. What is the same in many events is looked up once.
    events
        How many there are.
    words
        The list of words.
    """

    def __init__(self, columns: Mapping[str, Texts], events: int, words: Words) -> None:
        self.columns, self.events, self.words = columns, events, words
        self.count = -(-events // BLOCK)
        self.codes = {
            name: _each_encoded(column.texts, words)
            for name, column in columns.items()
            if isinstance(column, Repeated) and len(column.texts) > 1
        }

    def encoded(self, numbers: Iterable[int]) -> list[bytes]:
        """Return some blocks.

        Parameters
        ----------
        numbers : iterable of int
            Which ones.

        Returns
        -------
        list of bytes
            One for each.
        """
        unlike: list[bytes] = []  # cells that are looked up word by word, of all blocks
        places: list[tuple[list[bytes], int]] = []
        blocks: list[list[bytes]] = []
        for number in numbers:
            rows = slice(number * BLOCK, min((number + 1) * BLOCK, self.events))
            same: dict[str, str] = {}
            each: list[str] = []
            parts = [b""]
            for name, column in self.columns.items():
                one = _one_of(column, rows)
                if one is not None:
                    if one:
                        same[name] = one
                    continue
                each.append(name)
                if isinstance(column, Repeated):
                    cells = map(self.codes[name].__getitem__, column.codes[rows].tolist())
                    parts.append(self.words[SEPARATOR].join(cells))
                else:
                    places.append((parts, len(parts)))
                    unlike.append(_joined(column, rows))
                    parts.append(b"")
            head = {"count": rows.stop - rows.start, "same": same, "each": each}
            places.append((parts, 0))
            unlike.append(joined([json.dumps(head, ensure_ascii=False, separators=(",", ":"))]))
            blocks.append(parts)
        for (parts, at), codes_of_cells in zip(places, self.words.codes_of(unlike), strict=True):
            parts[at] = codes_of_cells
        return [self.words[SEPARATOR].join(parts) for parts in blocks]


def _each_encoded(texts: Sequence[str], words: Words) -> list[bytes]:
    found: list[bytes] = []
    for start in range(0, len(texts), AT_ONCE):
        found += words.encode([[text] for text in texts[start : start + AT_ONCE]])
    return found


def _one_of(column: Texts, rows: slice) -> str | None:
    """Return the text that all of some rows have; None where they differ."""
    if isinstance(column, Repeated):
        codes = column.codes[rows]
        return column.texts[int(codes[0])] if (codes == codes[0]).all() else None
    if isinstance(column, LateTexts):
        first, last = column[rows.start : rows.start + 1], column[rows.stop - 1 : rows.stop]
        if first.pieces() != last.pieces():
            return None
    some = texts_of(column, rows)
    return some[0] if some.count(some[0]) == len(some) else None


def _joined(column: Objects | LateTexts, rows: slice) -> bytes:
    if isinstance(column, LateTexts):  # of a plain file, which has no control characters
        return PARTED.join(column.pieces(rows))
    return joined(column[rows].tolist())


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
        "title": events.held("title"),
        "date": each_once(spans, lambda span: printed(span, settings.language)),
        "edtf": each_once(events["date"], str),
        "place": each_once(events["place"], str),
        "deaths": each_once(events["deaths"], claims_json),
        "injured": each_once(events["injured"], claims_json),
        "summary": summaries(events, "summary"),
        "join": each_once(events["join"], str),
        "note": each_once(events["join_note"], str),
        "related": each_once(events["related"], ";".join),
    }
    for language in others:
        columns[f"date_{language}"] = each_once(spans, _printing(language))
        if f"title_{language}" in events:
            columns[f"title_{language}"] = events.held(f"title_{language}")
        if f"summary_{language}" in events:
            columns[f"summary_{language}"] = summaries(events, f"summary_{language}")
    return columns


def _printing(language: str) -> Callable[[object], str]:
    return lambda span: printed(span, language)


def summaries(events: Frame, name: str) -> Objects | LateTexts:
    """Return a column of summaries as the page has them: as they are written, or as HTML.

    Parameters
    ----------
    events : Frame
        In order of time.
    name : str
        Of the column.

    Returns
    -------
    ndarray of object or LateTexts
        One for each event.
    """
    held = events.held(name)
    return held if isinstance(held, LateTexts) else objects(texts_or_html(held))


def each_once(values: Objects, write: Callable[[T], str]) -> Objects | Repeated:
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
    texts = [write(each) for each in values[first_rows]]
    if len(texts) > len(codes) / 2:
        return spread(texts, codes)
    return Repeated(*values_once(texts, codes))


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
