"""One browser of each engine for all tests of this folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import chromium
import pytest
from engines import Engine, MissingError
from engines.in_chromium import Chromium
from engines.in_firefox import Firefox
from engines.in_webkit import WebKit
from engines.reading import Reader

# What .ci/run sets: there an engine that is missing is a failure.
OBLIGATORY = "MAPGEN_ENGINES"


def start(name: str, request: pytest.FixtureRequest, folder: Path) -> Engine:
    """Start an engine, or raise MissingError."""
    if name == Firefox.name:
        return Firefox(folder)
    if name == WebKit.name:
        return WebKit(folder)
    path = chromium.find(whole=True)
    if path is None:
        raise MissingError("Chromium is not there: make browser")
    # One Playwright serves all tests of a process; the browser is the one that readers have.
    arguments = request.getfixturevalue("browser_type_launch_args")
    launch = request.getfixturevalue("browser_type").launch
    browser = launch(**{**arguments, "executable_path": str(path)})
    request.addfinalizer(browser.close)
    return Chromium(browser)


@pytest.fixture(scope="package", params=[Chromium.name, Firefox.name, WebKit.name])
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """A browser of one engine, or a word on what is missing."""
    try:
        started = start(request.param, request, tmp_path_factory.mktemp(request.param))
    except MissingError as missing:
        if os.environ.get(OBLIGATORY):
            pytest.fail(str(missing))
        pytest.skip(str(missing))
    yield started
    started.close()


@pytest.fixture
def desk(engine: Engine) -> Iterator[Reader]:
    """A reader at a laptop; what the page complains of is a failure."""
    yield Reader(engine, (1366, 768))
    assert engine.complaints() == []


@pytest.fixture
def phone(engine: Engine) -> Iterator[Reader]:
    """A reader with a phone, or with the narrowest window that the engine has."""
    yield Reader(engine, (390, 844))
    assert engine.complaints() == []
