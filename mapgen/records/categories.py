"""Categories of events, and the colours and glyphs that tell them apart."""

from __future__ import annotations

from dataclasses import dataclass, field

GLYPHS = (
    "circle", "star", "triangle", "hexagon", "square", "diamond", "triangle-down", "pentagon",
    "cross", "ring", "plus",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of event: `colour` is #rrggbb, `glyph` the shape that says the same without it.

    `labels` is what it is called in other languages, {language: label}.
    """

    id: str
    label: str
    colour: str
    glyph: str
    labels: dict[str, str] = field(default_factory=dict, compare=False)


# The colours keep a contrast of 3:1 to the paper and, seen with red- or green-blind eyes too, a
# distance of 24 in CIE Lab from each other; the glyph says the same without colour.
CATEGORIES = {
    category.id: category
    for category in (
        Category("communal", "Communal riot or clash", "#903000", "circle"),
        Category("mass-killing", "Mass killing", "#3c1830", "star"),
        Category("clash", "Armed clash", "#3084f0", "triangle"),
        Category("bombing", "Bombing", "#b47800", "hexagon"),
        Category("state", "Police or military operation", "#243ca8", "square"),
        Category("campus", "Campus violence", "#3c9090", "diamond"),
        Category("protest", "Protest or strike", "#6c9054", "triangle-down"),
        Category("press", "Attack on the press", "#540060", "pentagon"),
        Category("crime", "Crime or extortion", "#605448", "cross"),
        Category("politics", "Political event", "#2478a8", "ring"),
        Category("accident", "Accident that led to violence", "#481800", "plus"),
    )
}

ROW = Category("dataset-row", "One row of a data set", "#888078", "row")
"""How the page draws an event that is a row of a data set and nothing more (`row_of`)."""

_PALETTE = tuple(CATEGORIES.values())
LOOKS = len(_PALETTE) * len(GLYPHS)
"""How many pairs of colour and glyph there are."""


def look(at: int) -> tuple[str, str]:
    """Return the colour and the glyph of the `at`-th category that has none of its own.

    The first take the palette with its glyphs; each further round moves the glyphs on by one, so
    that the first `LOOKS` pairs differ.

    Parameters
    ----------
    at : int
        From 0 on.

    Returns
    -------
    colour : str
        ``#rrggbb``.
    glyph : str
        One of the glyphs of `vocabulary`.
    """
    turn, place = divmod(at, len(_PALETTE))
    return _PALETTE[place].colour, _PALETTE[(place + turn) % len(_PALETTE)].glyph
