"""Serves routes to this machine only, at an address that holds a token drawn at the start.

What the routes show, and to which methods they answer, is up to who makes the server. See `guard`
for who is answered, and `connections` for what a client can hold.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import socket
from collections.abc import Collection, Sequence
from threading import Thread
from typing import TYPE_CHECKING, Self

import uvicorn
from starlette.applications import Starlette

from mapgen.desk.server.connections import MOST_CONNECTIONS, Connection
from mapgen.desk.server.guard import MOST_HEAD, NAMES, READING, Guard
from mapgen.files.write import OutputError

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

ADDRESS = NAMES[0]
TOKEN_BYTES = 24
GRACE = 1  # seconds that answers in the making have when the server ends


class LocalServer:
    """A server on 127.0.0.1 in a thread of its own.

    The port is taken at once; nothing is answered before `start`.

    Parameters
    ----------
    routes : sequence of starlette.routing.BaseRoute
        Their paths begin below the token.
    port : int
        0 takes any that is free.
    methods : collection of str
        The methods that the routes answer to, in capitals. Default: those that read.
    most_body : int
        How many bytes a request may send along.

    Attributes
    ----------
    port : int
        The port that was taken.
    token : str
        What the path of every request has to begin with, drawn anew for each server.

    Raises
    ------
    OSError
        The port is taken, or needs a permission.
    """

    def __init__(
        self,
        routes: Sequence[BaseRoute],
        port: int,
        methods: Collection[str] = READING,
        most_body: int = 0,
    ) -> None:
        self._socket = socket.create_server((ADDRESS, port), backlog=MOST_CONNECTIONS)
        self.port: int = self._socket.getsockname()[1]
        self.token = secrets.token_urlsafe(TOKEN_BYTES)
        app = Starlette(routes=routes)
        app.router.redirect_slashes = False
        guarded = Guard(app, self.port, self.token, methods, most_body)
        self._server = uvicorn.Server(
            uvicorn.Config(
                guarded,
                http=Connection,
                ws="none",
                lifespan="off",
                interface="asgi3",
                log_config=None,  # the terminal is for the records
                log_level=logging.CRITICAL,
                access_log=False,
                proxy_headers=False,
                server_header=False,
                backlog=MOST_CONNECTIONS,
                h11_max_incomplete_event_size=MOST_HEAD,
                timeout_graceful_shutdown=GRACE,
            )
        )
        self._thread = Thread(target=lambda: asyncio.run(self._serve()), daemon=True)

    @classmethod
    def at(
        cls,
        port: int | None,
        usual: int,
        routes: Sequence[BaseRoute],
        methods: Collection[str] = READING,
        most_body: int = 0,
    ) -> Self:
        """Return a server at the port that was asked for, or at a usual one if that is free.

        Parameters
        ----------
        port : int or None
            The port that was asked for; None for no one in particular.
        usual : int
            What is tried then, before any that is free.
        routes, methods, most_body
            As the server itself takes them.

        Returns
        -------
        LocalServer

        Raises
        ------
        OutputError
            The port that was asked for is taken, or needs a permission.
        """
        try:
            return cls(routes, usual if port is None else port, methods, most_body)
        except OSError as error:
            if port is not None:
                reason = error.strerror or str(error)
                raise OutputError(f"Port {port} cannot be used: {reason}. Name another.") from error
            return cls(routes, 0, methods, most_body)

    @property
    def url(self) -> str:
        """The address that a browser opens."""
        return f"http://{ADDRESS}:{self.port}/{self.token}/"

    @property
    def connections(self) -> int:
        """How many connections are open."""
        return len(self._server.server_state.connections)

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def close(self) -> None:
        """Answer no more, and give the port back."""
        self._server.should_exit = True
        if self._thread.is_alive():
            self._thread.join(timeout=GRACE + 4)
        self._socket.close()

    async def _serve(self) -> None:
        asyncio.get_running_loop().set_exception_handler(_without_lost_connections)
        await self._server.serve(sockets=[self._socket])


def _without_lost_connections(loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
    """Tell of mistakes; that a client left, or that there are no more file handles, is none."""
    if not isinstance(context.get("exception"), OSError):
        loop.default_exception_handler(context)
