"""Files edited record by record: what is not changed keeps its bytes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mapgen.desk.documents.csv_rows import CsvRows, new_table
from mapgen.desk.documents.edit import ConflictError, Edit, NotEditableError
from mapgen.desk.documents.json_items import JsonItems
from mapgen.desk.documents.whole_text import WholeText

ROOT = Path(__file__).parents[2]
BOM = b"\xef\xbb\xbf"
TABLE = 'id,title,"note"\r\na,"One, two",x\r\n\r\nb , plain ,"say ""yes"""\r\na,twice,\r\n,,\r\n'

cells = st.text(st.sampled_from('ab,"\r\n é'), max_size=6)
tables = st.builds(
    lambda head, rows, end, bom: (BOM if bom else b"") + (end.join([head, *rows])).encode(),
    st.just("id,title,date"),
    st.lists(st.text(st.sampled_from('ab1,"\r\n é'), max_size=14), max_size=6),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
)


def csv_rows(raw: bytes) -> list[list[str]]:
    """Return what the csv module reads of a file, without blank rows and the header."""
    reader = csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True)
    rows = []
    while True:
        try:
            rows.append([cell.strip() for cell in next(reader)])
        except csv.Error:
            continue
        except StopIteration:
            break
    return [row for row in rows if any(row)][1:]


@given(tables)
def test_a_table_is_read_as_the_csv_module_reads_it_and_keeps_its_bytes(raw: bytes) -> None:
    document = CsvRows.read(raw)
    assert document.bytes() == raw
    found = [list(value.values()) for _, value in document.records()]
    expected = [row + [""] * (3 - len(row)) for row in csv_rows(raw)]
    assert found == expected


@given(tables, st.integers(0, 5), cells)
@example(b"id,title,date\n1,,,", 0, "")
def test_an_edit_changes_one_row_and_taking_it_back_all_of_it(
    raw: bytes, at: int, cell: str
) -> None:
    document = CsvRows.read(raw)
    keys = document.keys()
    if not keys:
        return
    key = keys[at % len(keys)]
    before = document.text_of(key)
    after = document.write({"title": cell}, before)
    edited = document.edited(Edit(key, before, after))
    values = dict(document.records())
    values[key] = {**values[key], "title": cell.strip()}
    # Of the row that is written, cells without a column and a word are left out.
    while len(values[key]) > 3 and not list(values[key].values())[-1]:
        values[key] = dict(list(values[key].items())[:-1])
    kept = [list(value.values()) for value in values.values() if any(value.values())]
    assert [list(value.values()) for _, value in edited.records()] == kept
    if edited.text_of(key) == after:
        assert edited.edited(Edit(key, after, before)).bytes() == raw


@given(tables, cells)
def test_a_new_row_stands_on_a_line_of_its_own_and_can_be_taken_out(raw: bytes, cell: str) -> None:
    document = CsvRows.read(raw)
    if any(not part.key and '"' in part.text for part in document.parts):
        return  # a quote that is left open swallows what is written behind it
    text = document.write({"id": "new", "title": cell}, None)
    longer = document.edited(Edit("new", None, text))
    assert [*document.records(), ("new", {"id": "new", "title": cell.strip(), "date": ""})] == list(
        longer.records()
    )
    shorter = longer.edited(Edit("new", text, None))
    assert list(shorter.records()) == list(document.records())


def test_keys_tell_rows_apart_that_share_an_id_or_have_none() -> None:
    document = CsvRows.read(b"id,title\na,1\na,2\n,3\n")
    assert document.keys() == ["a", "a#2", "#3"]
    before = document.text_of("a#2")
    edited = document.edited(
        Edit("a#2", before, document.write({"id": "b"}, before), after_key="b")
    )
    assert edited.keys() == ["a", "b", "#3"]


def test_quotes_line_ends_and_cells_that_stay_are_kept() -> None:
    document = CsvRows.read(BOM + TABLE.encode())
    before = document.text_of("a")
    assert document.write({"note": "y"}, before) == 'a,"One, two",y\r\n'
    assert document.write({"title": "1"}, before) == 'a,"1",x\r\n'
    assert document.write({"title": "One, two"}, before) == before
    assert document.write({"title": 'a "b"\nc'}, document.text_of("b")).startswith(
        'b ,"a ""b""\nc",'
    )


