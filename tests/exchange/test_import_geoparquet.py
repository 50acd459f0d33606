"""GeoParquet 1.1 and 2.0: types of Parquet's own, files without a description, boxes, numbers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import shapely
from examples import more
from imported import command, imported
from pyarrow import parquet
from pyproj import CRS, Transformer

POINTS = [shapely.Point(67.0, 24.8), shapely.Point(68.4, 25.4)]


class _Wkb(pa.ExtensionType):  # type: ignore[misc]
    """What makes pyarrow write Parquet's type GEOMETRY; only while it is registered."""

    def __init__(self, said: bytes = b"{}") -> None:
        self.said = said
        super().__init__(pa.binary(), "geoarrow.wkb")

    def __arrow_ext_serialize__(self) -> bytes:
        return self.said

    @classmethod
    def __arrow_ext_deserialize__(cls, _: Any, said: bytes) -> _Wkb:
        return cls(said)


@contextmanager
def native(said: dict[str, Any]) -> Iterator[_Wkb]:
    kind = _Wkb(json.dumps(said).encode())
    pa.register_extension_type(kind)
    try:
        yield kind
    finally:
        pa.unregister_extension_type("geoarrow.wkb")


def write(
    path: Path, geometry: pa.Array, geo: dict[str, Any] | None = None, **columns: Any
) -> Path:
    table = pa.table({"date": ["1986-12-14", "1988-09-30"], "geometry": geometry, **columns})
    if geo:
        said = {"version": "2.0.0", "primary_column": "geometry", "columns": {"geometry": geo}}
        table = table.replace_schema_metadata({"geo": json.dumps(said)})
    parquet.write_table(table, path)
    return path


def points(found: Any) -> list[tuple[float, float]]:
    rows = found.events.values()
    return [(round(float(row["longitude"]), 6), round(float(row["latitude"]), 6)) for row in rows]


EXPECTED = [(67.0, 24.8), (68.4, 25.4)]


@pytest.mark.parametrize("described", [more(True), False])
def test_parquet_s_own_type_is_read(tmp_path: Path, described: bool) -> None:
    geo = {"encoding": "WKB", "geometry_types": ["Point"]} if described else None
    with native({}) as kind:
        shapes = pa.ExtensionArray.from_storage(kind, pa.array(shapely.to_wkb(POINTS), pa.binary()))
        path = write(tmp_path / "t.parquet", shapes, geo)
    found = imported(tmp_path / "a", "geoparquet", path)
    assert points(found) == EXPECTED
    assert "geometry" not in next(iter(found.events.values()))


def test_the_reference_system_of_the_type_is_followed(tmp_path: Path) -> None:
    crs = CRS.from_epsg(32642)
    transform = Transformer.from_crs(4326, crs, always_xy=True)
    moved = [shapely.Point(*transform.transform(point.x, point.y)) for point in POINTS]
    with native({"crs": crs.to_json_dict(), "crs_type": "projjson"}) as kind:
        shapes = pa.ExtensionArray.from_storage(kind, pa.array(shapely.to_wkb(moved), pa.binary()))
        path = write(tmp_path / "t.parquet", shapes)
    assert points(imported(tmp_path / "a", "geoparquet", path)) == EXPECTED


def test_boxes_around_shapes_are_no_columns(tmp_path: Path) -> None:
    box = [{"xmin": p.x, "ymin": p.y, "xmax": p.x, "ymax": p.y} for p in POINTS]
    geo = {"encoding": "WKB", "geometry_types": ["Point"],
           "covering": {"bbox": {key: ["bbox", key] for key in box[0]}}}  # fmt: skip
    shapes = pa.array(shapely.to_wkb(POINTS), pa.binary())
    path = write(tmp_path / "t.parquet", shapes, geo, bbox=box, kind=["a", "b"])
    found = imported(tmp_path / "a", "geoparquet", path)
    assert points(found) == EXPECTED
    assert "bbox" not in next(iter(found.events.values()))


def test_points_as_numbers_are_read(tmp_path: Path) -> None:
    geo = {"encoding": "point", "geometry_types": ["Point"]}
    shapes = pa.array([{"x": 67.0, "y": 24.8}, None])
    path = write(tmp_path / "t.parquet", shapes, geo)
    first, second = imported(tmp_path / "a", "geoparquet", path).events.values()
    assert (first["longitude"], first["latitude"]) == ("67.0", "24.8")
    assert second["latitude"] == ""


def test_shapes_that_are_neither_are_refused(tmp_path: Path) -> None:
    shapes = pa.array([[{"x": 1.0, "y": 2.0}], None])
    geo = {"encoding": "multipoint", "geometry_types": []}
    result = command("geoparquet", write(tmp_path / "t.parquet", shapes, geo), "-o", tmp_path / "a")
    assert result.exit_code == 1
    assert "shapes are multipoint" in result.output
