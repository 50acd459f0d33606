"""Every row of a file becomes an event or is in the report with a reason that is true."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imported import command, imported

from mapgen.exchange.common.event_ids import EventIds
from mapgen.vocabulary import MAX_ID, is_id

CASES = Path(__file__).parents[3] / "shared" / "cases"
FORMATS = {
    ".csv": "csv",
    ".json": "json",
    ".geojson": "geojson",
    ".jsonld": "linked-places",
    ".gpkg": "geopackage",
}
# Which mapping and format a file of the cases needs; None: it is no table of events.
SPECIAL: dict[str, tuple[str, ...] | None] = {
    "t.csv": ("csv", "--map", "Nom=title"),
    "acled-civilians.csv": ("acled",),
    "ucdp-no-where-prec.csv": ("ucdp",),
    "semicolon-decimal-comma.csv": (
        "csv", "--map", "Datum=date", "--map", "Titel=title", "--map", "Breite=latitude",
        "--map", "Länge=longitude", "--map", "Tote=deaths",
    ),
    "split-dates-99.csv": (
        "csv", "--map", "BYEAR=year", "--map", "BMONTH=month", "--map", "BDAY=day",
        "--map", "LAT=latitude", "--map", "LONG=longitude", "--map", "NDEATH=deaths",
    ),
}  # fmt: skip


def table(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def files() -> list[Path]:
    if not CASES.is_dir():
        return []
    return sorted(path for path in CASES.glob("*/*") if path.suffix in FORMATS)


def rows_of(path: Path) -> int | None:
    """How many rows a file has, counted without the importers; None where that is not plain."""
    if path.suffix == ".csv":
        text = path.read_text("utf-8")
        delimiter = max(",;", key=text.partition("\n")[0].count)
        return sum(any(row) for row in csv.reader(io.StringIO(text), delimiter=delimiter)) - 1
    if path.suffix in (".geojson", ".jsonld", ".json"):
        value = json.loads(path.read_text("utf-8"))
        if isinstance(value, list):
            return len(value)
        return len(value["features"]) if "features" in value else 1
    return None


@pytest.mark.skipif(not files(), reason="the cases are not in this checkout")
@pytest.mark.parametrize("path", files(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_report_of_each_case_adds_up(tmp_path: Path, path: Path) -> None:
    form, *options = SPECIAL.get(path.name) or (FORMATS[path.suffix],)
    result = command(form, path, "-o", tmp_path / "a", *options)
    if result.exit_code:
        assert result.exit_code == 1
        assert path.name in result.output
        assert "Traceback" not in result.output
        return
    found = imported(tmp_path / "a", form, path, *options, "--replace")
    rows = rows_of(path)
    if rows is not None:
        assert len(found.events) + len(found.left_out()) == rows


def test_identical_rows_are_numbered_among_themselves(tmp_path: Path) -> None:
    same = "1984-04-15,Bomb at a station,30.9,75.85,0"
    head = "date,title,latitude,longitude,killed"
    found = imported(tmp_path / "a", "csv", table(tmp_path / "t.csv", head, same, same, same))
    first, *others = found.events
    assert others == [f"{first}-2", f"{first}-3"]
    more = table(tmp_path / "t.csv", head, "1984-04-14,Other,30,75,1", same, same, same)
    again = imported(tmp_path / "a", "csv", more, "--replace")
    assert list(again.events)[1:] == [first, *others]
    assert found.report == []


def test_ids_that_make_one_slug_are_told_apart(tmp_path: Path) -> None:
    path = table(
        tmp_path / "t.csv", "id,date", "C++,2005", "C,2006", "رجل12,2001", "طفل12,2002",
        "A/1,2003", "A 1,2004", "a-1,2004", "7,2007", "7,2008", "T,2009",
    )  # fmt: skip
    found = imported(tmp_path / "a", "csv", path)
    assert len(found.events) == 9
    assert found.left_out() == [("10", "id", "t-7")]
    assert found.events["t-c"]["date"] == "2006"
    turned = table(tmp_path / "t.csv", "id,date", "C,2006", "طفل12,2002", "رجل12,2001", "C++,2005")
    again = imported(tmp_path / "b", "csv", turned)
    for event_id, event in again.events.items():
        assert found.events[event_id]["date"] == event["date"]


def test_related_rows_are_found_under_the_ids_that_were_made(tmp_path: Path) -> None:
    path = table(tmp_path / "t.csv", "id,date,related", "1,2001,2; 9", "2,2002,C++", "C++,2003,")
    found = imported(tmp_path / "a", "csv", path)
    assert found.events["t-1"]["related"] == "t-2"
    assert found.events[found.events["t-2"]["related"]]["date"] == "2003"
    assert ("t-1", "related", "t-9") in found.kept()


@given(st.lists(st.text(max_size=130), max_size=20))
def test_one_text_has_one_id_and_another_text_another(texts: list[str]) -> None:
    ids = EventIds("file")
    made = {}
    for text in filter(None, texts):
        event_id = ids.of(text, {})
        assert is_id(event_id)
        assert len(event_id) <= MAX_ID
        assert made.setdefault(event_id, text) == text
        assert ids.of(text, {}) == event_id
        assert ids.named(text) == event_id


@given(st.lists(st.sampled_from("abc"), max_size=12))
def test_rows_without_a_name_have_as_many_ids(rows: list[str]) -> None:
    ids = EventIds("file")
    made = Counter((cell, ids.of("", {"title": cell})) for cell in rows)
    assert set(made.values()) <= {1}


def test_figures_of_all_columns_are_kept(tmp_path: Path) -> None:
    path = table(
        tmp_path / "t.csv", "date,lat,lon,deaths,deaths_best,deaths_low",
        "1901,44,4,12,15,10", "1902,44,4,15,15,10",
    )  # fmt: skip
    found = imported(tmp_path / "a", "csv", path)
    first, second = found.events.values()
    assert first["deaths"] == "12 [@t]; 15, best estimate [@t]; 10, low estimate [@t]"
    assert second["deaths"] == "15, best estimate [@t]; 10, low estimate [@t]"


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("year", "1902", "not that of the date 1901-03-12, which is shown"),
        ("source_date", "1903", "of no source: left out"),
        ("end_date", "1904", None),
    ],
)
def test_what_is_mapped_and_not_used_is_told(
    tmp_path: Path, column: str, value: str, reason: str | None
) -> None:
    path = table(tmp_path / "t.csv", f"date,lat,lon,{column}", f"1901-03-12,44,4,{value}")
    (event,) = (found := imported(tmp_path / "a", "csv", path)).events.values()
    if reason is None:
        assert event["date"] == f"1901-03-12/{value}"
    assert [row["reason"] for row in found.report] == ([reason] if reason else [])


def test_an_end_beside_an_interval_and_a_coarse_point_are_told(tmp_path: Path) -> None:
    path = table(
        tmp_path / "t.csv", "date,end_date,lat,lon,place_precision,land",
        "1901/1902,1905,44,4,country,Xland",
    )  # fmt: skip
    found = imported(tmp_path / "a", "csv", path, "--map", "land=country")
    (event,) = found.events.values()
    assert event["land"] == "Xland"
    assert [row[1:] for row in found.kept()] == [("end_date", "1905"), ("latitude", "44, 4")]


def test_columns_of_one_name_and_of_none_are_kept(tmp_path: Path) -> None:
    path = table(tmp_path / "t.csv", ",date,note,note,,", "a,1901,x,y,,", "b,1902,x,y,,")
    first, _ = imported(tmp_path / "a", "csv", path).events.values()
    assert (first["column_1"], first["note"], first["note_again"]) == ("a", "x", "y")
    assert "column_5" not in first


@pytest.mark.parametrize(
    ("cell", "figure", "reason"),
    [
        ("8 civilians, 4 soldiers", 8, "only the first number is counted: shown as given"),
        ("2 dead 3 wounded", 2, "only the first number is counted: shown as given"),
        ("5 ; 6", 6, "2 figures in one cell: each is shown"),
        ("10 [as told]", 10, "what stands in brackets is left out"),
        ("one (1)", 1, ""),
        ("10 to 12 of both sides", 12, ""),
        ("39, of them children", 39, ""),
    ],
)
def test_numbers_behind_a_figure_are_told(
    tmp_path: Path, cell: str, figure: int, reason: str
) -> None:
    path = table(tmp_path / "t.csv", "date,lat,lon,deaths", f'1901,44,4,"{cell}"')
    found = imported(tmp_path / "a", "csv", path)
    (event,) = found.atlas().events.itertuples()
    assert event.deaths.high == figure
    assert [row["reason"] for row in found.report] == ([reason] if reason else [])


@pytest.mark.parametrize(
    ("cell", "actors", "attribution"),
    [
        ("Unknown", "", "unknown"),
        ("n/a", "", "unknown"),
        ("Police; unknown", "Police", "alleged"),
        ("Unknown gunmen", "Unknown gunmen", "alleged"),
    ],
)
def test_a_word_for_not_known_is_no_actor(
    tmp_path: Path, cell: str, actors: str, attribution: str
) -> None:
    path = table(tmp_path / "t.csv", "date,lat,lon,actors", f"1901,44,4,{cell}")
    (event,) = imported(tmp_path / "a", "csv", path).events.values()
    assert (event["actors"], event["attribution"]) == (actors, attribution)
