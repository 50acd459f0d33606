"""Reads every file of a list with each of the four readers of shapes, under limits of its own.

python read_hostile_shapes.py MEGABYTES SECONDS < list of lines (JSON: name, path); answers a line each:
name, reader, "message" or "read", what was said, seconds.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from mapgen.atlas.atlas import read_base
from mapgen.exchange.common.reader import Reader as IncomingReader
from mapgen.exchange.common.row_filter import chosen
from mapgen.exchange.districts.district_shapes import BorderFile
from mapgen.exchange.formats.geopackage.read import GeoPackage
from mapgen.exchange.formats.ucdp.read import Ucdp
from mapgen.exchange.importing import Import, run
from mapgen.exchange.registry import Options
from mapgen.files import shape_layer
from mapgen.files.folder import Folder
from mapgen.problems import InputError, Problem
from mapgen.records.settings import Settings
from mapgen.records.units import read_units

EVENTS = Path(__file__).parent / "exchange" / "files" / "ucdp-25.csv"
Reader = Callable[[Path], list[Problem]]


def units(path: Path) -> list[Problem]:
    return read_units(path)[1].errors


def base(path: Path) -> list[Problem]:
    return read_base(Settings(folder=Folder.named(path.parent), base=path))[1].errors


def events(path: Path) -> list[Problem]:
    return importing(GeoPackage, path)


def districts(path: Path) -> list[Problem]:
    return importing(Ucdp, EVENTS, BorderFile(path, "id"))


def importing(
    make: Callable[..., IncomingReader], path: Path, borders: BorderFile | None = None
) -> list[Problem]:
    """What `mapgen import` does, into a folder that is gone afterwards."""
    options = {} if borders else {"options": Options(file=path)}
    with tempfile.TemporaryDirectory(dir=os.environ["OUT"]) as out:
        everything = chosen("", (), ())
        run(Import([path], partial(make, **options), everything, borders=borders), Path(out) / "a")
    return []


READERS: dict[str, Reader] = {
    "units": units, "base map": base, "import": events, "--districts": districts,
}  # fmt: skip


def main() -> None:
    shape_layer.SECONDS, shape_layer.SMALL = int(sys.argv[2]), 16 * 2**20
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    most = used + int(sys.argv[1]) * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    for line in sys.stdin:
        name, path = json.loads(line)
        for reader, read in READERS.items():
            start = time.monotonic()
            try:
                problems = read(Path(path))
            except InputError as error:
                problems = error.problems
            outcome = "message" if problems else "read"
            said = str(problems[0]) if problems else ""
            sys.stdout.write(
                json.dumps([name, reader, outcome, said, time.monotonic() - start]) + "\n"
            )
            sys.stdout.flush()


main()
