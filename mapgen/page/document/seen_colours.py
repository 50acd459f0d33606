"""How far two colours are apart, seen with red- or green-blind eyes too, and from the paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import dist

from mapgen.page.document.colours import contrast

PAPER = "#f1ebdd"
"""The ground of the page in light (--mg-paper of theme.css)."""

CONTRAST = 3.0
"""WCAG 1.4.11 asks for this much between a graphic and its ground."""

APART = 24.0
"""The distance in CIE Lab that the standard palette keeps between any two categories."""

# Machado, Oliveira and Fernandes 2009, severity 1: what is seen without red, without green cones.
EYES = {
    "usual": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}


@dataclass(frozen=True, slots=True)
class Look:
    """How a colour stands out: `contrast` to the paper, `near` which other ones are too close."""

    contrast: float
    near: Mapping[str, float]


def looks(colours: Mapping[str, str]) -> dict[str, Look]:
    """Return how each of some colours stands out from paper and the others.

    Parameters
    ----------
    colours : mapping of str to str
        ``#rrggbb`` by name.

    Returns
    -------
    dict of str to Look
        By name.
    """
    return {
        name: Look(
            contrast(colour, PAPER),
            {
                other: apart
                for other, its in colours.items()
                if other != name and (apart := distance(colour, its)) < APART
            },
        )
        for name, colour in colours.items()
    }


def distance(one: str, other: str) -> float:
    """Return how far two colours are apart in CIE Lab for the eyes that tell them apart worst.

    Parameters
    ----------
    one, other : str
        ``#rrggbb``.

    Returns
    -------
    float
        ΔE of CIE 1976.
    """
    return min(dist(seen(one, eyes), seen(other, eyes)) for eyes in EYES)


def seen(colour: str, eyes: str) -> tuple[float, float, float]:
    """Return a colour in CIE Lab as given eyes see it.

    Parameters
    ----------
    colour : str
        ``#rrggbb``.
    eyes : str
        One of `EYES`.

    Returns
    -------
    tuple of (float, float, float)
        L, a and b.
    """
    light = [_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5)]
    red, green, blue = (
        min(max(sum(m * v for m, v in zip(row, light, strict=True)), 0), 1) for row in EYES[eyes]
    )
    xyz = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089,
    )
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
