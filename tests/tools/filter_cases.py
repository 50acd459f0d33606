"""Writes what tests/page/test_filter.py asks of the page's core, with the right answers, as JSON.

For filter_cases.mjs, which asks the same in Node: see docs/mutation.md.
"""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests" / "page")]

import test_filter as asked  # noqa: E402

SAME = settings(
    max_examples=400, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck)
)


def drawn(strategy: st.SearchStrategy[Any]) -> list[Any]:
    """Examples of a strategy, the same each time."""
    found: list[Any] = []

    def keep(example: Any) -> None:
        found.append(example)

    SAME(given(strategy)(keep))()
    return found


def cases() -> dict[str, Any]:
    """All questions of the page's core scripts that need no browser, with their answers."""
    dated = drawn(st.integers(asked.day("0001-01-01"), asked.day("9999-12-31")))
    return {
        "run": asked.RUN,
        "filter": [
            (
                {"events": events, "state": state, "sizes": asked.SIZES, "edges": asked.EDGES},
                asked.expected(events, state),
            )
            for events, state in [asked.EXACT, *drawn(asked.case())]
        ],
        "days": [
            (days, (asked.EPOCH + timedelta(days=days)).isoformat()) for days in dated + asked.ERAS
        ],
        "coarse": asked.COARSE,
        "wrong": asked.NO_DATES,
        "found": asked.FOUND,
        "different": asked.DIFFERENT,
        "finds": asked.FINDS,
        "plain": asked.PLAIN,
    }


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(cases()), encoding="utf-8")
