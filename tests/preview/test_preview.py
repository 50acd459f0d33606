"""mapgen preview: served to this machine only, made anew on every save, problems in the page."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import atlases
import pytest
from click.testing import CliRunner

from mapgen.build import build
from mapgen.commands.main import main
from mapgen.files.write import OutputError
from mapgen.preview.edition import Edition, Latest, make_edition
from mapgen.preview.preview import PORT, Preview
from mapgen.preview.watch import look, wait_for_change

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def preview(small_folder: Path) -> Iterator[Preview]:
    """A running preview of the small atlas that has made its first edition."""
    with Preview(small_folder, 0) as running:
        assert running.latest.after(0, 60)
        yield running


def ask(
    preview: Preview, path: str = "/", method: str = "GET", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and content of one answer."""
    connection = http.client.HTTPConnection("127.0.0.1", preview.server.server_port, timeout=20)
    try:
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        connection.close()


class News:
    """Listens to the editions as a browser does."""

    def __init__(self, preview: Preview) -> None:
        self._connection = http.client.HTTPConnection(
            "127.0.0.1", preview.server.server_port, timeout=60
        )
        self._connection.request("GET", "/editions")
        self._answer = self._connection.getresponse()
        assert self._answer.getheader("Content-Type") == "text/event-stream"

    def next(self) -> dict[str, Any]:
        while True:
            line = self._answer.readline().decode("utf-8")
            assert line, "the news has ended"
            if line.startswith("data: "):
                found: dict[str, Any] = json.loads(line.removeprefix("data: "))
                return found

    def close(self) -> None:
        self._connection.close()


@pytest.fixture
def news(preview: Preview) -> Iterator[News]:
    listening = News(preview)
    yield listening
    listening.close()


# --- what is served


def test_the_page_is_served_as_a_build_writes_it(preview: Preview, tmp_path: Path) -> None:
    status, headers, content = ask(preview, "/page")
    assert status == 200
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert content == build(preview.folder, tmp_path / "built").path.read_bytes()


def test_no_file_is_written(preview: Preview) -> None:
    assert not (preview.folder / "output").exists()


def test_the_frame_allows_itself_and_nothing_else(preview: Preview) -> None:
    _, headers, content = ask(preview, "/")
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["Cache-Control"] == "no-store"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert b"<iframe" in content
    assert ask(preview, "/frame.js")[1]["Content-Type"].startswith("text/javascript")
    assert ask(preview, "/frame.css")[1]["Content-Type"].startswith("text/css")


@pytest.mark.parametrize(
    "path", ["/events.csv", "/../mapgen.toml", "/page/x", "/frame.html", "/%2e%2e/etc/passwd"]
)
def test_no_other_file_is_served(preview: Preview, path: str) -> None:
    assert ask(preview, path)[0] == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_sent_to_it(preview: Preview, method: str) -> None:
    assert ask(preview, "/", method)[0] == 501


def test_the_head_of_an_answer_has_no_content(preview: Preview) -> None:
    status, headers, content = ask(preview, "/page", "HEAD")
    assert (status, content) == (200, b"")
    assert int(headers["Content-Length"]) > 100_000


@pytest.mark.parametrize("path", ["/", "/page", "/editions", "/frame.js"])
@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "", "10.0.0.1:{port}"],
)
def test_a_request_for_another_host_is_refused(preview: Preview, path: str, host: str) -> None:
    port = preview.server.server_port
    status, _, content = ask(preview, path, Host=host.format(port=port))
    assert status == 421
    assert content == b"This preview answers only to 127.0.0.1 and localhost.\n"


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "LOCALHOST:{port}"])
def test_this_machine_is_answered(preview: Preview, host: str) -> None:
    assert ask(preview, "/", Host=host.format(port=preview.server.server_port))[0] == 200


def test_two_hosts_in_one_request_are_refused(preview: Preview) -> None:
    port = preview.server.server_port
    with socket.create_connection(("127.0.0.1", port), timeout=20) as plain:
        plain.sendall(
            f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nHost: evil.example\r\n\r\n".encode()
        )
        assert plain.recv(100).startswith(b"HTTP/1.1 421 ")


def test_it_listens_on_this_machine_only(preview: Preview) -> None:
    assert preview.server.server_address[0] == "127.0.0.1"
    assert preview.url == f"http://127.0.0.1:{preview.server.server_port}/"


# --- editions


def test_a_save_makes_a_new_edition(preview: Preview, news: News) -> None:
    assert news.next()["edition"] == 1
    atlases.change_event(preview.folder, "1985-karachi-north", title="Days of quiet")
    state = news.next()
    assert (state["edition"], state["built"]) == (2, True)
    assert b"Days of quiet" in ask(preview, "/page")[2]


def test_problems_come_with_file_line_column_and_mend(preview: Preview, news: News) -> None:
    news.next()
    atlases.change_event(preview.folder, "1985-karachi-north", date="Dec-86")
    state = news.next()
    assert state["built"] is False
    (problem,) = [each for each in state["problems"] if each["severity"] == "error"]
    assert (problem["file"], problem["line"], problem["column"]) == ("events.csv", 4, "date")
    assert (problem["value"], problem["mend"]) == ("Dec-86", "Write 1986-12.")
    assert ask(preview, "/page")[0] == 404
    atlases.write_events(preview.folder)
    assert news.next()["built"] is True
    assert ask(preview, "/page")[0] == 200


