"""Compiled templates are kept as Python keeps modules, and made anew when they do not fit."""

import sys
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from mapgen.files.compiled import Beside
from mapgen.files.kept import Kept


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    (tmp_path / "a.html.jinja").write_text("{{ 6 * n }}", encoding="utf-8")
    return tmp_path


def made(folder: Path, text: str, maker: str = "maker") -> tuple[object, list[str]]:
    """What is kept of a text, and what was worked on for it."""
    worked: list[str] = []
    store = Kept(str(folder / "words.txt"), maker)
    found = store.result(text, lambda: (worked.append(text), [text.upper(), {"n": len(text)}])[1])
    store.keep()
    return found, worked


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


def test_a_result_is_found_by_its_text_and_maker(folder):
    wanted = ["ABC", {"n": 3}]
    assert made(folder, "abc") == (wanted, ["abc"])
    assert made(folder, "abc") == (wanted, [])
    assert made(folder, "abcd")[1] == ["abcd"]
    assert made(folder, "abc") == (wanted, [])
    assert made(folder, "abc", "another maker") == (wanted, ["abc"])


@pytest.mark.parametrize("length", [-1, 0, 64])
def test_results_of_a_damaged_file_are_made_anew(folder, length):
    made(folder, "abc")
    [file] = kept(folder)
    file.write_bytes(file.read_bytes()[:length])
    assert made(folder, "abc") == (["ABC", {"n": 3}], ["abc"])
    assert made(folder, "abc")[1] == []


def test_results_that_are_too_many_go_but_for_those_of_now(folder, monkeypatch):
    monkeypatch.setattr(Kept, "MOST", 1)
    made(folder, "abc")
    made(folder, "abcd")
    assert made(folder, "abcd")[1] == []
    assert made(folder, "abc")[1] == ["abc"]


def test_no_result_is_written_where_python_writes_nothing(folder, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert made(folder, "abc") == (["ABC", {"n": 3}], ["abc"])
    assert kept(folder) == []
