"""Derives the land that a page without a base map of its own shows, from Natural Earth.

    npm pack world-atlas@2.0.2       (in a folder of its own; it unpacks to FOLDER/package)
    python tools/natural_earth.py FOLDER/package

Writes mapgen/page/land/land.npz: the land at the scales 1:10 and 1:50 million (`10m`, `50m`), each
as three arrays: `steps`, the points of all rings one after the other, in units of `UNIT` degrees
east and north and each as the step from the one before; `rings`, how many points each ring has;
`polygons`, how many rings each polygon has, the outer one first. A ring that crosses ±180° goes on
beyond it; the one round the South Pole is closed along it. The same package gives the same bytes.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

OUT = Path(__file__).resolve().parent.parent / "mapgen" / "page" / "land" / "land.npz"
SCALES = ("10m", "50m")
UNIT = 0.002  # degrees, finer than what the package keeps (0.0036)

Ring = NDArray[np.int64]


def polygons_of(topology: dict[str, Any]) -> list[list[Ring]]:
    """Return the land of a TopoJSON file as polygons of rings, in whole units."""
    scale, translate = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + translate for arc in topology["arcs"]]

    def ring(numbers: list[int]) -> Ring:
        parts = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
        whole = unrolled(np.concatenate([parts[0], *(part[1:] for part in parts[1:])]))
        units = np.round(whole / UNIT).astype(np.int64)
        moved = np.any(np.diff(units, axis=0) != 0, axis=1)
        return units[np.concatenate([[True], moved])]

    found = []
    for shape in topology["objects"]["land"]["geometries"]:
        for polygon in shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]:
            rings = [ring(numbers) for numbers in polygon]
            if len(rings[0]) >= 4:
                holes = [hole for hole in rings[1:] if len(hole) >= 4]
                found.append([rings[0], *(beside(hole, rings[0]) for hole in holes)])
    return found


def beside(hole: Ring, outer: Ring) -> Ring:
    """Return a hole in the copy of the world that its polygon is in."""
    turn = round(360 / UNIT)
    west, east = outer[:, 0].min(), outer[:, 0].max()
    by = turn if hole[:, 0].max() < west else -turn if hole[:, 0].min() > east else 0
    return hole + np.array([by, 0])


def unrolled(ring: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a ring of degrees without jumps from 180 to -180, closed along the South Pole."""
    jumps = np.round(np.diff(ring[:, 0], prepend=ring[0, 0]) / 360)
    ring = ring - np.column_stack([np.cumsum(jumps) * 360, np.zeros(len(ring))])
    start, end = ring[0, 0], ring[-1, 0]
    if abs(end - start) > 180:
        ring = np.vstack([ring, [end, -90.0], [start, -90.0], ring[0]])
    middle = (ring[:, 0].min() + ring[:, 0].max()) / 2
    return ring - np.array([np.round(middle / 360) * 360, 0])


def packed(polygons: list[list[Ring]]) -> dict[str, NDArray[np.integer[Any]]]:
    """Return the polygons as arrays of few bytes."""
    rings = [ring for polygon in polygons for ring in polygon]
    steps = np.diff(np.concatenate(rings), axis=0, prepend=0)
    return {
        "steps": np.ascontiguousarray(steps.T.astype(np.int32)),
        "rings": np.array([len(ring) for ring in rings], np.int32),
        "polygons": np.array([len(polygon) for polygon in polygons], np.int32),
    }


def main(package: Path) -> None:
    """Write the land of all scales."""
    arrays = {}
    for scale in SCALES:
        text = (package / f"land-{scale}.json").read_text(encoding="utf-8")
        for name, array in packed(polygons_of(json.loads(text))).items():
            arrays[f"{scale}_{name}"] = array
    OUT.parent.mkdir(exist_ok=True)
    np.savez_compressed(OUT, **arrays)
    print(f"{OUT}: {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
