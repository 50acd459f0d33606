"""A build: the same bytes from the same folder, and a whole page whatever happens to it."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import atlases
import pytest
from processes import start, stop

from mapgen.build import OutputError, build
from mapgen.problems import InputError

ROOT = Path(__file__).resolve().parent.parent
needs_posix = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")

# Builds two atlases in turn, so that each kill can meet any moment of a build.
BUILDER = """
import itertools, sys
from mapgen.build import build
first, second, out = sys.argv[1:]
build(first, out)
print("ready", flush=True)
for folder in itertools.cycle([second, first]):
    build(folder, out)
"""


def bytes_of(folder: Path, **options: Any) -> bytes:
    """The page that a Python of its own makes of a folder."""
    out = folder.parent / "alone"
    subprocess.run(
        [sys.executable, "-m", "mapgen", "build", str(folder), "-o", str(out)],
        check=True,
        capture_output=True,
        **options,
    )
    return (out / "index.html").read_bytes()


@pytest.fixture
def other_folder(small_folder: Path) -> Path:
    """The small atlas under another title."""
    folder = small_folder.parent / "other"
    shutil.copytree(small_folder, folder)
    settings = folder / "mapgen.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("A small atlas", "Another atlas"), encoding="utf-8")
    return folder


def test_the_report_counts_what_was_written(small_folder: Path) -> None:
    report = build(small_folder)
    assert report.path == small_folder.resolve() / "output" / "index.html"
    assert report.bytes == report.path.stat().st_size
    assert (report.events, report.places, report.sources, report.districts) == (8, 6, 4, 3)
    assert [each.value for each in report.warnings] == ["edge-colony"]
    assert report.seconds > 0


def test_a_file_name_can_be_given_for_the_page(small_folder: Path, tmp_path: Path) -> None:
    report = build(small_folder, tmp_path / "deep" / "karachi.html")
    assert report.path == tmp_path / "deep" / "karachi.html"
    assert report.path.exists()


def test_progress_names_each_step(small_folder: Path) -> None:
    steps: list[str] = []
    build(small_folder, progress=steps.append)
    assert steps[-2:] == [
        "Laying out the page",
        f"Writing {small_folder.resolve() / 'output' / 'index.html'}",
    ]


def test_two_builds_give_the_same_bytes(small_folder: Path) -> None:
    first = build(small_folder).path.read_bytes()
    assert build(small_folder).path.read_bytes() == first


def test_the_bytes_do_not_depend_on_place_time_zone_language_or_hashes(
    small_folder: Path, tmp_path: Path
) -> None:
    here = {**os.environ, "PYTHONPATH": str(ROOT)}
    first = bytes_of(small_folder, cwd=ROOT, env={**here, "PYTHONHASHSEED": "1", "TZ": "UTC"})
    moved = tmp_path / "moved elsewhere" / "small"
    shutil.copytree(small_folder, moved)
    for file in moved.rglob("*"):
        os.utime(file, (1, 1))
    changed = {"PYTHONHASHSEED": "2", "TZ": "Asia/Karachi", "LC_ALL": "C.UTF-8", "LANGUAGE": "ur"}
    assert bytes_of(moved, cwd=tmp_path, env={**here, **changed}) == first


@pytest.mark.more
def test_the_real_records_give_the_same_bytes_twice(tmp_path: Path) -> None:
    if not (ROOT / "events.csv").exists():
        pytest.skip("this checkout has no records")
    pages = [build(ROOT, tmp_path / name).path.read_bytes() for name in ("one", "two")]
    assert pages[0] == pages[1]


def test_errors_leave_the_old_page(small_folder: Path) -> None:
    page = build(small_folder).path
    before = page.read_bytes()
    atlases.change_event(small_folder, "1991-karachi-east", date="21/3/1991")
    with pytest.raises(InputError):
        build(small_folder)
    assert page.read_bytes() == before
    assert [each.name for each in page.parent.iterdir()] == ["index.html"]


def test_an_output_folder_that_is_a_file_is_said_so(small_folder: Path) -> None:
    (small_folder / "output").write_text("notes", encoding="utf-8")
    with pytest.raises(OutputError, match="is a file"):
        build(small_folder)


def test_an_output_folder_that_went_away_is_made_again(small_folder: Path) -> None:
    page = build(small_folder).path
    shutil.rmtree(page.parent)
    assert build(small_folder).path.exists()


@pytest.mark.more
@needs_posix
def test_a_build_killed_at_any_moment_leaves_a_whole_page(
    small_folder: Path, other_folder: Path, tmp_path: Path
) -> None:
    whole = {build(folder).path.read_bytes() for folder in (small_folder, other_folder)}
    assert len(whole) == 2
    out = tmp_path / "out"
    moments = random.Random(1990)
    for _ in range(6):
        process = start(BUILDER, small_folder, other_folder, out)
        try:
            until = time.monotonic() + moments.uniform(0, 0.4)
            while time.monotonic() < until:
                assert (out / "index.html").read_bytes() in whole
        finally:
            stop(process)
        assert (out / "index.html").read_bytes() in whole
    build(small_folder, out)
    assert [each.name for each in out.iterdir()] == ["index.html"]


@pytest.mark.more
@needs_posix
def test_two_builds_into_one_folder_do_not_mix(
    small_folder: Path, other_folder: Path, tmp_path: Path
) -> None:
    whole = {build(folder).path.read_bytes() for folder in (small_folder, other_folder)}
    out = tmp_path / "out"
    builders = [start(BUILDER, folder, folder, out) for folder in (small_folder, other_folder)]
    try:
        seen = set()
        until = time.monotonic() + 20
        while seen != whole and time.monotonic() < until:
            page = (out / "index.html").read_bytes()
            assert page in whole
            seen.add(page)
        assert seen == whole
        assert [builder.poll() for builder in builders] == [None, None]
    finally:
        for builder in builders:
            stop(builder)
