"""Cells that are written in HTML, in all formats that have texts of others."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imported import imported

from mapgen.exchange.common.markup import words_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("<P><i>Reference:</i></P>\n<p>Two <b>dead</b>.</p>", "Reference: Two dead."),
        ("one<br>two<BR/>three", "one two three"),
        ("R&amp;D, Tom&#39;s &quot;inn&quot;&nbsp;x", "R&D, Tom's \"inn\"\u00a0x"),
        ("&lt;p&gt;Fire&lt;/p&gt;", "Fire"),
        ('see <a href="https://example.org/a">the report</a>.',
         "see the report (https://example.org/a)."),
        ('<a href="https://example.org/a">https://example.org/a</a>', "https://example.org/a"),
        ('<a href="javascript:alert(1)">x</a>', "x"),
        ('<img src="a.png" alt="a bridge"> burns', "a bridge burns"),
        ("a<script>alert(1)</script>b<style>p{}</style>", "ab"),
        ("<!-- hidden -->seen", "seen"),
        ("<li>one<li>two", "one two"),
        ("<b>never closed", "never closed"),
        ("<script>never closed", ""),
        ("<p>5 < 6 and <12 dead></p>", "5 < 6 and <12 dead>"),
        ("<p>said <someone> there</p>", "said <someone> there"),
    ],
)  # fmt: skip
def test_words_are_taken_out_of_elements(cell: str, words: str) -> None:
    assert words_of(cell) == words


@pytest.mark.parametrize(
    "cell",
    ["5 < 6", "a <12 dead> b", "<unknown>", "A&B", "AT&T; C&nosuch; D", "a <- b -> c", "x&y;"],
)
def test_what_is_no_html_stays(cell: str) -> None:
    assert words_of(cell) == cell


@given(st.text())
def test_a_text_without_its_signs_is_never_changed(text: str) -> None:
    plain = text.replace("<", "").replace("&", "")
    assert words_of(plain) == plain


@given(st.text(alphabet="<>/&;#abp ='\"x!-1"))
def test_no_element_of_html_is_left(text: str) -> None:
    assert "<p>" not in words_of(words_of(text)).lower()


def _csv(path: Path) -> tuple[str, Path]:
    path.write_text(
        "date,latitude,longitude,title,place,summary\n"
        "1990-05-26,25.39,68.37,Shots &amp; fire,<b>Pakka</b> Qila,<p>Two <i>dead</i>.</p>\n",
        "utf-8",
    )
    return "csv", path


def _geojson(path: Path) -> tuple[str, Path]:
    properties = {
        "date": "1990-05-26",
        "title": "Shots &amp; fire",
        "place": "<b>Pakka</b> Qila",
        "summary": "<p>Two <i>dead</i>.</p>",
    }
    geometry = {"type": "Point", "coordinates": [68.37, 25.39]}
    feature = {"type": "Feature", "geometry": geometry, "properties": properties}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
    return "geojson", path


def _kml(path: Path) -> tuple[str, Path]:
    path.write_text(
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark>'
        "<name>Shots &amp;amp; fire</name><TimeStamp><when>1990-05-26</when></TimeStamp>"
        "<description><![CDATA[<p>Two <i>dead</i>.</p>]]></description>"
        '<ExtendedData><Data name="place"><value><![CDATA[<b>Pakka</b> Qila]]></value></Data>'
        "</ExtendedData><Point><coordinates>68.37,25.39</coordinates></Point>"
        "</Placemark></Document></kml>",
        "utf-8",
    )
    return "kml", path


@pytest.mark.parametrize("write", [_csv, _geojson, _kml])
def test_every_format_prints_the_words(tmp_path: Path, write) -> None:
    form, path = write(tmp_path / "t.x")
    (event,) = imported(tmp_path / "a", form, path).events.values()
    assert (event["title"], event["place"]) == ("Shots & fire", "Pakka Qila")
    assert event["summary"].startswith("Two dead [@")
