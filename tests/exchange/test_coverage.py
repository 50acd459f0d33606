"""The setting `coverage`: atlases whose districts cover a part of the map, or that have none."""

from __future__ import annotations

from pathlib import Path

import atlases

from mapgen.atlas.atlas import read_atlas
from mapgen.build import build
from mapgen.problems import InputError


def cover(folder: Path, coverage: str) -> None:
    path = folder / "mapgen.toml"
    path.write_text(f'coverage = "{coverage}"\n{path.read_text("utf-8")}', encoding="utf-8")


def test_an_atlas_without_districts_needs_no_files_of_them(small_folder: Path) -> None:
    (small_folder / "geodata" / "units.geojson").unlink()
    (small_folder / "geodata" / "districts.csv").unlink()
    cover(small_folder, "none")
    report = build(small_folder)
    assert (report.events, report.districts, report.warnings) == (8, 0, ())


def test_points_outside_all_districts_are_kept_with_one_warning(small_folder: Path) -> None:
    cover(small_folder, "some")
    for event in ("1991-karachi-east", "1990-karachi-south"):
        atlases.change_event(small_folder, event, latitude="24.1", longitude="68.5")
    (warning,) = [p for p in read_atlas(small_folder).warnings if "outside" in p.message]
    assert warning.message == "one event lies outside every district of the day"


def test_points_outside_are_errors_unless_the_settings_say_otherwise(small_folder: Path) -> None:
    atlases.change_event(small_folder, "1991-karachi-east", latitude="24.1", longitude="68.5")
    try:
        read_atlas(small_folder)
    except InputError as error:
        assert "outside every district" in str(error)
    else:
        raise AssertionError("the point lies outside")


def test_a_gazetteer_may_be_empty(small_folder: Path) -> None:
    path = small_folder / "geodata" / "places.csv"
    path.write_text(path.read_text("utf-8").partition("\n")[0] + "\n", encoding="utf-8")
    atlases.write_events(
        small_folder,
        [
            {**event, "place": event["place"].title(), "latitude": "24.95", "longitude": "67.15"}
            for event in atlases.EVENTS
            if event["place_precision"] == "spot"
        ],
    )
    text = (small_folder / "events.csv").read_text("utf-8").replace("1985-karachi-north;", "")
    text = text.replace("1992-karachi-north", "")
    (small_folder / "events.csv").write_text(text, encoding="utf-8")
    assert len(read_atlas(small_folder).events) == 3
