"""What the atlas's translations say: no event without one, its own sources, its own figures."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
CITATION = re.compile(r"\[@[^\]]*\]")
FIGURE = re.compile(r"\d[\d,.]*")
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩٬٫", "0123456789,.")


def events() -> list[dict[str, str]]:
    with (ROOT / "events.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def figures(text: str) -> Counter[str]:
    """Return the numbers of a text that are written in digits, of any of the three scripts."""
    plain = CITATION.sub("", text).translate(DIGITS)
    return Counter(found.replace(",", "").rstrip(".") for found in FIGURE.findall(plain))


@pytest.mark.parametrize("language", ["ur", "sd"])
def test_every_summary_says_its_figures_with_its_sources(language: str) -> None:
    for event in events():
        summary = event["summary"]
        translated = event[f"summary_{language}"]
        assert event[f"title_{language}"], event["id"]
        assert Counter(CITATION.findall(translated)) == Counter(CITATION.findall(summary)), event[
            "id"
        ]
        assert figures(translated) == figures(summary), event["id"]


@pytest.mark.parametrize("language", ["ur", "sd"])
def test_the_digits_are_those_of_the_language(language: str) -> None:
    """Western ones in Urdu, Arabic-Indic ones in Sindhi (CLDR); codes that UCDP prints stay."""
    other = re.compile("[0-9]" if language == "sd" else "[٠-٩۰-۹]")
    for event in events():
        for text in (event[f"title_{language}"], event[f"summary_{language}"]):
            plain = re.sub(r"R \d+/\d+ \d{4}", "", CITATION.sub("", text))
            assert not other.search(plain), event["id"]


def test_sindhi_is_written_with_sindhi_letters() -> None:
    """No letter of Urdu alone: ٹ ڑ ے ں ھ ہ ڈ ی are ٽ ڙ ي ن ه ه ڊ ي in Sindhi."""
    urdu = re.compile("[ٹڑےںھہڈی۔]")
    for event in events():
        assert not urdu.search(event["title_sd"] + event["summary_sd"]), event["id"]
