"""Problems as lines: to read, for programs, for a workflow's annotations."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from mapgen.problems import Problem, visible


def as_text(problems: Sequence[Problem]) -> Iterator[str]:
    """Yield problems as lines to read.

    Parameters
    ----------
    problems : sequence of Problem

    Yields
    ------
    str
        ``file:line: column: 'value': what is wrong. How to mend it. [code]``, for each problem;
        warnings begin with ``warning:``.
    """
    for problem in problems:
        text = f"{problem} [{problem.code}]"
        yield f"warning: {text}" if problem.severity == "warning" else text


def as_json(problems: Sequence[Problem]) -> Iterator[str]:
    """Yield problems as JSON, for programs.

    Parameters
    ----------
    problems : sequence of Problem

    Yields
    ------
    str
        One object: `errors` and `warnings` as counts, `problems` as a list. Letters that cannot be
        printed are escaped.
    """
    text = json.dumps(
        {
            "errors": sum(problem.severity == "error" for problem in problems),
            "warnings": sum(problem.severity == "warning" for problem in problems),
            "problems": [problem.as_dict() for problem in problems],
        },
        ensure_ascii=False,
        indent=2,
    )
    yield "".join(letter if letter == "\n" or letter.isprintable() else json.dumps(letter)[1:-1]
                  for letter in text)  # fmt: skip


def as_github(problems: Sequence[Problem], folder: Path) -> Iterator[str]:
    """Yield problems as annotations of a GitHub workflow.

    Parameters
    ----------
    problems : sequence of Problem
    folder : Path
        The atlas's folder as the command was given it: files are named as seen from the working
        folder.

    Yields
    ------
    str
        A workflow command for each problem, ``::error file=…,line=…,title=…::text``.
    """
    for problem in problems:
        where = {
            "file": visible((folder / problem.file).as_posix()),
            "line": problem.line,
            "title": problem.code,
        }
        properties = ",".join(
            f"{key}={_escaped(str(value), ':,')}" for key, value in where.items() if value
        )
        yield f"::{problem.severity} {properties}::{_escaped(str(problem))}"


def verdict(problems: Sequence[Problem]) -> str:
    """Return the last line of a listing.

    Parameters
    ----------
    problems : sequence of Problem

    Returns
    -------
    str
        "3 errors, 1 warning." or "No problem."
    """
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    counts = [
        f"{count:,} {word}{'' if count == 1 else 's'}"
        for count, word in ((errors, "error"), (warnings, "warning"))
        if count
    ]
    return f"{', '.join(counts)}." if counts else "No problem."


def _escaped(text: str, also: str = "") -> str:
    for letter in f"%\r\n{also}":
        text = text.replace(letter, f"%{ord(letter):02X}")
    return text
