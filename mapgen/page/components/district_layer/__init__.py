"""DistrictLayer: the districts as they were at the end of the range shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapgen.atlas.districts import Districts
from mapgen.page.elements.layer import LayerComponent

if TYPE_CHECKING:
    import geopandas as gpd

SHADES = ("none", "events", "deaths")


class DistrictLayer(LayerComponent):
    """The districts' outlines, and on request their share of the events or deaths shown.

    Events are joined to the districts of their own day. Where the dates leave open which district
    an area belonged to, it is hatched and named "West or Central".

    Parameters
    ----------
    districts : GeoDataFrame or Districts, optional
        Polygons of any CRS, one or several to a district; or an atlas's districts. Left out where
        the events are an atlas's.
    name : str
        The column with the districts' names.
    valid_from, valid_to : str, optional
        The columns with the first day of an area, and the day on which the next one begins: dates
        of any kind that events have, empty for an open end. A year or month means an unknown day
        within it.
    shade : str
        What the areas tell at first: "none", "events" or "deaths".
    position : str
        The corner of the control.
    layer_name, control, show
        Name in folium's LayerControl, whether it is there, and whether it is on at first.

    Raises
    ------
    TypeError
        `districts` is no GeoDataFrame.
    ValueError
        A column that there is not, or shapes that are no areas.
    InputError
        Cells that cannot be read: all of them, each with how to mend it.

    Examples
    --------
    >>> DistrictLayer(states, name="NAME", valid_from="start", valid_to="end").add_to(m)
    """

    def __init__(
        self,
        districts: gpd.GeoDataFrame | Districts | None = None,
        *,
        name: str = "district",
        valid_from: str | None = None,
        valid_to: str | None = None,
        shade: str = "none",
        position: str = "topright",
        layer_name: str = "Districts",
        control: bool = True,
        show: bool = True,
    ) -> None:
        if shade not in SHADES:
            raise ValueError(f"shade={shade!r}: write one of {', '.join(SHADES)}")
        super().__init__(layer_name, control=control, show=show, shade=shade, position=position)
        self.districts: Districts | None = None
        if isinstance(districts, Districts):
            self.districts = districts
        elif districts is not None:
            from mapgen.page.frames.districts import districts_of

            self.districts = districts_of(
                districts, name=name, valid_from=valid_from, valid_to=valid_to
            )
