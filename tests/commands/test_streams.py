"""Closed and full streams, a folder that is gone: a plain exit status, no traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from examples import more
from processes import run_forked

ROOT = Path(__file__).resolve().parents[2]
MAPGEN = f'"{sys.executable}" -m mapgen'
FULL = Path("/dev/full")
COMMAND = "import sys; from mapgen.commands.main import main; main(sys.argv[1:])"
STREAMS = ("stdin", "stdout", "stderr")

pytestmark = pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")


def shell(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", line],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def forked(command: str, folder: Path, **streams: str | None) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, with streams that go elsewhere or are closed (None)."""
    numbered = {STREAMS.index(name): path for name, path in streams.items()}
    return run_forked(COMMAND, *command.split(), cwd=folder, streams=numbered)


@pytest.mark.parametrize("command", ["check", more("--help")])
def test_what_cannot_be_printed_ends_with_status_3(small_folder: Path, command: str) -> None:
    done = shell(f"{MAPGEN} {command} >/dev/full", small_folder)
    assert done.returncode == 3
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "command", ["check --format json", "build -o page", "export --to csl-json"]
)
def test_what_no_command_can_print_ends_with_status_3(small_folder: Path, command: str) -> None:
    done = forked(command, small_folder, stdout=str(FULL))
    assert done.returncode == 3
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("closed", [more(">&-"), more("2>&-"), more(">&- 2>&-"), "<&- >&- 2>&-"])
def test_closed_streams_are_silence(small_folder: Path, closed: str) -> None:
    done = shell(f"{MAPGEN} check {closed}", small_folder)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["build -o page", "export --to csl-json"])
@pytest.mark.parametrize("closed", ["stdout", "stderr", "stdout stderr", "stdin stdout stderr"])
def test_every_command_works_with_closed_streams(
    small_folder: Path, command: str, closed: str
) -> None:
    before = (small_folder / "events.csv").read_bytes()
    done = forked(command, small_folder, **dict.fromkeys(closed.split()))
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert (small_folder / "events.csv").read_bytes() == before


def test_a_full_stderr_ends_with_status_3(small_folder: Path) -> None:
    done = shell(f"{MAPGEN} build -o page 2>/dev/full", small_folder)
    assert (done.returncode, done.stdout) == (3, "")
    assert not (small_folder / "page").exists()


def test_a_reader_that_has_enough_is_no_fault_of_the_records(small_folder: Path) -> None:
    events = small_folder / "events.csv"
    events.write_text(events.read_text(encoding="utf-8") + "a,b\n" * 5000, encoding="utf-8")
    done = shell(f"{MAPGEN} check | head -1; echo ${{PIPESTATUS[0]}}", small_folder)
    assert done.stdout.splitlines()[-1] == "3"
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


@pytest.mark.parametrize("command", ["build", more("check"), more("export --to csl-json")])
def test_a_folder_that_is_gone_is_said(tmp_path: Path, command: str) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    done = shell(f'rmdir "{gone}"; {MAPGEN} {command}', gone)
    assert done.returncode == 3
    assert done.stderr.splitlines()[-1] == (
        "Error: The working folder is gone. Change into one that is there."
    )


def test_no_letter_of_a_value_is_a_command_for_the_terminal(small_folder: Path) -> None:
    bad = "\\u001b]0;owned\\u0007\\u009b31m\\u202e"
    settings = small_folder / "mapgen.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f'output = "{bad}"\nunheard_of = "{bad}"\n{text}', encoding="utf-8")
    for form in ("text", "json", "github"):
        done = forked(f"check --format {form}", small_folder)
        assert done.returncode == 1
        assert not set(done.stdout + done.stderr) & set("\x1b\x07\x9b\u202e"), form
        assert "u001b" in done.stdout or "x1b" in done.stdout


def test_a_value_in_arabic_script_moves_nothing_beside_it(small_folder: Path) -> None:
    events = small_folder / "events.csv"
    text = events.read_text(encoding="utf-8").replace("spot", "مقام", 1)
    events.write_text(text, encoding="utf-8")
    done = forked("check", small_folder)
    assert "'\u2068مقام\u2069': unknown" in done.stdout
    assert "\u2068" not in forked("check --format json", small_folder).stdout
