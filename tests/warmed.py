"""What the process has done from which `processes.run_forked` forks: importing this module does it.

A folder is checked and a page built, so that every package, table and template which that takes is
loaded before the first fork.
"""

import tempfile
from pathlib import Path

import atlases

import mapgen.commands.export
import mapgen.commands.import_
import mapgen.commands.main  # noqa: F401
from mapgen.build import build

with tempfile.TemporaryDirectory() as _folder:
    build(atlases.small_atlas(Path(_folder, "atlas")))
