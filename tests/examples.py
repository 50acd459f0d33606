"""What `make test` leaves to `make test-more`: four of five examples, and cases like another one."""

from __future__ import annotations

import os
from typing import Any

import pytest

ALL = bool(os.environ.get("MAPGEN_ALL_EXAMPLES"))


def examples(count: int) -> int:
    """Return how many examples of `count` this run tries."""
    return count if ALL else max(count // 5, 20)


def more(*values: Any, **options: Any) -> Any:
    """Return a case of a parametrized test that repeats another: only `make test-more` runs it."""
    return pytest.param(*values, **options, marks=pytest.mark.more)
