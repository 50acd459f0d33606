"""The rule of docstrings (`tools/docstrings.py`) finds what is left unsaid, and nothing else."""

from __future__ import annotations

import ast

import pytest
from docstrings import missing, public

WHOLE = '''
def area(width: float, *sides: float, unit: str = "m") -> float:
    """Return an area.

    Parameters
    ----------
    width : float
        Metres.
    *sides, unit
        More.

    Returns
    -------
    float
        m².

    Raises
    ------
    ValueError
        It is negative.
    """
    if width < 0:
        raise ValueError(width)
    return width
'''


def found(text: str) -> list[str]:
    return [each for _, function in public(ast.parse(text)) for each in missing(function)]


def test_a_whole_docstring_is_whole() -> None:
    assert found(WHOLE) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("    width : float\n        Metres.\n", "", "Parameters: width"),
        ("    *sides, unit\n", "    *sides\n", "Parameters: unit"),
        ("width : float\n", "breadth : float\n", "no such parameter: breadth"),
        ("    Returns\n    -------\n    float\n        m².\n\n", "", "Returns"),
        ("    ValueError\n        It", "    KeyError\n        It", "Raises: ValueError"),
        ("def area(width: float, *", "def area(*", "no such parameter: width"),
    ],
)
def test_what_is_left_out_is_said(old: str, new: str, said: str) -> None:
    assert old in WHOLE
    assert said in found(WHOLE.replace(old, new))


@pytest.mark.parametrize(
    "text",
    [
        "def _own(a): ...",
        "class _Own:\n    def a(self, b): ...",
        "class A:\n    @property\n    def b(self) -> int: ...",
        'class A:\n    def b(self, c) -> int:\n        """Return one, as `Base.b` says."""',
        "@cli.command()\ndef run(folder): ...",
        "def count() -> int: ...",
        "def run(_unused) -> None: ...",
        "def run():\n    try:\n        raise KeyError(1)\n    except KeyError: ...",
        "def run():\n    def inner():\n        raise KeyError(1)",
    ],
)
def test_what_explains_itself_needs_no_sections(text: str) -> None:
    assert found(text) == []
