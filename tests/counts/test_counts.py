"""Events counted part by part: the same numbers as of one machine, bounded, whatever goes wrong."""

from __future__ import annotations

import base64
import csv
import io
import json
import os
import pickle
import random
import re
import signal
import subprocess
import sys
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import atlases
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from mapgen.atlas.atlas import read_atlas
from mapgen.atlas.districts import read_districts
from mapgen.commands.main import main
from mapgen.counts import parquet_schema
from mapgen.counts import parts as parts_module
from mapgen.counts import read_part as read_part_module
from mapgen.counts import work as work_module
from mapgen.counts.build import build, page_html, read_counted
from mapgen.counts.count_part import Task, count_parts, merged
from mapgen.counts.counted_atlas import OTHERS, CountedAtlas, commonest
from mapgen.counts.grain import SIDE, TIMES, Grain, coarser, first_days, last_days, square_ladder
from mapgen.counts.parts import event_files, parts_of
from mapgen.counts.processes import Processes
from mapgen.counts.read_part import Rules
from mapgen.counts.work import ByDask
from mapgen.files.write import write_whole
from mapgen.problems import InputError
from mapgen.records.gazetteer import read_places
from mapgen.records.settings import read_settings
from mapgen.records.sources import read_sources

COUNT = 600
FILES = 6


def events() -> list[dict[str, str]]:
    """Days and months, points in both districts and beside the border, and two kinds without."""
    draw = random.Random(50)
    found = []
    for number in range(COUNT):
        day = (date(1972, 1, 1) + timedelta(days=draw.randrange(7600))).isoformat()
        event = {
            "id": f"event-{number:04}",
            "title": 'Something, "said" so',
            "date": day[:7] if number % 11 == 0 else day,
            "place": "A street",
            "city": "Karachi",
            "latitude": f"{draw.uniform(24.76, 25.04):.5f}",
            "longitude": f"{draw.uniform(66.91, 67.19):.5f}",
            "place_precision": "spot" if number % 3 else "neighbourhood",
            "category": draw.choice(["clash", "clash", "protest"]),
            "attribution": "unknown",
            "summary": "A sentence [@ali2005, p. 3].\n\nAfter an empty line [@upi1986].",
            "confidence": "B",
        }
        if number % 20 == 0:
            event |= {"place": "karachi", "place_precision": "city", "latitude": ""}
            event["longitude"] = ""
        if number % 4 == 1:
            event["deaths"] = f"at least {number % 9} [@dawn1985]; {number % 9 + 2} [@upi1986]"
        found.append(event)
    return found