def test_every_file_of_an_atlas_is_watched(preview: Preview, news: News) -> None:
    news.next()
    for number, name in enumerate(
        ("mapgen.toml", "sources.json", "geodata/places.csv", "docs/about.md", "docs/about.ur.md"),
        start=2,
    ):
        path = preview.folder / name
        text = path.read_text(encoding="utf-8") if path.exists() else "## نیا"
        text = text.replace("A small atlas", "A tiny atlas")
        path.write_text(f"{text}\n", encoding="utf-8")
        state = news.next()
        assert (state["edition"], state["built"]) == (number, True), name
    assert state["title"] == "A tiny atlas"


def test_a_file_that_the_settings_name_later_is_watched_too(preview: Preview, news: News) -> None:
    news.next()
    settings = preview.folder / "mapgen.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f'events = "mine.csv"\n{text}', encoding="utf-8")
    state = news.next()
    assert "mine.csv" in {each["file"] for each in state["problems"]}
    (preview.folder / "events.csv").rename(preview.folder / "mine.csv")
    assert news.next()["built"] is True


def test_broken_settings_are_problems_and_no_end(preview: Preview, news: News) -> None:
    news.next()
    settings = preview.folder / "mapgen.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text("title = ", encoding="utf-8")
    state = news.next()
    assert state["built"] is False
    assert state["problems"][0]["file"] == "mapgen.toml"
    settings.write_text(text, encoding="utf-8")
    assert news.next()["built"] is True


def test_who_comes_late_hears_the_latest_edition_at_once(preview: Preview, news: News) -> None:
    news.next()
    atlases.change_event(preview.folder, "1985-karachi-north", title="Days of quiet")
    news.next()
    late = News(preview)
    assert late.next()["edition"] == 2
    late.close()


def test_a_mistake_of_mapgen_itself_is_shown_and_no_end(
    small_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_: object) -> str:
        raise RuntimeError("lost the thread")

    monkeypatch.setattr("mapgen.page.render", broken)
    edition = make_edition(small_folder, 1)
    assert (edition.page, edition.failure) == (None, "RuntimeError: lost the thread")
    assert "Traceback" in capsys.readouterr().err


# --- watching


