"""geodata/base.geojson → the base map: coast, land, water, rivers, roads, railways and labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapgen.files.paths import is_there
from mapgen.files.shapes import problem, read_shapes
from mapgen.problems import Problems
from mapgen.records.settings import PATHS

if TYPE_CHECKING:
    import geopandas as gpd

    from mapgen.records.settings import Settings

BASE_KINDS = ("coast", "land", "water", "river", "railway", "road", "label")


def read_base(settings: Settings) -> tuple[gpd.GeoDataFrame | None, Problems]:
    """Return the base map and its problems; None where its usual place is empty."""
    name = settings.shown(settings.base)
    if name == PATHS["base"] and not is_there(settings.base):
        return None, Problems(name)
    base, problems = read_shapes(settings.base, required=("kind",), name=name)
    for row in base.to_dict("records"):
        if row["kind"] not in BASE_KINDS:
            problem(
                problems, row, f"unknown kind {row['kind']!r}", f"Allowed: {', '.join(BASE_KINDS)}."
            )
    return base.drop(columns=["line", "number"], errors="ignore"), problems
