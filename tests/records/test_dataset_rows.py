"""Events that are one row of a data set: the column row_of, what it asks, what the page gets."""

from __future__ import annotations

import json
from pathlib import Path

import atlases
import pytest

from mapgen.atlas.atlas import read_atlas
from mapgen.build import build
from mapgen.problems import InputError

ROOT = Path(__file__).parent.parent.parent
DATASET = {
    "id": "rows", "type": "dataset", "title": "Rows of a war", "publisher": "A university",
    "issued": {"date-parts": [[2020]]}, "note": "kind: dataset",
}  # fmt: skip


def folder_with(folder: Path, **cells: str) -> Path:
    """Give the small atlas a data set, and its first event these cells."""
    events = [dict(each) for each in atlases.EVENTS]
    for each in events:
        each["row_of"] = ""
    events[0] |= {"summary": "Two people died [@rows].", "deaths": "2 [@rows]", "injured": ""}
    events[0] |= cells
    columns = [*atlases.EVENT_COLUMNS, "row_of"]
    atlases.write_csv(folder / "events.csv", columns, events)
    sources = json.loads((folder / "sources.json").read_text(encoding="utf-8"))
    atlases.write_json(folder / "sources.json", [*sources, DATASET])
    return folder


def test_a_row_of_a_data_set_is_told_from_the_others(small_folder: Path) -> None:
    atlas = read_atlas(folder_with(small_folder, row_of="rows"))
    named = dict(zip(atlas.events["id"], atlas.events["row_of"], strict=True))
    assert named.pop(atlases.EVENTS[0]["id"]) == "rows"
    assert set(named.values()) == {""}


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"row_of": "rows", "deaths": "2 [@rows]; 3 [@ali2005]"}, "cites more than the row"),
        ({"row_of": "rows", "summary": "Two died [@rows; @ali2005]."}, "cites more than the row"),
        ({"row_of": "ali2005"}, "not a data set"),
        ({"row_of": "raws"}, "unknown source"),
    ],
)
def test_what_is_no_row_of_a_data_set_is_an_error(
    small_folder: Path, cells: dict[str, str], message: str
) -> None:
    with pytest.raises(InputError) as raised:
        read_atlas(folder_with(small_folder, **cells))
    (problem,) = [each for each in raised.value.problems if each.column == "row_of"]
    assert message in problem.message
    assert (problem.file, problem.line, problem.column) == ("events.csv", 2, "row_of")
    assert problem.mend


def test_a_page_without_such_rows_carries_nothing_of_them(
    small_folder: Path, tmp_path: Path
) -> None:
    page = build(small_folder, tmp_path / "out").path.read_text(encoding="utf-8")
    assert '"id":"dataset-row"' not in page.replace(" ", "")
    again = folder_with(small_folder, row_of="rows")
    page = build(again, tmp_path / "again").path.read_text(encoding="utf-8")
    assert '"id":"dataset-row"' in page.replace(" ", "")


def test_the_rows_of_this_atlas_are_those_that_cite_nothing_but_their_data_set() -> None:
    events = read_atlas(ROOT).events
    rows = events[events["row_of"] != ""]
    assert set(rows["row_of"]) == {"ucdpged"}
    assert rows["id"].str.contains("-ged-").all()
    others = events[(events["row_of"] == "") & events["id"].str.contains("-ged-")]
    for summary, deaths in zip(others["summary"], others["deaths"], strict=True):
        assert {*summary.keys, *(each.key for each in deaths.citations)} > {"ucdpged"}
