"""mapgen preview: served to this machine only, made anew on every save, problems in the page."""

from __future__ import annotations

import http.client
import json
import os
import re
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
from mapgen.desk.preview import watch
from mapgen.desk.preview.edition import make_edition
from mapgen.desk.preview.preview import PORT, Preview
from mapgen.desk.preview.watch import look, wait_for_change
from mapgen.files.write import OutputError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def preview(small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Preview]:
    """A running preview of the small atlas that has made its first edition; it looks often."""
    monkeypatch.setattr(watch, "EVERY", 0.05)
    with Preview(small_folder, 0) as running:
        until(lambda: running.edition.number > 0)
        yield running


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A running preview whose folder nobody changes."""
    with Preview(atlases.small_atlas(tmp_path_factory.mktemp("served") / "small"), 0) as running:
        until(lambda: running.edition.number > 0)
        yield running


def until(what: Callable[[], bool]) -> None:
    """Wait for something, half a minute at most."""
    for _ in range(600):
        if what():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come")


def ask(
    preview: Preview, path: str = "/", method: str = "GET", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and content of one answer to who knows the token."""
    connection = http.client.HTTPConnection("127.0.0.1", preview.server.port, timeout=20)
    try:
        connection.request(method, f"/{preview.server.token}{path}", headers=headers)
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        connection.close()


class News:
    """Asks for editions as the frame does."""

    def __init__(self, preview: Preview) -> None:
        self._preview = preview
        self._shown = 0

    def next(self) -> dict[str, Any]:
        until(lambda: ask(self._preview, f"/edition?shown={self._shown}")[0] == 200)
        status, headers, content = ask(self._preview, f"/edition?shown={self._shown}")
        assert (status, headers["content-type"]) == (200, "application/json")
        found: dict[str, Any] = json.loads(content)
        self._shown = found["edition"]
        return found


@pytest.fixture
def news(preview: Preview) -> News:
    return News(preview)


# --- what is served


def test_the_page_is_served_as_a_build_writes_it(served: Preview, tmp_path: Path) -> None:
    status, headers, content = ask(served, "/page")
    assert status == 200
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert content == build(served.folder, tmp_path / "built").path.read_bytes()


def test_no_file_is_written(served: Preview) -> None:
    assert not (served.folder / "output").exists()


def test_the_frame_allows_itself_and_nothing_else(served: Preview) -> None:
    _, headers, content = ask(served, "/")
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["cache-control"] == "no-store"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "set-cookie" not in headers
    assert b"<iframe" in content
    assert ask(served, "/frame.js")[1]["content-type"].startswith("text/javascript")
    assert ask(served, "/frame.css")[1]["content-type"].startswith("text/css")


@pytest.mark.parametrize(
    "path", ["/events.csv", "/../mapgen.toml", "/page/x", "/frame.html", "/%2e%2e/etc/passwd"]
)
def test_no_other_file_is_served(served: Preview, path: str) -> None:
    assert ask(served, path)[0] == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_sent_to_it(served: Preview, method: str) -> None:
    status, headers, _ = ask(served, "/", method)
    assert (status, headers["allow"]) == (405, "GET, HEAD")


def test_the_head_of_an_answer_has_no_content(served: Preview) -> None:
    status, headers, content = ask(served, "/page", "HEAD")
    assert (status, content) == (200, b"")
    assert int(headers["content-length"]) > 100_000


def test_it_listens_on_this_machine_only(served: Preview) -> None:
    assert served.server._socket.getsockname()[0] == "127.0.0.1"
    assert served.url == f"http://127.0.0.1:{served.server.port}/{served.server.token}/"


def test_each_start_has_a_token_of_its_own(small_folder: Path) -> None:
    tokens = set()
    for _ in range(3):
        running = Preview(small_folder, 0)
        tokens.add(running.server.token)
        running.server.close()
    assert len(tokens) == 3
    assert all(len(token) >= 32 for token in tokens)


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
        ("mapgen.toml", "geodata/places.csv", "docs/about.ur.md"),
        start=2,
    ):
        path = preview.folder / name
        text = path.read_text(encoding="utf-8") if path.exists() else "## نیا"
        text = text.replace("A small atlas", "A tiny atlas")
        text = text.replace('languages = ["en"]', 'languages = ["en", "ur"]')
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
    assert News(preview).next()["edition"] == 2
    assert ask(preview, "/edition?shown=2")[0] == 204


def test_a_mistake_of_mapgen_itself_is_shown_and_no_end(
    small_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_: object) -> str:
        raise RuntimeError("lost the thread")

    monkeypatch.setattr("mapgen.build.page_html", broken)
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


