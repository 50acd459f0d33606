"""ACLED before and since 2023."""

from __future__ import annotations

from pathlib import Path

import pytest
from imported import FILES, Imported, imported

from mapgen.build import build


@pytest.fixture(scope="module", params=["acled-new.csv", "acled-old.csv"])
def acled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Imported:
    folder = tmp_path_factory.mktemp("acled") / "atlas"
    return imported(folder, "acled", FILES / request.param)


def test_the_folder_checks_and_builds(acled: Imported) -> None:
    assert acled.atlas().warnings == ()
    assert build(acled.folder).events == 4
    assert len(acled.events) + len(acled.left_out()) == 6


def test_precisions_of_time_and_place(acled: Imported) -> None:
    found = {
        event: (row["date"], row["place_precision"], row["latitude"], row["extent_m"])
        for event, row in acled.events.items()
    }
    assert found["acled-uto1"] == ("2021-03-14", "town", "10.5000", "")
    assert found["acled-uto2"] == ("[2021-03-11..2021-03-17]", "district", "10.5000", "unknown")
    assert found["acled-uto3"] == ("2021-03", "province", "10.5000", "unknown")
    assert found["acled-uto5"][0] == "2021-03-31"


def test_a_date_whose_month_cannot_be_told_is_left_out(acled: Imported) -> None:
    assert ("5", "event_date", "03/04/2021") in acled.left_out()


def test_notes_are_the_summary_and_every_sentence_cites_the_event(acled: Imported) -> None:
    summary = acled.atlas().events.set_index("id")["summary"]["acled-uto1"]
    assert summary.plain.startswith("On 14 March 2021, soldiers clashed")
    assert len([each for each in summary.citations if each.locator == "UTO1"]) == 3


def test_without_notes_a_summary_is_put_together_from_the_fields(acled: Imported) -> None:
    assert "Protests – Peaceful protest at Bensalem" in acled.events["acled-uto2"]["summary"]


def test_actors_and_those_named_with_them_stand_together(acled: Imported) -> None:
    actors = acled.events["acled-uto1"]["actors"].split("; ")
    assert actors == [
        "Military Forces of Utopia (2018-)", "Border Guard", "Local Militia", "Red Front",
    ]  # fmt: skip


def test_0_fatalities_are_reported_as_none(acled: Imported) -> None:
    assert acled.events["acled-uto2"]["deaths"] == "0, none reported [@acled]"
    assert acled.events["acled-uto5"]["deaths"] == ""
    assert ("acled-uto5", "fatalities", "unknown") in acled.kept()


def test_a_country_is_chosen_by_name_or_code(tmp_path: Path) -> None:
    for number, name in enumerate(("laputa", "998")):
        chosen = imported(
            tmp_path / str(number), "acled", FILES / "acled-new.csv", "--country", name
        )
        assert list(chosen.events) == ["acled-uto5"]


@pytest.mark.parametrize(
    ("inter1", "inter2", "actors", "targets"),
    [
        ("3", "7", "Armed Group", "Civilians (Xland); Farmers (Xland)"),
        ("Political militia", "Civilians", "Armed Group", "Civilians (Xland); Farmers (Xland)"),
        ("7.0", "3", "Civilians (Xland); Farmers (Xland)", "Armed Group"),
        ("", "", "Armed Group", "Civilians (Xland); Farmers (Xland)"),
        ("7", "7", "", "Armed Group; Civilians (Xland); Farmers (Xland)"),
    ],
)
def test_civilians_are_targets_by_the_interaction_code(
    tmp_path: Path, inter1: str, inter2: str, actors: str, targets: str
) -> None:
    header = (
        "event_id_cnty,event_date,event_type,actor1,inter1,actor2,assoc_actor_2,inter2,"
        "latitude,longitude,fatalities"
    )
    row = (
        f"X1,2022-02-23,Violence against civilians,Armed Group,{inter1},Civilians (Xland),"
        f"Farmers (Xland),{inter2},2.3,32.4,1"
    )
    path = tmp_path / "a.csv"
    path.write_text(f"{header}\n{row}\n", encoding="utf-8")
    event = imported(tmp_path / "atlas", "acled", path).events["acled-x1"]
    assert (event["actors"], event["targets"]) == (actors, targets)
    assert event["attribution"] == ("alleged" if actors else "unknown")


def test_a_sea_is_a_country_and_its_centroid_no_point(tmp_path: Path) -> None:
    header, first, *_ = (FILES / "acled-new.csv").read_text("utf-8").splitlines()
    cells = dict(zip(header.split(","), first.split(","), strict=False))
    cells |= {"country": "Atlantic Ocean", "admin1": "North Atlantic Ocean", "iso": "0",
              "admin2": "Baltic Sea", "admin3": "Gulf of Finland", "notes": "", "fatalities": "0",
              "location": "Gulf of Finland (centroid)", "geo_precision": "1", "tags": "",
              "timestamp": "1"}  # fmt: skip
    path = tmp_path / "t.csv"
    path.write_text(f"{header}\n{','.join(cells[name] for name in header.split(','))}\n", "utf-8")
    found = imported(tmp_path / "a", "acled", path, "--country", "Atlantic Ocean")
    (event,) = found.events.values()
    assert (event["place"], event["place_precision"]) == ("Gulf of Finland", "unknown")
    assert (event["latitude"], event["given_latitude"]) == ("", "10.5000")
    assert "Baltic Sea, North Atlantic Ocean, Atlantic Ocean" in event["summary"]
    assert found.atlas().settings.title.startswith("ACLED: Atlantic Ocean")


@pytest.mark.parametrize("number", ["0@", "X]1", "X;@y", "[X1", "X\\\\1"])
def test_an_id_of_any_letters_is_cited(tmp_path: Path, number: str) -> None:
    path = tmp_path / "a.csv"
    header = "event_id_cnty,event_date,event_type,latitude,longitude,fatalities"
    path.write_text(f"{header}\n{number},2022-02-23,Protests,2.3,32.4,1\n", encoding="utf-8")
    found = imported(tmp_path / "atlas", "acled", path)
    (summary,) = found.atlas().events["summary"]
    assert {each.key for each in summary.citations} == {"acled"}
