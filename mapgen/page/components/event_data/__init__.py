"""EventData: the events that the other components of a map show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from branca.element import Element

from mapgen.page.elements.component import Component

if TYPE_CHECKING:
    from mapgen.page.payload.head import Bulk, Payload


class EventData(Component):
    """The packed events (`mapgen.page.payload.events`) and the state that a map's components share.

    `mirror` keeps the state in the page's address. It has no look of its own and comes first. What
    grows with the events stands in elements of its own, which the browser need not read as JSON.
    The components of a map of one's own make it themselves (`mapgen.page.components.map_events`).
    """

    needs_events = False

    def __init__(self, *, packed: Payload, mirror: bool = False) -> None:
        head = {name: value for name, value in packed.items() if name != "bulk"}
        super().__init__(packed=head, mirror=mirror)
        self.bulk: Bulk = packed["bulk"]
        self.eager: bool = packed["eager"]

    def render(self, **kwargs: object) -> None:  # type: ignore[override]
        """Put the events into the figure, the texts of many of them as `Packed.late`.

        Parameters
        ----------
        **kwargs : object
            What folium passes.
        """
        super().render(**kwargs)
        for name in ("columns", "ids", "words"):
            self._put(name, self.bulk[name], late=False)
        for number, text in enumerate(self.bulk["texts"]):
            self._put(f"texts-{number}", text, late=not self.eager)

    def _put(self, name: str, text: str, *, late: bool) -> None:
        name = f"{self.get_name()}-{name}"
        figure = self.get_root()
        figure.html.add_child(Packed(name, text, late=late), name=name)  # type: ignore[attr-defined]


class Packed(Element):
    """Base64 in an element of a figure's body; one that is `late` may stand at its end."""

    def __init__(self, name: str, text: str, *, late: bool) -> None:
        super().__init__()
        self._name, self.text, self.late = name, text, late

    def render(self, **kwargs: object) -> str:  # noqa: ARG002 (branca's signature)
        """Return the element.

        Parameters
        ----------
        **kwargs : object
            What folium passes.

        Returns
        -------
        str
            HTML.
        """
        return f'<script type="application/octet-stream" id="{self._name}">{self.text}</script>'
