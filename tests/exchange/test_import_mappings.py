"""Mappings as files: what they can say, how wrong ones are refused, and those of the package."""

from __future__ import annotations

from pathlib import Path

import pytest
from imported import command, imported

from mapgen.exchange.common.mapping_file import read_mapping, shipped
from mapgen.exchange.common.templates import TemplateError, parse_template
from mapgen.problems import InputError

EVERYTHING = """\
name = "Unrest of a province"
licence = "CC0-1.0"
source = "A list of unrest"
source-url = "https://example.org/unrest"
about = "- **Kind**: by its code."
precision = "neighbourhood"
date-format = ["%d.%m.%Y"]
unknown = ["99", "Dead=-1"]
where = ["Kind!=9"]
optional = ["Quarter"]
usual-names = false

[columns]
date = "When"
place = ["Quarter", "Town"]
latitude = "Breite"
longitude = "y"
deaths = "Dead"
category = "Kind"
actors = "Who *"

[join]
place = " / "

[templates]
title = ["{Kind name} ({Town})", "In {Town}"]
summary = ["It began in {Town}.", "It was called {Kind name}."]

[constants]
country = "Nowhere"

[codes.category]
1 = "Strike"
2 = "Bread riot"

[aliases]
x = "Breite"
"""
ROWS = [
    "When,Town,x,y,Dead,Kind,Kind name,Who 1,Who 2,title",
    "26.05.1844,Alfa,50.7,16.5,11,1,Weavers,Masters,Weavers,not this",
    "27.05.1844,99,50.8,16.6,-1,2,99,,99,",
    "28.05.1844,Beta,50.9,16.7,3,7,,,,",
    "29.05.1844,Gamma,51,16.8,3,9,,,,",
]


