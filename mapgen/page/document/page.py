"""Atlas → the page: one HTML file with everything in it, sealed by its Content-Security-Policy."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from branca.element import Element, Figure
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from mapgen._version import __version__
from mapgen.files.compiled import Beside
from mapgen.notation.languages import direction, endonym
from mapgen.page.components import PAGE, page_components
from mapgen.page.components.event_data import EventData, Packed, When
from mapgen.page.document.colours import dark_colours
from mapgen.page.document.dataset import dataset
from mapgen.page.document.record import isolated
from mapgen.page.elements import assets, fonts
from mapgen.page.elements.component import InlineStyle, ModuleScript, closes_script
from mapgen.page.elements.map import AtlasMap
from mapgen.page.payload.introduction import introduction
from mapgen.page.payload.messages import interface, translator
from mapgen.page.payload.readings import story
from mapgen.records.categories import ROW

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mapgen.atlas.atlas import Background
    from mapgen.files.frame import Frame
    from mapgen.page.document.record import Record
    from mapgen.page.payload.head import Payload
    from mapgen.records.settings import Settings


FIRST = ("event_data", "panes", "base_map", "event_layer", "district_layer")
"""The components that draw the map with its marks: all that they need stands before the others."""

PART = "part"
"""The id of the page's components, of which it has one each."""

MAP = "map_atlas"
"""The page's map in its scripts."""


def pieces(atlas: Background, payload: Payload, record: Record, points: Frame) -> Iterator[str]:
    """Return the whole page as HTML, piece by piece. The same atlas gives the same text.

    The texts of a large atlas are most of the page: in pieces it need not be held in memory whole.

    Parameters
    ----------
    atlas : Background
        What the page shows besides its events.
    payload : Payload
        What its scripts read of the events (`mapgen.page.payload.events.payload`).
    record : Record
        The events as plain text.
    points : Frame
        ``latitude`` and ``longitude`` of what is on the map, WGS 84 degrees, NaN for none; of
        events ``first`` and ``last`` day, too.

    Returns
    -------
    iterator of str
        One document that needs nothing from elsewhere.
    """
    figure = lay_out(payload)
    settings = atlas.settings
    first = introduction(story(atlas.story), settings)
    parts = Parts.of(figure, atlas, has_first_words=bool(first.covers or settings.languages[1:]))
    return (
        environment()
        .get_template("page.html.jinja")
        .generate(
            settings=settings,
            _=translator(settings.language),
            direction=direction(settings.language),
            interface=interface(settings.language),
            languages=" ".join(map(spoken, settings.languages)),
            version=__version__,
            policy=policy(parts, tile_host(settings.tiles.url if settings.tiles else "")),
            parts=parts,
            introduction=first,
            dataset=dataset(settings, points),
            record=record,
            atlas=atlas,
        )
    )


def spoken(language: str) -> str:
    """Return a language with its interface's direction: "ur:rtl", "fr:ltr:en" if that is English.

    ``start.js`` reads it.

    Parameters
    ----------
    language : str
        A tag of BCP 47.

    Returns
    -------
    str
        Two or three words with colons between.
    """
    own = interface(language)
    return f"{language}:{direction(own)}" + ("" if own == language else f":{own}")


def lay_out(payload: Payload) -> Figure:
    """Return the page's map with its components, as a folium figure ready to be taken apart.

    Parameters
    ----------
    payload : Payload
        What the scripts read.

    Returns
    -------
    Figure
        Not rendered yet.
    """
    figure = Figure()
    figure._id = "figure"
    atlas_map = AtlasMap("atlas", extent=payload["meta"]["extent"])
    atlas_map.add_to(figure)
    elements = [EventData(packed=payload, mirror=True), *page_components()]
    for element in elements:
        # Ids that come from the page's own order: two builds give the same bytes.
        element._id = PART
        element.add_to(atlas_map)
    for child in list(figure._children.values()):
        child.render()
    return figure


