"""One self-contained, sourced, interactive map of history from a table of events.

Importing this package costs nothing: what it offers is imported when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mapgen.atlas import Atlas, read_atlas
    from mapgen.build import BuildReport, build
    from mapgen.districts import Districts, read_districts
    from mapgen.join import join
    from mapgen.problems import InputError, Problem

__version__ = "0.1.0"

__all__ = [
    "Atlas",
    "BuildReport",
    "Districts",
    "InputError",
    "Problem",
    "__version__",
    "build",
    "join",
    "read_atlas",
    "read_districts",
]

# `build` and `join` are functions inside the modules of the same name, and the functions are what
# `from mapgen import build` gives.
_HOME = {
    "Atlas": "atlas",
    "read_atlas": "atlas",
    "BuildReport": "build",
    "build": "build",
    "Districts": "districts",
    "read_districts": "districts",
    "join": "join",
    "InputError": "problems",
    "Problem": "problems",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
