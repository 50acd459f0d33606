"""Files that are meant to break a reader: a clear problem for each, in bounded time and memory.

Each of the large ones is read in a process of its own under a limit of memory and of processor
time, so that a reader that takes too much dies of it instead of taking the machine along.
"""

from __future__ import annotations

import json
import math
import os
import shutil
import stat
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import atlases
import pytest
from examples import more
from processes import run_forked

from mapgen.atlas.atlas import read_atlas
from mapgen.files import csv_table, text
from mapgen.files.csv_checks import MAX_CELL
from mapgen.files.csv_table import read_csv
from mapgen.files.shapes import read_shapes
from mapgen.problems import InputError, Problem
from mapgen.records.settings import read_settings
from mapgen.records.sources import read_sources
from mapgen.records.units import read_units

ROOT = Path(__file__).resolve().parent.parent
needs_posix = pytest.mark.skipif(os.name != "posix", reason="limits, pipes and devices of POSIX")
needs_limits = pytest.mark.skipif(sys.platform != "linux", reason="memory limits as Linux has them")

# A million, as the limits allow for, takes half a minute each: MAPGEN_CORNERS=1000000.
CORNERS = int(os.environ.get("MAPGEN_CORNERS", "100000"))

CHECK = """
import resource, sys
from pathlib import Path
memory, seconds = int(sys.argv[2]) * 2**20, int(sys.argv[3])
import mapgen.atlas.atlas  # not counted, nor what it brings along: every build has that
with open("/proc/self/statm") as statm:
    used = int(statm.read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + memory, used + memory))
resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
from mapgen.problems import InputError
try:
    atlas = mapgen.atlas.atlas.read_atlas(Path(sys.argv[1]))
    print("read", len(atlas.events))
except InputError as error:
    print(len(error.problems))
    for problem in [*error.problems[:20], *error.problems[-20:]]:
        print(problem)
"""


def check(folder: Path, *, megabytes: int, seconds: int = 60) -> list[str]:
    """The problems that a folder has, found in a process with so much memory and processor time."""
    done = run_forked(CHECK, folder, megabytes, seconds)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.splitlines()


def problems_of(folder: Path) -> list[Problem]:
    with pytest.raises(InputError) as caught:
        read_atlas(folder)
    return caught.value.problems


def bomb(size: int) -> bytes:
    """`size` bytes of zeros as a gzip file, some thousand times smaller."""
    packer = zlib.compressobj(9, wbits=31)
    return b"".join([packer.compress(b"\0" * size), packer.flush()])


# --- what is no file


INPUTS = (
    "events.csv", "sources.json", "geodata/units.geojson", "geodata/base.geojson",
    "geodata/districts.csv", "geodata/places.csv", "docs/about.md", "story.md",
)  # fmt: skip


@needs_limits
@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("pipe", "not a file but a pipe or a device"),
        ("device", "not read: the link "),
        ("folder", "not a file but a folder"),
        ("loop", "file cannot be read: "),
    ],
)
def test_what_is_no_file_is_said_so(small_folder: Path, kind: str, said: str) -> None:
    names = list(INPUTS)
    if kind == "loop":  # a link to nowhere is no file, and these may be missing
        names = [name for name in INPUTS if not name.endswith((".md", "base.geojson"))]
    for path in (small_folder / name for name in names):
        path.unlink(missing_ok=True)
        if kind == "pipe":
            os.mkfifo(path)
        elif kind == "folder":
            path.mkdir()
        else:
            path.symlink_to("/dev/zero" if kind == "device" else path.name)
    lines = check(small_folder, megabytes=600, seconds=30)
    for name in names:
        assert any(line.startswith(f"{name}: {said}") for line in lines), (name, lines)


@needs_limits
@pytest.mark.parametrize("kind", ["pipe", "folder"])
def test_settings_that_are_no_file_are_said_so(small_folder: Path, kind: str) -> None:
    path = small_folder / "mapgen.toml"
    path.unlink()
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.mkdir()
    lines = check(small_folder, megabytes=600, seconds=30)
    assert any(line.startswith("mapgen.toml: not a file but a ") for line in lines), lines


