"""An import's folder is the old one or the new one, and nothing that somebody wrote is lost."""

from __future__ import annotations

import contextlib
import csv
import errno
import os
import random
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from examples import more
from imported import FILES, command, imported

from mapgen.build import build
from mapgen.exchange import new_folder as module
from mapgen.exchange.new_folder import WRITTEN, lost_with, new_folder
from mapgen.files.swap import swap
from mapgen.files.write import OutputError, SurroundingsError

ROOT = Path(__file__).resolve().parents[2]
needs_posix = pytest.mark.skipif(os.name != "posix", reason="processes and links of POSIX")

CALLS = ("mkdir", "open", "rename", "replace", "fsync", "chmod", "unlink", "rmdir", "scandir")


def write(folder: Path, word: str) -> None:
    """What an import writes, in short; each file says which import it is from."""
    (folder / "docs").mkdir()
    for name in ("events.csv", "sources.json", "mapgen.toml", "docs/about.md"):
        (folder / name).write_text(word, encoding="utf-8")


def make(place: Path, word: str, **options: bool) -> Path | None:
    with new_folder(place, **options) as made:
        write(made.path, word)
    return made.backup


def words(folder: Path) -> set[str]:
    """Which imports the files of a folder are from: one, where it is whole."""
    names = ("events.csv", "sources.json", "mapgen.toml", "docs/about.md")
    return {(folder / name).read_text(encoding="utf-8") for name in names}


def beside(place: Path) -> list[str]:
    return sorted(each.name for each in place.parent.iterdir() if each != place)


