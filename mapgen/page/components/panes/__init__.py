"""Panes: several maps beside each other over one state, one list and one clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import folium

from mapgen.page.elements.component import Component

KEYS = ("name", "view", "share")


class Panes(Component):
    """Maps beside each other, each with a view of its own; on a narrow page the first with insets.

    All that lies on the map lies on each of them: marks, districts, ground. Each shows its name and
    how many of the events shown it holds; what belongs to none stands in a line of its own.

    Parameters
    ----------
    panes : list of dict, optional
        Two or more, each with ``name``, ``view`` (zoom, latitude, longitude in WGS 84 degrees; left
        out where the name is that of a city in the events) and ``share`` (its part of the width in
        proportion to the others', 1 by default). Left out on a map with an atlas: its settings'.

    Raises
    ------
    ValueError
        A pane without a name of its own, or with a key, view or share that is none.

    Examples
    --------
    >>> Panes(panes=[
    ...     {"name": "Karachi", "view": (11, 24.9, 67.05), "share": 2},
    ...     {"name": "Hyderabad", "view": (12, 25.39, 68.37)},
    ... ]).add_to(m)
    """

    def __init__(self, *, panes: Sequence[Mapping[str, Any]] | None = None) -> None:
        given = None if panes is None else [_pane(each) for each in panes]
        names = [each["name"] for each in given or ()]
        if len(set(names)) < len(names) or len(names) == 1:
            raise ValueError(f"panes={names}: give two or more, each with a name of its own")
        super().__init__(panes=given)

    def render(self, **kwargs: object) -> None:  # type: ignore[override]
        """Put the component into the figure, and tell it of the map's size and tiles.

        Parameters
        ----------
        **kwargs : object
            What folium passes.
        """
        whole = self.map()
        sizes = (getattr(whole, name, None) for name in ("width", "height"))
        self.options["size"] = [f"{size[0]}{size[1]}" if size else "100%" for size in sizes]
        layers = (each for each in whole._children.values() if isinstance(each, folium.TileLayer))
        self.options["tiles"] = [_tiles(each) for each in layers if each.show]
        super().render(**kwargs)


def _tiles(layer: folium.TileLayer) -> dict[str, Any]:
    """Return a layer of tiles as Leaflet takes it, for the further maps."""
    given = dict(layer.options)
    names = {"max_zoom": "maxZoom", "min_zoom": "minZoom", "subdomains": "subdomains"}
    known = {other: given[name] for name, other in names.items() if given.get(name) is not None}
    return {"url": str(layer.tiles), **known}


def _pane(given: Mapping[str, Any]) -> dict[str, Any]:
    unknown = [key for key in given if key not in KEYS]
    if unknown:
        raise ValueError(f"a pane has no {unknown[0]!r}: it has {', '.join(KEYS)}")
    name, view, share = given.get("name"), given.get("view"), given.get("share", 1)
    if not isinstance(name, str) or not name.strip():
        raise ValueError(f"name={name!r}: give the pane a name")
    if view is not None:
        try:
            zoom, latitude, longitude = (float(each) for each in view)
        except (TypeError, ValueError):
            zoom = latitude = longitude = -1000.0
        if not (0 <= zoom <= 19 and abs(latitude) <= 90 and abs(longitude) <= 180):
            raise ValueError(f"view={view!r}: write (zoom, latitude, longitude)")
        view = [zoom, latitude, longitude]
    if isinstance(share, bool) or not isinstance(share, int | float) or not 0.1 <= share <= 10:
        raise ValueError(f"share={share!r}: write a number from 0.1 to 10")
    return {"name": " ".join(name.split()), "view": view, "share": float(share)}
