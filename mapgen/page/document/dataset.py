"""Atlas → what search engines read of it: a schema.org ``Dataset`` as JSON-LD in the page's head.

It is data and never runs: a browser takes no notice of a script of the type
``application/ld+json``, and asks for none of the addresses in it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from markupsafe import Markup

from mapgen.atlas.coverage import box_covered, days_covered, licence_address

if TYPE_CHECKING:
    from mapgen.files.frame import Frame
    from mapgen.records.settings import Settings

MAX_BYTES = 3000
"""What the element's text may have, in UTF-8; a longer description is cut short."""


def dataset(settings: Settings, points: Frame) -> Markup:
    """Return the text of the element. The same atlas gives the same text.

    Parameters
    ----------
    settings : Settings
        What the atlas is called, and whose it is.
    points : Frame
        ``latitude`` and ``longitude`` of the events, WGS 84 degrees, NaN for none; ``first`` and
        ``last`` day and ``event_places`` where they are known one by one.

    Returns
    -------
    Markup
        JSON-LD that may stand in a script element.
    """
    description = settings.description.strip() or settings.subtitle
    text = _json(settings, points, description)
    while len(text.encode("utf-8")) > MAX_BYTES and description:
        words = description.removesuffix("…")
        description = f"{words[: len(words) * 3 // 4].rstrip()}…" if len(words) > 1 else ""
        text = _json(settings, points, description)
    return Markup(text)


def _json(settings: Settings, points: Frame, description: str) -> str:
    """Return the JSON-LD; no "<" is in it, so that nothing can end its element."""
    box = box_covered(points)
    found = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": settings.title,
        "description": description,
        "url": settings.url,
        "inLanguage": list(settings.languages),
        "license": licence_address(settings.licence),
        "creator": settings.editor,
        "creditText": ", ".join(
            filter(None, (settings.editor, settings.title, settings.url, settings.licence))
        ),
        "temporalCoverage": days_covered(settings, points),
        "datePublished": settings.published,
        "spatialCoverage": {"@type": "Place", "geo": {"@type": "GeoShape", "box": box}}
        if box
        else None,
        "isAccessibleForFree": True if settings.url else None,
        "distribution": {
            "@type": "DataDownload",
            "contentUrl": settings.url,
            "encodingFormat": "text/html",
        }
        if settings.url
        else None,
    }
    given = {name: value for name, value in found.items() if value}
    text = json.dumps(given, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
