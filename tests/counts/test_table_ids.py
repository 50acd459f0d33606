"""The ids of a table: found as one by one, in whatever form the table's columns come."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapgen.counts.ids import Suspects, TableIds
from mapgen.counts.parquet import cells
from mapgen.counts.parquet_schema import places_of
from mapgen.files.columns import factorize, objects
from mapgen.files.csv_fast import Cells, Coded, Spelt
from mapgen.files.csv_table import Table
from mapgen.files.text_hashes import late_texts
from mapgen.problems import Problems

ANY = st.text(alphabet="abc-é\u2003 \0\x1f", max_size=5).map(str.strip)
NAME = st.sampled_from(["event-1", "event-12", "event-123456789", "a", "b"]) | ANY
LIST = st.lists(NAME, max_size=3).map(" ; ".join) | st.lists(NAME, max_size=3).map(";".join)
ROWS = st.lists(st.tuples(NAME, LIST.map(str.strip) | st.just("")), max_size=12)


def of_csv(texts: list[str]) -> Sequence[str]:
    late = late_texts(texts)
    return Spelt(Cells(late.raw, late.starts, late.ends))


def coded(texts: list[str]) -> Sequence[str]:
    codes, distinct = factorize(objects(texts))
    return Coded(codes.astype(np.intp), distinct.tolist())


def of_arrow(kind: pa.DataType) -> Callable[[list[str]], Sequence[str]]:
    def column(texts: list[str]) -> Sequence[str]:
        array = pa.array(["before", *(text or None for text in texts), "behind"], kind)[1:-1]
        return cells(array, Table("a"), "id", Problems())

    return column


FORMS = [list, of_csv, coded, of_arrow(pa.string()), of_arrow(pa.large_string())]


def named_in(cell: str) -> list[str]:
    return [name for part in cell.split(";") if (name := " ".join(part.split()))]


def firsts(found: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Each text with its first line."""
    first: dict[str, int] = {}
    for text, line in found:
        first.setdefault(text, line)
    return list(first.items())


@given(ROWS)
@pytest.mark.parametrize("form", FORMS)
def test_ids_are_those_that_one_reads(
    form: Callable[[list[str]], Sequence[str]], rows: list[tuple[str, str]]
) -> None:
    own, related = [own for own, _ in rows], [cell for _, cell in rows]
    table = Table("a", {"id": form(own), "related": form(related)}, range(2, len(rows) + 2))
    ids = TableIds(table)
    hashes = ids.hashes()
    seen = list(ids.sightings(Suspects(hashes.ids, hashes.related)))
    lines = list(enumerate(own, 2))
    owned = firsts([(text, line) for line, text in lines if text])
    named = firsts([(name, n) for n, cell in enumerate(related, 2) for name in named_in(cell)])
    assert [(each.text, each.line) for each in seen if not each.is_related] == owned
    assert [(each.text, each.line) for each in seen if each.is_related] == named
    assert (len(hashes.ids), len(hashes.related)) == (len(owned), len(named))
    assert ids.may_have(["none", *own[:1]]) == any(own[:1])
    assert not ids.may_have(["none"])
    itself = [row for row, (text, cell) in enumerate(rows) if text in named_in(cell)]
    assert ids.related_to_themselves() == itself


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string()])
def test_texts_of_arrow_stay_where_they_are(kind: pa.DataType) -> None:
    array = pa.array(["before", "one", None, "three-4", "behind"], kind)[1:-1]
    found = places_of(array)
    assert found is not None
    assert (found.texts(), found.raw) == (["one", "", "three-4"], b"onethree-4")


@pytest.mark.parametrize(
    "array",
    [
        pa.array([], pa.string()),
        pa.array([None, None], pa.string()),
        pa.array([" a"]),
        pa.array(["a", "b\u2003"]),
        pa.array([b"a\xff b"], pa.binary()).view(pa.string()),
        pa.array(["a", "b"]).dictionary_encode(),
        pa.array([1, 2]),
    ],
)
def test_other_columns_are_read_one_by_one(array: pa.Array) -> None:
    assert places_of(array) is None


def test_a_letter_that_two_cells_share_is_no_text() -> None:
    """Bytes that are UTF-8 as a whole are not, where a letter's end is the next cell's."""
    offsets = pa.py_buffer(np.array([0, 2, 4], np.int32).tobytes())
    array = pa.Array.from_buffers(pa.string(), 2, [None, offsets, pa.py_buffer("aéb".encode())])
    assert places_of(array) is None
