"""What no input may do to a reader: one function a reader, from bytes to nothing.

Used twice: by the tests with hypothesis (bounded), and by `make fuzz` with atheris (as long as one
likes). A reader may find problems; it may not raise, hand on what breaks its own promises, or say
anything that would not fit on one line of a terminal.
"""

from __future__ import annotations

import atexit
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
from fuzz_files import IMPORT_SEEDS, SHAPES_SEEDS, import_and_read, read_changed_shapes

from mapgen.files.csv_table import read_csv
from mapgen.files.folder import Folder
from mapgen.files.paths import is_there
from mapgen.files.shapes import read_shapes
from mapgen.notation.citations import is_web_address
from mapgen.notation.claims import parse_claims
from mapgen.notation.date_words import printed
from mapgen.notation.dates import DateError, parse
from mapgen.notation.markdown import PAGE_TAGS, TAGS, render_page
from mapgen.notation.summaries import parse_summary
from mapgen.page.payload.shapes import pack_base
from mapgen.problems import Fault, Problem
from mapgen.records.events import read_events
from mapgen.records.fields import COLUMNS
from mapgen.records.gazetteer import Gazetteer, Place, read_places
from mapgen.records.memberships import read_memberships
from mapgen.records.settings import GLYPHS, Settings, read_settings
from mapgen.records.sources import Bibliography, read_sources
from mapgen.records.story import read_story
from mapgen.records.units import read_units

__all__ = ["SEEDS", "SLOW", "TARGETS", "check_html"]

MEMORY = Path("/dev/shm")
FOLDER = Path(
    tempfile.mkdtemp(prefix="mapgen-fuzz-", dir=MEMORY if os.access(MEMORY, os.W_OK) else None)
)
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
SHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


class _Tags(HTMLParser):
    """Reads HTML as leniently as a browser and holds each tag to the closed list."""

    def __init__(self, tags: Iterable[str], schemes: tuple[str, ...]) -> None:
        super().__init__(convert_charrefs=True)
        self.allowed, self.schemes = set(tags), schemes

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.allowed, tag
        for name, value in attrs:
            if (tag, name) == ("a", "href"):
                assert value is not None
                scheme, colon, rest = value.partition(":")
                address = scheme.lower() + colon + rest
                assert value.startswith("#") or address.startswith(self.schemes), value
                if address.startswith("http"):
                    assert is_web_address(value), value
                    assert ("rel", "noopener noreferrer") in attrs
            else:
                known = {("a", "rel"), ("a", "data-key"), ("ol", "start"), ("sup", "class")}
                assert (tag, name) in known, (tag, name)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


def check_html(
    html: str, tags: Iterable[str] = TAGS, schemes: tuple[str, ...] = ("http://", "https://")
) -> None:
    """Fail where HTML holds a tag, an attribute or an address that is not on the closed list."""
    reader = _Tags(tags, schemes)
    reader.feed(html)
    reader.close()


def check_problems(problems: Iterable[Problem]) -> None:
    """Fail where a problem cannot be printed on one line, or says nothing."""
    for problem in problems:
        text = str(problem)
        assert not SHOWN.search(text), text
        assert problem.message
        assert problem.line is None or problem.line >= 1
        assert len(text) < 20_000
        text.encode("utf-8")


def check_faults(faults: Iterable[Fault]) -> None:
    check_problems(
        Problem("f", each.message, value=each.value, mend=each.mend, code=each.code)
        for each in faults
    )


def as_text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def write(name: str, data: bytes) -> Path:
    path = FOLDER / name
    path.write_bytes(data)
    return path


def dates(data: bytes) -> None:
    try:
        span = parse(as_text(data))
    except DateError as error:
        check_problems([Problem("f", str(error), mend=error.mend, code=error.code)])
        return
    assert span.first is not None or span.last is not None
    if span.first is not None and span.last is not None:
        assert span.first <= span.last
    assert printed(span) == printed(span, "en") != ""
    assert all(part.first <= part.last for part in span.parts)
    assert parse(span.text) == span


def claims(data: bytes) -> None:
    found, faults = parse_claims(as_text(data))
    check_faults(faults)
    assert found.printed()
    assert (found.low is None) == (found.high is None)
    if found.low is not None and found.high is not None:
        assert 0 <= found.low <= found.high
    if not faults:
        assert all(claim.citations for claim in found.claims)
    for claim in found.claims:
        assert claim.text
        if claim.low is not None and claim.high is not None:
            assert claim.low <= claim.high


def markdown(data: bytes) -> None:
    text = as_text(data)
    summary, faults = parse_summary(text)
    check_faults(faults)
    check_html(summary.html)
    assert list(dict.fromkeys(each.key for each in summary.citations)) == list(summary.keys)
    assert summary.html.count('data-key="') >= len(summary.citations)
    summary.html.encode("utf-8")
    summary.plain.encode("utf-8")


def page_of_markdown(data: bytes) -> None:
    html = render_page(as_text(data))
    check_html(html, PAGE_TAGS, ("http://", "https://", "mailto:"))
    html.encode("utf-8")


