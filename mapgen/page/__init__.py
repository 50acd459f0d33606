"""Atlas → the page. `render` gives the whole page as one HTML text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mapgen.atlas.atlas import Atlas


def render(atlas: Atlas) -> str:
    """Return the page of an atlas: one HTML file that needs no network and no other file.

    The same atlas gives the same text. Folium and its map are imported here, when they are needed.
    """
    from mapgen.page.document import page

    return page.render(atlas)
