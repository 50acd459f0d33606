"""The description of the atlas for search engines, a schema.org Dataset in the page's head."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.request import url2pathname

import numpy as np
import pytest

from mapgen.atlas.coverage import licence_address
from mapgen.files.folder import Folder
from mapgen.files.frame import Frame
from mapgen.page.document.dataset import MAX_BYTES, dataset
from mapgen.records.setting_tables import Period
from mapgen.records.settings import Settings

NAN = float("nan")
SETTINGS = Settings(
    folder=Folder.named("."),
    title="Fires",
    description="Fires of a coast, and who put them out.",
    editor="A. Editor",
    licence="CC-BY-SA-4.0",
    url="https://example.org/fires/",
    published="2026-11-05",
)


def events(*points: tuple[float, float], days: tuple[int, int] = (0, 364)) -> Frame:
    latitude, longitude = np.array(points, dtype=float).reshape(-1, 2).T
    size = len(points)
    first, last = np.full(size, days[0]), np.full(size, days[1])
    return Frame({"latitude": latitude, "longitude": longitude, "first": first, "last": last})


def said(settings: Settings, points: Frame) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(dataset(settings, points))
    return found


def test_it_says_what_whose_when_and_where() -> None:
    assert said(SETTINGS, events((24.8, 66.9), (25.4, 68.4), (NAN, NAN))) == {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": "Fires",
        "description": "Fires of a coast, and who put them out.",
        "url": "https://example.org/fires/",
        "inLanguage": ["en"],
        "license": "https://creativecommons.org/licenses/by-sa/4.0/",
        "creator": "A. Editor",
        "creditText": "A. Editor, Fires, https://example.org/fires/, CC-BY-SA-4.0",
        "temporalCoverage": "1970-01-01/1970-12-31",
        "datePublished": "2026-11-05",
        "spatialCoverage": {
            "@type": "Place",
            "geo": {"@type": "GeoShape", "box": "24.8 66.9 25.4 68.4"},
        },
        "isAccessibleForFree": True,
        "distribution": {
            "@type": "DataDownload",
            "contentUrl": "https://example.org/fires/",
            "encodingFormat": "text/html",
        },
    }


def test_what_is_not_known_is_not_said() -> None:
    bare = Settings(folder=Folder.named("."), title="Fires")
    found = said(bare, events((NAN, NAN), days=(-735_000, -735_000)))
    assert found["temporalCoverage"] == "-0043-08-22/-0043-08-22"
    assert set(found) == {
        "@context", "@type", "name", "inLanguage", "creditText", "temporalCoverage"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("points", "box"),
    [
        ([(1.5, 2.5)], "1.5 2.5 1.5 2.5"),
        ([(-18.1, 178.4), (-16.8, -179.9)], "-18.1 178.4 -16.8 -179.9"),
        ([(64.7, 177.5), (64.5, -165.4), (65, 179)], "64.5 177.5 65 -165.4"),
        ([(0, -90), (0, 90)], "0 -90 0 90"),
        ([(51.123456789, -0.1), (48.9, 2.3)], "48.9 -0.1 51.12346 2.3"),
    ],
)
def test_the_box_is_the_narrower_one(points: list[tuple[float, float]], box: str) -> None:
    assert said(SETTINGS, events(*points))["spatialCoverage"]["geo"]["box"] == box


def test_the_period_and_the_events_are_both_covered() -> None:
    settings = replace(SETTINGS, period=Period(-365, 100, "1969-01-01", "1970-04-11"))
    assert said(settings, events((1, 2)))["temporalCoverage"] == "1969-01-01/1970-12-31"


def test_nothing_in_it_can_end_its_element() -> None:
    sly = "</script><script>alert(1)</script><!-- & ]]>"
    text = dataset(replace(SETTINGS, title=sly, editor=sly), events())
    assert not re.search("[<>&]", text)
    assert json.loads(text)["name"] == sly


@pytest.mark.parametrize("letter", ["a", "ح", '"', "<", "\U0001f525"])
def test_a_long_description_is_cut(letter: str) -> None:
    text = dataset(replace(SETTINGS, description=letter * 20_000), events((1, 2)))
    assert MAX_BYTES / 2 < len(text.encode("utf-8")) <= MAX_BYTES
    assert json.loads(text)["description"].rstrip("…").strip(letter) == ""


@pytest.mark.parametrize(
    ("licence", "address"),
    [
        ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("cc-by-nc-nd-3.0", "https://creativecommons.org/licenses/by-nc-nd/3.0/"),
        ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("https://example.org/l", "https://example.org/l"),
        ("ask the archive", "ask the archive"),
    ],
)
def test_a_licence_has_its_address(licence: str, address: str) -> None:
    assert licence_address(licence) == address


def test_the_page_has_it_once_and_its_policy_lets_it_not_run(small_page: str) -> None:
    html = Path(url2pathname(small_page.removeprefix("file://"))).read_text(encoding="utf-8")
    head = html[: html.index("</head>")]
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', head, re.DOTALL)
    assert json.loads(text)["name"] == "A small atlas"
    assert html.count("application/ld+json") == 1
