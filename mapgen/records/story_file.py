"""story.md and its translations → the chapters as they are written, each with its lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mapgen.files.text import read_prose
from mapgen.problems import Problems, one_of
from mapgen.records.scenes import SceneLine, split_scenes

if TYPE_CHECKING:
    from mapgen.files.folder import Named

KEYS = ("chapter", "title", "from", "to", "view", "events", "places", "districts")
MAX_BYTES = 1_000_000
_RULE = re.compile(r"^---[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """A chapter as written: its own lines, its Markdown, its scenes, and where they begin."""

    line: int
    values: dict[str, str]
    text: str
    scenes: list[SceneLine]
    text_line: int


def read_blocks(path: Named, problems: Problems) -> list[Block]:
    """Return the chapters of a file as written.

    Parameters
    ----------
    path : Named
        The file.
    problems : Problems
        What is wrong is added to it.

    Returns
    -------
    list of Block
        In their order.
    """
    text = read_prose(path, problems, max_bytes=MAX_BYTES)
    if not text:
        return []
    before, *parts = _RULE.split(text.replace("\r\n", "\n"))
    if before.strip() or not parts or len(parts) % 2:
        problems.error(
            "chapters do not open and close",
            line=1,
            mend="Put each chapter's own lines (chapter, title, from …) between two lines ---.",
            code="story/chapters",
        )
        return []
    found = []
    line = 1 + before.count("\n")
    for head, body in zip(parts[::2], parts[1::2], strict=True):
        values = _front_matter(head, line, problems)
        text, scenes = split_scenes(body)
        text_line = line + head.count("\n")
        found.append(Block(line, values, text.strip(), scenes, text_line))
        line = text_line + body.count("\n")
    return found


def _front_matter(head: str, line: int, problems: Problems) -> dict[str, str]:
    values: dict[str, str] = {}
    for offset, row in enumerate(head.split("\n")):
        if not row.strip():
            continue
        key, colon, value = (part.strip() for part in row.partition(":"))
        if not colon or key not in KEYS:
            problems.error(
                "not a line of a chapter",
                line=line + offset,
                value=row,
                mend=one_of(key, KEYS),
                code="story/unknown-line",
            )
        values[key] = value
    return values


def listed(block: Block, key: str) -> tuple[str, ...]:
    """Return the ids that a line of a chapter lists, with commas between them.

    Parameters
    ----------
    block : Block
        A chapter as written.
    key : str
        The line's.

    Returns
    -------
    tuple of str
        () where it has no such line.
    """
    return tuple(each.strip() for each in block.values.get(key, "").split(",") if each.strip())
