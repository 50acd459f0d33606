"""Processes of this machine count what one process counts, whatever becomes of them."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import atlases
import psutil
import pytest
from examples import more

from mapgen.counts import processes as processes_module
from mapgen.counts.build import page_html, read_counted
from mapgen.counts.count_part import rows_of
from mapgen.counts.counted_atlas import CountedAtlas
from mapgen.counts.processes import Processes, cores
from mapgen.counts.work import ByDask
from mapgen.files.write import SurroundingsError
from mapgen.problems import InputError, Problem, Problems

TWO = Processes(2, worth=0)
"""One that counts the first parts, and another that is started whatever is left."""
HERE = ByDask(lambda work: work.compute(scheduler="synchronous"))
is_copied = pytest.mark.skipif(
    processes_module.process_context().get_start_method() != "fork",
    reason="what is put in the place of a function goes along with a copy only",
)


def parted(folder: Path, **changed: dict[str, str]) -> Path:
    """The eight events in a file each, `part-1.csv` and so on; cells of some are other ones."""
    atlases.small_atlas(folder)
    settings = (folder / "mapgen.toml").read_text(encoding="utf-8")
    (folder / "mapgen.toml").write_text(f'events = "events/*.csv"\n{settings}', encoding="utf-8")
    (folder / "events").mkdir()
    for number, event in enumerate(atlases.EVENTS, start=1):
        cells = event | changed.get(f"part_{number}", {})
        path = folder / "events" / f"part-{number}.csv"
        atlases.write_csv(path, atlases.EVENT_COLUMNS, [cells])
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return parted(tmp_path_factory.mktemp("parts") / "atlas")


@pytest.fixture(scope="module")
def page(folder: Path) -> str:
    """What one process makes of them by Dask's graph."""
    return page_html(counted(folder, HERE))


def counted(folder: Path, crew: Any) -> CountedAtlas:
    return read_counted(folder, crew, lambda _: None)[0]


def problems_in(folder: Path, crew: Any) -> list[Problem]:
    with pytest.raises(InputError) as caught:
        counted(folder, crew)
    return caught.value.problems


