"""How many examples a property is tested with: a fifth in `make test`, all in `make test-more`."""

from __future__ import annotations

import os

ALL = bool(os.environ.get("MAPGEN_ALL_EXAMPLES"))


def examples(count: int) -> int:
    """Return how many examples of `count` this run tries."""
    return count if ALL else max(count // 5, 20)
