"""The one table of fields, and all that has to agree with it."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from mapgen.records.events import read_events
from mapgen.records.fields import COLUMNS, FIELDS, TRANSLATED
from mapgen.records.schema import CSVW, TABLE_SCHEMA, read_schema
from mapgen.vocabulary import ATTRIBUTIONS, CONFIDENCES, PRECISIONS

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "mapgen" / "page"
# Filters over what is no column of the records: time, the join's districts, search, map layers,
# the source lens.
NOT_FIELDS = {"years", "districts", "text", "layers", "lens"}


def test_every_column_is_named_once() -> None:
    assert len(set(COLUMNS)) == len(COLUMNS)
    assert read_events is not None


def test_both_schemas_describe_these_columns_in_this_order() -> None:
    described = [each["name"] for each in read_schema(CSVW)["tableSchema"]["columns"]]
    assert tuple(described[: len(COLUMNS)]) == COLUMNS
    fields = {each["name"]: each for each in read_schema(TABLE_SCHEMA)["fields"]}
    assert tuple(fields)[: len(COLUMNS)] == COLUMNS
    for field in FIELDS:
        assert bool(fields[field.name].get("constraints", {}).get("required")) == field.needed
    allowed = {name: fields[name]["constraints"]["enum"] for name in ("attribution", "confidence")}
    assert allowed == {"attribution": list(ATTRIBUTIONS), "confidence": list(CONFIDENCES)}
    assert fields["place_precision"]["constraints"]["enum"] == list(PRECISIONS)


def test_the_starter_and_the_atlas_have_these_columns_first() -> None:
    for name in ("mapgen/starter/files/events.csv", "events.csv"):
        with (ROOT / name).open(encoding="utf-8", newline="") as file:
            assert tuple(next(csv.reader(file)))[: len(COLUMNS)] == COLUMNS


def test_the_readme_names_each_column_once() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    table = text[text.index("| column of `events.csv`") :].split("\n\n")[0]
    cells = [line.split("|")[1] for line in table.splitlines()[2:]]
    named = [name for cell in cells for name in re.findall(r"`(\w+)`", cell)]
    assert [name for name in named if name in COLUMNS] == list(COLUMNS)
    others = [name for name in named if name not in COLUMNS]
    assert all(name.startswith(tuple(f"{each}_" for each in TRANSLATED)) for name in others)


def test_the_pages_filters_are_those_of_the_fields() -> None:
    script = (PAGE / "browser" / "core" / "filter_table.js").read_text(encoding="utf-8")
    rows = re.findall(r'key: "(\w+)",\s*bit: (\d+)(?:,\s*column: "(\w+)")?', script)
    keys = {key for key, _, _ in rows}
    assert keys == {field.filter for field in FIELDS if field.filter} | NOT_FIELDS
    assert [int(bit) for _, bit, _ in rows] == [2**at for at in range(len(rows))]
    columns = {field.filter: field.column for field in FIELDS}
    for key, _, column in rows:
        if column and key in columns:
            assert column == columns[key]
