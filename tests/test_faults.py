"""Whatever fails while a page is written, and whenever: the old page or the new one stands, whole.

`test_output.py` and `test_build.py` kill builds at random moments. Here every single call to the
system is met once: it fails, is interrupted, or is the last thing that its process does.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import atlases
import pytest
from processes import run_forked

from mapgen.build import OutputError, build
from mapgen.files import write as output
from mapgen.files.write import write_whole

ROOT = Path(__file__).resolve().parent.parent
CALLS = (
    "mkdir",
    "stat",
    "open",
    "write",
    "fsync",
    "close",
    "replace",
    "unlink",
    "fstat",
    "scandir",
)
OLD, NEW = b"old" * 1000, b"new" * 900_000  # three writes
needs_posix = pytest.mark.skipif(os.name != "posix", reason="processes of POSIX")


class Disturbed:
    """The system's calls, counted; at number `moment` the fault happens instead of the call."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, moment: int, fault: Callable[[], Any]
    ) -> None:
        self.made: list[str] = []
        for name in CALLS:
            monkeypatch.setattr(os, name, self.disturbed(name, getattr(os, name), moment, fault))

    def disturbed(self, name: str, real: Any, moment: int, fault: Callable[[], Any]) -> Any:
        def call(*arguments: Any, **options: Any) -> Any:
            self.made.append(name)
            if len(self.made) - 1 == moment:
                fault()
            return real(*arguments, **options)

        return call


def calls_made(folder: Path) -> list[str]:
    """The calls of one undisturbed writing over an old page."""
    with pytest.MonkeyPatch.context() as patch:
        counted = Disturbed(patch, -1, lambda: None)
        write_whole(folder / "index.html", NEW)
    return counted.made


@pytest.fixture
def old_page(tmp_path: Path) -> Path:
    path = tmp_path / "out" / "index.html"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path


def moments() -> Iterator[int]:
    yield from range(40)


def test_the_calls_are_those_that_matter(old_page: Path) -> None:
    made = calls_made(old_page.parent)
    assert len(made) < 40, "more moments than are tested"
    assert made.count("write") == 3
    assert made.index("fsync") > made.index("write")
    assert made.index("replace") > made.index("fsync")


@pytest.mark.parametrize(
    "number", [errno.EIO, errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EMFILE]
)
def test_a_fault_at_any_call_leaves_a_whole_page(old_page: Path, number: int) -> None:
    for moment in moments():
        old_page.write_bytes(OLD)

        def fail() -> None:
            raise OSError(number, os.strerror(number))

        with pytest.MonkeyPatch.context() as patch:
            disturbed = Disturbed(patch, moment, fail)
            try:
                write_whole(old_page, NEW)
                said = ""
            except OutputError as error:
                said = str(error)
        if len(disturbed.made) <= moment:
            break
        found = old_page.read_bytes()
        assert found in (OLD, NEW), (moment, disturbed.made[moment])
        assert found == NEW or said, (moment, disturbed.made[moment])
        if "is untouched" in said:
            assert found == OLD
        # What one failed call left behind is gone with the next page.
        write_whole(old_page, NEW)
        assert [each.name for each in old_page.parent.iterdir()] == ["index.html"], moment
    assert moment > 8


def test_an_interrupt_at_any_call_leaves_a_whole_page(old_page: Path) -> None:
    for moment in moments():
        old_page.write_bytes(OLD)

        def interrupt() -> None:
            raise KeyboardInterrupt

        with pytest.MonkeyPatch.context() as patch:
            disturbed = Disturbed(patch, moment, interrupt)
            with contextlib.suppress(KeyboardInterrupt):
                write_whole(old_page, NEW)
        if len(disturbed.made) <= moment:
            break
        assert old_page.read_bytes() in (OLD, NEW), (moment, disturbed.made[moment])
        write_whole(old_page, NEW)
        assert [each.name for each in old_page.parent.iterdir()] == ["index.html"], moment
    assert moment > 8


DYING = """
import os, sys
from pathlib import Path
from mapgen.files.write import write_whole
moment, page, calls = int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3].split()
made = 0
def last(real):
    def call(*arguments, **options):
        global made
        made += 1
        if made - 1 == moment:
            os._exit(9)
        return real(*arguments, **options)
    return call
for name in calls:
    setattr(os, name, last(getattr(os, name)))
write_whole(page, b"new" * 900_000)
"""


@needs_posix
def test_a_process_that_ends_at_any_call_leaves_a_whole_page(old_page: Path) -> None:
    died = 0
    for moment in range(len(calls_made(old_page.parent)) + 1):
        old_page.write_bytes(OLD)
        done = run_forked(DYING, moment, old_page, " ".join(CALLS))
        died += done.returncode == 9
        assert done.returncode in (0, 9)
        assert old_page.read_bytes() in (OLD, NEW), moment
        write_whole(old_page, NEW)
        assert [each.name for each in old_page.parent.iterdir()] == ["index.html"], moment
    assert died > 8


