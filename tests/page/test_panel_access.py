"""Every tab of the panel passes axe, at desk and phone size, empty and full."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe import faults
from examples import more
from playwright.sync_api import Page
from reader import tab, visit

SIZES: dict[str, dict[str, Any]] = {
    "desk": {"viewport": {"width": 1366, "height": 768}},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}
FRAGMENTS = ("", "#from=1986&to=1991&years=1986,1990&categories=clash", "#text=nothing+at+all")


@pytest.mark.parametrize("size", ["desk", more("phone")])
# What is not filtered, test_accessibility opens in each tab.
@pytest.mark.parametrize(
    "fragment",
    [FRAGMENTS[1], more(FRAGMENTS[0]), more(FRAGMENTS[2])],
    ids=["filtered", "whole", "empty"],
)
def test_axe_finds_nothing_in_any_tab(
    new_page: Callable[..., Page], small_page: str, size: str, fragment: str
) -> None:
    page = visit(new_page(bypass_csp=True, **SIZES[size]), small_page, fragment)
    for name in ("Events", "Filters", "Sources", "About"):
        tab(page, name)
        assert not faults(page), name
