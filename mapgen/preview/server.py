"""Serves the latest edition to this machine only: a frame around the page, and news of editions.

The page itself is served as it would be written. The frame holds it, reloads it, and shows the
problems in its place. Only requests that name this machine are answered: a page of the web that
makes its own name point here (DNS rebinding) is refused.
"""

from __future__ import annotations

import json
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import ClassVar
from urllib.parse import urlsplit

from mapgen.preview.edition import Latest

ADDRESS = "127.0.0.1"
NAMES = (ADDRESS, "localhost")
KEEP_ALIVE = 15.0  # seconds between two signs of life

_FRAME_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src data:; "
    "frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
_PAGE_POLICY = "frame-ancestors 'self'"  # the page brings its own, stricter one along
_FRAME_FILES = {
    "/": ("frame.html", "text/html; charset=utf-8"),
    "/frame.js": ("frame.js", "text/javascript; charset=utf-8"),
    "/frame.css": ("frame.css", "text/css; charset=utf-8"),
}


class PreviewServer(ThreadingHTTPServer):
    """An HTTP server on 127.0.0.1; `port` 0 takes any that is free."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True

    def __init__(self, latest: Latest, port: int) -> None:
        self.latest = latest
        super().__init__((ADDRESS, port), Handler)

    @property
    def url(self) -> str:
        """The address that a browser opens."""
        return f"http://{ADDRESS}:{self.server_port}/"


class Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD; everything else is refused."""

    server: PreviewServer
    server_version = "mapgen"
    sys_version = ""
    protocol_version = "HTTP/1.1"
    timeout: ClassVar[float] = 60.0

    def do_GET(self) -> None:
        """Answer a request."""
        if not self._names_this_machine():
            self._send(
                HTTPStatus.MISDIRECTED_REQUEST,
                b"This preview answers only to 127.0.0.1 and localhost.\n",
                "text/plain; charset=utf-8",
            )
            return
        path = urlsplit(self.path).path
        if path in _FRAME_FILES:
            name, kind = _FRAME_FILES[path]
            self._send(HTTPStatus.OK, frame_file(name), kind, policy=_FRAME_POLICY)
        elif path == "/page":
            self._page()
        elif path == "/editions" and self.command == "GET":
            self._editions()
        else:
            self._send(HTTPStatus.NOT_FOUND, b"Not found.\n", "text/plain; charset=utf-8")

    do_HEAD = do_GET  # noqa: N815  # the name that http.server looks for

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing: the terminal is for the records."""

    def _names_this_machine(self) -> bool:
        hosts = self.headers.get_all("Host") or []
        port = self.server.server_port
        allowed = {f"{name}:{port}" for name in NAMES}
        if port == 80:
            allowed.update(NAMES)
        return len(hosts) == 1 and hosts[0].strip().lower() in allowed

    def _page(self) -> None:
        page = self.server.latest.edition.page
        if page is None:
            self._send(HTTPStatus.NOT_FOUND, b"No page yet.\n", "text/plain; charset=utf-8")
        else:
            self._send(HTTPStatus.OK, page, "text/html; charset=utf-8", policy=_PAGE_POLICY)

    def _editions(self) -> None:
        """Send every edition from now on, as server-sent events, until the reader leaves."""
        self.close_connection = True
        self._head(HTTPStatus.OK, "text/event-stream", policy=_FRAME_POLICY)
        self.send_header("Connection", "close")
        self.end_headers()
        number = 0
        latest = self.server.latest
        try:
            while not latest.closed:
                edition = latest.after(number, KEEP_ALIVE)
                if edition is None:
                    self.wfile.write(b": still here\n\n")
                else:
                    number = edition.number
                    text = json.dumps(edition.state())
                    self.wfile.write(f"data: {text}\n\n".encode())
                self.wfile.flush()
        except (ConnectionError, TimeoutError):
            return

    def _send(self, status: HTTPStatus, content: bytes, kind: str, *, policy: str = "") -> None:
        self._head(status, kind, policy=policy or "default-src 'none'")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            try:
                self.wfile.write(content)
            except ConnectionError:
                self.close_connection = True

    def _head(self, status: HTTPStatus, kind: str, *, policy: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", policy)
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("X-Content-Type-Options", "nosniff")


@cache
def frame_file(name: str) -> bytes:
    """Return a file of the frame."""
    return (files("mapgen.preview") / name).read_bytes()
