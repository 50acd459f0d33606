"""Exports of Atlos: the table, and the archive, of which the source material is left alone."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

from imported import Imported, command, imported

TABLE = """\
slug,project,inserted_at,updated_at,latitude,longitude,sensitive,description,date,geolocation_resolution,more_info,source_1,source_2,Incident Type
ATL-AAA111,Roads,2024-02-01,2024-02-02,24.86,67.01,Not Sensitive,A bridge is hit at night,2024-01-31,Exact,It was closed.,https://example.org/a,https://example.org/b,Shelling
ATL-BBB222,Roads,2024-02-01,2024-02-02,24.9,67.1,Not Sensitive,A road is cut,2024-02-03,Locality,,https://example.org/c,,"Shelling, Fire"
ATL-CCC333,Roads,2024-02-01,2024-02-02,,,Not Sensitive,Nobody knows when this was,,,,,,
"""


def incident(slug: str, **more: Any) -> dict[str, Any]:
    return {
        "slug": slug, "id": "0f", "attr_description": "A bridge is hit at night",
        "attr_date": "2024-01-31", "attr_geolocation_resolution": "Exact",
        "attr_geolocation": {"type": "Point", "coordinates": [67.01, 24.86]},
        "attr_more_info": "It was closed.", "attr_sensitive": ["Not Sensitive"],
        "attr_tags": ["night", "road"], "deleted": False,
        "project": {"name": "Roads", "code": "RD"},
        "project_attributes": [{"name": "Incident Type", "id": "x", "value": ["Shelling"]}],
        "versions": [{"source_url": "https://example.org/a"}],
        "source_material": [{"source_url": "https://example.org/a"},
                            {"source_url": "https://example.org/b"}],
    } | more  # fmt: skip


def archive(path: Path, **files: bytes) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        for name, content in files.items():
            made.writestr(f"atlos-export-2024-02-04/{name.replace('__', '/')}", content)
    return path


def check(found: Imported) -> None:
    first = next(iter(found.events.values()))
    names = ("title", "date", "place_precision", "category", "latitude", "longitude")
    assert [first[name] for name in names] == [
        "A bridge is hit at night", "2024-01-31", "spot", "shelling", "24.86", "67.01",
    ]  # fmt: skip
    addresses = {source.get("URL") for source in found.sources.values()}
    assert {"https://example.org/a", "https://example.org/b"} <= addresses
    assert first["summary"].startswith("A bridge is hit at night [@")
    assert "It was closed [@" in first["summary"]
    assert first["project"] == "Roads"
    assert found.atlas().warnings == ()


def test_the_table(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(TABLE, "utf-8")
    found = imported(tmp_path / "a", "atlos", tmp_path / "t.csv")
    check(found)
    assert len(found.events) == 2
    assert [column for _, column, _ in found.left_out()] == ["date"]
    assert list(found.events.values())[1]["place_precision"] == "neighbourhood"


def test_the_archive(tmp_path: Path) -> None:
    one = json.dumps(incident("ATL-AAA111")).encode()
    path = archive(
        tmp_path / "t.zip",
        **{
            "RD-AAA111__metadata.json": one,
            "RD-AAA111__updates.json": b"[]",
            "RD-AAA111__RD-AAA111-1__metadata.json": b'{"source_url": "https://example.org/a"}',
            "RD-AAA111__RD-AAA111-1__media_RD-AAA111-1.mp4": b"\x00" * 1000,
            "RD-BBB222__metadata.json": json.dumps(incident("ATL-B", deleted=True)).encode(),
            "RD-CCC333__metadata.json": b"{",
            "RD-DDD444__metadata.json": json.dumps(
                incident("ATL-D", attr_geolocation=None)
            ).encode(),
        },
    )
    found = imported(tmp_path / "a", "atlos", path)
    check(found)
    assert [event["latitude"] for event in found.events.values()] == ["24.86", ""]
    assert "1 rows do not meet the options" in found.said  # deleted
    assert [value for _, _, value in found.left_out()] == [
        "atlos-export-2024-02-04/RD-CCC333/metadata.json"
    ]


def test_an_archive_of_something_else_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "t.zip", deep__er__metadata__json=b"{}", other__txt=b"x")
    result = command("atlos", path, "-o", tmp_path / "a")
    assert result.exit_code == 1
    assert "t.zip" in result.output
    (tmp_path / "u.zip").write_bytes(b"PK no zip")
    assert command("atlos", tmp_path / "u.zip", "-o", tmp_path / "a").exit_code == 1
