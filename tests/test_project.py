"""What the project's own files promise: pins, versions, colours, targets, dependencies."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import requires
from math import dist
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from mapgen import __version__
from mapgen.page.document.colours import contrast
from mapgen.page.document.seen_colours import CONTRAST, PAPER, distance, looks, seen
from mapgen.records.settings import read_settings

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

# Packages that declared ones bring along, and the names that distributions are imported under.
BROUGHT = {"numpy", "pandas", "pyogrio", "pyproj", "branca", "markupsafe"}
IMPORTED = {
    "django-js-lib-leaflet": "js_lib_leaflet",
    "markdown-it-py": "markdown_it",
    "python-calamine": "python_calamine",
}


def pins() -> dict[str, str]:
    lines = (ROOT / "requirements/constraints.txt").read_text(encoding="utf-8").splitlines()
    wanted = [line for line in lines if line and not line.startswith("#")]
    return dict(re.fullmatch(r"([\w.-]+)==([\w.]+)", line).groups() for line in wanted)  # type: ignore[union-attr]


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def requirements() -> Iterator[Requirement]:
    yield from map(Requirement, PROJECT["project"]["dependencies"])
    for extra in PROJECT["project"]["optional-dependencies"].values():
        yield from map(Requirement, extra)


def extras() -> set[str]:
    """What the extras for users bring; those for developers are for the tests alone."""
    return {
        IMPORTED.get(Requirement(text).name, Requirement(text).name)
        for extra, texts in PROJECT["project"]["optional-dependencies"].items()
        if extra not in ("test", "lint", "geodata")
        for text in texts
    }


def test_every_dependency_is_pinned_within_its_range() -> None:
    pinned = {plain(name): version for name, version in pins().items()}
    for requirement in requirements():
        assert plain(requirement.name) in pinned
        assert requirement.specifier.contains(pinned[plain(requirement.name)])


def test_what_the_dependencies_bring_along_is_pinned_too() -> None:
    pinned = {plain(name) for name in pins()}
    open_ones = [Requirement(text) for text in PROJECT["project"]["dependencies"]]
    seen: set[str] = set()
    while open_ones:
        requirement = open_ones.pop()
        name = plain(requirement.name)
        if name in seen or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        seen.add(name)
        assert name in pinned
        open_ones += map(Requirement, requires(requirement.name) or ())


def test_the_package_imports_only_what_it_declares() -> None:
    declared = {Requirement(text).name for text in PROJECT["project"]["dependencies"]}
    allowed = {IMPORTED.get(name, name) for name in declared} | BROUGHT | {"mapgen"}
    for path in sorted((ROOT / "mapgen").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        inside = {
            id(node)
            for function in ast.walk(tree)
            if isinstance(function, ast.FunctionDef)
            for node in ast.walk(function)
        }
        for node in ast.walk(tree):
            names = (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            for name in names:
                top = name.partition(".")[0]
                # What an extra brings may only be asked for where it is used.
                fine = allowed | extras() if id(node) in inside else allowed
                assert top in fine or top in sys.stdlib_module_names, f"{path}: {name}"


def test_the_version_is_the_same_everywhere() -> None:
    assert PROJECT["project"]["version"] == __version__
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {__version__}\n" in citation


def test_every_target_of_the_makefile_is_in_its_help() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    shown = subprocess.run(
        ["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    for target in set(phony.split()) - {"help", "browser", "lint-page-now"}:
        assert f"make {target} " in shown


# --- the colours of the atlas


@pytest.fixture(scope="module")
def colours() -> dict[str, str]:
    settings, problems = read_settings(ROOT)
    assert not list(problems)
    return {category.id: category.colour for category in settings.categories.values()}


def test_every_category_stands_out_from_the_paper(colours: dict[str, str]) -> None:
    theme = ROOT / "mapgen/page/browser/style/theme.css"
    assert f"--mg-paper: {PAPER};" in theme.read_text(encoding="utf-8")
    for name, colour in colours.items():
        assert contrast(colour, PAPER) >= CONTRAST, name


def test_no_two_categories_look_alike(colours: dict[str, str]) -> None:
    near = {name: each.near for name, each in looks(colours).items() if each.near}
    assert near == {}
    assert list(looks({"one": "#903000", "other": "#8f3101"})["one"].near) == ["other"]
    assert (
        distance("#c00000", "#006000")
        < 30
        < dist(*(seen(c, "usual") for c in ("#c00000", "#006000")))
    )


def test_every_category_has_a_glyph_of_its_own() -> None:
    settings, _ = read_settings(ROOT)
    glyphs = [category.glyph for category in settings.categories.values()]
    assert len(set(glyphs)) == len(glyphs)
