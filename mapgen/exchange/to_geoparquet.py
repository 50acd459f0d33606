"""Atlas → GeoParquet: the events as one table, with figures and citations as lists of records.

Needs pyarrow: `pip install mapgen[parquet]`.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import shapely

from mapgen.exchange import layers
from mapgen.exchange.to_geojson import about
from mapgen.exchange.written import FIGURES, citations_list, claims_list, points

if TYPE_CHECKING:
    from mapgen.atlas import Atlas


def to_geoparquet(atlas: Atlas) -> bytes:
    """Return the events; longitude before latitude (OGC:CRS84), days as dates, empty as null.

    Raises
    ------
    ImportError
        pyarrow is not installed.
    """
    import pyarrow as pa
    from pyarrow import parquet

    columns = {
        name: pa.array(values, type=kind) for name, (values, kind) in _columns(atlas).items()
    }
    shapes = [None if pair is None else shapely.Point(pair) for pair in points(atlas.events)]
    found = [shape for shape in shapes if shape is not None]
    columns["geometry"] = pa.array(list(shapely.to_wkb(shapes)), type=pa.binary())
    described: dict[str, Any] = {"encoding": "WKB", "geometry_types": ["Point"] if found else []}
    if found:
        described["bbox"] = [float(edge) for edge in shapely.total_bounds(found)]
    # Without "crs" the coordinates are longitude and latitude, WGS 84 (GeoParquet 1.1).
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": described}}
    table = pa.table(columns).replace_schema_metadata(
        {"geo": json.dumps(geo), "atlas": json.dumps(about(atlas), ensure_ascii=False)}
    )
    written = io.BytesIO()
    parquet.write_table(table, written, compression="zstd")
    return written.getvalue()


def _columns(atlas: Atlas) -> dict[str, tuple[list[Any], Any]]:
    """Return each column's values and their Arrow type."""
    import pyarrow as pa

    types = {
        "truth": pa.bool_(), "whole": pa.int64(), "real": pa.float64(), "day": pa.date32(),
        "text": pa.string(),
    }  # fmt: skip
    events = atlas.events
    columns: dict[str, tuple[list[Any], Any]] = {
        name: (column, types[layers.kind(name, column)])
        for name, column in layers.event_columns(atlas).items()
    }
    names = pa.list_(pa.string())
    for name, column in (
        *((each, each) for each in ("actors", "targets", "related")),
        ("district_candidates", "candidates"),
    ):
        columns[name] = ([list(each) for each in events[column]], names)
    texts = [(name, pa.string()) for name in ("key", "locator", "label", "url")]
    citations = pa.list_(pa.struct(texts))
    figures = [(name, pa.int64()) for name in ("low", "high")]
    flags = [(name, pa.bool_()) for name in ("at_least", "up_to", "approximate", "counted")]
    claims = pa.list_(
        pa.struct([("figure", pa.string()), *figures, *flags, ("citations", citations)])
    )
    for name in FIGURES:
        claimed = [claims_list(each, atlas) for each in events[name]]
        columns[f"{name}_claims"] = (claimed, claims)
    cited = [citations_list(summary.citations, atlas) for summary in events["summary"]]
    columns["summary_citations"] = (cited, citations)
    return columns
