"""Files made to hurt a reader: a clear word, and neither the memory nor the evening is gone."""

from __future__ import annotations

import gzip
import io
import json
import os
import zipfile
from pathlib import Path

import pytest
from imported import command, imported

from mapgen.exchange.common import csv_rows, open_text
from mapgen.problems import InputError


@pytest.mark.parametrize("ending", ["zip", "gz"])
def test_a_file_that_only_unpacks_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    monkeypatch.setattr(open_text, "_UNPACKED", 1 << 20)
    path = tmp_path / f"bomb.{ending}"
    content = b"date,place\n" + b"1986,a\n" * 400_000
    if ending == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("bomb.csv", content)
    else:
        path.write_bytes(gzip.compress(content))
    result = command("csv", path, "-o", tmp_path / "a")
    assert result.exit_code == 1
    assert f"bomb.{ending}: it unpacks to more than 200 times its size" in result.stderr
    assert not (tmp_path / "a").exists()


def test_a_line_without_an_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_rows, "MAX_LINE", 1000)
    path = tmp_path / "long.csv"
    path.write_text("date,place\n1986,a\n1987," + "x" * 5000 + "\n", encoding="utf-8")
    result = command("csv", path, "-o", tmp_path / "a")
    assert result.exit_code == 1
    assert "long.csv: line 3: more than 1,000 characters" in result.stderr


