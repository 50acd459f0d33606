"""What axe finds wrong with a page that has come to rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from axe_playwright_python.sync_playwright import Axe
from reader import settled

if TYPE_CHECKING:
    from playwright.sync_api import Page

Faults = list[tuple[str, list[Any]]]

# Only what is wrong is told, since telling all takes twice the time, and no style sheet is read again,
# which a rule about media alone needs. Room between targets (WCAG 2.2) is off in axe unless one asks.
_TOLD = {"reporter": "no-passes", "preload": False}
_WHOLE = {**_TOLD, "rules": {"target-size": {"enabled": True}}}
_COLOURS = {
    **_TOLD,
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}
_RUN = """async ([context, options]) => (await axe.run(context ?? document, options)).violations
  .map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])"""


def faults(page: Page, *, colours_only: bool = False, within: str | None = None) -> Faults:
    """What axe finds wrong, by rule, with the elements; on request what colours can make wrong.

    `within` names the part of the page that is looked at where the rest has been looked at elsewhere.

    axe is put into the page as a script, which the page's own policy would not run: a page for it
    is made with `bypass_csp`.
    """
    settled(page)
    # The plain record, which scripts hide, is a large part of the document.
    hidden = not page.locator(".mg-record:visible").count()
    context = {
        **({"exclude": [[".mg-record"]]} if hidden else {}),
        **({"include": [[within]]} if within else {}),
    } or None
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate(_RUN, [context, _COLOURS if colours_only else _WHOLE])
    return [(rule, targets) for rule, targets in found]


UNCOVERED = """(name) => {
  const control = document.querySelector(name).getBoundingClientRect();
  const marks = document.querySelectorAll(
    '.leaflet-container .mg-mark:not(.mg-pane--inset .mg-mark)');
  const across = [...marks].some((mark) => {
    const box = mark.getBoundingClientRect();
    const apart = box.right < control.left || box.left > control.right
      || box.bottom < control.top || box.top > control.bottom;
    const within = box.left >= control.left && box.right <= control.right
      && box.top >= control.top && box.bottom <= control.bottom;
    return !apart && !within;
  });
  if (across) map_atlas.panBy([8, 0], {animate: false});
  return !across;
}"""


def uncover(page: Page, control: str) -> None:
    """Move the map, as a reader can, until no mark peeps out from under a control that lies on it."""
    for _ in range(200):
        if page.evaluate(UNCOVERED, control):
            return
    raise AssertionError(f"marks lie under {control} wherever the map is")