@pytest.mark.parametrize("key", ["events", "units", "base", "about", "story", "output"])
@pytest.mark.parametrize(
    "value", ["x" * 5000, "a/" * 3000, "mapgen.toml/x", "\\u202e/x", "..", "/"]
)
def test_paths_that_cannot_be_are_problems(small_folder: Path, key: str, value: str) -> None:
    settings = small_folder / "mapgen.toml"
    settings.write_text(
        f'{key} = "{value}"\n'
        + settings.read_text(encoding="utf-8").replace('["en"]', '["en", "ur"]'),
        encoding="utf-8",
    )
    try:
        read_atlas(small_folder)
    except InputError as error:
        assert all(str(problem).isprintable() for problem in error.problems)
        assert key != "output" or value in ("..", "/", "\\u202e/x")
    else:
        assert value not in ("..", "/", "\\u202e/x")


@needs_posix
def test_a_file_without_permission_is_said_so(small_folder: Path) -> None:
    path = small_folder / "events.csv"
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert "Permission denied" in str(problems_of(small_folder)[0])


def test_a_file_that_grows_is_read_to_the_limit(tmp_path: Path, monkeypatch: Any) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"id\n" + b"x\n" * 1000)
    real = Path.stat

    def smaller(self: Path, **options: Any) -> os.stat_result:
        state = list(real(self, **options))
        state[stat.ST_SIZE] = 3
        return os.stat_result(state)

    monkeypatch.setattr(Path, "stat", smaller)
    table, problems = read_csv(path, required=["id"])
    assert (len(table), len(problems)) == (1000, 0)
    found: csv_table.Problems = csv_table.Problems("a.csv")
    assert text.read_bytes(path, found, max_bytes=100) is None
    assert "file is too large" in str(next(iter(found)))


# --- CSV: what it can say, read right


CSVS: dict[str, tuple[str, list[list[str]]]] = {
    "simple": ("a,b,c\n1,2,3\n", [["1", "2", "3"]]),
    "crlf": ("a,b,c\r\n1,2,3\r\n", [["1", "2", "3"]]),
    "old Mac": ("a,b,c\r1,2,3\r", [["1", "2", "3"]]),
    "no newline at the end": ("a,b,c\n1,2,3", [["1", "2", "3"]]),
    "comma in quotes": ('a,b,c\n"Doe, Jane",2,3\n', [["Doe, Jane", "2", "3"]]),
    "everything in quotes": ('"a","b","c"\n"1","2","3"\n', [["1", "2", "3"]]),
    "escaped quotes": ('a,b,c\n1,"ha ""ha"" ha",3\n', [["1", 'ha "ha" ha', "3"]]),
    "a quote alone": ('a,b,c\n1,"""",3\n', [["1", '"', "3"]]),
    "quotes at both ends": ('a,b,c\n1,"""x""",3\n', [["1", '"x"', "3"]]),
    "newlines": ('a,b,c\n1,"one\ntwo\n\nfour",3\n4,5,6\n', [["1", "one\ntwo\n\nfour", "3"], ["4", "5", "6"]]),
    "newlines with crlf": ('a,b,c\r\n1,"one\r\ntwo",3\r\n', [["1", "one\r\ntwo", "3"]]),
    "quotes and newlines": ('a,b,c\n1,"ha \n""ha"" \nha",3\n', [["1", 'ha \n"ha" \nha', "3"]]),
    "newline in the header": ('"a\nx",b,c\n1,2,3\n', [["1", "2", "3"]]),
    "empty cells": ('a,b,c\n1,"",""\n2,,4\n', [["1", "", ""], ["2", "", "4"]]),
    "empty cells with crlf": ('a,b,c\r\n1,"",""\r\n2,3,4\r\n', [["1", "", ""], ["2", "3", "4"]]),
    "blank lines": ("a,b,c\n\n1,2,3\n\n\n4,5,6\n\n", [["1", "2", "3"], ["4", "5", "6"]]),
    "rows of commas": ("a,b,c\n1,2,3\n,,\n", [["1", "2", "3"]]),
    "json in a cell": ('a,b,c\n1,"{""k"": [1, ""x""]}",3\n', [["1", '{"k": [1, "x"]}', "3"]]),
    "utf-8": ("a,b,c\n1,ʤ کراچی,3\n", [["1", "ʤ کراچی", "3"]]),
    "a byte order mark": ("\ufeffa,b,c\n1,2,3\n", [["1", "2", "3"]]),
    "a byte order mark and quotes": ('\ufeff"a",b,c\n1,2,3\n', [["1", "2", "3"]]),
    "blanks around": ("a , b,c\n 1 ,\t2,3 \n", [["1", "2", "3"]]),
    "a quote inside": ('a,b,c\n5" pipe,6\' 2",3\n', [["5\" pipe", "6' 2\"", "3"]]),
    "semicolons and tabs": ("a,b,c\n1;2,3\t4,5\n", [["1;2", "3\t4", "5"]]),
    "formulas": ("a,b,c\n=1+1,@x,-2\n", [["=1+1", "@x", "-2"]]),
    "numbers as written": ("a,b,c\n007,1e3,1.10\n", [["007", "1e3", "1.10"]]),
    "words of other languages": ("a,b,c\nNULL,NaN,true\n", [["NULL", "NaN", "true"]]),
    "line separators": ("a,b,c\nx\u2028y,x y,x\u2029y\n", [["x y", "x y", "x y"]]),
    "coordinates": ('a,b,c\n1,"24.8608,67.0104",3\n', [["1", "24.8608,67.0104", "3"]]),
}  # fmt: skip