@pytest.fixture(params=["at once", "in two steps"])
def place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where an import goes; not every system can exchange two folders at once."""
    if request.param == "in two steps":
        monkeypatch.setattr(module, "swap", lambda *_: False)
    return tmp_path / "atlas"


# --- what would be lost


def test_a_folder_is_made_and_made_anew(place: Path) -> None:
    make(place, "old")
    assert words(place) == {"old"}
    assert lost_with(place) == []
    make(place, "new", replace=True)
    assert words(place) == {"new"}
    assert beside(place) == []


def edit(place: Path) -> str:
    (place / "events.csv").write_text("by hand", encoding="utf-8")
    return "events.csv (edited since the import)"


def add(place: Path) -> str:
    (place / "story.md").write_text("by hand", encoding="utf-8")
    return "story.md (not written by an import)"


def add_in_the_output(place: Path) -> str:
    (place / "output").mkdir()
    (place / "output" / "notes.txt").write_text("by hand", encoding="utf-8")
    return "output/notes.txt (not written by an import)"


def write_a_page(place: Path) -> str:
    (place / "output").mkdir()
    (place / "output" / "index.html").write_text("<title>by hand</title>", encoding="utf-8")
    return "output/index.html (not written by an import)"


def forget(place: Path) -> str:
    (place / WRITTEN).unlink()
    return "events.csv (no record says whether it was edited)"


def damage_the_record(place: Path) -> str:
    (place / WRITTEN).write_text('["events.csv"', encoding="utf-8")
    return "events.csv (no record says whether it was edited)"


def link_a_file(place: Path) -> str:
    (place / "events.csv").rename(place.parent / "elsewhere.csv")
    (place / "events.csv").symlink_to(place.parent / "elsewhere.csv")
    return "events.csv (edited since the import)"


def link_a_folder(place: Path) -> str:
    (place / "more").symlink_to(place.parent)
    return "more (not written by an import)"


def keep_versions(place: Path) -> str:
    (place / ".git").mkdir()
    (place / ".git" / "config").write_text("by hand", encoding="utf-8")
    return ".git/config (not written by an import)"


CHANGES = (
    edit, add, add_in_the_output, write_a_page, forget, damage_the_record, link_a_file,
    link_a_folder, keep_versions,
)  # fmt: skip


def everything(folder: Path) -> dict[str, str]:
    return {
        each.relative_to(folder).as_posix(): str(each.readlink())
        if each.is_symlink()
        else each.read_text(encoding="utf-8")
        for each in folder.rglob("*")
        if each.is_symlink() or each.is_file()
    }


@needs_posix
@pytest.mark.parametrize("change", CHANGES)
def test_what_would_be_lost_is_told_and_stays(place: Path, change: Callable[[Path], str]) -> None:
    make(place, "old")
    said = change(place)
    before = everything(place)
    with pytest.raises(OutputError) as caught:
        make(place, "new", replace=True)
    assert said in str(caught.value)
    assert "--replace --backup" in str(caught.value)
    assert "atlas.backup-1" in str(caught.value)
    assert everything(place) == before
    assert [name for name in beside(place) if name != "elsewhere.csv"] == []


@needs_posix
@pytest.mark.parametrize("change", CHANGES)
def test_with_a_backup_the_folder_is_kept_as_it_was(
    place: Path, change: Callable[[Path], str]
) -> None:
    make(place, "old")
    change(place)
    before = everything(place)
    backup = make(place, "new", replace=True, backup=True)
    assert backup == place.with_name("atlas.backup-1")
    assert everything(backup) == before
    assert words(place) == {"new"}
    edit(place)
    assert make(place, "newer", replace=True, backup=True) == place.with_name("atlas.backup-2")
    assert everything(backup) == before


@needs_posix
def test_folders_too_deep_to_look_through_are_left_alone(place: Path) -> None:
    make(place, "old")
    here = os.open(place, os.O_RDONLY)
    for _ in range(2_000):
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    with contextlib.suppress(OutputError):  # a newer Python looks through them, and finds no file
        make(place, "new", replace=True)
    assert len(words(place)) == 1
    subprocess.run(["rm", "-rf", str(place)], check=True)


def test_what_is_edited_while_an_import_runs_is_kept(place: Path) -> None:
    make(place, "old")
    with new_folder(place, replace=True) as made:
        write(made.path, "new")
        edit(place)
    assert words(place) == {"new"}
    assert made.backup is not None
    assert (made.backup / "events.csv").read_text(encoding="utf-8") == "by hand"


def test_a_page_that_was_built_is_no_loss(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    imported(folder, "ucdp", FILES / "ucdp-25.csv")
    build(folder)
    assert lost_with(folder) == []


# --- who may write, and where


@needs_posix
def test_permissions_stay(place: Path) -> None:
    make(place, "old")
    place.chmod(0o700)
    (place / "events.csv").chmod(0o600)
    make(place, "new", replace=True)
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    assert stat.S_IMODE((place / "events.csv").stat().st_mode) == 0o600
    assert stat.S_IMODE((place / "sources.json").stat().st_mode) != 0o600


@needs_posix
def test_a_new_folder_is_for_whom_the_umask_says(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        make(tmp_path / "a", "new")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o750


@needs_posix
def test_a_link_to_a_folder_stays_a_link(place: Path) -> None:
    make(place, "old")
    link = place.with_name("link")
    link.symlink_to(place)
    make(link, "new", replace=True)
    assert link.is_symlink()
    assert words(place) == {"new"}


def test_nobody_loses_the_ground_they_stand_on(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(place, "old")
    for where in (place, place / "docs"):
        monkeypatch.chdir(where)
        with pytest.raises(OutputError, match=r"where you are.*cd \.\."):
            make(Path(), "new", replace=True) if where == place else make(
                place, "new", replace=True
            )
    assert words(place) == {"old"}


@needs_posix
def test_two_imports_at_once_do_not_remove_each_other(place: Path) -> None:
    with new_folder(place) as first:
        write(first.path, "first")
        with new_folder(place) as second:
            write(second.path, "second")
        assert words(place) == {"second"}
        assert first.path.is_dir(), "the first one is still being written"
        with pytest.raises(OutputError, match="is not empty"):
            make(place, "third")
    # The place was free when the first began: it takes it, and the second was an import as well.
    assert words(place) == {"first"}
    assert beside(place) == []


@pytest.mark.parametrize(
    ("number", "kind"), [(errno.ENOSPC, SurroundingsError), (errno.EACCES, OutputError)]
)
def test_a_fault_leaves_the_old_folder(place: Path, number: int, kind: type[OutputError]) -> None:
    make(place, "old")

    def fail() -> None:
        with new_folder(place, replace=True) as made:
            write(made.path, "new")
            raise OSError(number, os.strerror(number))

    with pytest.raises(OutputError) as caught:
        fail()
    assert type(caught.value) is kind
    assert os.strerror(number) in str(caught.value)
    assert words(place) == {"old"}
    assert beside(place) == []


# --- killed


class Ends:
    """The system's calls, counted; at number `moment` the process ends."""

    def __init__(self, moment: int) -> None:
        self.made = 0
        for name in CALLS:
            setattr(os, name, self._counted(getattr(os, name), moment))

    def _counted(self, real: Any, moment: int) -> Any:
        def call(*arguments: Any, **options: Any) -> Any:
            if self.made == moment:
                os._exit(9)
            self.made += 1
            return real(*arguments, **options)

        return call


def killed_at(moment: int, work: Callable[[], object]) -> bool:
    """Whether a process that does some work was ended at a call of it."""
    child = os.fork()
    if not child:
        try:
            Ends(moment)
            work()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) in (0, 9)
    return os.waitstatus_to_exitcode(status) == 9


