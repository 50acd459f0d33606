"""What the tests of the desk share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page


@pytest.fixture
def local_page(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """A page that may ask this machine, where complaints fail the test."""
    context = browser.new_context(**browser_context_args)
    seen: list[str] = []
    opened = context.new_page()
    opened.on("pageerror", lambda error: seen.append(str(error)))
    opened.on(
        "console",
        lambda message: (
            seen.append(message.text)
            if message.type in ("error", "warning") and "ERR_" not in message.text
            else None
        ),
    )
    yield opened
    context.close()
    assert not seen, "\n".join(seen)