@pytest.mark.parametrize("plain_from", [0, 2**20], ids=["all at once", "one by one"])
@pytest.mark.parametrize("name", CSVS)
def test_csv_is_read_as_others_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, plain_from: int
) -> None:
    monkeypatch.setattr(csv_table, "PLAIN_FROM", plain_from)
    text, rows = CSVS[name]
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode("utf-8"))
    table, problems = read_csv(path, required=["b", "c"])
    assert [str(problem) for problem in problems] == []
    assert [list(row.values()) for _, row in table.rows()] == rows


# --- CSV: what it should not say


@needs_limits
@pytest.mark.parametrize("size", [1_000_000, more(10_000_000)])
def test_a_cell_of_millions_of_letters(small_folder: Path, size: int) -> None:
    text = (small_folder / "events.csv").read_text(encoding="utf-8")
    for name, cell in (("plain", "x" * size), ("open quote", '"' + "x, \n" * (size // 4))):
        (small_folder / "events.csv").write_text(text + f"1986-big,{cell}", encoding="utf-8")
        lines = check(small_folder, megabytes=400, seconds=30)
        assert any(f"a cell is longer than {MAX_CELL:,} characters" in line for line in lines), name
        assert len("\n".join(lines)) < 5000


@needs_limits
def test_an_id_of_a_hundred_thousand_letters(small_folder: Path) -> None:
    events = [
        {**atlases.EVENTS[0], "id": f"1986-{number:05}", "related": ""} for number in range(5000)
    ]
    events.append({**events[0], "id": "x" * 100_000})
    atlases.write_events(small_folder, events)
    lines = check(small_folder, megabytes=400)
    assert any("too long for an id" in line for line in lines), lines
    assert len("\n".join(lines)) < 5000


@needs_limits
@pytest.mark.parametrize("size", [100_000, more(2_000_000)])
def test_a_hundred_thousand_columns_and_more(small_folder: Path, size: int) -> None:
    header = ",".join(f"c{number}" for number in range(size))
    (small_folder / "events.csv").write_text(f"{header}\n{',' * (size - 1)}\n", encoding="utf-8")
    lines = check(small_folder, megabytes=1200)
    assert any(f"{size:,} columns, at most 1,000 are read" in line for line in lines)


@pytest.mark.more
@needs_limits
def test_a_million_wrong_rows_are_not_a_million_seconds(small_folder: Path) -> None:
    text = (small_folder / "events.csv").read_text(encoding="utf-8")
    (small_folder / "events.csv").write_text(text + "a,b\n" * 300_000, encoding="utf-8")
    lines = check(small_folder, megabytes=1200)
    assert 1_000 < int(lines[0]) < 1_100
    assert any("2 cells instead of 17" in line for line in lines)
    assert any("299,000 more rows have too many or too few cells" in line for line in lines)


@pytest.mark.more
@needs_limits
def test_millions_of_problems_are_counted_and_not_kept(small_folder: Path) -> None:
    text = (small_folder / "events.csv").read_text(encoding="utf-8")
    row = ",".join(["\x01"] * 17)
    (small_folder / "events.csv").write_text(text + f"{row}\n" * 60_000, encoding="utf-8")
    lines = check(small_folder, megabytes=1200, seconds=120)
    assert 100_000 < int(lines[0]) < 100_100
    assert any("more problems of this file are not listed" in line for line in lines)


@pytest.mark.parametrize("where", ["\0", "1986-\0x", "\0" * 1000])
def test_nul_bytes_are_named(small_folder: Path, where: str) -> None:
    atlases.change_event(small_folder, "1975-karachi-north", title=f"a{where}b")
    said = [str(problem) for problem in problems_of(small_folder)]
    assert any("events.csv:3: title: " in each and "NUL byte in the cell" in each for each in said)
    assert not any("\0" in each for each in said)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (bomb(50_000_000), "not UTF-8"),
        (b"\0" * 1_000_000, "events.csv"),
        (b"PK\x03\x04" + b"\0" * 30, "events.csv"),
        (b"\xff\xfe" + "id,title\n".encode("utf-16-le"), "say UTF-16"),
        (b"\x00\x00\xfe\xff", "say UTF-32"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "not UTF-8"),
        (b"%PDF-1.7\n" + b"1 0 obj\n" * 100, "missing"),
        (b"SQLite format 3\0" + b"\0" * 100, "events.csv"),
        (b"<html><body>\n" * 50, "missing"),
        (b"\n" * 1_000_000, "file is empty"),
        (b'"' * 100_001, "never closed"),
        (b"," * 500 + b"\n", "file is empty"),
        (b"{" * 100_000, "missing"),
    ],
)
def test_what_is_no_csv_is_a_problem_or_two(small_folder: Path, content: bytes, said: str) -> None:
    (small_folder / "events.csv").write_bytes(content)
    found = [str(each) for each in problems_of(small_folder) if each.file == "events.csv"]
    assert any(said in each for each in found), found[:3]
    assert len(found) < 60
    assert sum(map(len, found)) < 30_000


@needs_limits
def test_a_zip_bomb_named_csv_or_gpkg(small_folder: Path) -> None:
    bomb_path = small_folder.parent / "bomb.zip"
    with zipfile.ZipFile(bomb_path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        with file.open("bomb.csv", "w") as inner:
            for _ in range(40):  # more than the process may hold
                inner.write(b"id,title\n" * 1_000_000)
    for name in ("events.csv", "geodata/units.geojson", "sources.json"):
        shutil.copyfile(bomb_path, small_folder / name)
    lines = check(small_folder, megabytes=300)
    assert any(line.startswith("events.csv:1: ") for line in lines)


# --- JSON and shapes


@pytest.mark.parametrize("depth", [*range(920, 1000, 11), 100_000])
@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"title":', '{"crs":'])
def test_json_of_any_depth(tmp_path: Path, depth: int, opening: str) -> None:
    closing = {"[": "]", "{": "}"}
    text = (
        opening * depth
        + "1"
        + "".join(closing[each] for each in reversed(opening) if each in closing) * depth
    )
    path = tmp_path / "a.geojson"
    readers: list[Callable[..., Any]] = [
        read_sources, lambda p: read_shapes(p, required=["id"]), read_units,
    ]  # fmt: skip
    for wrap in ("{}", '[{{"id": "a", "type": "book", "title": {}}}]', '[{{"id": "a", "issued": {}}}]',
                 '{{"type": "FeatureCollection", "crs": {}, "features": []}}',
                 '{{"type": "FeatureCollection", "features": [{{"type": "Feature", "properties": {{"id": {}}}, "geometry": null}}]}}',
                 '{{"type": "FeatureCollection", "features": [{{"type": "Feature", "properties": {{}}, "geometry": {}}}]}}'):  # fmt: skip
        path.write_text(wrap.format(text), encoding="utf-8")
        for read in readers:
            _, problems = read(path)
            assert problems.errors
            assert all(len(str(each)) < 2000 for each in problems)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '{"type": "FeatureCollection", "features": [' + "1," * 1000 + "1]}",
            "not a GeoJSON Feature",
        ),
        ('{"type": "FeatureCollection", "features": {"a": 1}}', "not a GeoJSON FeatureCollection"),
        ('{"type": "FeatureCollection", "features": [NaN]}', "NaN is not JSON"),
        ('{"type": "FeatureCollection", "features": [1e400]}', "not a GeoJSON Feature"),
        ('{"a": "\\ud800"}', "half of a character"),
        ("[" + "9" * 5000 + "]", "not JSON that is read"),
        ('{"type": "Topology", "objects": {}}', "not a GeoJSON FeatureCollection"),
        ('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "not JSON"),
    ],
)
def test_what_is_no_geojson(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "units.geojson"
    path.write_text(text, encoding="utf-8")
    _, problems = read_units(path)
    assert said in str(problems.errors[0])


def one_unit(geometry: object) -> str:
    shapes = atlases.units()
    shapes["features"][0]["geometry"] = geometry
    return json.dumps(shapes)


@pytest.mark.parametrize(
    ("geometry", "said"),
    [
        ({"type": "Polygon", "coordinates": [[[67, 24], [68, 25], [67, 25], [68, 24], [67, 24]]]},
         "invalid polygon: self-intersection at 24.5000, 67.5000"),
        ({"type": "Polygon", "coordinates": [[[67, 24], [68, 24], [68, 25]]]}, "not a GeoJSON geometry"),
        ({"type": "Polygon", "coordinates": [[[67, 24]]]}, "not a GeoJSON geometry"),
        ({"type": "Polygon", "coordinates": []}, "shape has no coordinates"),
        ({"type": "Polygon", "coordinates": [[[67, 24], [67, 24], [67, 24], [67, 24]]]}, "invalid polygon"),
        ({"type": "Polygon", "coordinates": [[["67", 24], [68, 24], [68, 25], ["67", 24]]]}, "geometry"),
        ({"type": "Polygon", "coordinates": [[[1e308, 1e308], [68, 24], [68, 25], [1e308, 1e308]]]}, "degrees"),
        ({"type": "Polygon", "coordinates": [[[2448000, 670000], [2448100, 670000], [2448100, 670100], [2448000, 670000]]]}, "degrees"),
        ({"type": "Polygon", "coordinates": [[[67, 24], [68, 24], [68, 25], [67, 25], [67, 24]],
                                             [[60, 24], [61, 24], [61, 25], [60, 24]]]}, "hole lies outside"),
        ({"type": "LineString", "coordinates": [[67, 24], [68, 24]]}, "a unit is a polygon, this is a"),
        ({"type": "GeometryCollection", "geometries": []}, "shape has no coordinates"),
        ({"type": "Polygon"}, "not a GeoJSON geometry"),
        ({"type": "Circle", "coordinates": [67, 24], "radius": 3}, "not a GeoJSON geometry"),
        ("POLYGON ((0 0, 1 1, 1 0, 0 0))", "geometry"),
        (7, "geometry"),
        ([], "geometry"),
    ],
)  # fmt: skip
def test_a_shape_that_is_none_names_its_line_and_unit(
    small_folder: Path, geometry: object, said: str
) -> None:
    (small_folder / "geodata" / "units.geojson").write_text(one_unit(geometry), encoding="utf-8")
    found = [str(each) for each in problems_of(small_folder)]
    (first,) = (each for each in found if "units.geojson:1: geometry: 'north'" in each)
    assert said in first.lower() or said in first


def ring(count: int, wobble: float = 0.0) -> list[list[float]]:
    """A circle of so many corners inside the north unit; with a wobble it crosses itself."""
    points = []
    for at in range(count):
        angle = math.tau * at / count
        radius = 0.02 + (wobble if at % 2 else 0)
        points.append(
            [
                66.95 + radius * math.cos(angle * (3 if wobble else 1)),
                25.0 + radius * math.sin(angle),
            ]
        )
    return [*points, points[0]]


@needs_limits
@pytest.mark.parametrize("wobble", [more(0.0), 0.001], ids=["simple", "crosses itself"])
def test_a_polygon_of_very_many_corners(small_folder: Path, wobble: float) -> None:
    path = small_folder / "geodata" / "units.geojson"
    path.write_text(one_unit({"type": "Polygon", "coordinates": [ring(CORNERS, wobble)]}), "utf-8")
    lines = check(small_folder, megabytes=3000, seconds=100)
    if wobble:
        assert any("'north': invalid polygon: self-intersection at " in line for line in lines), (
            lines
        )
    else:
        assert lines[0] == "read 8" or any("outside every district" in line for line in lines), (
            lines
        )


@needs_limits
def test_a_backdrop_of_very_many_corners(small_folder: Path) -> None:
    atlases.write_json(
        small_folder / "geodata" / "base.geojson",
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "properties": {"kind": "coast"},
                    "geometry": {"type": "LineString", "coordinates": ring(CORNERS)},
                }
            ],
        },
    )
    assert check(small_folder, megabytes=3000) == ["read 8"]


