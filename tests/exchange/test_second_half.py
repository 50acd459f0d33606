"""Half of a large table is written by a second process: the folder is that of one process."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from examples import more
from imported import FILES, command

from mapgen.exchange import second_half
from mapgen.exchange.common import csv_rows
from mapgen.exchange.second_half import SecondHalf, Work
from mapgen.files import processes

HEADER = (
    "id,type_of_violence,side_a,side_b,where_coordinates,where_prec,latitude,longitude,country,"
    "date_prec,date_start,date_end,best,high,low,source_article,event_clarity,later_column\n"
)


def written(folder: Path) -> dict[str, bytes]:
    """Every file of a folder but the name of the folder itself."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Runs an import in one process and in two: what each said and wrote, and what was added."""

    def run(form: str, *arguments: str | Path):
        added: list[bool] = []
        is_added = SecondHalf.is_added

        def noted(self: SecondHalf) -> bool:
            added.append(is_added(self))
            return added[-1]

        monkeypatch.setattr(SecondHalf, "is_added", noted)
        monkeypatch.setattr(processes, "cores", lambda: 2)
        found = []
        for most in (10**9, 0):
            monkeypatch.setattr(second_half, "MOST_ALONE", most)
            result = command(form, *arguments, "-o", tmp_path / "atlas", "--replace")
            assert not list(tmp_path.glob(".atlas*"))
            found.append((result.exit_code, result.output, written(tmp_path / "atlas")))
        monkeypatch.setattr(SecondHalf, "is_added", is_added)
        return *found, added

    return run


def table(path: Path, rows: int, **changed: str) -> Path:
    """A table of UCDP's shape in which all that a half knows differs from one to the other."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(HEADER)
        for row in range(rows):
            year = 1990 + row % 9 - (row > rows / 2) * 20
            late = "Ü" if row > rows / 2 else "U"
            own = {
                "id": str(row), "kind": str(1 + (row > rows / 2) + row % 2), "best": str(row % 5),
                "day": f"{year}-05-0{row % 9}",
            }  # fmt: skip
            own |= {name: text for name, text in changed.items() if row == rows - 1}
            file.write(
                f'{own["id"]},{own["kind"]},{late},"B, ""the 2nd""",Place {row % 7},{row % 8},'
                f"{row % 11}.5,20.25,{late}land,{row % 6},{own['day']},{year}-05-1{row % 9},"
                f"{own['best']},{row % 4},{row % 3},Report {row // 3 % 9} {late},{row % 3},x{row}\n"
            )
    return path


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("ucdp", "ucdp-hdx.csv"),
        ("acled", "acled-old.csv"),
        ("gtd", "gtd.csv"),
        more("ucdp", "ucdp-5.csv"),
        more("acled", "acled-new.csv"),
    ],
)
def test_two_processes_write_what_one_writes(both, form: str, name: str) -> None:
    one, two, added = both(form, FILES / name)
    assert one == two
    assert one[0] == 0
    assert added == [True]


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--country", "Üland"),
        more(("--where", "best>=2", "--coarse", "list")),
        more(("--bbox", "0,0,21,5")),
    ],
)
def test_all_that_a_half_knows_is_added(both, tmp_path: Path, options: tuple[str, ...]) -> None:
    one, two, added = both("ucdp", table(tmp_path / "t.csv", 300), *options)
    assert one == two
    assert one[0] == 0
    assert added == [True]


def test_a_packed_table_of_another_encoding_is_parted_too(both, tmp_path: Path) -> None:
    text = table(tmp_path / "t.csv", 300).read_text(encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "t.zip", "w") as packed:
        packed.writestr("t.csv", text.encode("cp1252"))
    one, two, added = both("ucdp", tmp_path / "t.zip")
    assert one == two
    assert added == [True]
    assert b"Windows-1252" in one[2]["import-report.csv"]


