"""Records as JSON: arrays, lines, objects around them, and what is none of these."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imported import command, imported

from mapgen.exchange.common import geojson_stream
from mapgen.exchange.common.json_rows import json_rows

RECORDS = [
    {"id": "T1", "date": "2024-06-01", "description": "A march.", "location": "Square",
     "latitude": "41.04", "longitude": 28.98, "tags": ["a", "b"], "killed": 2},
    {"id": "T2", "date": 2023, "location": None, "when": {"end": "2024"}, "ok": True},
]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(RECORDS), json.dumps(RECORDS, indent=1), "\n".join(map(json.dumps, RECORDS)),
        json.dumps({"title": "x", "tags": ["a"], "events": RECORDS}), "\ufeff" + json.dumps(RECORDS),
    ],
)  # fmt: skip
def test_records_are_events_however_they_stand(tmp_path: Path, text: str) -> None:
    path = tmp_path / "t.json"
    path.write_text(text, encoding="utf-8")
    found = imported(tmp_path / "a", "json", path)
    first, second = found.events.values()
    assert (first["date"], first["latitude"], first["tags"]) == ("2024-06-01", "41.04", "a; b")
    assert first["deaths"].startswith("2 ")
    assert (second["date"], second["when_end"], second["ok"]) == ("2023", "2024", "true")
    assert len(found.atlas().events) == 2


def test_dates_in_objects_are_columns(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    events = [
        {"start_date": {"year": "1901", "month": "3"}, "text": {"headline": "A", "text": "B"}}
    ]
    path.write_text(json.dumps({"events": events}), encoding="utf-8")
    said = ["--map", "start_date_year=year", "--map", "start_date_month=month",
            "--map", "text_headline=title"]  # fmt: skip
    (event,) = imported(tmp_path / "a", "json", path, *said).events.values()
    assert (event["date"], event["title"]) == ("1901-03", "A")


def test_what_is_no_record_and_what_comes_late_is_told(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    rows: list[Any] = [{"date": str(1900 + at)} for at in range(60)]
    path.write_text(json.dumps([*rows, 5, {"date": "1990", "late": "x"}]), encoding="utf-8")
    found = imported(tmp_path / "a", "json", path)
    assert found.left_out() == [("61", "", "5")]
    assert [row["reason"] for row in found.report if row["column"] == "late"] == [
        "a member that the first records lack"
    ]


@pytest.mark.parametrize("text", ["", "5", '"x"', "[", '[{"a": 1}', "{", "[]", "nul", '{"a": 1} x'])
def test_what_is_no_json_is_refused_by_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "t.json"
    path.write_text(text, encoding="utf-8")
    result = command("json", path, "-o", tmp_path / "a")
    assert result.exit_code == 1
    assert result.output.startswith("t.json: ")
    assert not (tmp_path / "a").exists()


_flat = st.dictionaries(
    st.text(st.characters(categories=["Ll"]), min_size=1, max_size=5),
    st.integers() | st.text(max_size=8) | st.booleans(),
    max_size=4,
)


@given(
    records=st.lists(_flat, min_size=1, max_size=6), lines=st.booleans(), step=st.integers(1, 40)
)
def test_records_are_read_in_pieces_of_any_size(
    tmp_path_factory: pytest.TempPathFactory, records: list[Any], lines: bool, step: int
) -> None:
    path = tmp_path_factory.mktemp("pieces") / "t.json"
    text = "\n".join(map(json.dumps, records)) if lines else json.dumps({"x": [1], "all": records})
    path.write_text(text, encoding="utf-8")
    before = geojson_stream._CHUNK
    geojson_stream._CHUNK = step
    try:
        rows = list(json_rows(path))
    finally:
        geojson_stream._CHUNK = before
    assert len(rows) == len(records)
    assert not any(row.unread for row in rows)
