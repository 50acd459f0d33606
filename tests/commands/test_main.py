"""The commands: what they print, where, and with which status they end."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import atlases
import pytest
from click.testing import CliRunner, Result

from mapgen import __version__
from mapgen.commands.main import main

ROOT = Path(__file__).resolve().parents[2]
HEAVY = (
    "pandas",
    "starlette",
    "uvicorn",
    "geopandas",
    "shapely",
    "folium",
    "numpy",
    "jinja2",
    "rich",
    "babel",
)
UNUSED = (
    "pandas",
    "geopandas",
    "pyproj",
    "requests",
    "urllib.request",
    "xyzservices",
    "branca.colormap",
    "numpy.ma",
)
"""What neither a check nor a build of a few events uses."""


def run(*arguments: object) -> Result:
    """A command in this process; an exception that it lets out is the test's failure."""
    return CliRunner().invoke(main, [str(each) for each in arguments], catch_exceptions=False)


def run_alone(*arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
    """A command in a Python of its own."""
    return subprocess.run(
        [sys.executable, "-m", "mapgen", *map(str, arguments)],
        cwd=options.pop("cwd", ROOT),
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        **options,
    )


def break_two_events(folder: Path) -> None:
    atlases.write_events(
        folder,
        [
            {**atlases.EVENTS[0], "date": "Dec-86"},
            {**atlases.EVENTS[1], "summary": "Nobody said so."},
        ],
    )


# --- starting


def test_the_version_is_the_packages() -> None:
    assert run("--version").output == f"mapgen, version {__version__}\n"
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'\nversion = "{__version__}"\n' in settings


def test_python_m_mapgen_is_the_same_command() -> None:
    alone = run_alone("--help")
    assert alone.returncode == 0
    assert alone.stdout.replace("python -m mapgen", "mapgen") == run("--help").output.replace(
        "Usage: main", "Usage: mapgen"
    )


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["build", "--help"]])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys\nfrom mapgen.commands.main import main\n"
        f"main({arguments!r}, standalone_mode=False)\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_check_and_a_build_of_few_events_load_no_large_library_that_they_do_not_use(
    small_folder: Path, tmp_path: Path
) -> None:
    for arguments in (["check"], ["build", "-o", str(tmp_path)]):
        code = (
            "import sys\nfrom mapgen.commands.main import main\n"
            f"main([*{arguments!r}, {str(small_folder)!r}], standalone_mode=False)"
        )
        ending = f"print([name for name in {UNUSED!r} if name in sys.modules])"
        done = subprocess.run(
            [sys.executable, "-c", f"import atexit, sys\natexit.register(lambda: {ending})\n{code}"],
            cwd=ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert done.stdout.splitlines()[-1] == "[]"


def test_folium_that_is_imported_quickly_makes_the_same_map() -> None:
    code = """
import folium, jinja2, requests, urllib.request, webbrowser, xyzservices
class Colours(folium.LinearColormap):
    pass
def page():
    map_ = folium.Map((24.9, 67.0), zoom_start=9)
    folium.TileLayer(xyzservices.providers.OpenStreetMap.HOT).add_to(map_)
    folium.ColorLine([(0, 0), (1, 1)], [0.5], colormap=Colours(["red", "blue"])).add_to(map_)
    folium.ColorLine([(0, 0), (1, 1)], [2], colormap=["red", "blue"], nb_steps=3).add_to(map_)
    map_.add_child(folium.branca.colormap.linear.viridis.to_step(4))
    folium.Marker((24.9, 67.0), popup="<b>x</b>", icon=folium.Icon(color="red")).add_to(map_)
    folium.GeoJson({"type": "FeatureCollection", "features": []}).add_to(map_)
    folium.LayerControl().add_to(map_)
    return map_.get_root().render()
import re
print(re.sub(r"[0-9a-f]{32}", "ID", page()))
print(isinstance(Colours(["red", "blue"]), folium.ColorMap), isinstance(1, folium.ColorMap))
print(webbrowser.open, urllib.request.urlopen, folium.branca.element.urlopen("data:,x").read())
print(requests.get, jinja2.Environment.from_string.__module__, *map(type, sys.meta_path))
import pandas
"""
    said = [
        subprocess.run(
            [sys.executable, "-c", f"import sys\n{first}\n{code}"],
            cwd=ROOT, capture_output=True, text=True, check=True,
        ).stdout
        for first in ("", "from mapgen.commands.quick_folium import import_folium as i; i()")
    ]  # fmt: skip
    plain, quick = (re.sub(r" at 0x\w+", "", each) for each in said)
    assert quick == plain
    assert "L.marker" in plain


def test_no_threads_are_started_for_linear_algebra_unless_they_are_asked_for(
    monkeypatch: pytest.MonkeyPatch, small_folder: Path
) -> None:
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    run("check", small_folder)
    assert os.environ["OPENBLAS_NUM_THREADS"] == "1"
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "3")
    run("check", small_folder)
    assert os.environ["OPENBLAS_NUM_THREADS"] == "3"


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = f"import sys, mapgen\nprint([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_what_the_package_offers_can_be_had() -> None:
    import mapgen

    for name in mapgen.__all__:
        assert getattr(mapgen, name) is not None
    assert set(dir(mapgen)) == set(mapgen.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        mapgen.nonsense  # noqa: B018


# --- check


def test_check_says_that_there_is_no_error(small_folder: Path) -> None:
    result = run("check", small_folder)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == "8 events checked. 1 warning."
    assert result.stdout.startswith("warning: events.csv:6: place: 'edge-colony': ")


def test_check_lists_every_problem_and_ends_with_one(small_folder: Path) -> None:
    break_two_events(small_folder)
    result = run("check", small_folder)
    assert result.exit_code == 1
    assert "events.csv:2: date: 'Dec-86': " in result.stdout
    assert "events.csv:3: summary: 'Nobody said so.': " in result.stdout
    assert result.stdout.splitlines()[-1].startswith("2 errors")


def test_check_prints_json_and_nothing_else_on_stdout(small_folder: Path) -> None:
    break_two_events(small_folder)
    result = run("check", small_folder, "--format", "json")
    found = json.loads(result.stdout)
    assert result.exit_code == 1
    assert found["errors"] == 2
    assert found["warnings"] == len(found["problems"]) - 2
    first = found["problems"][0]
    assert {"file", "line", "column", "value", "message", "mend", "severity", "code"} == set(first)
    errors = [each for each in found["problems"] if each["severity"] == "error"]
    assert [(each["file"], each["line"], each["column"]) for each in errors] == [
        ("events.csv", 2, "date"),
        ("events.csv", 3, "summary"),
    ]


def test_check_prints_a_workflows_annotations(small_folder: Path) -> None:
    # What an editor typed must not become an annotation of its own.
    atlases.change_event(small_folder, "1991-karachi-east", category="x%\n::error::y")
    result = run("check", small_folder, "--format", "github")
    assert result.exit_code == 1
    (error,) = (line for line in result.stdout.splitlines() if line.startswith("::error"))
    file = (small_folder / "events.csv").as_posix().replace(":", "%3A")
    assert error.startswith(f"::error file={file},line=8,title=field/unknown-value::")
    assert "%25" in error
    assert not any(line.startswith("::error::y") for line in result.stdout.splitlines())


def test_check_takes_the_folder_one_stands_in(
    small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small_folder)
    assert run("check").exit_code == 0


# --- build


def test_build_ends_with_a_summary_and_the_path(small_folder: Path, tmp_path: Path) -> None:
    result = run("build", small_folder, "-o", tmp_path / "out")
    assert result.exit_code == 0
    page = tmp_path / "out" / "index.html"
    counts, size, path = result.stdout.splitlines()[-3:]
    assert counts == "8 events, 6 places, 4 sources, 3 districts"
    assert size.startswith(f"{page.stat().st_size:,} bytes in ")
    assert path == str(page)
    assert "Reading the events …" in result.stderr
    assert "warning: events.csv:6" in result.stderr


def test_build_writes_into_the_settings_output_folder(small_folder: Path) -> None:
    settings = small_folder / "mapgen.toml"
    settings.write_text(
        'output = "public"\n' + settings.read_text(encoding="utf-8"), encoding="utf-8"
    )
    assert run("build", small_folder).exit_code == 0
    assert (small_folder / "public" / "index.html").exists()


def test_build_with_errors_writes_nothing_and_ends_with_one(small_folder: Path) -> None:
    break_two_events(small_folder)
    result = run("build", small_folder)
    assert result.exit_code == 1
    assert "events.csv:2: date: 'Dec-86'" in result.stderr
    assert "Nothing was written." in result.stderr
    assert result.stdout == ""
    assert not (small_folder / "output").exists()


def test_a_page_that_cannot_be_written_ends_with_two(small_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("notes", encoding="utf-8")
    result = run("build", small_folder, "-o", tmp_path / "file")
    assert result.exit_code == 2
    assert f"Error: {tmp_path / 'file'} is a file" in result.stderr


# --- wrong use


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "/nowhere/at/all"],
        ["check", "/nowhere/at/all"],
        ["check", __file__],
        ["check", "--format", "xml"],
        ["check", "--nonsense"],
        ["nonsense"],
    ],
)
def test_wrong_use_ends_with_two_and_says_what_is_right(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Usage:" in result.stderr
    assert "Traceback" not in result.output


def test_output_that_cannot_show_urdu_gets_numbers_and_no_traceback(small_folder: Path) -> None:
    atlases.change_event(small_folder, "1991-karachi-east", category="فساد")
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    done = run_alone("check", small_folder, env=environment)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "\\u0641" in done.stdout


def test_on_a_terminal_progress_is_drawn_on_stderr(small_folder: Path) -> None:
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "mapgen", "check", str(small_folder)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "80"},
    )
    os.close(theirs)
    seen = b""
    try:
        while chunk := os.read(ours, 4096):
            seen += chunk
    except OSError:  # how Linux says that the other end is closed
        pass
    os.close(ours)
    out, _ = process.communicate()
    assert process.returncode == 0
    assert "Reading the events" in seen.decode() or "Joining" in seen.decode()
    assert b"\x1b" in seen
    assert out.decode().splitlines()[-1] == "8 events checked. 1 warning."


def test_a_full_disk_is_no_fault_of_the_records(
    small_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("mapgen.files.write.os.fsync", full)
    done = run("build", small_folder, "-o", tmp_path / "out")
    assert done.exit_code == 3
    assert "Error: No space is left to write" in done.stderr
    assert run("export", small_folder, "--to", "ris", "-o", tmp_path / "a.ris").exit_code == 3
