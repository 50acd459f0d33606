"""Atlas → the cited sources as CSL-JSON, which Zotero, Pandoc and others read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mapgen.exchange.common.event_cells import cited_sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mapgen.atlas.atlas import Atlas


def to_csl_json(atlas: Atlas) -> Iterator[bytes]:
    """Yield the items as they were exported, those that the events cite, in their order.

    Parameters
    ----------
    atlas : Atlas
        A whole atlas.

    Yields
    ------
    bytes
        UTF-8.
    """
    opening = "["
    for source in cited_sources(atlas):
        text = json.dumps([dict(source.csl)], ensure_ascii=False, indent=1)
        yield f"{opening}{text[1:-2]}".encode()
        opening = ","
    yield b"[]\n" if opening == "[" else b"\n]\n"