def csv(data: bytes) -> None:
    table, problems = read_csv(write("any.csv", data), required=("id", "title"), allow_empty=True)
    check_problems(problems)
    lengths = {len(column) for column in table.columns.values()} or {0}
    assert lengths == {len(table)}
    assert all(line >= 1 for line in table.lines)
    assert table.lines == sorted(table.lines)
    assert {"id", "title"} <= set(table.columns)


def csl(data: bytes) -> None:
    bibliography, problems = read_sources(write("sources.json", data))
    check_problems(problems)
    for key, source in bibliography.items():
        assert source.short
        assert source.long
        assert not source.url or is_web_address(source.url)
        assert all(isinstance(text, str) for _, text in source.long_parts)
        assert source.year is None or 1 <= source.year <= 9999
        if not problems.errors:
            assert isinstance(source.csl["type"], str)
        assert key == source.key
        if not problems.errors:
            repr(source.long_parts).encode("utf-8")
            json.dumps(source.csl, ensure_ascii=False).encode("utf-8")


def geojson(data: bytes) -> None:
    path = write("shapes.geojson", data)
    frame, problems = read_shapes(path, required=("kind",))
    check_problems(problems)
    if not problems.errors:
        for feature in pack_base(frame):
            json.dumps(feature, ensure_ascii=False, allow_nan=False).encode("utf-8")
    units, problems = read_units(path)
    check_problems(problems)
    if len(units):
        assert np.isfinite(units.geo().total_bounds).all()
        assert units.geo().is_valid.all()


def shapes(data: bytes) -> None:
    check_problems(read_changed_shapes(data))


def toml(data: bytes) -> None:
    (FOLDER / "toml").mkdir(exist_ok=True)
    (FOLDER / "toml" / "mapgen.toml").write_bytes(data)
    settings, problems = read_settings(FOLDER / "toml")
    check_problems(problems)
    check_settings(settings)


def check_settings(settings: Settings) -> None:
    assert settings.title
    for category in settings.categories.values():
        assert re.fullmatch(r"#[0-9a-fA-F]{6}", category.colour)
        assert category.glyph in GLYPHS
    assert settings.url == "" or settings.url.startswith(("https://", "http://"))
    assert settings.report == "" or settings.report.startswith(("https://", "mailto:"))
    if settings.tiles:
        assert re.fullmatch(r"https://[a-z0-9.:{}-]+/[!-~]*", settings.tiles.url, re.IGNORECASE), (
            settings.tiles.url
        )
    for city in settings.cities:
        assert abs(city.latitude) <= 90
        assert abs(city.longitude) <= 180
    for path in (settings.events, settings.output, settings.base):
        is_there(path)


def story(data: bytes) -> None:
    settings = Settings(folder=Folder(FOLDER), story=write("story.md", data))
    chapters, problems = read_story(
        settings, BIBLIOGRAPHY, {"1986-karachi-bridge": ()}, Gazetteer()
    )
    check_problems(problems)
    for chapter in chapters:
        for words in chapter.words.values():
            check_html(words.text.html)
        if not problems.errors:
            assert chapter.first <= chapter.last
            assert chapter.view is None or np.isfinite(chapter.view).all()


def events(data: bytes) -> None:
    frame, problems = read_events(write("events.csv", data), SETTINGS, BIBLIOGRAPHY, GAZETTEER)
    check_problems(problems)
    assert set(COLUMNS) <= set(frame.columns)
    assert len(set(frame["id"])) == len(frame)
    if len(frame):
        assert (frame["first"] <= frame["last"]).all()
        for summary in frame["summary"]:
            check_html(summary.html)


def places(data: bytes) -> None:
    gazetteer, problems = read_places(write("places.csv", data))
    check_problems(problems)
    for place in gazetteer.values():
        assert place.latitude is None or abs(place.latitude) <= 90
        assert place.longitude is None or abs(place.longitude) <= 180


def memberships(data: bytes) -> None:
    found, problems = read_memberships(write("districts.csv", data), ("K1", "K2"))
    check_problems(problems)
    for each in found:
        first, end = each.possible
        assert first < end


BIBLIOGRAPHY, _ = read_sources(
    write(
        "few.json",
        b'[{"id": "a", "type": "book", "title": "A"}, {"id": "b", "type": "book", "title": "B"}]',
    )
)
assert isinstance(BIBLIOGRAPHY, Bibliography)
GAZETTEER = Gazetteer(
    [Place("bridge", "The Bridge", city="Karachi", latitude=24.8, longitude=67.0, radius_m=250)]
)
SETTINGS = Settings(folder=Folder(FOLDER))

TARGETS: dict[str, Callable[[bytes], Any]] = {
    "dates": dates,
    "claims": claims,
    "markdown": markdown,
    "page": page_of_markdown,
    "csv": csv,
    "csl": csl,
    "geojson": geojson,
    "toml": toml,
    "story": story,
    "events": events,
    "places": places,
    "memberships": memberships,
    "shapes": shapes,
    "import": import_and_read,
}
SLOW = ("shapes", "import")
"""Targets of which one input takes as long as a hundred of another."""

