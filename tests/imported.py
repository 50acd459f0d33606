"""Runs mapgen import and reads the folder that it wrote."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from mapgen.atlas.atlas import Atlas, read_atlas
from mapgen.commands.main import main

FILES = Path(__file__).parent / "exchange" / "files"
UCDP_59 = Path(__file__).parents[2] / "shared" / "research" / "ucdp-ged-1989-1992.csv"


@dataclass(frozen=True, slots=True)
class Imported:
    """An imported folder: what the command said, and its files as rows."""

    folder: Path
    said: str
    events: dict[str, dict[str, str]]
    report: list[dict[str, str]]
    sources: dict[str, Any]

    def atlas(self) -> Atlas:
        """The checked atlas; fails where mapgen check would."""
        return read_atlas(self.folder)

    def left_out(self) -> list[tuple[str, str, str]]:
        """Row, column and value of what could not be used."""
        rows = [row for row in self.report if row["outcome"] == "left out"]
        return [(row["row"], row["column"], row["value"]) for row in rows]

    def kept(self) -> list[tuple[str, str, str]]:
        """Event, column and value of what is odd and shown as given."""
        rows = [row for row in self.report if row["outcome"] == "kept"]
        return [(row["id"], row["column"], row["value"]) for row in rows]


def command(*arguments: str | Path) -> Result:
    """Run mapgen import as typed; an exception of ours fails the test."""
    words = ["import", *map(str, arguments)]
    return CliRunner().invoke(main, words, catch_exceptions=False)


def imported(folder: Path, form: str, *arguments: str | Path) -> Imported:
    """Import into a folder, which must work, and read it."""
    result = command(form, *arguments, "-o", folder)
    assert result.exit_code == 0, result.output
    with (folder / "import-report.csv").open(encoding="utf-8", newline="") as file:
        report = list(csv.DictReader(file))
    with (folder / "events.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    sources = json.loads((folder / "sources.json").read_text(encoding="utf-8"))
    events = {row["id"]: row for row in rows}
    assert len(events) == len(rows)
    return Imported(
        folder, result.output, events, report, {source["id"]: source for source in sources}
    )
