"""The editor of a large atlas: what each thing that is done in it costs, how its table scrolls.

    python benchmarks/bench_desk.py [EVENTS] [RUNS]     10,000 events, three runs

`mapgen edit` runs as a process and is asked as its page asks. CPU is the server's own, without the
process that makes pages; before all else is asked, the first page has been made. In the browser a
task is all that the page does for one action, the longest without a pause for the screen.
"""

from __future__ import annotations

import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from measure import FLAGS, ROOT, VIEWPORT, load, percentile, spread
from playwright.sync_api import Page, sync_playwright
from synthetic import generate, write

PASTED = (200, 2000)
LIMIT = 180  # seconds
SCROLL = 150  # frames
TASKS = """
(() => {
  const found = (window.__tasks = { longest: 0 });
  new PerformanceObserver((list) => {
    for (const each of list.getEntries()) found.longest = Math.max(found.longest, each.duration);
  }).observe({ type: "longtask", buffered: false });
  window.__frames = async (count, act) => {
    const gaps = [];
    let last = performance.now();
    for (let at = 0; at < count; at += 1) {
      act?.(at);
      const now = await new Promise(requestAnimationFrame);
      gaps.push(now - last);
      last = now;
    }
    return gaps;
  };
})();
"""


@dataclass
class Server:
    """A running editor."""

    process: subprocess.Popen[str]
    url: str
    taken: dict[str, list[tuple[float, float]]] = field(default_factory=dict)

    def ask(self, path: str, body: object = None) -> Any:
        """Return what it answers."""
        where = urlsplit(self.url)
        connection = http.client.HTTPConnection(where.hostname or "", where.port, timeout=LIMIT)
        raw = None if body is None else json.dumps(body).encode()
        headers = {} if raw is None else {"Content-Type": "application/json"}
        connection.request("GET" if raw is None else "POST", where.path + path, raw, headers)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        if answer.status != 200:
            raise SystemExit(f"{path}: {answer.status} {content[:200]!r}")
        return json.loads(content)

    def cpu(self) -> float:
        """Return the seconds that the processor has given it."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def timed(self, name: str, act: Callable[[], Any]) -> Any:
        """Do something, and note the milliseconds that it takes: of the clock, of the server."""
        cpu, start = self.cpu(), time.perf_counter()
        result = act()
        wall = (time.perf_counter() - start) * 1000
        self.taken.setdefault(name, []).append((wall, (self.cpu() - cpu) * 1000))
        return result

    def settle(self) -> None:
        """Wait until the page of the folder as it stands has been made."""
        until = time.monotonic() + LIMIT
        last, since = None, time.monotonic()
        while time.monotonic() < until:
            number = self.ask("news")["number"]
            if number != last:
                last, since = number, time.monotonic()
            elif number and time.monotonic() - since > 3:
                return
            time.sleep(0.1)
        raise SystemExit("no page was made")


@contextmanager
def served(folder: Path) -> Iterator[Server]:
    """Run `mapgen edit` of a folder."""
    command = [sys.executable, "-m", "mapgen", "edit", str(folder), "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        line = process.stdout.readline() if process.stdout else ""
        try:
            yield Server(process, line.split()[1])
        finally:
            process.terminate()


def visit(server: Server) -> None:
    """Do what an editor does, each once."""
    state = server.timed("all records, first time", lambda: server.ask("state"))
    server.timed("the same again", lambda: news_of(server, state))
    record = state["files"]["events"]["records"][len(state["files"]["events"]["records"]) // 2]
    cells = record["value"]
    for word in ("a", "ab", "abc"):
        typed = {**cells, "title": f"{cells['title']} {word}"}
        server.timed("a keystroke's check", lambda typed=typed: check(server, record, typed))
    operation = {**record, "file": "events", "value": {"title": f"{cells['title']} once more"}}
    server.timed("a cell saved", lambda: server.ask("change", {"operations": [operation]}))
    state = server.timed("what has changed then", lambda: news_of(server, state))
    server.timed("undo", lambda: server.ask("undo", {"who": ""}))
    server.timed("events told twice", lambda: server.ask("alike", {}))
    server.timed("where sources are cited", lambda: server.ask("source-uses", {}))
    server.timed("queue of translations", lambda: server.ask("translations", {"language": "ur"}))
    for count in PASTED:
        text = rows(cells, count)
        server.timed(
            f"{count:,} rows pasted", lambda text=text: server.ask("paste", {"text": text})
        )
        state = server.timed(
            f"what has changed by {count:,}", lambda state=state: news_of(server, state)
        )
        server.timed(f"{count:,} rows taken back", lambda: server.ask("undo", {"who": ""}))


def check(server: Server, record: dict[str, Any], cells: dict[str, str]) -> Any:
    """Ask what is wrong with a record."""
    return server.ask("check", {"key": record["key"], "cells": cells})


def news_of(server: Server, state: dict[str, Any]) -> dict[str, Any]:
    """Ask what has changed since a state; the number of its version is all that is used again."""
    found: dict[str, Any] = server.ask(f"state?seen={state.get('version', '')}")
    return found


def rows(cells: dict[str, str], count: int) -> str:
    """Return rows as a spreadsheet copies them."""
    some = [{**cells, "id": f"pasted-{at}", "title": f"Pasted {at}"} for at in range(count)]
    return "\n".join("\t".join(each) for each in [list(cells), *(row.values() for row in some)])


def browse(server: Server) -> dict[str, list[float]]:
    """Open the editor's page, and note what its table does, in milliseconds."""
    found: dict[str, list[float]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=FLAGS
        )
        try:
            page = browser.new_page(viewport=VIEWPORT)
            page.set_default_timeout(LIMIT * 1000)
            page.add_init_script(TASKS)
            start = time.perf_counter()
            page.goto(server.url)
            page.locator("#rows td").first.wait_for()
            found["table there"] = [(time.perf_counter() - start) * 1000]
            page.evaluate("() => __frames(60)")
            found["a frame while it scrolls"] = page.evaluate(
                f"() => {{ const place = document.querySelector('#rows');"
                f" return __frames({SCROLL}, () => {{ place.scrollTop += 600; }}); }}"
            )
            search = page.locator("#search")
            for name, act in (
                ("sorted by title, longest task", lambda: head(page, "title").click()),
                ("sorted by date, longest task", lambda: head(page, "date").click()),
                ("searched, longest task", lambda: search.fill("march")),
                ("searched further, longest task", lambda: search.fill("marchka")),
                ("search ended, longest task", lambda: search.fill("")),
                ("all selected, longest task", lambda: select_all(page)),
            ):
                page.evaluate("() => { __tasks.longest = 0; }")
                act()
                page.evaluate("() => __frames(20)")
                page.evaluate("() => new Promise((done) => setTimeout(done, 300))")
                found[name] = [page.evaluate("() => __tasks.longest")]
        finally:
            browser.close()
    return found


