"""What the benchmarks measure: a build as a process, a page in a fresh headless Chromium.

Times of the page are taken as the peers' harness takes them: first marks are `performance.now()` at
the first animation frame, counted from navigation, in which marks stand, plus two frames; a step
is the time until two animation frames after the change; a drag has 60 steps of 4 pixels.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
VIEWPORT = {"width": 1280, "height": 800}
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--enable-unsafe-swiftshader",
]  # fmt: skip
STEPS, DRAG, PIXELS = 7, 60, 4
LIMIT = 180  # seconds

WATCH = """
(() => {
  const bench = (window.__bench = {});
  const frame = () => new Promise(requestAnimationFrame);
  bench.painted = async () => { await frame(); await frame(); };
  (async () => {
    for (;;) {
      await frame();
      const mark = document.querySelector(".mg-mark");
      if (!mark || mark.getBoundingClientRect().width <= 1) continue;
      await bench.painted();
      bench.marks = performance.now();
      return;
    }
  })();
  /* A step's time until two frames later, that of what its frame does, and of what follows. */
  bench.step = async (change) => {
    const request = window.requestAnimationFrame;
    const context = mapgen.context(map_atlas);
    const took = { work: 0, after: 0 };
    const timed = (act, key = "work") => (...args) => {
      const start = performance.now();
      const result = act(...args);
      took[key] += performance.now() - start;
      return result;
    };
    window.requestAnimationFrame = (act) => request(timed(act));
    /* Pages made before had no such thing. */
    if (context.follow) context.follow = timed(context.follow.bind(context), "after");
    const start = performance.now();
    timed(change)();
    await new Promise((done) => request(done));
    window.requestAnimationFrame = request;
    await new Promise((done) => request(done));
    delete context.follow;
    return { until: performance.now() - start, ...took };
  };
  bench.drag = () => {
    const frames = (bench.frames = []);
    let last = performance.now();
    bench.dragging = true;
    const tick = () => {
      const now = performance.now();
      frames.push(now - last);
      last = now;
      if (bench.dragging) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  };
  bench.dropped = async () => {
    await bench.painted();
    bench.dragging = false;
    return bench.frames;
  };
  /* Until the text of an event stands in the dialog. */
  bench.open = async (id, title) => {
    const channel = new MessageChannel();
    const start = performance.now();
    const stands = () => {
      const dialog = document.querySelector("[role=dialog]");
      return dialog && !dialog.hidden && dialog.textContent.includes(title);
    };
    atlas.open(id);
    while (!stands() && performance.now() - start < 20000) {
      await new Promise((done) => {
        channel.port1.onmessage = done;
        channel.port2.postMessage(0);
      });
    }
    return performance.now() - start;
  };
})();
"""
COUNTED = """() => {
  const context = mapgen.context(map_atlas);
  const [{ marks }] = context.panes;
  const on = (each) => each.mgMark ? each.mgMark.n : 0;
  return [...document.querySelectorAll(".mg-mark")].reduce((sum, each) => sum + on(each), 0)
    + marks.areas.list.reduce((sum, area, a) => sum + marks.clusters.area(a).n, 0);
}"""
HEAP = ("usedSize", "embedderHeapUsedSize", "backingStorageSize")


def load() -> float:
    """The machine's load: other work on it makes all times longer."""
    return round(os.getloadavg()[0], 1)


def help_ms() -> float:
    """Milliseconds until `mapgen --help` has been printed, as a process."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "mapgen", "--help"], cwd=ROOT, stdout=subprocess.DEVNULL,
                   check=True)  # fmt: skip
    return (time.perf_counter() - start) * 1000


def build(folder: Path, page: Path) -> dict[str, float]:
    """Seconds (wall; user and system CPU) and peak memory (MB) of `mapgen build` as a process."""
    return process([sys.executable, "-m", "mapgen", "build", str(folder), "-o", str(page)])


def process(command: list[str]) -> dict[str, float]:
    """Seconds (wall; user and system CPU) and peak memory (MB) of a process."""
    start = time.perf_counter()
    running = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise SystemExit(f"{' '.join(command)} failed")
    return {
        "wall_s": time.perf_counter() - start,
        "cpu_s": usage.ru_utime + usage.ru_stime,
        "rss_mb": usage.ru_maxrss / 1024,
    }


def pages(page: Path, runs: int, *, texts: bool = True) -> list[dict[str, Any]]:
    """What some visits of a page take, each in a browser of its own; counts have no `texts`."""
    return [_visit(page, texts) for _ in range(runs)]


@contextmanager
def opened(file: Path, errors: list[str]) -> Iterator[Page]:
    """A page with its first marks on the screen and all read, in a browser of its own.

    What the page throws, from its start on, is added to `errors`.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=FLAGS
        )
        try:
            page: Page = browser.new_page(viewport=VIEWPORT)
            page.on("pageerror", lambda error: errors.append(str(error)))
            page.add_init_script(WATCH)
            page.goto(file.absolute().as_uri(), wait_until="commit", timeout=LIMIT * 1000)
            until = time.monotonic() + LIMIT
            while not page.evaluate("() => window.__bench.marks || 0"):
                if time.monotonic() > until:
                    raise SystemExit(f"no marks within {LIMIT} s: {errors[:3]}")
                time.sleep(0.05)
            page.evaluate("() => atlas.ready")
            page.evaluate(
                "() => document.readyState === 'complete' || new Promise((d) => { onload = d; })"
            )
            yield page
        finally:
            browser.close()