@dataclass(frozen=True, slots=True)
class Parts:
    """A figure's pieces, in the order that the page puts them in.

    They stand in the order in which they are read, so that a reader whose network is slow sees the
    map with its marks while the rest is on its way: `map` (HTML: its element and options), `data`
    (HTML: the components' JSON, the events' columns), the scripts that draw the `marks`, the
    `words` (HTML: texts, sources, story), the `scripts` of all other components, and `wanted`
    (HTML: the texts of a large atlas, read one by one, and rendered as they are written). `start`
    runs before anything is drawn: without scripts the record is shown instead of the map.
    `first_words` runs behind what is seen first; "" where no words wait there.
    """

    start: Markup
    first_words: Markup
    dark: Markup
    style: Markup
    marks: tuple[Markup, ...]
    scripts: tuple[Markup, ...]
    map: Markup
    data: Markup
    words: Markup
    wanted: Iterator[Markup]

    @property
    def every_script(self) -> tuple[Markup, ...]:
        """All that run, in their order."""
        return (self.start, *filter(None, [self.first_words]), *self.marks, *self.scripts)

    @classmethod
    def of(cls, figure: Figure, atlas: Background, *, has_first_words: bool) -> Parts:
        """Take the rendered figure apart.

        Parameters
        ----------
        figure : Figure
            As `lay_out` returns it.
        atlas : Background
            What the page shows besides its events.
        has_first_words : bool
            Whether it has words in templates that are seen first.

        Returns
        -------
        Parts
            Texts, in their order.
        """
        head = list(figure.header._children.values())
        body = dict(figure.html._children)
        drawn_on = text(body.pop(MAP))
        styles = [part.text for part in head if isinstance(part, InlineStyle)]
        modules = next(tuple(part.entries) for part in head if isinstance(part, ModuleScript))
        drawn = {assets.MAP, assets.MOUNT, *map(assets.component_script, FIRST)}
        first = tuple(entry for entry in modules if entry in drawn)
        calls = {name: text(child) for name, child in figure.script._children.items()}
        later = [f"{name}_{PART}" for name, _, _ in PAGE if name not in FIRST]
        opening = calls.pop(MAP)
        early = [said for name, said in calls.items() if name not in later]
        categories = (*atlas.settings.categories.values(), ROW)
        colours = dark_colours(each.colour for each in categories)
        sheets = [assets.leaflet_style(), *styles]
        faces = fonts.faces(atlas.settings.languages, nastaliq=atlas.settings.nastaliq == "page")
        return cls(
            start=sealed(assets.start_script()),
            first_words=sealed(assets.first_words_script() if has_first_words else ""),
            dark=Markup(assets.dark_style() + colours),
            style=Markup("".join([*sheets, assets.page_style(), measures(atlas.settings), faces])),
            marks=(
                sealed(assets.leaflet_script()),
                *map(sealed, assets.scripts(*first)),
                sealed(opening.strip()),
                sealed("".join(early).strip() + f"mapgen.incomplete({MAP});"),
            ),
            scripts=(
                *map(sealed, assets.scripts(*modules, behind=first)),
                sealed("".join(calls[name] for name in later).strip() + f"mapgen.complete({MAP});"),
            ),
            map=Markup(drawn_on),
            data=Markup("\n".join(text(part) for part in body.values() if when(part) == "marks")),
            words=Markup("\n".join(text(part) for part in body.values() if when(part) == "words")),
            wanted=lines([part for part in body.values() if when(part) == "wanted"]),
        )


def measures(settings: Settings) -> str:
    """Return the style of what is as wide as the names of the atlas's languages, on a phone.

    It is known before the scripts run, so that the title does not move when the choice is drawn.

    Parameters
    ----------
    settings : Settings
        For the languages.

    Returns
    -------
    str
        A rule of CSS.
    """
    letters = max(len(endonym(language)) for language in settings.languages)
    return f":root{{--mg-language:calc(28px + {min(max(letters, 7), 14)} * 0.5rem)}}"


def when(element: Element) -> When:
    """Return for what an element of the body is read first.

    Parameters
    ----------
    element : Element
        Of the body.

    Returns
    -------
    "marks", "words" or "wanted"
        As in `Packed`.
    """
    return element.when if isinstance(element, Packed) else "marks"


def lines(elements: Iterable[Element]) -> Iterator[Markup]:
    """Yield what some elements render to, a line each.

    Parameters
    ----------
    elements : iterable of Element
        They are rendered one by one.

    Yields
    ------
    Markup
        No newline is before the first.
    """
    newline = ""
    for element in elements:
        yield Markup(newline + text(element))
        newline = "\n"


def text(element: Element) -> str:
    """Return what a branca element renders to.

    Parameters
    ----------
    element : Element
        Part of a figure.

    Returns
    -------
    str
        HTML, or what stands inside a script or style.
    """
    return str(element.render())


def sealed(script: str) -> Markup:
    """Return a script's text, checked that it cannot end its own element.

    Parameters
    ----------
    script : str
        JavaScript.

    Returns
    -------
    Markup
        The same text.

    Raises
    ------
    ValueError
        It holds what would end its element.
    """
    if closes_script(script):
        message = "a script that holds '</script' or '<!--' cannot be inlined"
        raise ValueError(message)
    return Markup(script)


def policy(parts: Parts, tiles: str) -> str:
    """Return the Content-Security-Policy: these scripts, these styles, and nothing from elsewhere.

    Parameters
    ----------
    parts : Parts
        For their scripts and styles.
    tiles : str
        The origin of the street tiles that a reader may ask for; "" when none are offered.

    Returns
    -------
    str
        The value of the header.
    """
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {' '.join(map(digest, parts.every_script))}",
            f"style-src {' '.join(map(digest, (parts.style, parts.dark)))}",
            f"img-src data: blob: {tiles}".strip(),
            *(["font-src data:"] if fonts.carried(parts.style) else []),
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def digest(text: str) -> str:
    """Return the CSP source that allows exactly this inline text (SHA-256).

    Parameters
    ----------
    text : str
        As it stands between the tags.

    Returns
    -------
    str
        With its quotation marks.
    """
    hashed = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(hashed).decode('ascii')}'"


def tile_host(url: str) -> str:
    """Return the CSP source of a tile address: its origin, with `*` for a `{s}` sub-domain.

    Parameters
    ----------
    url : str
        With ``{s}``, ``{z}`` …; "" for no tiles.

    Returns
    -------
    str
        "" for a relative address.
    """
    parts = urlsplit(url.replace("{s}", "*"))
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


@cache
def environment() -> Environment:
    """Jinja with escaping on everywhere and no silent gaps."""
    found = Environment(
        loader=PackageLoader("mapgen.page.document", "."),
        bytecode_cache=Beside(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters["isolated"] = isolated
    found.filters["direction"] = direction
    return found
