"""The door for shapes: what is let in is read as it was written, and nothing else happens."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import struct
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import geopandas as gpd
import hostile_shapes
import pyogrio
import pytest
import shapely
from examples import more
from hostile_shapes import HOSTILE, changed, good, gpkg, squares, write
from imported import imported

from mapgen.exchange.common import shape_rows
from mapgen.exchange.common.shape_rows import read_rows, read_shapes_with
from mapgen.files import shape_layer, shapes
from mapgen.files.crs import CrsError, to_degrees
from mapgen.files.folder import Folder
from mapgen.files.shapes import read_shapes
from mapgen.problems import InputError

ROOT = Path(__file__).resolve().parents[2]
READERS = ("units", "base map", "import", "--districts")
needs_limits = pytest.mark.skipif(sys.platform != "linux", reason="memory limits as Linux has them")


class Listener:
    """A server on this machine that counts who comes."""

    def __init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self.visits = 0
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                visitor, _ = self._server.accept()
            except OSError:
                return
            self.visits += 1
            visitor.close()

    def close(self) -> None:
        self._server.close()


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    found = Listener()
    yield found
    found.close()


def beside(folder: Path) -> dict[str, tuple[int, int, int]]:
    """What lies in a folder, with the kind, size and time of each."""
    states = {path: path.lstat() for path in folder.rglob("*")}
    return {
        str(path): (state.st_mode, state.st_size, state.st_mtime_ns)
        for path, state in states.items()
    }


@pytest.fixture(scope="module")
def read_hostile(
    tmp_path_factory: pytest.TempPathFactory, listener: Listener
) -> Callable[[dict[str, Sequence[str]]], dict[tuple[str, str], tuple[str, str]]]:
    """Return what readers make of hostile files, under a limit of memory."""

    def read(readers: dict[str, Sequence[str]]) -> dict[tuple[str, str], tuple[str, str]]:
        folder = tmp_path_factory.mktemp("hostile")
        hostile_shapes.PORT = listener.port
        hostile_shapes.SECRET = write(folder / "secret", "-----BEGIN OPENSSH PRIVATE KEY-----\n")
        lines = []
        for number, (name, chosen) in enumerate(readers.items()):
            place = folder / str(number)
            place.mkdir()
            lines.append(json.dumps([name, str(HOSTILE[name][1](place)), chosen]))
        before = beside(folder)
        out, private = tmp_path_factory.mktemp("out"), tmp_path_factory.mktemp("private")
        done = subprocess.run(
            [sys.executable, str(ROOT / "tests" / "read_hostile_shapes.py"), "1000", "2"],
            cwd=ROOT,
            input="\n".join(lines),
            capture_output=True,
            text=True,
            check=False,
            env={
                **os.environ,
                "OUT": str(out),
                "TMPDIR": str(private),
                "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}",
            },
        )
        assert done.returncode == 0, done.stderr[-2000:]
        assert beside(folder) == before
        assert not list(private.iterdir())
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        return {(name, reader): (outcome, said) for name, reader, outcome, said in answers}

    return read


def check_outcomes(outcomes: dict[tuple[str, str], tuple[str, str]], listener: Listener) -> None:
    for (name, reader), (outcome, said) in outcomes.items():
        assert outcome == HOSTILE[name][0], (name, reader, said)
        assert (outcome == "read") == (said == ""), (name, reader)
        assert said.isprintable(), (name, reader)
        assert len(said) < 1_500, (name, reader)
        assert "mapgen-" not in said, "the place of a private copy is nobody's business"
    assert listener.visits == 0


@needs_limits
def test_a_hostile_file_is_a_message_or_read(
    read_hostile: Callable[..., dict[tuple[str, str], tuple[str, str]]], listener: Listener
) -> None:
    """Every sixth file by one reader, in turn; each reader by all files is `make test-more`."""
    readers = {name: [READERS[at % len(READERS)]] for at, name in enumerate([*HOSTILE][::6])}
    outcomes = read_hostile(readers)
    assert len(outcomes) == len(readers)
    assert {outcome for outcome, _ in outcomes.values()} == {"message", "read"}
    check_outcomes(outcomes, listener)


@pytest.mark.more
@needs_limits
def test_every_reader_makes_the_same_of_a_hostile_file(
    read_hostile: Callable[..., dict[tuple[str, str], tuple[str, str]]], listener: Listener
) -> None:
    outcomes = read_hostile(dict.fromkeys(HOSTILE, READERS))
    check_outcomes(outcomes, listener)
    counts = Counter(outcome for outcome, _ in outcomes.values())
    assert len(outcomes) == len(READERS) * len(HOSTILE)
    assert counts["message"] > 300
    assert counts["read"] > 40


# --- what is let in


@pytest.mark.parametrize("ending", ["geojson", "gpkg", "shp", more("fgb"), "parquet"])
@pytest.mark.parametrize("called", [more("as it is"), "something else"])
def test_every_format_is_read_whatever_it_is_called(
    tmp_path: Path, ending: str, called: str
) -> None:
    options = {"SPATIAL_INDEX": "NO"} if ending == "fgb" else {}  # which sorts them
    path = good(tmp_path / f"units.{ending}", **options)
    if called == "something else" and ending != "shp":
        path = path.rename(tmp_path / "units.dat!x")
    frame, problems = read_shapes(path, required=("id", "name", "city"))
    assert list(problems) == []
    assert list(frame["id"]) == ["a", "b"]
    assert frame.geo().crs == "EPSG:4326"
    assert [shape.normalize() for shape in frame["geometry"]] == [
        shape.normalize() for shape in squares().geometry
    ]
    found = read_shapes_with(path, ["name"])
    assert [row["name"] for row in found.values] == ["a", "b"]
    rows = [row.value["properties"]["date"] for row in read_rows(path) if not row.key]
    assert [text[:10] for text in rows] == ["1990-01-02"] * 2


@pytest.mark.parametrize("ending", ["geojson", "gpkg", "shp", more("fgb")])
@pytest.mark.parametrize("folder", [more(""), "a/b/"])
def test_shapes_in_a_zip_are_read(tmp_path: Path, ending: str, folder: str) -> None:
    (tmp_path / "made").mkdir()
    good(tmp_path / "made" / f"Größe 1.{ending}")
    with zipfile.ZipFile(tmp_path / "units.zip", "w") as archive:
        archive.writestr("__MACOSX/._units.shp", b"")
        archive.writestr("README.txt", "what it is")
        for path in (tmp_path / "made").iterdir():
            archive.write(path, folder + path.name)
    frame, problems = read_shapes(tmp_path / "units.zip", required=("id",))
    assert list(problems) == []
    assert sorted(frame["id"]) == ["a", "b"]


@pytest.mark.parametrize(
    ("named_by", "upper"),
    [
        (".dbf", True),
        (".shx", False),
        *(
            more(*each)
            for each in ((".shp", False), (".shp", True), (".dbf", False), (".shx", True))
        ),
    ],
)
def test_a_shapefile_may_be_named_by_any_part(tmp_path: Path, named_by: str, upper: bool) -> None:
    path = good(tmp_path / "units.shp")
    if upper:
        for part in list(tmp_path.iterdir()):
            part.rename(tmp_path / part.name.upper())
        path = tmp_path / "UNITS.SHP"
        named_by = named_by.upper()
    frame, problems = read_shapes(path.with_suffix(named_by), required=("id",))
    assert (list(problems), list(frame["id"])) == ([], ["a", "b"])


@pytest.mark.parametrize(
    "encoding", ["cp1256", more("utf-8"), None, more("cp1252"), more("iso-8859-6")]
)
def test_letters_are_read_in_the_encoding_of_the_cpg(tmp_path: Path, encoding: str | None) -> None:
    name = {"cp1252": "Größe", None: "Größe"}.get(encoding, "حيدر")
    frame = squares().assign(name=name)
    frame.to_file(tmp_path / "units.shp", encoding=encoding or "iso-8859-1")
    if encoding is None:  # then GDAL takes Latin-1
        (tmp_path / "units.cpg").unlink()
    found, problems = read_shapes(tmp_path / "units.shp", required=("name",))
    assert (list(problems), list(found["name"])) == ([], [name, name])


def test_letters_that_are_none_are_named_with_row_and_column(tmp_path: Path) -> None:
    names = [f"n{number}" for number in range(3000)]
    frame = gpd.GeoDataFrame({"name": names}, geometry=[shapely.Point(67, 24)] * 3000, crs=4326)
    frame.to_file(tmp_path / "a.gpkg")
    changed(
        tmp_path / "a.gpkg", "update a set name = cast(x'436166e9' as text) where name = 'n2345'"
    )
    _, problems = read_shapes(tmp_path / "a.gpkg", required=())
    assert str(problems.errors[0]).startswith("a.gpkg:2346: name: 'Café': text is not UTF-8")


def test_rounded_borders_are_read_as_many_corners(tmp_path: Path) -> None:
    path = gpkg(tmp_path)
    ring = struct.pack("<10d", 67, 24, 68, 25, 69, 24, 68, 23, 67, 24)
    curve = struct.pack("<BIIBII", 1, 10, 1, 1, 8, 5) + ring
    base = sqlite3.connect(path)
    base.execute("update units set geom = ?", (b"GP\0\1" + struct.pack("<i", 4326) + curve,))
    base.commit()
    base.close()
    frame, problems = read_shapes(path, required=("id",))
    assert list(problems) == []
    assert frame["geometry"][0].area == pytest.approx(3.14159, abs=0.01)


def test_what_a_write_ahead_log_holds_is_read(tmp_path: Path) -> None:
    path = gpkg(tmp_path)
    base = sqlite3.connect(path)
    base.execute("pragma journal_mode = wal")
    base.execute("update units set name = 'just now'")
    base.commit()
    files = sorted(each.name for each in tmp_path.iterdir())
    assert "units.gpkg-wal" in files
    frame, problems = read_shapes(path, required=("name",))
    assert (list(problems), list(frame["name"])) == ([], ["just now"] * 2)
    assert sorted(each.name for each in tmp_path.iterdir()) == files
    base.close()


def test_a_geopackage_that_had_a_write_ahead_log_is_read(tmp_path: Path) -> None:
    path = changed(gpkg(tmp_path), "pragma journal_mode = wal", "update units set name = 'before'")
    assert [each.name for each in tmp_path.iterdir()] == ["units.gpkg"]
    frame, problems = read_shapes(path, required=("name",))
    assert (list(problems), list(frame["name"])) == ([], ["before"] * 2)
    assert [each.name for each in tmp_path.iterdir()] == ["units.gpkg"]


def test_of_several_layers_the_first_with_shapes_is_read_and_the_others_named(
    tmp_path: Path,
) -> None:
    path = tmp_path / "units.gpkg"
    pyogrio.write_dataframe(squares().drop(columns="geometry"), path, layer="notes")
    squares().to_file(path, layer="units")
    squares().to_file(path, layer="more")
    frame, problems = read_shapes(path, required=("id",))
    assert len(frame) == 2
    assert "several layers: 'units' is read" in str(problems.warnings[0])
    assert problems.warnings[0].value == "more"


def test_features_line_by_line_are_districts_too(tmp_path: Path) -> None:
    squares().to_file(tmp_path / "d.geojsonl", driver="GeoJSONSeq")
    assert read_shapes_with(tmp_path / "d.geojsonl", ["id"]).values == [{"id": "a"}, {"id": "b"}]


def test_shapes_off_the_earth_are_told(tmp_path: Path) -> None:
    frame = squares()
    frame.geometry = [shapely.box(1e6, 1e6, 2e6, 2e6), frame.geometry[1]]
    frame.to_file(tmp_path / "d.gpkg")
    found = read_shapes_with(tmp_path / "d.gpkg", ["id"])
    assert (found.off_earth, found.shapes[0]) == (frozenset({0}), None)


# --- nothing else happens


def test_what_belongs_to_a_file_is_not_followed_out_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "atlas").mkdir()
    good(tmp_path / "atlas" / "units.shp")
    for ending in (".dbf", ".prj"):
        part = tmp_path / "atlas" / f"units{ending}"
        part.rename(tmp_path / f"elsewhere{ending}")
        part.symlink_to(tmp_path / f"elsewhere{ending}")
        folder = Folder.named(tmp_path / "atlas")
        _, problems = read_shapes(folder.file("units.shp"), required=("id",))
        assert f"units{ending}" in str(problems.errors[0])
        assert "leads out of the folder" in str(problems.errors[0])
        frame, problems = read_shapes(tmp_path / "atlas" / "units.shp", required=("id",))
        assert (list(problems), len(frame)) == ([], 2)
        part.unlink()
        (tmp_path / f"elsewhere{ending}").rename(part)


CALLER = """
import os, sys
from pathlib import Path
import pyogrio
pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": "x", "GDAL_HTTP_PROXY": "mine"})
os.environ["CPL_DEBUG"] = "OFF"
drivers, variables, folder = pyogrio.list_drivers(), dict(os.environ), os.getcwd()
from mapgen.files.shapes import read_shapes
for path in map(Path, sys.argv[1:]):
    frame, problems = read_shapes(path, required=("id",))
    assert (len(frame), list(problems)) == (2, []), list(problems)