def test_shapes_in_a_file_that_only_pretends(small_folder: Path) -> None:
    """A virtual file of GDAL can name an address: it is not opened whatever it is called."""
    settings = small_folder / "mapgen.toml"
    before = settings.read_text(encoding="utf-8")
    virtual = (
        '<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>/vsicurl/https://example.org/x.gpkg'
        "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
    )
    for name in ("units.gpkg", "units.shp", "units.fgb", "units.vrt", "units.zip", "units.kml"):
        (small_folder / "geodata" / name).write_text(virtual, encoding="utf-8")
        settings.write_text(f'units = "geodata/{name}"\n{before}', encoding="utf-8")
        (found,) = (each for each in problems_of(small_folder) if each.file == f"geodata/{name}")
        assert "not GeoJSON, GeoPackage, Shapefile or FlatGeobuf" in found.message


# --- TOML, Markdown


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 5000,
        "a = " + "{ b = " * 3000,
        "[" + "a." * 5000 + "b]",
        'title = "' + "x" * 900_000 + '"',
        "x" * 900_000,
        "\n".join(f"k{number} = 1" for number in range(20_000)),
        "title = 1\ntitle = 2",
        "[tool]\nmapgen = 3",
        "period = { from = 1972-01-01T00:00:00Z, to = 00:00:00 }",
        "cities = [1, [], {}, {name = 1}]",
        "a = 1" + "0" * 5000,
    ],
)
def test_settings_of_any_kind_are_problems(tmp_path: Path, text: str) -> None:
    (tmp_path / "mapgen.toml").write_text(text, encoding="utf-8")
    settings, problems = read_settings(tmp_path)
    if "xxx" not in text or not text.startswith("title"):
        assert problems.errors
    assert all(len(str(each)) < 5000 for each in problems)
    assert settings.categories


