"""The fields of a CSL-JSON item, for the formats that write them in their own way.

An item is what a bibliography exported: a field can be missing or of any type, and what cannot be
read is left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from mapgen.notation.csl_dates import FIRST_SEASON, SEASONS, season
from mapgen.notation.rich_text import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    Item = Mapping[str, object]

_DECEMBER = 12
_YEAR = re.compile(r"\b\d{4}\b")
_RESOLVER = re.compile(r"(?i)^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)")


class Name(NamedTuple):
    """A person, or a body that has only `literal`; each part is "" where it is not given.

    `family` has the particles that stand before it.
    """

    family: str
    given: str
    suffix: str
    literal: str


class Dates(NamedTuple):
    """Dates of an item: `parts` are [year, month, day], shorter if less is known; two: a range.

    A season stands where a month does, as 21 (spring) to 24.

    `words` is a date that is given in words, `about` whether it is inferred.
    """

    parts: list[list[int]]
    words: str
    about: bool

    @property
    def year_in_words(self) -> str:
        """The year of a date in words, "" if it names none."""
        found = _YEAR.search(self.words)
        return found[0] if found else ""

    @property
    def iso(self) -> str:
        """The dates as ISO 8601, two with a slash between them."""
        return "/".join(
            "-".join(f"{part:02d}" if at else f"{part:04d}" for at, part in enumerate(date))
            for date in self.parts
        )


def dates(item: Item, field: str = "issued") -> Dates:
    """Return the dates in a field: issued, accessed, original-date.

    Parameters
    ----------
    item : Item
        CSL-JSON.
    field : str
        Its name.

    Returns
    -------
    Dates
        Without any date where it has none.
    """
    value = item.get(field)
    if not isinstance(value, dict):
        return Dates([], "", about=False)
    parts = [[int(number) for number in date] for date in value.get("date-parts") or []]
    named = season(value.get("season"))
    for date in parts:
        if len(date) == 1 and named:
            date.append(named)
        elif len(date) == 2 and date[1] > _DECEMBER:
            date[1] = FIRST_SEASON + (date[1] - 1) % len(SEASONS)
    words = on_one_line(value.get("literal") or value.get("raw"))
    return Dates(parts, words, about=bool(value.get("circa")))


def names(item: Item, role: str) -> list[Name]:
    """Return the people or bodies in a role: author, editor, translator.

    Parameters
    ----------
    item : Item
        CSL-JSON.
    role : str
        The name of the field.

    Returns
    -------
    list of Name
        In their order; what is no name is left out.
    """
    value = item.get(role)
    return [
        Name(
            family=on_one_line(
                " ".join(
                    str(name.get(part) or "")
                    for part in ("dropping-particle", "non-dropping-particle", "family")
                )
            ),
            given=on_one_line(name.get("given")),
            suffix=on_one_line(name.get("suffix")),
            literal=on_one_line(name.get("literal")),
        )
        for name in (value if isinstance(value, list) else [])
        if isinstance(name, dict)
    ]


def kind(item: Item) -> str:
    """Return the item's CSL type, "" without one.

    Parameters
    ----------
    item : Item
        CSL-JSON.

    Returns
    -------
    str
        As CSL names it.
    """
    return str(item.get("type") or "")


def text(item: Item, field: str) -> str:
    """Return a field as text on one line, "" where it is not there; numbers as they are written.

    Markup of titles stays in it (`mapgen.notation.rich_text`).

    Parameters
    ----------
    item : Item
        CSL-JSON.
    field : str
        Its name.

    Returns
    -------
    str
        "" too where it is empty.
    """
    return on_one_line(item.get(field))


def plain_text(item: Item, field: str) -> str:
    """Return a field as text on one line without the markup of titles.

    Parameters
    ----------
    item : Item
        CSL-JSON.
    field : str
        Its name.

    Returns
    -------
    str
        "" where it is not there.
    """
    return on_one_line(plain(text(item, field)))


def doi(item: Item) -> str:
    """Return the DOI without the address of a resolver before it.

    Parameters
    ----------
    item : Item
        CSL-JSON.

    Returns
    -------
    str
        "10.1000/182"; "" without one.
    """
    return _RESOLVER.sub("", text(item, "DOI"))


def notes(item: Item) -> list[str]:
    """Return the lines of an item's note, each on one line for every reader.

    Parameters
    ----------
    item : Item
        CSL-JSON.

    Returns
    -------
    list of str
        Without empty lines.
    """
    lines = map(on_one_line, str(item.get("note") or "").splitlines())
    return [line for line in lines if line]


def on_one_line(value: object) -> str:
    """Return a value as text without a line break of any kind; None is "".

    Parameters
    ----------
    value : object
        Anything.

    Returns
    -------
    str
        Blanks in a row become one.
    """
    return " ".join(str(value or "").split())
