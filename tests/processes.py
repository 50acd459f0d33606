"""Pythons of their own, which tests let run, limit, watch and kill.

`start` makes a new interpreter, which can be killed at any moment. `run_forked` forks one that has the
packages of mapgen loaded already: a process of its own, with its own limits, streams and folder,
for some hundredths of a second where a new interpreter takes one and a half.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
# Threads of a parent are not there in a child that is forked from it.
ALONE = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
# Where the forking process, which is started without this one's sys.path, finds both packages.
FOUND = os.pathsep.join([str(ROOT), str(ROOT / "tests")])


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


@cache
def _server() -> ForkServerContext:
    """Return the context of a process that has everything loaded and forks itself when asked."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["warmed"])
    changes = {**ALONE, "PYTHONPATH": FOUND}
    before = {name: os.environ.get(name) for name in changes}
    os.environ.update(changes)
    try:
        context.Process(target=os.getpid).start()
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})
    return context


def _run(
    script: str,
    arguments: list[str],
    out: Mapping[int, str | None],
    cwd: str,
    changes: Mapping[str, str],
) -> None:
    """Run a script in this process, as `python -c` would, its streams going to files or closed."""
    for descriptor, path in out.items():
        if path is None:
            os.close(descriptor)
            setattr(sys, ("stdin", "stdout", "stderr")[descriptor], None)
            continue
        file = os.open(path, os.O_WRONLY | os.O_CREAT)
        os.dup2(file, descriptor)
        os.close(file)
    os.chdir(cwd)
    os.environ.update(changes)
    sys.argv = ["-c", *arguments]
    exec(compile(script, "<string>", "exec"), {"__name__": "__main__"})


def run_forked(
    script: str,
    *arguments: object,
    cwd: Path = ROOT,
    env: Mapping[str, str] | None = None,
    streams: Mapping[int, str | None] | None = None,
    timeout: float = 600,
) -> subprocess.CompletedProcess[str]:
    """Run a script to its end in a process that is forked from one with mapgen loaded.

    Parameters
    ----------
    script : str
        Python, run as `__main__`. Limits that it sets are those of its own process.
    *arguments : object
        What it finds in `sys.argv[1:]`.
    cwd : Path
        The folder in which it runs.
    env : mapping of str to str, optional
        Variables that it has beside those of this process. What Python reads at its start
        (`PYTHONHASHSEED`, `PYTHONPATH`) has no effect: take a new interpreter for that.
    streams : mapping of int to str or None, optional
        Where a stream (0, 1, 2) goes, instead of into the answer: a path, or None where it is closed.
    timeout : float
        Seconds after which it is killed and the test fails.
    """
    with tempfile.TemporaryDirectory() as out:
        files = {number: str(Path(out, str(number))) for number in (1, 2)}
        for file in files.values():
            Path(file).touch()
        process = _server().Process(
            target=_run,
            args=(
                script,
                [*map(str, arguments)],
                files | dict(streams or {}),
                str(cwd),
                dict(env or {}),
            ),
        )
        process.start()
        process.join(timeout)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise subprocess.TimeoutExpired(script, timeout)
        said = [Path(file).read_text("utf-8", "replace") for file in files.values()]
        done = subprocess.CompletedProcess[str](script, process.exitcode, *said)
        process.close()
    return done
