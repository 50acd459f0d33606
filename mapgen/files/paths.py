"""Paths as editors write them in settings and commands: too long, in a circle, through a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def is_there(path: Path) -> bool:
    """Return whether something stands at a path; False for one that the system cannot take."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def translation(path: Path, language: str) -> Path:
    """Return where the translation of a file stands: story.ur.md beside story.md."""
    return path.parent / f"{path.stem}.{language}{path.suffix}"
