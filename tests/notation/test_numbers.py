"""Numbers in running text: digits of any script, however they are grouped."""

from __future__ import annotations

import pytest

from mapgen.notation.numbers import numbers_in


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("On 7 February 1972, at least 39 died.", ("7", "1972", "39")),
        ("٧ فيبروري ١٩٧٢، ۳۹", ("7", "1972", "39")),
        ("1,200; 1.200; 1\u00a0200; 1\u202f200; 1’200; ١٬٢٠٠", ("1200",) * 6),
        ("2,00,000 and 1.200.000", ("200000", "1200000")),
        ("1 200", ("1", "200")),
        ("1986-12-14, R 14/3", ("1986", "12", "14", "14", "3")),
        ("14.12.1986", ("14", "12", "1986")),
        ("1.5 or 1,5", ("1", "5", "1", "5")),
        ("007, the 1980s, 0", ("7", "1980", "0")),
        ("forty dead", ()),
    ],
)
def test_numbers_are_read_in_every_script(text: str, numbers: tuple[str, ...]) -> None:
    assert numbers_in(text) == numbers


def test_a_number_of_any_length_is_read() -> None:
    assert numbers_in("9" * 10_000) == ("9" * 10_000,)
