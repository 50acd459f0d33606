"""Plain CSV with --map, and what all imports share: options, encodings, folders, sentences."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import atlases
import pytest
from hypothesis import given
from hypothesis import strategies as st
from imported import FILES, command, imported

from mapgen.build import build
from mapgen.exchange.common.choice import ChoiceError
from mapgen.exchange.common.cite_plain_text import cite, paragraph
from mapgen.exchange.common.row_filter import read_filter
from mapgen.notation.summaries import parse_summary

GERMAN = [
    f"--map={pair}"
    for pair in (
        "Nr=id", "Was=title", "Datum=date", "Ende=end_date", "Breite=latitude", "Länge=longitude",
        "Ort=place", "Tote=deaths", "Quelle=source", "Art=category",
    )
]  # fmt: skip


def table(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_columns_are_mapped_whatever_they_are_called(tmp_path: Path) -> None:
    found = imported(tmp_path / "a", "csv", FILES / "plain.csv", *GERMAN)
    assert found.atlas().warnings == ()
    assert build(found.folder).events == 4
    strike = found.events["plain-1"]
    assert (strike["date"], strike["place"]) == ("1844-06-04/1844-06-06", "Peterswaldau")
    (paper,) = [s for s in found.sources.values() if s["title"].startswith("Vossische")]
    assert strike["deaths"] == f"11 [@{paper['id']}; @plain]"
    assert found.left_out() == []
    assert "1847-04-21" in [event["date"] for event in found.events.values()]
    assert ("plain-2", "deaths", "keine") in found.kept()


def test_a_row_without_an_id_gets_the_same_one_in_every_import(tmp_path: Path) -> None:
    first = imported(tmp_path / "1", "csv", FILES / "plain.csv", *GERMAN)
    second = imported(tmp_path / "2", "csv", FILES / "plain.csv", *GERMAN)
    assert list(first.events) == list(second.events)
    for name in ("events.csv", "sources.json", "mapgen.toml", "import-report.csv"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()


def test_our_own_events_come_back_as_they_were(small_folder: Path, tmp_path: Path) -> None:
    events = [
        {**event, "place": event["place"].title(), "note": "kept"}
        for event in atlases.EVENTS
        if event["place_precision"] == "city"
    ]
    atlases.write_csv(small_folder / "events.csv", [*atlases.EVENT_COLUMNS, "note"], events)
    found = imported(
        tmp_path / "a", "csv", small_folder / "events.csv",
        "--sources", small_folder / "sources.json",
    )  # fmt: skip
    for event in events:
        row = found.events[event["id"]]
        assert {key: row[key] for key, value in event.items()} == event
    assert set(found.sources) == {"ali2005", "mirrored"}


def test_a_column_that_is_no_field_stays(tmp_path: Path) -> None:
    path = table(tmp_path / "t.csv", "date,span,Weather", "1986,x,rain")
    (row,) = imported(tmp_path / "a", "csv", path).events.values()
    assert (row["span_given"], row["weather"]) == ("x", "rain")


def test_low_best_and_high_are_three_figures(tmp_path: Path) -> None:
    path = table(
        tmp_path / "t.csv", "date,deaths_low,deaths_best,deaths_high,lat,lon", "1986,1,2,9,25,67"
    )
    (event,) = imported(tmp_path / "a", "csv", path).atlas().events.itertuples()
    assert (event.deaths.low, event.deaths.high) == (1, 9)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--map", "Datum"], "write column=field"),
        (["--map", "Datum=day_of_week"], "no field day_of_week"),
        (["--map", "a=date", "--map", "b=date"], "gives date twice"),
        (["--map", "Nirgends=date"], "no such column"),
        ([], "no column of dates"),
        (["--bbox", "1,2,3"], "west,south,east,north"),
        (["--bbox", "66,25,67,24"], "west,south,east,north"),
        (["--where", "Art"], "write column=value"),
        (["--map", "Datum=date", "--where", "Arx=Aufstand"], "no column arx"),
        (["--district-name", "x"], "needs --districts"),
    ],
)
def test_options_that_make_no_sense_are_said(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    result = command("csv", FILES / "plain.csv", "-o", tmp_path / "a", *arguments)
    assert result.exit_code in (1, 2)
    assert said in " ".join(result.output.split())
    assert not (tmp_path / "a").exists()


def test_rows_are_chosen_by_the_values_of_columns(tmp_path: Path) -> None:
    lines = [f"{year},{kind},25,67" for year in range(1980, 1990) for kind in ("strike", "riot")]
    path = table(tmp_path / "t.csv", "Year,Kind of event,lat,lon", *lines)
    found = imported(
        tmp_path / "a", "csv", path, "--where", "year>=1985", "--where", "Year<1987",
        "--where", "kind of event=RIOT",
    )  # fmt: skip
    assert sorted(row["date"] for row in found.events.values()) == ["1985", "1986"]
    assert "18 rows do not meet the options" in found.said
    either = imported(tmp_path / "b", "csv", path, "--where", "year=1980", "--where", "year=1989")
    assert len(either.events) == 4


def test_conditions_compare_dates_and_numbers_each_in_their_way() -> None:
    (((first,),)) = [read_filter("", (), ["date>=1986-12-14"]).conditions[0]]
    assert first.holds("1987-01-01")
    assert not first.holds("1986-02-01")
    assert not first.holds("")
    (((number,),)) = [read_filter("", (), ["killed<10"]).conditions[0]]
    assert number.holds("9")
    assert not number.holds("10.0")
    with pytest.raises(ChoiceError):
        read_filter("", (), ["=x"])


# --- files


def test_packed_files_are_read(tmp_path: Path) -> None:
    raw = (FILES / "ucdp-25.csv").read_bytes()
    (tmp_path / "ged.csv.gz").write_bytes(gzip.compress(raw))
    with zipfile.ZipFile(tmp_path / "ged.zip", "w") as archive:
        archive.writestr("GEDEvent.csv", raw)
        archive.writestr("readme.txt", "nothing")
    for name in ("ged.csv.gz", "ged.zip"):
        assert len(imported(tmp_path / f"{name}-a", "ucdp", tmp_path / name).events) == 10


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("t.csv", b"", "file is empty"),
        ("t.csv", b"id,best\n1,2\n", "not a file of UCDP GED"),
        ("t.xlsx", b"PK", "Save the sheet as CSV"),
        ("t.xls", b"PK", "Save it as CSV"),
        ("t.zip", b"PK\x03\x04 broken", "cannot be read"),
        ("t.csv.gz", b"\x1f\x8b broken", "cannot be read"),
    ],
)
def test_files_that_cannot_be_read_are_named(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    result = command("ucdp", tmp_path / name, "-o", tmp_path / "a")
    assert result.exit_code == 1
    assert said in result.output
    assert not (tmp_path / "a").exists()


def test_a_quote_that_is_never_closed_is_told_with_its_line(tmp_path: Path) -> None:
    path = table(tmp_path / "t.csv", "date,title", "1986,one", '1987,"two', "1988,three")
    found = imported(tmp_path / "a", "csv", path)
    assert len(found.events) == 1
    (row,) = found.report[-1:]
    assert row["row"] == "3"
    assert "never closed" in row["reason"]


def test_rows_of_two_files_make_one_atlas(tmp_path: Path) -> None:
    both = imported(tmp_path / "a", "ucdp", FILES / "ucdp-25.csv", FILES / "ucdp-5.csv")
    assert len(both.events) == 10  # the four of the older release are the same events
    again = [row for row in both.report if row["file"] == "ucdp-5.csv"]
    assert [row["reason"] for row in again] == ["an event of this id stands before"] * 4


# --- folders


def test_a_folder_that_is_in_use_is_not_touched(small_folder: Path) -> None:
    before = {path: path.read_bytes() for path in small_folder.rglob("*") if path.is_file()}
    for more in ([], ["--replace"]):
        result = command("ucdp", FILES / "ucdp-5.csv", "-o", small_folder, *more)
        assert result.exit_code == 2
    assert before == {p: p.read_bytes() for p in small_folder.rglob("*") if p.is_file()}


def test_an_earlier_import_is_replaced_when_asked(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    imported(folder, "ucdp", FILES / "ucdp-25.csv")
    build(folder)
    assert command("ucdp", FILES / "ucdp-5.csv", "-o", folder).exit_code == 2
    assert len(imported(folder, "ucdp", FILES / "ucdp-5.csv", "--replace").events) == 4


def test_an_import_without_one_event_leaves_nothing(tmp_path: Path) -> None:
    result = command("ucdp", FILES / "ucdp-5.csv", "-o", tmp_path / "a", "--country", "Atlantis")
    assert result.exit_code == 1
    assert "do not meet the options" in result.output
    assert list(tmp_path.iterdir()) == []


# --- sentences


@given(st.text(max_size=300))
def test_no_text_has_a_sentence_without_a_source_or_becomes_markup(text: str) -> None:
    written = paragraph(cite(text, "[@key]"), cite("Next to it", "[@key, p. 3]"))
    summary, faults = parse_summary(written)
    assert not faults
    assert not {"<em>", '<a href="http', "<li>", "<code>", "<strong>"} & set(summary.html.split())
    assert set(summary.keys) == {"key"}


STOPS = [
    "He said", ".", "?", "!", "…", '"', "’", ")", "(", " ", "Mr.", "p. 3", "U.S.", "9 a.m.", "St.",
    "No. 7", "i.e.", "[x]", "*b*", "- ", "1. ", "the end", "[@k]", "۔", "\n", "~", "# ",
]  # fmt: skip


@given(st.lists(st.sampled_from(STOPS), max_size=14))
def test_stops_and_marks_of_all_kinds_leave_no_sentence_without_a_source(words: list[str]) -> None:
    summary, faults = parse_summary(paragraph(cite("".join(words), "[@key]"), "End [@key]."))
    assert not faults
    assert "<li>" not in summary.html
    assert "<em>" not in summary.html


def test_an_id_too_long_for_an_event_gives_one_that_stays(tmp_path: Path) -> None:
    name = f"{'a-long-name-' * 12}.csv"
    (tmp_path / name).write_text(
        f"id,title,date,place\n{'x' * 101},Strike,1844-06-04,Peterswaldau\n"
        f"{'x' * 102},Strike,1844-06-05,Peterswaldau\n",
        encoding="utf-8",
    )
    first = imported(tmp_path / "1", "csv", tmp_path / name)
    assert len(first.events) == 2
    assert first.atlas().warnings is not None
    assert list(imported(tmp_path / "2", "csv", tmp_path / name).events) == list(first.events)


@pytest.mark.parametrize("kinds", [24, 121, 122])
def test_many_kinds_are_told_apart_as_long_as_there_are_looks(tmp_path: Path, kinds: int) -> None:
    """A kind more than there are pairs of colour and glyph, and `check` says so."""
    rows = (f"E{at},1901-03-12,44.{at:03},4,Kind {at:03}" for at in range(kinds))
    file = table(tmp_path / "t.csv", "name,date,lat,lon,category", *rows)
    atlas = imported(tmp_path / "a", "csv", file).atlas()
    looks = {(each.colour, each.glyph) for each in atlas.settings.categories.values()}
    assert len(looks) == min(kinds, 121)
    codes = [problem.code for problem in atlas.warnings]
    assert codes == ["category/alike"] * (kinds - len(looks))