def head(page: Page, name: str) -> Any:
    """Return the button that sorts by a column."""
    return page.locator(f'#rows th[data-column="{name}"] button')


def select_all(page: Page) -> None:
    """Select all rows by the keyboard."""
    page.locator("#rows td").nth(1).focus()
    page.keyboard.press("Control+a")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    before = load()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "atlas"
        write(generate(count), root)
        settings = root / "mapgen.toml"
        settings.write_text('languages = ["en", "ur"]\n' + settings.read_text("utf-8"), "utf-8")
        with served(root) as server:
            server.settle()
            for _ in range(runs):
                visit(server)
                server.settle()
            tables = [browse(server) for _ in range(runs)]
    print(f"{count:,} events, load {before} before and {load()} after\n")
    print("| asked of the server | wall ms | its CPU ms |\n|---|---|---|")
    for name, taken in server.taken.items():
        print(
            f"| {name} | {spread(wall for wall, _ in taken)} | {spread(cpu for _, cpu in taken)} |"
        )
    print("\n| in the browser | ms |\n|---|---|")
    for name in tables[0]:
        values = [value for table in tables for value in table[name]]
        if name.startswith("a frame"):
            shown = [statistics.median(values), percentile(values, 0.95), max(values)]
            cell = " / ".join(f"{each:.0f}" for each in shown)
            print(f"| {name}: median / p95 / longest | {cell} ({1000 / shown[0]:.0f} a second) |")
        else:
            print(f"| {name} | {spread(values)} |")


if __name__ == "__main__":
    main()
