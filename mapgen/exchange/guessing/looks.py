"""What the cells of a column look like: dates, degrees, numbers, addresses, words, codes."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mapgen.exchange.common.column_map import plain
from mapgen.exchange.common.foreign_dates import Formats, edtf
from mapgen.exchange.common.point_cells import read_point
from mapgen.exchange.common.values import count, degrees, number, whole
from mapgen.notation.citations import is_web_address
from mapgen.notation.dates import DateError, parse

if TYPE_CHECKING:
    from collections.abc import Callable

MOST = 2_000
"""Different values of a column that are looked at."""
MOSTLY = 0.8
"""The share of a column's cells that makes it what they are."""
NEARLY = 0.95
"""The share of rows with an id of their own that makes a column called so one of ids."""

_DAY_MONTH = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?:\s.*)?")
_SOME_NUMBER = re.compile(r"\D{0,20}\d")
_DECIMAL_COMMA = re.compile(r"[+-]?\d{1,3},\d+")
_YEARS = range(1000, 2101)
_IN_DIGITS = {10: "%Y%m%d%H", 12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}  # by their number of digits
_SIGN = re.compile(r"[!-/:-@\[-`{-~]+")  # and _, of ASCII; letters of no script
_LONG = re.compile(r"-?\d{9,14}(?:\.0)?")
_SECONDS = 10**10  # of 2286: what is larger counts thousandths
_SIGNS = frozenset({
    "unknown", "n/a", "na", "n.a.", "null", "none", "nan", "-", "--", "?", ".", "not known",
    "missing", "not available", "unbekannt", "desconocido", "desconhecido", "inconnu",
    "sconosciuto", "неизвестно", "невідомо", "غير معروف", "نامعلوم", "अज्ञात", "অজানা", "未知", "不明",
})  # fmt: skip
_NUMBERS = frozenset({"-9", "-99", "-999", "-9999", "99", "999", "9999"})


@dataclass(slots=True)
class Column:
    """A column: its name as the file has it, how many cells are filled, and their values."""

    name: str
    rows: int = 0
    filled: int = 0
    values: Counter[str] = field(default_factory=Counter)

    def take(self, cell: str) -> None:
        """Look at one more cell.

        Parameters
        ----------
        cell : str
            Without blanks around it; "" for an empty one.
        """
        self.rows += 1
        if cell:
            self.filled += 1
            if cell in self.values or len(self.values) < MOST:
                self.values[cell] += 1

    @property
    def words(self) -> str:
        """The name in small letters, its words parted by _, without signs: ``no_injured``."""
        parted = re.sub(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])", "_", self.name)
        return _SIGN.sub("_", plain(parted)).strip("_")

    def share(self, test: Callable[[str], object]) -> float:
        """Return the share of cells that pass a test, leaving out those that say "not known".

        Parameters
        ----------
        test : callable
            Cell → whether it passes.

        Returns
        -------
        float
            0 to 1; 0 where nothing is said.
        """
        said = {value: n for value, n in self.values.items() if not is_sign(value)}
        total = sum(said.values())
        return sum(n for value, n in said.items() if test(value)) / total if total else 0.0

    def is_mostly(self, test: Callable[[str], object]) -> bool:
        """Return whether most cells pass a test.

        Parameters
        ----------
        test : callable
            Cell → whether it passes.

        Returns
        -------
        bool
            Whether `MOSTLY` of them do.
        """
        return self.share(test) >= MOSTLY

    @property
    def is_unique(self) -> bool:
        """Whether every row has a value, and every value one row."""
        return self.filled == self.rows > 0 and self.values.total() == len(self.values)

    @property
    def is_nearly_unique(self) -> bool:
        """Whether `NEARLY` all rows have a value of their own."""
        alone = sum(n == 1 for n in self.values.values())
        seen = self.values.total() + self.rows - self.filled
        return seen > 0 and alone / seen >= NEARLY

    @property
    def length(self) -> float:
        """The mean length of a cell in letters."""
        total = self.values.total()
        return sum(len(value) * n for value, n in self.values.items()) / total if total else 0.0

    def samples(self, most: int = 2) -> str:
        """Return some values, to be read.

        Parameters
        ----------
        most : int
            How many.

        Returns
        -------
        str
            With commas between, long ones cut.
        """
        return ", ".join(value[:40] for value in list(self.values)[:most])


def is_sign(text: str) -> bool:
    """Return whether a cell is one that tables write for "not known".

    Parameters
    ----------
    text : str
        A cell.

    Returns
    -------
    bool
        In any case of its letters.
    """
    return text.lower() in _SIGNS


def is_number_sign(text: str) -> bool:
    """Return whether a number is one that tables write for "not known".

    Parameters
    ----------
    text : str
        A cell.

    Returns
    -------
    bool
        True for -99, 999 and the like.
    """
    return text.removesuffix(".0") in _NUMBERS


def is_date(text: str) -> bool:
    """Return whether a cell is a date that can mean one thing only, with more than digits in it.

    Parameters
    ----------
    text : str
        A cell.

    Returns
    -------
    bool
        False for a year alone.
    """
    if whole(text) is not None:
        return False
    try:
        parse(text)
    except DateError:
        return bool(edtf(text))
    return True


def is_day_and_month(text: str) -> bool:
    """Return whether a cell has two short numbers and a year: 5/6/1990.

    Parameters
    ----------
    text : str
        A cell.

    Returns
    -------
    bool
        With any sign between them.
    """
    return bool(_DAY_MONTH.fullmatch(text))


