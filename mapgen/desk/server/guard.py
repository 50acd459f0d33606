"""Who is answered: requests of this machine's own browser that know the token, and no others.

A page of the web can make the browser ask this machine, and can make its own name point here (DNS
rebinding); another user of this machine can ask too. So a request has to name this machine as its
host, may not come from a page of another origin, and carries in its path a token that is drawn
anew at each start and printed in the terminal only. No cookie is set or read.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Collection
from secrets import compare_digest
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

NAMES = ("127.0.0.1", "localhost")
READING = ("GET", "HEAD")
VERSIONS = ("1.0", "1.1")
MOST_HEAD = 2**14  # bytes of a request's path, names and values of headers

_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",  # the address holds the token
    "X-Content-Type-Options": "nosniff",
}


class Guard:
    """An application in front of another: refuses what may not pass, and seals every answer.

    Behind it paths begin below the token.

    Parameters
    ----------
    app : ASGI application
        What answers a request that may pass.
    port : int
        The port that a request has to name.
    token : str
        What the path of every request has to begin with.
    methods : collection of str
        The methods that are answered, in capitals. Default: those that read.
    most_body : int
        How many bytes a request may send along.
    """

    def __init__(
        self,
        app: ASGIApp,
        port: int,
        token: str,
        methods: Collection[str] = READING,
        most_body: int = 0,
    ) -> None:
        self._app = app
        self._root = f"/{token}"
        names = [f"{name}:{port}" for name in NAMES] + (list(NAMES) if port == 80 else [])
        self._hosts = frozenset(names)
        self._origins = frozenset(f"http://{name}" for name in names)
        self._methods = methods
        self._most_body = most_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request.

        What the application raises is printed to stderr, and raised no further.

        Parameters
        ----------
        scope : dict
            The request, as ASGI says: method, path, headers.
        receive, send : callable
            The request's body, and the way of the answer.
        """
        app = self._refusal(scope) or self._app
        try:
            await app({**scope, "root_path": self._root}, receive, _sealed(send))
        except Exception:  # noqa: BLE001  # the answer is 500, and the next request is answered
            traceback.print_exc(file=sys.stderr)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        """Return the answer to a request that may not pass."""
        headers = Headers(scope=scope)
        hosts, origins = headers.getlist("host"), headers.getlist("origin")
        if scope["http_version"] not in VERSIONS:
            return _refused(505, "Only HTTP/1.0 and HTTP/1.1 are spoken here.")
        if _length(scope) > MOST_HEAD:
            return _refused(431, "The head of the request is too long.")
        if len(hosts) != 1 or hosts[0].strip().lower() not in self._hosts:
            return _refused(421, f"Only {' and '.join(NAMES)} are answered for.")
        if origins and not (len(origins) == 1 and origins[0].lower() in self._origins):
            return _refused(403, "Pages of other origins are not answered.")
        if scope["method"] not in self._methods:
            return _refused(405, "This method is not answered.", Allow=", ".join(self._methods))
        if self._sends_too_much(headers):
            return _refused(413, "The request sends too much along.")
        if not self._knows_the_token(scope["path"]):
            return _refused(403, "Open the whole address that mapgen has printed.")
        return None

    def _sends_too_much(self, headers: Headers) -> bool:
        if "transfer-encoding" in headers:  # of a length that is not said
            return True
        length = headers.get("content-length", "0")
        return len(length) > 20 or int(length) > self._most_body

    def _knows_the_token(self, path: str) -> bool:
        root = path[: len(self._root)].encode("utf-8", "replace")
        rest = path[len(self._root) :]
        return compare_digest(root, self._root.encode()) and rest.startswith("/")


def _length(scope: Scope) -> int:
    fields = sum(len(name) + len(value) for name, value in scope["headers"])
    return fields + len(scope["raw_path"]) + len(scope["query_string"]) + len(scope["method"])


def _refused(status: int, text: str, **headers: str) -> PlainTextResponse:
    return PlainTextResponse(f"{text}\n", status, {"Connection": "close", **headers})


def _sealed(send: Send) -> Send:
    """Return a way to send that gives every answer the headers that keep others out."""

    async def sealed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sealed
