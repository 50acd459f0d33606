"""Processes begin without what lies in the working folder, whoever starts another one meanwhile."""

from __future__ import annotations

import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, cast

import pytest

from mapgen.files.processes import process_context, start

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

NAME = "PYTHONSAFEPATH"


class Noted:
    """What stands for a process: it notes the environment that it would have got."""

    def __init__(self) -> None:
        self.found: set[str | None] = set()

    def start(self) -> None:
        """Note the environment, and again when other threads had their turn."""
        for _ in range(3):
            self.found.add(os.environ.get(NAME))
            time.sleep(0)


@pytest.mark.parametrize("before", [None, "", "1"])
def test_threads_start_processes_at_once(
    monkeypatch: pytest.MonkeyPatch, before: str | None
) -> None:
    monkeypatch.delenv(NAME, raising=False)
    if before is not None:
        monkeypatch.setenv(NAME, before)
    noted = [Noted() for _ in range(400)]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(start, cast("list[BaseProcess]", noted)))
    assert all(each.found == {"1"} for each in noted)
    assert os.environ.get(NAME) == before


def start_another() -> None:
    """Start a process of this one's own."""
    another = process_context().Process(target=int)  # type: ignore[attr-defined]
    start(another)
    another.join()
    sys.exit(another.exitcode)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are no copies there")
def test_a_process_that_is_a_copy_can_start_another() -> None:
    process = process_context().Process(target=start_another)  # type: ignore[attr-defined]
    start(process)
    process.join(timeout=60)
    is_done = process.exitcode is not None
    process.kill()
    process.join()
    assert is_done
    assert process.exitcode == 0
