"""The letters that search takes for one are those that Unicode names so."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

LETTERS = Path(__file__).parents[2] / "mapgen" / "page" / "browser" / "core" / "letters.js"
_NAME = re.compile("LATIN SMALL LETTER ([A-Z]{1,2}) WITH .*")


def test_each_latin_letter_with_a_stroke_or_hook_is_searched_as_its_base() -> None:
    """Of the letters that Unicode 14 (Python 3.11) knows; browsers may know more."""
    text = LETTERS.read_text(encoding="utf-8")
    given = {
        letter: plain
        for plain, letters in re.findall(r'^  (\w+): "([^"]+)",$', text, re.M)
        for letter in letters
    }
    named = {
        letter: found[1].lower()
        for letter in map(chr, range(0x80, 0x30000))
        if (found := _NAME.fullmatch(unicodedata.name(letter, "")))
        and unicodedata.normalize("NFKD", letter) == letter
    }
    assert len(named) > 100
    assert named.items() <= given.items()
    assert len(given) == sum(len(each) for _, each in re.findall(r'(\w+): "([^"]+)",', text))