def test_short_writes_are_gone_on_with(old_page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(output.os, "write", lambda to, what: real(to, bytes(what)[:70_001]))
    write_whole(old_page, NEW)
    assert old_page.read_bytes() == NEW


@pytest.mark.parametrize("moment", ["write", "fsync", "replace"])
def test_a_folder_that_goes_away_meanwhile_is_said_so(
    old_page: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    real = getattr(os, moment)

    def remove_first(*arguments: Any, **options: Any) -> Any:
        monkeypatch.undo()
        shutil.rmtree(old_page.parent)
        return real(*arguments, **options)

    monkeypatch.setattr(os, moment, remove_first)
    with pytest.raises(OutputError, match="cannot be written: No such file or directory"):
        write_whole(old_page, NEW)
    assert not old_page.parent.exists()
    write_whole(old_page, NEW)
    assert old_page.read_bytes() == NEW


def test_a_file_that_takes_the_folders_place_meanwhile_is_named(
    old_page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.replace

    def swap_first(*arguments: Any, **options: Any) -> Any:
        monkeypatch.undo()
        shutil.rmtree(old_page.parent)
        old_page.parent.write_text("notes", encoding="utf-8")
        return real(*arguments, **options)

    monkeypatch.setattr(os, "replace", swap_first)
    with pytest.raises(OutputError, match="is a file; the page needs a folder of that name"):
        write_whole(old_page, NEW)
    assert old_page.parent.read_text(encoding="utf-8") == "notes"


def as_nobody(tmp_path: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """A write into a folder by a user who may not; as root, by another user."""
    code = (
        "import os, sys; from pathlib import Path; from mapgen.files.write import OutputError, write_whole\n"
        "if os.getuid() == 0: os.setgid(65534); os.setuid(65534)\n"
        "try: write_whole(Path(sys.argv[1]), b'new')\n"
        "except OutputError as error: print(error)"
    )
    for each in (folder, *folder.parents):
        if each == Path(tmp_path.anchor) or not each.is_relative_to(tmp_path.parents[2]):
            break
        if each != folder:
            each.chmod(each.stat().st_mode | stat.S_IXOTH)
    return subprocess.run(
        [sys.executable, "-c", code, str(folder / "index.html")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@needs_posix
def test_a_folder_that_may_only_be_read_keeps_its_page(tmp_path: Path, old_page: Path) -> None:
    old_page.parent.chmod(0o555)
    try:
        done = as_nobody(tmp_path, old_page.parent)
        if done.returncode:
            pytest.skip(f"no other user here: {done.stderr[-200:]}")
        assert "No permission to write" in done.stdout
        assert old_page.read_bytes() == OLD
        assert [each.name for each in old_page.parent.iterdir()] == ["index.html"]
    finally:
        old_page.parent.chmod(0o755)


@needs_posix
def test_a_build_under_a_limit_of_file_size_says_no_space(small_folder: Path) -> None:
    page = build(small_folder).path
    before = page.read_bytes()
    code = (
        "import resource, signal, sys; from mapgen.commands.main import main\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))\n"
        "main(['build', sys.argv[1]])"
    )
    atlases.change_event(small_folder, "1991-karachi-east", title="Another title")
    done = run_forked(code, small_folder)
    assert done.returncode == 3
    assert "No space is left to write" in done.stderr
    assert "Traceback" not in done.stderr
    assert page.read_bytes() == before
    assert [each.name for each in page.parent.iterdir()] == ["index.html"]


@needs_posix
@pytest.mark.parametrize("kind", ["pipe", "device", "long"])
def test_what_cannot_be_replaced_is_left_alone(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "index.html"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/null")
    else:
        path = tmp_path / ("x" * 300 + ".html")
    with pytest.raises(OutputError) as caught:
        write_whole(path, NEW)
    assert "\n" not in str(caught.value)
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    assert not list(Path("/dev").glob(".null.*.part"))
    assert len(list(tmp_path.iterdir())) == (0 if kind == "long" else 1)


def test_a_link_to_nowhere_gives_way_to_the_page(tmp_path: Path) -> None:
    path = tmp_path / "index.html"
    path.symlink_to(path.name)
    write_whole(path, NEW)
    assert path.read_bytes() == NEW


def test_a_name_that_is_a_pattern_has_its_leftovers_removed(tmp_path: Path) -> None:
    path = tmp_path / "map [1]*.html"
    left = tmp_path / ".map [1]*.html.1-0.part"
    left.write_bytes(b"half")
    other = tmp_path / ".map 1.html.1-0.part"
    other.write_bytes(b"of another page")
    write_whole(path, NEW)
    assert not left.exists()
    assert other.exists()
