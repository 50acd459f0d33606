"""DistrictLayer: the districts as they were at the end of the range shown."""

from __future__ import annotations

from mapgen.page.element import Component


class DistrictLayer(Component):
    """The districts' outlines, and on request their share of the events or deaths shown.

    `shade` is what the areas tell at first: ``"none"``, ``"events"`` or ``"deaths"``. `position`
    is the corner of the control.
    """

    def __init__(
        self,
        *,
        shade: str = "none",
        position: str = "topright",
        into: str | None = None,
    ) -> None:
        super().__init__(shade=shade, position=position, into=into)
