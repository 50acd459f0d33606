"""One self-contained, sourced, interactive map of history from a table of events.

Importing this package costs nothing: what it offers is imported when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mapgen.atlas import Atlas, read_atlas
    from mapgen.build import BuildReport
    from mapgen.districts import Districts, read_districts
    from mapgen.problems import InputError, Problem

__version__ = "0.1.0"

__all__ = [
    "Atlas",
    "BuildReport",
    "Districts",
    "InputError",
    "Problem",
    "__version__",
    "read_atlas",
    "read_districts",
]

# The functions `mapgen.build.build` and `mapgen.join.join` are not among them: a function would
# fight its own module for the name.
_HOME = {
    "Atlas": "atlas",
    "read_atlas": "atlas",
    "BuildReport": "build",
    "Districts": "districts",
    "read_districts": "districts",
    "InputError": "problems",
    "Problem": "problems",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
