"""Large files: read row by row, in memory that hardly grows with them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROWS = 40_000
# The peak of the process in kilobytes, on stderr, behind what the command says. `getrusage` would tell
# that of the process of the tests where it is larger: a child begins with it.
MEASURED = """
import sys
from mapgen.commands.main import main
try:
    main()
finally:
    with open("/proc/self/status") as status:
        print(next(line.split()[1] for line in status if line.startswith("VmHWM")), file=sys.stderr)
"""
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux tells the peak")


def peak(form: str, path: Path, out: Path) -> tuple[str, int]:
    """What an import says, and the most bytes that its process ever held."""
    result = subprocess.run(
        [sys.executable, "-c", MEASURED, "import", form, str(path), "-o", str(out)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return result.stdout, int(result.stderr.split()[-1]) * 1024


def write_ged(path: Path, rows: int) -> Path:
    with path.open("w", encoding="utf-8") as file:
        file.write("id,type_of_violence,where_prec,where_coordinates,latitude,longitude,")
        file.write("date_prec,date_start,best,source_article,conflict_name\n")
        for number in range(rows):
            day = f"19{90 + number % 10}-0{number % 9 + 1}-11"
            file.write(f"{number},1,1,Place {number % 5000},10.5,20.25,1,{day},3,")
            file.write(f"Report {number // 10},{'A conflict ' * 40}{number}\n")
    return path


def write_features(path: Path, features: int) -> Path:
    with path.open("w", encoding="utf-8") as file:
        file.write('{"type": "FeatureCollection", "features": [\n')
        for number in range(features):
            geometry = {"type": "Point", "coordinates": [67, 25]}
            properties = {"date": "1986", "id": f"e-{number}", "other": f"{'quiet ' * 500}{number}"}
            feature = {"type": "Feature", "properties": properties, "geometry": geometry}
            file.write(("," if number else "") + json.dumps(feature) + "\n")
        file.write("]}")
    return path


def test_rows_of_a_table_are_never_in_memory_together(tmp_path: Path) -> None:
    large = write_ged(tmp_path / "large.csv", ROWS)
    assert large.stat().st_size > 20_000_000
    _, before = peak("ucdp", write_ged(tmp_path / "small.csv", 1000), tmp_path / "a")
    said, most = peak("ucdp", large, tmp_path / "b")
    assert "40,000 rows: 40,000 events" in said
    # What is kept of an event is its id, and of a source its key.
    assert most - before < 20_000_000


@pytest.mark.more
def test_features_are_never_in_memory_together(tmp_path: Path) -> None:
    large = write_features(tmp_path / "large.geojson", 7_000)
    assert large.stat().st_size > 20_000_000
    _, before = peak("geojson", write_features(tmp_path / "small.geojson", 100), tmp_path / "a")
    said, most = peak("geojson", large, tmp_path / "b")
    assert "7,000 events" in said
    assert most - before < 10_000_000
