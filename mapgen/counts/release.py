"""Which mapgen this is, to the byte of its code: all machines that count together have the same."""

from __future__ import annotations

from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from mapgen import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable


def _code(folder: Traversable) -> Iterator[bytes]:
    for each in sorted(folder.iterdir(), key=lambda each: each.name):
        if each.is_dir():
            yield from _code(each)
        elif each.name.endswith(".py"):
            yield each.name.encode() + each.read_bytes()


RELEASE = f"{__version__} (code {sha256(b''.join(_code(files('mapgen')))).hexdigest()[:12]})"
"""The version, and the hash of all modules: a checkout may be ahead of its version's number."""
