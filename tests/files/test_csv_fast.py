from __future__ import annotations

import csv
import io

import numpy as np
import pytest
from examples import examples
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mapgen.files import csv_fast, csv_layout, csv_table
from mapgen.files.csv_fast import Cells, Coded, Spelt, read_plain
from mapgen.files.csv_table import read_csv

CELLS = st.text('ab ,"\n\r\t\u00a0\u2003é۔;', max_size=6) | st.sampled_from(
    ["", "x", "Karachi", "a longer cell, with a comma and “quotes” of 48 bytes or more in it"]
)


def table_of(content: bytes, path, monkeypatch, plain_from: int):
    monkeypatch.setattr(csv_table, "PLAIN_FROM", plain_from)
    path.write_bytes(content)
    table, problems = read_csv(path, required=("id", "title"))
    columns = {name: list(cells) for name, cells in table.columns.items()}
    return columns, list(table.lines), table.missing, list(problems)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("csv")


@settings(max_examples=examples(300))
@example([["a", "b"], ['x "y"', '""'], ["", "\u00a0z\u00a0"]], "\r\n", True, False)
@example([["a", "b"]], "\n", False, True)
@given(
    st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=6),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
    st.booleans(),
)
def test_a_plain_file_is_read_as_any_other_is(folder, rows, end, bom, last_line_ends):
    out = io.StringIO()
    csv.writer(out, lineterminator=end).writerows([["id", "title"], *rows])
    text = out.getvalue() if last_line_ends else out.getvalue().removesuffix(end)
    content = text.encode("utf-8-sig" if bom else "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        path = folder / "any.csv"
        assert table_of(content, path, patch, 0) == table_of(content, path, patch, 2**40)


@settings(max_examples=examples(300))
@given(st.text('ab,"\n\r \x00é', max_size=40))
def test_what_is_not_plain_is_left_to_the_other_reader(folder, text):
    content = f"id,title\n{text}".encode()
    with pytest.MonkeyPatch.context() as patch:
        path = folder / "odd.csv"
        assert table_of(content, path, patch, 0) == table_of(content, path, patch, 2**40)


def test_cells_that_repeat_are_kept_once(monkeypatch):
    monkeypatch.setattr(csv_layout, "CHUNK", 7)
    monkeypatch.setattr(csv_fast, "ROWS", 3)
    rows = "".join(f"event-{i},{'Karachi ' if i % 3 else 'Hyderabad'},\n" for i in range(100))
    plain = read_plain(f"id,city,none\n{rows}".encode(), longest=100)
    assert plain is not None
    ids, city, nothing = plain.columns
    assert list(ids) == [f"event-{i}" for i in range(100)]
    assert isinstance(city, Coded)
    assert city.cells == ["Hyderabad", "Karachi"]
    assert [city[i] for i in range(4)] == ["Hyderabad", "Karachi", "Karachi", "Hyderabad"]
    assert set(nothing) == {""}
    assert list(plain.lines) == list(range(2, 102))


def test_a_column_that_nobody_asks_for_is_not_compared(monkeypatch):
    monkeypatch.setattr(csv_fast, "coded", None)
    plain = read_plain(b"id,city\n" + b"a,Karachi\nb,Karachi\n" * 9, longest=100)
    assert plain is not None
    assert [len(column) for column in plain.columns] == [18, 18]


@settings(max_examples=examples(100))
@given(st.lists(st.text("ab é", max_size=20), min_size=1, max_size=5), st.integers(0, 9))
def test_words_of_cells_are_their_bytes_up_to_the_end_of_the_file(texts, behind):
    cells = [text.encode() for text in texts]
    ends = np.cumsum([len(cell) for cell in cells], dtype=np.int32)
    starts = np.array([0, *ends[:-1]], dtype=np.int32)
    words = Cells(b"".join(cells) + b"x" * behind, starts, ends).words()
    width = len(words) * 8
    assert width >= max(map(len, cells))
    assert [row.tobytes() for row in np.column_stack(words)] == [
        cell.ljust(width, b"\0") for cell in cells
    ]


@pytest.mark.parametrize("mix", [0, csv_fast._MIX])
def test_cells_of_one_hash_stay_apart(monkeypatch, mix):
    monkeypatch.setattr(csv_fast, "_MIX", type(csv_fast._MIX)(mix))
    cells = [f"{'Karachi' if i % 2 else 'Thatta,'[:6]} the same end{i % 3}" for i in range(60)]
    rows = "".join(f"{cell}\n" for cell in cells)
    plain = read_plain(f"name\n{rows}".encode(), longest=100)
    assert plain is not None
    [names] = plain.columns
    assert isinstance(names, Coded)
    assert len(names.cells) == 6
    assert list(names) == cells


@pytest.mark.parametrize(
    "content",
    [
        b"id,title\na,b\nc\n",  # a ragged row
        b"id,id\na,b\n",
        b"id,title\na\rb,c\n",
        b"id,title\n\xff,b\n",
        b'id,title\n"a"b,c\n',
        b'id,title\n"a"b"c",d\n',
        b"id,title\n,\n",
        b"id,title\na\x00,b\n",
        b"id,title\n",
        b"",
    ],
)
def test_a_file_that_is_not_plain_is_declined(content):
    assert read_plain(content, longest=100) is None


DIGITS = "0123456789"
PLACES = st.just("") | st.text(DIGITS, max_size=9).map(".{}".format)
NUMBERS = st.just("") | st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "+", "-"]),
    st.text(DIGITS, min_size=1, max_size=3),
    PLACES,
)


@settings(max_examples=examples(300))
@given(st.lists(NUMBERS, min_size=1, max_size=20, unique=True))
def test_decimals_are_those_of_python(numbers):
    rows = "".join(f"x{number},{number}\n" for number in numbers)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_fast, "ROWS", 4)
        plain = read_plain(f"id,number\n{rows}".encode(), longest=100)
        assert plain is not None
        column = plain.columns[1]
        if not isinstance(column, Spelt):
            return
        found = column.decimals()
    assert found is not None
    for one, text in zip(found, numbers, strict=True):
        assert str(one) == str(float(text or "nan"))
    assert list(column) == numbers


@pytest.mark.parametrize(
    "text", [".5", "1.2.3", "1e3", "--1", "-", "1 2", "12,3", "nan", "1234", "é"]
)
def test_what_is_no_plain_decimal_is_left_to_the_checks(text):
    cell = f'"{text}"' if "," in text else text
    plain = read_plain(f"id,number\na,1.5\nb,{cell}\nc,2.5\n".encode(), longest=100)
    assert plain is not None
    assert isinstance(plain.columns[1], Spelt)
    assert plain.columns[1].decimals() is None
