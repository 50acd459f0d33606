"""UCDP GED in its shapes: what every code becomes, what is odd, what cannot be used."""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path

import pytest
from imported import FILES, UCDP_59, Imported, command, imported

from mapgen.build import build


@pytest.fixture(scope="module")
def ged(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    folder = tmp_path_factory.mktemp("ged") / "atlas"
    return imported(folder, "ucdp", FILES / "ucdp-25.csv")


def test_every_row_is_an_event_or_a_line_of_the_report(ged: Imported) -> None:
    assert len(ged.events) + len(ged.left_out()) == 14
    # The line is the one at which the row begins: one before it has line breaks inside a cell.
    assert ged.left_out() == [
        ("12", "date_start", "04/03/1999"),
        ("13", "date_end", "1999-05-09 to 1999-05-02"),
        ("14", "id", "ucdp-ged-90001"),
        ("17", "", "90013"),
    ]


def test_the_folder_checks_without_a_problem_and_builds(ged: Imported) -> None:
    atlas = ged.atlas()
    assert atlas.warnings == ()
    report = build(ged.folder)
    assert report.events == 10
    assert "ucdp-ged-90001" in report.path.read_text(encoding="utf-8")


def located(found: Imported) -> dict[str, tuple[str, str, str]]:
    return {
        event[-1]: (row["place_precision"], row["latitude"], row["extent_m"])
        for event, row in found.events.items()
        if event < "ucdp-ged-90008"
    }


def test_what_is_known_as_a_country_only_is_called_by_it(ged: Imported) -> None:
    (event,) = [row for row in ged.events.values() if row["where_prec"] == "6"]
    assert (event["place"], event["country"]) == ("Utopia", "Utopia")
    assert "(Utopia)" not in event["summary"]


NOWHERE = {"6": ("country", "", ""), "7": ("unknown", "", "")}


def test_an_area_is_drawn_as_large_as_the_codebook_says(ged: Imported) -> None:
    assert located(ged) == {
        "1": ("town", "10.500000", ""),
        "2": ("district", "10.500000", "25000"),
        "3": ("district", "10.500000", "unknown"),
        "4": ("province", "10.500000", "unknown"),
        "5": ("province", "10.500000", "unknown"),
        **NOWHERE,
    }
    events = ged.atlas().events.set_index("id")
    assert events.loc["ucdp-ged-90002", "radius_m"] == 25_000
    assert events.loc["ucdp-ged-90003", ["latitude", "join"]].tolist() == [10.5, "city"]
    assert math.isnan(events.loc["ucdp-ged-90003", "radius_m"])
    about = (ged.folder / "docs" / "about.md").read_text(encoding="utf-8")
    assert "a disc of 25 km" in about


def test_coarse_places_can_be_soft_marks_without_an_extent_or_in_the_list_only(
    tmp_path: Path,
) -> None:
    file = FILES / "ucdp-25.csv"
    badges = located(imported(tmp_path / "b", "ucdp", file, "--coarse", "badges"))
    assert badges["2"] == ("district", "10.500000", "unknown")
    assert badges | NOWHERE == badges
    listed = located(imported(tmp_path / "l", "ucdp", file, "--coarse", "list"))
    assert [each for each, (_, *point) in listed.items() if any(point)] == ["1"]


def test_without_where_prec_the_points_stay_as_exact_as_the_option_says(tmp_path: Path) -> None:
    lines = (
        "id,type_of_violence,side_a,side_b,latitude,longitude,country,date_start,best",
        "90001,1,Government,Rebels,34.5,69.1,Xland,2001-07-31,6",
    )
    file = tmp_path / "t.csv"
    file.write_text("\n".join(lines), encoding="utf-8")
    for options, precision, extent in (
        ((), "town", ""),
        (("--precision", "spot"), "spot", ""),
        (("--precision", "district"), "district", "unknown"),
    ):
        found = imported(tmp_path / precision, "ucdp", file, *options)
        assert located(found) == {"1": (precision, "34.5", extent)}
        assert found.report[0]["column"] == "where_prec"
        assert found.atlas().warnings == ()


def test_the_precision_of_the_rows_wins_over_the_option_and_that_is_told(tmp_path: Path) -> None:
    found = imported(tmp_path / "a", "ucdp", FILES / "ucdp-25.csv", "--precision", "spot")
    assert found.events["ucdp-ged-90001"]["place_precision"] == "town"
    assert ("", "precision", "spot") in found.kept()


def test_coordinates_as_given_stay(ged: Imported) -> None:
    assert ged.events["ucdp-ged-90003"]["given_latitude"] == "10.500000"


def test_date_prec_becomes_edtf(ged: Imported) -> None:
    dates = [ged.events[f"ucdp-ged-9000{number}"]["date"] for number in (1, 2, 3, 4, 5)]
    assert dates == [
        "1999-05-01",
        "[1999-05-03..1999-05-05]",
        "1999-06",
        "1999",
        "1999-07-01/1999-07-07",  # not clear: several incidents in one row
    ]


def test_the_three_estimates_are_three_claims(ged: Imported) -> None:
    claims = ged.atlas().events.set_index("id")["deaths"]
    assert (claims["ucdp-ged-90001"].low, claims["ucdp-ged-90001"].high) == (4, 7)
    assert ged.events["ucdp-ged-90001"]["deaths"] == (
        "5, best estimate [@ucdp-ged]; 4, low estimate [@ucdp-ged]; 7, high estimate [@ucdp-ged]"
    )
    assert ged.events["ucdp-ged-90006"]["deaths"] == "9, best, low and high estimate [@ucdp-ged]"


def test_figures_that_contradict_each_other_are_shown_as_given(ged: Imported) -> None:
    assert ged.events["ucdp-ged-90008"]["deaths"] == (
        "3, best estimate [@ucdp-ged]; 5, low estimate [@ucdp-ged]; 4, high estimate [@ucdp-ged]"
    )
    assert ("ucdp-ged-90008", "best", "best 3, low 5, high 4") in ged.kept()
    assert ("ucdp-ged-90008", "number_of_sources", "-1") in ged.kept()


def test_a_best_estimate_of_0_is_a_figure_and_is_noted(ged: Imported) -> None:
    assert ged.events["ucdp-ged-90007"]["deaths"].startswith("0, best and low estimate")
    assert ("ucdp-ged-90007", "best", "0") in ged.kept()


def test_reports_become_sources_with_headline_office_and_date(ged: Imported) -> None:
    (report,) = [each for each in ged.sources.values() if each["title"] == "Five die in clash"]
    assert report["container-title"] == "Reuters News"
    assert report["issued"] == {"date-parts": [[1999, 5, 2]]}
    assert f"@{report['id']}" in ged.events["ucdp-ged-90001"]["summary"]


def test_reports_without_headlines_are_cited_as_given(ged: Imported) -> None:
    titles = {each["title"] for each in ged.sources.values()}
    assert {"R 14/3 1999", "AFP 15/3"} <= titles


def test_sides_are_alleged_actors_and_civilians_a_target(ged: Imported) -> None:
    clash, massacre = ged.events["ucdp-ged-90001"], ged.events["ucdp-ged-90006"]
    assert clash["actors"] == "Government of Utopia; Red Front"
    assert (massacre["actors"], massacre["targets"]) == ("Government of Utopia", "Civilians")
    assert {row["attribution"] for row in ged.events.values()} == {"alleged"}


def test_an_unclear_event_has_confidence_c_and_says_why(ged: Imported) -> None:
    row = ged.events["ucdp-ged-90005"]
    assert row["confidence"] == "C"
    assert "cannot be told apart" in row["summary"]


def test_every_sentence_is_cited_whatever_the_cells_hold(ged: Imported) -> None:
    # ged.atlas() has passed the check of sentences; nothing was taken for Markdown.
    summaries = ged.atlas().events.set_index("id")["summary"]
    plain = summaries["ucdp-ged-90012"].plain
    assert "between R&B *Front* and U.S. Army_[x]@y; Allies at" in plain
    assert "near the river, west bank. The bridge was shut." in summaries["ucdp-ged-90002"].plain


def test_a_name_that_looks_like_a_gazetteer_id_is_none(ged: Imported) -> None:
    assert ged.events["ucdp-ged-90012"]["place"] == "Amaurot"


def test_coordinates_beyond_the_earth_are_noted_and_no_point(ged: Imported) -> None:
    row = ged.events["ucdp-ged-90011"]
    assert (row["latitude"], row["place_precision"]) == ("", "unknown")
    assert ("ucdp-ged-90011", "latitude", "95.1, 20.2") in ged.kept()


def test_older_releases_have_other_columns_in_another_order(tmp_path: Path, ged: Imported) -> None:
    old = imported(tmp_path / "old", "ucdp", FILES / "ucdp-5.csv")
    assert len(old.events) == 4
    for event, row in old.events.items():
        for column in ("date", "place", "place_precision", "deaths", "summary", "actors"):
            assert row[column] == ged.events[event][column]


def test_the_row_of_hxl_tags_is_no_event(tmp_path: Path) -> None:
    hdx = imported(tmp_path / "hdx", "ucdp", FILES / "ucdp-hdx.csv", "--country", "UTO")
    assert len(hdx.events) == 5
    assert hdx.left_out() == []


def test_columns_cut_to_ten_letters_by_a_shapefile_are_known(tmp_path: Path) -> None:
    text = (FILES / "ucdp-5.csv").read_text(encoding="utf-8")
    header, _, rest = text.partition("\n")
    short = ",".join(name[:10] for name in header.strip().split(","))
    (tmp_path / "short.csv").write_text(f"{short}\n{rest}", encoding="utf-8")
    assert len(imported(tmp_path / "atlas", "ucdp", tmp_path / "short.csv").events) == 4


def test_the_59_events_of_karachi_and_hyderabad(tmp_path: Path) -> None:
    if not UCDP_59.exists():
        pytest.skip("the research file is not here")
    real = imported(tmp_path / "real", "ucdp", UCDP_59)
    assert len(real.events) == 59
    assert real.left_out() == []
    assert real.atlas().warnings == ()
    first = real.events["ucdp-ged-53734"]
    assert (first["date"], first["deaths"]) == (
        "1989-03-10/1989-03-14",
        "12, best, low and high estimate [@ucdp-ged]",
    )
    assert build(real.folder).events == 59


def test_what_a_place_code_means_is_said_in_words(ged: Imported) -> None:
    said = {number: ged.events[f"ucdp-ged-9000{number}"]["summary"] for number in range(1, 8)}
    for number, words in {
        2: "within about 25 km of",
        5: "only as a line or a wider area near",
        6: "Only the country is known",
        7: "in international waters or airspace",
    }.items():
        assert words in said[number]
        assert not [other for other in said if other != number and words in said[other]]


@pytest.mark.parametrize("letter", [*";@[]\\`*_<>&\"'.,:#!?|~%()/-", "x; @y", "]. No source", " "])
def test_whatever_stands_in_an_id_a_citation_stays_one(tmp_path: Path, letter: str) -> None:
    quoted = letter.replace('"', '""')
    text = (FILES / "ucdp-5.csv").read_text(encoding="utf-8")
    assert "\n90001," in text
    for number, at in enumerate((f"{quoted}90001", f"9{quoted}0001", f"90001{quoted}")):
        path = tmp_path / f"{number}.csv"
        path.write_text(text.replace("\n90001,", f'\n"{at}",', 1), encoding="utf-8")
        found = imported(tmp_path / f"a{number}", "ucdp", path)
        assert len(found.atlas().events) == len(found.events)


def test_a_column_of_a_later_release_stays(tmp_path: Path) -> None:
    header, *rows = (FILES / "ucdp-25.csv").read_text("utf-8").splitlines()
    path = tmp_path / "GEDEvent_v26_1.csv"
    lines = [f"{header},drone_used,title", *(f"{row},{at},x" for at, row in enumerate(rows))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = imported(tmp_path / "a", "ucdp", path)
    first = next(iter(found.events.values()))
    assert (first["drone_used"], first["title_given"]) == ("0", "x")
    assert first["title"] != "x"


def test_records_are_read_as_the_table(tmp_path: Path) -> None:
    with (FILES / "ucdp-25.csv").open(encoding="utf-8", newline="") as file:
        records = list(csv.DictReader(file))[:8]
    for record in records:
        record["best_est"] = record.pop("best")  # a name of an earlier release
    (tmp_path / "ged.json").write_text(json.dumps({"status": 200, "data": records}), "utf-8")
    table = imported(tmp_path / "a", "ucdp", FILES / "ucdp-25.csv").events
    found = imported(tmp_path / "b", "ucdp", tmp_path / "ged.json").events
    assert len(found) == 8
    assert found == {name: table[name] for name in found}


def test_records_without_the_columns_are_refused(tmp_path: Path) -> None:
    (tmp_path / "t.json").write_text('[{"id": 1}]', "utf-8")
    result = command("ucdp", tmp_path / "t.json", "-o", tmp_path / "a")
    assert result.exit_code == 1
    assert "not a file of UCDP GED: no column type_of_violence" in " ".join(result.output.split())


def test_a_column_that_is_not_there_is_told_once(tmp_path: Path) -> None:
    with (FILES / "ucdp-25.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    at = rows[0].index("date_prec")
    table = tmp_path / "t.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(row[:at] + row[at + 1 :] for row in rows if len(row) > at)
    found = imported(tmp_path / "atlas", "ucdp", table)
    report = (found.folder / "import-report.csv").read_text(encoding="utf-8")
    assert report.count("dates are taken for spans of days") == 1
    assert "not 1 to 5: taken for a span" not in report
