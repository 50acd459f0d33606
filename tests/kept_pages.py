"""Browser pages that one test after another uses: a new context costs more than most tests do.

A page goes on to the next test as good as new: at a blank document, with nothing stored, in the size
and the colours that the test asks for, which need no context of their own. What cannot be taken back
(a script for every document, a clock, a listener, whatever is done with the context) ends a page's use
when its test ends.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Error, Page

if TYPE_CHECKING:
    from conftest import Watch
    from playwright.sync_api import Browser

# Contexts with other options than the usual ones that are kept open at once.
MOST = 4
# A page's history ends at 50 steps, and tests count those that they add.
STEPS = 25
# What a page is asked for that its next test would still feel.
LASTING = (
    "add_init_script", "clock", "close", "context", "expose_binding", "expose_function", "on", "once",
    "pause", "set_default_navigation_timeout", "set_default_timeout",
    "set_extra_http_headers",
)  # fmt: skip
# Options of a context that a page can take on later, and what it has without them.
LOOKS: dict[str, Any] = {
    "color_scheme": "null", "contrast": "null", "forced_colors": "null", "reduced_motion": "null"
}  # fmt: skip
# A size that changes because of what answers its change is told to the window alone, in every engine.
TELL_LOOPS = (
    "addEventListener('error', ({ message }) => {"
    " if (message.startsWith('ResizeObserver')) console.error(message); });"
)


FORGET = "localStorage.clear(), sessionStorage.clear(), (window.name = ''), history.length"


class KeptPage(Page):
    """A page that notes whether it can be used again."""

    kept: Kept

    def __getattribute__(self, name: str) -> Any:
        if name in LASTING:
            object.__getattribute__(self, "kept").used_up = True
        elif name == "emulate_media":
            object.__getattribute__(self, "kept").looks = {}
        return super().__getattribute__(name)


class Kept:
    """A page alone in its context, and who watches it now."""

    def __init__(self, browser: Browser, options: dict[str, Any]) -> None:
        self.options = options
        self.looks: dict[str, Any] = {}
        self.watch: Watch | None = None
        fixed = {name: value for name, value in options.items() if name not in LOOKS}
        self.context = browser.new_context(**fixed)
        self.context.route(
            lambda url: not url.startswith(("file:", "data:", "blob:", "about:")),
            lambda route: self.watch.refuse(route) if self.watch else route.abort(),
        )
        self.context.on("page", self._follow)
        self.context.add_init_script(TELL_LOOPS)
        self.page = self.context.new_page()
        self.page.__class__ = KeptPage
        object.__setattr__(self.page, "kept", self)
        self.used_up = False

    def _follow(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.watch and self.watch.error(error))
        page.on("console", lambda message: self.watch and self.watch.message(message))

    def look(self, options: dict[str, Any]) -> None:
        """Give the page the size and the media that a test asks for."""
        size = options.get("viewport")
        if size and self.page.viewport_size != size:
            self.page.set_viewport_size(size)
        looks = {name: options.get(name, none) for name, none in LOOKS.items()}
        if looks != self.looks:
            self.page.emulate_media(media="null", **looks)
            self.looks = looks

    def is_clean(self, blank: str) -> bool:
        """Bring the page back to where it began; False where that cannot be done."""
        try:
            if self.used_up or len(self.context.pages) > 1:
                return False
            self.page.unroute_all()
            self.page.goto(blank)
            if self.page.evaluate(FORGET) > STEPS:
                return False
            self.page.mouse.move(-1, -1)
        except Error:
            return False
        return True


class KeptPages:
    """The pages of one browser, by the options of their contexts."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self._browser = browser
        self._free: dict[str, list[Kept]] = {}
        blank = folder / "blank.html"
        blank.write_text("<!doctype html><title>-</title>", encoding="utf-8")
        self._blank = blank.as_uri()

    def take(self, options: dict[str, Any], watch: Watch) -> Kept:
        """A page of a context with these options, used by nobody else until it is given back."""
        free = self._free.get(_key(options))
        found = free.pop() if free else Kept(self._browser, options)
        found.watch = watch
        found.look(options)
        return found

    def give_back(self, kept: Kept) -> None:
        kept.watch = None
        if not kept.is_clean(self._blank):
            kept.context.close()
            return
        free = self._free.pop(_key(kept.options), [])
        self._free[_key(kept.options)] = [*free, kept]  # the last one used comes last
        while sum(map(len, self._free.values())) > MOST:
            oldest = next(key for key, pages in self._free.items() if pages)
            self._free[oldest].pop(0).context.close()


def _key(options: dict[str, Any]) -> str:
    """What a page cannot take on later; whether it has a size of its own is part of that."""
    fixed = {name: value for name, value in options.items() if name not in LOOKS}
    if fixed.get("viewport"):
        fixed["viewport"] = True
    return json.dumps(fixed, sort_keys=True, default=str)
