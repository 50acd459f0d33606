"""Scripts and styles of the page: our own, and Leaflet from the installed package that carries it.

Everything is inlined, so that the page needs no network: styles are given as text, scripts as text
that holds no ``</script``.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

CORE = (
    "dom", "days", "text", "period", "codec", "search", "filter", "store", "context", "component",
    "map", "atlas", "glyphs", "shapes", "figures", "gather", "badges", "labels",
    "event_words", "event_card",
)  # fmt: skip
"""The scripts that every component needs, in their order."""

_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
_IMAGE = re.compile(r"url\(\s*[\"']?images/[^)]*\)")


def _read(file: Traversable) -> str:
    return file.read_text(encoding="utf-8")


@cache
def leaflet_script() -> str:
    """Leaflet's script with its licence line, without the pointer to its source map."""
    return _SOURCE_MAP.sub("", _read(_leaflet() / "leaflet.js")).strip()


@cache
def leaflet_style() -> str:
    """Leaflet's style sheet; images that no component of ours shows are left out."""
    return _IMAGE.sub("none", _read(_leaflet() / "leaflet.css")).strip()


def _leaflet() -> Traversable:
    return files("js_lib_leaflet") / "static" / "js_lib_leaflet"


@cache
def core_script() -> str:
    """The scripts shared by all components, one after the other."""
    return "\n".join(_read(files("mapgen.page") / f"{name}.js").strip() for name in CORE)


@cache
def core_style() -> str:
    """Colours, type and the few rules that every component shares."""
    return _read(files("mapgen.page") / "theme.css").strip()


@cache
def page_style() -> str:
    """The layout of the page itself and the look of the record without scripts."""
    return _read(files("mapgen.page") / "page.css").strip()


@cache
def component_script(module: str, name: str) -> str:
    """A component's own script, "" when it has none."""
    return _neighbour(module, f"{name}.js")


@cache
def component_style(module: str, name: str) -> str:
    """A component's own style sheet, "" when it has none."""
    return _neighbour(module, f"{name}.css")


def _neighbour(module: str, name: str) -> str:
    file = files(module) / name
    return _read(file).strip() if file.is_file() else ""