def test_a_new_column_adds_one_delimiter_a_row() -> None:
    raw = BOM + TABLE.encode()
    longer = CsvRows.read(raw).with_column("now").bytes()
    assert longer.decode("utf-8-sig") == (
        'id,title,"note",now\r\na,"One, two",x,\r\n\r\nb , plain ,"say ""yes""",\r\n'
        "a,twice,,\r\n,,\r\n"
    )


def test_nothing_in_a_column_that_is_not_there_is_nothing() -> None:
    document = CsvRows.read(b"id,title\na,T\n")
    assert document.write({"title": "U", "now": ""}, "a,T\n") == "a,U\n"
    with pytest.raises(KeyError):
        document.write({"now": "x"}, "a,T\n")


def test_cells_too_many_or_too_few_can_be_put_right() -> None:
    document = CsvRows.read(b"id,title\na,1,2\nb\n")
    assert dict(document.records())["a"] == {"id": "a", "title": "1", "+1": "2"}
    assert document.write({"title": "1, 2", "+1": ""}, document.text_of("a")) == 'a,"1, 2"\n'
    assert document.write({"title": "x"}, document.text_of("b")) == "b,x\n"


@pytest.mark.parametrize(
    "raw", [b"", b"\n\n", b"id,id\na,b\n", b"id\n\xff\n"], ids=["empty", "blank", "twice", "bytes"]
)
def test_what_is_no_table_is_not_edited(raw: bytes) -> None:
    with pytest.raises(NotEditableError):
        CsvRows.read(raw)


def test_a_record_that_was_changed_elsewhere_is_a_conflict() -> None:
    document = CsvRows.read(b"id,title\na,1\n")
    with pytest.raises(ConflictError) as raised:
        document.edited(Edit("a", "a,0\n", "a,2\n"))
    assert raised.value.found == "a,1\n"


def test_a_new_table_has_a_header() -> None:
    assert CsvRows.read(new_table(["id", "a, b"])).header == ["id", "a, b"]


items = st.lists(
    st.fixed_dictionaries({"id": st.sampled_from("abcd"), "title": st.text(max_size=5)}), max_size=4
)


@given(items, st.sampled_from([None, 0, 1, 2, "\t"]), st.sampled_from([None, (", ", ": ")]))
def test_items_keep_their_bytes_whatever_their_form(
    given_items: list[dict[str, str]], indent: int | str | None, separators: tuple[str, str] | None
) -> None:
    raw = json.dumps(given_items, indent=indent, separators=separators, ensure_ascii=False).encode()
    document = JsonItems.read(raw)
    assert document.bytes() == raw
    assert [value for _, value in document.records()] == given_items
    text = document.write({"id": "new", "title": "x"}, None)
    longer = document.edited(Edit("new", None, text))
    assert json.loads(longer.bytes()) == [*given_items, {"id": "new", "title": "x"}]
    shorter = longer.edited(Edit("new", longer.text_of("new"), None))
    assert json.loads(shorter.bytes()) == given_items
    for key in list(document.keys()):
        before = document.text_of(key)
        changed = {**document.value(before or ""), "title": "changed"}
        edited = document.edited(Edit(key, before, document.write(changed, before)))
        assert edited.edited(Edit(key, edited.text_of(key), before)).bytes() == raw


@pytest.mark.parametrize("raw", [b"{}", b"[1]", b"[{}", b"[{}] x", b"[{},]", b"", b"[{} {}]"])
def test_what_is_no_list_of_items_is_not_edited(raw: bytes) -> None:
    with pytest.raises(NotEditableError):
        JsonItems.read(raw)


def test_prose_keeps_its_line_ends() -> None:
    document = WholeText.read(b"one\r\ntwo\r\n")
    before = document.text_of("text")
    assert document.write({"text": "one\ntwo\n"}, before) == before
    assert document.write({"text": "one\n3\n"}, before) == "one\r\n3\r\n"


@pytest.mark.parametrize("name", ["events.csv", "geodata/places.csv", "names.csv"])
def test_the_atlas_own_tables_keep_their_bytes(name: str) -> None:
    raw = (ROOT / name).read_bytes()
    assert CsvRows.read(raw).bytes() == raw


def test_a_row_that_ends_with_a_return_does_not_swallow_a_blank_line() -> None:
    document = CsvRows.read(b"id,title\ra,1\n\n")
    text = document.write({"id": "b"}, None)
    longer = document.edited(Edit("b", None, text))
    assert longer.bytes() == b"id,title\ra,1\n\nb,\r"
    assert longer.edited(Edit("b", text, None)).bytes() == document.bytes()
