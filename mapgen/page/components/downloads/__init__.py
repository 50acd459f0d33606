"""Downloads: the link to what is seen, how to cite it, and its events and sources as files."""

from __future__ import annotations

from mapgen.page.elements.component import Component


class Downloads(Component):
    """A button that opens what one takes away: permalink, citations, files.

    The events shown as CSV (the columns of ``events.csv``) and GeoJSON, the sources that they cite
    as BibTeX, CSL-JSON and RIS; all are made in the browser, from disk too, and ask nothing of the
    network. `into` is a CSS selector of the element that holds it, `position` a corner of the map.
    """

    def __init__(self, *, into: str | None = None, position: str | None = None) -> None:
        super().__init__(into=into, position=position)