RENDER = """
import resource
resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 5))
from mapgen.notation.markdown import render_page
from mapgen.notation.summaries import parse_summary
for text in TEXTS:
    html = render_page(text * (LENGTH // len(text)))
    parse_summary(text * (20_000 // len(text)))
    print(len(html))
"""


@needs_limits
@pytest.mark.parametrize(("length", "seconds"), [(3_000, 20), more(10_000, 90)])
def test_markdown_made_to_be_slow_is_not(length: int, seconds: int) -> None:
    """Nesting and openings without end: a page at its largest takes seconds, not hours."""
    texts = ["[", "*", "**_", "> ", "- ", "`", "a\n", "[a](", "![", "<", "&", "|", "1. ", "[@a", "[@a]",
             "\\", ". B ", "\u06d4", " ", "~~", "***a", "<a:", "[a]: ", "# ", "&#0;", "a|b\n-|-\n", "``a", "[a][", "\t- "]  # fmt: skip
    script = RENDER.replace("TEXTS", repr(texts))
    script = script.replace("SECONDS", str(seconds)).replace("LENGTH", str(length))
    done = run_forked(script)
    assert done.returncode == 0, done.stderr[-2000:]
    assert len(done.stdout.splitlines()) == len(texts)


SEARCH = """
import resource
resource.setrlimit(resource.RLIMIT_CPU, (30, 35))
from mapgen.notation.citations import is_web_address, parse_group, split_note
from mapgen.notation.claims import parse_claims
from mapgen.notation.dates import DateError, parse
from mapgen.notation.sentences import MARK, sentences, uncited
from mapgen.notation.summaries import parse_summary
n = 20_000
assert len(uncited(f"X {MARK}.  " * 2_000 + "No source.")) == 1
assert uncited("x [@a].  " * 2_000)
assert len(parse_summary("A thing was said [@a].  " * 400 + "Nobody says who.")[1]) == 1
sentences("a" * n + " " + "Mr. " * n)
sentences("." * n + "x")
sentences(("." * 50 + ")" * 50) * 200 + "x")
sentences(f"x.{' ' * n}{MARK}{' ' * n}y" + MARK * n)
assert parse_group("@a" + " " * n + "@") is None
assert parse_group("@a," + " " * n + "@") is None
assert parse_group("@a" + ":" * n + "@") is None
assert split_note("Mirror: a" + " " * n + "b")[1]["mirror"].endswith("b")
assert split_note("\\t" * n + "b")[1] == {}
for text in ("(" * n + ")" * n, "3 [@a]; " * n, "1,000" * n + " [@a]", "about " * n, "between 1 and " * n,
             "3 " + "[@a" * n, "3" + " " * n + "[@a]", "one " * n, "[" * n + "]" * n, "3 [@a" + ";" * n + "]"):
    parse_claims(text)
for text in ("1" * n, "[" + "1990," * n + "]", "X" * n, "/" * n, " " * n, "1990-" * n):
    try:
        parse(text)
    except DateError:
        pass
is_web_address("https://" + "a." * n)
print("done")
"""


@needs_limits
def test_no_search_tries_everything_twice() -> None:
    """Texts that make a careless regular expression take the square of their length, or for ever."""
    done = run_forked(SEARCH)
    assert done.stdout == "done\n", (done.returncode, done.stderr[-2000:])