@pytest.mark.parametrize(
    ("units", "beside"),
    [
        ("units.shp", ["units.dbf", "units.prj", "units.shx", "units.cpg", "units.DBF"]),
        ("units.gpkg", ["units.gpkg-wal", "units.gpkg-journal"]),
    ],
)
def test_files_beside_the_named_one_are_watched(
    small_folder: Path, units: str, beside: list[str]
) -> None:
    settings = small_folder / "mapgen.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f'units = "geodata/{units}"\n{text}', encoding="utf-8")
    for name in [units, *beside]:
        path = small_folder / "geodata" / name
        before = look(small_folder)
        path.write_bytes(b"something")
        came = look(small_folder)
        path.write_bytes(b"something else")
        assert before != came != look(small_folder), name


def test_a_log_that_readers_make_and_remove_is_no_change(small_folder: Path) -> None:
    settings = small_folder / "mapgen.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f'base = "geodata/base.gpkg"\n{text}', encoding="utf-8")
    before = look(small_folder)
    (small_folder / "geodata" / "base.gpkg-wal").touch()
    assert look(small_folder) == before


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
    assert other.server.port not in (0, one.server.port)
    assert PORT in (one.server.port, PORT)
    one.server.close()
    other.server.close()


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
    address = re.match(r"Preview: http://127\.0\.0\.1:(\d+)(/[\w-]{32}/)  ", line)
    assert address
    # A connection that stays open does not keep it from ending.
    listening = http.client.HTTPConnection("127.0.0.1", int(address[1]), timeout=60)
    edition = 0
    while not edition:
        listening.request("GET", f"{address[2]}edition")
        edition = json.loads(listening.getresponse().read())["edition"]
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert process.returncode == 0
    assert out == "\nThe preview has ended.\n"
    assert "Traceback" not in err
    assert "events.csv:4: date: 'Dec-86'" in err
    assert "The map comes back when this is mended." in err
    listening.close()


# --- in a browser


def test_the_page_follows_a_save_and_keeps_the_view(local_page: Page, preview: Preview) -> None:
    local_page.goto(f"{preview.url}#categories=clash&event=1985-karachi-north")
    atlas = local_page.frame_locator("#page")
    atlas.get_by_text("Days of clashes").first.wait_for()
    assert local_page.title() == "A small atlas – preview"
    inside = local_page.frames[1]
    inside.evaluate("window.atlas.ready.then(() => window.atlas.filter({years: [1985, 1986]}))")
    local_page.wait_for_url(lambda url: "years=1985,1986" in url)
    atlases.change_event(preview.folder, "1985-karachi-north", title="Days of quiet")
    atlas.get_by_text("Days of quiet").first.wait_for()
    inside = local_page.frames[1]
    state = inside.evaluate("window.atlas.ready.then(() => window.atlas.state())")
    assert state["years"] == [1985, 1986]
    assert state["categories"] == ["clash"]
    assert state["event"] == "1985-karachi-north"
    # Neither did the saves become steps of the browser's Back.
    local_page.reload()
    atlas.get_by_text("Days of quiet").first.wait_for()
    assert "years=1985,1986" in local_page.url


def test_all_problems_stand_in_place_of_the_map_until_they_are_mended(
    local_page: Page, preview: Preview
) -> None:
    local_page.goto(f"{preview.url}#categories=clash")
    local_page.frame_locator("#page").get_by_text("Days of clashes").first.wait_for()
    atlases.write_events(
        preview.folder,
        [
            {**atlases.EVENTS[0], "date": "Dec-86"},
            {**atlases.EVENTS[1], "summary": "Nobody <img src=x onerror=alert(1)> said so."},
            *atlases.EVENTS[2:],
        ],
    )
    local_page.get_by_role("heading", name="2 errors").wait_for()
    assert local_page.locator("#page").is_hidden()
    items = local_page.get_by_role("listitem")
    assert [line for line in items.nth(0).inner_text().split("\n") if line] == [
        "events.csv:2:date",
        "Not an EDTF date: Dec-86",
        "Write 1986-12.",
    ]
    assert "events.csv:3:summary" in items.nth(1).inner_text()
    assert "<img src=x" in items.nth(1).inner_text()
    assert local_page.locator("img").count() == 0
    assert local_page.title().startswith("(2) ")
    atlases.write_events(preview.folder)
    local_page.frame_locator("#page").get_by_text("Days of clashes").first.wait_for()
    assert local_page.get_by_role("heading", name="2 errors").count() == 0
    assert local_page.url.endswith("#categories=clash")


