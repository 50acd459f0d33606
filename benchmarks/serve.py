"""Serves one folder on 127.0.0.1, compressed as hosts of static pages do: serve.py FOLDER PORT."""

from __future__ import annotations

import gzip
import sys
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@cache
def compressed(path: Path) -> bytes:
    """The file as gzip, made once."""
    return gzip.compress(path.read_bytes(), 9)


class Handler(SimpleHTTPRequestHandler):
    """Gives pages as gzip, and an answer to those who ask for robots.txt."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if path.suffix != ".html" or "gzip" not in self.headers.get("Accept-Encoding", ""):
            super().do_GET()
            return
        if not path.exists():
            self.send_error(404)
            return
        body = compressed(path)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


if __name__ == "__main__":
    folder, port = sys.argv[1], int(sys.argv[2])
    serve = partial(Handler, directory=folder)
    ThreadingHTTPServer(("127.0.0.1", port), serve).serve_forever()
