"""What the synthetic events are made of. No module is imported that a peer would pay for."""

from __future__ import annotations

from datetime import date

FIRST_DAY, LAST_DAY = date(1972, 1, 1), date(1992, 12, 31)
CATEGORIES = {
    "protest": ("#6c9054", "triangle-down"),
    "riot": ("#903000", "circle"),
    "strike": ("#3c9090", "diamond"),
    "bombing": ("#b47800", "hexagon"),
    "shooting": ("#3084f0", "triangle"),
    "kidnap": ("#605448", "cross"),
    "arson": ("#481800", "plus"),
    "rally": ("#2478a8", "ring"),
}
