"""mapgen new: a starter that checks without a word and builds, and nothing that is overwritten."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mapgen._version import __version__
from mapgen.atlas.atlas import read_atlas
from mapgen.commands.main import main
from mapgen.records.settings import GLYPHS


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments], catch_exceptions=False)


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    folder = tmp_path / "far" / "my atlas"
    assert run("new", folder).exit_code == 0
    return folder


def test_the_starter_has_no_problem_and_no_warning(starter: Path) -> None:
    result = run("check", starter)
    assert result.exit_code == 0
    assert result.stdout == "5 events checked. No problem.\n"


def test_the_starter_builds(starter: Path) -> None:
    assert run("build", starter).exit_code == 0
    page = (starter / "output" / "index.html").read_text(encoding="utf-8")
    assert "<title>An example atlas" in page


def test_every_event_says_that_it_is_invented(starter: Path) -> None:
    atlas = read_atlas(starter)
    for event in atlas.events.itertuples():
        assert event.summary.plain.startswith("This event is invented: ")
    for source in atlas.bibliography.values():
        assert source.note == "Invented for this example."


def test_the_starter_shows_what_there_is_to_learn(starter: Path) -> None:
    events = read_atlas(starter).events
    assert {span.kind for span in events["span"]} == {"date", "interval", "one-of"}
    assert set(events["confidence"]) == {"A", "B", "C"}
    assert set(events["place_precision"]) == {"spot", "neighbourhood", "town", "city"}
    assert {"established", "disputed", "unknown"} == set(events["attribution"])
    assert any(claims.low != claims.high for claims in events["deaths"])
    assert (events["place_id"] == "").sum() == 1


def test_the_starter_says_what_can_be_set_and_what_is_where(starter: Path) -> None:
    settings = (starter / "mapgen.toml").read_text(encoding="utf-8")
    for glyph in GLYPHS:
        assert glyph in settings
    readme = (starter / "README.md").read_text(encoding="utf-8")
    for path in starter.rglob("*"):
        if path.is_file() and path.name not in (".gitignore", "README.md"):
            assert path.relative_to(starter).as_posix() in readme


def test_every_command_of_its_readme_is_one(starter: Path) -> None:
    readme = (starter / "README.md").read_text(encoding="utf-8")
    commands = {line.split()[1] for line in readme.splitlines() if line.startswith("    mapgen ")}
    assert commands == {"preview", "check", "build"}
    for command in commands:
        assert run(command, "--help").exit_code == 0


def test_what_a_build_writes_is_not_for_the_repository(starter: Path) -> None:
    assert "output/" in (starter / ".gitignore").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", ["events.csv", ".hidden", "a folder/"])
def test_a_folder_that_is_not_empty_is_refused(tmp_path: Path, name: str) -> None:
    held = tmp_path / name
    held.mkdir() if name.endswith("/") else held.write_text("mine")
    result = run("new", tmp_path)
    assert result.exit_code == 2
    assert result.stderr == (
        f"Error: {tmp_path} is not empty: it holds {held.name}. Name a new folder.\n"
    )
    assert [each.name for each in tmp_path.iterdir()] == [held.name]


def test_an_empty_folder_and_a_fresh_repository_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    assert run("new", ".").exit_code == 0
    assert (tmp_path / "events.csv").exists()


def test_a_file_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        result = run("new", folder)
        assert result.exit_code == 2
        assert result.stderr.startswith("Error: ")


def test_it_says_how_to_go_on(tmp_path: Path) -> None:
    folder = tmp_path / "two words"
    lines = run("new", folder).stdout.splitlines()
    assert f'See it:         mapgen preview "{folder}"' in lines


def test_for_github_it_has_a_workflow_whose_commands_work(tmp_path: Path) -> None:
    yaml = pytest.importorskip("yaml")
    folder = tmp_path / "atlas"
    assert run("new", folder, "--github").exit_code == 0
    assert (folder / "requirements.txt").read_text("utf-8") == f"mapgen=={__version__}\n"
    workflow = yaml.safe_load((folder / ".github/workflows/atlas.yml").read_text("utf-8"))
    assert set(workflow[True]) == {"pull_request", "push", "workflow_dispatch"}  # YAML 1.1's "on"
    assert workflow["permissions"] == {"contents": "read"}
    steps = workflow["jobs"]["check"]["steps"]
    lines = [line for step in steps for line in step.get("run", "").splitlines()]
    commands = [each for line in lines for each in re.findall(r"mapgen ([a-z][^;|]*)", line)]
    assert [each.split()[0] for each in commands] == ["check", "diff", "build"]
    shutil.copytree(folder, tmp_path / "base")
    for command in commands:
        words = [
            str(folder / word) if word in (".", "public") else word for word in command.split()
        ]
        words = [str(tmp_path / "base") if word == "../base" else word for word in words]
        given = [*words, *([] if words[0] == "diff" else [folder])]
        assert run(*given).exit_code == 0, command
    assert (folder / "public/index.html").is_file()


def test_without_being_asked_it_has_no_workflow(starter: Path) -> None:
    assert not (starter / ".github").exists()
    assert not (starter / "requirements.txt").exists()
