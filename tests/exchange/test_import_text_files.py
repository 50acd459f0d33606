"""Tables as programs save them: encodings, delimiters, marks above the header, odd rows."""

from __future__ import annotations

import codecs
import zipfile
from pathlib import Path

import pytest
from imported import command, imported

ROWS = "id,date,title,lat,lon\na,1901-01-02,Première,44.5,4.5\nb,1902,Zwei,45.5,5.5\n"


@pytest.mark.parametrize(
    "content",
    [
        codecs.BOM_UTF8 + ROWS.encode(),
        ROWS.encode("utf-16"),
        codecs.BOM_UTF16_BE + ROWS.encode("utf-16-be"),
        ROWS.encode("utf-16-le"),
        ROWS.encode("utf-16-be"),
        ROWS.encode("utf-32"),
        ROWS.replace("\n", "\r").encode(),
        ROWS.replace(",", "\t").encode(),
        ROWS.replace(",", "|").encode(),
        ("sep=;\r\n" + ROWS.replace(",", ";")).encode(),
        b"\xef\xbb\xbf" + ("sep=|\n" + ROWS.replace(",", "|")).encode(),
        ("\n\n" + ROWS.replace("\n", "\n\n")).encode(),
    ],
)
def test_a_table_is_read_however_it_was_saved(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    found = imported(tmp_path / "a", "csv", path)
    events = [(each["id"], each["title"], each["longitude"]) for each in found.events.values()]
    assert events == [("a", "Première", "4.5"), ("b", "Zwei", "5.5")]
    assert found.report == []


def test_a_first_row_that_is_too_short_is_one_row_left_out(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("id,date,title,lat,lon\nx,1900\n" + ROWS.partition("\n")[2], "utf-8")
    found = imported(tmp_path / "a", "csv", path)
    assert list(found.events) == ["a", "b"]
    assert [(row["row"], row["reason"]) for row in found.report] == [("2", "2 cells instead of 5")]


@pytest.mark.parametrize(
    ("form", "content", "said"),
    [
        ("csv", ROWS.replace("date", "when it was"), "The columns are: id, when_it_was, title"),
        ("json", "[1, 2]", "its values are no objects"),
        ("json", '[["date"], ["1901"]]', "its values are no objects"),
        ("json", '{"date": "1901"}\n{"date": "1902"}\n{date}\n', "not JSON behind record 2"),
    ],
)
def test_a_refusal_says_what_the_file_has_instead(
    tmp_path: Path, form: str, content: str, said: str
) -> None:
    path = tmp_path / f"t.{form}"
    path.write_text(content, "utf-8")
    result = command(form, path, "-o", tmp_path / "a")
    assert result.exit_code == 1
    assert said in result.output


def test_a_member_of_json_that_stands_twice_is_two_columns(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    path.write_text('[{"date": "1901", "date": "1902", "lat": 1, "lon": 2}]', "utf-8")
    found = imported(tmp_path / "a", "json", path)
    (event,) = found.events.values()
    assert (event["date"], event["date_again"]) == ("1901", "1902")
    reasons = [row["reason"] for row in found.report]
    assert reasons == ["a second column of the name date: called date_again"]


def packed(path: Path, **files: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize(
    "beside",
    [
        {},
        {"a/.DS_Store": "x", "__MACOSX/a/._t.csv": "x", "a/Thumbs.db": "x", "a/b/": ""},
        {"a/t.csv-metadata.json": "{}", "schema.json": "{}", "a/codebook.pdf": "x"},
    ],
)
def test_the_table_of_an_archive_is_found_in_its_folders(
    tmp_path: Path, beside: dict[str, str]
) -> None:
    path = packed(tmp_path / "t.zip", **{"a/": "", "a/b/t.csv": ROWS}, **beside)
    assert list(imported(tmp_path / "a", "csv", path).events) == ["a", "b"]


def test_a_kmz_is_read_and_its_pictures_are_not(tmp_path: Path) -> None:
    mark = "<TimeStamp><when>1901</when></TimeStamp><Point><coordinates>2,1</coordinates></Point>"
    kml = f'<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark>{mark}</Placemark></kml>'
    path = packed(tmp_path / "t.kmz", **{"doc.kml": kml, "files/a.png": "x"})
    (event,) = imported(tmp_path / "a", "kml", path).events.values()
    assert (event["date"], event["latitude"]) == ("1901", "1.0")


def test_a_geojson_that_breaks_off_says_behind_which_feature(tmp_path: Path) -> None:
    feature = '{"type": "Feature", "properties": {"date": "1901"}, "geometry": null}'
    path = tmp_path / "t.geojson"
    path.write_text(f'{{"type": "FeatureCollection", "features": [{feature}, {feature[:-9]}')
    result = command("geojson", path, "-o", tmp_path / "a")
    assert "not GeoJSON behind feature 1: " in result.output


@pytest.mark.parametrize(
    ("above", "told"),
    [
        ("# exported 2020\n", ["# exported 2020"]),
        ("A list of events\n\n# by hand\n", ["A list of events", "# by hand"]),
        ("A list of events;;;;\n;;;;\n", ["A list of events"]),
    ],
)
def test_titles_and_comments_above_a_header_are_left_out_and_told(
    tmp_path: Path, above: str, told: list[str]
) -> None:
    path = tmp_path / "t.csv"
    path.write_text(above + ROWS.replace(",", ";"), "utf-8")
    found = imported(tmp_path / "a", "csv", path)
    assert list(found.events) == ["a", "b"]
    assert [row["value"] for row in found.report] == told
    assert {row["reason"] for row in found.report} == {"a line above the header"}


def test_a_table_of_one_column_keeps_its_first_rows(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("date\n1901\n1902\n", "utf-8")
    assert len(imported(tmp_path / "a", "csv", path).events) == 2