@pytest.mark.parametrize("crew", [TWO, more(Processes(1)), more(Processes(20, worth=0))])
def test_the_page_is_the_same_for_any_number(
    folder: Path, page: str, crew: Processes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mapgen.counts.count_part.ROWS", 2)
    assert page_html(counted(folder, crew)) == page


@is_copied
@pytest.mark.parametrize(("worth", "processes"), [(0, 3), (60, 1)])
def test_others_are_started_for_what_is_worth_it(
    folder: Path, tmp_path: Path, worth: float, processes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def noted(number: int) -> None:
        (tmp_path / str(os.getpid())).touch()
        if worth == 0 and number > 2:
            until(lambda: len(list(tmp_path.iterdir())) == processes)

    instead(monkeypatch, noted)
    counted(folder, Processes(3, worth))
    assert len(list(tmp_path.iterdir())) == processes


@pytest.mark.more
def test_processes_that_are_no_copies(
    folder: Path, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on systems where a copy of a process cannot go on."""
    spawn = multiprocessing.get_context("spawn")
    monkeypatch.setattr(processes_module, "process_context", lambda: spawn)
    assert page_html(counted(folder, TWO)) == page


def instead(monkeypatch: pytest.MonkeyPatch, act: Callable[[int], None]) -> None:
    """Let a process do something before it counts a part, told its number."""
    parent = os.getpid()

    def acted(part: Any, task: Any) -> Any:
        if os.getpid() != parent:
            act(int(part.name.removesuffix(".csv")[-1]))
        return rows_of(part, task)

    monkeypatch.setattr(processes_module, "rows_of", acted)


@is_copied
@pytest.mark.parametrize(
    ("crew", "parts"), [(Processes(1), "112233445678"), (TWO, "1233445678")], ids=["own", "other"]
)
def test_a_process_is_killed_midway_and_the_page_is_the_same(
    folder: Path,
    page: str,
    tmp_path: Path,
    crew: Processes,
    parts: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What it had counted before is counted again."""
    note = tmp_path / "parts"

    def killed(number: int) -> None:
        with note.open("a") as file:
            file.write(f"{number}\n")
        if number == 4 and note.read_text().split().count("4") == 1:
            os.kill(os.getpid(), signal.SIGKILL)

    instead(monkeypatch, killed)
    assert page_html(counted(folder, crew)) == page
    assert sorted(note.read_text().split()) == list(parts)


@is_copied
def test_whoever_counts_the_first_part_is_killed_and_the_page_is_the_same(
    folder: Path, page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = tmp_path / "killed"

    def killed(number: int) -> None:
        if number == 1 and not note.exists():
            note.touch()
            os.kill(os.getpid(), signal.SIGKILL)

    instead(monkeypatch, killed)
    assert page_html(counted(folder, TWO)) == page
    assert note.exists()


@is_copied
@pytest.mark.parametrize(("bad", "crew"), [(1, TWO), (3, TWO), (3, Processes(1))])
def test_a_part_that_kills_whoever_counts_it(
    folder: Path, bad: int, crew: Processes, monkeypatch: pytest.MonkeyPatch
) -> None:
    instead(monkeypatch, lambda number: os._exit(1) if number == bad else None)
    with pytest.raises(SurroundingsError, match="Processes died one after the other") as caught:
        counted(folder, crew)
    assert caught.value.status == 3
    assert not multiprocessing.active_children()


@is_copied
def test_all_processes_end_with_the_command(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hangs(number: int) -> None:
        if number > 2:
            (tmp_path / str(os.getpid())).touch()
            time.sleep(600)

    instead(monkeypatch, hangs)
    command = multiprocessing.get_context("fork").Process(target=counted, args=(folder, TWO))
    command.start()
    until(lambda: len(list(tmp_path.iterdir())) == 2)
    found = [psutil.Process(int(each.name)) for each in tmp_path.iterdir()]
    found += [each.parent() for each in found]
    command.kill()
    command.join()
    until(lambda: not any(is_at_work(each) for each in found))


def is_at_work(process: psutil.Process) -> bool:
    """Whether it is there; what has ended may wait for ever for somebody to ask how."""
    try:
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def until(is_so: Callable[[], bool]) -> None:
    """Wait for something that comes soon."""
    for _ in range(600):
        if is_so():
            return
        time.sleep(0.05)
    pytest.fail("it has not come")


def fails(error: Exception, _: int) -> None:
    raise error


@is_copied
@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "No space left on device"),
        more(MemoryError(), "MemoryError"),
    ],
)
def test_a_fault_of_the_machine(
    folder: Path, error: Exception, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    instead(monkeypatch, partial(fails, error))
    with pytest.raises(SurroundingsError, match=said):
        counted(folder, TWO)


@is_copied
@pytest.mark.parametrize("error", [ZeroDivisionError("here"), EOFError("here")])
def test_a_mistake_of_mapgen_is_not_blamed_on_the_machine(
    folder: Path, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    instead(monkeypatch, partial(fails, error))
    with pytest.raises(type(error), match="here") as caught:
        counted(folder, TWO)
    assert "in fails" in caught.value.__notes__[0]


def test_the_same_is_told_of_ids_of_all_parts(tmp_path: Path) -> None:
    folder = parted(
        tmp_path / "atlas",
        part_2={"related": "nobody"},
        part_3={"date": "soon"},
        part_5={"id": atlases.EVENTS[3]["id"]},
    )
    found = problems_in(folder, TWO)
    codes = {each.code for each in found if each.severity == "error"}
    assert codes >= {"related/unknown-event", "id/twice"}
    assert found == problems_in(folder, HERE)


@is_copied
def test_nobody_else_can_speak_to_them(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = tmp_path / "ports"

    def looked(_: int) -> None:
        with note.open("a") as file:
            file.write(f"{len(psutil.Process().net_connections('inet'))}\n")

    instead(monkeypatch, looked)
    counted(folder, TWO)
    assert set(note.read_text().split()) == {"0"}


def test_problems_that_are_many_stay_counted() -> None:
    def told(lines: range) -> Problems:
        found = Problems("a.csv")
        for line in lines:
            found.error("wrong", line=line, code="date/not-a-date")
        return found

    problems = told(range(100_000))
    problems.extend_once(told(range(99_990, 100_010)))
    problems.extend_once(told(range(10, 20)))
    assert list(problems)[-1].message == "10 more problems of this file are not listed"
    assert len(list(problems)) == 100_001


def test_there_is_a_core_at_least() -> None:
    assert 1 <= cores() <= (os.cpu_count() or 1)
