"""What a category's colour becomes on dark ground, and how far two colours stand out.

Contrast is that of WCAG 2.2: (lighter + 0.05) / (darker + 0.05) of relative luminances.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

LIGHTEST_DARK = "#44291f"
"""The lightest ground of dark.css that a category's glyph stands on: the selected row."""

ENOUGH = 3.05
"""WCAG 1.4.11 asks for 3 : 1 between a graphic and its ground; the rest is for rounding."""

# The standard palette on dark ground. Chosen by search: 3 : 1 to every dark ground and, seen with
# red- or green-blind eyes too, 20 in CIE Lab from each other; hues stay within 19 degrees.
ON_DARK = {
    "#903000": "#f1a773",
    "#3c1830": "#fddfe7",
    "#3084f0": "#738ee7",
    "#b47800": "#9f7c1e",
    "#243ca8": "#6180b2",
    "#3c9090": "#67b6c6",
    "#6c9054": "#d3f4bb",
    "#540060": "#96788b",
    "#605448": "#c2ad9b",
    "#2478a8": "#8cc3ff",
    "#481800": "#bd6954",
}


def dark_colours(colours: Iterable[str]) -> str:
    """Return the CSS that names each colour's value on dark ground: ``--mg-903000:#f1a773``.

    Parameters
    ----------
    colours : iterable of str
        ``#rrggbb``, each once or more.

    Returns
    -------
    str
        "" for none.
    """
    values = ";".join(f"--mg-{each[1:]}:{on_dark(each)}" for each in dict.fromkeys(colours))
    return f".mg-page{{{values}}}" if values else ""


def on_dark(colour: str) -> str:
    """Return #rrggbb that keeps the hue and contrasts with every dark ground of the page.

    Parameters
    ----------
    colour : str
        ``#rrggbb``.

    Returns
    -------
    str
        Lighter, or the colour itself where that will do.
    """
    known = ON_DARK.get(colour.lower())
    if known:
        return known
    red, green, blue = channels(colour)
    lighter = colour
    for step in range(1, 101):
        if contrast(lighter, LIGHTEST_DARK) >= ENOUGH:
            break
        share = step / 100
        lighter = hexadecimal([part + (1 - part) * share for part in (red, green, blue)])
    return lighter


def contrast(one: str, other: str) -> float:
    """Return WCAG's contrast of two colours (#rrggbb), from 1 to 21.

    Parameters
    ----------
    one, other : str
        ``#rrggbb``.

    Returns
    -------
    float
        The same either way round.
    """
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance (WCAG 2.2) of #rrggbb, from 0 to 1.

    Parameters
    ----------
    colour : str
        ``#rrggbb``.

    Returns
    -------
    float
        0 for black, 1 for white.
    """
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def channels(colour: str) -> tuple[float, float, float]:
    """Return red, green and blue of #rrggbb, each from 0 to 1.

    Parameters
    ----------
    colour : str
        ``#rrggbb``.

    Returns
    -------
    tuple of (float, float, float)
        sRGB.
    """
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def hexadecimal(parts: Sequence[float]) -> str:
    """Return #rrggbb of channels from 0 to 1.

    Parameters
    ----------
    parts : sequence of float
        Red, green and blue.

    Returns
    -------
    str
        In small letters.
    """
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)
