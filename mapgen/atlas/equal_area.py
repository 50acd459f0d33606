"""Degrees → metres around a point, for distances of some kilometres.

The import of a library that knows all projections takes longer than the check of a small atlas;
this is the one projection that it needs, after Snyder, *Map Projections: A Working Manual* (USGS
Professional Paper 1395, 1987), pages 187 f. A test compares it with that library's.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from mapgen.files.arrays import Floats

AXIS = 6_378_137.0
"""Metres: half the equator's diameter in WGS 84."""
FLATTENING = 1 / 298.257223563
HIGHEST = 89.99
"""Degrees: a middle nearer to a pole is taken for one that is as near."""

_SQUARE = FLATTENING * (2 - FLATTENING)  # of the eccentricity
_ECCENTRICITY = math.sqrt(_SQUARE)


@dataclass(frozen=True, slots=True)
class EqualArea:
    """Lambert's azimuthal equal-area projection of WGS 84 around a point (degrees)."""

    latitude: float
    longitude: float

    def transform(self, longitude: Floats, latitude: Floats) -> tuple[Floats, Floats]:
        """Return where points lie on the plane.

        Parameters
        ----------
        longitude, latitude : ndarray of float
            WGS 84 degrees, NaN for none.

        Returns
        -------
        x, y : ndarray of float
            Metres to the east and north of the middle; no finite numbers for the point opposite to
            it, nor for none.
        """
        middle = math.radians(min(max(self.latitude, -HIGHEST), HIGHEST))
        whole = float(_authalic(np.array(1.0)))
        radius = AXIS * math.sqrt(whole / 2)
        sine_0 = float(_authalic(np.array(math.sin(middle)))) / whole
        cosine_0 = math.sqrt(1 - sine_0 * sine_0)
        width = AXIS * math.cos(middle) / math.sqrt(1 - _SQUARE * math.sin(middle) ** 2)
        stretch = width / (radius * cosine_0)
        sine = _authalic(np.sin(np.radians(latitude))) / whole
        cosine = np.sqrt(np.maximum(1 - sine * sine, 0))
        along = np.radians(np.asarray(longitude) - self.longitude)
        toward = cosine * np.cos(along)
        with np.errstate(divide="ignore", invalid="ignore"):
            scale = radius * np.sqrt(2 / (1 + sine_0 * sine + cosine_0 * toward))
            x: Floats = scale * stretch * cosine * np.sin(along)
            y: Floats = scale / stretch * (cosine_0 * sine - sine_0 * toward)
        return x, y


def _authalic(sine: Floats) -> Floats:
    """Return Snyder's q of a latitude's sine (3-12), as the area south of it grows."""
    inner = _ECCENTRICITY * sine
    found: Floats = (1 - _SQUARE) * (sine / (1 - inner * inner) + np.arctanh(inner) / _ECCENTRICITY)
    return found
