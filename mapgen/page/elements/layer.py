"""The base of the components that a layer control can turn off and on."""

from __future__ import annotations

from html import escape

import folium
from branca.element import Figure
from folium.map import Layer

from mapgen.page.elements import assets
from mapgen.page.elements.component import Component
from mapgen.page.elements.templates import template


class LayerComponent(Component, Layer):
    """A component that is one of folium's layers: in its layer control, in a feature group.

    `layer_name` is what the layer control calls it; `control` says whether it is in the control,
    `show` whether it is on at first.
    """

    _template = template("layer")

    entry = assets.LAYER

    def __init__(self, layer_name: str, *, control: bool, show: bool, **options: object) -> None:
        super().__init__(**options)
        # Leaflet's control reads names as HTML.
        self.layer_name = escape(layer_name)
        self.overlay = True
        self.control = control
        self.show = show

    def _draw(self, figure: Figure, **kwargs: object) -> None:  # noqa: ARG002
        """Have folium put the layer into the figure, and into what it is part of."""
        Layer.render(self, **kwargs)  # type: ignore[no-untyped-call]

    def map(self) -> folium.Map:
        """Return the map that the layer is on, in a feature group or not."""
        parent = self._parent
        while isinstance(parent, Layer):
            parent = parent._parent
        return parent if isinstance(parent, folium.Map) else super().map()