assert pyogrio.list_drivers() == drivers
assert len(drivers) > 3
assert dict(os.environ) == variables
assert os.getcwd() == folder
assert pyogrio.get_gdal_config_option("OGR_CURRENT_DATE") == "x"
assert pyogrio.get_gdal_config_option("GDAL_HTTP_PROXY") == "mine"
assert pyogrio.get_gdal_config_option("OGR_SKIP") is None
"""


def test_a_callers_drivers_and_settings_stay_as_they_are(tmp_path: Path) -> None:
    paths = [
        good(tmp_path / f"units.{ending}")
        for ending in ("gpkg", "shp", "fgb", "parquet", "geojson")
    ]
    done = subprocess.run(
        [sys.executable, "-c", CALLER, *map(str, paths)], cwd=ROOT, capture_output=True, text=True,
        check=False, env={**os.environ, "OGR_GPKG_FOREIGN_KEY_CHECK": "NO", "SHAPE_ENCODING": "CP1256"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_geojson_needs_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", None)
    frame, problems = read_shapes(good(tmp_path / "units.geojson"), required=("id",))
    assert (len(frame), list(problems)) == (2, [])


def test_a_process_that_says_nothing_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shape_layer, "SECONDS", 1)
    # With twice the limit it is half a second.
    monkeypatch.setattr("mapgen.files.confined.process.PATIENCE", -1.5)
    path = gpkg(tmp_path)
    monkeypatch.setattr("mapgen.files.confined.process._SCRIPT", "import time; time.sleep(1000)")
    _, problems = read_shapes(path, required=())
    assert "takes more than 1 seconds" in str(problems.errors[0])


def test_a_process_that_breaks_is_a_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)"
    monkeypatch.setattr("mapgen.files.confined.process._SCRIPT", script)
    with pytest.raises(InputError, match="it is damaged, or takes more memory than is allowed"):
        list(read_rows(gpkg(tmp_path)))


def test_rows_that_are_not_wanted_any_more_end_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, private = gpkg(tmp_path), tmp_path / "private"
    private.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(private))
    rows = read_rows(path)
    next(rows)
    assert len(list(private.iterdir())) == 1
    rows.close()
    assert not list(private.iterdir())


def test_a_full_or_missing_directory_for_temporary_files_is_a_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = gpkg(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    _, problems = read_shapes(path, required=())
    assert "no private copy can be made of it" in str(problems.errors[0])
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))
    try:
        _, problems = read_shapes(path, required=())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "no private copy can be made of it: File too large" in str(problems.errors[0])
    assert [each.name for each in tmp_path.iterdir()] == ["units.gpkg"]


@pytest.mark.parametrize("ending", ["gpkg", "geojson"])
def test_more_shapes_than_can_be_held_are_a_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    path = good(tmp_path / f"units.{ending}")
    monkeypatch.setattr(shape_rows, "MAX_SHAPES", 1)
    with pytest.raises(InputError, match="more than 1 shapes"):
        read_shapes_with(path, ["id"])
    monkeypatch.setattr(shapes, "MAX_SHAPES", 1)
    if ending == "gpkg":
        _, problems = read_shapes(path, required=("id",))
        assert "more than 1 shapes" in str(problems.errors[0])


def test_a_table_without_shapes_is_events_and_no_units(tmp_path: Path) -> None:
    pyogrio.write_dataframe(squares().drop(columns="geometry"), tmp_path / "t.gpkg")
    events = imported(tmp_path / "a", "geopackage", tmp_path / "t.gpkg").events
    assert [row["title"] for row in events.values()] == ["a", "b"]
    _, problems = read_shapes(tmp_path / "t.gpkg", required=("id",))
    assert "layer 't' has no shapes" in str(problems.errors[0])
    with pytest.raises(InputError, match="layer 't' has no shapes"):
        read_shapes_with(tmp_path / "t.gpkg", ["id"])


# --- reference systems


@pytest.mark.parametrize(
    "text", ["EPSG:4326", "OGC:CRS84", "urn:ogc:def:crs:OGC:1.3:CRS84", "WGS 84"]
)
def test_degrees_stay_as_they_are(text: str) -> None:
    assert to_degrees(text) is None


@pytest.mark.parametrize("text", ["EPSG:32642", "+proj=utm +zone=42 +datum=WGS84 +nadgrids=@null"])
def test_metres_become_degrees(text: str) -> None:
    transform = to_degrees(text)
    assert transform is not None
    ((longitude, latitude),) = transform(gpd.GeoSeries([shapely.Point(300_000, 2_700_000)]).get_coordinates().to_numpy()).tolist()  # fmt: skip
    assert (longitude, latitude) == pytest.approx((67.0278, 24.4006), abs=1e-4)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("+init=epsg:4326", "names files"),
        ("+proj=longlat +ellps=bessel +nadgrids=conus", "names files"),
        ('{"type": "BoundCRS", "PARAMETERFILE": ""}', "names files"),
        ("LOCAL_CS[\"x\",UNIT[\"metre\",1]]", "without a transformation to WGS 84"),
        ("EPSG:5773", "without a transformation to WGS 84"),
        ("", "unknown"),
        ("\ud800", "unknown"),
        ("x" * 200_000, "very many letters"),
    ],
)  # fmt: skip
def test_a_reference_system_that_cannot_be_used_says_why(text: str, said: str) -> None:
    with pytest.raises(CrsError, match=said):
        to_degrees(text)
