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
        event: (row["date"], row["place_precision"], row["latitude"])
        for event, row in acled.events.items()
    }
    assert found["acled-uto1"] == ("2021-03-14", "town", "10.5000")
    assert found["acled-uto2"] == ("[2021-03-11..2021-03-17]", "district", "")
    assert found["acled-uto3"] == ("2021-03", "province", "")
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
