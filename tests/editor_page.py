"""The editor in a browser, for the tests of the desk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

    from mapgen.desk.editor.editor import Editor


@contextmanager
def editor_page(
    browser: Browser, editor: Editor, *, patience: int = 20_000, console: bool = False, **args: Any
) -> Iterator[Page]:
    """Open the editor in a context with such arguments; errors of its scripts fail the test.

    Its questions are answered with yes. `patience` is in milliseconds; with `console`, errors that
    the browser prints are errors, too.
    """
    context = browser.new_context(**args)
    seen: list[str] = []

    def printed(said: ConsoleMessage) -> None:
        if console and said.type == "error":
            seen.append(said.text)

    page = context.new_page()
    page.set_default_timeout(patience)
    page.on("pageerror", lambda error: seen.append(str(error)))
    page.on("console", printed)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(editor.url)
    yield page
    context.close()
    assert not seen, "\n".join(seen)
