"""What axe finds wrong with a page as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Page

Faults = list[tuple[str, list[Any]]]

# Room between targets (WCAG 2.2) is off in axe unless one asks for it.
_WHOLE = {"rules": {"target-size": {"enabled": True}}}
_COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


def faults(page: Page, *, colours_only: bool = False) -> Faults:
    """What axe finds wrong, by rule, with the elements; on request what colours can make wrong.

    axe is put into the page as a script, which the page's own policy would not run: a page for it
    is made with `bypass_csp`. Only what is wrong is told, since telling all takes twice the time.
    """
    options = {**(_COLOURS if colours_only else _WHOLE), "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [(each["id"], [node["target"] for node in each["nodes"]]) for each in found]
