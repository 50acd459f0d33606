"""CSV on the Web and the shipped schemas: the table fits its description, and reads back."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import atlases
import pytest
from frictionless import Resource, Schema
from reading_back import assert_same_events, read_back, whole

from mapgen.atlas.atlas import Atlas
from mapgen.exchange.common.event_cells import DERIVED_FIELDS
from mapgen.exchange.formats.csv.write import to_csvw
from mapgen.notation.summaries import MAX_LENGTH
from mapgen.records.event_columns import MAX_TITLE
from mapgen.records.fields import COLUMNS
from mapgen.records.schema import CSVW, TABLE_SCHEMA, read_schema
from mapgen.vocabulary import ATTRIBUTIONS, CONFIDENCES, PRECISIONS

ROOT = Path(__file__).resolve().parent.parent.parent


def table(atlas: Atlas) -> tuple[list[dict[str, str]], dict[str, Any]]:
    files = {name: whole(pieces) for name, pieces in to_csvw(atlas, "events.csv").items()}
    extra = [f"events.csv-{name}.json" for name in ("metadata", "sources")]
    assert list(files) == ["events.csv", *extra]
    text = io.StringIO(files["events.csv"].decode("utf-8"), newline="")
    return list(csv.DictReader(text)), json.loads(files["events.csv-metadata.json"])


def test_exported_and_read_back_the_events_are_the_same(atlas: Atlas, tmp_path: Path) -> None:
    rows, _ = table(atlas)
    given = [
        {name: cell for name, cell in row.items() if name not in DERIVED_FIELDS} for row in rows
    ]
    assert_same_events(read_back(given, atlas, tmp_path / "back"), atlas.events)


def test_an_export_of_an_export_has_no_column_twice(atlas: Atlas, tmp_path: Path) -> None:
    rows, _ = table(atlas)
    events = read_back(rows, atlas, tmp_path / "back")
    assert_same_events(events, atlas.events)
    assert set(DERIVED_FIELDS) <= set(events.columns)
    from mapgen.exchange.common.event_cells import cells

    assert not set(cells(events)) & set(DERIVED_FIELDS)


def test_every_cell_is_what_the_description_says(atlas: Atlas) -> None:
    rows, description = table(atlas)
    columns = description["tableSchema"]["columns"]
    assert [column["name"] for column in columns] == list(rows[0])
    assert description["url"] == "events.csv"
    for column in columns:
        for row in rows:
            cell = row[column["name"]]
            if not cell:
                assert not column.get("required"), column["name"]
                continue
            pieces = cell.split(column["separator"]) if "separator" in column else [cell]
            for piece in pieces:
                check(piece, column["datatype"])


def check(piece: str, datatype: Any) -> None:
    base = datatype if isinstance(datatype, str) else datatype["base"]
    if base in ("decimal", "double", "integer"):
        number = float(piece)
        assert base != "integer" or number.is_integer()
        if isinstance(datatype, dict):
            assert datatype["minimum"] <= number <= datatype["maximum"]
    elif base == "date":
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", piece)
    elif isinstance(datatype, dict) and "format" in datatype:
        assert re.fullmatch(datatype["format"], piece), piece


def test_the_sources_are_named(atlas: Atlas) -> None:
    _, description = table(atlas)
    assert len(description["dc:references"]) > 3
    assert all(each["dc:bibliographicCitation"] for each in description["dc:references"])


def test_the_same_atlas_gives_the_same_bytes(atlas: Atlas) -> None:
    one, other = (to_csvw(atlas, "x.csv") for _ in range(2))
    assert one.keys() == other.keys()
    assert all(whole(one[name]) == whole(other[name]) for name in one)


# --- the schemas that the package ships


def fits(folder: Path) -> list[tuple[str, str]]:
    """What frictionless finds wrong with events.csv: (column, kind of mistake)."""
    schema = Schema.from_descriptor(read_schema(TABLE_SCHEMA))
    report = Resource(path="events.csv", basepath=str(folder), schema=schema).validate()
    return [(name, kind) for name, kind in report.flatten(["fieldName", "type"])]


def test_the_real_records_fit_the_table_schema() -> None:
    if not (ROOT / "events.csv").exists():
        pytest.skip("this checkout has no records")
    assert fits(ROOT) == []


def test_the_small_atlas_fits_it_with_columns_in_any_order(small_folder: Path) -> None:
    columns = [*reversed(atlases.EVENT_COLUMNS), "my own"]
    atlases.write_csv(small_folder / "events.csv", columns, atlases.EVENTS)
    assert fits(small_folder) == []


def change(folder: Path, column: str, cell: str) -> None:
    """Write another cell into the third event."""
    events = [dict(event) for event in atlases.EVENTS]
    events[2][column] = cell
    atlases.write_events(folder, events)


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("id", "Not An Id"),
        ("id", ""),
        ("title", ""),
        ("date", "Dec-86"),
        ("date", "14/12/1986"),
        ("date", "1986-1-2"),
        ("date", "../1986"),
        ("latitude", "91"),
        ("longitude", "east"),
        ("place_precision", "street"),
        ("attribution", "rumoured"),
        ("deaths", "39"),
        ("summary", "Nobody said so."),
        ("confidence", "D"),
        ("related", "One; Two"),
    ],
)
def test_what_the_check_refuses_does_not_fit(small_folder: Path, column: str, cell: str) -> None:
    change(small_folder, column, cell)
    assert column in {name for name, _ in fits(small_folder)}


def test_an_id_that_stands_twice_does_not_fit(small_folder: Path) -> None:
    change(small_folder, "id", "1975-karachi-north")
    assert fits(small_folder)


def test_the_schemas_say_what_the_reader_says() -> None:
    fields = {field["name"]: field for field in read_schema(TABLE_SCHEMA)["fields"]}
    described = {column["name"]: column for column in read_schema(CSVW)["tableSchema"]["columns"]}
    assert tuple(fields) == COLUMNS
    assert tuple(described) == COLUMNS
    for column, words in (
        ("place_precision", PRECISIONS),
        ("attribution", ATTRIBUTIONS),
        ("confidence", CONFIDENCES),
    ):
        assert fields[column]["constraints"]["enum"] == list(words)
        assert described[column]["datatype"]["format"] == "|".join(words)
    assert fields["title"]["constraints"]["maxLength"] == MAX_TITLE
    assert fields["summary"]["constraints"]["maxLength"] == MAX_LENGTH
    for column, field in fields.items():
        required = field.get("constraints", {}).get("required", False)
        assert described[column].get("required", False) == required
        assert described[column]["dc:description"] == field["description"]
