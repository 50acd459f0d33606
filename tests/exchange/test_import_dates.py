"""Dates as other people write them: read where they can mean one thing only, else refused."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imported import command, imported

from mapgen.exchange.common.choice import ChoiceError
from mapgen.exchange.common.foreign_dates import edtf
from mapgen.exchange.common.unknown import unknown_of
from mapgen.exchange.common.values import day
from mapgen.exchange.exporting import export
from mapgen.notation.dates import parse


def table(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("1990/05/26", "1990-05-26"), ("1990.5.26", "1990-05-26"), ("1861-7-11", "1861-07-11"),
        ("May 26, 1990", "1990-05-26"), ("26 May 1990", "1990-05-26"),
        ("26th Sept. 1990", "1990-09-26"), ("26-May-1990", "1990-05-26"),
        ("26.05.1990", "1990-05-26"), ("12/25/2001", "2001-12-25"), ("25/12/2001", "2001-12-25"),
        ("05/05/1990", "1990-05-05"), ("5/6/1990", ""), ("05.06.1990", ""),
        ("2015-03-22Z", "2015-03-22"), ("22.03.2015 +05:00", "2015-03-22"),
        ("2015-03-22-05:00", "2015-03-22"),
        ("Dec 1192", "1192-12"), ("December, 1192", "1192-12"), ("May 1990", "1990-05"),
        ("05/1990", "1990-05"), ("1990/05", "1990-05"), ("26 oct 899", "0899-10-26"),
        ("849", "0849"), ("49 BC", "-0048"), ("500BCE", "-0499"), ("14 AD", "0014"),
        ("c. 886", "0886~"), ("circa May 1990", "1990-05~"), ("about 49 BC", "-0048~"),
        ("1990s", "199X"), ("1985..1987", "1985/1987"), ("1985-1987", "1985/1987"),
        ("1985–87", "1985/1987"), ("1985-07", ""), ("1987-1985", ""),
        ("1990-05-00", "1990-05"), ("1990-00-00", "1990"), ("19900526", "1990-05-26"),
        ("1990-05-26T14:00:00Z", "1990-05-26"), ("12/25/2001 08:30", "2001-12-25"),
        ("Dec 86", ""), ("5/26/90", ""), ("33019", ""), ("643680000000", ""), ("2001-13-45", ""),
        ("1990-02-30", ""), ("0000-00-00", ""), ("26 Foo 1990", ""),
        ("1990.0", "1990"), ("1990.5", ""), ("1990.05", "1990-05"),
        ("2001/02", ""), ("2001/2", ""), ("1985-7", ""), ("1989-5", "1989-05"),
        ("AD 79", "0079"), ("15 March 44 BC", "-0043-03-15"), ("March 44 BC", "-0043-03"),
        ("886~", "0886~"), ("49 BC?", "-0048?"), ("~1990", "1990~"), ("1990 (?)", "1990?"),
        ("(1990)", "1990"), ("1990s?", "199X?"),
        ("26 mai 1990", "1990-05-26"), ("1er mai 1990", "1990-05-01"),
        ("26. März 1990", "1990-03-26"), ("26 de mayo de 1990", "1990-05-26"),
        ("26 мая 1990 г.", "1990-05-26"), ("26 مئی 1990", "1990-05-26"),
        ("٢٦ مايو ١٩٩٠", "1990-05-26"), ("२६ मई १९९०", "1990-05-26"),
        ("1990年", "1990"), ("1990年5月", "1990-05"), ("1911年12月", "1911-12"), ("1990年13月", ""),
        ("1990年2月30日", ""), ("1990 г.", "1990"), ("1 мая 1990 года", "1990-05-01"),
        ("26 травня 1990 року", "1990-05-26"), ("১৯৯০", "1990"), ("۱۹۹۰-۰۵", "1990-05"), ("۱۹۸۵/۱۹۸۷", "1985/1987"), ("1985–07", ""),
        ("২৬ মে ১৯৯০", "1990-05-26"), ("1990年5月26日", "1990-05-26"),
        ("Saturday, 26 May 1990", "1990-05-26"), ("the 26th of May, 1990", "1990-05-26"),
        ("1990 May 26", "1990-05-26"), ("1990-May", "1990-05"),
        ("19900526T143000Z", "1990-05-26"), ("1990 05 26", "1990-05-26"),
        ("spring 1990", "1990-21"), ("Fall 1986", "1986-23"), ("Winter 1941-42", "1941-24"),
        ("Winter 1941-43", ""), ("Q2 1990", "1990-34"), ("19th century", "18XX"),
        ("1-3 May 1990", "1990-05-01/1990-05-03"), ("May 1-3, 1990", "1990-05-01/1990-05-03"),
        ("30 April - 2 May 1990", "1990-04-30/1990-05-02"), ("5 to 3 May 1990", ""),
        ("May-June 1990", "1990-05/1990-06"), ("1 or 2 May 1990", "[1990-05-01,1990-05-02]"),
        ("1990-05-01 to 1990-05-03", "1990-05-01/1990-05-03"),
        ("26/05/1990-27/05/1990", "1990-05-26/1990-05-27"), ("5/6/1990 - 7/6/1990", ""),
        ("1990 or 1991", "[1990,1991]"), ("between 1980 and 1985", "[1980..1985]"),
        ("-0216-08-02T00:00:00Z", "-0216-08-02"), ("+1745-05-11T00:00:00Z", "1745-05-11"),
        ("+1745-05-00T00:00:00Z", "1745-05"), ("-0216-00-00T00:00:00Z", "-0216"),
        ("500–400 BC", "-0499/-0399"), ("27 BC to 14 AD", "-0026/0014"),
    ],
)  # fmt: skip
def test_a_date_is_read_where_it_can_mean_one_thing_only(text: str, read: str) -> None:
    assert edtf(text) == read
    if read:
        assert parse(read).text == read


@given(
    st.dates(min_value=date(1000, 1, 1), max_value=date(9998, 12, 31)),
    st.sampled_from(["%Y/%m/%d", "%d %B %Y", "%B %d, %Y", "%b %d %Y", "%d-%b-%Y", "%d/%m/%Y",
                     "%m/%d/%Y", "%d.%m.%Y"]),
)  # fmt: skip
def test_a_day_in_any_form_is_that_day_or_not_read(day: date, form: str) -> None:
    read = edtf(day.strftime(form))
    told_apart = form[1] + form[4] not in ("dm", "md") or day.day > 12 or day.day == day.month
    assert read == (day.isoformat() if told_apart else "")


@given(st.text(max_size=30))
def test_any_text_is_edtf_or_nothing(text: str) -> None:
    read = edtf(text)
    if read:
        parse(read)


def test_a_format_that_is_told_comes_first(tmp_path: Path) -> None:
    path = table(
        tmp_path / "t.csv", "date,title", "05.06.1990,a", "2015-03-01,b", "06/1990,c", "7.8.90,d"
    )
    said = ["--date-format", "%d.%m.%Y", "--date-format", "%Y-%d-%m"]
    found = imported(tmp_path / "a", "csv", path, *said)
    dates = {event["title"]: event["date"] for event in found.events.values()}
    assert dates == {"a": "1990-06-05", "b": "2015-01-03", "c": "1990-06"}
    assert found.left_out() == [("5", "date", "7.8.90")]
    assert "--date-format" in found.report[-1]["reason"]


def test_times_counted_since_1970_are_days_of_utc(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("date,title\n1128743440900,Quake\n-62135596800000,First day\n", "utf-8")
    found = imported(tmp_path / "a", "csv", path, "--date-format", "epoch_millis")
    assert [event["date"] for event in found.events.values()] == ["2005-10-08", "0001-01-01"]
    path.write_text("date,title\n99999999999999999,Far\n1128743440.5,Quake\n", "utf-8")
    found = imported(tmp_path / "b", "csv", path, "--date-format", "epoch_second")
    assert found.left_out() == [("2", "date", "99999999999999999")]
    assert [event["date"] for event in found.events.values()] == ["2005-10-08"]


def test_a_long_number_is_no_date_and_the_mend_says_what_it_may_be(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("date,title\n1128743440900,Quake\n1990,Shots\n", "utf-8")
    (row,) = imported(tmp_path / "a", "csv", path).left_out()
    assert row == ("2", "date", "1128743440900")
    assert "epoch_millis" in (tmp_path / "a" / "import-report.csv").read_text("utf-8")


@pytest.mark.parametrize("pattern", ["%d.%m", "", "%Y-%Q"])
def test_a_format_that_is_none_is_refused(tmp_path: Path, pattern: str) -> None:
    path = table(tmp_path / "t.csv", "date", "1990")
    result = command("csv", path, "-o", tmp_path / "a", "--date-format", pattern)
    assert result.exit_code == 2
    assert "--date-format" in result.output


PRIO = [
    f"--map={pair}"
    for pair in (
        "BYEAR=year", "BMONTH=month", "BDAY=day", "EYEAR=end_year", "EMONTH=end_month",
        "EDAY=end_day", "LAT=latitude", "LONG=longitude", "NDEATH=deaths",
    )
]  # fmt: skip


def test_dates_in_columns_of_their_own_with_signs_for_not_known(tmp_path: Path) -> None:
    path = table(
        tmp_path / "t.csv", "BDAY,BMONTH,BYEAR,EDAY,EMONTH,EYEAR,title,LAT,LONG,NDEATH",
        "25,2,1961,27,2,1961,three days,24.87,66.99,2",
        "99,5,1970,99,5,1970,day unknown,24.87,66.99,>20",
        "99,99,1971,99,99,1971,month unknown,24.87,66.99,-99",
        "1,Jan,-44,,,,before Christ,24.87,66.99,99", "31,2,1972,,,,no day,24.87,66.99,0",
    )  # fmt: skip
    found = imported(tmp_path / "a", "csv", path, *PRIO, "--unknown", "99,-99,0")
    events = {event["title"]: event for event in found.events.values()}
    assert {title: event["date"] for title, event in events.items()} == {
        "three days": "1961-02-25/1961-02-27", "day unknown": "1970-05", "month unknown": "1971",
        "before Christ": "-0044-01-01",
    }  # fmt: skip
    assert events["month unknown"]["deaths"] == ""
    assert events["before Christ"]["deaths"].startswith("99 ")
    assert found.left_out() == [("6", "day", "31.2.1972")]
    named = imported(
        tmp_path / "b", "csv", path, *PRIO, "--unknown", "99,-99", "--unknown", "NDEATH=99"
    )
    assert {event["deaths"] for event in named.events.values() if "Christ" in event["title"]} == {
        ""
    }
    without = imported(tmp_path / "c", "csv", path, *PRIO)
    assert ("3", "day", "99") in without.left_out()
    assert "--unknown 99" in without.report[0]["reason"]


def test_what_stands_for_not_known_has_to_be_written() -> None:
    for text in ("", "COLUMN=", "=99", ","):
        with pytest.raises(ChoiceError):
            unknown_of([text])


@pytest.mark.parametrize("end", ["9999", "9999-12-31", "present", ".."])
def test_an_end_that_has_not_come_is_told(tmp_path: Path, end: str) -> None:
    path = table(tmp_path / "t.csv", "date,end_date,title", f"1901,{end},a", f"1901/{end},,b")
    found = imported(tmp_path / "a", "csv", path)
    assert [event["date"] for event in found.events.values()] == ["1901", "1901"]
    reasons = [row["reason"] for row in found.report if "date" in row["column"]]
    assert reasons == ["no end: only the beginning is shown"] * 2


def test_linked_places_may_have_no_end_and_years_before_christ(tmp_path: Path) -> None:
    def feature(name: str, **timespan: object) -> dict[str, object]:
        return {
            "@id": f"http://example.org/{name}", "type": "Feature", "properties": {"title": name},
            "when": {"timespans": [timespan]},
            "geometry": {"type": "Point", "coordinates": [4, 44]},
        }  # fmt: skip

    features = [
        feature("a", start={"in": "1901"}, end={"in": "9999"}),
        feature("b", start={"in": "-0480"}, end={"in": "-0479"}),
        feature("c", start={"in": -480}),
    ]
    path = tmp_path / "t.jsonld"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    found = imported(tmp_path / "a", "linked-places", path)
    dates = [event["date"] for event in found.events.values()]
    assert dates == ["1901", "-0480/-0479", "-0480"]
    assert [(row["column"], row["value"]) for row in found.report] == [("when", "9999")]
    assert found.atlas().settings.period is not None


@pytest.mark.parametrize("text", ["0000", "0000-00-00", "0000-01-01"])
def test_the_year_nought_is_not_taken_for_1_bc(tmp_path: Path, text: str) -> None:
    path = table(tmp_path / "t.csv", "date,title", f"{text},a", "1 BC,b")
    found = imported(tmp_path / "a", "csv", path)
    assert [event["date"] for event in found.events.values()] == ["0000"]
    assert found.left_out() == [("2", "date", text)]
    hidden = imported(tmp_path / "b", "csv", path, "--unknown", text)
    assert hidden.report[0]["reason"] == "no date"


def test_days_before_christ_survive_an_import_and_its_exports(tmp_path: Path) -> None:
    path = table(tmp_path / "t.csv", "id,date,lat,lon", "ides,-0043-03-15,41.9,12.5",
                 "deep,Y-17000,41.9,12.5")  # fmt: skip
    found = imported(tmp_path / "a", "csv", path)
    for form, name in (("geojson", "x.geojson"), ("linked-places", "x.jsonld"), ("kml", "x.kml"),
                       ("geopackage", "x.gpkg"), ("csvw", "x.csv")):  # fmt: skip
        export(found.atlas(), form, tmp_path / name)
        form = "csv" if form == "csvw" else form
        back = imported(tmp_path / f"back-{form}", form, tmp_path / name)
        assert sorted(event["date"] for event in back.events.values()) == ["-0043-03-15", "Y-17000"]


@pytest.mark.parametrize(
    "text",
    ["1990-09-26", "19900926", "26 Sep 1990", "26-Sept-1990", "September 26, 1990", "26/9/1990",
     "1990/9/26", "1990-09-26T12:30:00Z", "26.09.1990"],
)  # fmt: skip
def test_a_single_day_is_read_in_every_form_of_a_date(text: str) -> None:
    assert day(text) == date(1990, 9, 26)


@pytest.mark.parametrize(
    "text", ["5/6/1990", "1990-09", "1990-09-00", "1990-02-30", "0000-01-01", "1990/1991", "26 Sep"]
)
def test_what_is_no_single_day_is_none(text: str) -> None:
    assert day(text) is None
