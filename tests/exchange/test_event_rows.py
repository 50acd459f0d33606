"""Rows of events.csv are those of the csv module, however many events share their cells."""

from __future__ import annotations

import csv
import io

import pytest
from examples import examples
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mapgen.exchange.common import event_rows
from mapgen.exchange.common.event_rows import EventRows, Shared
from mapgen.files import letters

COLUMNS = ("id", "title", "place", "summary")
CELLS = st.text('a ,"%s\n\r\u200b\u0301é', max_size=5)
ROWS = st.dictionaries(st.sampled_from((*COLUMNS, "other")), CELLS)


def by_csv(rows):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(
        [letters.without_unseen(row.get(name, "")) for name in COLUMNS] for row in rows
    )
    return out.getvalue()


@settings(max_examples=examples(300))
@example({"title": "100 %s", "place": 'a "b", c'}, [{"summary": "x, y", "id": "1"}, {"id": "%d"}])
@example({"title": "a\nb"}, [{"id": "1"}])
@given(ROWS, st.lists(ROWS, max_size=4))
def test_cells_that_are_shared_are_written_as_if_they_were_not(shared, events):
    out = io.StringIO()
    rows, common = EventRows(out, COLUMNS), Shared(shared)
    for each in events:
        assert not rows.write(each, common)
        assert not rows.write({**shared, **each})
    assert out.getvalue() == by_csv({**shared, **each} for each in events for _ in range(2))


@pytest.mark.parametrize("column", ["title", "place"])
def test_a_long_cell_is_cut_shared_or_not(monkeypatch, column):
    monkeypatch.setattr(event_rows, "MAX_CELL", 4)
    out = io.StringIO()
    rows = EventRows(out, COLUMNS)
    cells = {"title": "one", "place": "two"} | {column: "longer"}
    assert rows.write({"title": cells["title"]}, Shared({"place": cells["place"]}))
    assert rows.write(cells)
    assert out.getvalue() == by_csv([cells | {column: "lon…"}] * 2)
