"""Writes docs/problems.md anew from `mapgen.problem_codes`: make problems."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from mapgen.problem_codes import CODES

ROOT = Path(__file__).resolve().parent.parent
HEAD = """\
# Problems and their codes

`mapgen check` names each kind of problem with a code: in brackets at the end of a line, as `code`
in `--format json`, and as the title of an annotation in `--format github`. A code stays when the
words of a message change. This page is written by `make problems`.
"""


def page() -> str:
    """Return the page: a heading for each group, a paragraph for each code."""
    parts = [HEAD]
    for group, codes in groupby(sorted(CODES), key=lambda code: code.split("/")[0]):
        parts.append(f"\n## {group}\n")
        for code in codes:
            why, mend, example = CODES[code]
            parts.append(f"\n### `{code}`\n\n{why} {mend}\n\nExample: `{example}`\n")
    return "".join(parts)


if __name__ == "__main__":
    (ROOT / "docs" / "problems.md").write_text(page(), encoding="utf-8")
