"""Scripts and styles of the page: our own, and Leaflet from the installed package that carries it.

Everything is inlined, so that the page needs no network. Our own scripts and styles lose their
comments and blanks on the way (rjsmin, rcssmin: names and strings stay as they are).
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from rcssmin import cssmin
from rjsmin import jsmin

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

CORE = (
    "dom", "pace", "days", "plural", "text", "language", "period", "codec", "records", "scan",
    "search", "filter", "store", "theme", "context", "component", "layers", "map", "atlas",
    "glyphs", "shapes", "figures", "gather", "groups", "badges", "boxes", "labels", "badge_views",
    "event_words", "citations", "references", "written", "event_card",
)  # fmt: skip
"""The scripts that every component needs, in their order."""

_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
_IMAGE = re.compile(r"url\(\s*[\"']?images/[^)]*\)")


def _read(file: Traversable) -> str:
    return file.read_text(encoding="utf-8")


@cache
def leaflet_script() -> str:
    """Leaflet's script with the whole of its licence, without the pointer to its source map."""
    licence = _read(files("mapgen.page.elements") / "leaflet-licence.txt").strip()
    script = _SOURCE_MAP.sub("", _read(_leaflet() / "leaflet.js")).strip()
    return f"{script}\n/* Leaflet:\n\n{licence}\n*/"


@cache
def leaflet_style() -> str:
    """Leaflet's style sheet; images that no component of ours shows are left out."""
    return _IMAGE.sub("none", _read(_leaflet() / "leaflet.css")).strip()


def _leaflet() -> Traversable:
    return files("js_lib_leaflet") / "static" / "js_lib_leaflet"


@cache
def core_script() -> str:
    """The scripts shared by all components, one after the other."""
    return "\n".join(_script(files("mapgen.page") / f"{name}.js") for name in CORE)


@cache
def core_style() -> str:
    """Colours, type, languages and the few rules that every component shares."""
    names = ("theme", "languages", "labels", "cite_box")
    return "".join(_style(files("mapgen.page") / f"{name}.css") for name in names)


@cache
def page_style() -> str:
    """The layout of the page itself and the look of the record without scripts."""
    return _style(files("mapgen.page.document") / "page.css")


@cache
def start_script() -> str:
    """What runs before anything is drawn: the theme, and whether the page stands in another one."""
    return _script(files("mapgen.page") / "start.js")


@cache
def dark_style() -> str:
    """The colours' values on dark ground; the page gives the style element its media."""
    return _style(files("mapgen.page") / "dark.css")


@cache
def component_script(module: str, name: str) -> str:
    """A component's scripts, the one of its name behind those that it is built of; "" for none."""
    parts = [file for file in files(module).iterdir() if file.name.endswith(".js")]
    parts.sort(key=lambda file: (file.name == f"{name}.js", file.name))
    return "\n".join(map(_script, parts))


@cache
def component_style(module: str, name: str) -> str:
    """A component's own style sheet, "" when it has none."""
    return _style(files(module) / f"{name}.css")


def _script(file: Traversable) -> str:
    return str(jsmin(_read(file))).strip() if file.is_file() else ""


def _style(file: Traversable) -> str:
    return str(cssmin(_read(file))).strip() if file.is_file() else ""
