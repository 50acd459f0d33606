"""A table of the shape of UCDP's file of the world, invented and always the same.

    python benchmarks/world_file.py FILE               176,579 rows, 32,867 places, some 22 MB
    python benchmarks/world_file.py FILE --where-prec  the same with how exactly each place is known

    mapgen import ucdp FILE -o FOLDER && mapgen build FOLDER

Places lie in 120 countries, a few of them with most of the events, as in the data set; the shares
of `where_prec` are about those of its releases.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np

SEED = 1989
ROWS, PLACES, COUNTRIES = 176_579, 32_867, 120
SHARES = {"1": 0.46, "2": 0.24, "3": 0.13, "4": 0.1, "5": 0.03, "6": 0.035, "7": 0.005}
FIRST, DAYS = np.datetime64("1989-01-01"), 35 * 365
SYLLABLES = "ba ka ra mo shi lu tan gor del ve sun ari qal bek oro ni".split()
COLUMNS = (
    "id", "year", "type_of_violence", "side_a", "side_b", "where_coordinates", "latitude",
    "longitude", "country", "date_start", "date_end", "best", "high", "low",
)  # fmt: skip


def write(path: Path, *, where_prec: bool = False) -> None:
    """Write the table; the columns and shares are those of the module."""
    draw = np.random.default_rng(SEED)
    countries = [f"{_name(draw).title()}land" for _ in range(COUNTRIES)]
    weight = 1 / np.arange(1, COUNTRIES + 1)
    home = draw.choice(COUNTRIES, PLACES, p=weight / weight.sum())
    middle = np.column_stack([draw.uniform(-35, 60, COUNTRIES), draw.uniform(-110, 150, COUNTRIES)])
    points = middle[home] + draw.normal(0, 3, (PLACES, 2))
    names = [f"{_name(draw).title()} {kind}" for kind in draw.choice(["town", "village"], PLACES)]
    # Every place has an event, some have thousands.
    often = draw.pareto(0.9, PLACES) + 0.1
    place = np.concatenate([
        np.arange(PLACES), draw.choice(PLACES, ROWS - PLACES, p=often / often.sum())
    ])  # fmt: skip
    draw.shuffle(place)
    days = FIRST + draw.integers(0, DAYS, ROWS)
    ends = days + draw.integers(0, 4, ROWS) * (draw.random(ROWS) < 0.2)
    kinds = draw.choice(3, ROWS, p=(0.7, 0.12, 0.18)) + 1
    deaths = 1 + np.minimum(draw.pareto(1.1, ROWS) * 2, 5000).astype(int)
    precise = draw.choice(list(SHARES), ROWS, p=list(SHARES.values()))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow((*COLUMNS, *(("where_prec",) if where_prec else ())))
        for row in range(ROWS):
            at = place[row]
            country = countries[home[at]]
            figure = int(deaths[row])
            writer.writerow((
                row + 1, str(days[row])[:4], kinds[row], f"Government of {country}",
                f"{country} Front", names[at], f"{points[at, 0]:.6f}", f"{points[at, 1]:.6f}",
                country, days[row], ends[row], figure, figure + int(kinds[row]), figure,
                *((precise[row],) if where_prec else ()),
            ))  # fmt: skip


def _name(draw: np.random.Generator) -> str:
    return "".join(draw.choice(SYLLABLES, draw.integers(2, 4)))


if __name__ == "__main__":
    write(Path(sys.argv[1]), where_prec="--where-prec" in sys.argv[2:])
