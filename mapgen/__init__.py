"""One self-contained, sourced, interactive map of history from a table of events.

Importing this package costs nothing: what it offers is imported when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from mapgen._version import __version__

if TYPE_CHECKING:
    from mapgen.atlas.atlas import Atlas, read_atlas
    from mapgen.atlas.districts import Districts, read_districts
    from mapgen.build import BuildReport
    from mapgen.page.components.date_fields import DateFields
    from mapgen.page.components.district_layer import DistrictLayer
    from mapgen.page.components.event_filter import EventFilter
    from mapgen.page.components.event_layer import EventLayer
    from mapgen.page.components.event_list import EventList
    from mapgen.page.components.event_popup import EventPopup
    from mapgen.page.components.filter_chips import FilterChips
    from mapgen.page.components.legend import Legend
    from mapgen.page.components.panel import Panel
    from mapgen.page.components.panes import Panes
    from mapgen.page.components.source_list import SourceList
    from mapgen.page.components.time_filter import TimeFilter
    from mapgen.page.components.time_player import TimePlayer
    from mapgen.page.components.year_filter import YearFilter
    from mapgen.problems import InputError, Problem

__all__ = [
    "Atlas",
    "BuildReport",
    "DateFields",
    "DistrictLayer",
    "Districts",
    "EventFilter",
    "EventLayer",
    "EventList",
    "EventPopup",
    "FilterChips",
    "InputError",
    "Legend",
    "Panel",
    "Panes",
    "Problem",
    "SourceList",
    "TimeFilter",
    "TimePlayer",
    "YearFilter",
    "__version__",
    "read_atlas",
    "read_districts",
]

# `mapgen.build.build` is not among them: the function would take the name of its own module.
_HOME = {
    "Atlas": "atlas.atlas",
    "read_atlas": "atlas.atlas",
    "BuildReport": "build",
    "Districts": "atlas.districts",
    "read_districts": "atlas.districts",
    "InputError": "problems",
    "Problem": "problems",
    "DateFields": "page.components.date_fields",
    "DistrictLayer": "page.components.district_layer",
    "EventFilter": "page.components.event_filter",
    "EventLayer": "page.components.event_layer",
    "EventList": "page.components.event_list",
    "EventPopup": "page.components.event_popup",
    "FilterChips": "page.components.filter_chips",
    "Legend": "page.components.legend",
    "Panel": "page.components.panel",
    "Panes": "page.components.panes",
    "SourceList": "page.components.source_list",
    "TimeFilter": "page.components.time_filter",
    "TimePlayer": "page.components.time_player",
    "YearFilter": "page.components.year_filter",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
