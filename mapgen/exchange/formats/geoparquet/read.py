"""GeoParquet with a date in its columns → events. Needs pyarrow: `pip install mapgen[parquet]`."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from mapgen.exchange.common.shape_rows import read_rows
from mapgen.exchange.formats.geojson.read import GeoJson

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mapgen.exchange.common.geojson_stream import Member


class GeoParquet(GeoJson):
    """A table of events."""

    name = "GeoParquet"
    is_text: ClassVar[bool] = False

    def found(self, path: Path) -> Iterator[Member]:
        """Yield what the file says of itself, then its rows, as `GeoJson.found` says."""
        return read_rows(path)
