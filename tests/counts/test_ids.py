"""Ids among all parts: what stands twice or nowhere is found, and nothing else, whatever its hash."""

from __future__ import annotations

import pickle
from collections import Counter
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapgen.counts import ids
from mapgen.counts.ids import Hashes, TableIds, all_suspects, problems_of, ranges_of, suspects
from mapgen.files.csv_fast import Coded
from mapgen.files.csv_table import Table

Rows = list[tuple[str, str]]


def table(rows: Rows, name: str = "a.csv") -> Table:
    """A table of ids and related ids."""
    columns: dict[str, Any] = {"id": [own for own, _ in rows], "related": [r for _, r in rows]}
    return Table(name, columns, list(range(2, len(rows) + 2)))


def found(tables: list[Table]) -> tuple[list[str], ids.Suspects]:
    """The problems among some tables, each of a task of its own, as a build finds them."""
    hashes = [TableIds(each).hashes() for each in tables]
    ranges = ranges_of(len(tables))
    wanted = all_suspects(
        [suspects([each.within(at, ranges) for each in hashes]) for at in range(ranges)]
    )
    seen = [
        each for task in sorted(wanted.tasks) for each in TableIds(tables[task]).sightings(wanted)
    ]
    return [str(each) for each in problems_of(seen, wanted.left, "events")], wanted


def test_an_id_of_two_parts_is_told_with_both_places() -> None:
    one = table([("a", ""), ("b", ""), ("c", "")], "one.csv")
    other = table([("d", ""), ("b", "")], "other.parquet")
    third = table([("b", "")], "third.csv")
    told, wanted = found([one, other, third])
    mend = "An id is one event's for ever; give this one its own."
    assert told == [
        f"other.parquet:3: id: 'b': this id is one.csv:3's already. {mend}",
        f"third.csv:2: id: 'b': this id is one.csv:3's already. {mend}",
    ]
    assert wanted.tasks == {0, 1, 2}


def test_a_related_event_may_be_in_any_part() -> None:
    one = table([("a", "b; z"), ("c", "a ;  b"), ("e", "z")], "one.csv")
    told, wanted = found([one, table([("b", "c")], "other.csv"), table([("f", "")], "third.csv")])
    assert told == ["one.csv:2: related: 'z': unknown event. Write the id of an event."]
    assert wanted.tasks == {0}, "only the parts that name it are read again"


def test_two_ids_of_one_hash_are_not_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ids, "text_hashes", lambda texts: (texts.ends - texts.starts).astype("u8"))
    told, wanted = found(
        [table([("abc", "")]), table([("xyz", ""), ("same", "")]), table([("same", "")], "c.csv")]
    )
    assert len(wanted.twice) == 2
    assert [each[:45] for each in told] == ["c.csv:2: id: 'same': this id is a.csv:3's alr"]


def test_a_table_without_ids_has_none() -> None:
    without = Table("a.csv", {"date": ["1980"], "id": ["row-2"]}, [2], frozenset({"id"}))
    assert len(TableIds(without).hashes().ids) == 0
    assert found([without, without])[0] == []


def test_what_is_empty_is_no_id() -> None:
    assert found([table([("", ""), ("a", " ; ;")]), table([("", "")])])[0] == []


def test_of_very_many_some_are_named_and_the_others_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ids, "LISTED", 10)
    rows = [(f"row-{number}", f"none-{number}") for number in range(200)]
    told, _ = found([table(rows), table(rows, "b.csv")])
    assert sum("already" in each for each in told) == 10
    # A related id is told once a part.
    assert sum("unknown event" in each for each in told) == 20
    assert told[-1].startswith("events: id: 380 more ids stand twice, or are related and stand no")


NAMES = st.sampled_from([f"id-{number}" for number in range(12)])


@given(st.lists(st.lists(st.tuples(NAMES, st.sampled_from(["", "id-0", "id-5; id-11", "no"]))),
                min_size=1, max_size=9))  # fmt: skip
def test_the_same_is_found_as_by_looking_at_all_at_once(parts: list[Rows]) -> None:
    tables = [table(rows, f"{number}.csv") for number, rows in enumerate(parts)]
    told, _ = found(tables)
    owned = Counter(own for rows in parts for own in {own for own, _ in rows})
    again = sum(count - 1 for count in owned.values())
    assert sum("already" in each for each in told) == again
    unknown = {
        (number, name)
        for number, rows in enumerate(parts)
        for _, related in rows
        for name in related.split("; ")
        if name and name not in owned
    }
    assert sum("unknown event" in each for each in told) == len(unknown)
    assert len(told) == again + len(unknown)


@given(st.lists(st.integers(0, 2**64 - 1)), st.integers(1, 200))
def test_each_hash_is_in_one_range(values: list[int], tasks: int) -> None:
    ranges = ranges_of(tasks)
    assert ranges <= ids.MOST_RANGES
    every = Hashes(np.array(values, np.uint64), np.array(values[:3], np.uint64))
    parts = [every.within(at, ranges) for at in range(ranges)]
    assert sorted(np.concatenate([each.ids for each in parts]).tolist()) == sorted(values)
    assert sum(len(each.related) for each in parts) == len(values[:3])


def test_hashes_are_the_same_in_every_process() -> None:
    """Strings' own hashes are not: each process draws a key for them."""
    found = TableIds(table([("1988-hyderabad-black-friday", "")])).hashes().ids
    assert found.tolist() == [10_897_126_204_983_391_685]
    assert len(pickle.dumps(Hashes(np.arange(1_000, dtype=np.uint64)))) < 9_000


def test_coded_ids_are_seen_in_the_order_of_their_rows() -> None:
    coded = Table("part", lines=[2, 3, 4, 5, 6])
    coded.columns["id"] = Coded(np.array([2, 0, 2, 1, 3]), ["a", "", "b", "c"])
    plain = Table("part", lines=[2, 3, 4, 5, 6])
    plain.columns["id"] = ["b", "a", "b", "", "c"]
    assert sorted(TableIds(coded).hashes().ids) == sorted(TableIds(plain).hashes().ids)
    wanted = ids.Suspects(TableIds(plain).hashes().ids)
    seen = [(each.text, each.line) for each in TableIds(coded).sightings(wanted)]
    assert seen == [("b", 2), ("a", 3), ("c", 6)]
    assert list(TableIds(plain).sightings(wanted)) == list(TableIds(coded).sightings(wanted))
