"""Lighthouse's reports in a folder as one table, and what took points away: the median run each."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
METRICS = {
    "first-contentful-paint": "first paint",
    "largest-contentful-paint": "largest paint",
    "speed-index": "speed index",
    "total-blocking-time": "blocking",
    "cumulative-layout-shift": "shift",
}


def median(reports: list[dict[str, Any]]) -> dict[str, Any]:
    """The run in the middle by its performance."""
    ordered = sorted(reports, key=lambda each: each["categories"]["performance"]["score"])
    return ordered[len(ordered) // 2]


def main() -> None:
    """Print the table."""
    forms: dict[str, list[dict[str, Any]]] = {}
    for file in sorted(Path(sys.argv[1]).glob("*.json")):
        forms.setdefault(file.stem.split("-")[0], []).append(json.loads(file.read_text()))
    heads = [*CATEGORIES, *METRICS.values()]
    print(f"| | {' | '.join(heads)} |")
    print(f"|---|{'---:|' * len(heads)}")
    lost: list[str] = []
    for form in ("phone", "desk"):
        report = median(forms[form])
        scores = [f"{report['categories'][each]['score'] * 100:.0f}" for each in CATEGORIES]
        audits = report["audits"]
        values = [audits[each]["displayValue"] for each in METRICS]
        print(f"| {form} | {' | '.join([*scores, *values])} |")
        for category in CATEGORIES:
            for reference in report["categories"][category]["auditRefs"]:
                audit = audits[reference["id"]]
                if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
                    lost.append(
                        f"{form}, {category}: {audit['title']}: {audit.get('displayValue', '')} "
                        f"({audit['score'] * 100:.0f})"
                    )
    print("\n".join(["", *lost]))
    version = forms["phone"][0]["lighthouseVersion"]
    agent = forms["phone"][0]["environment"]["hostUserAgent"]
    print(f"\nLighthouse {version}, {agent.split(' ')[-2]}")


if __name__ == "__main__":
    main()
