"""Files made to hurt a reader: a clear word, and neither the memory nor the evening is gone."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest
from imported import command, imported

from mapgen.exchange.common import csv_rows, open_text


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
