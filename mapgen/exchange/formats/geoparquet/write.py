"""Atlas → GeoParquet: the events as one table, with figures and citations as lists of records.

Needs pyarrow: `pip install mapgen[parquet]`.
"""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias

import shapely

from mapgen.exchange.common import layers
from mapgen.exchange.common.event_cells import (
    blocks,
    citations_list,
    cited_sources,
    claims_list,
    points,
)
from mapgen.exchange.common.several_places import FIELD, place_records
from mapgen.exchange.formats.geojson.write import about
from mapgen.records.fields import FIGURES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shapely.geometry.base import BaseGeometry

    from mapgen.atlas.atlas import Atlas

_BLOCKS = 8  # blocks of events in one group of rows


Arrow: TypeAlias = Any
"""A table or type of pyarrow, which has no types."""


def to_geoparquet(atlas: Atlas) -> Iterator[bytes]:
    """Return the events in pieces; OGC:CRS84, days as dates, empty cells as null.

    Parameters
    ----------
    atlas : Atlas
        A whole atlas.

    Returns
    -------
    iterator of bytes
        Pieces of the file.

    Raises
    ------
    ImportError
        pyarrow is not installed.
    """
    import pyarrow  # noqa: F401  # what is missing is said before anything is written

    return _pieces(atlas)


def _pieces(atlas: Atlas) -> Iterator[bytes]:
    import pyarrow as pa
    from pyarrow import parquet

    said = {
        "geo": json.dumps(_described(atlas)),
        "atlas": json.dumps(about(atlas), ensure_ascii=False),
        "sources": json.dumps(
            [dict(source.csl) for source in cited_sources(atlas)], ensure_ascii=False
        ),
    }
    none = _table(replace(atlas, rows=atlas.rows.take(slice(0))))
    schema = none.schema.with_metadata(said)
    sink = _Sink()
    tables = []
    with parquet.ParquetWriter(pa.PythonFile(sink, mode="w"), schema, compression="zstd") as writer:
        for block in blocks(atlas):
            tables.append(_table(block).cast(schema))
            if len(tables) == _BLOCKS:
                writer.write_table(pa.concat_tables(tables))
                tables = []
                yield sink.taken()
        writer.write_table(pa.concat_tables([none.cast(schema), *tables]))
    yield sink.taken()


def _described(atlas: Atlas) -> dict[str, object]:
    """Return what GeoParquet 1.1 wants to know; without "crs" it is longitude and latitude."""
    described: dict[str, object] = {"encoding": "WKB", "geometry_types": []}
    shapes = [shape for block in blocks(atlas) for shape in _shapes(block) if shape is not None]
    if shapes:
        described["geometry_types"] = sorted({shape.geom_type for shape in shapes})
        described["bbox"] = [float(edge) for edge in shapely.total_bounds(shapes)]
    return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": described}}


class _Sink(io.RawIOBase):
    """Keeps what is written to it until it is taken."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []
        self._length = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._length

    def write(self, data: Any) -> int:  # what has a buffer; its type is nameless before 3.12
        piece = bytes(data)
        self._pieces.append(piece)
        self._length += len(piece)
        return len(piece)

    def taken(self) -> bytes:
        """Return what was written since the last time."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def _table(atlas: Atlas) -> Arrow:
    import pyarrow as pa

    columns = {
        name: pa.array(values, type=kind) for name, (values, kind) in _columns(atlas).items()
    }
    columns["geometry"] = pa.array(list(shapely.to_wkb(_shapes(atlas))), type=pa.binary())
    return pa.table(columns)


def _shapes(atlas: Atlas) -> list[BaseGeometry | None]:
    """Return the point of each event, or those of its places."""
    return [
        None
        if not positions
        else shapely.Point(positions[0])
        if len(positions) == 1
        else shapely.MultiPoint(positions)
        for positions in points(atlas.events)
    ]


def _columns(atlas: Atlas) -> dict[str, tuple[Sequence[object], Arrow]]:
    """Return each column's values and their Arrow type."""
    import pyarrow as pa

    types = {
        "truth": pa.bool_(), "whole": pa.int64(), "real": pa.float64(), "day": pa.date32(),
        "text": pa.string(),
    }  # fmt: skip
    events = atlas.events
    columns: dict[str, tuple[Sequence[object], Arrow]] = {
        name: (column, types[layers.kind("events", name)])
        for name, column in layers.event_columns(atlas).items()
    }
    names = pa.list_(pa.string())
    for name, column in (
        *((each, each) for each in ("actors", "targets", "related")),
        ("district_candidates", "candidates"),
    ):
        columns[name] = ([list(each) for each in events[column]], names)
    place = [(name, pa.string()) for name in ("id", "name")]
    place += [(name, pa.float64()) for name in ("latitude", "longitude", "radius_m")]
    several = [place_records(each) for each in events.get("event_places", [()] * len(events))]
    columns[FIELD] = (several, pa.list_(pa.struct(place)))
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
