"""The scripts and styles that the editor's page asks for: its own, those of the page, Leaflet.

The editor draws with the page's own modules, so both stand at addresses that keep their places
beside each other: ``desk/editor/…`` and ``page/…``, as in the package.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import cache, partial
from importlib.resources import files
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from mapgen.page.elements import assets

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
    "font-src data:; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
_ROOMS = ("desk/editor", "page/browser", "page/components")
_TYPES = {"html": "text/html", "js": "text/javascript", "css": "text/css"}
_COMPONENTS = ("base_map", "district_layer", "event_popup")
"""Those of the page whose look the editor needs."""


def file_routes(dark: Callable[[], str]) -> list[Route]:
    """Return a route for each file; nothing else of the package can be asked for.

    Parameters
    ----------
    dark : callable
        Gives the style sheet of dark ground, which has the colours of the folder's categories.

    Returns
    -------
    list of Route
        For Starlette.
    """
    own = {f"/{name}": name for name in _names()}
    return [
        Route("/", _answering(lambda: _read("desk/editor/editor.html"), "html")),
        Route("/leaflet.js", _answering(assets.leaflet_script, "js")),
        Route("/dark.css", _answering(dark, "css")),
        Route("/page.css", _answering(_page_style, "css")),
        *(
            Route(path, _answering(partial(_read, name), name.rpartition(".")[2]))
            for path, name in own.items()
        ),
    ]


def _page_style() -> str:
    components = [assets.component_styles(name).values() for name in _COMPONENTS]
    parts = dict.fromkeys(style for styles in components for style in styles)
    return "".join([assets.leaflet_style(), assets.core_style(), *parts])


def _answering(content: Callable[[], str], ending: str) -> Callable[[Request], Awaitable[Response]]:
    async def answer(_: Request) -> Response:
        headers = {"Content-Security-Policy": POLICY}
        return Response(content(), media_type=_TYPES[ending], headers=headers)

    return answer


@cache
def _names() -> tuple[str, ...]:
    package = files("mapgen")
    found = [each for room in _ROOMS for each in _below(package / room, room)]
    return tuple(sorted(name for name in found if name.rpartition(".")[2] in ("js", "css")))


def _below(room: Traversable, path: str) -> list[str]:
    """Return the paths of all files below a folder of the package."""
    found = []
    for each in room.iterdir():
        name = f"{path}/{each.name}"
        found += _below(each, name) if each.is_dir() else [name]
    return found


@cache
def _read(name: str) -> str:
    return (files("mapgen") / name).read_text("utf-8")
