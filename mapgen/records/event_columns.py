"""The columns of events.csv, read one by one: ids, titles, dates, names, figures, summaries."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np

from mapgen.files.arrays import Column, Objects
from mapgen.files.columns import factorize, objects, rows_by_code, spread
from mapgen.files.csv_fast import Coded, late_of
from mapgen.files.late import LateTexts
from mapgen.files.text_hashes import all_differ
from mapgen.files.twice_encoded import encoded_once, may_be_twice_encoded
from mapgen.notation.cited_text import keys_of, simple_ones
from mapgen.notation.claims import Claims, parse_claims
from mapgen.notation.dates import DateError, Span, parse
from mapgen.notation.late_summaries import LateSummaries, cited_once
from mapgen.notation.summaries import NO_SUMMARY, Summary, parse_summary
from mapgen.problems import Fault, Guesses, quoted
from mapgen.records.cells import Cells
from mapgen.records.late_ids import are_all_ids
from mapgen.vocabulary import MAX_ID, are_ids, is_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from mapgen.files.arrays import Ints
    from mapgen.records.settings import Period
    from mapgen.records.sources import Bibliography

MAX_TITLE = 300
_LINE_BREAK = re.compile(r"[\n\r]")
_NO_SPAN = Span("", 0, 0, "day", "", "date", ())


class RowIds(Coded):
    """The column of ids of a table that needs none: its rows are known by their numbers."""


class Days(Coded):
    """A column of single days since 1 January 1970, which become text when it is asked for."""

    def __init__(self, days: Ints) -> None:
        self.days = days

    def __len__(self) -> int:
        return len(self.days)

    def __getattr__(self, name: str) -> object:
        if name not in ("codes", "cells"):
            raise AttributeError(name)
        self.codes, days = factorize(self.days)
        self.cells = iso_dates(days.astype(np.int64))
        return getattr(self, name)


def iso_dates(days: Ints) -> list[str]:
    """Return days of the years 1 to 9999 as text.

    Parameters
    ----------
    days : ndarray of int
        Since 1 January 1970.

    Returns
    -------
    list of str
        ``1986-12-14`` for each.
    """
    found: list[str] = np.datetime_as_string(days.astype("datetime64[D]")).tolist()
    return found


def _late(cells: Cells, column: str) -> LateTexts | None:
    """Return a column of texts that nearly all differ as places in a large, plain file."""
    return late_of(cells.table.columns[column])


def read_ids(cells: Cells) -> Objects | LateTexts:
    """Return the ids; each must be an id and no other row's.

    Parameters
    ----------
    cells : Cells
        A table with a column ``id``.

    Returns
    -------
    ndarray of object or LateTexts
        As written.
    """
    late = _late(cells, "id")
    differ = "id" in cells.table.distinct
    if late is not None and are_all_ids(late) and (differ or all_differ(late)):
        return late
    texts = cells.texts("id")
    if isinstance(cells.table.columns["id"], RowIds):
        return texts
    fits = max(map(len, texts), default=0) <= MAX_ID and are_ids(texts.tolist())
    if fits and len(set(texts)) == len(texts):
        return texts
    lines = cells.table.lines
    first_line: dict[str, int] = {}
    for row, text in enumerate(texts):
        if not is_id(text):
            slug = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
            mend = f"Write {slug}." if slug else "Write year-city-event in small letters."
            message = "not an id (small letters, digits, hyphens)" if text else "no id"
            cells.faults(
                "id", [row], [Fault(message, text or None, mend, code="id/not-an-id")], vital=True
            )
        elif len(text) > MAX_ID:
            mend = f"At most {MAX_ID} letters."
            cells.faults(
                "id",
                [row],
                [Fault("too long for an id", text, mend, code="id/too-long")],
                vital=True,
            )
        elif text in first_line:
            message = f"this id is line {first_line[text]}'s already"
            mend = "An id is one event's for ever; give this one its own."
            cells.faults("id", [row], [Fault(message, text, mend, code="id/twice")], vital=True)
        else:
            first_line[text] = lines[row]
    return texts


def read_titles(cells: Cells, column: str, needed: bool = False) -> Objects | LateTexts:
    """Return a column of titles, each on one line.

    Parameters
    ----------
    cells : Cells
        The table.
    column : str
        ``title``, or a translation of it.
    needed : bool
        Whether each row must have one.

    Returns
    -------
    ndarray of object or LateTexts
        "" for none.
    """
    written = cells.table.columns[column]
    if isinstance(written, Coded):
        return cells.parsed(column, partial(_title, needed=needed))
    late = _late(cells, column)
    if late is not None:
        sizes, lines = late.ends - late.starts, cells.table.lines
        fits = sizes.max() <= MAX_TITLE and (not needed or sizes.min() > 0)
        on_one_line = lines[-1] - lines[0] == len(lines) - 1  # all cells of the file are
        if fits and (on_one_line or not late.holds(b"\n")):
            return late
    titles = cells.texts(column)
    lengths = np.fromiter(map(len, titles), np.int64, len(titles))
    fits = len(titles) and lengths.max() <= MAX_TITLE and (not needed or lengths.min() > 0)
    if fits and not _LINE_BREAK.search("".join(titles)):
        return titles
    return cells.parsed(column, partial(_title, needed=needed))


def warn_of_twice_encoded(cells: Cells, column: str) -> None:
    """Warn of letters that were encoded twice, at the first row that has some.

    Parameters
    ----------
    cells : Cells
        The table.
    column : str
        A column of texts.
    """
    late = _late(cells, column)
    if late is not None and late.raw.isascii():
        return
    written = cells.table.columns[column]
    each_once = written.cells if isinstance(written, Coded) else cells.texts(column)
    if not may_be_twice_encoded("".join(each_once)):
        return
    texts = cells.texts(column)
    found = {row: meant for row, text in enumerate(texts) if (meant := encoded_once(text))}
    if found:
        row, meant = next(iter(found.items()))
        many = f", in {len(found):,} rows" if len(found) > 1 else ""
        message = f"letters that seem to have been encoded twice{many}"
        mend = f"Is it {quoted(meant)}? Save the file as UTF-8 from where it was right."
        fault = Fault(message, texts[row], mend, code="text/encoded-twice")
        cells.faults(column, [row], [fault], warning=True)


def _title(cell: str, needed: bool = False) -> tuple[str, Sequence[Fault]]:
    if not cell and needed:
        return cell, (Fault("no title", None, "Write a short, neutral one.", code="title/missing"),)
    if len(cell) > MAX_TITLE:
        return cell, (
            Fault(
                "too long for a title",
                cell,
                f"At most {MAX_TITLE} characters.",
                code="title/too-long",
            ),
        )
    if _LINE_BREAK.search(cell):
        return cell, (
            Fault(
                "a line break in the title", cell, "Write it on one line.", code="title/line-break"
            ),
        )
    return cell, ()


@lru_cache(maxsize=2)
def _dates_within(period: Period | None) -> Callable[[str], tuple[Span, Sequence[Fault]]]:
    """Return what reads a date, and knows those that other parts of the events had too."""
    return lru_cache(maxsize=65_536)(partial(_date, period=period))


def _date(cell: str, period: Period | None) -> tuple[Span, Sequence[Fault]]:
    try:
        span = parse(cell)
    except DateError as error:
        return _NO_SPAN, (Fault(str(error), cell or None, error.mend, code=error.code),)
    if span.is_open:
        last = period.last_text if period else "1992"
        mend = (
            f"Write both ends: {cell.replace('..', last) if cell.endswith('..') else '1985/1990'}."
        )
        return _NO_SPAN, (Fault("an event with an open end", cell, mend, code="date/open-end"),)
    return span, ()


def read_spans(cells: Cells, period: Period | None, *, days: bool = False) -> dict[str, Column]:
    """Return the columns `span`, `first` and `last`; warn of what lies outside the period.

    Parameters
    ----------
    cells : Cells
        A table with a column ``date``.
    period : Period or None
        What the atlas covers; None where it does not say.
    days : bool
        Whether `first` and `last` will do.

    Returns
    -------
    dict of str to Column
        `span` as objects, `first` and `last` as days since 1 January 1970.
    """
    written = cells.table.columns["date"]
    if days and isinstance(written, Days) and len(written):
        low, high = int(written.days.min()), int(written.days.max())
        if period is None or (period.first <= low and high <= period.last):
            return {"first": written.days, "last": written.days}
    codes, spans = cells.parsed_once("date", _dates_within(period), vital=True)
    rows_of = rows_by_code(codes)
    for code, span in enumerate(spans):
        if period is None or span is _NO_SPAN or span.first is None or span.last is None:
            continue
        if span.first <= period.last and span.last >= period.first:
            continue
        fault = Fault(
            "outside the period of the atlas",
            span.text,
            f"It is {period.first_text} to {period.last_text}; check the year or the settings.",
            code="date/outside-the-period",
        )
        cells.faults("date", rows_of(code), [fault], warning=True)
    ends = np.array([(span.first or 0, span.last or 0) for span in spans], dtype=np.int32)
    first, last = ends.reshape(-1, 2).T
    return {"span": objects(spans)[codes], "first": first[codes], "last": last[codes]}


def split_names(cell: str) -> tuple[tuple[str, ...], Sequence[Fault]]:
    """Return the names in a cell, which stand with ; between them, each once.

    Parameters
    ----------
    cell : str
        ``Army; Police``.

    Returns
    -------
    names : tuple of str
        Each once.
    faults : sequence of Fault
        None ever.
    """
    names = (" ".join(name.split()) for name in cell.split(";"))
    return tuple(dict.fromkeys(name for name in names if name)), ()


def read_claims(cell: str, bibliography: Bibliography) -> tuple[Claims, Sequence[Fault]]:
    """Return the claims in a cell; each source must be in the bibliography.

    Parameters
    ----------
    cell : str
        Deaths or injured.
    bibliography : Bibliography
        The sources that may be cited.

    Returns
    -------
    claims : Claims
        What `parse_claims` makes of it.
    faults : sequence of Fault
        Unknown sources come last.
    """
    claims, faults = parse_claims(cell)
    keys = dict.fromkeys(citation.key for citation in claims.citations)
    return claims, [*faults, *_unknown_sources(keys, bibliography)]


def read_summaries(
    cells: Cells, column: str, bibliography: Bibliography, needed: bool = False
) -> Objects | LateSummaries:
    """Return a column of summaries; those that are simple in one go, the others one by one.

    Parameters
    ----------
    cells : Cells
        The table.
    column : str
        ``summary``, or a translation of it.
    bibliography : Bibliography
        The sources that may be cited.
    needed : bool
        Whether each row must have one.

    Returns
    -------
    ndarray of object or LateSummaries
        A `Summary` for each row.
    """
    if isinstance(cells.table.columns[column], Coded):
        return cells.parsed(column, partial(_summary, bibliography=bibliography, needed=needed))
    late = _late(cells, column)
    if late is not None:
        surely, keys = cited_once(late)
        left = np.flatnonzero(~surely)
        texts = late.texts(left)
    else:
        texts, keys = cells.texts(column).tolist(), set()
        left = np.arange(len(texts))
    simple = np.array(simple_ones(texts), dtype=bool)
    unknown = keys.union(keys_of(list(compress(texts, simple)))) - bibliography.keys()
    if unknown or np.count_nonzero(~simple) > len(cells) // 2:
        return cells.parsed(column, partial(_summary, bibliography=bibliography, needed=needed))
    others: dict[int, Summary] = {}
    for at in np.flatnonzero(~simple).tolist():
        row = int(left[at])
        others[row], faults = _summary(texts[at], bibliography, needed)
        if faults:
            cells.faults(column, [row], faults)
    if late is not None:
        return LateSummaries(late.raw, late.starts, late.ends, others)
    found = objects(list(map(Summary, texts)))
    for row, summary in others.items():
        found[row] = summary
    return found


def _summary(
    cell: str, bibliography: Bibliography, needed: bool = False
) -> tuple[Summary, Sequence[Fault]]:
    if not cell:
        fault = Fault(
            "no summary",
            None,
            "Write 2 to 6 sentences, each with its source: [@key].",
            code="summary/missing",
        )
        return NO_SUMMARY, (fault,) if needed else ()
    summary, faults = parse_summary(cell)
    return summary, [*faults, *_unknown_sources(summary.keys, bibliography)]


def _unknown_sources(keys: Iterable[str], bibliography: Bibliography) -> list[Fault]:
    return [
        Fault("unknown source", key, bibliography.suggestion(key), code="citation/unknown-source")
        for key in keys
        if key not in bibliography
    ]


def read_related(cells: Cells) -> NDArray[np.object_]:
    """Return the related ids; each must be another event's, of an unread row too.

    Parameters
    ----------
    cells : Cells
        A table with the columns ``related`` and ``id``.

    Returns
    -------
    ndarray of object
        A tuple of ids for each row.
    """
    ids = cells.table.columns["id"]
    codes, related = cells.parsed_once("related", split_names)
    rows_of = rows_by_code(codes)
    if any(related):
        known = set(ids)
        known.update(cell.strip() for _, row in cells.table.unread for cell in row)
        near = Guesses(known, "Write the id of an event.")
        for code, names in enumerate(related):
            for name in names:
                if name not in known:
                    fault = Fault("unknown event", name, near(name), code="related/unknown-event")
                    cells.faults("related", rows_of(code), [fault])
            for row in rows_of(code) if names else ():
                if ids[row] in names:
                    fault = Fault(
                        "an event related to itself",
                        ids[row],
                        "Take it out.",
                        code="related/itself",
                    )
                    cells.faults("related", [row], [fault])
    return spread(related, codes)
