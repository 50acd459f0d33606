"""AtlasMap: a ``folium.Map`` that asks nothing of the network and says what it is."""

from __future__ import annotations

import folium
from branca.element import Figure
from markupsafe import Markup

from mapgen.page.elements import assets
from mapgen.page.elements.component import add_modules, script_json
from mapgen.page.elements.templates import template


class AtlasMap(folium.Map):
    """A ``folium.Map`` without tiles, CDN scripts or inline styles, whose options travel as JSON.

    `name` becomes the element's id, so that two builds give the same bytes. `extent` says what the
    first view shows (`mapgen.page.payload.head.view_of`).
    """

    _template = template("map")

    def __init__(
        self,
        name: str,
        *,
        extent: object,
        **options: object,
    ) -> None:
        super().__init__(tiles=None, zoom_control=False)
        self.default_js = []
        self.default_css = []
        self._name = "map"
        self._id = name
        self.extent = extent
        self.map_options = options

    def render(self, **kwargs: object) -> None:  # type: ignore[override]
        """Put the map and the script that makes it into the figure.

        Parameters
        ----------
        **kwargs : object
            What folium passes.
        """
        figure = self.get_root()
        if isinstance(figure, Figure):
            add_modules(figure, assets.MAP)
        super().render(**kwargs)  # type: ignore[no-untyped-call]

    def data(self) -> Markup:
        """Leaflet's options and where the points lie, as JSON."""
        return script_json({"extent": self.extent, "options": self.map_options})