def test_several_writes_are_one_change(small_folder: Path) -> None:
    before, stop, seen = look(small_folder), Event(), []
    path = small_folder / "events.csv"
    text = path.read_text(encoding="utf-8")

    def write_slowly() -> None:
        for end in range(0, len(text), len(text) // 5):
            path.write_text(text[:end], encoding="utf-8")
            time.sleep(0.08)
        path.write_text(f"{text}\n", encoding="utf-8")
        seen.append("whole")

    writer = Thread(target=write_slowly)
    writer.start()
    after = wait_for_change(small_folder, before, stop)
    assert seen == ["whole"]
    assert after == look(small_folder)
    writer.join()


def test_a_file_put_in_the_place_of_another_is_a_change(small_folder: Path) -> None:
    path = small_folder / "events.csv"
    before = look(small_folder)
    other = small_folder / "events.csv.new"
    other.write_bytes(path.read_bytes())
    stat = path.stat()
    os.utime(other, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    other.replace(path)
    assert look(small_folder) != before


def test_a_file_that_comes_or_goes_is_a_change(small_folder: Path) -> None:
    before = look(small_folder)
    (small_folder / "docs" / "about.md").unlink()
    assert look(small_folder) != before


def test_waiting_ends_when_it_is_told_to(small_folder: Path) -> None:
    stop = Event()
    stop.set()
    assert wait_for_change(small_folder, look(small_folder), stop) is None


def test_nobody_waits_for_ever_for_an_edition() -> None:
    latest = Latest()
    assert latest.after(0, 0.01) is None
    latest.put(Edition(1))
    assert latest.after(0, 0.01) == Edition(1)
    waiting = Thread(target=latest.after, args=(1, 60))
    waiting.start()
    latest.close()
    waiting.join(timeout=5)
    assert not waiting.is_alive()


# --- the command


def test_a_port_that_is_taken_is_said(small_folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(OutputError, match=f"Port {port} cannot be used"):
            Preview(small_folder, port)
        result = CliRunner().invoke(main, ["preview", str(small_folder), "--port", str(port)])
        assert result.exit_code == 2
        assert f"Error: Port {port} cannot be used" in result.stderr


def test_without_a_port_any_free_one_is_taken(small_folder: Path) -> None:
    one = Preview(small_folder)
    other = Preview(small_folder)
    assert other.server.server_port not in (0, one.server.server_port)
    assert PORT in (one.server.server_port, PORT)
    one.server.server_close()
    other.server.server_close()


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C to the whole console")
def test_ctrl_c_ends_it_cleanly(small_folder: Path) -> None:
    atlases.change_event(small_folder, "1985-karachi-north", date="Dec-86")
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "mapgen", "preview", str(small_folder), "--port", "0"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A suite that runs in the background of a shell has been told to ignore Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.startswith("Preview: http://127.0.0.1:")
    port = int(line.split(":")[3].split("/")[0])
    listening = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    listening.request("GET", "/editions")
    answer = listening.getresponse()
    assert answer.readline().startswith(b"data: ")
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert process.returncode == 0
    assert out == "\nThe preview has ended.\n"
    assert "Traceback" not in err
    assert "events.csv:4: date: 'Dec-86'" in err
    assert "The map comes back when this is mended." in err
    listening.close()


# --- in a browser


@pytest.fixture
def page(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """A page that may ask this machine, where complaints fail the test."""
    context = browser.new_context(**browser_context_args)
    seen: list[str] = []
    opened = context.new_page()
    opened.on("pageerror", lambda error: seen.append(str(error)))
    opened.on(
        "console",
        lambda message: (
            seen.append(message.text)
            if message.type in ("error", "warning") and "ERR_" not in message.text
            else None
        ),
    )
    yield opened
    context.close()
    assert not seen, "\n".join(seen)


def until(page: Page, what: Callable[[], bool]) -> None:
    """Wait for something of the page, half a minute at most."""
    for _ in range(300):
        if what():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it did not come")


def test_the_page_follows_a_save_and_keeps_the_view(page: Page, preview: Preview) -> None:
    page.goto(f"{preview.url}#categories=clash&event=1985-karachi-north")
    atlas = page.frame_locator("#page")
    atlas.get_by_text("Days of clashes").first.wait_for()
    assert page.title() == "A small atlas – preview"
    inside = page.frames[1]
    inside.evaluate("window.atlas.ready.then(() => window.atlas.filter({years: [1985, 1986]}))")
    until(page, lambda: "years=1985,1986" in page.url)
    atlases.change_event(preview.folder, "1985-karachi-north", title="Days of quiet")
    atlas.get_by_text("Days of quiet").first.wait_for()
    inside = page.frames[1]
    state = inside.evaluate("window.atlas.ready.then(() => window.atlas.state())")
    assert state["years"] == [1985, 1986]
    assert state["categories"] == ["clash"]
    assert state["event"] == "1985-karachi-north"
    # Neither did the saves become steps of the browser's Back.
    page.reload()
    atlas.get_by_text("Days of quiet").first.wait_for()
    assert "years=1985,1986" in page.url


def test_all_problems_stand_in_place_of_the_map_until_they_are_mended(
    page: Page, preview: Preview
) -> None:
    page.goto(f"{preview.url}#categories=clash")
    page.frame_locator("#page").get_by_text("Days of clashes").first.wait_for()
    atlases.write_events(
        preview.folder,
        [
            {**atlases.EVENTS[0], "date": "Dec-86"},
            {**atlases.EVENTS[1], "summary": "Nobody <img src=x onerror=alert(1)> said so."},
            *atlases.EVENTS[2:],
        ],
    )
    page.get_by_role("heading", name="2 errors").wait_for()
    assert page.locator("#page").is_hidden()
    items = page.get_by_role("listitem")
    assert [line for line in items.nth(0).inner_text().split("\n") if line] == [
        "events.csv:2:date",
        "Not an EDTF date: Dec-86",
        "Write 1986-12.",
    ]
    assert "events.csv:3:summary" in items.nth(1).inner_text()
    assert "<img src=x" in items.nth(1).inner_text()
    assert page.locator("img").count() == 0
    assert page.title().startswith("(2) ")
    atlases.write_events(preview.folder)
    page.frame_locator("#page").get_by_text("Days of clashes").first.wait_for()
    assert page.get_by_role("heading", name="2 errors").count() == 0
    assert page.url.endswith("#categories=clash")


def test_warnings_stand_below_the_map(page: Page, preview: Preview) -> None:
    page.goto(preview.url)
    page.get_by_text("1 warning", exact=True).click()
    assert "events.csv:6:place" in page.get_by_role("listitem").inner_text()
    assert page.locator("#page").is_visible()


def test_the_frame_says_when_the_preview_has_ended(page: Page, small_folder: Path) -> None:
    with Preview(small_folder, 0) as running:
        page.goto(running.url)
        page.frame_locator("#page").get_by_text("Days of clashes").first.wait_for()
    page.get_by_text("mapgen preview has ended. Start it again to go on.").wait_for()


def test_a_page_of_another_origin_cannot_look_in(
    browser: Browser, browser_context_args: dict[str, Any], preview: Preview
) -> None:
    context = browser.new_context(**browser_context_args)
    stranger = context.new_page()
    stranger.goto("about:blank")
    for path in ("", "page", "editions"):
        asked = stranger.evaluate(
            "url => fetch(url).then((answer) => answer.text()).then(() => 'read', () => 'refused')",
            preview.url + path,
        )
        assert asked == "refused"
    stranger.set_content(f'<iframe src="{preview.url}"></iframe><iframe src="{preview.url}page">')
    stranger.wait_for_timeout(1000)
    for frame in stranger.frames[1:]:
        assert frame.url in ("", "about:blank", "chrome-error://chromewebdata/")
    context.close()
