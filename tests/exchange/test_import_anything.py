"""Whatever stands in a file: the folder that comes out passes mapgen check, and no row is lost."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from examples import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from imported import command, imported

from mapgen.exchange.formats.acled.read import COLUMNS as ACLED
from mapgen.exchange.formats.gtd.read import COLUMNS as GTD
from mapgen.exchange.formats.ucdp.codes import COLUMNS as UCDP

HARD = [
    "", " ", "0", "-1", "-9", "12", "12.5", "1e9", "nan", "95", "-200", "1", "2", "3", "7", "a;b",
    "1999-05-01", "1999-13-45", "5/6/1999", "0000-01-01", "Mr. X", "“No.” 7", "[@x]", "](y)", "*",
    "#tag", "- list", "<b>&amp;", "U.S. Army", "a\nb", "a\r\nb", "\x00", "\u202e", "é", "حیدرآباد۔",
    "karachi", "@", "'", '"', '";"', "a" * 400, "Said. Done? Yes! … end", "9999", "2021-03-14",
]  # fmt: skip
CELLS = st.sampled_from(HARD) | st.text(max_size=20)
QUICK = settings(
    max_examples=examples(60),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def check(folder: Path, form: str, path: Path, rows: int) -> None:
    """Import, which may find nothing to use; what it writes must be right and whole."""
    result = command(form, path, "-o", folder)
    if result.exit_code == 1:
        assert "none of" in result.output or "no rows" in result.output
        assert not folder.exists()
        return
    found = imported(folder, form, path, "--replace")
    assert len(found.events) + len(found.left_out()) == rows
    assert len(found.atlas().events) == len(found.events)


@pytest.mark.parametrize(
    ("form", "columns"), [("ucdp", UCDP), ("acled", ACLED), ("gtd", GTD), ("csv", None)]
)
@QUICK
@given(data=st.data())
def test_a_table_with_anything_in_its_cells(
    tmp_path_factory: pytest.TempPathFactory, form: str, columns: tuple[str, ...] | None, data: Any
) -> None:
    names = columns or (
        "id", "date", "end_date", "title", "place", "city", "latitude", "longitude", "category",
        "actors", "deaths", "injured", "deaths_low", "summary", "source", "source_url", "related",
        "confidence", "place_precision", "attribution", "summary_ur", "span", "Any thing",
    )  # fmt: skip
    number = data.draw(st.integers(1, 4))
    sound = {"date_start": "1999-05-01", "event_date": "2021-03-14", "iyear": "1999",
             "imonth": "5", "iday": "1", "date": "1999-05"}  # fmt: skip
    rows = []
    for at in range(number):
        row = {name: data.draw(CELLS) for name in names}
        if data.draw(st.booleans()):
            row |= {key: value for key, value in sound.items() if key in row}
            row |= {
                k: f"1987051700{at:02d}" for k in ("id", "event_id_cnty", "eventid") if k in row
            }
        rows.append(row)
    folder = tmp_path_factory.mktemp("any")
    with (folder / "t.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(rows)
    blank = sum(not any(cell.strip() for cell in row.values()) for row in rows)
    check(folder / "a", form, folder / "t.csv", number - blank)


VALUES = CELLS | st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False)
NESTED = st.recursive(
    VALUES,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(CELLS, inner, max_size=2),
    max_leaves=5,
)
PROPERTIES = ("title", "text", "killed", "url", "tags", "place", "id")
POINTS = st.fixed_dictionaries(
    {"type": st.just("Point"), "coordinates": st.lists(st.floats(-200, 200), max_size=3)}
)


@pytest.mark.parametrize("form", ["geojson", "linked-places"])
@QUICK
@given(data=st.data())
def test_features_with_anything_in_them(
    tmp_path_factory: pytest.TempPathFactory, form: str, data: Any
) -> None:
    features = data.draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "type": st.just("Feature"),
                    "properties": st.fixed_dictionaries(
                        {"date": st.sampled_from(["1999", "1999-05-01", "x", None])},
                        optional=dict.fromkeys(PROPERTIES, NESTED),
                    ),
                    "geometry": POINTS | NESTED,
                },
                optional={
                    "@id": NESTED,
                    "when": NESTED,
                    "names": NESTED | st.lists(st.fixed_dictionaries({"toponym": NESTED})),
                    "types": NESTED | st.lists(st.fixed_dictionaries({"label": NESTED})),
                    "descriptions": NESTED
                    | st.lists(st.fixed_dictionaries({"value": NESTED, "@id": NESTED})),
                },
            ),
            min_size=1,
            max_size=4,
        )
    )
    folder = tmp_path_factory.mktemp("any")
    path = folder / "p.geojson"
    path.write_text(
        json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8"
    )
    check(folder / "a", form, path, len(features))
