"""The page's components, each usable on any ``folium.Map``."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import mapgen.page.components.map_events  # noqa: F401 (it gives the components of a map their events)

if TYPE_CHECKING:
    from mapgen.page.elements.component import Component

# (module, class, where on the page)
PAGE = (
    ("panes", "Panes", None),
    ("base_map", "BaseMap", None),
    ("event_layer", "EventLayer", None),
    ("theme_switch", "ThemeSwitch", "#mg-tools"),
    ("district_layer", "DistrictLayer", None),
    ("event_popup", "EventPopup", None),
    ("embedding", "Embedding", None),
    ("legend", "Legend", "#mg-legend"),
    ("paper", "Paper", None),
    ("time_filter", "TimeFilter", "#mg-time"),
    ("panel", "Panel", "#mg-panel"),
    ("story", "Story", "#mg-tab-story"),
    ("filter_chips", "FilterChips", "#mg-tab-events"),
    ("event_list", "EventList", "#mg-tab-events"),
    ("downloads", "Downloads", "#mg-tools"),
    ("event_filter", "EventFilter", "#mg-tab-filters"),
    ("figures", "Figures", "#mg-tab-figures"),
    ("source_list", "SourceList", "#mg-tab-sources"),
    ("about", "About", "#mg-tab-about"),
    ("language_choice", "LanguageChoice", "#mg-tools"),
)


def page_components() -> list[Component]:
    """Return the components of the atlas's page, in the order in which its map gets them."""
    return [
        getattr(import_module(f"{__name__}.{name}"), kind)(**({"into": into} if into else {}))
        for name, kind, into in PAGE
    ]
