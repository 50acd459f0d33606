"""The text of a coordinate reference system → what turns its coordinates into degrees of WGS 84.

PROJ opens the files that such a text names as grids or as definitions, whatever and wherever they
are. A text out of a file of shapes may therefore name none.
"""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Transform = Callable[[NDArray[np.float64]], NDArray[np.float64]]

WGS84 = "EPSG:4326"
MAX_TEXT = 100_000  # characters; a CRS with its whole datum ensemble has some 5,000
_NO_WAY = "coordinate reference system without a transformation to WGS 84"
_SAME = (WGS84, "OGC:CRS84", "URN:OGC:DEF:CRS:OGC:1.3:CRS84", "URN:OGC:DEF:CRS:EPSG::4326")
# Parameters of PROJ and of WKT whose values are names of files; @null is none.
FILES = re.compile(
    r"\b(?:init|file|model|catalog|\w*grids)\s*=\s*(?!@null\b)|\bpipeline\b"
    r'|PROJ4_GRIDS|PARAMETERFILE(?!\["[^"]*","@null")',
    re.IGNORECASE,
)


class CrsError(ValueError):
    """A coordinate reference system that cannot be used; the text says why."""


def to_degrees(text: str) -> Transform | None:
    """Return what turns pairs (x, y) into (longitude, latitude) of WGS 84.

    Parameters
    ----------
    text : str
        An authority's code, WKT, PROJJSON or PROJ's own words.

    Returns
    -------
    Transform or None
        Takes and returns an array of shape (n, 2); what lies outside of the system's reach becomes
        infinite. None for a system whose coordinates are such degrees already.

    Raises
    ------
    CrsError
        The text is no coordinate reference system, names files, or is of a system that has no place
        on the earth.
    """
    if text.upper() in _SAME:
        return None
    if len(text) > MAX_TEXT:
        raise CrsError("coordinate reference system of very many letters")
    if FILES.search(text):
        raise CrsError("coordinate reference system that names files")
    import pyproj

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # pyproj's, on forms of notation that are out of use
            crs = pyproj.CRS.from_user_input(text)
            if FILES.search(crs.to_wkt()):
                raise CrsError("coordinate reference system that names files")
            if any(crs == same for same in _SAME[:2]):
                return None
            if not (crs.is_geographic or crs.is_projected):
                raise CrsError(_NO_WAY)
            transformer = pyproj.Transformer.from_crs(crs, WGS84, always_xy=True)
    except (pyproj.exceptions.CRSError, UnicodeEncodeError) as error:
        raise CrsError("unknown coordinate reference system") from error
    except pyproj.exceptions.ProjError as error:
        raise CrsError(_NO_WAY) from error

    def transform(pairs: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(transformer.transform(pairs[:, 0], pairs[:, 1]))

    return transform
