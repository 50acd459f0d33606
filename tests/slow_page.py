"""A page that comes slowly: sent by this machine in parts, the next one when a test says so."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple


class Slow(NamedTuple):
    """A page that is sent in parts: the next one when its event is set."""

    address: str
    sent: list[threading.Event]


def read(address: str) -> bytes:
    """The bytes of a page on this machine's disk."""
    return Path(address.removeprefix("file://")).read_bytes()


@contextmanager
def in_parts(whole: bytes, cuts: list[int]) -> Iterator[Slow]:
    """Serve a page that is cut at these bytes; at the end all of it is sent."""
    parts = [whole[start:end] for start, end in zip([0, *cuts], [*cuts, len(whole)], strict=True)]
    sent = [threading.Event() for _ in cuts]

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            for number, part in enumerate(parts):
                if number:
                    sent[number - 1].wait(60)
                self.wfile.write(part)
                self.wfile.flush()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Slow(f"http://127.0.0.1:{server.server_port}/", sent)
    finally:
        for event in sent:
            event.set()
        server.shutdown()
        server.server_close()