def is_year(text: str) -> bool:
    """Return whether a cell is a year between 1000 and 2100.

    Parameters
    ----------
    text : str
        A cell.

    Returns
    -------
    bool
        False for a text with more in it.
    """
    return whole(text) in _YEARS


def is_count_of_time(text: str) -> bool:
    """Return whether a cell is a number as large as those that count seconds since 1970.

    Parameters
    ----------
    text : str
        A cell.

    Returns
    -------
    bool
        True for seconds and thousandths of them, some decades on either side of 1970, and for a
        day with its hour written without signs between (2005100803).
    """
    return bool(_LONG.fullmatch(text))


def is_day_in_digits(text: str) -> bool:
    """Return whether a cell is the eight digits of a year, month and day.

    Parameters
    ----------
    text : str
        A cell.

    Returns
    -------
    bool
        True for 19900526.
    """
    return len(text) == 8 and text.isdecimal() and bool(edtf(text))


def is_between(low: int, high: int) -> Callable[[str], bool]:
    """Return a test for whole numbers from `low` to `high`.

    Parameters
    ----------
    low, high : int
        Both included.

    Returns
    -------
    callable
        Cell → whether it passes.
    """

    def test(text: str) -> bool:
        found = whole(text)
        return found is not None and low <= found <= high

    return test


def is_degrees(limit: int) -> Callable[[str], bool]:
    """Return a test for degrees from -limit to limit.

    Parameters
    ----------
    limit : int
        90 or 180.

    Returns
    -------
    callable
        Cell → whether it passes.
    """
    return lambda text: degrees(text, limit) is not None


def is_point(text: str) -> bool:
    """Return whether a cell holds both coordinates, such as ``Point(67.01 24.86)``.

    Parameters
    ----------
    text : str
        A cell.

    Returns
    -------
    bool
        False for two numbers of which only the order says which is the latitude, unless one has
        decimals: ``3, 4`` may be anything.
    """
    found = read_point(text)
    return bool(found.latitude) and (not found.reason or "." in text)


def is_figure(text: str) -> bool:
    """Return whether a cell is a number of people, or one that stands for "not known".

    Parameters
    ----------
    text : str
        A cell.

    Returns
    -------
    bool
        True too for one with a few words before the number, and more behind it.
    """
    return count(text) is not None or is_number_sign(text) or bool(_SOME_NUMBER.match(text))


def is_address(text: str) -> bool:
    """Return whether a cell is an address of the web.

    Parameters
    ----------
    text : str
        A cell.

    Returns
    -------
    bool
        With http or https.
    """
    return is_web_address(text)


def is_word(text: str) -> bool:
    """Return whether a cell has letters, and is neither number, date nor address.

    Parameters
    ----------
    text : str
        A cell.

    Returns
    -------
    bool
        In any script.
    """
    return any(map(str.isalpha, text)) and not is_date(text) and not is_address(text)


def has_decimal_comma(text: str) -> bool:
    """Return whether a cell is a number with a decimal comma.

    Parameters
    ----------
    text : str
        A cell.

    Returns
    -------
    bool
        True for 24,86.
    """
    return bool(_DECIMAL_COMMA.fullmatch(text))


def is_whole_number(text: str) -> bool:
    """Return whether a cell is a number without decimals.

    Parameters
    ----------
    text : str
        A cell.

    Returns
    -------
    bool
        True for 12.0, too.
    """
    found = number(text)
    return found is not None and found == int(found)


@dataclass(frozen=True, slots=True)
class DateOrder:
    """How the dates of a column are written, as `Formats` takes it; "" where it need not be told.

    `ambiguous` are patterns between which the cells do not decide.
    """

    pattern: str = ""
    ambiguous: tuple[str, ...] = ()


def date_order(column: Column) -> DateOrder:
    """Return in which order days and months stand in a column of dates.

    Parameters
    ----------
    column : Column
        With the cells of some rows.

    Returns
    -------
    DateOrder
        As far as the cells tell.
    """
    if column.is_mostly(is_count_of_time):
        return _epoch([value for value in column.values if is_count_of_time(value)])
    found = [match for value in column.values if (match := _DAY_MONTH.fullmatch(value))]
    if not found:
        return DateOrder()
    sign = Counter(match[2] for match in found).most_common(1)[0][0]
    year = "%Y" if any(len(match[4]) == 4 for match in found) else "%y"
    first = f"%d{sign}%m{sign}{year}"
    second = f"%m{sign}%d{sign}{year}"
    days_first = any(int(match[1]) > 12 for match in found)
    months_first = any(int(match[3]) > 12 for match in found)
    if days_first != months_first:
        return DateOrder(first if days_first else second)
    if days_first:
        return DateOrder("", (first, second))  # both stand in one column
    if sign == ".":
        return DateOrder(first)  # nobody writes the month first before a point
    return DateOrder("", (first, second))


def _epoch(cells: list[str]) -> DateOrder:
    """Return what long numbers count, or the digits of which days and times they are."""
    lengths = set(map(len, cells))
    for length, pattern in _IN_DIGITS.items():
        if lengths == {length} and all(map(Formats((pattern,)).read, cells)):
            counts = "epoch_second" if length == 10 else "epoch_millis"
            return DateOrder(pattern) if length == 14 else DateOrder("", (pattern, counts))
    longest = max(abs(int(float(cell))) for cell in cells)
    return DateOrder("epoch_second" if longest < _SECONDS else "epoch_millis")
