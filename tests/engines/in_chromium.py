"""Chromium by Playwright."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ElementHandle, Page

STEPS = 4
# Spreads what `call` was given over the function's parameters.
SPREAD = "(values) => ({function})(...values)"


class Chromium:
    """An `Engine`."""

    name = "chromium"
    touches = True

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._page: Page | None = None
        self._seen: list[str] = []

    @property
    def page(self) -> Page:
        assert self._page is not None, "open comes first"
        return self._page

    def open(self, address: str, width: int, height: int) -> None:
        if self._page is not None:
            self._page.context.close()
        self._seen = []
        context = self._browser.new_context(
            viewport={"width": width, "height": height}, has_touch=True, locale="en-GB"
        )
        page = self._page = context.new_page()
        page.on("pageerror", lambda error: self._seen.append(str(error)))
        page.on(
            "console",
            lambda said: (
                self._seen.append(said.text) if said.type in ("error", "warning") else None
            ),
        )
        page.goto(address)

    def call(self, function: str, *values: object) -> Any:
        return self.page.evaluate(SPREAD.replace("{function}", function), list(values))

    def element(self, function: str, *values: object) -> ElementHandle:
        found = self.page.evaluate_handle(SPREAD.replace("{function}", function), list(values))
        element = found.as_element()
        assert element is not None, (function, values)
        return element

    def click(self, element: ElementHandle) -> None:
        element.click(timeout=5000)

    def tap(self, element: ElementHandle) -> None:
        element.tap(timeout=5000)

    def drag(self, element: ElementHandle, right: int, down: int, *, touch: bool = False) -> None:
        box = element.bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        if touch:
            self._drag_finger(x, y, right, down)
            return
        mouse = self.page.mouse
        mouse.move(x, y)
        mouse.down()
        mouse.move(x + right, y + down, steps=STEPS)
        mouse.up()

    def _drag_finger(self, x: float, y: float, right: int, down: int) -> None:
        session = self.page.context.new_cdp_session(self.page)

        def send(kind: str, *points: tuple[float, float]) -> None:
            touches = [{"x": px, "y": py} for px, py in points]
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

        send("touchStart", (x, y))
        for step in range(1, STEPS + 1):
            send("touchMove", (x + right * step / STEPS, y + down * step / STEPS))
        send("touchEnd")
        session.detach()

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def back(self) -> None:
        self.page.go_back()

    def picture(self) -> bytes:
        return self.page.screenshot()

    def complaints(self) -> list[str]:
        return self._seen

    def close(self) -> None:
        if self._page is not None:
            self._page.context.close()
