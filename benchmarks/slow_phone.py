"""When a page's first paint and first marks are seen on a slow phone: slow_phone.py PAGE…

Each page is served on this machine, with gzip and without, to Chromium as Lighthouse's phone: 1.6
Mbit/s, 150 ms there and back, a processor four times slower, 412 by 823 pixels, held to that speed
by the browser. Printed are medians of RUNS runs, the pages in turn: first contentful paint, largest
paint, first marks (the first frame in which a mark stands), blocking (of tasks over 50 ms, what is
above) in milliseconds, and layout shift. Blocking is told twice: by the clock, which other work on
the machine makes longer, and by the processor's time of the page's own tasks after the first
paint, without those in which the browser answers this script or keeps the file for it.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import threading
from collections import Counter
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copyfile
from typing import Any

from measure import FLAGS
from playwright.sync_api import Browser, sync_playwright
from serve import Handler

RUNS = 3
RATE = 1.6e6 / 8  # bytes a second
ROUND_TRIP = 150  # ms
SLOWER = 4
SETTLED = 1000  # ms after the page is ready in which it does what can wait
WATCH = """
(() => {
  const seen = (window.__seen = { blocking: 0, shift: 0, largest: 0, marks: 0 });
  const watch = (type, take) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({
      type,
      buffered: true,
    });
  watch("longtask", (task) => (seen.blocking += Math.max(0, task.duration - 50)));
  watch("layout-shift", (shift) => (seen.shift += shift.hadRecentInput ? 0 : shift.value));
  watch("largest-contentful-paint", (paint) => (seen.largest = paint.startTime));
  const look = () => {
    const mark = document.querySelector(".mg-mark");
    if (mark && mark.getBoundingClientRect().width > 1) seen.marks = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
"""


class Plain(SimpleHTTPRequestHandler):
    """Gives files as they are."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


TOOLS = (
    "Receive mojo message",
    "DocumentLoader::BodyLoadingFinished",
    "DocumentLoader::FinishedLoading",
)
"""In what a task spends its time that the page would not have without this script."""


def blocking(events: list[dict[str, Any]]) -> float:
    """Return the milliseconds above 50 of each task's processor time, of a trace."""
    scripts = Counter(
        (each["pid"], each["tid"]) for each in events if each["name"] == "FunctionCall"
    )
    thread = scripts.most_common(1)[0][0]
    paint = max(
        each["ts"]
        for each in events
        if each["name"] == "firstContentfulPaint" and each["pid"] == thread[0]
    )
    spans = sorted(
        (
            each
            for each in events
            if (each["pid"], each["tid"]) == thread and "tdur" in each and each["ts"] > paint
        ),
        key=lambda each: (each["ts"], -each["dur"]),
    )
    found, end = 0.0, 0
    task: dict[str, Any] = {}
    inside: Counter[str] = Counter()
    for each in [*spans, {"name": "RunTask", "ts": float("inf"), "dur": 0, "tdur": 0}]:
        if "RunTask" in each["name"] and each["ts"] >= end:
            if task and sum(inside[name] for name in TOOLS) < task["tdur"] / 2:
                found += max(0, task["tdur"] / 1000 - 50)
            task, end = each, each["ts"] + each["dur"]
            inside = Counter()
        elif each["ts"] < end:
            inside[each["name"]] = max(inside[each["name"]], each["tdur"])
    return found


def seen(browser: Browser, address: str) -> list[float]:
    """Return first paint, largest paint, first marks and blocking twice in ms, and layout shift."""
    context = browser.new_context(
        viewport={"width": 412, "height": 823}, device_scale_factor=1.75, has_touch=True,
        is_mobile=True,
    )  # fmt: skip
    page = context.new_page()
    page.add_init_script(WATCH)
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": ROUND_TRIP, "downloadThroughput": RATE,
         "uploadThroughput": RATE / 2},
    )  # fmt: skip
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    whole = browser.new_browser_cdp_session()
    events: list[dict[str, Any]] = []
    whole.on("Tracing.dataCollected", lambda each: events.extend(each["value"]))
    whole.send(
        "Tracing.start",
        {"traceConfig": {"includedCategories": ["toplevel", "loading", "devtools.timeline"]}},
    )
    page.goto(address, wait_until="load", timeout=120_000)
    page.wait_for_function("window.__seen.marks > 0", timeout=60_000)
    page.evaluate("window.atlas.ready")
    page.wait_for_timeout(SETTLED)
    found: list[float] = page.evaluate("""() => {
      const [paint] = performance.getEntriesByName("first-contentful-paint");
      const { largest, marks, blocking, shift } = window.__seen;
      return [paint ? paint.startTime : NaN, largest, marks, blocking, shift];
    }""")
    ended: list[object] = []
    whole.on("Tracing.tracingComplete", lambda each: ended.append(each))
    whole.send("Tracing.end")
    while not ended:
        page.wait_for_timeout(50)
    context.close()
    return [*found, blocking(events)]


def main() -> None:
    """Measure the pages of the command line in turn, and print a row each."""
    pages = [Path(each) for each in sys.argv[1:]]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        names = [f"{number}.html" for number, _ in enumerate(pages)]
        for page, name in zip(pages, names, strict=True):
            copyfile(page, Path(folder, name))
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for how, handler in (("gzip", Handler), ("plain", Plain)):
            server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=folder))
            threading.Thread(target=server.serve_forever, daemon=True).start()
            runs: dict[str, list[list[float]]] = {name: [] for name in names}
            for _ in range(RUNS):
                for name in names:
                    address = f"http://127.0.0.1:{server.server_port}/{name}"
                    runs[name].append(seen(browser, address))
            for page, name in zip(pages, names, strict=True):
                middle = [statistics.median(each) for each in zip(*runs[name], strict=True)]
                paint, largest, marks, clock, shift, work = middle
                print(
                    f"{page.name} {how}: first paint {paint:,.0f} ms, largest {largest:,.0f} ms, "
                    f"marks {marks:,.0f} ms, blocking {clock:,.0f} ms, {work:,.0f} ms of the "
                    f"processor, shift {shift:.3f}"
                )
            server.shutdown()
        browser.close()


if __name__ == "__main__":
    main()
