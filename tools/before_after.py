"""docs/images/sheet-WIDTH.jpg: two pages of the atlas beside each other, in languages and themes.

    python tools/before_after.py BEFORE.html AFTER.html

For each size of window one sheet: the first page in the upper row, the second below it, in English,
Urdu and Sindhi, light and dark; of wide windows the dark ones have rows of their own.
docs/design.md tells what is to be seen.
"""

from __future__ import annotations

import base64
import sys
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import chromium  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402
from reader import settled  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser

IMAGES = ROOT / "docs" / "images"
SIZES = ((390, 844), (768, 1024), (1366, 768), (1920, 1080))
LOOKS = [(language, theme) for theme in ("light", "dark") for language in ("en", "ur", "sd")]
ACROSS = 2000
"""How wide a sheet is, in pixels."""
WIDE = 1000
"""From this width on a row has one theme."""
QUALITY = 55
GAP = 6


def pictures(browser: Browser, address: str, size: tuple[int, int]) -> list[bytes]:
    """Return the page in every language and theme, at the scale of a plain screen."""
    width, height = size
    touch = {"has_touch": True, "is_mobile": True} if width < 500 else {}
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="en-GB", reduced_motion="reduce",
        offline=True, **touch,
    )  # fmt: skip
    page = context.new_page()
    found = []
    for language, theme in LOOKS:
        page.goto("about:blank")
        page.goto(f"{address}#lang={language}&theme={theme}")
        page.evaluate("atlas.ready")
        settled(page)
        found.append(page.screenshot())
    context.close()
    return found


def sheet(browser: Browser, before: list[bytes], after: list[bytes], columns: int) -> bytes:
    """Return the pictures of two pages as one JPEG: a row of each in turn."""
    each = (ACROSS - GAP * (columns - 1)) // columns
    starts = range(0, len(before), columns)
    rows = [row[k : k + columns] for k in starts for row in (before, after)]
    images = "".join(
        f'<img width="{each}" src="data:image/png;base64,{base64.b64encode(raw).decode()}">'
        for row in rows
        for raw in row
    )
    page = browser.new_page(viewport={"width": ACROSS, "height": 100})
    page.set_content(
        f'<body style="margin:0;background:#888;display:grid;gap:{GAP}px;'
        f'grid-template-columns:repeat({columns},{each}px)">{images}'
    )
    raw = page.screenshot(full_page=True, type="jpeg", quality=QUALITY)
    page.close()
    return raw


def main() -> None:
    """Write a sheet for every size of window."""
    pages = [Path(name).resolve().as_uri() for name in sys.argv[1:3]]
    with sync_playwright() as playwright:
        path = chromium.find(whole=True)
        browser = playwright.chromium.launch(
            executable_path=str(path) if path else None, args=["--no-sandbox"]
        )
        for size in SIZES:
            before, after = (pictures(browser, address, size) for address in pages)
            columns = len(LOOKS) // 2 if size[0] >= WIDE else len(LOOKS)
            made = sheet(browser, before, after, columns)
            (IMAGES / f"sheet-{size[0]}.jpg").write_bytes(made)
        browser.close()


if __name__ == "__main__":
    main()
