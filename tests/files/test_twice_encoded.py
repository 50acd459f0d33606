"""Letters that were encoded twice are told from those that only look like it."""

from __future__ import annotations

import pytest

from mapgen.files.twice_encoded import encoded_once


@pytest.mark.parametrize("text", ["Café brûlé", "کراچی", "Łódź – Straße", "Київ", "“quoted” €5"])
def test_what_was_encoded_twice_is_found(text: str) -> None:
    twice = "".join(
        bytes([each]).decode("cp1252") if each not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(each)
        for each in text.encode()
    )
    assert encoded_once(twice) == text
    assert encoded_once(text) == ""


@pytest.mark.parametrize("text", ["SÃO PAULO", "Ã", "Àé", "plain", "“É”", "Ä–Ö", "CafÃ© é"])
def test_what_is_right_is_left_alone(text: str) -> None:
    assert encoded_once(text) == ""
