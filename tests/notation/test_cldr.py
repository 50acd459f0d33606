"""What is looked up in CLDR is kept; a build then reads nothing of it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from mapgen.files.kept import Kept
from mapgen.notation import cldr


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    return tmp_path / "cldr.txt"


def looked_up(place: Path, monkeypatch: pytest.MonkeyPatch, *tags: str) -> tuple[object, int]:
    """What a function finds in a process of its own, and how often it had to look."""
    kept = Kept(str(place), "maker")
    monkeypatch.setattr(cldr, "_kept", lambda: kept)
    looks = []

    def names(*of: str) -> list[str]:
        looks.append(of)
        return [each.upper() for each in of]

    found = cldr.of_cldr(names)
    assert found(*tags) == found(*tags)
    return found(*tags), len(looks)


def test_a_process_finds_what_another_one_has_looked_up(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert looked_up(place, monkeypatch, "ur", "de") == (["UR", "DE"], 1)
    assert looked_up(place, monkeypatch, "ur", "de") == (["UR", "DE"], 0)
    assert looked_up(place, monkeypatch, "de", "ur") == (["DE", "UR"], 1)
    assert looked_up(place, monkeypatch, "de") == (["DE"], 1)


def test_english_is_not_kept(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert looked_up(place, monkeypatch, "en") == (["EN"], 1)
    assert looked_up(place, monkeypatch, "en") == (["EN"], 1)
    assert looked_up(place, monkeypatch, "en", "ur") == (["EN", "UR"], 1)
    assert looked_up(place, monkeypatch, "en", "ur") == (["EN", "UR"], 0)
