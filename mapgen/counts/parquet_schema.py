"""What the columns of a Parquet file may be, and a value of one as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mapgen.counts.table_cells import texts
from mapgen.files.csv_fast import Cells
from mapgen.problems import Problems
from mapgen.records.fields import COLUMNS
from mapgen.records.translations import languages_in, translations


def wanted_of(names: Sequence[str]) -> list[str]:
    """Return which of a file's columns are read.

    Parameters
    ----------
    names : sequence of str
        Of the file's columns.

    Returns
    -------
    list of str
        In the order of `COLUMNS`.
    """
    every = (*COLUMNS, *translations(languages_in(names)), "district")
    return [name for name in every if name in set(names)]


FIRST_DAY, LAST_DAY = (
    int(np.datetime64(day).astype("datetime64[D]").astype(np.int64))
    for day in ("0001-01-01", "9999-12-31")
)
Arrow: TypeAlias = Any
"""A value of pyarrow, which has no types."""


def check_schema(schema: Arrow, problems: Problems) -> None:
    """Note what no row of a file can be read for: a column that stands twice, a type without text.

    Parameters
    ----------
    schema : Arrow
        The file's, Arrow's.
    problems : Problems
        What is wrong is added to them.
    """
    import pyarrow as pa

    for name in wanted_of(schema.names):
        if schema.names.count(name) > 1:
            mend = "Rename or remove one of the two columns."
            problems.error(
                "this column name stands twice", column=name, mend=mend, code="table/column-twice"
            )
            continue
        kind = schema.field(name).type
        inside = kind.value_type if pa.types.is_dictionary(kind) else kind
        if pa.types.is_nested(inside):
            mend = "Write one text or number a row."
            problems.error(
                "a column of values in values",
                column=name,
                value=str(kind),
                mend=mend,
                code="table/nested-column",
            )
        elif pa.types.is_timestamp(inside) and inside.tz:
            reason = text_of(pa.scalar(0, inside))[1]
            if reason:
                mend = "Write days as dates, without a time zone."
                problems.error(
                    "unknown time zone",
                    column=name,
                    value=inside.tz,
                    mend=mend,
                    code="date/not-a-date",
                )


def numbers_of(array: Arrow) -> NDArray[Any]:
    """Return the numbers of an array; where there are gaps, any value.

    They are looked at in their own place: `to_numpy` would import pandas.

    Parameters
    ----------
    array : Arrow
        Arrow's, of a type of whole bytes.

    Returns
    -------
    ndarray of Any
        A view of it, not to be written to.
    """
    kind = np.dtype(array.type.to_pandas_dtype())
    data = array.buffers()[1]
    if data is None or not len(array):
        return np.zeros(len(array), kind)
    return np.frombuffer(data, kind, len(array), array.offset * kind.itemsize)


def is_stated(array: Arrow) -> NDArray[np.bool_]:
    """Return which values of an array are no gaps.

    Parameters
    ----------
    array : Arrow
        Arrow's.

    Returns
    -------
    ndarray of bool
        False for a gap.
    """
    if not array.null_count:
        return np.ones(len(array), dtype=bool)
    # Its own bits: the functions of pyarrow take longer to be imported.
    bits = np.frombuffer(array.buffers()[0], np.uint8)
    every = np.unpackbits(bits, count=array.offset + len(array), bitorder="little")
    return every[array.offset :].astype(bool)


def days_of(column: Arrow) -> NDArray[np.int32] | None:
    """Return the dates of a column as days since 1 January 1970.

    Parameters
    ----------
    column : Arrow
        Arrow's.

    Returns
    -------
    ndarray of int32 or None
        A view of it; None for a column of another type, without dates, with gaps, or with a year
        that Python's dates do not have.
    """
    import pyarrow as pa

    if not pa.types.is_date32(column.type) or column.null_count or not len(column):
        return None
    days = numbers_of(column.view(pa.int32()))
    is_known = int(days.min()) >= FIRST_DAY and int(days.max()) <= LAST_DAY
    return days if is_known else None


def places_of(column: Arrow) -> Cells | None:
    """Return the texts of a column as places in its own bytes; "" for a gap.

    Parameters
    ----------
    column : Arrow
        Arrow's.

    Returns
    -------
    Cells or None
        None for a column that is no text, and where a text has to be looked at by itself: one
        begins or ends with a blank or a letter beyond ASCII, or its bytes are no UTF-8.
    """
    import pyarrow as pa

    is_large = pa.types.is_large_string(column.type)
    if not (is_large or pa.types.is_string(column.type)) or not len(column):
        return None
    kind = np.dtype(np.int64 if is_large else np.int32)
    _, offsets, data = column.buffers()
    if data is None or not data.size:
        return None
    ends = np.frombuffer(offsets, kind, len(column) + 1, column.offset * kind.itemsize)
    starts, ends = ends[:-1], ends[1:]
    raw = memoryview(data)[int(starts[0]) : int(ends[-1])].tobytes()
    starts, ends = starts - starts[0], ends - starts[0]
    if column.null_count:
        ends = np.where(is_stated(column), ends, starts)
    cells = Cells(raw, starts, ends)
    if not raw or not cells.are_stripped():
        return None
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return cells


def plain_texts(array: Arrow) -> list[str] | None:
    """Return all texts of an array, stripped: at once, where they are texts and can all be read.

    Parameters
    ----------
    array : Arrow
        Arrow's, of any type.

    Returns
    -------
    list of str or None
        None where each value has to be looked at (`text_of`).
    """
    import pyarrow as pa

    if not (pa.types.is_string(array.type) or pa.types.is_large_string(array.type)):
        return None
    try:
        return list(texts(array.to_pylist()))
    except UnicodeDecodeError:  # one of them cannot
        return None


def text_of(scalar: Arrow) -> tuple[str, str]:
    """Return a value as stripped text.

    Parameters
    ----------
    scalar : Arrow
        Arrow's.

    Returns
    -------
    text : str
        "" for none.
    wrong : str
        Why it has none; "" where nothing is wrong.
    """
    try:
        value = scalar.as_py()
        if isinstance(value, bytes):
            value = value.decode("utf-8")
    # Bytes that are no UTF-8, days that Python cannot count, names of no time zone.
    except (ValueError, OverflowError, KeyError, OSError) as error:
        return "", str(error).partition("\n")[0] or type(error).__name__
    return texts([value])[0], ""
