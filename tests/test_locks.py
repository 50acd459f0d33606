"""What the commands install is known to the byte, and agrees with what pyproject.toml asks for."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from mapgen.page.elements import assets

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCKS = {
    "requirements/run.lock": "",
    "requirements/test.lock": "test",
    "requirements/lint.lock": "lint",
}
ENTRY = re.compile(
    r"([a-z0-9][a-z0-9.-]*)==([a-zA-Z0-9.+!]+)(?: ; [^\\\n]+)? \\\n"
    r"((?:    --hash=sha256:[0-9a-f]{64}(?: \\\n|\n|$))+)"
)


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def entries(name: str) -> dict[str, tuple[str, int]]:
    """The packages of a lock: version, and how many files it knows."""
    text = (ROOT / name).read_text(encoding="utf-8")
    body = re.sub(r"(?m)^#.*\n", "", text)
    assert ENTRY.sub("", body).strip() == "", "something in the lock is neither a pin nor a hash"
    found = ENTRY.findall(body)
    assert len({each[0] for each in found}) == len(found)
    return {name: (version, hashes.count("--hash")) for name, version, hashes in found}


def wanted(extra: str) -> list[Requirement]:
    texts = [*PROJECT["dependencies"], *(PROJECT["optional-dependencies"][extra] if extra else [])]
    return [Requirement(text) for text in texts]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_what_is_asked_for_within_its_ranges(lock: str) -> None:
    locked = entries(lock)
    for requirement in wanted(LOCKS[lock]):
        version, files = locked[plain(requirement.name)]
        assert requirement.specifier.contains(version), requirement
        assert files >= 1
    assert "hatchling" in locked
    assert "editables" in locked


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_what_these_bring_along(lock: str) -> None:
    locked = entries(lock)
    for name in locked:
        try:
            brought = requires(name) or []
        except PackageNotFoundError:
            continue  # of another system, or of another lock
        for requirement in map(Requirement, brought):
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                version, _ = locked[plain(requirement.name)]
                assert requirement.specifier.contains(version, prereleases=True), requirement


def test_locks_and_constraints_name_the_same_versions() -> None:
    text = (ROOT / "requirements/constraints.txt").read_text(encoding="utf-8")
    chosen = {plain(n): v for n, v in re.findall(r"(?m)^([\w.-]+)==(\S+)$", text)}
    for lock in LOCKS:
        for name, (version, _) in entries(lock).items():
            assert chosen.get(name) == version, f"{lock}: {name}: make lock"


def test_what_runs_is_the_same_in_all_locks() -> None:
    run = entries("requirements/run.lock")
    for lock in LOCKS:
        assert run.items() <= entries(lock).items()


def test_compiled_packages_have_files_for_many_systems() -> None:
    locked = entries("requirements/test.lock")
    for name in ("numpy", "pandas", "shapely", "nh3", "pyproj", "pyogrio", "rjsmin"):
        assert locked[name][1] > 10, name


def test_every_environment_is_made_of_the_locks() -> None:
    made = subprocess.run(
        ["make", "--dry-run", "--always-make", "map", "test", "lint"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    installs = [line for line in made.splitlines() if " pip install " in line]
    locked = [line for line in installs if "--require-hashes" in line]
    assert {lock for lock in LOCKS if any(line.endswith(lock) for line in locked)} == set(LOCKS)
    for line in set(installs) - set(locked):
        assert "--no-deps --no-build-isolation --editable ." in line


def test_no_file_names_the_host_of_an_index() -> None:
    hosts = ["pypi" + ".org", "python" + "hosted.org", "npm" + "js.org", "registry." + "npm"]
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("this is no checkout")
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if path.is_file():
            text = path.read_bytes().decode("utf-8", "replace")
            assert not [host for host in hosts if host in text], name


def test_the_list_of_licences_is_that_of_the_lock() -> None:
    listed = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    for name, (version, _) in entries("requirements/run.lock").items():
        row = re.search(
            rf"(?m)^\| {re.escape(name)}(?: \(only to install\))? \| (\S+) \| (.+) \|$", listed
        )
        assert row, f"{name}: make licences"
        assert row[1] == version
        assert row[2].strip()
    assert "Leaflet 1.9.4" in listed


def test_the_page_carries_the_licence_of_the_library_in_it() -> None:
    script = assets.leaflet_script()
    assert "Leaflet 1.9.4" in script
    for words in (
        "BSD 2-Clause License",
        "Volodymyr Agafonkin",
        "CloudMade",
        "THIS SOFTWARE IS PROVIDED",
    ):
        assert words in script
    about = (ROOT / "docs" / "about.md").read_text(encoding="utf-8")
    assert "BSD-2-Clause" in about
    assert "docs/licences.md" in about


def test_the_licences_can_be_written_anew(tmp_path: Path) -> None:
    """Where exactly the lock is installed, as in CI, the list must come out as it stands."""
    script = ROOT / "tools" / "licences.py"
    code = (
        "import runpy, sys; "
        f"sys.stdout.reconfigure(encoding='utf-8'); print(runpy.run_path({str(script)!r})['page'](), end='')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    if b"KeyError" in done.stderr:
        pytest.skip("not all of the lock is installed here")
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode("utf-8") == (ROOT / "docs" / "licences.md").read_text(
        encoding="utf-8"
    )
