"""Synthetic events → an atlas folder that `mapgen build` builds.

    python benchmarks/synthetic.py N FOLDER             N events, always the same for one N
    python benchmarks/synthetic.py events.csv FOLDER    the events of a table with the columns
                                                        id,lon,lat,date,category,title,summary

The events are those of the peers' benchmark: 70 % in Karachi and 30 % in Hyderabad, days uniform
over 1972 to 1992, eight categories, a title, a summary of 200 characters. Ours carry more: a source
in each summary, a place, an attribution, a confidence, and the real districts that they are joined
to.
"""

from __future__ import annotations

import csv
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from event_terms import CATEGORIES, FIRST_DAY, LAST_DAY

ROOT = Path(__file__).resolve().parent.parent
SEED = 1972
FIRST, LAST = np.datetime64(FIRST_DAY), np.datetime64(LAST_DAY)
WORDS = 20_000
LENGTH = 200
SYLLABLES = "ka ra chi hy de ra bad sin dh mar ket road po lice march".split()
COLUMNS = (
    "id", "title", "date", "place", "city", "latitude", "longitude", "place_precision", "category",
    "actors", "attribution", "targets", "deaths", "injured", "summary", "confidence", "related",
)  # fmt: skip
SETTINGS = """\
title = "Synthetic events"
description = "Made by a benchmark: {n} events that never happened."
coverage = "some"
period = {{ from = "1972-01-01", to = "1992-12-31" }}

[[cities]]
name = "Karachi"
latitude = 24.8608
longitude = 67.0104
zoom = 11

[[cities]]
name = "Hyderabad"
latitude = 25.3969
longitude = 68.3772
zoom = 12
"""


class Event(NamedTuple):
    """One row of the peers' table."""

    id: str
    longitude: str
    latitude: str
    date: str
    category: str
    title: str
    summary: str


def generate(n: int) -> Iterator[Event]:
    """Yield N events, drawn as the peers' harness draws them from its seed."""
    draw = np.random.default_rng(SEED)
    hyderabad = draw.random(n) < 0.3
    east = np.where(hyderabad, draw.uniform(68.30, 68.42, n), draw.uniform(66.85, 67.25, n))
    north = np.where(hyderabad, draw.uniform(25.33, 25.45, n), draw.uniform(24.80, 25.05, n))
    days = FIRST + draw.integers(0, int((LAST - FIRST).astype(int)) + 1, n)
    text = " ".join("".join(draw.choice(SYLLABLES, draw.integers(1, 4))) for _ in range(WORDS))
    starts = draw.integers(0, len(text) - LENGTH, n)
    kinds = draw.choice(list(CATEGORIES), n)
    rows = zip(east.round(6), north.round(6), days.astype(str), kinds, starts, strict=True)
    for i, (longitude, latitude, day, kind, start) in enumerate(rows):
        summary = text[start : start + LENGTH]
        yield Event(str(i), str(longitude), str(latitude), day, kind, f"Event {i}", summary)


def read(path: Path) -> Iterator[Event]:
    """Yield the events of the peers' table."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Event(
                row["id"], row["lon"], row["lat"], row["date"], row["category"], row["title"],
                row["summary"],
            )  # fmt: skip


def row(event: Event) -> tuple[str, ...]:
    """Return an event as a row of our events.csv."""
    city = "Karachi" if float(event.longitude) < 67.8 else "Hyderabad"
    summary = f"{event.summary.strip()} [@made]."
    return (
        f"event-{event.id}", event.title, event.date, city, city, event.latitude, event.longitude,
        "spot", event.category, "", "unknown", "", "", "", summary, "B", "",
    )  # fmt: skip


def write(events: Iterator[Event], folder: Path) -> int:
    """Write the atlas of some events into a folder; return how many they are."""
    (folder / "geodata").mkdir(parents=True, exist_ok=True)
    for name in ("units.geojson", "districts.csv"):
        shutil.copyfile(ROOT / "geodata" / name, folder / "geodata" / name)
    places = "id,name,alt_names,name_ur,name_sd,city,latitude,longitude,radius_m,precision,source\n"
    (folder / "geodata" / "places.csv").write_text(places, encoding="utf-8")
    source = {"id": "made", "type": "dataset", "title": "Made up", "publisher": "A benchmark"}
    (folder / "sources.json").write_text(json.dumps([source]), encoding="utf-8")
    n = 0
    with (folder / "events.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(COLUMNS)
        for event in events:
            out.writerow(row(event))
            n += 1
    settings = SETTINGS.format(n=f"{n:,}") + "".join(
        f'\n[categories.{kind}]\nlabel = "{kind.title()}"\ncolour = "{colour}"\nglyph = "{glyph}"\n'
        for kind, (colour, glyph) in CATEGORIES.items()
    )
    (folder / "mapgen.toml").write_text(settings, encoding="utf-8")
    return n


def main() -> None:
    what, folder = sys.argv[1], Path(sys.argv[2])
    events = generate(int(what)) if what.isdigit() else read(Path(what))
    print(f"{write(events, folder):,} events in {folder}")


if __name__ == "__main__":
    main()
