"""The Global Terrorism Database: 0 for not known, -9, doubts, Windows-1252."""

from __future__ import annotations

import pytest
from imported import FILES, Imported, imported

from mapgen.build import build


@pytest.fixture(scope="module")
def gtd(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    return imported(tmp_path_factory.mktemp("gtd") / "atlas", "gtd", FILES / "gtd.csv")


def test_the_folder_checks_and_builds(gtd: Imported) -> None:
    assert gtd.atlas().warnings == ()
    assert build(gtd.folder).events == 5


def test_letters_of_windows_1252_are_read(gtd: Imported) -> None:
    assert gtd.events["gtd-198705170001"]["targets"] == "Café Síle"


def test_a_month_or_day_of_0_is_not_known(gtd: Imported) -> None:
    dates = [row["date"] for row in gtd.events.values()]
    assert dates == ["1987-05-17", "1987-05", "1987", "1987-06-01/1987-06-05", "1987-06"]


def test_what_is_not_known_is_not_0(gtd: Imported) -> None:
    second, third = gtd.events["gtd-198705170002"], gtd.events["gtd-198700000003"]
    assert (second["deaths"], second["injured"], third["deaths"]) == ("", "", "")


def test_a_shared_out_count_is_shown_between_two_whole_numbers(gtd: Imported) -> None:
    assert gtd.events["gtd-198706010004"]["deaths"] == "2–3, given as 2.33 [@gtd]"


def test_doubts_of_the_editors_are_said_and_make_it_c(gtd: Imported) -> None:
    row = gtd.events["gtd-198705170002"]
    assert row["confidence"] == "C"
    assert "doubts that this was terrorism; it may be: Insurgency/Guerilla Action" in row["summary"]
    assert gtd.events["gtd-198705170001"]["confidence"] == "B"


def test_unknown_is_nobody_and_a_named_group_is_alleged(gtd: Imported) -> None:
    first, second = gtd.events["gtd-198705170001"], gtd.events["gtd-198705170002"]
    assert (first["actors"], first["attribution"]) == ("", "unknown")
    assert (second["actors"], second["attribution"]) == ("Red Front", "alleged")


def test_what_has_no_point_is_kept_without_one(gtd: Imported) -> None:
    for event in ("gtd-198700000003", "gtd-198706310005"):
        assert gtd.events[event]["latitude"] == ""
    assert ("gtd-198706310005", "latitude", "10.5, -86185896") in gtd.kept()


def test_an_id_that_a_spreadsheet_rounded_is_left_out(gtd: Imported) -> None:
    assert gtd.left_out() == [("6", "eventid", "1.98706E+11")]


def test_related_events_are_linked_where_they_were_imported(gtd: Imported) -> None:
    assert gtd.events["gtd-198705170001"]["related"] == "gtd-198705170002"
    assert ("gtd-198705170001", "related", "gtd-198705179999") in gtd.kept()
