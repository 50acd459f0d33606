"""The scripts that need no browser have tests of their own, in `core/`, which Node runs."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TESTS = sorted((ROOT / "tests" / "page" / "core").glob("*.test.mjs"))
NODE = shutil.which("node")


def test_there_are_tests_to_run() -> None:
    assert len(TESTS) > 5


@pytest.mark.skipif(NODE is None, reason="no Node here: the tests in tests/page/core/ are not run")
def test_the_scripts_pass_their_own_tests() -> None:
    assert NODE
    ran = subprocess.run(
        [NODE, "--test", *map(str, TESTS)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