def test_warnings_stand_below_the_map(local_page: Page, preview: Preview) -> None:
    local_page.goto(preview.url)
    local_page.get_by_text("1 warning", exact=True).click()
    assert "events.csv:6:place" in local_page.get_by_role("listitem").inner_text()
    assert local_page.locator("#page").is_visible()


def test_the_frame_says_when_the_preview_has_ended(local_page: Page, small_folder: Path) -> None:
    with Preview(small_folder, 0) as running:
        local_page.goto(running.url)
        local_page.frame_locator("#page").get_by_text("Days of clashes").first.wait_for()
    local_page.get_by_text("mapgen preview has ended. Start it again to go on.").wait_for()


def test_a_page_of_another_origin_cannot_look_in(
    browser: Browser, browser_context_args: dict[str, Any], preview: Preview
) -> None:
    context = browser.new_context(**browser_context_args)
    stranger = context.new_page()
    stranger.goto("about:blank")
    for path in ("", "page", "edition"):
        asked = stranger.evaluate(
            "url => fetch(url).then((answer) => answer.text()).then(() => 'read', () => 'refused')",
            preview.url + path,
        )
        assert asked == "refused"
    stranger.set_content(f'<iframe src="{preview.url}"></iframe><iframe src="{preview.url}page">')
    for frame in stranger.frames[1:]:
        assert frame.url in ("", "about:blank", "chrome-error://chromewebdata/")
    context.close()


@pytest.mark.more
def test_more_tabs_than_a_browser_has_connections(
    browser: Browser, browser_context_args: dict[str, Any], preview: Preview
) -> None:
    context = browser.new_context(**browser_context_args)
    tabs = [context.new_page() for _ in range(8)]
    for tab in tabs:
        tab.goto(preview.url)
    atlases.change_event(preview.folder, "1985-karachi-north", title="Days of quiet")
    for tab in tabs:
        tab.frame_locator("#page").get_by_text("Days of quiet").first.wait_for()
    context.close()


def test_a_hidden_tab_asks_for_nothing_until_it_is_seen(local_page: Page, preview: Preview) -> None:
    local_page.add_init_script(
        "let hidden = false;"
        "Object.defineProperty(document, 'hidden', { get: () => hidden });"
        "window.hide = (now) => {"
        "  hidden = now; document.dispatchEvent(new Event('visibilitychange'));"
        "};"
    )
    local_page.clock.install()
    asked: list[str] = []
    local_page.on("request", lambda request: asked.append(request.url))
    local_page.goto(preview.url)
    atlas = local_page.frame_locator("#page")
    atlas.get_by_text("Days of clashes").first.wait_for()
    local_page.evaluate("hide(true)")
    mark = f"{preview.url}frame.css"
    local_page.evaluate("(address) => fetch(address)", mark)  # what was asked before it is told
    asked.clear()
    atlases.change_event(preview.folder, "1985-karachi-north", title="Days of quiet")
    until(lambda: preview.edition.number == 2)
    local_page.clock.run_for(10_000)
    local_page.evaluate("(address) => fetch(address)", mark)
    assert asked == [mark]
    local_page.evaluate("hide(false)")
    atlas.get_by_text("Days of quiet").first.wait_for()


def test_a_link_of_the_page_opens_a_tab_of_its_own(local_page: Page, preview: Preview) -> None:
    outside = f"http://127.0.0.1:{preview.server.port}/outside"
    atlases.change_event(
        preview.folder,
        "1985-karachi-north",
        summary=f"They [wrote]({outside}) of it [@dawn1985].",
    )
    local_page.goto(f"{preview.url}#event=1985-karachi-north")
    with local_page.context.expect_page() as opened:
        local_page.frame_locator("#page").get_by_role("link", name="wrote").first.click()
    assert opened.value.url == outside
    assert opened.value.evaluate("window.opener") is None
    assert local_page.frame_locator("#page").get_by_role("link", name="wrote").first.is_visible()


def test_a_tab_of_an_earlier_start_says_so(
    browser: Browser, browser_context_args: dict[str, Any], small_folder: Path
) -> None:
    local_page = browser.new_page(**browser_context_args)
    with Preview(small_folder, 0) as running:
        local_page.goto(running.url)
        local_page.frame_locator("#page").get_by_text("Days of clashes").first.wait_for()
        port = running.server.port
    local_page.get_by_text("mapgen preview has ended.").wait_for()
    with Preview(small_folder, port):
        local_page.get_by_text("mapgen preview was started anew.").wait_for()
    local_page.close()
