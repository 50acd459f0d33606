"""What all tests share: the small atlas, the real page, and a browser that may not go online."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import atlases
import chromium
import fonts
import pytest
from examples import ALL, examples, more
from hypothesis import Phase, settings
from kept_pages import Kept, KeptPages
from playwright.sync_api import expect
from reader import PATIENCE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route

ROOT = Path(__file__).resolve().parent.parent
TIME_ZONES = ("Asia/Karachi", "America/New_York")

# make test and CI try the same examples each time: a suite that fails by chance says nothing about
# a change. make test-more, called by hand, looks for new ones.
settings.register_profile("same", deadline=None, max_examples=examples(100), derandomize=True)
settings.register_profile("new", deadline=None, max_examples=examples(100))
# For make mutants: that a test fails is all that is asked, not with which simplest example.
settings.register_profile(
    "mutants",
    deadline=None,
    derandomize=True,
    max_examples=20,
    phases=(Phase.explicit, Phase.generate),
)
settings.load_profile("new" if ALL and not os.environ.get("CI") else "same")
expect.set_options(timeout=PATIENCE)


@pytest.fixture
def small_folder(tmp_path: Path) -> Path:
    """A fresh copy of the small atlas, to be broken at will."""
    return atlases.small_atlas(tmp_path / "small")


@pytest.fixture(scope="session")
def small_page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The file:// address of the page that the small atlas makes."""
    from mapgen.build import build

    folder = atlases.small_atlas(tmp_path_factory.mktemp("small") / "atlas")
    merged = "id,date,reason,now\n1986-karachi-crossing,2026-01,told twice,1986-karachi-bridge\n"
    (folder / "removed.csv").write_text(merged, "utf-8")
    return build(folder).path.as_uri()


@pytest.fixture(scope="session")
def built_page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The file:// address of the page that the real records make, built once."""
    from mapgen.build import build

    if not (ROOT / "events.csv").exists():
        pytest.skip("this checkout has no records")
    return build(ROOT, tmp_path_factory.mktemp("built")).path.as_uri()


@pytest.fixture(scope="session")
def one_map(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the real records as one map, not two beside each other: it opens in half the time.

    For what is the same however many maps there are.
    """
    from mapgen.atlas.atlas import read_atlas
    from mapgen.build import page_html

    if not (ROOT / "events.csv").exists():
        pytest.skip("this checkout has no records")
    atlas = read_atlas(ROOT)
    single = replace(atlas, settings=replace(atlas.settings, panes=()))
    page = tmp_path_factory.mktemp("one") / "index.html"
    page.write_text(page_html(single), encoding="utf-8")
    return page.as_uri()


# What Chromium has around a page and no test needs. The pages that its address bar loads for each new
# window cost half as much as a page of ours. The others are those that Playwright switches off: of
# several lists the last one counts.
WITHOUT = (
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades",
    "LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints",
    "PaintHolding", "PreconnectToSearch", "TcpPortRandomizationWin",
    "ThirdPartyStoragePartitioning",
)  # fmt: skip


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """Chromium as the machine has it, quiet, and without the sandbox that root cannot have.

    `MAPGEN_FONTS` names a folder whose fonts are all that it finds (`fonts.py`).
    """
    path = chromium.find()
    args = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
    args.append(f"--disable-features={','.join(WITHOUT)}")
    # Functions are compiled when first called, and never once more for speed: most are never called by a
    # test, and hardly any often enough.
    args.append("--js-flags=--max-lazy --no-turbofan --no-maglev")
    if path is None:
        pytest.skip("no Chromium: make browser installs one")
    named = fonts.environment(os.environ.get("MAPGEN_FONTS", ""), tmp_path_factory.mktemp("fonts"))
    changed = {"env": {**os.environ, **named}} if named else {}
    return {**browser_type_launch_args, "executable_path": str(path), "args": args, **changed}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """One locale and one time zone, so that no test depends on the machine's."""
    return {
        **browser_context_args,
        "locale": "en-GB",
        "timezone_id": TIME_ZONES[0],
        "viewport": {"width": 1366, "height": 768},
        "reduced_motion": "reduce",
    }


class Watch:
    """Notes what no page of ours may do: ask the network, throw, or complain on the console."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def context(self, context: BrowserContext) -> None:
        context.route(
            lambda url: not url.startswith(("file:", "data:", "blob:", "about:")), self.refuse
        )
        context.on("page", self.page)

    def page(self, page: Page) -> None:
        page.on("pageerror", self.error)
        page.on("console", self.message)

    def refuse(self, route: Route) -> None:
        self.seen.append(f"request: {route.request.url}")
        route.abort()

    def error(self, error: Exception) -> None:
        self.seen.append(f"page error: {error}")

    def message(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.seen.append(f"console: {message.text}")

    def check(self) -> None:
        assert not self.seen, "\n".join(self.seen)


@pytest.fixture
def watch() -> Iterator[Watch]:
    """What the pages of this test did and should not have; a test that expects some clears it."""
    found = Watch()
    yield found
    found.check()


@pytest.fixture
def context(context: BrowserContext, watch: Watch) -> BrowserContext:
    """The test's own context, watched: any request, error or warning fails the test."""
    watch.context(context)
    return context


@pytest.fixture(scope="session")
def kept_pages(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> KeptPages:
    """The pages that one test after another uses."""
    return KeptPages(browser, tmp_path_factory.mktemp("blank"))


@pytest.fixture
def new_page(
    kept_pages: KeptPages, browser_context_args: dict[str, Any], watch: Watch
) -> Iterator[Callable[..., Page]]:
    """A function that opens a watched page in a context of its own: `new_page(locale="ur")`."""
    taken: list[Kept] = []

    def make(**changes: Any) -> Page:
        taken.append(kept_pages.take({**browser_context_args, **changes}, watch))
        return taken[-1].page

    yield make
    for each in taken:
        kept_pages.give_back(each)


@pytest.fixture
def page(new_page: Callable[..., Page], request: pytest.FixtureRequest) -> Page:
    """A watched page of the usual size, in the test's own context where it asks for that."""
    if "context" in request.fixturenames:
        own: Page = request.getfixturevalue("context").new_page()
        return own
    return new_page()


# Every other page is in the first zone.
@pytest.fixture(params=[TIME_ZONES[1], more(TIME_ZONES[0])])
def page_anywhere(request: pytest.FixtureRequest, new_page: Callable[..., Page]) -> Page:
    """A watched page, once east and once west of Greenwich."""
    return new_page(timezone_id=request.param)