def test_several_files_are_parted_one_by_one(both, tmp_path: Path) -> None:
    first = table(tmp_path / "a.csv", 100)
    second = tmp_path / "b.csv"
    rows = first.read_text(encoding="utf-8").replace("\n", "\n9")
    second.write_text(rows.removesuffix("9"), encoding="utf-8")
    one, two, added = both("ucdp", first, second)
    assert one == two
    assert one[0] == 0
    assert added == [True, True]


@pytest.mark.parametrize("wrong", [{"id": "3"}, {"id": ""}, {"day": "5/6/1990"}, {"best": "many"}])
def test_what_is_wrong_is_reported_where_it_stands(
    both, tmp_path: Path, wrong: dict[str, str]
) -> None:
    one, two, added = both("ucdp", table(tmp_path / "t.csv", 200, **wrong))
    assert one == two
    assert added == [wrong != {"id": "3"}]  # whose id stands before it: it is not added again


def test_a_file_that_cannot_be_read_on_is_refused_alike(
    both, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_rows, "MAX_LINE", 400)
    one, two, added = both("ucdp", table(tmp_path / "t.csv", 200, day="1990" * 100))
    assert one == two
    assert one[0] == 1
    assert "more than 400 characters" in one[1]
    assert added == [False]


@pytest.mark.parametrize("fault", [lambda *_: 1 / 0, lambda *_: os._exit(3)])
def test_the_first_process_goes_on_where_the_second_one_fails(
    both, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault
) -> None:
    monkeypatch.setattr(Work, "done_in", fault)
    one, two, added = both("ucdp", table(tmp_path / "t.csv", 100))
    assert one == two
    assert added == [False]


KILLED = """
import os, signal, sys
from mapgen.commands.main import main
from mapgen.exchange import importing, second_half
from mapgen.exchange.second_half import Work
from mapgen.files import processes

first = os.getpid()

def killed(*_):
    os.kill(first, signal.SIGKILL)

def large(self, folder):
    while os.getppid() == first:
        pass
    return bytes(2**22)

second_half.MOST_ALONE = 0
processes.cores = lambda: 2
importing.read_rows, Work.done_in = killed, large
main(["import", "ucdp", *sys.argv[1:]])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process is no copy of this one")
def test_the_second_process_ends_when_the_first_one_is_killed(tmp_path: Path) -> None:
    arguments = str(table(tmp_path / "t.csv", 100)), "-o", str(tmp_path / "a")
    # Both processes hold the pipe: that it is at its end tells that both are.
    done = subprocess.run(
        [sys.executable, "-c", KILLED, *arguments], capture_output=True, check=False, timeout=60
    )
    assert done.returncode == -signal.SIGKILL


@pytest.mark.parametrize("refusing", ["process.BaseProcess.start", "context.BaseContext.Pipe"])
def test_no_second_process_is_needed(
    both, tmp_path: Path, refusing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: object) -> None:
        raise BlockingIOError

    monkeypatch.setattr(f"multiprocessing.{refusing}", refused)
    one, two, added = both("ucdp", table(tmp_path / "t.csv", 100))
    assert one == two
    assert added == [False]


def test_a_process_that_is_no_copy_of_this_one_does_the_same(
    both, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spawn = multiprocessing.get_context("spawn")
    monkeypatch.setattr(processes, "process_context", lambda: spawn)
    one, two, added = both("ucdp", table(tmp_path / "t.csv", 100), "--country", "Üland")
    assert one == two
    assert added == [True]


def test_formats_whose_rows_hang_together_and_small_files_are_not_parted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("mapgen.exchange.importing.second_half", refused)
    monkeypatch.setattr(processes, "cores", lambda: 2)
    small = table(tmp_path / "t.csv", 50)
    assert command("ucdp", small, "-o", tmp_path / "a").exit_code == 0
    monkeypatch.setattr(second_half, "MOST_ALONE", 0)
    mapped = ("--map", "date_start=date")
    assert command("csv", small, *mapped, "-o", tmp_path / "b").exit_code == 0
    monkeypatch.setattr(processes, "cores", lambda: 1)
    assert command("ucdp", small, "-o", tmp_path / "c").exit_code == 0
