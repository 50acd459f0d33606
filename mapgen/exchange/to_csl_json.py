"""Atlas → the cited sources as CSL-JSON, which Zotero, Pandoc and others read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mapgen.exchange.written import cited_sources

if TYPE_CHECKING:
    from mapgen.atlas import Atlas


def to_csl_json(atlas: Atlas) -> bytes:
    """Return the items as they were exported, those that the events cite, in their order."""
    items = [dict(source.csl) for source in cited_sources(atlas)]
    return (json.dumps(items, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
