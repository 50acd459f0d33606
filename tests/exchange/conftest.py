"""The atlases that are exported: the real one, a difficult one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import atlases
import pytest
from examples import more

from mapgen.atlas.atlas import Atlas, read_atlas

ROOT = Path(__file__).resolve().parent.parent.parent

HOSTILE = "A <b>\"bold\"</b> & 'sly' {title} \\ 100% $5 #1 a_b ~x^2 ]]> \u0627\u0631\u062f\u0648"
STORY = """\
---
chapter: one
title: The first
from: 1975-01-01
to: 1976-12-31
view: 11/24.9/67.0
events: 1975-karachi-north
---
Only the story cites this source [@storyonly, p. 1].
"""
SOURCES: list[dict[str, Any]] = [
    *atlases.SOURCES,
    {"id": "storyonly", "type": "book", "title": "What only the story cites"},
    {"id": "notcited", "type": "book", "title": "What nobody cites"},
    {
        "id": "sly/2001",
        "type": "article-newspaper",
        "title": HOSTILE,
        "container-title": "Blood & Iron_Works",
        "author": [
            {"family": "O'Brien & Sons", "given": "{J}"},
            {"literal": "Smith and Sons, Ltd"},
        ],
        "issued": {"date-parts": [[2001, 2]], "circa": True},
        "URL": "https://example.org/a_b?x=1&y=%7E#z",
        "note": "First line.\nER  - \nMirror: a & b",
        "page": "3-5",
    },
    atlases.TORN,
]


def difficult(folder: Path) -> Path:
    """The small atlas with all that a writer can stumble over."""
    atlases.small_atlas(folder)
    atlases.write_json(folder / "sources.json", SOURCES)
    changed = {
        "1975-karachi-north": {
            "title": HOSTILE,
            "actors": "Men & women; <script>alert(1)</script>",
            "injured": "several [@torn/2002]",
            "deaths": "(3, the whole (old) town [@ali2005, p. 3; @upi1986]); dozens [@dawn1985]; "
            "up to 70 [@sly/2001]; between 12 and 1,500, officials [@mirrored]; none [@dawn1985]",
            "summary": 'It said "*stop*" & <em>went</em> [@sly/2001, p. 3, col. 2; @ali2005].\n\n'
            "- One [@dawn1985].\n- Two [@upi1986]; three [@mirrored].",
            "latitude": "24.99999999",
            "longitude": "66.95000001",
        },
        "1972-karachi-language": {"place": "karachi; edge-colony"},
        "1990-karachi-south": {"place": "south-gate; east-bazaar"},
        "1987-karachi-edge": {"date": "[1987,1988]"},
        "1992-karachi-north": {
            "date": "198X",
            "place": "A nameless lane",
            "place_precision": "city",
        },
    }
    rows = [
        {**event, "Note": "an extra, column", "district": "West", **changed.get(event["id"], {})}
        for event in atlases.EVENTS
    ]
    for row in rows:
        row["title_ur"] = "سرخی" if row["id"] == "1975-karachi-north" else ""
        row["summary_ur"] = "خلاصہ [@ali2005]۔" if row["title_ur"] else ""
    (folder / "story.md").write_text(STORY, encoding="utf-8")
    columns = [*atlases.EVENT_COLUMNS, "title_ur", "summary_ur", "Note", "district"]
    atlases.write_csv(folder / "events.csv", columns, rows)
    return folder


@pytest.fixture(scope="session", params=["the difficult atlas", more("the real atlas")])
def atlas(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """A checked atlas that has everything; `make test-more` sees the real one too."""
    if request.param == "the real atlas":
        if not (ROOT / "events.csv").exists():
            pytest.skip("this checkout has no records")
        return read_atlas(ROOT)
    return read_atlas(difficult(tmp_path_factory.mktemp("difficult") / "atlas"))


@pytest.fixture(scope="session")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """The difficult atlas alone."""
    return read_atlas(difficult(tmp_path_factory.mktemp("hard") / "atlas"))
