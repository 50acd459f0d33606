"""The base of every component: a folium element and the Leaflet class of the same name.

A component is three neighbours in one folder: ``NAME/__init__.py`` (the element), ``NAME/NAME.js``
(a module that registers the class ``Name``) and ``NAME/NAME.css``. What the module imports comes
along, the styles of other components too. Python hands options over as JSON; it never writes
JavaScript.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import ClassVar

import folium
from branca.element import Element, Figure, MacroElement
from markupsafe import Markup

from mapgen.page.elements import assets
from mapgen.page.elements.options import helpful
from mapgen.page.elements.templates import template

_ESCAPES = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)
# branca takes what an element renders to for a Jinja template and runs it. In JSON these pairs can
# only stand inside a text.
_TEMPLATE = re.compile(r"\{(?=[{%#])")


def script_json(value: object) -> Markup:
    """Return JSON that may stand in a script element: nothing in it can end the element.

    Nor is anything in it a template's: a title with {{ … }} stays a text through folium.

    Parameters
    ----------
    value : object
        What JSON can hold, without NaN.

    Returns
    -------
    Markup
        On one line.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Markup(_TEMPLATE.sub(r"\\u007b", text.translate(_ESCAPES)))


class Component(MacroElement):
    """A folium element whose options travel to its Leaflet class as JSON.

    Options are Leaflet's own (``position``: a corner of the map) and the component's. ``into`` is a
    CSS selector of the element that holds the component on a page of its own design; without it, or
    where no such element is, the component stands in its corner.
    """

    _template = template("component")
    entry: ClassVar[str] = assets.MOUNT
    """The module whose function `_template` calls."""
    needs_events: ClassVar[bool] = True
    """Whether it draws what the map's events give it."""
    before_render: ClassVar[Callable[[Component], None] | None] = None
    """Gives a map its events before its first component: set by `components.map_events`."""

    def __init_subclass__(cls, **kwargs: object) -> None:
        """Have the constructor of each component say what it takes instead."""
        super().__init_subclass__(**kwargs)
        if "__init__" in vars(cls):
            cls.__init__ = helpful(cls.__init__, cls.__name__)  # type: ignore[method-assign]

    def __init__(self, **options: object) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kind = type(self).__name__
        self._name = self.kind
        self.options = {name: value for name, value in options.items() if value is not None}

    def data(self) -> Markup:
        """Return what the Leaflet class is given, as JSON that is safe inside a script element."""
        return script_json(self.options)

    def render(self, **kwargs: object) -> None:  # type: ignore[override]
        """Put the component's scripts, styles and markup into the figure that it is part of.

        Parameters
        ----------
        **kwargs : object
            What folium passes.

        Raises
        ------
        TypeError
            It is on no map.
        """
        figure = self.get_root()
        if not isinstance(figure, Figure):
            message = f"{self.kind} is drawn as part of a folium.Map: call add_to(map) first"
            raise TypeError(message)
        if self.needs_events and Component.before_render is not None:
            Component.before_render(self)
        add_style(figure, "mapgen_theme", assets.core_style())
        name = type(self).__module__.rpartition(".")[2]
        for each, style in assets.component_styles(name).items():
            add_style(figure, f"mapgen_{each}_style", style)
        add_modules(figure, self.entry, assets.component_script(name))
        self._draw(figure, **kwargs)

    def _draw(self, figure: Figure, **kwargs: object) -> None:
        """Put what the template's macros say into the figure, as it is."""
        macros = vars(self._template.module)
        for place in ("header", "html", "script"):
            if place in macros:
                said = Said(macros[place](self, kwargs))
                getattr(figure, place).add_child(said, name=self.get_name())
        for child in self._children.values():
            child.render(**kwargs)

    def map(self) -> folium.Map:
        """Return the map that the component is on.

        Raises
        ------
        TypeError
            It is on none, or inside something other than a map.
        """
        parent = self._parent
        if isinstance(parent, folium.Map):
            return parent
        inside = "nothing" if parent is None else f"a {type(parent).__name__}"
        raise TypeError(
            f"{self.kind} stands in {inside}: it belongs on the map itself, call add_to(map)"
        )


class Said(Element):
    """A text in a figure that is no template of its own."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self, **kwargs: object) -> str:  # noqa: ARG002 (branca's signature)
        """Return the text.

        Parameters
        ----------
        **kwargs : object
            What folium passes.

        Returns
        -------
        str
            HTML.
        """
        return self.text


class InlineStyle(Element):
    """A style sheet in the figure's head; `text` is what stands between the tags."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self, **kwargs: object) -> str:  # noqa: ARG002 (branca's signature)
        """Return the style element.

        Parameters
        ----------
        **kwargs : object
            What folium passes.

        Returns
        -------
        str
            HTML.
        """
        return f"<style>{self.text}</style>"


class InlineScript(Element):
    """A script in the figure's head; `text` is what stands between the tags."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    @property
    def text(self) -> str:
        """What stands between the tags."""
        return self._text

    def render(self, **kwargs: object) -> str:  # noqa: ARG002 (branca's signature)
        """Return the script element.

        Parameters
        ----------
        **kwargs : object
            What folium passes.

        Returns
        -------
        str
            HTML.

        Raises
        ------
        ValueError
            The script holds what would end its element.
        """
        text = self.text
        if closes_script(text):
            message = "a script that holds '</script' or '<!--' cannot be inlined"
            raise ValueError(message)
        return f"<script>{text}</script>"


class ModuleScript(InlineScript):
    """The modules that the components of a figure need, as one script."""

    def __init__(self) -> None:
        super().__init__("")
        self.entries: dict[str, None] = {}

    @property
    def text(self) -> str:
        """What stands between the tags; it grows with the components of the figure."""
        return assets.script(*self.entries)


def closes_script(text: str) -> bool:
    """Return whether a script's text could end its element or change how it is read.

    Parameters
    ----------
    text : str
        JavaScript.

    Returns
    -------
    bool
        True for "<!--", too.
    """
    lowered = text.lower()
    return "</script" in lowered or "<!--" in lowered


def add_style(figure: Figure, name: str, text: str) -> None:
    """Add a style sheet once to a figure, under a name of its own.

    Parameters
    ----------
    figure : Figure
        The map's.
    name : str
        Two of one name are one.
    text : str
        CSS; "" for none.
    """
    if text:
        figure.header.add_child(InlineStyle(text), name=name)


def add_script(figure: Figure, name: str, text: str) -> None:
    """Add a script once to a figure, under a name of its own.

    Parameters
    ----------
    figure : Figure
        The map's.
    name : str
        Two of one name are one.
    text : str
        JavaScript; "" for none.
    """
    if text:
        figure.header.add_child(InlineScript(text), name=name)


def add_modules(figure: Figure, *entries: str) -> None:
    """Add modules and all that they import to the one script of a figure.

    Parameters
    ----------
    figure : Figure
        The map's.
    *entries : str
        Paths under mapgen/page.
    """
    children = figure.header._children
    whole = children.get("mapgen_modules")
    if not isinstance(whole, ModuleScript):
        whole = ModuleScript()
        figure.header.add_child(whole, name="mapgen_modules")
    whole.entries |= dict.fromkeys(filter(None, entries))