def moments(step: int = 1) -> Iterator[int]:
    yield from range(0, 300, step)


@needs_posix
@pytest.mark.parametrize("step", [7, more(1)])
def test_killed_at_any_call_the_folder_is_the_old_one_or_the_new_one(
    place: Path, step: int
) -> None:
    found = set()
    for moment in moments(step):
        make(place, "old", replace=True)
        if not killed_at(moment, lambda: make(place, "new", replace=True)):
            break
        if place.exists():
            (word,) = words(place)
            found.add(word)
        else:
            found.add("away")
        make(place, "newer", replace=True)
        assert words(place) == {"newer"}
        assert beside(place) == [], "the next import removes what is left"
    assert moment > 30
    possible = {"old", "new"} if module.swap is swap else {"old", "new", "away"}
    assert found <= possible
    assert "old" in found
    assert step > 1 or found == possible


@pytest.mark.more
@needs_posix
@pytest.mark.parametrize("backup", [False, True])
def test_killed_at_any_call_an_edited_file_is_somewhere(place: Path, backup: bool) -> None:
    """Edited after the import has looked, or with --backup: kept in any case."""

    def work() -> None:
        with new_folder(place, replace=True, backup=backup) as made:
            write(made.path, "new")
            if not backup:
                edit(place)

    kept = 0
    for moment in moments():
        for each in place.parent.iterdir():
            subprocess.run(["rm", "-rf", str(each)], check=True)
        make(place, "old")
        if backup:
            edit(place)
        killed = killed_at(moment, work)
        edited = [
            each
            for each in place.parent.glob("**/events.csv")
            if each.read_text("utf-8") == "by hand"
        ]
        assert edited or (not backup and words(place) == {"old"}), moment
        make(place, "newer", replace=True, backup=True)
        assert words(place) == {"newer"}
        hidden = [name for name in beside(place) if not name.startswith("atlas.backup-")]
        assert hidden == [], moment
        if edited:
            kept += 1
            texts = [each.read_text("utf-8") for each in place.parent.glob("*/events.csv")]
            assert "by hand" in texts, moment
        if not killed:
            break
    assert moment > 30
    assert kept


IMPORTER = """
import itertools, sys
from pathlib import Path
from mapgen.commands.main import main
first, second, out = sys.argv[1:]
main(["import", "csv", first, "-o", out, "--replace"], standalone_mode=False)
print("ready", flush=True)
for table in itertools.cycle([second, first]):
    main(["import", "csv", table, "-o", out, "--replace"], standalone_mode=False)
"""


@pytest.mark.more
@needs_posix
def test_the_command_killed_at_any_moment_leaves_a_whole_folder(tmp_path: Path) -> None:
    tables = []
    for year in ("1986", "1988"):
        tables.append(tmp_path / f"{year}.csv")
        rows = "".join(f"{year},Place {number}\n" for number in range(400))
        tables[-1].write_text(f"date,place\n{rows}", encoding="utf-8")
    place = tmp_path / "place" / "atlas"
    moment = random.Random(1988)
    left = 0
    for _ in range(12):
        process = subprocess.Popen(
            [sys.executable, "-c", IMPORTER, *map(str, tables), str(place)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        while process.stdout.readline() not in ("ready\n", ""):
            pass
        time.sleep(moment.uniform(0, 0.5))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        with (place / "events.csv").open(encoding="utf-8", newline="") as file:
            dates = [row["date"] for row in csv.DictReader(file)]
        assert dates in (["1986"] * 400, ["1988"] * 400)
        assert lost_with(place) == []
        left += bool(beside(place))
    assert left, "no kill met an import: the test tests nothing"
    assert command("csv", tables[0], "-o", place, "--replace").exit_code == 0
    assert beside(place) == []


# --- the command


def test_the_command_says_what_would_be_lost_and_where_it_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    imported(folder, "ucdp", FILES / "ucdp-25.csv")
    edit(folder)
    refused = command("ucdp", FILES / "ucdp-5.csv", "-o", folder, "--replace")
    assert refused.exit_code == 2
    assert "events.csv (edited since the import)" in refused.stderr
    assert "Nothing was written." in refused.stderr
    done = command("ucdp", FILES / "ucdp-5.csv", "-o", folder, "--replace", "--backup")
    assert done.exit_code == 0
    assert f"The folder before is kept: {folder}.backup-1" in done.stdout
    assert (tmp_path / "a.backup-1" / "events.csv").read_text(encoding="utf-8") == "by hand"
    alone = command("ucdp", FILES / "ucdp-5.csv", "-o", folder, "--backup")
    assert alone.exit_code == 2
    assert "--backup is for --replace" in alone.stderr
