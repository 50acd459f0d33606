"""Reads every file of a list with the readers of shapes named beside it, under limits of its own.

python read_hostile_shapes.py MEGABYTES SECONDS < list of lines (JSON: name, path, readers); answers
a line a reader: name, reader, "message" or "read", what was said.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from imported import FILES, command

from mapgen.files import shape_layer
from mapgen.files.folder import Folder
from mapgen.problems import Problems
from mapgen.records.base_map import read_base
from mapgen.records.settings import Settings
from mapgen.records.units import read_units


def units(path: Path) -> str:
    return first(read_units(path)[1])


def base(path: Path) -> str:
    return first(read_base(Settings(folder=Folder.named(path.parent), base=path))[1])


def first(problems: Problems) -> str:
    return str(problems.errors[0]) if problems.errors else ""


def events(path: Path) -> str:
    return importing("geopackage", path)


def districts(path: Path) -> str:
    return importing("ucdp", FILES / "ucdp-25.csv", "--districts", path, "--district-name", "id")


def importing(form: str, *words: str | Path) -> str:
    """What `mapgen import` says that it cannot do, into a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(dir=os.environ["OUT"]) as out:
        result = command(form, *words, "-o", Path(out) / "a")
        assert result.exit_code in (0, 1, 2), result.output  # 2: no path of a file
        assert (Path(out) / "a").exists() == (result.exit_code == 0)
        said = result.stderr.splitlines()
        return said[0 if result.exit_code == 1 else -1] if result.exit_code else ""


READERS: dict[str, Callable[[Path], str]] = {
    "units": units, "base map": base, "import": events, "--districts": districts,
}  # fmt: skip


def main() -> None:
    shape_layer.SECONDS, shape_layer.SMALL = int(sys.argv[2]), 16 * 2**20
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    most = used + int(sys.argv[1]) * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    for line in sys.stdin:
        name, path, readers = json.loads(line)
        for reader in readers:
            said = READERS[reader](Path(path))
            answer = [name, reader, "message" if said else "read", said]
            sys.stdout.write(f"{json.dumps(answer)}\n")
            sys.stdout.flush()


main()
