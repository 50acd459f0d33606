"""Zotero's local API, answered by a little server that does what its documentation says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest

from mapgen.desk import zotero as room
from mapgen.desk.documents.edit import NotEditableError
from mapgen.desk.zotero import MOST, PAGE, Zotero, items_in

SORTS = {"dateAdded", "dateModified", "title", "creator", "itemType", "date"}


class Library(BaseHTTPRequestHandler):
    """A Zotero with some items and, among them, notes, which CSL-JSON leaves out."""

    items: ClassVar[list[dict[str, str]]] = []
    asked: ClassVar[list[tuple[str, str]]] = []
    answer: ClassVar[int] = 200
    version: ClassVar[str] = "3"
    wrapped: ClassVar[bool] = False

    def do_GET(self) -> None:
        """Answer as Zotero does."""
        where = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(where.query).items()}
        self.asked.append((self.headers["Zotero-API-Version"], self.path))
        if self.answer != 200 or where.path != "/api/users/0/items/top":
            self._send(self.answer if self.answer != 200 else 404, {}, b"No")
            return
        assert query["format"] == "csljson"
        assert query["sort"] in SORTS
        some = [each for each in self.items if query.get("q", "").lower() in each["title"].lower()]
        start, limit = int(query.get("start", 0)), int(query.get("limit", len(some)))
        page = some[start : start + limit]
        csl = [{"id": f"http://zotero.org/users/local/x/items/{each['id']}", "title": each["title"],
                "type": "book"} for each in page if each["type"] != "note"]  # fmt: skip
        further = "http://192.0.2.1:9/api/users/0/items/top?start=50"  # nobody is to go there
        headers = {"Total-Results": str(len(some)), "Link": f'<{further}>; rel="next"'}
        self._send(200, headers, json.dumps({"items": csl} if self.wrapped else csl).encode())

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Type": "text/plain"}.items():
            self.send_header(name, value)
        if self.version:
            self.send_header("Zotero-API-Version", self.version)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Iterator[HTTPServer]:
    """The server, with 250 items of which each tenth is a note."""
    kinds = ["note" if at % 10 == 3 else "book" for at in range(250)]
    items = [{"id": f"K{at}", "title": f"Curfew & co {at}", "type": kind}
             for at, kind in enumerate(kinds)]  # fmt: skip
    monkeypatch.setattr(Library, "items", items)
    monkeypatch.setattr(Library, "asked", [])
    monkeypatch.setenv("http_proxy", "http://192.0.2.1:9")
    monkeypatch.setenv("HTTP_PROXY", "http://192.0.2.1:9")
    server = HTTPServer(("127.0.0.1", 0), Library)
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def test_zotero_is_asked_only_once_it_is_allowed(library: HTTPServer) -> None:
    zotero = Zotero(port=library.server_port)
    with pytest.raises(NotEditableError, match="allow it first"):
        zotero.search("x")
    assert not Library.asked
    zotero.allowed = True
    (found,), _ = zotero.search("curfew & co 249")
    assert found["title"] == "Curfew & co 249"
    ((version, path),) = Library.asked
    assert version == "3"
    assert path.startswith("/api/users/0/items/top?format=csljson&")
    assert "q=curfew+%26+co+249" in path


@pytest.mark.parametrize("wrapped", [False, True])
def test_all_pages_are_asked_for_here_though_some_items_are_notes(
    library: HTTPServer, monkeypatch: pytest.MonkeyPatch, wrapped: bool
) -> None:
    monkeypatch.setattr(Library, "wrapped", wrapped)
    found = Zotero(allowed=True, port=library.server_port).search("")[0]
    assert [each["title"] for each in found] == [
        each["title"] for each in Library.items if each["type"] == "book"
    ]
    starts = [parse_qs(urlsplit(path).query).get("start", ["0"])[0] for _, path in Library.asked]
    assert starts == ["0", str(PAGE), str(2 * PAGE)]


def test_of_a_large_library_the_latest_items_are_shown(
    library: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [{"id": f"K{at}", "title": f"T {at}", "type": "book"} for at in range(5000)]
    monkeypatch.setattr(Library, "items", many)
    found, left = Zotero(allowed=True, port=library.server_port).search("")
    assert [each["title"] for each in found] == [each["title"] for each in many[:MOST]]
    assert left == len(many) - MOST
    assert len(Library.asked) == MOST / PAGE


@pytest.mark.parametrize(
    ("status", "version", "words"),
    [
        (403, "3", "allow other applications"),
        (404, "", "Zotero 7"),
        (501, "4", "answers with 501"),
        (302, "3", "answers with 302"),
        (200, "", "no Zotero"),
        (200, "4", "another API"),
    ],
)
def test_what_stands_in_the_way_is_said(
    library: HTTPServer, monkeypatch: pytest.MonkeyPatch, status: int, version: str, words: str
) -> None:
    monkeypatch.setattr(Library, "answer", status)
    monkeypatch.setattr(Library, "version", version)
    with pytest.raises(NotEditableError, match=words):
        Zotero(allowed=True, port=library.server_port).search("")
    assert len(Library.asked) == 1


def test_an_answer_that_is_too_long_or_none_is_refused(
    library: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "MOST_BYTES", 100)
    with pytest.raises(NotEditableError, match="answers with 200"):
        Zotero(allowed=True, port=library.server_port).search("")
    for raw in (b"{", b"3", b'{"items": 1}', b"[" * 100_000):
        with pytest.raises(NotEditableError):
            items_in(raw)


def test_a_zotero_that_does_not_run_is_said_so() -> None:
    server = HTTPServer(("127.0.0.1", 0), Library)
    server.server_close()
    with pytest.raises(NotEditableError, match="does not answer"):
        Zotero(allowed=True, port=server.server_port).search("")
