"""Two targets for whole files: shapes in a binary format, and other people's data to import.

Their input is short: which good file, and what is done to it (`shapes`); or which format, and the
file itself (`import`).
"""

from __future__ import annotations

import shutil
import tempfile
import warnings
import zipfile
from functools import cache
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
from click.testing import CliRunner

from mapgen.atlas.atlas import read_atlas
from mapgen.commands.main import main
from mapgen.exchange.common.shape_rows import read_rows, read_shapes_with
from mapgen.problems import InputError, Problem
from mapgen.records.units import read_units

FORMS = ("csv", "geojson", "kml", "linked-places", "ucdp", "acled", "gtd")
FILES = Path(__file__).resolve().parents[1] / "exchange" / "files"
_HEAD = 600  # bytes at the beginning of a file, where its format is laid down


@cache
def good_files() -> tuple[tuple[tuple[str, bytes], ...], ...]:
    """For each format of shapes the names and bytes of its files, the main one first."""
    frame = gpd.GeoDataFrame(
        {"id": ["a", "b"], "name": ["Größe", "b"], "city": ["K", "K"], "date": ["1990", "1991-02"]},
        geometry=[shapely.box(67, 24, 68, 25), shapely.box(68, 24, 69, 25)],
        crs="EPSG:4326",
    )
    with tempfile.TemporaryDirectory() as place, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        folder = Path(place)
        for ending in ("gpkg", "shp", "fgb"):
            frame.to_crs(32642).to_file(folder / f"u.{ending}")
        frame.to_parquet(folder / "u.parquet")
        with zipfile.ZipFile(folder / "u.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for part in folder.glob("u.[sdc]*"):
                archive.write(part, part.name)
        groups = (["u.shp", "u.dbf", "u.shx", "u.prj", "u.cpg"], ["u.gpkg"], ["u.fgb"], ["u.parquet"],
                  ["u.zip"])  # fmt: skip
        return tuple(
            tuple((name, (folder / name).read_bytes()) for name in group) for group in groups
        )


def changed_shapes(data: bytes, folder: Path) -> Path:
    """Write a good file of shapes with some of its bytes changed: where and what, `data` says."""
    head, edits = data[:3].ljust(3, b"\0"), data[3:]
    files = good_files()[head[0] % len(good_files())]
    part = head[1] % len(files)
    for number, (name, good) in enumerate(files):
        content = bytearray(good)
        if number == part:
            for at in range(0, len(edits) - 3, 4):
                where = int.from_bytes(edits[at : at + 3], "little")
                reach = min(len(content), _HEAD) if where & 1 else len(content)
                content[(where >> 1) % reach] = edits[at + 3]
            if head[2] >= 128:
                del content[len(content) * (head[2] - 128) // 128 :]
        (folder / name).write_bytes(content)
    return folder / files[0][0]


def read_changed_shapes(data: bytes) -> list[Problem]:
    """Read changed shapes with each reader; a reader may find problems, and nothing else."""
    with tempfile.TemporaryDirectory(prefix="mapgen-fuzz-") as place:
        path = changed_shapes(data, Path(place))
        before = sorted(each.name for each in path.parent.iterdir())
        units, problems = read_units(path)
        found = list(problems)
        if len(units):
            assert np.isfinite(units.geo().total_bounds).all()
            assert units.geo().is_valid.all()
        try:
            shapes = read_shapes_with(path, ["id"])
            assert len(shapes.shapes) == len(shapes.values)
            for row in read_rows(path):
                assert row.key or row.value["type"] == "Feature"
        except InputError as error:
            found += error.problems
        assert sorted(each.name for each in path.parent.iterdir()) == before
    return found


def import_and_read(data: bytes) -> None:
    """Import a file; the folder is there whole and has no error, or it is not there at all."""
    form = FORMS[data[0] % len(FORMS)] if data else FORMS[0]
    place = Path(tempfile.mkdtemp(prefix="mapgen-fuzz-"))
    try:
        path, out = place / "given.txt", place / "made"
        path.write_bytes(data[1:])
        words = ["import", form, str(path), "-o", str(out)]
        result = CliRunner().invoke(main, words, catch_exceptions=False)
        assert result.exit_code in (0, 1), result.output
        assert out.exists() == (result.exit_code == 0)
        assert (
            sorted(each.name for each in place.iterdir())
            == ["given.txt", "made"][: 2 - result.exit_code]
        )
        if out.exists():
            read_atlas(out)
    finally:
        shutil.rmtree(place)


_KML = (
    '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>M</name><Placemark><name>A</name>'
    "<description>It <b>was</b>.</description><TimeStamp><when>1975-06-09</when></TimeStamp>"
    '<ExtendedData><Data name="killed"><value>3</value></Data></ExtendedData>'
    "<Point><coordinates>66.99,24.9,0</coordinates></Point></Placemark></Document></kml>"
)
_SAMPLES = {
    "csv": "plain.csv", "geojson": "points.geojson", "linked-places": "linked-places-1.3.jsonld",
    "ucdp": "ucdp-5.csv", "acled": "acled-new.csv", "gtd": "gtd.csv",
}  # fmt: skip
IMPORT_SEEDS = tuple(
    chr(at)
    + (_KML if form == "kml" else (FILES / _SAMPLES[form]).read_text("utf-8", errors="replace"))
    for at, form in enumerate(FORMS)
)
SHAPES_SEEDS = tuple(f"{chr(form)}\0\0" for form in range(5))
