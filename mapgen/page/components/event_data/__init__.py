"""EventData: the events that the other components of a map show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from branca.element import Element

from mapgen.page.elements.component import Component

if TYPE_CHECKING:
    from mapgen.page.payload.head import Bulk, Payload


When = Literal["marks", "words", "wanted"]


class EventData(Component):
    """The packed events (`mapgen.page.payload.events`) and the state that a map's components share.

    `mirror` keeps the state in the page's address. It has no look of its own and comes first. What
    grows with the events stands in elements of its own, which the browser need not read as JSON.
    The components of a map of one's own make it themselves (`mapgen.page.components.map_events`).
    """

    needs_events = False

    def __init__(self, *, packed: Payload, mirror: bool = False) -> None:
        apart = ("bulk", "readings")
        head = {name: value for name, value in packed.items() if name not in apart}
        super().__init__(packed=head, mirror=mirror)
        self.readings: str = packed["readings"]
        self.bulk: Bulk = packed["bulk"]
        self.eager: bool = packed["eager"]

    def render(self, **kwargs: object) -> None:  # type: ignore[override]
        """Put the events into the figure, each part with when it is read (`Packed.when`).

        Parameters
        ----------
        **kwargs : object
            What folium passes.
        """
        super().render(**kwargs)
        for name in ("columns", "ids"):
            self._put(name, self.bulk[name], "marks")
        for name, packed in (("words", self.bulk["words"]), ("readings", self.readings)):
            self._put(name, packed, "words")
        for number, packed in enumerate(self.bulk["texts"]):
            self._put(f"texts-{number}", packed, "words" if self.eager else "wanted")

    def _put(self, name: str, text: str, when: When) -> None:
        name = f"{self.get_name()}-{name}"
        figure = self.get_root()
        figure.html.add_child(Packed(name, text, when), name=name)  # type: ignore[attr-defined]


class Packed(Element):
    """Base64 in an element of a figure's body.

    `when` says for what it is read first, and so how late it may stand: "marks" are drawn first,
    then all that has "words"; what is "wanted" is read when a reader asks for it.
    """

    def __init__(self, name: str, text: str, when: When) -> None:
        super().__init__()
        self._name, self.text, self.when = name, text, when

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
