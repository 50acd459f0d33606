"""Every problem that is noted has a code, and every code is explained."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import problem_codes
from click.testing import CliRunner

from mapgen.commands.main import main
from mapgen.problem_codes import CODES

ROOT = Path(__file__).resolve().parent.parent


def written() -> Iterator[tuple[str, str]]:
    """The codes that stand in the package's code, with the file of each."""
    for path in sorted((ROOT / "mapgen").rglob("*.py")):
        if path.name == "problem_codes.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                group, slash, rest = node.value.partition("/")
                if (
                    slash
                    and group in GROUPS
                    and rest.replace("-", "").isalnum()
                    and group != "text"
                ) or node.value in CODES:
                    yield node.value, path.name


GROUPS = {code.split("/")[0] for code in CODES}


def test_every_code_that_is_noted_is_explained_and_the_other_way_round() -> None:
    used = {code for code, _ in written()}
    assert used - set(CODES) == set()
    assert set(CODES) - used == set()


def test_every_explanation_says_why_how_and_gives_an_example() -> None:
    for code, (why, mend, example) in CODES.items():
        assert why.endswith("."), code
        assert mend.endswith("."), code
        assert example, code


def test_the_page_of_codes_is_that_of_the_code() -> None:
    page = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")
    assert page == problem_codes.page(), "make problems"


def test_codes_stand_in_every_output(small_folder: Path) -> None:
    events = small_folder / "events.csv"
    text = events.read_text(encoding="utf-8")
    events.write_text(text.replace(",1986-12-14,", ",14.12.1986,", 1), encoding="utf-8")
    run = CliRunner()
    folder = str(small_folder)
    assert "[date/not-edtf]" in run.invoke(main, ["check", folder]).stdout
    found = json.loads(run.invoke(main, ["check", folder, "--format", "json"]).stdout)
    assert "date/not-edtf" in {problem["code"] for problem in found["problems"]}
    assert "title=date/not-edtf" in run.invoke(main, ["check", folder, "--format", "github"]).stdout