def parted(folder: Path, files: int = FILES) -> Path:
    """The small atlas with its events in parts."""
    atlases.small_atlas(folder)
    (folder / "events").mkdir()
    every = events()
    for number in range(files):
        path = folder / "events" / f"part-{number}.csv"
        atlases.write_csv(path, atlases.EVENT_COLUMNS, every[number::files])
    atlases.write_events(folder, every)
    settings = (folder / "mapgen.toml").read_text(encoding="utf-8")
    (folder / "whole.toml").write_text(settings, encoding="utf-8")
    (folder / "mapgen.toml").write_text(f'events = "events/*.csv"\n{settings}', encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return parted(tmp_path_factory.mktemp("parts") / "atlas")


@pytest.fixture(scope="module")
def single(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The same events read and joined by one machine."""
    folder = atlases.small_atlas(tmp_path_factory.mktemp("single") / "atlas")
    atlases.write_events(folder, events())
    return read_atlas(folder).events


HERE = ByDask(lambda work: work.compute(scheduler="synchronous"))


@pytest.fixture(scope="module")
def whole(folder: Path) -> CountedAtlas:
    """All parts, counted in this process."""
    return counted(folder)


def counted(folder: Path, **limits: int) -> CountedAtlas:
    return read_counted(folder, HERE, lambda _: None, **limits)[0]


def task_of(folder: Path, **limits: int) -> Task:
    settings, _ = read_settings(folder)
    sources, _ = read_sources(settings.sources)
    places, _ = read_places(settings.places)
    districts, _ = read_districts(settings)
    return Task(Rules(settings, sources, places, {}), districts, **limits)


def found_in(folder: Path, task: Task | None = None) -> list[Any]:
    task = task or task_of(folder)
    files, _ = event_files(task.rules.settings)
    return [count_parts([part], task) for file in files for part in parts_of(file, file.name)[0]]


def rows_of(atlas: CountedAtlas) -> pd.DataFrame:
    return pd.DataFrame(dict(atlas.rows))


def by_day(rows: Any) -> Counter[tuple[Any, ...]]:
    """Events by first and last day, category, city, district and all that it can be."""
    total: Counter[tuple[Any, ...]] = Counter()
    for each in rows.itertuples():
        key = (each.first, each.last, each.category, each.city, each.district, each.candidates)
        total[key] += getattr(each, "events", 1)
    return total


# ---- the same as one machine -----------------------------------------------------------------


def test_counts_by_day_are_those_of_one_machine(whole: CountedAtlas, single: Any) -> None:
    atlas = whole
    days = rows_of(atlas)[rows_of(atlas)["on_map"] == 0]
    assert atlas.total == COUNT == int(days["events"].sum())
    assert atlas.days == Grain("day")
    assert by_day(days) == by_day(single)
    assert len(set(single["candidates"])) > 3, "some events reach over a border"


def test_deaths_are_summed_and_what_is_not_stated_is_counted(
    whole: CountedAtlas, single: Any
) -> None:
    rows = rows_of(whole)
    stated = [each for each in single["deaths"] if each.high is not None]
    for part in (rows[rows["on_map"] == 0], rows[rows["on_map"] == 1]):
        assert part["low"].sum() == sum(each.low for each in stated)
        assert part["high"].sum() == sum(each.high for each in stated)
        assert part["unstated"].sum() == COUNT - len(stated)
        assert part["open"].sum() == sum(each.open_high for each in stated)


def test_squares_hold_the_events_that_lie_in_them(folder: Path, single: Any) -> None:
    atlas = counted(folder, most_squares=540)
    squares = rows_of(atlas)[rows_of(atlas)["on_map"] == 1]
    assert (atlas.squares.time, atlas.squares.near) == ("year", False)
    assert atlas.squares.doublings > 3
    side = atlas.squares.side
    wanted: Counter[tuple[Any, ...]] = Counter()
    places: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for each in single.itertuples():
        year = str(np.datetime64(int(each.first), "D"))[:4]
        square = None
        if not np.isnan(each.latitude):
            north, east = (round(v * 100_000) for v in (each.latitude, each.longitude))
            square = ((north + 9_000_000) // side, (east + 18_000_000) // side)
            places.setdefault(square, []).append((north, east))
        wanted[year, each.category, each.district, square] += 1
    middles = {
        square: tuple(round(sum(values) / len(values)) for values in zip(*points, strict=True))
        for square, points in places.items()
    }
    square_of = {middle: square for square, middle in middles.items()}
    found: Counter[tuple[Any, ...]] = Counter()
    for each in squares.itertuples():
        year = str(np.datetime64(int(each.first), "D"))[:4]
        square = None
        if not np.isnan(each.latitude):
            square = square_of[round(each.latitude * 1e5), round(each.longitude * 1e5)]
        found[year, each.category, each.district, square] += each.events
    assert found == wanted


def test_parquet_gives_what_csv_gives(whole: CountedAtlas, tmp_path: Path) -> None:
    other = parted(tmp_path / "atlas")
    for path in sorted((other / "events").glob("*.csv"))[1:]:
        number = int(path.stem.rpartition("-")[2])
        rows = [{**dict.fromkeys(atlases.EVENT_COLUMNS, ""), **each} for each in events()]
        table = pa.Table.from_pylist(rows[number::FILES])
        for name in ("latitude", "longitude"):
            numbers = [float(cell) if cell else None for cell in table[name].to_pylist()]
            table = table.set_column(table.schema.get_field_index(name), name, pa.array(numbers))
        kinds = table["category"].combine_chunks().dictionary_encode()
        table = table.set_column(table.schema.get_field_index("category"), "category", kinds)
        parquet.write_table(table, path.with_suffix(".parquet"), row_group_size=30)
        path.unlink()
    settings = (other / "whole.toml").read_text(encoding="utf-8")
    (other / "mapgen.toml").write_text(f'events = "events"\n{settings}', encoding="utf-8")
    assert rows_of(counted(other)).equals(rows_of(whole))


def test_numbers_of_dead_and_days_need_no_text(tmp_path: Path) -> None:
    folder = parted(tmp_path / "atlas", files=0)
    table = pa.table(
        {
            "date": pa.array([date(1980, 1, 1), date(1980, 1, 1), None]),
            "latitude": [24.8, 24.8, 24.8],
            "longitude": [66.95, 66.95, 66.95],
            "place_precision": ["spot"] * 3,
            "city": ["Karachi"] * 3,
            "category": ["clash"] * 3,
            "deaths": pa.array([4, None, 2], pa.int16()),
        }
    )
    parquet.write_table(table.slice(0, 2), folder / "events" / "a.parquet")
    (folder / "mapgen.toml").write_text(
        'events = "events/*.parquet"\n' + (folder / "whole.toml").read_text(encoding="utf-8"),
        encoding="utf-8",
    )
    atlas = counted(folder)
    assert atlas.total == 2
    row = rows_of(atlas).iloc[0]
    assert (row["events"], row["low"], row["high"], row["unstated"]) == (2, 4, 4, 1)
    parquet.write_table(table, folder / "events" / "a.parquet")
    with pytest.raises(InputError, match=r"events/a\.parquet:3: date: .*Write"):
        counted(folder)


# ---- bounded, in any order -------------------------------------------------------------------


@given(st.permutations(range(FILES)), st.sampled_from([7, 40, 200, 10_000]), st.integers(1, 6))
def test_parts_in_any_order_give_the_same(
    parts: dict[int, tuple[Task, list[Any]]], order: list[int], most: int, together: int
) -> None:
    known, every = parts[most]
    # What a process has learnt of the steps that are too fine is nothing to the result.
    task = known if together % 2 else replace(known)
    found = [every[at] for at in order]
    while len(found) > 1:
        found = [merged(found[: together + 1], task), *found[together + 1 :]][
            :: -1 + 2 * (most > 9)
        ]
    whole = merged(every, replace(known))
    for one, other in ((found[0].days, whole.days), (found[0].squares, whole.squares)):
        assert len(one) <= most
        assert one.grain == other.grain
        assert (one.cities, one.standings) == (other.cities, other.standings)
        for name in one.keys:
            assert (one.keys[name] == other.keys[name]).all()
        for name in one.sums:
            assert (one.sums[name] == other.sums[name]).all()


@pytest.fixture(scope="module")
def parts(folder: Path) -> dict[int, tuple[Task, list[Any]]]:
    """Each part's counts, for several numbers of rows that they may have, and the task of each."""
    found = {}
    for most in (7, 40, 200, 10_000):
        task = task_of(folder, most_days=most, most_squares=most)
        found[most] = (task, found_in(folder, task))
    return found


@pytest.mark.parametrize("most", [7, 40, 200])
def test_few_rows_count_all_events(folder: Path, most: int) -> None:
    atlas = counted(folder, most_days=most, most_squares=most)
    for part in (0, 1):
        rows = rows_of(atlas)[rows_of(atlas)["on_map"] == part]
        assert len(rows) <= most
        assert rows["events"].sum() == COUNT
    assert atlas.days.time != "day"
    kinds = rows_of(atlas)[rows_of(atlas)["on_map"] == 0].groupby("category")["events"].sum()
    wanted = Counter(each["category"] for each in events())
    assert dict(kinds) == wanted


def test_a_count_is_no_coarser_than_it_must_be(folder: Path, single: Any) -> None:
    every = set(days_of(single))
    atlas = counted(folder, most_days=len(every))
    assert atlas.days == Grain("day")
    assert (rows_of(atlas)["on_map"] == 0).sum() == len(every)
    # One row fewer: here no two events of a day differ by what they may lie in alone.
    assert counted(folder, most_days=len(every) - 1).days == Grain("month", near=False)


def test_days_are_kept_for_longer_than_districts_that_events_only_may_lie_in(
    tmp_path: Path,
) -> None:
    folder = atlases.small_atlas(tmp_path / "atlas")
    same = {**events()[1], "date": "1980-01-01", "place_precision": "neighbourhood"}
    inside = same | {"id": "inside", "latitude": "24.85", "longitude": "66.95"}
    beside = same | {"id": "beside", "latitude": "24.85", "longitude": "67.045"}
    atlases.write_events(folder, [inside, beside])
    every, fewer = counted(folder), counted(folder, most_days=1)
    assert (rows_of(every)["on_map"] == 0).sum() == 2
    assert fewer.days == Grain("day", near=False)
    rows = rows_of(fewer)[rows_of(fewer)["on_map"] == 0]
    assert (rows["events"].tolist(), rows["candidates"].tolist()) == ([2], [("West",)])


def days_of(single: Any) -> list[tuple[Any, ...]]:
    """What tells events apart by day; the districts that an event only may lie in come last."""
    return [
        ((each.first, each.last), each.category, each.city, each.district, each.candidates)
        for each in single.itertuples()
    ]


def test_many_kinds_are_told_apart_up_to_a_number(folder: Path) -> None:
    names = [f"kind-{number:03}" for number in range(300)]
    found = count_part_of_kinds(folder, names)
    ids = commonest(found, names)
    assert len(set(ids)) == 255
    assert ids[299] == "kind-299", "the commonest stay"
    assert ids[0] == OTHERS


def count_part_of_kinds(folder: Path, names: list[str]) -> Any:
    """A count in which each kind has one event more than the kind before it."""
    found = merged(found_in(folder)[:2], task_of(folder))
    keys = found.days.keys | {"category": np.arange(len(names))}
    keys = {name: np.resize(column, len(names)) for name, column in keys.items()}
    keys["category"] = np.arange(len(names))
    sums = {name: np.arange(1, len(names) + 1) for name in found.days.sums}
    return replace(found, days=replace(found.days, keys=keys, sums=sums))


@given(st.integers(-1_000_000, 3_000_000), st.sampled_from(TIMES), st.sampled_from(TIMES))
def test_steps_of_time_hold_their_days(day: int, one: Any, other: Any) -> None:
    fine, coarse = sorted((one, other), key=TIMES.index)
    at = coarser(np.array([day]), "day", fine)
    assert coarser(at, fine, coarse)[0] == coarser(np.array([day]), "day", coarse)[0]
    first, last = first_days(at, fine)[0], last_days(at, fine)[0]
    assert first <= day <= last
    if fine != "all":
        assert coarser(np.array([first - 1]), "day", fine)[0] == at[0] - 1
        assert coarser(np.array([last + 1]), "day", fine)[0] == at[0] + 1


@given(st.integers(1, 36_000_000))
def test_a_ladder_only_grows_coarser_and_ends_with_one_square(extent: int) -> None:
    ladder = square_ladder(extent)
    for one, other in pairwise(ladder):
        assert TIMES.index(one.time) <= TIMES.index(other.time)
        assert one.doublings <= other.doublings
        assert (one.near, one.placed) >= (other.near, other.placed)
        assert one != other
    assert SIDE << ladder[-1].doublings > 36_000_000
    assert (ladder[-1].time, ladder[-1].placed) == ("all", False)


# ---- problems --------------------------------------------------------------------------------


def test_a_bad_row_of_a_part_is_named(tmp_path: Path) -> None:
    other = parted(tmp_path / "atlas")
    path = other / "events" / "part-3.csv"
    lines = path.read_text(encoding="utf-8").split("\n")
    at = next(k for k, line in enumerate(lines) if ",clash," in line and k > 20)
    lines[at] = lines[at].replace(",clash,", ",clahs,")
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        counted(other)
    told = str(caught.value)
    assert f"events/part-3.csv:{at + 1}: category: 'clahs': unknown category." in told
    assert "Did you mean 'clash'?" in told


@pytest.mark.parametrize("size", [400, 3_000])
def test_a_csv_is_cut_between_rows(
    folder: Path, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts_module, "PART", size)
    file = folder / "events" / "part-1.csv"
    found, problems = parts_of(file, "part-1.csv")
    assert not list(problems)
    assert len(found) > file.stat().st_size / size / 2
    assert (found[0].start, found[-1].stop) == (0, file.stat().st_size)
    assert all(one.stop == other.start for one, other in pairwise(found))
    raw = file.read_bytes()
    for part in found:
        rows = list(csv.reader(io.StringIO(raw[part.start : part.stop].decode(), newline="")))
        assert {len(row) for row in rows} == {17}
        assert part.line == raw.count(b"\n", 0, part.start)


def test_a_row_that_does_not_end_is_not_read_for_ever(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts_module, "PART", 1_000)
    monkeypatch.setattr(parts_module, "LONGEST", 5_000)
    text = (folder / "events" / "part-0.csv").read_text(encoding="utf-8")
    cut = text.index("\nevent-", 3_000) + 1
    path = tmp_path / "open.csv"
    path.write_text(text[:cut] + '"an open quote\n' + text[cut:].replace('"', ""), encoding="utf-8")
    found, problems = parts_of(path, "open.csv")
    assert not found
    assert re.fullmatch(
        r"open\.csv: file cannot be read: from line \d+ on no row ends within 5,000 bytes\. .*",
        str(next(iter(problems))),
    )


def test_a_cut_file_gives_what_the_whole_one_gives(
    folder: Path, whole: CountedAtlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts_module, "PART", 9_000)
    assert rows_of(counted(folder)).equals(rows_of(whole))


def test_lines_are_those_of_the_whole_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = parted(tmp_path / "atlas")
    path = other / "events" / "part-5.csv"
    text = path.read_text(encoding="utf-8")
    cut = text.index("\nevent-", len(text) // 2) + 1
    text = text[:cut] + "short,row\n" + text[cut:]
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(parts_module, "PART", 9_000)
    with pytest.raises(InputError) as caught:
        counted(other)
    line = text[:cut].count("\n") + 1
    assert f"events/part-5.csv:{line}: 'short': 2 cells instead of 17" in str(caught.value)


def test_a_missing_column_is_told_once_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = parted(tmp_path / "atlas")
    monkeypatch.setattr(parts_module, "PART", 9_000)
    path = other / "events" / "part-2.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("category", "kategorie", 1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        counted(other)
    told = [str(each) for each in caught.value.problems if each.severity == "error"]
    assert len(told) == 1
    assert told[0].startswith("events/part-2.csv:1: category: this column is missing. Did you")


def test_columns_that_the_page_does_not_need_may_be_missing(tmp_path: Path) -> None:
    other = parted(tmp_path / "atlas", files=0)
    columns = ["date", "latitude", "longitude", "place_precision", "category", "city"]
    rows = [{name: each.get(name, "") for name in columns} for each in events()]
    atlases.write_csv(other / "events" / "all.csv", columns, rows)
    assert counted(other).total == COUNT


@pytest.mark.parametrize(
    ("events", "told"),
    [
        ("nowhere/*.csv", "events: 'nowhere/*.csv': no file of events there. Check the pattern"),
        ("docs", "events: 'docs': no file of events there. Put .csv or .parquet files into docs."),
        ("sources.json", "events: 'sources.json': neither CSV nor Parquet."),
        ("none.csv", "none.csv: file not found."),
        ("broken.parquet", "broken.parquet: file cannot be read: "),
        ("empty.csv", "empty.csv: there are no events."),
    ],
)
def test_files_that_are_no_events(small_folder: Path, events: str, told: str) -> None:
    (small_folder / "broken.parquet").write_bytes(b"PAR1 and no more")
    (small_folder / "empty.csv").write_text(",".join(atlases.EVENT_COLUMNS), encoding="utf-8")
    path = small_folder / "mapgen.toml"
    path.write_text(f'events = "{events}"\n{path.read_text(encoding="utf-8")}', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        counted(small_folder)
    assert told in str(caught.value)


def test_reserved_ids_and_points_outside_are_errors_in_parts_too(tmp_path: Path) -> None:
    other = parted(tmp_path / "atlas")
    (other / "removed.csv").write_text(
        "id,date,reason\nevent-0007,2024,Stood twice\n", encoding="utf-8"
    )
    path = other / "events" / "part-0.csv"
    rows = [each | {} for each in events()[0::FILES]]
    rows[4] |= {"latitude": "26.5", "longitude": "66.95", "place_precision": "spot"}
    atlases.write_csv(path, atlases.EVENT_COLUMNS, rows)
    with pytest.raises(InputError) as caught:
        counted(other)
    told = str(caught.value)
    assert re.search(r"events/part-1\.csv:\d+: id: 'event-0007': this id was taken out on", told)
    assert re.search(r"events/part-0\.csv:\d+: latitude, longitude: '26.5, 66.95'", told)


def test_a_part_that_reads_nothing_else_than_its_rows(folder: Path) -> None:
    """Reading a part twice gives the same: what a lost machine did can be done again."""
    task = task_of(folder)
    part = parts_of(sorted((folder / "events").iterdir())[0], "a")[0][0]
    one, other = (list(read_part_module.read_part(part, task.rules)) for _ in range(2))
    assert pd.DataFrame(dict(one[0][0])).equals(pd.DataFrame(dict(other[0][0])))


def test_parts_that_one_process_reads_have_the_same_numbers(folder: Path) -> None:
    task = task_of(folder)
    every = [each.days.standings for each in found_in(folder, task)]
    assert len(set(every)) < len(every)
    assert all(each == every[-1][: len(each)] for each in every)
    other = pickle.loads(pickle.dumps(task))
    assert other.known.numbered([every[-1][-1]]) == ([0], every[-1][-1:]), "it has its own"


class LetsOthersGoFirst(tuple[str, tuple[str, ...]]):
    """A standing that is slow to be looked up."""

    __slots__ = ()

    def __hash__(self) -> int:
        time.sleep(0.0001)
        return super().__hash__()


def test_threads_do_not_give_one_number_to_two(folder: Path) -> None:
    known = task_of(folder).known
    standings = [LetsOthersGoFirst((f"{at}", (f"{at}",))) for at in range(40)]

    def numbered(seed: int) -> Any:
        mixed = random.Random(seed).sample(standings, 40)
        numbers, every = known.numbered(iter(mixed))
        assert [every[number] for number in numbers] == mixed

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(numbered, range(8)))
    assert len(known.numbered([])[1]) == 40


@pytest.mark.parametrize("rows", [1, 150])
def test_rows_that_are_put_together_some_at_a_time(
    folder: Path, whole: CountedAtlas, rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mapgen.counts.count_part.ROWS", rows)
    found = read_counted(folder, Processes(1), lambda _: None)[0]
    assert page_html(found) == page_html(whole)


# ---- the command -----------------------------------------------------------------------------


def test_the_command_says_what_it_counted(folder: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["build", str(folder), "--dask", "-o", str(tmp_path)])
    assert done.exit_code == 0, done.output
    assert f"{COUNT} events of {FILES} parts in " in done.output
    assert f"warning: events/*.csv: {possible(folder)} events may lie in another" in done.output
    assert (tmp_path / "index.html").stat().st_size > 100_000


def possible(folder: Path) -> int:
    return sum(each.possible for each in found_in(folder))


def test_the_page_is_written_some_at_a_time(
    folder: Path, whole: CountedAtlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mapgen.build.WRITTEN", 10_000)
    monkeypatch.setattr("mapgen.counts.build.write_whole", noted := Noted())
    report = build(folder, tmp_path)
    assert len(noted.pieces) > 5
    assert b"".join(noted.pieces) == page_html(whole).encode("utf-8")
    assert report.bytes == (tmp_path / "index.html").stat().st_size == sum(map(len, noted.pieces))


class Noted:
    """`write_whole`, and what it was given."""

    def __call__(self, place: Any, content: Iterator[bytes]) -> int:
        self.pieces = list(content)
        return write_whole(place, self.pieces)


WITHOUT = """
import sys
sys.modules.update(dict.fromkeys(("dask", "distributed", "pyarrow")))
from mapgen.commands.main import main
main()
"""


def test_processes_of_this_machine_need_no_extra(folder: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", WITHOUT, "build", str(folder), "--dask", "-o", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert f"{COUNT} events of {FILES} parts in " in done.stdout


def test_a_cluster_needs_dask(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("distributed", "distributed.comm"):
        monkeypatch.setitem(sys.modules, name, None)
    done = CliRunner().invoke(main, ["build", str(folder), "--dask", "tcp://127.0.0.1:9"])
    assert done.exit_code == 2
    assert "pip install 'mapgen[dask]', or leave the address out." in done.output


def test_parquet_needs_pyarrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = atlases.small_atlas(tmp_path / "atlas")
    settings = (folder / "mapgen.toml").read_text(encoding="utf-8")
    (folder / "mapgen.toml").write_text(f'events = "a.parquet"\n{settings}', encoding="utf-8")
    parquet.write_table(pa.table({"date": ["1980-01-01"]}), folder / "a.parquet")
    for name in ("pyarrow", "pyarrow.parquet"):
        monkeypatch.setitem(sys.modules, name, None)
    done = CliRunner().invoke(main, ["build", str(folder), "--dask"])
    assert done.exit_code == 2
    assert "a.parquet needs pyarrow: pip install 'mapgen[parquet]'." in done.output


# ---- a real cluster --------------------------------------------------------------------------


@pytest.fixture
def cluster() -> Iterator[Any]:
    """A scheduler in this process and two workers in processes of their own."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0"
    ) as running:
        yield running


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills in another way")
@pytest.mark.filterwarnings("default")
def test_a_worker_is_killed_midway_and_the_page_is_the_same(
    folder: Path, whole: CountedAtlas, tmp_path: Path, cluster: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from distributed.diagnostics.plugin import SchedulerPlugin

    killed: list[int] = []

    class Killer(SchedulerPlugin):  # type: ignore[misc]
        """Kills the worker that has the second result, and with it what it has counted."""

        def transition(self, key: Any, _: str, finish: str, *__: Any, **words: Any) -> None:
            if not str(key).startswith("count_parts") or finish != "memory":
                return
            counts[key] += 1
            if len(counts) == 2 and not killed:
                killed.append(pids[words["worker"]])
                os.kill(killed[0], signal.SIGKILL)

    counts: Counter[Any] = Counter()
    pids = {name: each["pid"] for name, each in workers(cluster).items()}
    assert len(set(pids.values())) == 2
    cluster.scheduler.add_plugin(Killer())
    monkeypatch.setattr("mapgen.counts.work.graph", one_by_one(work_module.graph))
    report = build(folder, tmp_path, cluster.scheduler_address)
    assert killed
    assert killed[0] not in {each["pid"] for each in workers(cluster).values()}
    assert report.events == COUNT
    assert max(counts.values()) > 1, "what it had counted was counted again"
    alone = page_html(whole)
    assert report.path.read_text(encoding="utf-8") == alone
    assert payload(alone)["groups"]["events"] == COUNT


def workers(cluster: Any) -> dict[str, Any]:
    """Each worker's process, by its address."""
    from distributed import Client

    with Client(cluster) as client:
        pids: dict[str, int] = client.run(os.getpid)
    return {address: {"pid": pid} for address, pid in pids.items()}


def one_by_one(graph: Callable[..., Any]) -> Callable[..., Any]:
    return lambda parts, task: graph(parts, task, together=1)


def payload(page: str) -> dict[str, Any]:
    """What the page's scripts are given first."""
    found = re.search(r'<script type="application/json" id="[^"]*">(\{"packed".*?)</script>', page)
    assert found
    value: dict[str, Any] = json.loads(found[1])["packed"]
    assert zlib.decompress(base64.b64decode(value["shared"]), -15)
    return value


@pytest.mark.parametrize("kind", [pa.int8(), pa.int64(), pa.float32(), pa.float64()])
def test_numbers_of_a_column_are_looked_at_in_their_place(kind: Any) -> None:
    column = pa.array([None, 1, 2, None, 4], kind)
    for part in (column, column.slice(1, 3), column.slice(5), column.slice(1, 2)):
        stated = parquet_schema.is_stated(part)
        assert stated.tolist() == [each is not None for each in part.to_pylist()]
        numbers = parquet_schema.numbers_of(part)
        assert len(numbers) == len(part)
        assert numbers[stated].tolist() == [each for each in part.to_pylist() if each is not None]
