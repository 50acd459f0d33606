"""Parts that cannot be counted, or not whole: each is named, with its row where it has rows."""

from __future__ import annotations

import gzip
import io
import os
import re
from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import atlases
import pyarrow as pa
import pytest
from pyarrow import parquet

from mapgen.counts import parts as parts_module
from mapgen.counts.build import read_counted
from mapgen.counts.parts import PartError
from mapgen.counts.processes import Processes
from mapgen.counts.work import ByDask
from mapgen.problems import InputError, Problem

needs_posix = pytest.mark.skipif(os.name != "posix", reason="links and pipes of POSIX")

HEAD = b"id,date,latitude,longitude,place_precision,city,category\n"
ROW = b"two,1980-01-01,24.8,66.95,spot,Karachi,clash\n"
WHOLE = HEAD + ROW
CELLS: dict[str, object] = {
    "id": "two",
    "date": "1980-01-01",
    "latitude": 24.8,
    "longitude": 66.95,
    "place_precision": "spot",
    "city": "Karachi",
    "category": "clash",
}
Write = Callable[[Path], object]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose events are all that `events` holds: one good part."""
    folder = atlases.small_atlas(tmp_path_factory.mktemp("bad") / "atlas")
    (folder / "events").mkdir()
    (folder / "events" / "a.csv").write_bytes(WHOLE.replace(b"two", b"one"))
    settings = (folder / "mapgen.toml").read_text(encoding="utf-8")
    (folder / "mapgen.toml").write_text(f'events = "events/*"\n{settings}', encoding="utf-8")
    (folder / "unnamed.toml").write_text(settings, encoding="utf-8")
    return folder


@pytest.fixture
def folder(shared: Path) -> Iterator[Path]:
    yield shared
    for each in (shared / "events").iterdir():
        if each.name != "a.csv":
            each.rmdir() if each.is_dir() and not each.is_symlink() else each.unlink()


def problems_in(folder: Path) -> tuple[int, list[Problem]]:
    """How many events are counted (0: none, for there are errors), and the problems."""
    try:
        atlas, _ = read_counted(folder, Processes(1), lambda _: None)
    except InputError as error:
        return 0, error.problems
    return atlas.total, list(atlas.warnings)


def raw(content: bytes) -> Write:
    return lambda path: path.write_bytes(content)


def table(count: int = 3, **cells: Any) -> pa.Table:
    """A table of some events, of which columns can be given."""
    columns = {name: [value] * count for name, value in CELLS.items()}
    columns["id"] = [f"row-{number}" for number in range(count)]
    return pa.table({**columns, **cells})


def written(content: pa.Table, **options: Any) -> Write:
    return lambda path: parquet.write_table(content, path, **options)


def parquet_bytes(count: int, **options: Any) -> bytes:
    file = io.BytesIO()
    parquet.write_table(table(count), file, **options)
    return file.getvalue()


def with_column(content: pa.Table, name: str, values: Any) -> pa.Table:
    return pa.Table.from_arrays(
        [*content.columns, pa.array(values)], names=[*content.column_names, name]
    )


PLAIN = parquet_bytes(2_000, compression="none", use_dictionary=False)
SNAPPY = parquet_bytes(2_000, compression="snappy")
CHECKED = parquet_bytes(2_000, compression="none", use_dictionary=False, write_page_checksum=True)
CHANGED = CHECKED.replace(b"row-1500", b"row-1501")
assert len(CHANGED) == len(CHECKED) != CHANGED.count(b"row-1501")

CSV: dict[str, tuple[Write, str]] = {
    "no bytes": (raw(b""), "b.csv:1: file is empty"),
    "blank lines": (raw(b"\n \n\r\n"), "b.csv:1: file is empty"),
    "a byte order mark": (raw(b"\xef\xbb\xbf"), "b.csv:1: file is empty"),
    "all bytes": (raw(bytes(range(256)) * 100), "b.csv:1: "),
    "a picture": (raw(b"\x89PNG\r\n\x1a\n" + bytes(500)), "b.csv:1: .*not UTF-8: byte 0x89"),
    "packed": (raw(gzip.compress(WHOLE)), "b.csv:1: .*not UTF-8: byte"),
    "a zip file": (raw(b"PK\x03\x04" + bytes(100)), "b.csv:1: .*in the name"),
    "Parquet as CSV": (raw(PLAIN), "b.csv:1: "),
    "UTF-16": (raw(WHOLE.decode().encode("utf-16")), "b.csv:1: not UTF-8: .* say UTF-16"),
    "UTF-16 without its mark": (raw(WHOLE.decode().encode("utf-16-le")), "b.csv:1: .*NUL byte in"),
    "UTF-32": (raw(WHOLE.decode().encode("utf-32")), "b.csv:1: not UTF-8: .* say UTF-32"),
    "Latin-1": (raw(WHOLE.replace(b"Kar", b"K\xe4r")), "b.csv:2: .*not UTF-8: byte 0xE4"),
    "NUL": (raw(WHOLE.replace(b"spot", b"sp\0t")), "b.csv:2: place_precision: .*NUL byte"),
    "a column twice": (raw(WHOLE.replace(b"city", b"date")), "b.csv:1: date: .* stands twice"),
    "a nameless column": (raw(WHOLE.replace(b"city", b"")), "b.csv:2: 'Karachi': column 6 has"),
    "a web page": (raw(b"<!doctype html><title>404</title>"), "b.csv:1: date: this column is mis"),
    "JSON": (raw(b'[{"id": "two"}]'), "b.csv:1: date: this column is missing"),
    "semicolons": (raw(WHOLE.replace(b",", b";")), "b.csv:1: .*separated by semicolons"),
    "tabs": (raw(WHOLE.replace(b",", b"\t")), "b.csv:1: .*separated by tabs"),
    "an open quote": (raw(WHOLE + b'"x,1980'), "b.csv:3: a quote is opened"),
    "a short row": (raw(WHOLE + b"a,b\n"), "b.csv:3: 'a': 2 cells instead of 7"),
    "a long row": (raw(WHOLE + b"x," * 8 + b"\n"), "b.csv:3: 'x': "),
    "cut off": (raw((WHOLE + ROW)[:-20]), "b.csv:3: 'two': 4 cells instead of 7"),
    "a pointer of Git's": (raw(b"version https://git-lfs.example/v1\nsize 12\n"), "b.csv:1: date:"),
    "an id twice": (raw(WHOLE + ROW), "b.csv:3: id: 'two': this id is line 2's already"),
    "an id of another part": (
        raw(WHOLE.replace(b"two", b"one")),
        "b.csv:2: id: 'one': this id is events/a.csv:2's already",
    ),
}  # fmt: skip
PARQUET: dict[str, tuple[Write, str]] = {
    "no bytes": (raw(b""), "b.parquet: file cannot be read: .*write it anew"),
    "all bytes": (raw(bytes(range(256)) * 10), "b.parquet: file cannot be read: .*write it anew"),
    "only its marks": (raw(b"PAR1PAR1"), "b.parquet: file cannot be read: .*write it anew"),
    "CSV as Parquet": (raw(WHOLE), "b.parquet: file cannot be read: .*write it anew"),
    "no end": (raw(PLAIN[:-100]), "b.parquet: file cannot be read: "),
    "half": (raw(PLAIN[: len(PLAIN) // 2]), "b.parquet: file cannot be read: "),
    "encrypted": (raw(b"PARE" + PLAIN[4:-4] + b"PARE"), "b.parquet: file cannot be read: "),
    "a page's head": (raw(PLAIN[:4] + bytes(300) + PLAIN[304:]), "b.parquet:1: rows 1 to 2,000 can"),
    "bytes of a page": (raw(PLAIN[:20_000] + b"\xff" * 500 + PLAIN[20_500:]), "b.parquet:1: rows 1"),
    "bytes that are gone": (raw(PLAIN[:3_000] + PLAIN[4_000:]), "b.parquet:1: rows 1 to 2,000 can"),
    "packed bytes": (raw(SNAPPY[:60] + b"\xff" * 200 + SNAPPY[260:]), "b.parquet:1: rows 1 to 2,000"),
    "a wrong sum": (raw(CHANGED), "b.parquet:1: rows 1 to 2,000 cannot be read: .*CRC"),
    "a list": (written(table(date=[["1980"]] * 3)), "b.parquet: date: 'list<.*values in values"),
    "a record": (written(table(category=[{"a": 1}] * 3)), "b.parquet: category: 'struct<"),
    "a mapping": (
        written(table(city=pa.array([[("a", 1)]] * 3, pa.map_(pa.string(), pa.int64())))),
        "b.parquet: city: 'map<",
    ),
    "coordinates in a list": (written(table(latitude=[[24.8]] * 3)), "b.parquet: latitude: 'list<"),
    "a list of dead": (written(table(deaths=[[1]] * 3)), "b.parquet: deaths: 'list<"),
    "bytes": (
        written(table(category=[b"clash", b"\xff", b"\xfe"])),
        "b.parquet:2: category: 'binary': 2 cells from here on cannot be read: 'utf-8' codec",
    ),
    "a time": (written(table(date=[time(1)] * 3)), "b.parquet:1: date: '01:00:00': not an EDTF"),
    "a moment": (written(table(date=pa.array([5 * 3600] * 3, pa.timestamp("s")))), "b.parquet:1: date: '1970-01-01 05"),
    "a duration": (written(table(date=[timedelta(1)] * 3)), "b.parquet:1: date: '1 day"),
    "yes and no": (written(table(date=[True] * 3)), "b.parquet:1: date: 'True'"),
    "decimal numbers": (written(table(date=[Decimal("1.5")] * 3)), "b.parquet:1: date: '1.5'"),
    "nothing": (written(table(date=pa.nulls(3))), "b.parquet:1: date: no date"),
    "a day too far": (
        written(table(date=pa.array([0, 2**31 - 1, 0], pa.date32()))),
        r"b.parquet:2: date: 'date32\[day\]': 1 cells from here on cannot be read",
    ),
    "a moment too far": (
        written(table(date=pa.array([2**59] * 3, pa.timestamp("us")))),
        r"b.parquet:1: date: 'timestamp\[us\]': 3 cells from here on cannot be read",
    ),
    "no coordinate": (written(table(latitude=[float("nan")] * 3)), "b.parquet:1: latitude: no lat"),
    "infinity": (written(table(latitude=[float("inf")] * 3)), "b.parquet:1: latitude: 'inf'"),
    "no such number of dead": (written(table(deaths=[1, -1, 2])), "b.parquet:2: deaths: '-1'"),
    "a column twice": (
        written(with_column(table(), "date", ["1980"] * 3)), "b.parquet: date: .* stands twice",
    ),
    "a missing column": (written(table().drop(["date"])), "b.parquet:1: date: this column is mis"),
    "a column of another case": (
        written(table().rename_columns([*list(CELLS)[:6], "Category"])),
        "b.parquet:1: category: this column is missing",
    ),
    "no id": (written(table(id=["a", None, "b"])), "b.parquet:2: id: no id"),
    "an id of another part": (
        written(table(1, id=["one"])), "b.parquet:1: id: 'one': this id is events/a.csv:2's already",
    ),
    **{
        f"the time zone {zone}": (
            written(table(date=pa.array([0] * 3, pa.timestamp("us", tz=zone)))),
            f"b.parquet: date: '{re.escape(zone)}': unknown time zone",
        )
        for zone in ("Mars/Phobos", "+99:99", "America", "../../etc/passwd", "nope")
    },
    "a known time zone": (
        written(table(date=pa.array([0] * 3, pa.timestamp("us", tz="Asia/Karachi")))),
        "b.parquet:1: date: '1970-01-01 05:00:00",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("ending", "kind"), [*(("csv", kind) for kind in CSV), *(("parquet", kind) for kind in PARQUET)]
)
def test_a_bad_part_is_named(folder: Path, ending: str, kind: str) -> None:
    write, told = (CSV if ending == "csv" else PARQUET)[kind]
    write(folder / "events" / f"b.{ending}")
    total, problems = problems_in(folder)
    errors = [str(each) for each in problems if each.severity == "error"]
    assert total == 0
    assert re.match(f"events/{told}", errors[0]), errors[0]
    assert all(each.startswith("events/b.") for each in errors)


COUNTED: dict[str, Write] = {
    "text of any kind": written(table(city=pa.array(["Karachi"] * 3, pa.large_string()))),
    "views of text": written(table(city=pa.array(["Karachi"] * 3, pa.string_view()))),
    "text that is said to be bytes": written(table(city=[b"Karachi"] * 3)),
    "days": written(table(date=[date(1980, 1, 1)] * 3)),
    "years": written(table(date=[1980] * 3)),
    "columns that are not looked at": written(with_column(table(), "mine", [{"date": "x"}] * 3)),
    "others twice": written(with_column(with_column(table(), "mine", [1] * 3), "mine", [[2]] * 3)),
    "sums that are right": raw(CHECKED),
}


@pytest.mark.parametrize("kind", COUNTED)
def test_a_good_part_is_counted(folder: Path, kind: str) -> None:
    COUNTED[kind](folder / "events" / "b.parquet")
    assert problems_in(folder) == (2_001 if kind == "sums that are right" else 4, [])


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("b.csv", raw(HEAD)),
        ("b.csv", raw(HEAD.strip())),
        ("b.parquet", written(table().slice(0, 0))),
        ("b.parquet", written(pa.table({}))),
    ],
)
def test_a_part_without_events_is_told(folder: Path, name: str, write: Write) -> None:
    write(folder / "events" / name)
    total, problems = problems_in(folder)
    assert total == 1
    assert [str(each) for each in problems] == [
        f"events/{name}: no events in it. Take the file out, or check whether it is whole."
    ]


# ---- what is no file -------------------------------------------------------------------------


@needs_posix
@pytest.mark.parametrize("events", ["events/*", "events/*.csv", "events", "*/b.csv", "**/b.csv"])
@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda path: path.symlink_to("nowhere.csv"), "cannot be read: the link events/b.csv leads"),
        (lambda path: path.symlink_to(path.name), "file cannot be read: Too many levels of symb"),
        (os.mkfifo, "not a file but a pipe or a device"),
        (Path.mkdir, "'events/b.csv': a folder, whose events would not be counted"),
        (lambda path: path.symlink_to("../docs"), "'events/b.csv': a folder, whose events would"),
    ],
)  # fmt: skip
def test_what_is_no_file_is_not_left_out(folder: Path, events: str, make: Write, told: str) -> None:
    settings = (folder / "unnamed.toml").read_text(encoding="utf-8")
    before = (folder / "mapgen.toml").read_bytes()
    (folder / "mapgen.toml").write_text(f'events = "{events}"\n{settings}', encoding="utf-8")
    make(folder / "events" / "b.csv")
    total, problems = problems_in(folder)
    (folder / "mapgen.toml").write_bytes(before)
    assert total == 0
    assert any(told in str(each) for each in problems), problems


@needs_posix
@pytest.mark.parametrize("pattern", ["events/*/*.csv", "events/*/b.csv", "events/**/*.csv"])
@pytest.mark.parametrize(
    ("target", "told"),
    [("nowhere", "leads nowhere"), ("1981", "Too many levels"), ("../..", "leads out of the folder")],
)  # fmt: skip
def test_links_that_lead_to_no_folder_are_not_left_out(
    tmp_path: Path, pattern: str, target: str, told: str
) -> None:
    folder = atlases.small_atlas(tmp_path / "atlas")
    (folder / "events" / "1980").mkdir(parents=True)
    (folder / "events" / "1980" / "b.csv").write_bytes(WHOLE)
    settings = (folder / "mapgen.toml").read_text(encoding="utf-8")
    named = f'events = "{pattern}"\n{settings}'
    (folder / "mapgen.toml").write_text(named, encoding="utf-8")
    assert problems_in(folder) == (1, [])
    (folder / "events" / "1981").symlink_to(target)
    total, problems = problems_in(folder)
    assert total == 0
    assert told in str(problems[0])


@needs_posix
def test_folders_behind_links_are_not_left_out_by_a_pattern(tmp_path: Path) -> None:
    folder = atlases.small_atlas(tmp_path / "atlas")
    (folder / "events" / "1980").mkdir(parents=True)
    (folder / "others").mkdir()
    (folder / "events" / "1980" / "a.csv").write_bytes(WHOLE)
    (folder / "others" / "b.csv").write_bytes(WHOLE)
    settings = (folder / "mapgen.toml").read_text(encoding="utf-8")
    pattern = f'events = "events/**/*.csv"\n{settings}'
    (folder / "mapgen.toml").write_text(pattern, encoding="utf-8")
    assert problems_in(folder) == (1, [])
    (folder / "events" / "1981").symlink_to("../others")
    total, problems = problems_in(folder)
    assert total == 0
    assert "'events/1981': a folder, whose events would not be counted" in str(problems[0])


def test_a_folder_of_events_tells_what_it_does_not_count(tmp_path: Path) -> None:
    folder = atlases.small_atlas(tmp_path / "atlas")
    (folder / "events").mkdir()
    (folder / "events" / "a.csv").write_bytes(WHOLE)
    for name in ("b.csv.gz", "_SUCCESS", ".b.csv.crc"):
        (folder / "events" / name).write_bytes(b"x")
    settings = (folder / "mapgen.toml").read_text(encoding="utf-8")
    (folder / "mapgen.toml").write_text(f'events = "events"\n{settings}', encoding="utf-8")
    total, problems = problems_in(folder)
    assert total == 1
    (told,) = problems
    assert str(told) == (
        "mapgen.toml: events: 'events/b.csv.gz': not counted: neither CSV nor Parquet. "
        "Keep other files elsewhere."
    )
    (folder / "events" / "1981").mkdir()
    total, problems = problems_in(folder)
    assert total == 0
    assert any("'events/1981': a folder, whose events would not" in str(each) for each in problems)


# ---- files that change -----------------------------------------------------------------------


@pytest.mark.parametrize("change", ["shorter", "longer", "gone", "a folder"])
@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_a_file_that_changes_while_it_is_counted(folder: Path, change: str, ending: str) -> None:
    path = folder / "events" / f"b.{ending}"
    raw(WHOLE if ending == "csv" else PLAIN)(path)

    def run(work: Any) -> Any:
        content = path.read_bytes()
        path.unlink()
        if change == "a folder":
            path.mkdir()
        elif change != "gone":
            path.write_bytes(content[:-3] if change == "shorter" else content + b"\n")
        return work.compute(scheduler="synchronous")

    with pytest.raises(PartError, match=rf"^events/b\.{ending} ") as caught:
        read_counted(folder, ByDask(run), lambda _: None)
    assert isinstance(caught.value, OSError), "a fault of the surroundings: see cluster"


def test_rows_that_are_read_some_at_a_time_are_all_counted(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mapgen.counts.parquet.ROWS", 7)
    written(table(30), row_group_size=20)(folder / "events" / "b.parquet")
    assert problems_in(folder) == (31, [])


def test_rows_that_the_file_only_says_to_have(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(table(30), row_group_size=10)(folder / "events" / "b.parquet")
    whole = parquet.ParquetFile.iter_batches

    def fewer(file: Any, **options: Any) -> Iterator[Any]:
        yield from (batch.slice(0, 7) for batch in whole(file, **options))

    monkeypatch.setattr(parquet.ParquetFile, "iter_batches", fewer)
    total, problems = problems_in(folder)
    assert total == 0
    assert "events/b.parquet:18: rows 18 to 20 cannot be read: fewer are there" in str(problems[1])


def test_parts_cut_from_one_file_are_named_by_its_lines(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts_module, "PART", 400)
    rows = [ROW.replace(b"two", b"row-%d" % number) for number in range(50)]
    rows[40] = rows[40].replace(b"row-40", b"row-3")
    (folder / "events" / "b.csv").write_bytes(HEAD + b"".join(rows))
    _, problems = problems_in(folder)
    assert [str(each)[:58] for each in problems] == [
        "events/b.csv:42: id: 'row-3': this id is line 5's already."
    ]


@pytest.mark.parametrize("other", [date(1980, 1, 1), date(1850, 1, 1), date(1, 1, 1), None])
def test_days_are_told_of_as_their_text_is(folder: Path, other: date | None) -> None:
    days = [date(1980, 1, 1), other, date(1980, 2, 29), other]
    found = []
    for column in (days, [each and str(each) for each in days]):
        written(table(4, date=pa.array(column)))(folder / "events" / "b.parquet")
        found.append(problems_in(folder))
    assert found[0] == found[1]
    assert bool(found[0][1]) == (other != days[0])
