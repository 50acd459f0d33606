"""mapgen new at a terminal asks whether to open the editor; without one it never asks."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

pty = pytest.importorskip("pty")
ASKED = "Open it in the editor now? [y/N]:"
ADDRESS = re.compile(r"Editor: (http://127\.0\.0\.1:\d+/\S+/)")


class Terminal:
    """A command at a terminal of its own, as somebody sits there."""

    def __init__(self, folder: Path, stdin: int | None = None, stdout: int | None = None) -> None:
        """Start ``mapgen new``; what is not given is the terminal."""
        self.own, other = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mapgen", "new", str(folder)],
            stdin=other if stdin is None else stdin,
            stdout=other if stdout is None else stdout,
            stderr=other,
            start_new_session=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        os.close(other)
        self.said = ""

    def until(self, words: str | re.Pattern[str]) -> str:
        """Read on until these words stand there; fail where the command ends before."""
        while not re.search(re.escape(words) if isinstance(words, str) else words, self.said):
            more = self._read()
            assert more, f"ended without {words}: {self.said}"
            self.said += more
        return self.said

    def end(self) -> str:
        """Read all that it still says, and wait for its end."""
        while more := self._read():
            self.said += more
        self.process.wait(60)
        return self.said

    def type(self, text: str) -> None:
        """Type a line."""
        os.write(self.own, f"{text}\n".encode())

    def interrupt(self) -> None:
        """Press Ctrl-C until it ends: one that comes right before it reads is seen at the next."""
        for _ in range(60):
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(1)
            except subprocess.TimeoutExpired:
                continue
            return

    def _read(self) -> str:
        try:
            return os.read(self.own, 4096).decode()
        except OSError:  # Linux: nobody has the other end any more
            return ""


@pytest.fixture
def starter(tmp_path: Path) -> Iterator[Terminal]:
    """Mapgen new at a terminal, ended at last."""
    running = Terminal(tmp_path / "atlas")
    yield running
    if running.process.poll() is None:
        running.process.kill()
    running.process.wait()
    os.close(running.own)


def test_the_editor_is_opened_where_one_says_so(starter: Terminal, tmp_path: Path) -> None:
    starter.until(ASKED)
    assert (tmp_path / "atlas" / "events.csv").is_file()  # all is there before it asks
    starter.type("y")
    starter.until(ADDRESS)
    found = ADDRESS.search(starter.said)
    assert found
    with urllib.request.urlopen(found[1]) as answer:
        assert b'<h1 id="title">' in answer.read()
    starter.interrupt()
    starter.end()
    assert starter.process.returncode == 0
    assert "Traceback" not in starter.said


@pytest.mark.parametrize("answer", ["", "n"])
def test_no_is_what_is_meant_by_nothing(starter: Terminal, answer: str) -> None:
    starter.until(ASKED)
    starter.type(answer)
    assert "Editor: " not in starter.end()
    assert starter.process.returncode == 0


def test_it_is_no_fault_to_leave_the_question(starter: Terminal, tmp_path: Path) -> None:
    starter.until(ASKED)
    starter.interrupt()
    said = starter.end()
    assert "Traceback" not in said
    assert (tmp_path / "atlas" / "events.csv").is_file()


@pytest.mark.parametrize("what", ["stdin", "stdout"])
def test_it_never_asks_without_a_terminal_at_both_ends(tmp_path: Path, what: str) -> None:
    elsewhere: IO[str]
    with (tmp_path / "elsewhere").open("w+", encoding="utf-8") as elsewhere:
        running = Terminal(tmp_path / "atlas", **{what: elsewhere.fileno()})
        said = running.end()
        os.close(running.own)
        elsewhere.seek(0)
        said += elsewhere.read()
    assert running.process.returncode == 0
    assert "mapgen edit" in said  # it says how
    assert "Open it" not in said
    assert "Editor: " not in said