def _visit(file: Path, texts: bool) -> dict[str, Any]:
    errors: list[str] = []
    with opened(file, errors) as page:
        found: dict[str, Any] = {"marks_ms": page.evaluate("() => __bench.marks")}
        time.sleep(1)
        found["counted"] = page.evaluate(COUNTED)
        session = page.context.new_cdp_session(page)
        session.send("HeapProfiler.collectGarbage")
        heap = session.send("Runtime.getHeapUsage")
        found["heap_mb"] = [round(heap.get(key, 0) / 2**20) for key in HEAP]
        found["drag_ms"] = _drag(page)
        found["steps"] = [page.evaluate(step(1973 + 2 * k, 1977 + 2 * k)) for k in range(STEPS)]
        found["wide_steps"] = [page.evaluate(step(1972, 1991 - k)) for k in range(STEPS)]
        if texts:
            page.evaluate("() => atlas.clear()")
            found["open_ms"] = [_open(page, share) for share in (0.31, 0.7, 0.55, 0.9)]
        found["errors"] = errors
        return found


def step(first: int, last: int) -> str:
    """The function of the page that moves the range, measured."""
    change = f"atlas.filter({{from: '{first}-01-01', to: '{last}-12-31'}})"
    return f"() => __bench.step(() => {change})"


def _open(page: Page, share: float) -> float:
    id_ = page.evaluate(
        "(share) => { atlas.close(); const ids = atlas.visible(); "
        "return ids[Math.floor(ids.length * share)]; }",
        share,
    )
    # Its title is asked for on a page of its own texts' copy: reading it here would open them.
    title = page.evaluate(
        """async (id) => {
          const context = mapgen.context(map_atlas);
          const [size, i] = [context.packed.block, context.indexOf(id)];
          const block = await context.texts.load(Math.floor(i / size));
          return block.text("title", i % size);
        }""",
        id_,
    )
    time.sleep(0.3)
    took: float = page.evaluate("([id, title]) => __bench.open(id, title)", [id_, title])
    return took


def _drag(page: Page) -> list[float]:
    """The gaps between frames while the map is dragged, and until it is drawn where it is then."""
    area = page.evaluate(
        "() => { const box = map_atlas.getContainer().getBoundingClientRect(); "
        "return [box.left + box.width * 0.75, box.top + box.height * 0.6]; }"
    )
    free = page.evaluate(
        """([x, y]) => {
          for (let dy = 0; dy < 200; dy += 6) {
            const element = document.elementFromPoint(x, y + dy);
            if (element && !element.closest("button")) return [x, y + dy];
          }
          return [x, y];
        }""",
        area,
    )
    x, y = free
    page.mouse.move(x, y)
    page.evaluate("() => __bench.drag()")
    page.mouse.down()
    for step in range(1, DRAG + 1):
        page.mouse.move(x - PIXELS * step, y + step)
    page.mouse.up()
    frames: list[float] = page.evaluate("() => __bench.dropped()")
    return frames


def spread(values: Iterable[float], digits: int = 0) -> str:
    """The median, and the lowest and highest where they differ: "17 (16–21)"."""
    some = sorted(values)
    texts = [f"{each:.{digits}f}" for each in (statistics.median(some), some[0], some[-1])]
    return texts[0] if texts[1] == texts[2] else f"{texts[0]} ({texts[1]}–{texts[2]})"


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which that share of the values lies."""
    some = sorted(values)
    return some[min(len(some) - 1, int(share * len(some)))]


def visit_cells(visits: list[dict[str, Any]]) -> dict[str, str]:
    """The visits of a page, as the tables print them."""
    steps = [step for visit in visits for step in visit["steps"]]
    wide = [step for visit in visits for step in visit["wide_steps"]]
    drags = [visit["drag_ms"] for visit in visits]
    texts = [each for visit in visits for each in visit.get("open_ms", ())]
    return {
        "first marks ms": spread(visit["marks_ms"] for visit in visits),
        "events counted on the map": f"{min(visit['counted'] for visit in visits):,}",
        "heap MB: JS + DOM + buffers": " + ".join(map(str, visits[-1]["heap_mb"])),
        "step of 5 years: until two frames ms": spread(step["until"] for step in steps),
        "its work ms": spread((step["work"] for step in steps), 1),
        "what follows the first map ms": spread((step["after"] for step in steps), 1),
        "step of nearly all: its work ms": spread((step["work"] for step in wide), 1),
        "drag, a frame ms: median / p95 / longest": " / ".join(
            f"{statistics.median(each):.0f}"
            for each in zip(
                *((statistics.median(d), percentile(d, 0.95), max(d)) for d in drags), strict=True
            )
        ),
        **({"an event's text ms": spread(texts)} if texts else {}),
    }
