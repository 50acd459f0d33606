"""What every reader of other people's data is made of: rows in, drafts of events out.

A reader turns one row of a file into the cells of one event, says what it changed its mind about
(`Note`), or says why the row cannot be used (`UnusableRowError`). It keeps nothing from row to row
but the sources that it cites, so that a file may be larger than the memory.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from mapgen.files import letters
from mapgen.vocabulary import NO_PLACE, is_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from mapgen.exchange.common.event_rows import Shared
    from mapgen.exchange.common.source_writer import References
    from mapgen.records.place_row import EventPlace

MAX_TITLE = 300
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\uf8ff]+")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


class Note(NamedTuple):
    """Something odd in a row that is used all the same: shown as given, and listed."""

    column: str
    value: str
    reason: str


class UnusableRowError(Exception):
    """Raised by `Reader.draft` for a row that cannot become an event.

    `column` and `value` name the cell, `mend` the fix.
    """

    def __init__(self, reason: str, column: str = "", value: str = "", mend: str = "") -> None:
        super().__init__(reason)
        self.reason, self.column, self.value, self.mend = reason, column, value, mend


@dataclass(slots=True)
class Row:
    """One row of a file: its line (or the feature's number) and its cells as text by column.

    The cells are stripped and on one line, without what cannot be printed; `raw` has them as they
    were, where that makes a difference. `feature` is the GeoJSON feature that it came from, where
    it came from one. `unread` says why the row is none, "" where it is one; `damaged`: it has bytes
    that are no letter.
    """

    line: int
    cells: dict[str, str] = field(default_factory=dict)
    feature: Mapping[str, object] | None = None
    unread: str = ""
    damaged: bool = False
    raw: dict[str, str] | None = None

    def get(self, column: str) -> str:
        """Return a cell; "" where there is none.

        Parameters
        ----------
        column : str
            Its name.

        Returns
        -------
        str
            On one line.
        """
        return self.cells.get(column, "")

    def lines(self, column: str) -> str:
        """Return a cell with its line breaks.

        Parameters
        ----------
        column : str
            Its name.

        Returns
        -------
        str
            "" where there is none.
        """
        raw = self.raw.get(column, "") if self.raw else self.get(column)
        return letters.without_unseen(raw).strip().replace("\r\n", "\n")


class Kind(NamedTuple):
    """A category of the imported events."""

    id: str
    label: str


@dataclass(slots=True)
class Draft:
    """The cells of one event, and its category with the label that the settings will give it.

    `places` are those of an event at several: the cell `place` will hold their ids. `shared` are
    cells that other events have too: never the id, the date, related events or several places.
    """

    cells: dict[str, str]
    kind: Kind
    places: tuple[EventPlace, ...] = ()
    shared: Shared | None = None


class Reader(ABC):
    """A format: how its files are read, and what an event is made of."""

    name: str
    """What the format is called in messages."""
    about: str = ""
    """Markdown for the page's "about": how the format's fields were taken over."""
    licence: str = ""
    is_text: ClassVar[bool] = True
    """Whether its files are text, whose encoding may have to be guessed."""
    rows_stand_alone: ClassVar[bool] = False
    """Whether what becomes of a row depends on no row before it but by its id and its sources."""
    extra: tuple[str, ...] = ()
    """The columns that stand behind those of every atlas."""
    kinds: tuple[Kind, ...] = ()
    """The categories in the order of the page; others follow as they come."""

    def __init__(self, references: References) -> None:
        self.references = references
        self.notes: list[Note] = []
        self.of_file: list[Note] = []  # what is odd about a file and not about a row
        self.settings: dict[str, str] = {}  # what a file says about itself: title, licence, …

    def prepare(self, files: Sequence[Path]) -> None:  # noqa: B027  # most need nothing
        """Look at the files before any row is read: which columns will stand behind the others.

        Parameters
        ----------
        files : sequence of Path
            The files of one import, in their order.
        """

    @abstractmethod
    def rows(self, path: Path) -> Iterator[Row]:
        """Yield the rows of a file one by one.

        Parameters
        ----------
        path : Path
            A file of the import.

        Returns
        -------
        iterator of Row
            In the order of the file.

        Raises
        ------
        InputError
            The file is not of this format at all.
        """

    @abstractmethod
    def draft(self, row: Row) -> Draft:
        """Return the event of a row.

        Parameters
        ----------
        row : Row
            A row that `rows` gave.

        Returns
        -------
        Draft
            Not written yet.

        Raises
        ------
        UnusableRowError
            It can be no event.
        """

    @abstractmethod
    def point(self, row: Row) -> tuple[float, float] | None:
        """Return latitude and longitude of a row as given; None where it has none that is one.

        Parameters
        ----------
        row : Row
            A row that `rows` gave.

        Returns
        -------
        tuple of (float, float) or None
            WGS 84 degrees.
        """

    def is_text_file(self, path: Path) -> bool:  # noqa: ARG002  # most formats are one or the other
        """Return whether a file is text, whose encoding may have to be guessed.

        Parameters
        ----------
        path : Path
            A file of the import.

        Returns
        -------
        bool
            False where its bytes are no text.
        """
        return self.is_text

    def others(self, row: Row) -> dict[str, str]:  # noqa: ARG002  # most put them into the draft
        """Return the cells of columns of `extra` that `draft` does not know of.

        Parameters
        ----------
        row : Row
            A row that `rows` gave.

        Returns
        -------
        dict of str to str
            By column.
        """
        return {}

    def countries(self, row: Row) -> tuple[str, ...]:
        """Return the names and codes of a row's country.

        Parameters
        ----------
        row : Row
            A row that `rows` gave.

        Returns
        -------
        tuple of str
            Without empty ones.
        """
        return tuple(text for column in self.country_columns if (text := row.get(column)))

    country_columns: tuple[str, ...] = ()

    def note(self, column: str, value: str, reason: str) -> None:
        """Note something odd in the row at hand.

        Parameters
        ----------
        column : str
            What is odd; "" for the whole row.
        value : str
            What it holds.
        reason : str
            What is odd with it.
        """
        self.notes.append(Note(column, value, reason))


def one_line(text: str) -> str:
    """Return a text on one line, without what cannot be printed or seen.

    Parameters
    ----------
    text : str
        Anything.

    Returns
    -------
    str
        Without blanks at its ends.
    """
    if text.isascii() and text.isprintable() and "  " not in text:  # as nearly all are
        return text.strip()
    return " ".join(letters.without_unseen(_UNPRINTABLE.sub(" ", text)).split())


def slug(text: str) -> str:
    """Return a text as an id: small letters, digits, hyphens; "" where nothing is left.

    Parameters
    ----------
    text : str
        Anything.

    Returns
    -------
    str
        Of ASCII alone.
    """
    if text.isdigit() and text.isascii():
        return text
    return _NOT_SLUG.sub("-", text.lower()).strip("-")


def parted(text: str) -> list[str]:
    """Return the parts of a cell between semicolons, without the blanks around them.

    Parameters
    ----------
    text : str
        A cell.

    Returns
    -------
    list of str
        [""] for an empty one.
    """
    return [part.strip() for part in text.split(";")]


def names(*texts: str) -> str:
    """Return names as a cell of actors or targets, each once, the empty ones left out.

    Parameters
    ----------
    *texts : str
        A name each.

    Returns
    -------
    str
        With semicolons between them; one inside a name becomes a comma.
    """
    kept = dict.fromkeys(text.replace(";", ",").strip(" ,") for text in texts)
    return "; ".join(name for name in kept if name)


def title(text: str) -> str:
    """Return a text as a title: of a length that a title may have.

    Parameters
    ----------
    text : str
        One line.

    Returns
    -------
    str
        Cut with an ellipsis where it is too long.
    """
    return text if len(text) <= MAX_TITLE else text[: MAX_TITLE - 1].rstrip() + "…"


def place_name(*texts: str) -> str:
    """Return the first text that is one, written so that it is no id of a gazetteer.

    Parameters
    ----------
    *texts : str
        What may name the place, the best first.

    Returns
    -------
    str
        "Place not given" where all are empty.
    """
    text = next((each for each in texts if each), NO_PLACE)
    if not is_id(text):
        return text
    return text[0].upper() + text[1:] if text[0].isalpha() else f"Place {text}"
