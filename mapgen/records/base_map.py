"""base.geojson → the base map: land, water, built-up areas, roads, railways and names.

A feature may say from when to when it stood (`valid_from`, `valid_to`, EDTF, half-open as in
districts.csv). Where a date is not sure, it counts as standing on every day of some reading.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeGuard

import numpy as np

from mapgen.files.columns import objects
from mapgen.files.paths import is_there
from mapgen.files.shapes import feature_name, read_shapes
from mapgen.notation.dates import DateError, Span, parse
from mapgen.problems import Problems, one_of
from mapgen.records.settings import PATHS

if TYPE_CHECKING:
    from mapgen.files.frame import Frame
    from mapgen.files.geojson import ShapeRow
    from mapgen.records.settings import Settings

LINES = ("LineString", "MultiLineString")
POLYGONS = ("Polygon", "MultiPolygon")
KINDS = {
    "coast": LINES + POLYGONS,
    "land": LINES + POLYGONS,
    "water": LINES + POLYGONS,
    "river": LINES + POLYGONS,
    "built-up": POLYGONS,
    "road": LINES,
    "railway": LINES,
    "label": ("Point",),
}
"""The kinds of features, and the types of geometry that each may have."""

_NAMES = {LINES: "a line", POLYGONS: "a polygon", ("Point",): "a point"}


def read_base(settings: Settings) -> tuple[Frame | None, Problems]:
    """Return the base map and its problems; None where its usual place is empty.

    Parameters
    ----------
    settings : Settings
        They name the file.

    Returns
    -------
    base : Frame or None
        In the order of the file, EPSG:4326: every property of the features as a column, `kind` one
        of `KINDS`, and for `valid_from` and `valid_to` the columns `first` and `last`, the first
        and last day on which the feature may have stood (days since 1970-01-01; None: open).
    problems : Problems
        Unknown kinds, wrong types of geometry, dates that cannot be read, accuracies that are no
        lengths in metres.
    """
    name = settings.name_of(settings.base)
    if name == PATHS["base"] and not is_there(settings.base):
        return None, Problems(name)
    base, problems = read_shapes(settings.base, required=("kind",), name=name)
    days = []
    for row in base.records():
        _check(row, problems)
        days.append(_days(row, problems))
    kept = base.without("line", "number", "valid_from", "valid_to")
    open_days = {
        "first": objects([first for first, _ in days]),
        "last": objects([last for _, last in days]),
    }
    return kept.with_columns(open_days), problems


def _check(row: ShapeRow, problems: Problems) -> None:
    """Report a kind, a type of geometry or an accuracy that is not known here."""
    kind, shape = row["kind"], row["geometry"]
    if not isinstance(kind, str) or not kind.strip():
        return  # said already, with the property's name
    if kind not in KINDS:
        _error(
            problems,
            row,
            "kind",
            f"unknown kind {kind!r}",
            one_of(kind, KINDS),
            "field/unknown-value",
        )
    elif shape.geom_type not in KINDS[kind]:
        message = f"a feature of the kind {kind} is {_NAMES[KINDS[kind]]}, not a {shape.geom_type}"
        _error(
            problems,
            row,
            "geometry",
            message,
            "Draw it anew, or give it another kind.",
            "shape/kind",
        )
    metres: object = row.get("accuracy_m")
    if _is_missing(metres):
        return
    number = float(metres) if _is_number(metres) else np.nan
    if not 0 < number < np.inf:
        message = f"{metres!r} is no length in metres"
        _error(
            problems,
            row,
            "accuracy_m",
            message,
            "Write a number above 0, or leave it out.",
            "field/unknown-value",
        )


def _days(row: ShapeRow, problems: Problems) -> tuple[int | None, int | None]:
    """Return the first and the last day on which a feature may have stood; None is open."""
    begin, end = (_span(row, key, problems) for key in ("valid_from", "valid_to"))
    first = begin.first if begin else None
    last = end.last - 1 if end and end.last is not None else None
    if first is not None and last is not None and first > last:
        message = f"{row['valid_to']!r} is not later than valid_from {row['valid_from']!r}"
        mend = "valid_to is the day from which on it no longer stood."
        _error(problems, row, "valid_to", message, mend, "date/end-before-beginning")
    return first, last


def _span(row: ShapeRow, key: str, problems: Problems) -> Span | None:
    """Return a date of a feature; a year may be written as a number."""
    value = row.get(key)
    if _is_missing(value) or value == "":
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # a column of numbers with gaps
    text = value.isoformat()[:10] if isinstance(value, date) else str(value)
    try:
        return parse(text)
    except DateError as error:
        _error(problems, row, key, f"{value!r} is not a date: {error}", error.mend, error.code)
        return None


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_missing(value: object) -> bool:
    return value is None or value != value


def _error(
    problems: Problems, row: ShapeRow, column: str, message: str, mend: str, code: str
) -> None:
    """Note an error of one feature, with its line and its name."""
    problems.error(
        message,
        line=row["line"] or None,
        column=column,
        value=feature_name(row),
        mend=mend,
        code=code,
    )
