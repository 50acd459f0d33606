"""The settings' panes: which maps stand beside each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from mapgen.records.panes import Pane, default_panes, distance_km
from mapgen.records.settings import read_settings

KARACHI = ("Karachi", 24.8608, 67.0104)
HYDERABAD = ("Hyderabad", 25.3969, 68.3772)
B = '[[panes]]\nname = "B"\nview = "9/1/2"\n'
CITIES = """
[[cities]]
name = "Karachi"
latitude = 24.8608
longitude = 67.0104

[[cities]]
name = "Hyderabad"
latitude = 25.3969
longitude = 68.3772
"""


def read(tmp_path: Path, text: str) -> tuple[tuple[Pane, ...], list[str]]:
    (tmp_path / "mapgen.toml").write_text(text, encoding="utf-8")
    settings, problems = read_settings(tmp_path)
    return settings.panes, [f"{each.line} {each.column} {each.code}" for each in problems]


def test_distances_are_those_of_the_sphere() -> None:
    assert distance_km(KARACHI, HYDERABAD) == pytest.approx(150, abs=2)
    assert distance_km(("A", 0, 179.5), ("B", 0, -179.5)) == pytest.approx(111.2, abs=0.1)
    assert distance_km(KARACHI, KARACHI) == 0


def test_cities_far_apart_are_panes() -> None:
    assert default_panes([KARACHI, HYDERABAD]) == (
        Pane("Karachi", None, 2.0),
        Pane("Hyderabad", None, 1.0),
    )
    assert default_panes([]) == ()
    assert default_panes([KARACHI]) == ()
    near = ("Thatta Road", 24.9, 67.2)
    assert default_panes([KARACHI, near]) == ()
    assert default_panes([KARACHI, HYDERABAD, near]) == ()
    far = [("A", 0, 10), ("B", 0, 20), ("C", 0, 30)]
    assert len(default_panes(far)) == 3
    assert default_panes([*far, ("D", 0, 40)]) == ()


def test_the_settings_win_over_the_cities(tmp_path: Path) -> None:
    assert read(tmp_path, CITIES) == (default_panes([KARACHI, HYDERABAD]), [])
    assert read(tmp_path, "panes = []\n" + CITIES) == ((), [])
    named = '[[panes]]\nname = "Hyderabad"\n\n[[panes]]\nname = "Port"\nview = "13/24.84/66.98"\n'
    assert read(tmp_path, CITIES + named + "share = 0.5\n") == (
        (Pane("Hyderabad"), Pane("Port", (13.0, 24.84, 66.98), 0.5)),
        [],
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("panes = 2\n", "1 panes setting/not-a-list"),
        ('[[panes]]\nname = "A"\nview = "9/1/2"\n', "1 panes setting/panes"),
        ('[[panes]]\nname = "A"\nview = "9/1/2"\n' * 2, "5 panes[2].name name/twice"),
        (
            '[[panes]]\nname = "one"\nview = "9/1/2"\n[[panes]]\nname = "A"\nview = "9/1/2"\n',
            "2 panes[1].name name/twice",
        ),
        (
            '[[panes]]\nname = "A"\n[[panes]]\nname = "B"\nview = "9/1/2"\n',
            "1 panes[1] setting/not-a-view",
        ),
        (
            '[[panes]]\nname = "A"\nview = "9/1/2"\n[[panes]]\nname = "B"\nview = "9/1/200"\n',
            "6 panes[2].view setting/not-a-view",
        ),
        (
            '[[panes]]\nname = "A"\nview = "9/1/2"\nshare = "wide"\n' + B,
            "4 panes[1].share setting/not-a-share",
        ),
        (
            '[[panes]]\nname = "A"\nview = "9/1/2"\nzoom = 3\n' + B,
            "4 panes[1].zoom setting/unknown",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, problem: str) -> None:
    found, problems = read(tmp_path, text)
    assert problem in problems
    assert found == () or "unknown" in problem
