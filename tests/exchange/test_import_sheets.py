"""Workbooks: cells of all kinds, several sheets, and files that are none."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from imported import FILES, command, imported

pytest.importorskip("python_calamine")
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ROWS = [
    ["id", "date", "title", "lat", "lon", "killed"],
    ["a", 45444, "A march & more", 24.86, 67.01, 3],
    ["b", "1990-05", "كراچی", "24,86", 67, None],
]


def cell(value: object, style: int) -> str:
    if value is None:
        return "<c/>"
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c s="{style}"><v>{value}</v></c>'


def xlsx(path: Path, *, merged: str = "", **sheets: list[list[object]]) -> Path:
    """Write a workbook by hand; whole numbers over 10,000 are shown as days.

    The cells `merged` ("B2:B4") of each sheet are one.
    """
    joined = f'<mergeCells><mergeCell ref="{merged}"/></mergeCells>' if merged else ""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        names = list(sheets)
        parts = "".join(
            f'<sheet name="{name}" sheetId="{at}" r:id="r{at}"/>'
            for at, name in enumerate(names, start=1)
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook {MAIN} xmlns:r="{RELATIONS}"><sheets>{parts}</sheets></workbook>',
        )
        links = "".join(
            f'<Relationship Id="r{at}" Type="{RELATIONS}/worksheet" Target="worksheets/s{at}.xml"/>'
            for at in range(1, len(names) + 1)
        )
        links += f'<Relationship Id="s" Type="{RELATIONS}/styles" Target="styles.xml"/>'
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="w" '
            f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/styles.xml",
            f'<styleSheet {MAIN}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
            "</styleSheet>",
        )
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        )
        for at, name in enumerate(names, start=1):
            rows = "".join(
                "<row>"
                + "".join(cell(v, int(isinstance(v, int) and v > 10_000)) for v in row)
                + "</row>"
                for row in sheets[name]
            )
            archive.writestr(
                f"xl/worksheets/s{at}.xml",
                f"<worksheet {MAIN}><sheetData>{rows}</sheetData>{joined}</worksheet>",
            )
    return path


def ods(path: Path, rows: list[list[object]]) -> Path:
    space = "urn:oasis:names:tc:opendocument:xmlns"
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(str(v or ""))}</text:p>'
            "</table:table-cell>"
            for v in row
        )
        + "</table:table-row>"
        for row in rows
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{space}:manifest:1.0"/>'
        )
        archive.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{space}:office:1.0" '
            f'xmlns:table="{space}:table:1.0" xmlns:text="{space}:text:1.0"><office:body>'
            f'<office:spreadsheet><table:table table:name="T">{cells}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path


def test_cells_of_a_workbook_are_read_as_they_are_meant(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "t.xlsx", Empty=[], Events=ROWS, Notes=[["x"]])
    found = imported(tmp_path / "a", "xlsx", path)
    assert found.events["a"]["date"] == "2024-06-01"
    assert found.events["a"]["deaths"].startswith("3 ")
    assert (found.events["a"]["latitude"], found.events["a"]["longitude"]) == ("24.86", "67.01")
    assert (found.events["b"]["title"], found.events["b"]["latitude"]) == ("كراچی", "24.86")
    assert found.events["b"]["longitude"] == "67"
    assert "the sheet Events was read, not Empty, Notes" in [row["reason"] for row in found.report]
    assert len(found.atlas().events) == 2


def test_a_cell_merged_over_rows_is_in_each_of_them(tmp_path: Path) -> None:
    rows = [
        ["List of events", None, None],
        [None, None, None],
        ["date", "city", "title"],
        ["1901", "Karachi", "One"],
        ["1902", None, "Two"],
        ["1903", None, "Three"],
        ["1904", None, "Four"],
    ]
    path = xlsx(tmp_path / "t.xlsx", merged="B4:B6", Events=rows)
    found = imported(tmp_path / "a", "xlsx", path)
    cities = {event["title"]: event["city"] for event in found.events.values()}
    assert cities == {"One": "Karachi", "Two": "Karachi", "Three": "Karachi", "Four": ""}
    assert found.left_out() == [("1", "", "List of events")]


def test_a_sheet_of_libreoffice_is_read_alike(tmp_path: Path) -> None:
    rows = [ROWS[0], ["a", "1990-05-26", "A", "24.86", "67.01", "3"], ["b", "5/6/1990", "B"]]
    rows[2] += ["24", "67", ""]
    found = imported(tmp_path / "a", "ods", ods(tmp_path / "t.ods", rows))
    assert found.events["a"]["date"] == "1990-05-26"
    assert found.left_out() == [("3", "date", "5/6/1990")]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04rest", b"date\n1990\n", b"\xd0\xcf\x11\xe0"])
@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_what_is_no_workbook_is_refused_by_name(tmp_path: Path, form: str, content: bytes) -> None:
    path = tmp_path / f"t.{form}"
    path.write_bytes(content)
    result = command(form, path, "-o", tmp_path / "a")
    assert result.exit_code == 1
    assert result.output.startswith(f"t.{form}: ")
    assert "CSV" in result.output
    assert not (tmp_path / "a").exists()


def test_a_workbook_that_unpacks_to_far_more_is_refused(tmp_path: Path) -> None:
    small = xlsx(tmp_path / "s.xlsx", Events=[["date"], ["1990"]])
    path = tmp_path / "t.xlsx"
    rows = "<row><c><v>1</v></c></row>" * 6_000_000
    with (
        zipfile.ZipFile(small) as before,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as after,
    ):
        for name in before.namelist():
            text = before.read(name).decode()
            after.writestr(name, text.replace("<sheetData>", f"<sheetData>{rows}"))
    assert path.stat().st_size < 2**20
    result = command("xlsx", path, "-o", tmp_path / "a")
    assert result.exit_code == 1
    assert result.output.startswith("t.xlsx: ")


def test_a_data_set_with_a_codebook_is_read_from_a_workbook(tmp_path: Path) -> None:
    with (FILES / "acled-new.csv").open(encoding="utf-8", newline="") as file:
        rows: list[list[object]] = list(csv.reader(file))  # type: ignore[arg-type]
    xlsx(tmp_path / "acled.xlsx", data=rows)
    table = imported(tmp_path / "a", "acled", FILES / "acled-new.csv")
    found = imported(tmp_path / "b", "acled", tmp_path / "acled.xlsx")
    assert found.events == table.events
    assert len(found.left_out()) == len(table.left_out())
