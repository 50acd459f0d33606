"""mapgen import guess: a table that nobody has described becomes a mapping that can be imported."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from imported import FILES, imported

from mapgen.commands.main import main
from mapgen.exchange.common.mapping_file import MappingFile, read_mapping

CASES = Path(__file__).parents[3] / "shared" / "cases"
TABLES = sorted(
    path
    for path in CASES.rglob("*")
    if path.suffix in (".csv", ".json", ".geojson", ".jsonl") and path.is_file()
)


def guess(*arguments: str | Path) -> Result:
    words = ["import", "guess", *map(str, arguments)]
    return CliRunner().invoke(main, words, catch_exceptions=False)


def table(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def mapped(tmp_path: Path, *lines: str) -> tuple[MappingFile, str]:
    """The mapping that is guessed of a table, and its text."""
    path = table(tmp_path / "t.csv", *lines)
    out = tmp_path / "m.toml"
    result = guess(path, "-o", out)
    assert result.exit_code == 0, result.output
    return read_mapping(str(out)), out.read_text("utf-8")


def test_fields_are_found_by_name_and_content(tmp_path: Path) -> None:
    found, text = mapped(
        tmp_path,
        "Nr,Was,Datum,Breite,Länge,Ort,Tote,Quelle,Bild,Wetter",
        '1,Weberaufstand,04.06.1844,"50,7","16,5",Peterswaldau,11,Vossische,https://example.org/1,warm',
        '2,Hungerunruhen,21.04.1847,"52,5","13,4",Berlin,0,Vossische,https://example.org/2,kalt',
    )
    assert found.fields.columns == {
        "id": "nr", "title": "was", "date": "datum", "latitude": "breite", "longitude": "länge",
        "place": "ort", "deaths": "tote", "source": "quelle",
    }  # fmt: skip
    assert found.date_formats == ("%d.%m.%Y",)
    assert "decimal comma" in text
    assert "bild, wetter" in text  # what is no field is named


@pytest.mark.parametrize(
    ("names", "cells"),
    [
        (
            "Дата;Место события;Широта;Долгота;Описание;Погибшие;Источник",
            ("12 марта 1991 г.;Вильнюс;54,68;25,27;Столкновение у башни;не менее 14;Газета",
             "осень 1989;Тбилиси;41,71;44,82;Митинг;неизвестно;Газета"),
        ),
        (
            "日期;地点;纬度;经度;描述;死亡人数;来源",
            ("1976年7月28日;唐山;39.63;118.18;唐山大地震;242769;报",
             "1975年8月;驻马店;32.98;114.02;板桥水库溃坝;约26000;报"),
        ),
        (
            "تاریخ;مقام;عرض البلد;طول البلد;تفصیل;ہلاکتیں;ماخذ",
            ("26 مئی، 1990;حیدرآباد;25.39;68.37;پکا قلعہ;40;اخبار",
             "۱۹۸۸;کراچی;24.86;67.01;فائرنگ;۱۲;اخبار"),
        ),
    ],
)  # fmt: skip
def test_columns_are_known_by_their_names_in_other_scripts(
    tmp_path: Path, names: str, cells: tuple[str, ...]
) -> None:
    found, _ = mapped(tmp_path, names, *cells)
    assert list(found.fields.columns) == [
        "date", "latitude", "longitude", "deaths", "source", "place", "summary",
    ]  # fmt: skip
    assert imported(tmp_path / "a", "csv", tmp_path / "t.csv", "--mapping", tmp_path / "m.toml")


def test_a_column_that_is_called_as_a_field_is_no_title(tmp_path: Path) -> None:
    found, _ = mapped(
        tmp_path,
        "date,killed,headline of the day",
        "1990-05-26,not known yet,Shots at the fort",
        "1990-05-27,some people,Curfew in the town",
    )
    assert found.fields.columns == {"date": "date", "title": "headline_of_the_day"}


@pytest.mark.parametrize(
    ("name", "cells", "column"),
    [
        ("coord", ["Point(-6.26 53.35)", "Point(-8.47 51.9)"], "coord"),
        ("location", ["POINT (67.01 24.86)", "POINT (68.37 25.39)"], "location"),
        ("Wo", ["24.86, 67.01", "25.39, 68.37"], "wo"),
        ("Wo", ["24°51'N 67°00'E", "25°23'N 68°22'E"], "wo"),
        ("pair", ["3, 4", "10, 12"], None),
        ("where", ["Karachi", "Hyderabad"], None),
        ("area", ["POLYGON ((0 0, 1 0, 1 1, 0 0))", "POLYGON ((0 0, 2 0, 2 2, 0 0))"], None),
    ],
)
def test_both_coordinates_in_a_cell_are_known_by_the_cells(
    tmp_path: Path, name: str, cells: list[str], column: str | None
) -> None:
    days = ("1916-04-24", "1920-12-11")
    lines = [f'{day},Rising of {day},"{cell}"' for day, cell in zip(days, cells, strict=True)]
    found, _ = mapped(tmp_path, f"date,title,{name}", *lines)
    assert found.fields.columns.get("point") == column


def test_columns_of_both_coordinates_come_before_one_that_has_both(tmp_path: Path) -> None:
    found, _ = mapped(
        tmp_path,
        "date,title,lat,lon,geo",
        '1990,A,24.86,67.01,"24.8, 67.0"',
        '1991,B,25,68,"25.1, 68.1"',
    )
    assert found.fields.columns["latitude"] == "lat"
    assert "point" not in found.fields.columns


def test_names_of_columns_in_portuguese_are_known(tmp_path: Path) -> None:
    found, _ = mapped(
        tmp_path,
        "Data;Local;Latitude;Longitude;Mortos;Descrição",
        "05/10/1910;Lisboa, Rotunda;38,7253;-9,1500;60;Combates na Rotunda",
        "25/04/1974;Porto;41,1496;-8,6109;4;Disparos",
    )
    assert found.fields.columns == {
        "date": "data", "place": "local", "latitude": "latitude", "longitude": "longitude",
        "deaths": "mortos", "summary": "descrição",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("dates", "formats", "told"),
    [
        (["26/5/1990", "5/6/1990"], ("%d/%m/%Y",), "only this order"),
        (["5/26/1990", "5/6/1990"], ("%m/%d/%Y",), "only this order"),
        (["5/6/1990", "7/8/1990"], (), "can mean two days"),
        (["26/5/1990", "5/26/1990"], (), "can mean two days"),
        (["1990-05-26", "1990-06-05"], (), ""),
    ],
)
def test_the_order_of_day_and_month_is_what_the_cells_allow(
    tmp_path: Path, dates: list[str], formats: tuple[str, ...], told: str
) -> None:
    found, text = mapped(tmp_path, "when", *dates)
    assert found.fields.columns["date"] == "when"
    assert found.date_formats == formats
    assert told in text
    assert ('# date-format = ["%m/%d/%Y"]' in text) == (told == "can mean two days")


@pytest.mark.parametrize(
    ("cells", "formats", "told", "days"),
    [
        (["1128743440900", "-1091674800000"], ("epoch_millis",), "since 1970",
         ["2005-10-08", "1935-05-29"]),
        (["1128743440", "-1091674800"], ("epoch_second",), "since 1970",
         ["2005-10-08", "1935-05-29"]),
        (["20051008035040", "19350530213257"], ("%Y%m%d%H%M%S",), "only this order",
         ["2005-10-08", "1935-05-30"]),
        (["2005100803", "1935053021"], (), "epoch_second", []),
        (["200510080350", "193505302132"], (), "epoch_millis", []),
        (["20051008", "19350530"], (), "", ["2005-10-08", "1935-05-30"]),
    ],
)  # fmt: skip
def test_counts_of_seconds_are_told_from_digits_of_days(
    tmp_path: Path, cells: list[str], formats: tuple[str, ...], told: str, days: list[str]
) -> None:
    found, text = mapped(tmp_path, "time,name", *(f"{cell},Quake {cell}" for cell in cells))
    assert found.fields.columns["date"] == "time"
    assert found.date_formats == formats
    assert told in text
    if days:
        path, out = tmp_path / "t.csv", tmp_path / "a"
        events = imported(out, "csv", path, "--mapping", tmp_path / "m.toml").events.values()
        assert [event["date"] for event in events] == days


def test_the_day_on_which_a_row_was_written_is_no_date_of_its_event(tmp_path: Path) -> None:
    found, text = mapped(
        tmp_path,
        "DisNo.,Classification Key,Disaster Group,Disaster Type,Country,Start Year,Start Month,"
        "Start Day,Total Deaths,No. Injured,Entry Date",
        "1970-0063-BGD,nat-met,Natural,Storm,Bangladesh,1970,11,12,300000,,2003-07-01",
        "2005-0575-PAK,nat-geo,Natural,Earthquake,Pakistan,2005,10,8,73338,128309,2005-10-10",
    )
    columns = found.fields.columns
    assert not {"date", "actors"} & set(columns), "a group of disasters has not acted"
    assert (columns["id"], columns["category"]) == ("disno.", "disaster_type")
    assert (columns["deaths"], columns["injured"]) == ("total_deaths", "no._injured")
    assert "on no map" in text
    events = imported(
        tmp_path / "a", "csv", tmp_path / "t.csv", "--mapping", tmp_path / "m.toml"
    ).events.values()
    assert [event["date"] for event in events] == ["1970-11-12", "2005-10-08"]


def test_the_name_of_an_area_is_no_title(tmp_path: Path) -> None:
    rows = ("2020-01-05,Sindh,Asia,Shots", "2020-02-07,Punjab,Europe,March")
    found, _ = mapped(tmp_path, "date,admin1,Continent,what", *rows)
    assert found.fields.columns["title"] == "what"
    (tmp_path / "b").mkdir()
    found, _ = mapped(
        tmp_path / "b", "date,admin1,Continent", *(row.rsplit(",", 1)[0] for row in rows)
    )
    assert "title" not in found.fields.columns


@pytest.mark.parametrize(
    ("names", "date"),
    [
        ("updated,incident date,year", "incident_date"),
        ("updated,year", None),
        ("updated,name", "updated"),
        ("date added,date of event", "date_of_event"),
    ],
)
def test_of_two_dates_the_event_s_is_taken(tmp_path: Path, names: str, date: str | None) -> None:
    cells = ",".join("1990" if name == "year" else "1990-05-26" for name in names.split(","))
    found, _ = mapped(tmp_path, names, cells, cells)
    assert found.fields.columns.get("date") == date


def test_the_columns_of_words_beside_addresses_are_the_fields(tmp_path: Path) -> None:
    found, _ = mapped(
        tmp_path,
        "item,itemLabel,date,coord,country,countryLabel,placeLabel",
        "http://example.org/Q1,Battle of X,1745-05-11T00:00:00Z,Point(3.5 50.6),"
        "http://example.org/Q2,France,Fontenoy",
        "http://example.org/Q3,Siege of Y,-0216-08-02T00:00:00Z,Point(16.1 41.3),"
        "http://example.org/Q4,Italy,Cannae",
    )
    columns = found.fields.columns
    assert (columns["title"], columns["country"], columns["place"]) == (
        "itemlabel", "countrylabel", "placelabel",
    )  # fmt: skip
    assert columns["point"] == "coord"


def test_what_says_nothing_is_found_and_figures_are_left(tmp_path: Path) -> None:
    found, text = mapped(
        tmp_path, "year,month,day,deaths,town", "1970,5,99,99,Alfa", "1971,99,99,-99,unknown"
    )
    assert set(found.unknown) == {"month=99", "day=99", "deaths=-99", "unknown"}
    assert "99 can be a figure" in text


def test_codes_are_listed_for_their_words(tmp_path: Path) -> None:
    _, text = mapped(tmp_path, "date,type", "1970,10", "1971,20", "1972,10")
    assert '# "10" = "…"' in text


def test_data_sets_that_are_known_are_named(tmp_path: Path) -> None:
    assert "mapgen import ucdp" in guess(FILES / "ucdp-25.csv").output
    assert "mapgen import acled" in guess(FILES / "acled-new.csv").output
    prio = table(tmp_path / "p.csv", "CITY,COUNTRY,BDAY,BMONTH,BYEAR,EDAY,EMONTH,EYEAR,PTYPE,NDEATH"
                 ",ACTOR1,ACTOR2,ACTOR3,TARGET1,LAT,LONG", "a,b,1,1,1970,1,1,1970,10,1,c,,,d,1,2")  # fmt: skip
    assert "--mapping priousd" in guess(prio).output


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    path, out = table(tmp_path / "t.csv", "date", "1970"), table(tmp_path / "m.toml", "mine")
    result = guess(path, "-o", out)
    assert result.exit_code == 2
    assert "there already" in result.output
    assert out.read_text("utf-8") == "mine\n"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("a.csv", "", "file is empty"), ("b.json", "{", "not JSON"), ("c.gpkg", "x", "c.gpkg")],
)
def test_what_is_no_table_is_refused(tmp_path: Path, name: str, content: str, said: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    result = guess(tmp_path / name)
    assert result.exit_code == 1
    assert said in result.output


@pytest.mark.skipif(not TABLES, reason="the shared cases are not there")
def test_a_guess_of_every_case_can_be_read_and_imports_its_rows(tmp_path: Path) -> None:
    done = 0
    for number, path in enumerate(TABLES):
        result = guess(path)
        if result.exit_code == 1:
            assert path.name in result.output
            continue
        out = table(tmp_path / f"{number}.toml", result.output)
        found = read_mapping(str(out))
        form = result.output.split("mapgen import ")[1].split()[0]
        if not {"date", "year"} & set(found.fields.columns):
            continue
        words = [
            "import",
            form,
            str(path),
            "--mapping",
            str(out),
            "-o",
            str(tmp_path / f"{number}"),
        ]
        assert CliRunner().invoke(main, words).exit_code in (0, 1), path
        done += 1
    assert done > 20


@pytest.mark.parametrize(
    ("names", "rows", "column"),
    [
        ("id,haz_event_id", ["7,1", "7,2", "8,3"], "haz_event_id"),
        ("id,when", ["7,a", "7,b", "8,c"], None),
        ("id,when", [f"{n},w" for n in range(40)] + ["39,w"], "id"),
        ("id,uid", ["7,1", "8,2"], "id"),
    ],
)
def test_a_column_whose_cells_repeat_is_no_id_whatever_it_is_called(
    tmp_path: Path, names: str, rows: list[str], column: str | None
) -> None:
    """Of events that share an id all but the first would be left out."""
    lines = [f"1990-05-26,Shots,{row}" for row in rows]
    found, text = mapped(tmp_path, f"date,title,{names}", *lines)
    assert found.fields.columns.get("id") == column
    alike = len({row.split(",")[0] for row in rows}) < len(rows)
    assert ("no two alike" in text) == (column == "haz_event_id" or not alike)
    if column != "id":
        path = tmp_path / "t.csv"
        out = tmp_path / "a"
        assert len(imported(out, "csv", path, "--mapping", tmp_path / "m.toml").events) == len(rows)


def test_the_reason_of_a_guess_is_true_of_the_cells(tmp_path: Path) -> None:
    _, text = mapped(tmp_path, "date,deaths,title", "1990-05-26,many,Shots", "1991,few,Fire")
    assert "few of its cells are figures" in text


def test_the_plain_table_is_imported_by_its_guess(tmp_path: Path) -> None:
    out = tmp_path / "m.toml"
    assert guess(FILES / "plain.csv", "-o", out).exit_code == 0
    found = imported(tmp_path / "a", "csv", FILES / "plain.csv", "--mapping", out)
    assert len(found.events) == 4
    assert not found.left_out()


def test_a_column_of_a_fields_own_name_is_that_field(tmp_path: Path) -> None:
    found, _ = mapped(
        tmp_path,
        "date,title,place,place_precision,lat,lon,attribution",
        "1901-03-04,Riot,Luanda,district,-8.8,13.2,alleged",
        "1902-03-04,March,Kabul,province,34.5,69.1,disputed",
    )
    columns = found.fields.columns
    assert columns["place_precision"] == "place_precision"
    assert columns["attribution"] == "attribution"
