"""An import brings texts to one form and leaves out what cannot be seen: its folder can be built."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from mapgen.atlas.atlas import read_atlas
from mapgen.commands.main import main

UNSEEN = "Cafe\u0301\u202e own\u200bers\ufeff\u00ad\u2066 x\u3164\u2069"
SEEN = "Caf\u00e9 owners x"


def imported(form: str, file: Path, folder: Path, *more: str) -> Path:
    done = CliRunner().invoke(main, ["import", form, str(file), "-o", str(folder), *more])
    assert done.exit_code == 0, done.output
    return folder


def test_a_table(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    cells = ["a", "1986-01-01", *[UNSEEN] * 4, f"One {UNSEEN} two."]
    header = ["id", "date", "place", "title", "actors", "remarks\u200b", "summary"]
    file.write_text("\n".join(map(",".join, (header, cells))), encoding="utf-8")
    atlas = read_atlas(imported("csv", file, tmp_path / "out", "--title", f"A {UNSEEN}"))
    event = atlas.events.iloc[0]
    assert (event["title"], event["place"], event["actors"]) == (SEEN, SEEN, (SEEN,))
    assert f"One {SEEN} two" in event["summary"].plain
    assert atlas.settings.title == f"A {SEEN}"
    assert event["remarks"] == SEEN


@pytest.mark.parametrize("escaped", [True, False])
def test_features_and_their_sources(tmp_path: Path, escaped: bool) -> None:
    feature = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [67, 24.9]},
        "properties": {
            "id": "a", "date": "1986-01-01", "place": UNSEEN, "title": UNSEEN, "actors": UNSEEN,
            "summary": f"It was {UNSEEN} [@s1].",
        },
    }  # fmt: skip
    sources = [{"id": "s1", "type": "book", "title": UNSEEN, "author": [{"literal": UNSEEN}]}]
    whole = {"type": "FeatureCollection", "features": [feature], "sources": sources}
    file = tmp_path / "a.geojson"
    file.write_text(json.dumps(whole, ensure_ascii=escaped), encoding="utf-8")
    atlas = read_atlas(imported("geojson", file, tmp_path / "out"))
    event = atlas.events.iloc[0]
    assert (event["title"], event["place"], event["actors"]) == (SEEN, SEEN, (SEEN,))
    assert all(SEEN in source.long or source.key != "s1" for source in atlas.bibliography.values())
