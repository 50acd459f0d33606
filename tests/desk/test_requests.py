"""Raw requests to the server of the preview: each has one outcome, and none a traceback."""

from __future__ import annotations

import contextlib
import http.client
import logging
import re
import socket
import struct
import threading
import time
from asyncio import Transport
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from examples import examples, more
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from mapgen.desk.server import connections
from mapgen.desk.server.server import LocalServer

HOST = "Host: 127.0.0.1:{port}"
OTHERS_TOKEN = "A" * 32


async def _page(_: Request) -> PlainTextResponse:
    return PlainTextResponse("the page")


async def _mistake(_: Request) -> PlainTextResponse:
    raise RuntimeError("lost the thread")


@pytest.fixture(scope="module")
def running() -> Iterator[LocalServer]:
    routes = [Route("/", _page), Route("/page", _page), Route("/mistake", _mistake)]
    server = LocalServer(routes, 0)
    server.start()
    yield server
    server.close()


@pytest.fixture
def server(
    running: LocalServer, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> Iterator[LocalServer]:
    """The server; what it said or logged after all fails the test."""
    with caplog.at_level(logging.WARNING):
        yield running
        assert answer(running, f"GET {{root}}/ HTTP/1.1\r\n{HOST}\r\n\r\n")[0] == 200
    assert capfd.readouterr().err == ""
    assert not [record.getMessage() for record in caplog.records]


def send(server: LocalServer, raw: str | bytes) -> socket.socket:
    """A connection to the server on which something has been sent."""
    raw = raw.encode("latin-1") if isinstance(raw, str) else raw
    raw = raw.replace(b"{port}", b"%d" % server.port)
    raw = raw.replace(b"{root}", b"/" + server.token.encode())
    plain = socket.create_connection(("127.0.0.1", server.port), timeout=20)
    with contextlib.suppress(ConnectionError):
        plain.sendall(raw)
    return plain


def answer(server: LocalServer, raw: str | bytes) -> tuple[int, http.client.HTTPMessage, bytes]:
    """Status (0: the connection was closed without one), headers and content."""
    with send(server, raw) as plain:
        with contextlib.suppress(OSError):  # the server has ended the connection already
            plain.shutdown(socket.SHUT_WR)
        method = "HEAD" if raw[:4] in ("HEAD", b"HEAD") else "GET"
        found = http.client.HTTPResponse(plain, method=method)
        try:
            with contextlib.closing(found):
                found.begin()
                return found.status, found.msg, found.read()
        except (http.client.BadStatusLine, ConnectionError):
            return 0, http.client.HTTPMessage(), b""


def get(target: str = "{root}/", *headers: str, method: str = "GET", version: str = "1.1") -> str:
    """A request that names this machine."""
    return "\r\n".join([f"{method} {target} HTTP/{version}", HOST, *headers, "", ""])


def hosted(*hosts: str) -> str:
    """A request with these hosts in place of its own."""
    return "\r\n".join(["GET {root}/ HTTP/1.1", *(f"Host: {host}" for host in hosts), "", ""])


ANSWERED = [
    get(),
    get("{root}/page"),
    get("{root}/page?edition=3"),
    get("{root}/?"),
    get("{root}/%70age"),
    get(version="1.0"),
    get("{root}/", "Connection: close"),
    get("{root}/", "Connection: keep-alive, upgrade", "Upgrade: websocket"),
    get("{root}/", "Upgrade: h2c", "Connection: Upgrade, HTTP2-Settings", "HTTP2-Settings: AAMA"),
    get("{root}/", "Content-Length: 0"),
    get("{root}/", "Expect: 100-continue"),
    get("{root}/", "Range: bytes=0-2"),
    get("{root}/", "Cookie: token=1; session=2"),
    get("{root}/", "Referer: http://evil.example/"),
    get("{root}/", "X-Forwarded-Host: evil.example", "X-Forwarded-For: 10.0.0.1"),
    get("{root}/", "Accept-Encoding: " + "gzip," * 1000),
    get("{root}/", "Origin: http://127.0.0.1:{port}"),
    get("{root}/", "Origin: http://localhost:{port}"),
    hosted("127.0.0.1:{port}"),
    hosted("localhost:{port}"),
    hosted("LOCALHOST:{port}"),
    hosted("  127.0.0.1:{port}  "),
    "GET {root}/ HTTP/1.1\nHost: 127.0.0.1:{port}\n\n",
]
NO_SUCH_PAGE = [
    get("{root}/nothing"),
    get("{root}/page/"),
    get("{root}//page"),
    get("{root}//"),
    get("{root}/page/x"),
    get("{root}/events.csv"),
    get("{root}/../mapgen.toml"),
    get("{root}/../../../../etc/passwd"),
    get("{root}/%2e%2e/etc/passwd"),
    get("{root}/..%2f..%2fetc%2fpasswd"),
    get("{root}/..%5c..%5cetc%5cpasswd"),
    get("{root}/%2fetc%2fpasswd"),
    get("{root}/%00"),
    get("{root}/page%00"),
    get("{root}/page;x=1"),
    get("{root}/%ff%fe"),
    get("{root}/%c0%ae%c0%ae/"),
    get("{root}/%zz"),
    get("{root}/%"),
    get("{root}/PAGE"),
    get("{root}/page%20"),
    get("{root}/#page"),
    get("{root}/" + "a" * 10_000),
    get("{root}/" + "%2e" * 3_000),
    get("{root}" + "/a" * 5_000),
    get("{root}/http://[evil/"),
]
NO_TOKEN = [
    get("/"),
    get("/page"),
    get("/edition"),
    get("//"),
    get("/."),
    get("/?token={root}"),
    get(f"/{OTHERS_TOKEN}/"),
    get(f"/{OTHERS_TOKEN}/page"),
    get("{root}"),
    get("{root}?"),
    get("{root}a/"),
    get("{root}%00/"),
    get("{root}%2"),
    get("/{root}/"),
    get("/x{root}/"),
    get("/%2e{root}/"),
    get("/../{root}/"),
    get("/favicon.ico"),
    get("/robots.txt"),
    get("/%c3%a9%e2%82%ac/"),
    get("/" + "%ff" * 40 + "/"),
    get("*"),
    get("http://[evil/"),
    get("http://127.0.0.1:{port}{root}/"),
    get("http://evil.example/"),
    get("https://evil.example:443/{root}/"),
    get("file:///etc/passwd"),
    get("evil.example:443"),
    get("javascript:alert(1)"),
    get("?"),
    get("/", "Cookie: token={root}"),
    get("/", "Authorization: Bearer {root}"),
    get("/", "X-Token: {root}"),
]
OTHER_ORIGINS = [
    get("{root}/", f"Origin: {origin}")
    for origin in (
        "null",
        "http://evil.example",
        "http://evil.example:{port}",
        "https://127.0.0.1:{port}",
        "http://127.0.0.1",
        "http://127.0.0.1:1",
        "http://127.0.0.1:{port}.evil.example",
        "http://127.0.0.1:{port}/",
        "http://user@127.0.0.1:{port}",
        "http://localhost.evil.example:{port}",
        "http://[::1]:{port}",
        "file://",
        "*",
    )
] + [get("{root}/", "Origin: http://127.0.0.1:{port}", "Origin: http://evil.example")]
OTHER_HOSTS = [
    hosted(host)
    for host in (
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.1:0{port}",
        "127.0.0.1:{port}.",
        "127.0.0.1.:{port}",
        "127.1:{port}",
        "2130706433:{port}",
        "0x7f.0.0.1:{port}",
        "0.0.0.0:{port}",
        "[::1]:{port}",
        "[::ffff:127.0.0.1]:{port}",
        "10.0.0.1:{port}",
        "localhost.:{port}",
        "localhost",
        "xlocalhost:{port}",
        "localhost.evil.example:{port}",
        "user@127.0.0.1:{port}",
        "127.0.0.1:{port}/",
        "127.0.0.1:{port} evil.example",
        "127.0.0.1:{port},evil.example",
        "http://127.0.0.1:{port}",
        "%31%32%37.0.0.1:{port}",
        "[evil",
    )
] + [
    hosted(""),
    "GET {root}/ HTTP/1.0\r\n\r\n",
    get("{root}/", version="1.0").replace("Host", "Hosts"),
]
OTHER_METHODS = [
    get("{root}/", method=method)
    for method in (
        "POST PUT DELETE PATCH OPTIONS TRACE CONNECT PROPFIND MKCOL COPY LOCK SEARCH PURGE "
        "get Get head GETS X " + "M" * 5_000
    ).split()
] + [
    get("{root}/", "Content-Length: 5", method="POST") + "hello",
    get("{root}/", "Access-Control-Request-Method: PUT", method="OPTIONS"),
    get("/", method="POST"),
    get("http://[evil/", method="PUT"),
    get("*", method="OPTIONS"),
]
WITH_BODIES = [
    get("{root}/", "Content-Length: 5") + "hello",
    get("{root}/", "Content-Length: 5"),
    get("{root}/", "Content-Length: 18446744073709551616"),
    get("{root}/", "Content-Length: 99999999999999999999") + "x" * 100_000,
    get("{root}/", "Content-Length: 5", "Expect: 100-continue"),
    get("{root}/", "Transfer-Encoding: chunked") + "5\r\nhello\r\n0\r\n\r\n",
    get("{root}/", "Transfer-Encoding: chunked") + "fffffffffff\r\n",
    get("{root}/", "Transfer-Encoding: chunked", "Content-Length: 0") + "0\r\n\r\n",
    get("{root}/", "Content-Length: 1", "Content-Length: 1") + "x",
]
OTHER_VERSIONS = [get("{root}/", version=each) for each in ("2.0", "0.9", "1.2", "3.0", "9.9")] + [
    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
]
NO_HTTP = [
    "\r\n",
    "GET / HTTP/1.1\r\n\r\n",
    hosted("127.0.0.1:{port}", "127.0.0.1:{port}"),
    hosted("127.0.0.1:{port}", "evil.example"),
    "GET\r\n\r\n",
    "GET / \r\n\r\n",
    "GET {root}/\r\n\r\n",
    "GET {root}/ HTTP/1\r\n\r\n",
    "GET {root}/ HTTP/11.1\r\n\r\n",
    "GET {root}/ HTTP/x.y\r\n\r\n",
    "GET {root}/ FTP/1.1\r\n\r\n",
    "GET {root}/ http/1.1\r\n\r\n",
    "GET  {root}/ HTTP/1.1\r\n\r\n",
    "GET {root}/ x HTTP/1.1\r\n\r\n",
    "GET {root}/é HTTP/1.1\r\n\r\n",
    "GET {root}/\t HTTP/1.1\r\n\r\n",
    "GET {root}/\0 HTTP/1.1\r\n\r\n",
    "GE(T {root}/ HTTP/1.1\r\n\r\n",
    " GET {root}/ HTTP/1.1\r\n\r\n",
    "hello\r\n\r\n",
    "\0" * 100 + "\r\n\r\n",
    "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    "SSH-2.0-OpenSSH_9.6\r\n\r\n",
    get("{root}/", "no colon"),
    get("{root}/", ": no name"),
    get("{root}/", "Bad Name: x"),
    get("{root}/", "Name : x"),
    get("{root}/", "Name: a\0b"),
    get("{root}/", "Name: a\rb"),
    get("{root}/", "Content-Length: five"),
    get("{root}/", "Content-Length: -1"),
    get("{root}/", "Content-Length: 1", "Content-Length: 2"),
    get("{root}/", "Content-Length: 999999999999999999999"),
    get("{root}/", "Transfer-Encoding: gzip"),
    get("{root}/", "Transfer-Encoding: chunked", "Transfer-Encoding: chunked"),
    "GET {root}/ HTTP/1.1\r\n Host: 127.0.0.1:{port}\r\n\r\n",
]
TOO_LONG = [
    get("{root}/" + "a" * 20_000),
    get("{root}/?" + "a" * 20_000),
    get("{root}/", "X: " + "a" * 20_000),
    get("{root}/", "X: " + "a" * 200_000),
    get("{root}/", "Cookie: " + "a=1; " * 10_000),
    get("{root}/", *(f"X-{number}: {number}" for number in range(3_000))),
    get("{root}/", method="M" * 20_000),
    "G" * 100_000,
    "GET " + "a" * 1_000_000,
    "\r\n" * 100_000,
]
UNFINISHED = [
    "",
    "G",
    "GET {root}/ HTTP/1.1",
    "GET {root}/ HTTP/1.1\r\nHost: 127.0.0.1:{port}",
    "GET {root}/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nX",
]
TABLE: dict[int, list[str]] = {
    0: UNFINISHED,
    200: ANSWERED,
    400: NO_HTTP,
    403: NO_TOKEN + OTHER_ORIGINS,
    404: NO_SUCH_PAGE,
    405: OTHER_METHODS,
    413: WITH_BODIES,
    421: OTHER_HOSTS,
    431: TOO_LONG,
    505: OTHER_VERSIONS,
}


def until(what: Callable[[], bool]) -> None:
    """Wait for something, half a minute at most."""
    for _ in range(600):
        if what():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come")


def test_raw_requests_by_their_outcome(server: LocalServer) -> None:
    found: Counter[tuple[int, int]] = Counter()
    wrong: list[tuple[int, int, str]] = []
    for wanted, requests in TABLE.items():
        for raw in requests:
            status, headers, content = answer(server, raw)
            was_read = status not in (0, 400)
            if wanted == 431 and not was_read:
                status = 431  # cut off before it was whole, and perhaps before all was sent
            found[wanted, status] += 1
            if status != wanted:
                wrong.append((wanted, status, raw[:100]))
            assert (content == b"the page") is (status == 200), raw[:100]
            assert "set-cookie" not in headers
            if was_read:
                assert headers["cache-control"] == "no-store"
                assert headers["cross-origin-opener-policy"] == "same-origin"
                assert headers["cross-origin-resource-policy"] == "same-origin"
                assert "default-src 'none'" in headers["content-security-policy"]
    assert not wrong, "\n".join(map(str, wrong))
    assert found == {(status, status): len(each) for status, each in TABLE.items()}
    assert sum(found.values()) > 200


PIECES = st.sampled_from(
    [b"GET", b"HEAD", b"POST", b" ", b"/", b"{root}", b"/page", b"?", b"#", b"%", b"%00", b"%2e%2e",
     b"..", b"http://", b"[", b"]", b"@", b":", b"{port}", b"127.0.0.1", b"evil", b"HTTP/1.1",
     b"HTTP/1.0", b"\r\n", b"\n", b"\r", b"Host: 127.0.0.1:{port}\r\n", b"Host: ", b"Origin: ",
     b"Content-Length: ", b"Transfer-Encoding: chunked\r\n", b"5", b"0", b"-1", b"\0", b"\xff",
     b"Connection: close\r\n", b"Upgrade: websocket\r\n", b"Expect: 100-continue\r\n", b"\r\n\r\n"]
)  # fmt: skip


@settings(
    max_examples=examples(300),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(PIECES | st.binary(max_size=5), max_size=30), st.booleans())
def test_requests_of_any_bytes(server: LocalServer, pieces: list[bytes], whole: bool) -> None:
    """Whoever is answered has sent the token and named this machine; all others are refused."""
    raw = b"".join(pieces)
    if whole:
        raw = b"GET {root}/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n" + raw + b"\r\n\r\n"
    status, _, content = answer(server, raw)
    assert status in (0, *TABLE)
    assert status != 200 or (b"{root}" in raw and b"127.0.0.1:{port}" in raw)
    assert content != b"the page" or status == 200


def test_the_token_is_not_told_to_who_does_not_know_it(server: LocalServer) -> None:
    for raw in (*NO_TOKEN, *OTHER_HOSTS, *OTHER_METHODS, *NO_HTTP):
        _, headers, content = answer(server, raw.replace("{root}", f"/{OTHERS_TOKEN}"))
        assert server.token not in str(headers) + content.decode()


def test_a_head_is_the_answer_without_its_content(server: LocalServer) -> None:
    status, headers, content = answer(server, get(method="HEAD"))
    assert (status, headers["content-length"], content) == (200, "8", b"")


def test_a_mistake_of_a_route_is_one_answer_and_no_end(
    running: LocalServer, capfd: pytest.CaptureFixture[str]
) -> None:
    assert answer(running, get("{root}/mistake"))[0] == 500
    said: list[str] = []

    def told() -> bool:
        said.append(capfd.readouterr().err)
        return "RuntimeError: lost the thread" in "".join(said)

    until(told)
    assert answer(running, get())[0] == 200


def test_requests_one_after_the_other_and_all_at_once(server: LocalServer) -> None:
    last = get("{root}/page", "Connection: close")
    with send(server, get("{root}/") + get("{root}/nothing") + last) as plain:
        content = b"".join(iter(lambda: plain.recv(10_000), b""))
    assert re.findall(rb"HTTP/1\.1 (\d+)", content) == [b"200", b"404", b"200"]


def test_clients_that_leave_in_the_middle(server: LocalServer) -> None:
    for raw in (get(), get()[:-2], "G", "", get("{root}/page") * 50):
        plain = send(server, raw)
        # Closed with a reset, as a browser does that is killed.
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        plain.close()
    until(lambda: server.connections == 0)


def test_the_body_of_an_answer_does_not_wait_for_the_browser(
    server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once: list[int] = []
    made = connections.Connection.connection_made

    def seen(connection: connections.Connection, transport: Transport) -> None:
        made(connection, transport)
        own = transport.get_extra_info("socket")
        at_once.append(own.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))

    monkeypatch.setattr(connections.Connection, "connection_made", seen)
    assert answer(server, get())[0] == 200
    assert at_once
    assert all(at_once)


@pytest.mark.parametrize("count", [3 * connections.MOST_CONNECTIONS, more(1_000)])
def test_very_many_connections_leave_room_for_one_more(server: LocalServer, count: int) -> None:
    with contextlib.ExitStack() as held:
        for number in range(count):
            half = get()[:20] if number % 2 else ""
            held.enter_context(contextlib.closing(send(server, half)))
        assert answer(server, get())[0] == 200
        assert server.connections <= connections.MOST_CONNECTIONS
    until(lambda: server.connections == 0)


@pytest.mark.parametrize("piece", ["", "X", "X-Slow: 1\r\n"])
def test_a_head_that_never_ends_is_not_waited_for(
    server: LocalServer, piece: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "HEAD_TIME", 0.3)
    ended = threading.Event()
    with send(server, get()[:-2]) as plain:

        def trickle() -> None:
            with contextlib.suppress(OSError):
                while not ended.wait(0.05):
                    plain.sendall(piece.encode())

        writer = threading.Thread(target=trickle)
        writer.start()
        with contextlib.suppress(ConnectionError):
            assert plain.recv(1) == b""
        ended.set()
        writer.join()


def test_a_connection_that_rests_between_two_requests_is_ended(
    server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "HEAD_TIME", 0.3)
    with send(server, get()) as plain:
        found = http.client.HTTPResponse(plain)
        found.begin()
        assert found.read() == b"the page"
        with contextlib.suppress(ConnectionError):
            assert plain.recv(1) == b""


def test_other_methods_and_bodies_can_be_let_in() -> None:
    """What the editor will need: routes that take what is sent, up to a size."""

    async def take(request: Request) -> PlainTextResponse:
        return PlainTextResponse(await request.body())

    server = LocalServer(
        [Route("/save", take, methods=["POST"])], 0, methods=("GET", "POST"), most_body=5
    )
    server.start()
    try:
        own = "Origin: http://127.0.0.1:{port}"
        save = get("{root}/save", own, "Content-Length: 5", method="POST") + "hello"
        assert answer(server, save)[::2] == (200, b"hello")
        assert answer(server, save.replace(": 5", ": 6"))[0] == 413
        assert answer(server, save.replace("POST", "PUT"))[0] == 405
        assert answer(server, save.replace("/127.0.0.1", "/evil.example"))[0] == 403
        assert answer(server, get("{root}/save"))[0] == 405
    finally:
        server.close()
