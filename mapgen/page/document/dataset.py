"""Atlas → what search engines read of it: a schema.org ``Dataset`` as JSON-LD in the page's head.

It is data and never runs: a browser takes no notice of a script of the type
``application/ld+json``, and asks for none of the addresses in it.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import numpy as np
from markupsafe import Markup

from mapgen.notation.citations import is_web_address
from mapgen.notation.civil import iso

if TYPE_CHECKING:
    from mapgen.files.frame import Frame
    from mapgen.records.settings import Settings

MAX_BYTES = 3000
"""What the element's text may have, in UTF-8; a longer description is cut short."""

_CREATIVE_COMMONS = re.compile(
    r"CC-(BY(?:-(?:SA|NC|ND|NC-SA|NC-ND))?)-([1-4]\.[05])", re.IGNORECASE
)


def dataset(settings: Settings, points: Frame) -> Markup:
    """Return the text of the element. The same atlas gives the same text.

    Parameters
    ----------
    settings
        What the atlas is called, and whose it is.
    points
        ``latitude`` and ``longitude`` of the events, WGS 84 degrees, NaN for none; ``first`` and
        ``last`` day and ``event_places`` where they are known one by one.
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
        "temporalCoverage": _time(settings, points),
        "spatialCoverage": _place(points),
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


def licence_address(licence: str) -> str:
    """Return the address of a licence that is named as SPDX does, another text as it is."""
    if is_web_address(licence):
        return licence
    if licence.upper() == "CC0-1.0":
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    known = _CREATIVE_COMMONS.fullmatch(licence)
    if known:
        return f"https://creativecommons.org/licenses/{known[1].lower()}/{known[2]}/"
    return licence


def _time(settings: Settings, points: Frame) -> str:
    """Return the period and the events' days as an interval of ISO 8601, "" where none is known."""
    period = settings.period
    days = [period.first, period.last] if period else []
    if len(points) and "first" in points.columns:
        days += [int(points["first"].min()), int(points["last"].max())]
    return f"{iso(min(days))}/{iso(max(days))}" if days else ""


def _place(points: Frame) -> dict[str, object] | None:
    """Return the box of all points, "south west north east" in degrees; None without points.

    It is the narrower of the two round the globe: across the date line west is above east.
    """
    several = [
        (each.latitude, each.longitude)
        for places in (points["event_places"] if "event_places" in points.columns else ())
        for each in places
    ]
    pairs = np.column_stack([points["latitude"], points["longitude"]]).astype(float)
    pairs = np.concatenate([pairs, np.array(several, dtype=float).reshape(-1, 2)])
    pairs = pairs[np.isfinite(pairs).all(axis=1)]
    if not len(pairs):
        return None
    meridians = np.unique(pairs[:, 1])
    # The widest stretch without a point is what the box leaves out.
    gaps = np.append(np.diff(meridians), meridians[0] + 360 - meridians[-1])
    widest = int(np.argmax(gaps[::-1]))  # of equal ones the last: the date line
    east = len(gaps) - 1 - widest
    sides = (
        pairs[:, 0].min(),
        meridians[(east + 1) % len(meridians)],
        pairs[:, 0].max(),
        meridians[east],
    )
    box = " ".join(f"{round(float(each), 5):.10g}" for each in sides)
    return {"@type": "Place", "geo": {"@type": "GeoShape", "box": box}}
