"""mapgen export: what it says, where it writes, and what it refuses."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import atlases
import pytest
from click.testing import CliRunner, Result

from mapgen.commands.main import main
from mapgen.exchange.common.event_cells import DERIVED_FIELDS, NESTED_FIELDS
from mapgen.exchange.registry import ENDINGS

ROOT = Path(__file__).resolve().parent.parent.parent


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments], catch_exceptions=False)


@pytest.mark.parametrize("form", ENDINGS)
def test_every_format_is_written_where_it_is_told(
    small_folder: Path, tmp_path: Path, form: str
) -> None:
    out = tmp_path / "new" / f"atlas{ENDINGS[form][0]}"
    result = run("export", small_folder, "--to", form, "-o", out)
    assert result.exit_code == 0, result.stderr
    assert out.stat().st_size > 100
    assert result.stdout.splitlines()[0].startswith("8 events, ")
    assert str(out) in result.stdout.splitlines()


@pytest.mark.parametrize("form", ENDINGS)
def test_by_default_it_goes_into_the_output_folder(small_folder: Path, form: str) -> None:
    result = run("export", small_folder, "--to", form)
    assert result.exit_code == 0
    for line in result.stdout.splitlines()[1:]:
        assert Path(line).parent == small_folder / "output"
        assert Path(line).exists()


def test_csvw_lays_its_description_and_sources_beside_the_table(
    small_folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "my events.csv"
    result = run("export", small_folder, "--to", "csvw", "-o", out)
    beside = [f"{out}-metadata.json", f"{out}-sources.json"]
    assert result.stdout.splitlines()[1:] == [str(out), *beside]


def test_records_with_errors_are_not_exported(small_folder: Path, tmp_path: Path) -> None:
    atlases.change_event(small_folder, "1985-karachi-north", date="Dec-86")
    out = tmp_path / "atlas.kml"
    out.write_text("old")
    result = run("export", small_folder, "--to", "kml", "-o", out)
    assert result.exit_code == 1
    assert "events.csv:4: date: 'Dec-86'" in result.stderr
    assert "Nothing was written." in result.stderr
    assert out.read_text() == "old"


def test_the_wrong_ending_is_refused(small_folder: Path, tmp_path: Path) -> None:
    result = run("export", small_folder, "--to", "geojson", "-o", tmp_path / "atlas.kml")
    assert result.exit_code == 2
    assert "a geojson file ends in .geojson or .json" in result.stderr


def test_an_unknown_format_is_refused(small_folder: Path) -> None:
    result = run("export", small_folder, "--to", "shapefile")
    assert result.exit_code == 2
    assert "geopackage" in result.stderr


@pytest.mark.parametrize(("form", "name"), [("csvw", "events.csv"), ("csl-json", "sources.json")])
def test_the_atlas_itself_is_never_overwritten(small_folder: Path, form: str, name: str) -> None:
    before = (small_folder / name).read_bytes()
    result = run("export", small_folder, "--to", form, "-o", small_folder / name)
    assert result.exit_code == 2
    assert "is a file of the atlas itself" in result.stderr
    assert (small_folder / name).read_bytes() == before


def test_what_cannot_be_written_is_said_without_a_traceback(
    small_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    result = run("export", small_folder, "--to", "ris", "-o", tmp_path / "file" / "x.ris")
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1].startswith("Error: ")


WITHOUT_PYARROW = """
import json, sys
sys.modules["pyarrow"] = None  # as if it were not installed
from click.testing import CliRunner
from mapgen.commands.main import main
done = [CliRunner().invoke(main, words) for words in json.loads(sys.argv[1])]
print(json.dumps([[each.exit_code, each.stderr] for each in done]))
"""
FORMS = ("geojson", "geopackage", "csvw")


@pytest.fixture(scope="module")
def without_pyarrow(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, str, Path]]:
    """What commands do in a Python that has no pyarrow, as after a plain installation.

    Status, stderr and the file of each, all of one process.
    """
    folder = atlases.small_atlas(tmp_path_factory.mktemp("plain") / "small")
    out = tmp_path_factory.mktemp("without")
    files = {form: out / f"x{ENDINGS[form][0]}" for form in (*FORMS, "geoparquet")}
    commands = [["export", folder, "--to", form, "-o", path] for form, path in files.items()]
    files["page"] = out / "x.html"
    commands.append(["build", folder, "-o", files["page"]])
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_PYARROW, json.dumps(commands, default=str)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    found = json.loads(done.stdout)
    return {
        name: (status, stderr, path)
        for (name, path), (status, stderr) in zip(files.items(), found, strict=True)
    }


def test_geoparquet_without_pyarrow_says_what_to_install(
    without_pyarrow: dict[str, tuple[int, str, Path]],
) -> None:
    status, stderr, out = without_pyarrow["geoparquet"]
    assert status == 2
    assert "geoparquet needs pyarrow: pip install 'mapgen[parquet]'" in stderr
    assert "Traceback" not in stderr
    assert not out.exists()


@pytest.mark.parametrize("form", FORMS)
def test_without_pyarrow_the_bytes_are_the_same(
    without_pyarrow: dict[str, tuple[int, str, Path]],
    small_folder: Path,
    tmp_path: Path,
    form: str,
) -> None:
    one = tmp_path / "with" / f"x{ENDINGS[form][0]}"
    assert run("export", small_folder, "--to", form, "-o", one).exit_code == 0
    status, stderr, other = without_pyarrow[form]
    assert status == 0, stderr
    assert one.read_bytes() == other.read_bytes()


def test_a_page_is_the_same_with_and_without_pyarrow(
    without_pyarrow: dict[str, tuple[int, str, Path]], small_folder: Path, tmp_path: Path
) -> None:
    assert run("build", small_folder, "-o", tmp_path / "with.html").exit_code == 0
    status, stderr, other = without_pyarrow["page"]
    assert status == 0, stderr
    assert (tmp_path / "with.html").read_bytes() == other.read_bytes()


def test_the_manual_names_every_format_ending_and_field() -> None:
    text = (ROOT / "docs" / "export.md").read_text(encoding="utf-8")
    for form, endings in ENDINGS.items():
        assert f"| `{form}` | `{endings[0]}`" in text
    for field in (*DERIVED_FIELDS, *NESTED_FIELDS):
        assert f"`{field}`" in text
