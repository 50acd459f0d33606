"""The counts that docs/records.md prints come from the records."""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

import pytest
import record_counts

ROOT = Path(__file__).resolve().parents[2]


def test_the_counts_are_those_of_the_records(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if not (ROOT / "events.csv").exists():
        pytest.skip("this checkout has no records")
    monkeypatch.setattr(sys, "argv", ["record_counts.py"])
    record_counts.main()
    printed = capsys.readouterr().out
    with (ROOT / "events.csv").open(encoding="utf-8", newline="") as file:
        events = list(csv.DictReader(file))
    document = (ROOT / "docs" / "records.md").read_text(encoding="utf-8")
    rows = [line for line in printed.splitlines() if line.startswith("| ")]
    assert [row for row in rows if row not in document.splitlines()] == []
    assert f"| all | {len(events)} |" in printed
    bare = sum("-ged-" in event["id"] for event in events)
    assert f"| made of one row of UCDP's data set | {bare} |" in printed
    cited = [
        set(re.findall(r"@(\w+)", " ".join((e["summary"], e["deaths"], e["injured"]))))
        for e in events
    ]
    alone = sum(keys <= {"ucdpged", "priousd"} for keys in cited)
    assert f"| with no source but a data set | {alone} |" in printed
    compared = re.findall(r"^\| (\d{4}), (\w+) \| (\d+) \|", printed, re.MULTILINE)
    assert len(compared) > 10
    for year, city, count in compared:
        of_group = [
            e for e in events if e["date"].lstrip("[").startswith(year) and e["city"] == city
        ]
        if city != "Sindh":
            assert int(count) == len(of_group), (year, city)
    claims = " ".join(event["deaths"] for event in events)
    rows = set(re.findall(r"@ucdpged, event (\d+)", claims))
    assert len(rows) == sum(
        int(count)
        for count in re.findall(
            r"^\| \d{4}, \w+ \| \d+ \| [^|]+ \| (\d+) \|", printed, re.MULTILINE
        )
    )


def test_the_dead_of_a_data_set_are_those_that_its_claims_count() -> None:
    if not (ROOT / "events.csv").exists():
        pytest.skip("this checkout has no records")
    document = (ROOT / "docs" / "records.md").read_text(encoding="utf-8")
    with (ROOT / "events.csv").open(encoding="utf-8", newline="") as file:
        events = list(csv.DictReader(file))
    rows = re.findall(r"^\| (\d{4}), (\w+) \|(?:[^|]+\|){5} (\S+) \|$", document, re.MULTILINE)
    assert len(rows) > 10
    for year, city, printed in rows:
        highest = []
        for event in events:
            if event["date"].lstrip("[").startswith(year) and (event["city"] or "Sindh") == city:
                claims = re.findall(
                    r"(?:^|; )([^(;[][^;[]*\[[^\]]*@priousd[^\]]*\])", event["deaths"]
                )
                figures = [
                    int(found[0]) for claim in claims if (found := re.findall(r"\d+", claim))
                ]
                highest += [max(figures)] if figures else []
        assert printed == "–" if not highest else printed.endswith(f"–{sum(highest):,}"), (
            year,
            city,
        )
