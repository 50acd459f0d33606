"""What the preview shows: the page as a build would write it, and a frame around it.

The frame asks for the latest edition while it can be seen, reloads the page, and shows the problems
in its place. It asks again and again and holds no connection: a browser opens six to one server,
so streams that stay open would leave nothing to the tabs after the sixth.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import cache
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from mapgen.desk.preview.edition import Edition

_FRAME_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src data:; "
    "frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
_PAGE_POLICY = "frame-ancestors 'self'"  # the page brings its own, stricter one along
_FRAME_FILES = {
    "/": ("frame.html", "text/html"),
    "/frame.js": ("frame.js", "text/javascript"),
    "/frame.css": ("frame.css", "text/css"),
}


def preview_routes(latest: Callable[[], Edition]) -> list[Route]:
    """Return the routes of a preview.

    Parameters
    ----------
    latest : callable
        Takes nothing and returns the `Edition` to show; it is asked at each request.

    Returns
    -------
    list of starlette.routing.Route
        The frame at "/" and its files, the page at "/page", and at "/edition" the state of the
        latest edition as JSON: 204 where ``?shown=`` is its number.
    """

    async def page(_: Request) -> Response:
        content = latest().page
        if content is None:
            return PlainTextResponse("No page yet.\n", 404)
        headers = {"Content-Security-Policy": _PAGE_POLICY}
        return Response(content, media_type="text/html", headers=headers)

    async def edition(request: Request) -> Response:
        """Answer with the state of an edition, 204 where it is the one that the asker has."""
        found = latest()
        if request.query_params.get("shown") == str(found.number):
            return Response(status_code=204)
        return JSONResponse(found.state())

    return [
        *(Route(path, _frame_file(*each)) for path, each in _FRAME_FILES.items()),
        Route("/page", page),
        Route("/edition", edition),
    ]


def _frame_file(name: str, kind: str) -> Callable[[Request], Awaitable[Response]]:
    async def answer(_: Request) -> Response:
        headers = {"Content-Security-Policy": _FRAME_POLICY}
        return Response(_read(name), media_type=kind, headers=headers)

    return answer


@cache
def _read(name: str) -> bytes:
    return (files("mapgen.desk.preview") / name).read_bytes()
