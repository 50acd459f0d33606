"""No cell that is written is a formula for a spreadsheet, and an import gives back what was."""

from __future__ import annotations

import csv
from pathlib import Path

import atlases
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from mapgen.atlas.atlas import read_atlas
from mapgen.commands.main import main
from mapgen.exchange.common.formulas import guarded, unguarded

FORMULAS = ["=1+1", "+44 dead", "@SUM(A1)", "-1+1", "=cmd|'/c calc'!A0", "'=1", "''@x", "- none"]


@given(st.text(st.sampled_from("'=+-@ \t\r\n1a."), max_size=8))
def test_what_is_guarded_comes_back(cell: str) -> None:
    written = guarded(cell)
    assert unguarded(written) == cell
    stripped = written.lstrip(" \n")
    assert not stripped.startswith(("=", "@", "\t", "\r")) or written == cell == ""


@pytest.mark.parametrize("cell", ["-12", "+3.5", "0", "plain", "it's", "'quoted'", "", "a=b"])
def test_what_is_no_formula_stays(cell: str) -> None:
    assert guarded(cell) == cell
    assert unguarded(cell) == cell


def test_a_table_is_exported_without_formulas_and_imported_as_it_was(tmp_path: Path) -> None:
    folder = atlases.small_atlas(tmp_path / "small")
    events = [dict(row) for row in atlases.EVENTS]
    for row, text in zip(events, FORMULAS, strict=False):
        row["title"], row["actors"], row["remarks"] = text, text, text
    columns = [*atlases.EVENT_COLUMNS, "remarks"]
    atlases.write_csv(folder / "events.csv", columns, events)
    table, back = tmp_path / "table.csv", tmp_path / "back"
    run = CliRunner().invoke
    done = run(main, ["export", str(folder), "--to", "csvw", "-o", str(table)])
    assert done.exit_code == 0, done.output
    with table.open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not [cell for cell in cells if cell[:1] in set("=@\t\r")]
    assert {f"'{text}" for text in FORMULAS[: len(events)]} <= set(cells)
    done = run(main, ["import", "csv", str(table), "-o", str(back)])
    assert done.exit_code == 0, done.output
    before, after = read_atlas(folder).events, read_atlas(back).events
    for column in ("title", "actors", "remarks"):
        assert list(after[column]) == list(before[column])


def test_the_report_of_an_import_has_no_formulas(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text(
        "id,date,place,title\na,1986-01-01,Karachi,x\nb,=1+1,Karachi,x\nc,@SUM(1),Karachi,x\n",
        encoding="utf-8",
    )
    done = CliRunner().invoke(main, ["import", "csv", str(table), "-o", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    with (tmp_path / "out" / "import-report.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    values = {row["value"] for row in rows}
    assert {"'=1+1", "'@SUM(1)"} <= values
