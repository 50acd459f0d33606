"""A Python of its own, which tests let run, watch and kill."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def start(script: str, *arguments: object, **options: Any) -> subprocess.Popen[str]:
    """Run a script; it has said "ready" by then."""
    process = subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        **options,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def stop(process: subprocess.Popen[str]) -> None:
    """Kill it and wait for its end."""
    process.kill()
    process.wait()
    assert process.stdout is not None
    process.stdout.close()