_EVENT = (
    ",".join(COLUMNS) + "\n1986-a,Title,1986-12-14,bridge,Karachi,,,spot,clash,Police;Army,alleged,"
    'Residents,at least 39 [@a],none [@b],"It happened [@a, p. 3].",A,\n'
)
# What a run begins with: one good input of each kind, and the words that a fuzzer cannot guess.
_CSL = [
    {
        "id": "a",
        "type": "article-newspaper",
        "title": "T",
        "container-title": "Dawn",
        "issued": {"date-parts": [[1986, 12, 15]], "circa": True},
        "author": [{"family": "Ali", "given": "I"}, {"literal": "Police"}],
        "editor": [{"family": "K"}],
        "URL": "https://example.org/?q=1",
        "note": "Mirror: x\nfree",
        "page": "1-3",
        "volume": 3,
        "issue": "2",
        "publisher": "P",
        "publisher-place": "K",
        "language": "ur",
    }
]
_UNIT = {
    "type": "Feature",
    "properties": {"id": "K1", "name": "N", "city": "Karachi", "kind": "coast"},
    "geometry": {"type": "Polygon", "coordinates": [[[67, 24], [68, 24], [68, 25], [67, 24]]]},
}
_METRES = {
    "type": "FeatureCollection",
    "crs": {"properties": {"name": "EPSG:32642"}},
    "features": [
        {
            "type": "Feature",
            "id": 7,
            "properties": None,
            "geometry": {
                "type": "GeometryCollection",
                "geometries": [{"type": "Point", "coordinates": [1, 2]}],
            },
        }
    ],
}
_TOML = """\
title = "A"
languages = ["en"]
period = { from = "1972", to = 1992-12-31 }
tiles = { url = "https://{s}.x.org/{z}/{x}/{y}.png", attribution = "© x" }
[categories.clash]
label = "C"
colour = "#3084f0"
glyph = "star"
[[cities]]
name = "K"
latitude = 24.8
longitude = 67
zoom = 3
"""
_STORY = """\
---
chapter: a
title: T
from: 1986
to: 1987-02
view: 11/24.9/67
events: 1986-karachi-bridge
districts: counts
---
It began [@a].
"""
_PLACES = """\
id,name,alt_names,name_ur,name_sd,city,latitude,longitude,radius_m,precision,source
a,A,B;C,,,Karachi,24.8,67.0,250,spot,estimated
"""
_MEMBERSHIPS = """\
district,unit,valid_from,valid_to,source,confidence
West,K1,1972-07-01,[1981..1990-10-24],S,certain
West,K2,,,S,unknown
"""
_DATES = (
    "1986-12-14|[1981..1990-10-24]|198X|1986-22~|../1990|1986-12-14/17|Dec-86|14/12/1986|[1990,1991]"
    "|about 1985|1986-12-XX%|19XX?|12/14/86|December 14, 1986|1986-1-3|{1986,1987}|1986–1987"
)
_CLAIMS = (
    "at least 39, officials [@a]; about 70 [@b; @x, p. 3]; 250 [@w]",
    "(at least 47, whole of Sindh [@a]); several [@y]",
    "between 1 and 2 [@a]",
    "none [@a]",
    "up to 3,000 or more [@a]",
    "12–14 [@a]",
    "two dozen+ [@a]",
    "none given [@a]; c. 30 [@b]",
)
_SUMMARIES = (
    "The army came *in* on the 27th [@dawn1990, p. 3].",
    "- one [@a].\n- two [@b].",
    "[x](https://example.org/) `code` [@a].",
    "**b** \\@ <b> &amp; [@a; @b, p. 1]!",
    'data-key="x" *5, things* [@a].',
    "1. one [@a]\n\n   para [@b]",
)
_PAGES = (
    "# Head\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> quote\n\n```\ncode\n```\n",
    "[a](mailto:x@y) <http://a> ![i](x) [r]\n\n[r]: #x 'title'",
    "a\n===\n\n---\n~~s~~ [@a]",
)
_TABLES = (
    "id,title\na,b\n",
    '\ufeffid,title\r\n"a ""q""","b\nc"\r\n',
    "id;title\n1;2\n",
    "id,title,,x\na,b,,c\n",
    'id,title\n"a,b\nc,d\n',
)
SEEDS: dict[str, tuple[str, ...]] = {
    "dates": tuple(_DATES.split("|")),
    "claims": _CLAIMS,
    "markdown": _SUMMARIES,
    "page": _PAGES,
    "csv": _TABLES,
    "csl": (json.dumps(_CSL), '[{"id":1,"issued":{"literal":"1986?"}}]'),
    "geojson": (
        json.dumps({"type": "FeatureCollection", "features": [_UNIT]}),
        json.dumps(_METRES),
    ),
    "toml": (
        _TOML,
        'url = "https://a"\nreport = "mailto:x"\nevents = "e.csv"\ncoverage = "some"\n',
    ),
    "story": (_STORY,),
    "events": (_EVENT,),
    "places": (_PLACES,),
    "memberships": (_MEMBERSHIPS,),
    "shapes": SHAPES_SEEDS,
    "import": IMPORT_SEEDS,
}