def test_very_many_columns_are_read(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    names = ",".join(f"c{number}" for number in range(30_000))
    path.write_text(f"date,{names}\n1986{',x' * 30_000}\n", encoding="utf-8")
    (row,) = imported(tmp_path / "a", "csv", path).events.values()
    assert (row["date"], row["c29999"]) == ("1986", "x")


def test_numbers_of_any_length_are_no_error(tmp_path: Path) -> None:
    path = tmp_path / "n.geojson"
    path.write_text(
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"date":"1986","n":'
        + "9" * 5000
        + '},"geometry":{"type":"Point","coordinates":[1e999,NaN]}}]}',
        encoding="utf-8",
    )
    (row,) = imported(tmp_path / "a", "geojson", path).events.values()
    assert (row["n"], row["latitude"]) == ("inf", "")


TABLE = b"date,place\n1986,a\n"


def packed(path: Path, method: int = zipfile.ZIP_DEFLATED, flags: int = 0) -> Path:
    """A zip of one table that says that it is packed in some way."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("t.csv", TABLE)
    raw = bytearray(content.getvalue())
    for start, flag_at, method_at in ((b"PK\x03\x04", 6, 8), (b"PK\x01\x02", 8, 10)):
        at = raw.index(start)
        raw[at + flag_at] |= flags
        raw[at + method_at : at + method_at + 2] = method.to_bytes(2, "little")
    path.write_bytes(raw)
    return path


@pytest.mark.parametrize(
    ("method", "flags", "said"),
    [
        (9, 0, "packed with Deflate64, which is not read. Unpack it first"),
        (93, 0, "packed with Zstandard, which is not read. Unpack it first"),
        (95, 0, "packed with XZ, which is not read. Unpack it first"),
        (1234, 0, "packed with method 1234, which is not read. Unpack it first"),
        (0, 1, "the table inside is encrypted. Unpack it first."),
        (99, 1, "the table inside is encrypted. Unpack it first."),
        (14, 0, "file cannot be read: "),
        (12, 0, "file cannot be read: "),
        (8, 0, "file cannot be read: "),
    ],
)
def test_an_archive_that_cannot_be_unpacked_is_told(
    tmp_path: Path, method: int, flags: int, said: str
) -> None:
    result = command("csv", packed(tmp_path / "t.zip", method, flags), "-o", tmp_path / "a")
    assert result.exit_code == 1
    assert f"t.zip: {said}" in result.stderr or said in result.stderr
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_archives_with_any_byte_changed_are_read_or_told(tmp_path: Path, method: int) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        archive.writestr("t.csv", TABLE * 20)
    whole = content.getvalue()
    path = tmp_path / "t.zip"
    outcomes = set()
    for at in range(len(whole)):
        for value in (0, 0xFF, whole[at] ^ 1):
            path.write_bytes(whole[:at] + bytes([value]) + whole[at + 1 :])
            try:
                with open_text.open_text(path) as (text, _):
                    text.read()
                outcomes.add("read")
            except InputError:
                outcomes.add("told")
        path.write_bytes(whole[:at])
        with pytest.raises(InputError):
            open_text.encoding_of(path)
    assert outcomes == {"read", "told"}


@pytest.mark.parametrize("start", ["\ufeff".encode("utf-16-le"), b"\xe9"])
def test_no_encoding_hides_that_a_file_only_unpacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: bytes
) -> None:
    monkeypatch.setattr(open_text, "_UNPACKED", 1 << 20)
    path = tmp_path / "bomb.gz"
    path.write_bytes(gzip.compress(start + b"a," * 4_000_000))
    result = command("csv", path, "-o", tmp_path / "a")
    assert result.exit_code == 1
    assert "it unpacks to more than 200 times its size" in result.stderr


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "t.csv")
    result = command("csv", tmp_path / "t.csv", "-o", tmp_path / "a")
    assert result.exit_code == 1
    assert "t.csv: not a file but a pipe or a device." in result.stderr


@pytest.mark.parametrize("form", ["geojson", "linked-places"])
@pytest.mark.parametrize("value", ["[1]", "5", '"x"', "true", '[{"date": "1986"}]'])
def test_properties_that_are_no_object_are_told_and_no_row_is_lost(
    tmp_path: Path, form: str, value: str
) -> None:
    point = '{"type": "Point", "coordinates": [67, 25]}'
    when = '"when": {"timespans": [{"start": {"in": "1986"}}]}'
    good = f'{{"type": "Feature", {when}, "geometry": {point}, "properties": {{"date": "1986"}}}}'
    bad = f'{{"type": "Feature", {when}, "geometry": {point}, "properties": {value}}}'
    path = tmp_path / "p.geojson"
    path.write_text(
        f'{{"type": "FeatureCollection", "features": [{bad}, {good}]}}', encoding="utf-8"
    )
    found = imported(tmp_path / "a", form, path)
    assert len(found.events) == 1
    (left,) = (row for row in found.report if row["outcome"] == "left out")
    assert (left["row"], left["reason"]) == ("1", "its properties are no object")
    assert json.loads(left["value"]) == json.loads(value)


@pytest.mark.parametrize("ending", ["csv", "geojson", "kml"])
def test_a_guessed_encoding_is_told(tmp_path: Path, ending: str) -> None:
    texts = {
        "csv": "date,place\n1986,Málaga\n",
        "geojson": '{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": '
        'null, "properties": {"date": "1986", "place": "Málaga"}}]}',
        "kml": '<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><name>Málaga</name>'
        "<TimeStamp><when>1986</when></TimeStamp></Placemark></kml>",
    }
    for encoding in ("utf-8", "cp1252"):
        path = tmp_path / f"{encoding}.{ending}"
        path.write_bytes(texts[ending].encode(encoding))
        found = imported(tmp_path / encoding, ending, path)
        told = [row["reason"] for row in found.report if "not UTF-8" in row["reason"]]
        assert len(told) == (encoding == "cp1252")
        assert any("Málaga" in row["place"] + row["title"] for row in found.events.values())


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "example.org", "ftp://example.org", "https://a b", "https://"],
)
def test_an_address_that_is_none_is_told_at_once(tmp_path: Path, address: str) -> None:
    (tmp_path / "t.csv").write_bytes(TABLE)
    result = command("csv", tmp_path / "t.csv", "-o", tmp_path / "a", "--source-url", address)
    assert result.exit_code == 2
    assert f"--source-url '{address}': not a web address." in result.stderr
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize("option", ["--title", "--source"])
def test_letters_that_turn_a_line_round_are_not_taken_over(tmp_path: Path, option: str) -> None:
    (tmp_path / "t.csv").write_bytes(TABLE)
    found = imported(tmp_path / "a", "csv", tmp_path / "t.csv", option, "a\u202eb\nc")
    assert found.atlas()
    written = (tmp_path / "a" / "mapgen.toml").read_text("utf-8") + json.dumps(found.sources)
    assert "\u202e" not in written
    assert "\\u202e" not in written
    assert "ab c" in written


@pytest.mark.skipif(os.name != "posix", reason="links need a permission on Windows")
def test_a_bibliography_beside_the_table_is_no_way_out(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "secret.json").write_text('[{"id": "secret-key-1"}]', encoding="utf-8")
    (tmp_path / "theirs" / "t.csv").write_bytes(TABLE)
    (tmp_path / "theirs" / "t.csv-sources.json").symlink_to("../secret.json")
    result = command("csv", tmp_path / "theirs" / "t.csv", "-o", tmp_path / "a")
    assert result.exit_code == 1
    assert "leads out of the folder" in result.stderr
    assert "secret-key" not in result.output
