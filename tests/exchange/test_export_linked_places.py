"""Linked Places: its own shape, a citation for each statement, and the same events back."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import atlases
import pytest
from reading_back import assert_same_events, read_back, whole

from mapgen.atlas.atlas import Atlas, read_atlas
from mapgen.exchange.common.statements import statements
from mapgen.exchange.formats.geojson.write import to_geojson
from mapgen.exchange.formats.linked_places.write import to_linked_places
from mapgen.exchange.formats.linked_places.write_when import when
from mapgen.notation.dates import parse
from mapgen.notation.summaries import parse_summary


@pytest.fixture
def features(atlas: Atlas) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(whole(to_linked_places(atlas)))["features"]
    return found


def one(atlas: Atlas, event_id: str) -> dict[str, Any]:
    found = json.loads(whole(to_linked_places(atlas)))["features"]
    return next(each for each in found if each["properties"]["id"] == event_id)


def test_exported_and_read_back_the_events_are_the_same(
    atlas: Atlas, features: list[dict[str, Any]], tmp_path: Path
) -> None:
    rows = []
    for feature in features:
        derived = ("fclasses", "places")
        row = {name: text for name, text in feature["properties"].items() if name not in derived}
        for point in feature["geometry"]["geometries"][:1]:
            row["longitude"], row["latitude"] = map(repr, point["coordinates"])
        rows.append(row)
    assert_same_events(read_back(rows, atlas, tmp_path / "back"), atlas.events)


def test_every_feature_has_what_the_format_asks_for(features: list[dict[str, Any]]) -> None:
    for feature in features:
        assert feature["@id"].endswith(f"#event={feature['properties']['id']}")
        assert feature["properties"]["title"]
        assert set(feature["properties"]["fclasses"]) <= set("AHLPRST")
        assert feature["names"][0]["citations"]
        assert feature["types"][0]["identifier"].startswith("aat:")
        assert feature["geometry"]["type"] == "GeometryCollection"
        assert feature["when"]["certainty"] in ("certain", "less-certain", "uncertain")
        for timespan in feature["when"]["timespans"]:
            for bound in timespan.values():
                assert set(bound) in ({"in"}, {"earliest", "latest"})


def test_the_time_of_every_feature_is_the_time_of_its_event(
    atlas: Atlas, features: list[dict[str, Any]]
) -> None:
    for feature, first, last in zip(
        features, atlas.events["first"], atlas.events["last"], strict=True
    ):
        (timespan,) = feature["when"]["timespans"]
        assert bounds(timespan["start"])[0] == first
        assert bounds(timespan.get("end", timespan["start"]))[1] == last


def bounds(bound: dict[str, str]) -> tuple[int | None, int | None]:
    if "in" in bound:
        span = parse(bound["in"])
        return span.first, span.last
    return parse(bound["earliest"]).first, parse(bound["latest"]).last


@pytest.mark.parametrize(
    ("text", "timespan", "certainty"),
    [
        ("1988-09-30", {"start": {"in": "1988-09-30"}}, "certain"),
        ("1987-11", {"start": {"in": "1987-11"}}, "certain"),
        ("1985~", {"start": {"in": "1985~"}}, "less-certain"),
        ("1985-02?", {"start": {"in": "1985-02?"}}, "uncertain"),
        ("1985%", {"start": {"in": "1985%"}}, "uncertain"),
        ("1986-12-XX", {"start": {"in": "1986-12"}}, "certain"),
        (
            "1990-05-26/1990-05-27~",
            {"start": {"in": "1990-05-26"}, "end": {"in": "1990-05-27~"}},
            "less-certain",
        ),
        ("198X", {"start": {"earliest": "1980-01-01", "latest": "1989-12-31"}}, "less-certain"),
        ("1986-21", {"start": {"earliest": "1986-03-01", "latest": "1986-05-31"}}, "certain"),
        (
            "[1990,1992]",
            {"start": {"earliest": "1990-01-01", "latest": "1992-12-31"}},
            "less-certain",
        ),
        (
            "[1981..1990-10-24]",
            {"start": {"earliest": "1981-01-01", "latest": "1990-10-24"}},
            "less-certain",
        ),
    ],
)
def test_dates_become_timespans(text: str, timespan: dict[str, Any], certainty: str) -> None:
    found = when(parse(text))
    assert found["timespans"] == [timespan]
    assert found["certainty"] == certainty


def test_every_sentence_has_its_own_citations(hard: Atlas) -> None:
    feature = one(hard, "1985-karachi-north")
    said = {each["value"]: each.get("citations") for each in feature["descriptions"]}
    assert said["Clashes began in the north."] == [
        {"label": "Dawn, 16 Apr 1985", "@id": "https://example.org/dawn1985"}
    ]
    assert said["Police fired."] == [{"label": "Ali 2005, p. 31", "@id": "#ref-ali2005"}]
    assert said["Deaths: at least 39, officials"][0]["label"] == "Dawn, 16 Apr 1985"
    assert "Injured: scores" in said


def test_a_figure_for_another_scope_says_so(hard: Atlas) -> None:
    values = [each["value"] for each in one(hard, "1975-karachi-north")["descriptions"]]
    assert "Deaths: 3, the whole (old) town (another scope, not counted)" in values


def test_lists_and_translations_are_statements_too(hard: Atlas) -> None:
    descriptions = one(hard, "1975-karachi-north")["descriptions"]
    assert [each["value"] for each in descriptions[:4]] == [
        'It said "stop" & <em>went</em>.',
        "One.",
        "Two; three.",
        "خلاصہ۔",
    ]
    assert [each["lang"] for each in descriptions[:4]] == ["en", "en", "en", "ur"]


def test_candidate_districts_are_less_certain(hard: Atlas) -> None:
    relations = one(hard, "1985-karachi-north")["relations"]
    parts = [each for each in relations if each["relationType"] == "gvp:broaderPartitive"]
    assert {(each["label"], each["certainty"]) for each in parts} == {
        ("part of West", "less-certain"),
        ("part of East", "less-certain"),
    }
    others = [each["relationTo"] for each in relations if each not in parts]
    assert others == ["#event=1975-karachi-north"]


@pytest.fixture(scope="module")
def with_items(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """A small atlas whose places and names have items of Wikidata."""
    folder = atlases.small_atlas(tmp_path_factory.mktemp("items") / "atlas")
    items = {"north-town": "Q11", "south-gate": "Q12", "east-bazaar": "Q13", "karachi": "Q14"}
    with (folder / "geodata/places.csv").open(encoding="utf-8", newline="") as file:
        places = list(csv.DictReader(file))
    for place in places:
        place["wikidata"] = items.get(place["id"], "")
    columns = [*atlases.PLACE_COLUMNS, "wikidata"]
    atlases.write_csv(folder / "geodata/places.csv", columns, places)
    names = [
        {"name": "Police", "name_ur": "پولیس", "wikidata": "Q21"},
        {"name": "Residents", "name_ur": "", "wikidata": ""},
        {"name": "West", "name_ur": "", "wikidata": "Q22"},
    ]
    atlases.write_csv(folder / "names.csv", list(names[0]), names)
    changed = {
        "1990-karachi-south": {"place": "south-gate; east-bazaar"},
        # a spot in the quarter, with a point of its own
        "1975-karachi-north": {"place_precision": "spot", "latitude": "25", "longitude": "66.95"},
    }
    rows = [{**event, **changed.get(event["id"], {})} for event in atlases.EVENTS]
    atlases.write_csv(folder / "events.csv", atlases.EVENT_COLUMNS, rows)
    return read_atlas(folder)


@pytest.mark.parametrize(
    ("event", "links"),
    [
        # West is one of two districts that it can have been in
        ("1985-karachi-north", [("closeMatch", 11), ("seeAlso", 22), ("seeAlso", 21)]),
        ("1975-karachi-north", [("seeAlso", 11), ("seeAlso", 22)]),
        ("1972-karachi-language", [("closeMatch", 14), ("seeAlso", 21)]),
        ("1986-karachi-bridge", [("seeAlso", 22)]),
        ("1990-karachi-south", [("seeAlso", 12), ("seeAlso", 13), ("seeAlso", 22)]),
    ],
)
def test_items_of_wikidata_are_links(
    with_items: Atlas, event: str, links: list[tuple[str, int]]
) -> None:
    assert one(with_items, event)["links"] == [
        {"type": kind, "identifier": f"wd:Q{number}"} for kind, number in links
    ]


def test_items_of_wikidata_stand_once_in_geojson(with_items: Atlas) -> None:
    places = {"north-town": "Q11", "south-gate": "Q12", "east-bazaar": "Q13", "karachi": "Q14"}
    found = json.loads(whole(to_geojson(with_items)))["wikidata"]
    assert found == {"places": places, "names": {"Police": "Q21", "West": "Q22"}}


def test_no_sentence_of_a_summary_is_lost(atlas: Atlas) -> None:
    for summary in atlas.events["summary"]:
        said = statements(summary)
        assert "".join("".join(each.text for each in said).split()) == "".join(
            summary.plain.split()
        )
        cited = [citation for each in said for citation in each.citations]
        assert set(cited) == set(summary.citations)


def test_a_sentence_keeps_both_of_its_groups() -> None:
    summary, _ = parse_summary("He said it [@a, p. 1], twice [@b; @c]. Then not [@a].")
    assert [(s.text, [c.key for c in s.citations]) for s in statements(summary)] == [
        ("He said it, twice.", ["a", "b", "c"]),
        ("Then not.", ["a"]),
    ]


def test_the_same_atlas_gives_the_same_bytes(atlas: Atlas) -> None:
    assert whole(to_linked_places(atlas)) == whole(to_linked_places(atlas))
