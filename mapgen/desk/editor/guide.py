"""The guide to editing as a page of the editor: docs/editing.md with its pictures.

The wheel carries them in ``mapgen/desk/guide``; in the repository they stand in ``docs``.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'; "
    "base-uri 'none'; form-action 'none'"
)
_TYPES = {"png": "image/png", "jpg": "image/jpeg"}
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Guide to editing</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="page.css">
<link rel="stylesheet" href="dark.css" \
media="screen and (prefers-color-scheme: dark) and (forced-colors: none)">
<link rel="stylesheet" href="desk/editor/editor.css">
</head>
<body class="mg-page guide">
<main class="guide">
{content}</main>
</body>
</html>
"""


def guide_routes() -> list[Route]:
    """Return the routes of the guide: the page and each of its pictures.

    Returns
    -------
    list of Route
        For Starlette: ``/guide`` and ``/images/NAME``.
    """

    async def page(_: Request) -> Response:
        headers = {"Content-Security-Policy": POLICY}
        return Response(guide_page(), media_type="text/html", headers=headers)

    return [Route("/guide", page), *(_picture(each) for each in _pictures())]


@cache
def guide_page() -> str:
    """Return the guide as HTML.

    Returns
    -------
    str
        A whole document. Links to other files of the repository are words only.
    """
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(_text())
    for token in tokens:
        inline = token.children or []
        token.children = [each for each in inline if not each.type.startswith("link_")]
    return _PAGE.format(content=markdown.renderer.render(tokens, markdown.options, {}))


def _pictures() -> list[Traversable]:
    found = (_folder() / "images").iterdir()
    return [each for each in found if f"(images/{each.name})" in _text()]


@cache
def _text() -> str:
    return (_folder() / "editing.md").read_text("utf-8")


def _picture(file: Traversable) -> Route:
    async def answer(_: Request) -> Response:
        kind = _TYPES[file.name.rpartition(".")[2]]
        return Response(file.read_bytes(), media_type=kind)

    return Route(f"/images/{file.name}", answer)


def _folder() -> Traversable:
    inside = files("mapgen") / "desk" / "guide"
    return inside if inside.is_dir() else files("mapgen").joinpath("..", "docs")
