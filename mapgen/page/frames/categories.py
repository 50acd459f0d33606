"""A column of any values → categories, each with a colour and a glyph of its own.

Those without settings take them in order from the palette of the atlas, which keeps its colours
apart for red- and green-blind eyes. Colour and glyph together tell 121 categories apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from mapgen.records.categories import GLYPHS, Category, look

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from mapgen.page.frames.rows import Rows

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
NOT_GIVEN = "not stated"
_PLAIN = "#605448"
_ONLY = "#2478a8"


def categories(
    rows: Rows, column: str | None, given: Mapping[str, object] | None, name: str
) -> tuple[NDArray[np.object_], dict[str, Category]]:
    """Return each row's category and the categories in their order, by their ids.

    The order is that of `given`, then a categorical column's own, else the alphabet's. A missing
    value's category is "not stated".

    Parameters
    ----------
    rows : Rows
        The frame; what is wrong is noted in it.
    column : str or None
        The categories' column; None for none.
    given : mapping of str to object or None
        Their settings by name, as the layer's argument has them.
    name : str
        The one category of a frame without a column.

    Returns
    -------
    values : ndarray of object
        A category's id for each row.
    categories : dict of str to Category
        By their ids, in their order.
    """
    if column is None:
        only = Category(name, name, _ONLY, "circle")
        return np.full(len(rows), name, dtype=object), {name: only}
    values = rows.texts(column, empty=NOT_GIVEN)
    present = set(values)
    dtype = rows.frame[column].dtype
    order = (
        [str(each).strip() for each in dtype.categories]
        if isinstance(dtype, pd.CategoricalDtype)
        else sorted(present - {NOT_GIVEN})
    )
    given = dict(given or {})
    wanted = dict.fromkeys([*map(str, given), *order])
    found = {each: category(each, given.get(each), at) for at, each in enumerate(wanted)}
    if NOT_GIVEN in present and NOT_GIVEN not in found:
        found[NOT_GIVEN] = Category(NOT_GIVEN, NOT_GIVEN, _PLAIN, "ring")
    return values, found


def category(name: str, given: object, at: int) -> Category:
    """Return a category from its settings: a colour, {label, colour, glyph}, or None.

    Parameters
    ----------
    name : str
        Its id.
    given : object
        A colour, {label, colour, glyph}, a `Category`, or None.
    at : int
        Its place, from which colour and glyph come where they are not given.

    Returns
    -------
    Category
        Whole.

    Raises
    ------
    ValueError
        A colour that is not #rrggbb, a glyph that there is not, or an unknown setting.
    """
    colour, glyph = look(at)
    if isinstance(given, Category):
        return Category(name, given.label, given.colour, given.glyph)
    settings = {"colour": given} if isinstance(given, str) else given
    if settings is None:
        return Category(name, name, colour, glyph)
    if not isinstance(settings, Mapping) or set(settings) - {"label", "colour", "glyph"}:
        raise ValueError(
            f"categories[{name!r}]: write a colour (#rrggbb) or a mapping of label, colour, glyph"
        )
    colour = str(settings.get("colour", colour))
    glyph = str(settings.get("glyph", glyph))
    if not _COLOUR.fullmatch(colour):
        raise ValueError(f"categories[{name!r}]: {colour!r} is no colour; write it as #rrggbb")
    if glyph not in GLYPHS:
        raise ValueError(f"categories[{name!r}]: no glyph {glyph!r}; there are {', '.join(GLYPHS)}")
    return Category(name, str(settings.get("label", name)), colour, glyph)
