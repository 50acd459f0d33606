"""The fields that were guessed → a mapping as TOML, each line with its reason as a comment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapgen.exchange.common.reader import one_line
from mapgen.exchange.common.values import whole
from mapgen.exchange.guessing import looks
from mapgen.exchange.guessing.looks import date_order, is_number_sign, is_sign
from mapgen.files.toml_written import toml_string
from mapgen.vocabulary import PRECISIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mapgen.exchange.guessing.fields import Guess
    from mapgen.exchange.guessing.looks import Column

SHAPED = ("geojson", "geopackage", "kml")
"""The formats whose rows have geometries."""
_PARTS = {"month": 12, "day": 31, "end_month": 12, "end_day": 31}
_DEGREES = {"latitude": 90, "longitude": 180}
_COUNTS = {
    "epoch_second": "seconds since 1970; days are those of UTC",
    "epoch_millis": "thousandths of a second since 1970; days are those of UTC",
}
_FEW = 30  # values of a category that are listed
_FIGURES = ("deaths", "injured")


def mapping_text(
    name: str, form: str, columns: Sequence[Column], guesses: Sequence[Guess], hints: Iterable[str]
) -> str:
    """Return the text of a mapping.

    Parameters
    ----------
    name : str
        What the file is called.
    form : str
        The format that it is imported as.
    columns : sequence of Column
        All columns of the file.
    guesses : sequence of Guess
        The fields that were found.
    hints : iterable of str
        Lines that stand at the head, as comments.

    Returns
    -------
    str
        TOML.
    """
    rows = max((column.rows for column in columns), default=0)
    head = [
        f"A first mapping of {name}, from {rows:,} rows of it. Look at every line.",
        f"mapgen import {form} {name} --mapping THIS.toml -o FOLDER",
        *hints,
    ]
    lines = [*map(_comment, head), f"name = {_quoted(name.partition('.')[0])}"]
    lines += [f'precision = "town"  # {", ".join(PRECISIONS[:-1])} or {PRECISIONS[-1]}']
    lines += ["usual-names = false"]
    lines += [*_dates(guesses), *_unknown(guesses), "", "[columns]"]
    for guess in guesses:
        shown = one_line(guess.column.samples())
        lines.append(_comment(f"{guess.reason}: {shown}"))
        lines += _notes(guess)
        lines.append(f"{guess.field} = {_quoted(guess.column.name)}")
    lines += _missing(form, guesses)
    taken = [guess.column for guess in guesses]
    others = [column.name for column in columns if column not in taken]
    if others:
        lines.append(_comment(f"No field, and kept as they are: {', '.join(others)}"))
    lines += _codes(guesses)
    return "\n".join(lines) + "\n"


def _dates(guesses: Iterable[Guess]) -> Iterator[str]:
    """Yield the order of day and month, or the two that are possible."""
    for guess in guesses:
        if guess.field not in ("date", "end_date"):
            continue
        order = date_order(guess.column)
        name = guess.column.name
        if order.pattern:
            how = _COUNTS.get(order.pattern, "only this order of day and month fits all cells")
            yield _comment(f"{name}: {how}")
            yield f"date-format = [{_quoted(order.pattern)}]"
            return
        if order.ambiguous:
            shown = one_line(guess.column.samples())
            yield _comment(f"{name}: {shown} can mean two days. Take the right line of these:")
            yield from (_comment(f"date-format = [{_quoted(each)}]") for each in order.ambiguous)
            return


def _unknown(guesses: Iterable[Guess]) -> Iterator[str]:
    """Yield the values that stand for "not known", with the columns that have them."""
    found: dict[str, list[str]] = {}
    for field, column, _ in guesses:
        for value in column.values:
            if "," in value:
                continue
            if is_sign(value) and field not in ("id", "title", "summary"):
                found.setdefault(value, []).append(column.name)
            elif _is_out_of_range(field, value):
                found.setdefault(f"{column.name}={value}", []).append(column.name)
    if found:
        where = "; ".join(f"{value} ({', '.join(names)})" for value, names in found.items())
        yield _comment(f"Cells that say nothing: {where}")
        yield f"unknown = [{', '.join(map(_quoted, found))}]"


def _is_out_of_range(field: str, value: str) -> bool:
    """Return whether a number can be no value of its field, but a sign for "not known"."""
    if field in _PARTS:
        number = whole(value)
        return number is not None and number > _PARTS[field]
    if not is_number_sign(value):
        return False
    if field in _DEGREES:
        return abs(float(value)) > _DEGREES[field]
    return value.startswith("-") or field in ("year", "end_year")


def _notes(guess: Guess) -> Iterator[str]:
    column = guess.column
    if any(map(looks.has_decimal_comma, column.values)):
        yield _comment("some have a decimal comma, which is read")
    if guess.field.startswith(_FIGURES) and "99" in column.values:
        yield _comment(
            f'99 can be a figure: add "{one_line(column.name)}=99" to unknown if it is none'
        )
    if guess.field == "year" and column.share(lambda text: (whole(text) or 1) < 0):
        yield _comment(
            "some are before Christ: year-zero = false says that -31 is 31 BC, not 32 BC"
        )


def _missing(form: str, guesses: Iterable[Guess]) -> Iterator[str]:
    found = {guess.field for guess in guesses}
    if not {"date", "year"} & found:
        yield _comment('No column looks like dates, and every event needs one: date = "COLUMN"')
    if form not in SHAPED and not {"latitude", "point"} & found:
        yield _comment(
            "No column looks like degrees: events without them are listed, and on no map: "
            'latitude = "COLUMN", longitude = "COLUMN"'
        )
    if "place" not in found and "city" not in found:
        yield _comment('No column looks like the name of a place: place = "COLUMN"')
    if "source" not in found and "source_url" not in found:
        yield _comment(
            "No column says who says so: source and source-url above [columns] cite the file"
        )


def _codes(guesses: Iterable[Guess]) -> Iterator[str]:
    """Yield the values of a category that are codes, to be given words."""
    for guess in guesses:
        values = list(guess.column.values)
        if guess.field == "category" and values and all(map(looks.is_whole_number, values)):
            yield ""
            yield _comment("The kinds are codes. Write the words of the codebook:")
            yield _comment("[codes.category]")
            for value in values[:_FEW]:
                yield _comment(f'{_quoted(value)} = "…"')


def _comment(text: str) -> str:
    return f"# {one_line(text)[:500]}"


def _quoted(text: str) -> str:
    return toml_string(one_line(text))
