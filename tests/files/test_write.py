"""A file is written whole or not at all, whatever happens to the writer."""

from __future__ import annotations

import errno
import os
import random
import stat
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from processes import start, stop

from mapgen.files import write as output
from mapgen.files.directory import open_place
from mapgen.files.write import OutputError, write_whole

ROOT = Path(__file__).resolve().parents[2]
needs_posix = pytest.mark.skipif(os.name != "posix", reason="signals and limits of POSIX")

# Each page is one letter, many times, so that a mixture or a part of one is seen at once.
WRITER = """
import itertools, sys
from pathlib import Path
from mapgen.files.write import write_whole
path, letters, size = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
print("ready", flush=True)
for letter in itertools.cycle(letters):
    write_whole(path, letter.encode() * size)
"""
SIZE = 3_000_000


def is_whole(path: Path) -> bool:
    content = path.read_bytes()
    return len(content) == SIZE and content == content[:1] * SIZE


def leftovers(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir() if each.name.endswith(".part"))


def test_a_file_and_its_folders_are_made(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "index.html"
    write_whole(path, b"page")
    assert path.read_bytes() == b"page"
    assert [each.name for each in path.parent.iterdir()] == ["index.html"]


def test_an_old_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "index.html"
    write_whole(path, b"old" * 1000)
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"


@needs_posix
def test_others_may_read_the_page_as_the_umask_says(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        write_whole(tmp_path / "index.html", b"page")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "index.html").stat().st_mode) == 0o644


@needs_posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o444])
def test_a_page_keeps_the_permissions_of_the_one_before(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "index.html"
    write_whole(path, b"old")
    path.chmod(mode)
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == mode


@needs_posix
def test_what_is_not_for_others_is_not_for_them_while_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "index.html"
    write_whole(path, b"old")
    path.chmod(0o600)

    def pieces() -> Iterator[bytes]:
        (unfinished,) = (each for each in tmp_path.iterdir() if each != path)
        yield oct(stat.S_IMODE(unfinished.stat().st_mode)).encode()

    write_whole(path, pieces())
    assert path.read_bytes() == b"0o600"


@needs_posix
def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "public" / "map.html"
    real.parent.mkdir()
    link = tmp_path / "index.html"
    link.symlink_to(real)
    write_whole(link, b"page")
    assert link.is_symlink()
    assert real.read_bytes() == b"page"


def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("notes", encoding="utf-8")
    for path in (tmp_path / "output" / "index.html", tmp_path / "output" / "deep" / "index.html"):
        with pytest.raises(OutputError, match="output is a file; the page needs a folder"):
            write_whole(path, b"page")
    assert (tmp_path / "output").read_text(encoding="utf-8") == "notes"


def test_a_folder_in_place_of_the_page_is_named(tmp_path: Path) -> None:
    (tmp_path / "index.html").mkdir()
    with pytest.raises(OutputError, match="is a folder"):
        write_whole(tmp_path / "index.html", b"page")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "No space is left to write"),
        (errno.EACCES, "No permission to write"),
        (errno.EROFS, "No permission to write"),
        (errno.EIO, "cannot be written"),
    ],
)
@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace"])
def test_a_fault_at_any_step_leaves_the_old_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str, call: str
) -> None:
    path = tmp_path / "index.html"
    write_whole(path, b"old")

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(output.os, call, fail)
    with pytest.raises(OutputError, match=said) as caught:
        write_whole(path, b"new" * 1000)
    monkeypatch.undo()
    assert "The page that was there is untouched." in str(caught.value)
    assert caught.value.status == (3 if number in (errno.ENOSPC, errno.EIO) else 2)
    assert path.read_bytes() == b"old"
    assert leftovers(tmp_path) == []


@needs_posix
def test_a_full_disk_is_said_in_words(tmp_path: Path) -> None:
    script = """
import resource, signal, sys
from pathlib import Path
from mapgen.files.write import OutputError, write_whole
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
print("ready", flush=True)
try:
    write_whole(Path(sys.argv[1]), b"n" * 3_000_000)
except OutputError as error:
    print(error)
"""
    path = tmp_path / "index.html"
    path.write_bytes(b"old")
    process = start(script, path)
    said, _ = process.communicate()
    assert "No space is left to write" in said
    assert path.read_bytes() == b"old"
    assert leftovers(tmp_path) == []


def test_an_interrupt_leaves_the_old_page_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "index.html"
    write_whole(path, b"old")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(output.os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert leftovers(tmp_path) == []


@pytest.mark.more
@needs_posix
def test_killed_at_any_moment_the_old_page_or_the_new_one_stands(tmp_path: Path) -> None:
    path = tmp_path / "index.html"
    write_whole(path, b"o" * SIZE)
    moments = random.Random(1988)
    left = 0
    for _ in range(25):
        process = start(WRITER, path, "ab", SIZE)
        time.sleep(moments.uniform(0, 0.03))
        stop(process)
        assert is_whole(path)
        left += bool(leftovers(tmp_path))
    assert left, "no kill met a write: the test tests nothing"
    write_whole(path, b"z" * SIZE)
    assert leftovers(tmp_path) == []
    assert is_whole(path)


@pytest.mark.more
@needs_posix
def test_two_builds_at_once_do_not_mix(tmp_path: Path) -> None:
    path = tmp_path / "index.html"
    writers = [start(WRITER, path, letter, SIZE) for letter in "ab"]
    try:
        seen = set()
        until = time.monotonic() + 2
        while time.monotonic() < until:
            if path.exists():
                assert is_whole(path)
                seen.add(path.read_bytes()[:1])
        assert seen == {b"a", b"b"}
        # Neither has thrown the other's unfinished file away and died of it.
        assert [writer.poll() for writer in writers] == [None, None]
    finally:
        for writer in writers:
            stop(writer)


@needs_posix
def test_what_another_build_still_writes_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    with (
        open_place(page) as (directory, name),
        output._neighbour(directory, name, None) as (temporary, descriptor),
    ):
        theirs = tmp_path / temporary
        os.write(descriptor, b"half")
        dead = tmp_path / ".index.html.1-0.part"
        dead.write_bytes(b"of a build that was killed")
        other_page = tmp_path / ".other.html.1-0.part"
        other_page.write_bytes(b"")
        write_whole(page, b"page")
        assert theirs.exists()
        assert not dead.exists()
        assert other_page.exists()
