"""The largest text that each door lets in, made to be read slowly, is read in a time that is bounded.

Each runs in a process of its own that is ended by the system after so many seconds of processor
time. What grows with the square of the text would need a hundred times that; what does not needs a
small part of it, on a slow machine too.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atlases
import pytest
from examples import more
from processes import run_forked

from mapgen.files.csv_checks import MAX_CELL
from mapgen.notation.summaries import MAX_LENGTH
from mapgen.records.pages import MAX_BYTES

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits of Linux")

LIMITED = """
import resource, sys
seconds = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
"""
CELLS = ("9", ".", ".9", "1.", "e", '"', "]", "!)", " ", "; ", "[", "[@a", "-", "'", "a. ", "1 ")
BRACKETS = ("![", "[", "[@a", "](", "[a](", "![](", "[*a", "`", "*a", "&#", "<a")


def run(code: str, *arguments: str, seconds: int) -> str:
    """Return what a program prints; fail where it needs more processor time than that."""
    done = run_forked(LIMITED + code, seconds, *arguments)
    assert done.returncode == 0, (done.returncode, done.stderr[-1000:])
    return done.stdout


@pytest.mark.parametrize(
    "units",
    [("![",), more(("![", "[@a", "](")), *(more((unit,) * 3) for unit in ("![", "[@a", "]("))],
)  # fmt: skip
def test_pages_of_nothing_but_brackets(small_folder: Path, units: tuple[str, ...]) -> None:
    for name, unit in zip(("about.md", "guide.md", "corrections.md"), units, strict=False):
        text = unit * (MAX_BYTES // len(unit))
        (small_folder / "docs" / name).write_text(text, encoding="utf-8")
    code = """
from mapgen.commands.main import main
main(["check", sys.argv[2]])
"""
    assert "events checked" in run(code, str(small_folder), seconds=400)


def test_summaries_of_nothing_but_brackets(small_folder: Path) -> None:
    events = []
    for number, unit in enumerate(BRACKETS * 3):
        text = (unit * MAX_LENGTH)[: MAX_LENGTH - 20]
        events.append({**atlases.EVENTS[1], "id": f"e-{number}", "summary": f"{text} [@ali2005]."})
    atlases.write_csv(small_folder / "events.csv", atlases.EVENT_COLUMNS, events)
    code = """
from mapgen.commands.main import main
try:
    main(["check", sys.argv[2]])
except SystemExit as end:
    print("status", end.code)
"""
    assert "status 1" in run(code, str(small_folder), seconds=60)


def test_cells_of_any_kind_in_an_import(tmp_path: Path) -> None:
    columns = (
        "id",
        "date",
        "place",
        "latitude",
        "longitude",
        "title",
        "actors",
        "deaths",
        "injured",
    )
    rows = [
        {**dict.fromkeys(columns, (unit * MAX_CELL)[:60_000]), "id": f"e{number}"}
        for number, unit in enumerate(CELLS)
    ]
    for number, row in enumerate(list(rows)):
        rows.append({**row, "id": f"f{number}", "date": "1986-01-01", "summary": row["title"]})
        rows.append({**rows[-1], "id": f"g{number}", "latitude": "24.9", "longitude": "67"})
    table = tmp_path / "table.csv"
    atlases.write_csv(table, [*columns, "summary"], rows)
    code = """
from mapgen.commands.main import main
main(["import", "csv", sys.argv[2], "-o", sys.argv[3]])
"""
    assert "events" in run(code, str(table), str(tmp_path / "out"), seconds=120)


@pytest.mark.parametrize(
    "unit", ["9", "[@a", "a. ", *map(more, sorted({*CELLS} - {"9", "[@a", "a. "}))]
)
def test_what_reads_one_value(unit: str) -> None:
    code = """
from mapgen.exchange.common import cite_plain_text, formulas, own_fields, reader, values
from mapgen.files import letters
from mapgen.notation import claims, date_hints, dates, sentences
text = (sys.argv[2] * 200_000)[:131_000]
for read in (values.number, values.whole, values.count, values.day, reader.one_line, reader.slug,
             reader.parted, formulas.guarded, formulas.unguarded, letters.in_one_form,
             letters.without_unseen, cite_plain_text.paragraph, claims.parse_claims):
    read(text)
    read(text + "\\0")
for end in ("", "x", "\\0", "]"):
    cite_plain_text.cite(text + end, "[@a]")
    list(sentences.sentences(text + end))
    try:
        dates.parse(text + end)
    except dates.DateError:
        pass
"""
    run(code, unit, seconds=60)
