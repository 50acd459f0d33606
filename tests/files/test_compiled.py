"""Compiled templates are kept as Python keeps modules, and made anew when they do not fit."""

import sys
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from mapgen.files.compiled import Beside


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    (tmp_path / "a.html.jinja").write_text("{{ 6 * n }}", encoding="utf-8")
    return tmp_path


def rendered(folder: Path) -> str:
    environment = Environment(loader=FileSystemLoader(folder), bytecode_cache=Beside())
    return environment.get_template("a.html.jinja").render(n=7)


def kept(folder: Path) -> list[Path]:
    return sorted(folder.glob("__pycache__/*"))


def test_what_was_compiled_is_not_compiled_again(folder, monkeypatch):
    assert rendered(folder) == "42"
    [file] = kept(folder)
    assert file.name == f"a.html.{sys.implementation.cache_tag}.pyc"
    monkeypatch.setattr(Environment, "compile", None)
    assert rendered(folder) == "42"


@pytest.mark.parametrize("content", [b"", b"j2", b"x" * 300])
def test_a_damaged_file_is_made_anew(folder, content):
    rendered(folder)
    [file] = kept(folder)
    good = file.read_bytes()
    file.write_bytes(content)
    assert rendered(folder) == "42"
    assert file.read_bytes() == good


def test_a_template_that_was_changed_is_compiled_again(folder):
    rendered(folder)
    (folder / "a.html.jinja").write_text("{{ 2 * n }}", encoding="utf-8")
    assert rendered(folder) == "14"


def test_nothing_is_written_where_python_writes_nothing(folder, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert rendered(folder) == "42"
    assert kept(folder) == []


def test_a_folder_that_takes_nothing_is_no_fault(folder):
    (folder / "__pycache__").write_text("a file", encoding="utf-8")
    assert rendered(folder) == "42"
