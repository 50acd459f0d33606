"""Degrees as people write them, and what is said of them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapgen.notation.coordinates import as_written, other_degrees, parse_degrees

LATITUDE, LONGITUDE = "latitude", "longitude"


@pytest.mark.parametrize(
    ("text", "column", "degrees"),
    [
        ("44,567", LATITUDE, 44.567), ("4,851", LONGITUDE, 4.851), ("-22,01", LATITUDE, -22.01),
        ("24°51'36\"N", LATITUDE, 24.86), ("67°00'36\"E", LONGITUDE, 67.01),
        ("24.86N", LATITUDE, 24.86), ("67.01 W", LONGITUDE, -67.01), ("N 24 51 36", LATITUDE, 24.86),
        ("24 51 36 S", LATITUDE, -24.86), ("24 51.6 s", LATITUDE, -24.86),
        ("-24°51′36″", LATITUDE, -24.86), ("24:51:36", LATITUDE, 24.86),
        ("24º 51' 36'' N", LATITUDE, 24.86), ("122°24′W", LONGITUDE, -122.4),
        ("24 deg 51 min 36 sec", LATITUDE, 24.86), ("S24°51'", LATITUDE, -24.85),
        ("24°51'36,0\"S", LATITUDE, -24.86), ("67°36'O", LONGITUDE, None),
        ("24°51'36\"E", LATITUDE, None), ("67N", LONGITUDE, None), ("-24S", LATITUDE, None),
        ("24 61", LATITUDE, None), ("24 10 60", LATITUDE, None), ("24.5 30", LATITUDE, None),
        ("1.234,5", LATITUDE, None), ("24,5,3", LATITUDE, None), ("NaN", LATITUDE, None),
        ("91N", LATITUDE, None), ("24d51m36s", LATITUDE, None), ("N", LATITUDE, None),
        ("24.86, 67.01", LATITUDE, None), ("N24S", LATITUDE, None),
        ("24,86 Süd", LATITUDE, -24.86), ("24.86 Nord", LATITUDE, 24.86),
        ("67.01 Ouest", LONGITUDE, -67.01), ("67.01 Ost", LONGITUDE, 67.01),
        ("67.01 oeste", LONGITUDE, -67.01), ("48,1° с.ш.", LATITUDE, 48.1),
        ("11,5 з.д.", LONGITUDE, -11.5), ("٢٤٫٨٦ شمال", LATITUDE, 24.86),
        ("٢٤°٣٠′", LATITUDE, 24.5), ("24˚51´", LATITUDE, 24.85), ("", LATITUDE, None),
    ],
)  # fmt: skip
def test_degrees_in_other_forms(text: str, column: str, degrees: float | None) -> None:
    found = other_degrees(text, column)
    assert found == (None if degrees is None else pytest.approx(degrees, abs=1e-9))
    value, faults = parse_degrees(text, column)
    if degrees is not None:
        assert math.isnan(value)
        assert as_written(degrees) in faults[0].mend


@given(st.floats(-90, 90), st.sampled_from(["dms", "suffix", "comma", "colons"]))
def test_any_latitude_is_read_in_any_form(degrees: float, form: str) -> None:
    seconds = round(abs(degrees) * 3600)
    minutes, part = divmod(seconds, 60)
    whole, minute = divmod(minutes, 60)
    half = "S" if degrees < 0 else "N"
    sign = "-" if degrees < 0 else ""
    text = {
        "dms": f"{whole}°{minute:02d}'{part:02d}\"{half}",
        "suffix": f"{seconds / 3600:.6f}{half}",
        "comma": f"{sign}{seconds / 3600:.6f}".replace(".", ","),
        "colons": f"{sign}{whole}:{minute:02d}:{part:02d}",
    }[form]
    wanted = math.copysign(seconds / 3600, degrees)
    assert other_degrees(text, LATITUDE) == pytest.approx(wanted, abs=1e-6)


@given(st.text(max_size=30), st.sampled_from([LATITUDE, LONGITUDE]))
def test_any_text_is_degrees_or_none(text: str, column: str) -> None:
    found = other_degrees(text, column)
    assert found is None or abs(found) <= 180
