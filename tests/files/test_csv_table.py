from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapgen.files.csv_checks import MAX_CELL
from mapgen.files.csv_table import Table, read_csv
from mapgen.files.letters import in_one_form
from mapgen.files.text import decode
from mapgen.problems import Problems

COLUMNS = ("id", "name")


@pytest.fixture
def read(tmp_path: Path):
    def of(content: str | bytes, **options: object) -> tuple[Table, list[str]]:
        path = tmp_path / "a.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        table, problems = read_csv(path, required=COLUMNS, **options)  # type: ignore[arg-type]
        assert all(problem.file == "a.csv" and problem.mend for problem in problems)
        return table, [str(problem) for problem in problems]

    return of


def rows(table: Table) -> list[dict[str, str]]:
    return [row for _, row in table.rows()]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_a_bom_any_line_end_column_order_and_extra_columns_are_simply_right(read, line_end, bom):
    text = bom + line_end.join(["name,more,id", "Saddar,x,a", "", ' "Lyari, old",,b '.strip()])
    table, problems = read(text)
    assert problems == []
    assert rows(table) == [
        {"name": "Saddar", "more": "x", "id": "a"},
        {"name": "Lyari, old", "more": "", "id": "b"},
    ]
    assert table.lines == [2, 4]


def test_the_line_is_the_one_where_the_row_begins_though_cells_span_lines(read):
    table, problems = read('id,name\na,"one\ntwo\nthree"\n\n  ,  \nb,x\n')
    assert (table.lines, problems) == ([2, 7], [])


def test_doubled_quotes_empty_quotes_and_commas_read_as_rfc_4180_says(read):
    table, problems = read('id,name\n"a","say ""hi"", then"\nb,""\n')
    assert problems == []
    assert [row["name"] for row in rows(table)] == ['say "hi", then', ""]


def test_another_encoding_names_the_byte_its_offset_and_line_and_the_rest_is_still_checked(read):
    _, problems = read(b"id,name\na,ok\nb,it\x92s\nc\n")
    assert len(problems) == 2
    assert problems[0].startswith("a.csv:3: 'b,it’s': not UTF-8: byte 0x92 at offset 17.")
    assert problems[0].endswith("Save as UTF-8; this looks like Windows-1252.")
    assert problems[1].startswith("a.csv:4: 'c': 1 cells instead of 2")


def test_the_offset_counts_the_bom_too():
    problems = Problems("a")
    decode(b"\xef\xbb\xbfa\x92", problems)
    assert "0x92 at offset 4" in str(next(iter(problems)))


def test_utf_16_from_a_spreadsheet_is_named(read):
    _, problems = read("id,name\na,b\n".encode("utf-16"))
    assert len(problems) == 1
    assert "UTF-16" in problems[0]


def test_ragged_rows_are_left_out_and_named_each_with_its_line(read):
    table, problems = read("id,name\na\nb,x,y\nc,z\n")
    assert [row["id"] for row in rows(table)] == ["c"]
    assert [line for line, _ in table.unread] == [2, 3]
    assert ["a.csv:2" in problems[0], "a.csv:3" in problems[1]] == [True, True]


def test_a_missing_column_names_the_one_that_is_near(read):
    table, problems = read("ID,name\na,b\n")
    assert table.missing == {"id"}
    assert problems == [
        "a.csv:1: id: this column is missing. Did you mean 'ID'? Rename it to 'id'."
    ]


def test_a_column_twice_and_a_column_without_a_name_are_problems(read):
    _, problems = read("id,name,name,\na,b,c,d\n")
    assert len(problems) == 2
    assert "stands twice" in problems[0]
    assert "no name" in problems[1]


def test_an_empty_column_without_a_name_is_ignored(read):
    table, problems = read("id,name,\na,b,\n")
    assert (rows(table), problems) == ([{"id": "a", "name": "b"}], [])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "file is empty"),
        ("\n\n", "file is empty"),
        ("\ufeff", "file is empty"),
        ("id,name\n", "a header and no rows"),
        ("id;name\na;b\n", "semicolons"),
        ("id\tname\na\tb\n", "tabs"),
        ("id,name\na,\0\n", "NUL byte"),
        ("id,name\na,b\x07\n", "U+0007"),
        ('id,name\na,"b\nc,d\n', "never closed"),
        ('id,name\na,"b"c\nd,e\n', "quotes do not match"),
        (f"id,name\na,{'x' * (MAX_CELL + 1)}\n", "longer than 131,072"),
        ("id,name," + ",".join(f"c{n}" for n in range(100_000)) + "\n", "100,002 columns"),
    ],
)
def test_a_broken_file_gives_a_clear_problem_and_no_traceback(read, content, message):
    _, problems = read(content)
    assert len(problems) == 1
    assert message in problems[0]


def test_reading_goes_on_behind_a_broken_quote(read):
    table, problems = read('id,name\na,"b"c\nd,e\nf\n')
    assert [row["id"] for row in rows(table)] == ["d"]
    assert len(problems) == 2


def test_the_limit_of_the_csv_module_is_left_as_it_was(read):
    before = csv.field_size_limit()
    read("id,name\na,b\n")
    assert csv.field_size_limit() == before


def test_a_missing_file_and_a_folder_are_problems(tmp_path):
    for path in (tmp_path / "none.csv", tmp_path, Path("bad\0name")):
        _, problems = read_csv(path, required=COLUMNS)
        assert len(problems.errors) == 1


def test_a_file_that_is_too_large_is_not_opened(tmp_path):
    path = tmp_path / "big.csv"
    with path.open("wb") as file:
        file.truncate(2**31 + 1)
    _, problems = read_csv(path, required=COLUMNS)
    assert "too large" in str(problems.errors[0])


@given(st.binary(max_size=300))
def test_no_bytes_at_all_raise(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("fuzz") / "a.csv"
    path.write_bytes(b"id,name\n" + content)
    table, problems = read_csv(path, required=COLUMNS)
    assert len(table) or problems.errors or not content.strip()


@given(
    st.lists(
        st.tuples(
            st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20),
            st.text(st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\0"
                                  "".join(map(chr, [*range(1, 32), 127]))), max_size=20),
        ),
        min_size=1, max_size=8,
    ),
    st.sampled_from(["\n", "\r\n"]),
)  # fmt: skip
def test_what_the_csv_module_writes_is_read_back(tmp_path_factory, written, line_end):
    out = io.StringIO()
    csv.writer(out, lineterminator=line_end).writerows([COLUMNS, *written])
    path = tmp_path_factory.mktemp("round") / "a.csv"
    path.write_bytes(out.getvalue().encode())
    table, problems = read_csv(path, required=COLUMNS, allow_empty=True)
    cells = [in_one_form(cell.strip()) for row in written if "".join(row).strip() for cell in row]
    texts = [text.strip() for text, _ in cells]
    wanted = list(zip(texts[::2], texts[1::2], strict=True))
    assert len(problems.errors) == sum(bool(wrong) for _, wrong in cells)
    assert list(zip(*table.columns.values(), strict=True)) == wanted
