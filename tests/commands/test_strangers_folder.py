"""A folder of a stranger: no command follows its settings or links out of it, unless told to."""

from __future__ import annotations

import json
import os
import shutil
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mapgen.commands.main import main
from mapgen.desk.preview.edition import make_edition
from mapgen.desk.preview.watch import look
from mapgen.records.settings import PATHS, read_settings
from mapgen.records.wording import WORDS

needs_links = pytest.mark.skipif(os.name != "posix", reason="links need a permission on Windows")

SECRET = "ssh-ed25519 AAAAOWNER me"
READ = tuple(name for name in PATHS if name != "output")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments], catch_exceptions=False)


def say(folder: Path, line: str) -> None:
    """Put a line at the top of the folder's settings."""
    settings = folder / "mapgen.toml"
    settings.write_text(f"{line}\n{settings.read_text(encoding='utf-8')}", encoding="utf-8")


def everything(folder: Path) -> dict[str, bytes]:
    """All files below a folder, with what is in them."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


@pytest.fixture
def secret(small_folder: Path) -> Path:
    """A file of the owner's beside the stranger's folder."""
    path = small_folder.parent / "outside" / "authorized_keys"
    path.parent.mkdir()
    path.write_text(SECRET, encoding="utf-8")
    path.chmod(0o600)
    return path


# --- settings


@pytest.mark.parametrize("key", PATHS)
@pytest.mark.parametrize(
    "said", ["{secret}", "../outside/authorized_keys", "docs/../../outside/x", ".."]
)
def test_a_setting_that_leads_out_is_a_problem_with_its_line(
    small_folder: Path, secret: Path, key: str, said: str
) -> None:
    said = said.format(secret=secret)
    say(small_folder, f'\n{key} = "{said}"')
    result = run("check", small_folder, "--format", "json")
    assert result.exit_code == 1
    problems = json.loads(result.stdout)["problems"]
    (found,) = [each for each in problems if each["column"] == key]
    assert (found["file"], found["line"], found["severity"]) == ("mapgen.toml", 2, "error")
    assert found["value"] == said
    assert found["message"] == "not a path inside the folder"
    assert found["code"] == "file/outside-the-folder"
    assert "--trust" in found["mend"]
    assert ("-o" in found["mend"]) == (key == "output")
    assert SECRET[:12] not in result.output


def test_settings_in_a_pyproject_are_held_to_the_same(small_folder: Path) -> None:
    (small_folder / "mapgen.toml").unlink()
    (small_folder / "pyproject.toml").write_text(
        '[project]\nname = "x"\n[tool.mapgen]\nabout = "../x.md"\n', encoding="utf-8"
    )
    (problem,) = read_settings(small_folder)[1].errors
    assert (problem.file, problem.line, problem.column) == ("pyproject.toml", 4, "about")


def test_a_trusted_folder_keeps_its_sources_and_its_page_elsewhere(small_folder: Path) -> None:
    shutil.move(small_folder / "sources.json", small_folder.parent / "library.json")
    say(small_folder, f'sources = "../library.json"\noutput = "{small_folder.parent}/site"')
    assert run("build", small_folder).exit_code == 1
    assert not (small_folder.parent / "site").exists()
    for command in (("check",), ("build",), ("export", "--to", "geojson")):
        assert run(*command, small_folder, "--trust").exit_code == 0
    written = sorted(each.name for each in (small_folder.parent / "site").iterdir())
    assert written == ["index.html", "small.geojson"]


# --- links that are read


@needs_links
@pytest.mark.parametrize("name", [*READ, "mapgen.toml", "pyproject.toml"])
def test_a_link_out_in_place_of_a_file_is_not_read(
    small_folder: Path, secret: Path, name: str
) -> None:
    if name == "pyproject.toml":
        (small_folder / "mapgen.toml").unlink()
    path = small_folder / PATHS.get(name, name)
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to(secret)
    if name == "kept_words":  # which are read where there are words to keep
        words = small_folder / PATHS["loaded_words"]
        words.write_text(",".join(WORDS) + "\n", encoding="utf-8")
    result = run("build", small_folder)
    assert result.exit_code == 1
    shown = PATHS.get(name, name)
    assert f"{shown}: not read: the link {shown} leads out of the folder." in result.stderr
    assert "Nothing was written." in result.stderr
    assert SECRET[:12] not in result.output
    assert not (small_folder / "output").exists()
    listed = json.loads(run("check", small_folder, "--format", "json").stdout)["problems"]
    assert "file/outside-the-folder" in [each["code"] for each in listed if each["file"] == shown]
    edition = make_edition(small_folder, 1)
    assert edition.page is None
    assert not edition.failure


@needs_links
@pytest.mark.parametrize("folder", ["docs", "geodata"])
def test_a_folder_that_is_a_link_out_is_not_gone_into(small_folder: Path, folder: str) -> None:
    outside = small_folder.parent / folder
    (small_folder / folder).mkdir(exist_ok=True)
    (small_folder / "docs").mkdir(exist_ok=True)
    (small_folder / "docs" / "about.md").write_text(SECRET, encoding="utf-8")
    shutil.move(small_folder / folder, outside)
    (small_folder / folder).symlink_to(outside)
    result = run("build", small_folder)
    assert result.exit_code == 1
    assert f"the link {folder} leads out of the folder" in result.stderr
    assert run("build", small_folder, "--trust").exit_code == 0
    page = (small_folder / "output" / "index.html").read_text(encoding="utf-8")
    assert page


@needs_links
@pytest.mark.parametrize("name", ["docs/about.ur.md", "docs/guide.ur.md", "story.ur.md"])
def test_a_translation_that_is_a_link_out_is_not_read(
    small_folder: Path, secret: Path, name: str
) -> None:
    settings = small_folder / "mapgen.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('["en"]', '["en", "ur"]'), encoding="utf-8")
    assert '"ur"' in settings.read_text(encoding="utf-8")
    (small_folder / "docs").mkdir(exist_ok=True)
    for original in ("docs/about.md", "docs/guide.md"):
        (small_folder / original).write_text("Words.\n", encoding="utf-8")
    (small_folder / "story.md").write_text(
        "---\nchapter: introduction\ntitle: One\n---\nWords.\n", encoding="utf-8"
    )
    (small_folder / name).symlink_to(secret)
    result = run("check", small_folder)
    assert result.exit_code == 1
    assert f"{name}: not read: the link {name} leads out of the folder." in result.stdout


@needs_links
def test_a_link_inside_is_an_ordinary_file(small_folder: Path) -> None:
    (small_folder / "records").mkdir()
    shutil.move(small_folder / "events.csv", small_folder / "records" / "1988.csv")
    (small_folder / "events.csv").symlink_to("records/1988.csv")
    os.link(small_folder / "sources.json", small_folder.parent / "sources.json")
    assert run("build", small_folder).exit_code == 0


# --- links that are written to


@needs_links
@pytest.mark.parametrize("command", ["build", "build -o", "export", "export -o"])
@pytest.mark.parametrize("link", ["file", "folder"])
def test_nothing_is_written_behind_a_link_out(
    small_folder: Path, secret: Path, command: str, link: str
) -> None:
    words = command.split()
    name = "index.html" if words[0] == "build" else "small.geojson"
    output = small_folder / "output"
    if link == "file":
        output.mkdir()
        (output / name).symlink_to(secret)
    else:
        output.symlink_to(secret.parent)
    before = everything(secret.parent)
    options = ["--to", "geojson"] if words[0] == "export" else []
    if "-o" in words:  # the place is named, and yet it is the folder that leads on from there
        options += ["-o", str(output / name)]
    result = run(words[0], small_folder, *options)
    assert result.exit_code == 2
    assert "leads out of the folder" in result.stderr
    assert "-o" in result.stderr
    assert "--trust" in result.stderr
    assert everything(secret.parent) == before
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert run(words[0], small_folder, *options, "--trust").exit_code == 0


@needs_links
@pytest.mark.parametrize("at", ["small.csv", "small.csv-metadata.json", "small.csv-sources.json"])
def test_of_several_files_none_is_written_where_one_leads_out(
    small_folder: Path, secret: Path, at: str
) -> None:
    (small_folder / "output").mkdir()
    (small_folder / "output" / at).symlink_to(secret)
    result = run("export", small_folder, "--to", "csvw")
    assert result.exit_code == 2
    assert [each.name for each in (small_folder / "output").iterdir()] == [at]
    assert secret.read_text(encoding="utf-8") == SECRET


@needs_links
def test_where_the_command_line_says_so_a_page_goes_outside(small_folder: Path) -> None:
    (small_folder / "output").symlink_to("..")
    link = small_folder.parent / "site"
    (small_folder.parent / "www").mkdir()
    link.symlink_to("www")
    for place in (small_folder.parent / "public", link, small_folder.parent / "page.html"):
        assert run("build", small_folder, "-o", place).exit_code == 0
    assert (small_folder.parent / "www" / "index.html").exists()
    assert link.is_symlink()


def test_neither_page_nor_export_takes_the_place_of_the_records(small_folder: Path) -> None:
    shutil.move(small_folder / "events.csv", small_folder / "events.html")
    say(small_folder, 'events = "events.html"\noutput = "./events.html"')
    before = everything(small_folder)
    for command in (("build",), ("build", "-o", small_folder / "events.html")):
        result = run(*command, small_folder)
        assert result.exit_code == 2
        assert "is a file of the atlas itself" in result.stderr
    assert everything(small_folder) == before


# --- preview


@needs_links
def test_a_preview_looks_at_nothing_outside(small_folder: Path, secret: Path) -> None:
    say(small_folder, 'story = "../outside/authorized_keys"')
    (small_folder / "names.csv").symlink_to(secret)
    looks = {each.relative: seen for each, seen in look(small_folder).items()}
    assert looks["names.csv"] is None
    assert looks["mapgen.toml"] is not None
    assert str(secret) not in {str(each.path) for each in look(small_folder)}