def table(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_file_says_all_that_options_can_and_more(tmp_path: Path) -> None:
    mapping = table(tmp_path / "unrest.toml", EVERYTHING)
    path = table(tmp_path / "t.csv", *ROWS)
    found = imported(tmp_path / "a", "csv", path, "--mapping", mapping)
    first, second, third = found.events.values()
    assert [first[name] for name in ("date", "place", "title", "category", "actors", "deaths")] == [
        "1844-05-26", "Alfa", "Weavers (Alfa)", "strike", "Masters; Weavers", "11 [@t]",
    ]  # fmt: skip
    assert (first["latitude"], first["longitude"]) == ("50.7", "16.5")
    assert first["place_precision"] == "neighbourhood"
    assert first["summary"] == "It began in Alfa [@t]. It was called Weavers [@t]."
    assert (first["kind"], first["title_given"]) == ("1", "not this")  # codes and others stay
    assert (second["category"], second["deaths"], second["actors"]) == ("bread-riot", "", "")
    assert (third["category"], third["title"]) == ("kind-7", "In Beta")
    assert (third["id"], "category", "7") in found.kept()
    assert "1 rows do not meet the options" in found.said
    assert found.sources["t"]["title"] == "A list of unrest"
    settings = found.atlas().settings
    assert (settings.title, settings.licence) == ("Unrest of a province", "CC0-1.0")
    assert list(settings.categories) == ["strike", "bread-riot", "kind-7"]
    assert "by its code" in (found.folder / "docs" / "about.md").read_text("utf-8")


def test_options_stand_in_place_of_what_the_file_says(tmp_path: Path) -> None:
    mapping = table(tmp_path / "unrest.toml", EVERYTHING)
    path = table(tmp_path / "t.csv", *ROWS)
    found = imported(
        tmp_path / "a", "csv", path, "--mapping", mapping, "--map", "Kind name=category",
        "--map", "title=title", "--precision", "town", "--source", "Mine", "--unknown", "none",
        "--where", "Dead=11",
    )  # fmt: skip
    (event,) = found.events.values()
    assert [event[name] for name in ("category", "title", "place_precision")] == [
        "weavers", "not this", "town",
    ]  # fmt: skip
    assert found.sources["t"]["title"] == "Mine"


@pytest.mark.parametrize(
    ("said", "code", "words"),
    [
        ('titel = "x"', "setting/unknown", "titel"),
        ("name = 5", "setting/not-a-text", "name: '5'"),
        ('precision = "house"', "setting/unknown-value", "Allowed: "),
        ('source-url = "example.org"', "setting/not-an-address", "https://"),
        ('usual-names = "no"', "setting/not-a-truth", "usual-names = true"),
        ("unknown = [99]", "setting/not-a-list", '["…", "…"]'),
        ('unknown = ["="]', "mapping/not-understood", "COLUMN=99"),
        ('where = ["year"]', "mapping/not-understood", "column=value"),
        ('date-format = "%d.%m"', "mapping/not-understood", "no year"),
        ('columns = "date"', "setting/not-a-table", "Write it as [columns]"),
        ('[columns]\ndat = "Datum"', "mapping/unknown-field", "columns.dat: no such field"),
        ('[columns]\ndate = ""', "mapping/not-understood", "not a column"),
        ("[columns]\ndate = []", "mapping/not-understood", "not a column"),
        ('[constants]\ncategory = ""', "mapping/not-understood", "not a value"),
        ('[constants]\nconfidence = "Z"', "setting/unknown-value", "Allowed: A, B, C"),
        ("[codes.place_precision]\n1 = \"house\"", "setting/unknown-value", "place_precision"),
        ("[codes.category]\n1 = 5", "setting/not-a-text", "codes.category.1"),
        ('[columns]\ntitle = "a"\n[templates]\ntitle = "{b}"', "mapping/field-twice",
         "columns.title already"),
        ('[templates]\ntitle = "{a"', "mapping/not-a-template", "without its other one"),
        ('[columns]\nplace = "a"\n[join]\nplace = "-"', "mapping/not-understood",
         "not a field of several columns"),
        ("date = ", "toml/syntax", "not TOML"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_file_is_named(tmp_path: Path, said: str, code: str, words: str) -> None:
    path = table(tmp_path / "m.toml", "# a mapping", said)
    with pytest.raises(InputError) as error:
        read_mapping(str(path))
    (problem,) = error.value.problems
    assert (problem.file, problem.code) == ("m.toml", code)
    assert words in str(problem)
    assert problem.line is not None
    assert problem.line >= 2


def test_a_column_that_the_table_lacks_is_named_with_file_and_key(tmp_path: Path) -> None:
    mapping = table(tmp_path / "m.toml", '[columns]\ndate = "Datum"\nplace = ["Ort", "Stadt"]')
    path = table(tmp_path / "t.csv", "Datum,Orte", "1986,x")
    result = command("csv", path, "--mapping", mapping, "-o", tmp_path / "a")
    assert result.exit_code == 1
    said = " ".join(result.output.split())
    assert "m.toml:3: columns.place: 'Ort': no such column in t.csv. Did you mean 'orte'?" in said
    assert "'Stadt'" in said
    assert not (tmp_path / "a").exists()


def test_a_mapping_that_is_nowhere_is_refused_with_those_that_are(tmp_path: Path) -> None:
    path = table(tmp_path / "t.csv", "date", "1986")
    result = command("csv", path, "--mapping", "priousdd", "-o", tmp_path / "a")
    assert result.exit_code == 2
    assert "Did you mean 'priousd'?" in " ".join(result.output.split())
    result = command("ucdp", path, "--mapping", "priousd", "-o", tmp_path / "a")
    assert "--mapping is not for ucdp" in " ".join(result.output.split())


@pytest.mark.parametrize("text", ["{", "a } b", "{ }", "{a{b}}"])
def test_braces_that_are_no_template(text: str) -> None:
    with pytest.raises(TemplateError):
        parse_template(text)


def test_two_braces_are_one() -> None:
    assert parse_template("{{{a}}} {b}").filled({"a": "1", "b": "2"}.__getitem__) == "{1} 2"


@pytest.mark.parametrize("name", shipped())
def test_a_mapping_of_the_package_is_whole(name: str) -> None:
    found = read_mapping(name)
    assert found.name
    assert not found.fields.usual


def test_prio_usd(tmp_path: Path) -> None:
    path = table(
        tmp_path / "usd.csv",
        "CITY,COUNTRY,BDAY,BMONTH,BYEAR,EDAY,EMONTH,EYEAR,PTYPE,NDEATH,ACTOR1,TARGET1,LAT,LONG",
        "Karachi,Pakistan,14,12,1986,99,12,1986,50,>20,Rioters,99,24.87,66.99",
        "Lagos,Nigeria,99,99,1971,99,99,1971,60,-99,Students,Government,6.45,3.39",
    )
    found = imported(tmp_path / "a", "csv", path, "--mapping", "priousd")
    riot, march = found.events.values()
    assert (riot["id"], "end_date", "1986-12") in found.kept()  # some day of the same month
    assert (riot["date"], riot["category"]) == ("1986-12-14", "organised-violent-riot")
    assert (riot["actors"], riot["targets"], riot["deaths"]) == ("Rioters", "", ">20 [@usd]")
    assert (riot["latitude"], riot["ptype"]) == ("24.87", "50")
    assert (march["date"], march["deaths"], march["targets"]) == ("1971", "", "Government")


def test_noaa_earthquakes(tmp_path: Path) -> None:
    path = table(
        tmp_path / "quakes.tsv",
        "\t".join(("Search Parameters", "Year", "Mo", "Dy", "Location Name", "Latitude",
                   "Longitude", "Focal Depth (km)", "Mag", "Deaths", "Total Deaths",
                   "Total Injuries")),
        '"[""Mag >= 7""]"' + "\t" * 11,
        "\t-31\t9\t2\tISRAEL:  JUDEA\t32\t35.5\t\t7\t30000\t30000\t",
        "\t1945\t11\t27\tPAKISTAN:  MAKRAN COAST\t24.5\t63\t25\t8\t4000\t4100\t20",
    )  # fmt: skip
    found = imported(tmp_path / "a", "csv", path, "--mapping", "noaa-earthquakes")
    judea, makran = found.events.values()
    assert judea["date"] == "-0030-09-02"  # 31 BC
    assert makran["title"] == "Earthquake of magnitude 8, PAKISTAN: MAKRAN COAST"
    assert (makran["category"], makran["deaths"]) == ("earthquake", "4100 [@quakes]")
    assert makran["deaths_given"] == "4000"
    assert (makran["actors"], makran["attribution"]) == ("", "established")
    assert "25 km" in makran["summary"]
    assert "km" not in judea["summary"]
    assert "2 events" in found.said


def test_timelinejs(tmp_path: Path) -> None:
    path = table(
        tmp_path / "t.csv",
        "Year,Month,Day,Time,End Year,End Month,End Day,Display Date,Headline,Text,Media,"
        "Media Credit,Media Caption,Media Thumbnail,Type,Group,Background",
        ",,,,,,,,My timeline,About it,,,,,title,,",
        "1969,7,16,13:32,1969,7,24,,Apollo 11,To the moon.,https://example.org/a.jpg,,,,,Space,",
    )
    found = imported(tmp_path / "a", "csv", path, "--mapping", "timelinejs")
    (event,) = found.events.values()
    assert (event["date"], event["category"]) == ("1969-07-16/1969-07-24", "space")
    assert {source.get("URL") for source in found.sources.values()} >= {"https://example.org/a.jpg"}


def test_timemap_as_json_of_either_age(tmp_path: Path) -> None:
    old = table(
        tmp_path / "old.json",
        '[{"desc": "A convoy.", "date": "8/23/2011", "time": "18:30",'
        ' "location": "Here", "lat": "17.8", "long": "-18.2", "category": "Alpha"}]',
    )
    new = table(tmp_path / "new.json", '[{"id": "7", "description": "A shot.", "date": "08/24/2014",'
                ' "location": "There", "latitude": "47.8", "longitude": "38.2", "category": "Beta",'
                ' "sources": ["s1", "s2"]}]')  # fmt: skip
    (first,) = imported(tmp_path / "a", "json", old, "--mapping", "timemap").events.values()
    (second,) = imported(tmp_path / "b", "json", new, "--mapping", "timemap").events.values()
    assert (first["date"], first["latitude"], first["title"]) == (
        "2011-08-23",
        "17.8",
        "Alpha, Here",
    )
    assert (second["id"], second["date"]) == ("new-7", "2014-08-24")
    assert "A shot" in second["summary"]


def test_linked_places_as_a_table(tmp_path: Path) -> None:
    path = table(
        tmp_path / "lp.tsv",
        "id\ttitle\ttitle_source\tfclasses\ttypes\tlon\tlat\tstart\tend\tattestation_year",
        "1\tAbydos\tBarrington Atlas\tP\ttown\t26.4\t40.2\t-320\t-30\t2000",
        "2\tPaso\tAlcedo\tP\tpueblo\t-70\t5\t\t\t1788",
    )
    abydos, paso = imported(tmp_path / "a", "csv", path, "--mapping", "lp-tsv").events.values()
    assert (abydos["date"], abydos["category"], abydos["place"]) == (
        "-0319/-0029", "town", "Abydos",
    )  # fmt: skip
    assert (paso["date"], paso["latitude"]) == ("1788", "5")
