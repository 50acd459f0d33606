"""What the editor answers: its page and scripts, and JSON for what is read, checked and written.

=======================  ==========================================================================
GET  ``/``               the page, and the files that it asks for (`served_files`)
GET  ``/guide``          how to edit; its pictures stand at ``/images/NAME``
GET  ``/state``          the folder's records, problems and what can be undone; what of it is new
                         since ``?seen=`` a version
GET  ``/news``           a number that is another one when files or problems have changed
GET  ``/map``            what the map is drawn from on which an event gets its place
POST ``/check``          what the cells of one event mean, and what is wrong with them
POST ``/card``           what the card of the event in some cells is drawn from; null without a date
POST ``/change``         operations on records; 409 where somebody else has changed one of them
POST ``/undo, /redo``    the last change taken back, or made again
POST ``/build``          the page, written where a build writes it
POST ``/…``              what `Edited.answers` names, each in the module that answers it
=======================  ==========================================================================

A body is JSON, of at most `MOST_BODY` bytes.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Protocol

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from mapgen.desk.changes import Change
from mapgen.desk.documents.edit import ConflictError, NotEditableError
from mapgen.desk.editor.bodies import (
    MOST_BODY,
    Answer,
    Body,
    BodyError,
    operation_in,
    reason_in,
    text_in,
)
from mapgen.desk.editor.guide import guide_routes
from mapgen.desk.editor.served_files import file_routes
from mapgen.desk.preview.routes import preview_routes
from mapgen.files.write import OutputError
from mapgen.problems import InputError

if TYPE_CHECKING:
    from mapgen.desk.preview.edition import Edition
    from mapgen.page.payload.head import Payload


class Edited(Protocol):
    """What the routes ask of an editor; see `mapgen.desk.editor.editor.Editor`."""

    @property
    def edition(self) -> Edition:
        """The page as it was made last."""
        ...

    @property
    def number(self) -> int:
        """Another one whenever files or problems have changed."""
        ...

    def state(self, seen: int | None) -> dict[str, object]:
        """Return what the editor shows.

        Parameters
        ----------
        seen : int or None
            The `version` of the state that is known already; None for none.

        Returns
        -------
        dict of str to object
            All of it; or what differs, where ``since`` is the version that was seen.
        """
        ...

    def check(self, key: str, cells: Mapping[str, str]) -> dict[str, object]:
        """Return what an event's cells mean.

        Parameters
        ----------
        key : str
            The event's; "" for a new one.
        cells : mapping of str to str
            By column, as typed.

        Returns
        -------
        dict of str to object
            What JSON can hold.
        """
        ...

    def card(self, cells: Mapping[str, str]) -> Payload | None:
        """Return what an event's card is drawn from.

        Parameters
        ----------
        cells : mapping of str to str
            By column, as typed.

        Returns
        -------
        Payload or None
            None where it cannot be drawn.
        """
        ...

    def map(self) -> Payload:
        """Return what the map is drawn from on which an event gets its place."""
        ...

    def dark(self) -> str:
        """Return the style sheet of dark ground."""
        ...

    def change(self, change: Change) -> dict[str, object]:
        """Write a change.

        Parameters
        ----------
        change : Change
            Its operations, by whom and why.

        Returns
        -------
        dict of str to object
            What JSON can hold.
        """
        ...

    def undo(self, who: str) -> dict[str, object]:
        """Take the last change back.

        Parameters
        ----------
        who : str
            Whose name stands in the history.

        Returns
        -------
        dict of str to object
            What JSON can hold.
        """
        ...

    def redo(self, who: str) -> dict[str, object]:
        """Make the change again that was taken back last.

        Parameters
        ----------
        who : str
            Whose name stands in the history.

        Returns
        -------
        dict of str to object
            What JSON can hold.
        """
        ...

    def build(self) -> dict[str, object]:
        """Write the page."""
        ...

    def answers(self) -> Mapping[str, Answer]:
        """Return what else is answered, by the last word of its path."""
        ...


def editor_routes(editor: Edited) -> list[Route | Mount]:
    """Return the routes of an editor.

    Parameters
    ----------
    editor : Edited
        What answers.

    Returns
    -------
    list of (Route or Mount)
        For Starlette.
    """

    async def news(_: Request) -> Response:
        return JSONResponse({"number": editor.number})

    async def state(request: Request) -> Response:
        seen = request.query_params.get("seen", "")
        number = int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 16 else None
        return JSONResponse(await run_in_threadpool(editor.state, number))

    async def place_map(_: Request) -> Response:
        return JSONResponse(await run_in_threadpool(editor.map))

    def changed(body: Body) -> object:
        return editor.change(change_in(body))

    return [
        *file_routes(lambda: editor.dark()),
        *guide_routes(),
        Route("/state", state),
        Route("/news", news),
        Route("/map", place_map),
        Route("/card", _posted(lambda body: editor.card(event_in(body)[1])), methods=["POST"]),
        Route("/check", _posted(lambda body: editor.check(*event_in(body))), methods=["POST"]),
        Route("/change", _posted(changed), methods=["POST"]),
        Route("/undo", _posted(lambda body: editor.undo(text_in(body, "who"))), methods=["POST"]),
        Route("/redo", _posted(lambda body: editor.redo(text_in(body, "who"))), methods=["POST"]),
        *(
            Route(f"/{name}", _posted(answer), methods=["POST"])
            for name, answer in editor.answers().items()
        ),
        Route("/build", _posted(lambda _: editor.build()), methods=["POST"]),
        Mount("/preview", routes=preview_routes(lambda: editor.edition)),
    ]


def change_in(body: Body) -> Change:
    """Return the change in the body of a request.

    Parameters
    ----------
    body : Body
        As JSON has it.

    Returns
    -------
    Change
        Not written yet.

    Raises
    ------
    BodyError
        It is none.
    """
    given = body.get("operations")
    if not isinstance(given, list) or not given:
        raise BodyError("operations: a list of at least one")
    return reason_in(body, [operation_in(each) for each in given])


def event_in(body: Body) -> tuple[str, dict[str, str]]:
    """Return the key and the cells in the body of a request.

    Parameters
    ----------
    body : Body
        As JSON has it.

    Returns
    -------
    key : str
        "" for a new event.
    cells : dict of str to str
        By column.

    Raises
    ------
    BodyError
        It has none.
    """
    cells = body.get("cells")
    if not isinstance(cells, dict) or not all(isinstance(each, str) for each in cells.values()):
        raise BodyError("cells: texts by column")
    return text_in(body, "key"), cells


def _posted(answer: Answer) -> Callable[[Request], Awaitable[Response]]:
    """Return what answers a request with a JSON object for a body."""

    async def endpoint(request: Request) -> Response:
        if request.headers.get("content-type", "").partition(";")[0] != "application/json":
            return _failed(415, "The body has to be application/json.")
        try:
            raw = await request.body()
            body = json.loads(raw, parse_constant=_not_json)
            if b"\\u" in raw:  # half a letter can be written as an escape, and in no file
                json.dumps(body, ensure_ascii=False).encode()
        except (ValueError, RecursionError):
            return _failed(400, "The body is no JSON.")
        try:
            if not isinstance(body, dict):
                raise BodyError("an object")
            return JSONResponse(await run_in_threadpool(answer, body))
        except BodyError as error:
            return _failed(400, f"The body is not understood: {error}.")
        except ConflictError as error:
            return JSONResponse({"message": f"{error}.", "key": error.key}, 409)
        except (NotEditableError, InputError) as error:
            return _failed(422, str(error))
        except KeyError as error:
            return _failed(422, f"The file has no column {error}.")
        except OutputError as error:
            return _failed(507 if error.status == 3 else 422, str(error))

    return endpoint


def _not_json(word: str) -> None:
    """Refuse a number that JSON does not have."""
    raise ValueError(word)


def _failed(status: int, message: str) -> JSONResponse:
    return JSONResponse({"message": message}, status)


__all__ = ["MOST_BODY", "BodyError", "change_in", "editor_routes", "event_in"]
