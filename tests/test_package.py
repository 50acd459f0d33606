"""What is released: a wheel and an sdist that hold what they must, the same bytes each time."""

from __future__ import annotations

import runpy
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def built(folder: Path) -> dict[str, Path]:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return {path.suffix: path for path in folder.iterdir()}


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The wheel and the sdist by their endings."""
    return built(tmp_path_factory.mktemp("dist"))


def in_sdist(path: Path) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(path) as archive:
        for member in archive:
            content = archive.extractfile(member)
            assert content is not None, "nothing but files"
            yield member.name.partition("/")[2], content.read()


def test_the_same_source_gives_the_same_bytes(packages: dict[str, Path], tmp_path: Path) -> None:
    again = built(tmp_path)
    assert again.keys() == packages.keys() == {".whl", ".gz"}
    for ending, path in packages.items():
        assert again[ending].read_bytes() == path.read_bytes(), ending


def test_the_sdist_is_the_repository(packages: dict[str, Path]) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("this is no checkout")
    held = dict(in_sdist(packages[".gz"]))
    names = {name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()}
    assert names - held.keys() == set()
    for name in names:
        assert held[name] == (ROOT / name).read_bytes(), name


@pytest.mark.more
def test_tests_run_from_the_sdist(packages: dict[str, Path], tmp_path: Path) -> None:
    """Some of them here, and all of them where a release is looked at: docs/releasing.md."""
    with tarfile.open(packages[".gz"]) as archive:
        archive.extractall(tmp_path, filter="data")
    (root,) = tmp_path.iterdir()
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"),
            *("tests/test_project.py", "tests/records/test_settings.py", "tests/test_build.py"),
        ],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(root)},
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]


def test_both_carry_where_a_hole_is_reported(packages: dict[str, Path]) -> None:
    security = (ROOT / "SECURITY.md").read_bytes()
    assert dict(in_sdist(packages[".gz"]))["SECURITY.md"] == security
    with zipfile.ZipFile(packages[".whl"]) as wheel:
        (name,) = (each for each in wheel.namelist() if each.endswith("SECURITY.md"))
        assert name.endswith(".data/data/share/doc/mapgen/SECURITY.md")
        assert wheel.read(name) == security
        (metadata,) = (each for each in wheel.namelist() if each.endswith("/METADATA"))
        said = wheel.read(metadata).decode("utf-8")
    described = dict(in_sdist(packages[".gz"]))["PKG-INFO"].decode("utf-8")
    for label, url in PROJECT["urls"].items():
        line = f"Project-URL: {label}, {url}"
        assert line in said
        assert line in described
    assert {"Repository", "Issues", "Changelog", "Documentation", "Security"} <= set(
        PROJECT["urls"]
    )


def test_a_release_names_its_own_version_and_repository() -> None:
    faults = runpy.run_path(str(ROOT / "tools" / "dist.py"))["faults"]
    home = PROJECT["urls"]["Repository"]
    assert faults(PROJECT, "", "") == []
    assert faults(PROJECT, f"v{PROJECT['version']}", home) == []
    (said,) = faults(PROJECT, "v9.9.9", home)
    assert "The tag is v9.9.9" in said
    (said,) = faults(PROJECT, "", "https://example.org/other")
    assert "https://example.org/other" in said
    assert all(url.startswith(home) for url in PROJECT["urls"].values())


def test_the_workflows_run_what_any_machine_runs() -> None:
    assert [path.name for path in WORKFLOWS] == ["release.yml", "test.yml"]
    for path in WORKFLOWS:
        steps = [
            step
            for job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values()
            for step in job["steps"]
        ]
        assert ".ci/run" in [step.get("run") for step in steps], path.name
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o100


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_has_no_more_rights_than_it_needs(path: Path) -> None:
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert workflow["permissions"] in ({}, {"contents": "read"})
    for job in workflow["jobs"].values():
        assert "write-all" not in str(job.get("permissions"))
        for step in job["steps"]:
            if "uses" in step:
                name, _, commit = step["uses"].partition("@")
                assert name.startswith("actions/")
                assert len(commit) == 40, "an action is named by its commit: a tag can be moved"
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False
            # What others can name, such as a branch, stands in no script but as a variable.
            assert "${{" not in step.get("run", "")
