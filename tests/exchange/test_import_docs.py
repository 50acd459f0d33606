"""docs/import.md says what the command does: its options, formats, columns and its example."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from imported import FILES, command, imported

from mapgen.commands.import_ import import_
from mapgen.exchange.common.column_map import PARTS
from mapgen.exchange.common.report import COLUMNS
from mapgen.exchange.formats.acled import read as acled
from mapgen.exchange.formats.gtd import read as gtd
from mapgen.exchange.formats.ucdp import codes
from mapgen.exchange.registry import READERS

TEXT = (Path(__file__).parents[2] / "docs" / "import.md").read_text(encoding="utf-8")


def test_every_option_and_format_is_described() -> None:
    options = {name for parameter in import_.params for name in parameter.opts if name[0] == "-"}
    missing = {name for name in options - {"--out", "--title"} if name not in TEXT}
    assert not missing
    assert all(f"| `{name}` |" in TEXT for name in READERS)
    assert set(re.findall(r"--[a-z][a-z-]+", TEXT)) <= options | {"--to"}


def test_every_column_of_the_report_and_every_field_is_named() -> None:
    for name in (*COLUMNS, *PARTS):
        stem = name.replace("injured_", "injured")
        assert f"`{name}`" in TEXT or (stem.startswith("injured") and "`injured`" in TEXT)


def test_the_example_works_as_it_stands(tmp_path: Path) -> None:
    (example,) = re.findall(r"```\nmapgen import csv (unrest.*?)\n```", TEXT, re.DOTALL)
    words = shlex.split(example.replace("\\\n", " "))
    words[0] = str(FILES / "plain.csv")
    words[words.index("-o") + 1] = str(tmp_path / "a")
    assert command("csv", *words).exit_code == 0


def test_utf_16_is_read(tmp_path: Path) -> None:
    text = (FILES / "plain.csv").read_text(encoding="cp1252").replace(";", "\t")
    (tmp_path / "plain.csv").write_text(text, encoding="utf-16")
    found = imported(tmp_path / "a", "csv", tmp_path / "plain.csv", "--map", "Datum=date")
    assert "länge" in next(iter(found.events.values()))


def test_each_code_has_a_line_that_says_where_its_meaning_was_read() -> None:
    rows = re.findall(
        r"^\| (?:UCDP|ACLED|GTD) `(\w+)`.* \| (\d: .+?) \| .+ \|$", TEXT, re.MULTILINE
    )
    found = dict(rows)
    coded = {"where_prec": codes.PRECISION, "geo_precision": acled.PRECISION,
             "specificity": gtd.PRECISION}  # fmt: skip
    for name, precisions in coded.items():
        assert sorted(set(re.findall(r"\d(?=[:,] )", found[name]))) == sorted(precisions)
    assert {"date_prec", "time_precision", "event_clarity", "doubtterr"} <= set(found)
