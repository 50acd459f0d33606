"""The scripts that need no browser have tests of their own, in `core/`, which Node runs."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from examples import more

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "tests" / "page" / "core"
TESTS = sorted(FOLDER.glob("*.test.mjs"))
NODE = shutil.which("node")


def test_there_are_tests_to_run() -> None:
    assert len(TESTS) > 5


@pytest.mark.skipif(NODE is None, reason="no Node here: the tests in tests/page/core/ are not run")
@pytest.mark.parametrize("drawn", ["some", more("all")])
def test_the_scripts_pass_their_own_tests(drawn: str) -> None:
    assert NODE
    ran = subprocess.run(
        [NODE, FOLDER / "all.mjs"],
        env={**os.environ, "MAPGEN_ALL_EXAMPLES": "1" if drawn == "all" else ""},
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "# fail 0\n" in ran.stdout
    assert int(ran.stdout.partition("# pass ")[2].split()[0]) >= len(TESTS)
