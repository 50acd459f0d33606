"""BibTeX, RIS and CSL-JSON of the cited sources: nothing lost, nothing that breaks a reader."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from reading_back import whole

from mapgen.atlas.atlas import Atlas
from mapgen.exchange.common.event_cells import cited_sources
from mapgen.exchange.formats.bibtex import write as bibtex
from mapgen.exchange.formats.bibtex.write import to_bibtex
from mapgen.exchange.formats.csl_json.write import to_csl_json
from mapgen.exchange.formats.ris import write as ris
from mapgen.exchange.formats.ris.write import to_ris
from mapgen.notation.rich_text import plain
from mapgen.records.csl_item import TYPES
from mapgen.records.sources import Source


def entries(text: str) -> dict[str, tuple[str, dict[str, str]]]:
    """BibTeX read as BibTeX reads it: braces counted, whatever stands before them."""
    found: dict[str, tuple[str, dict[str, str]]] = {}
    at = 0
    while (start := text.find("@", at)) >= 0:
        head = re.compile(r"@(\w+)\{([^\s,{}]+),\s*").match(text, start)
        assert head, text[start : start + 60]
        at = head.end()
        fields: dict[str, str] = {}
        while text[at] != "}":
            name = re.compile(r"(\w+) = ").match(text, at)
            assert name, text[at : at + 60]
            at = name.end()
            end = at
            depth = 0
            while depth or text[end] != ",":
                depth += {"{": 1, "}": -1}.get(text[end], 0)
                assert depth >= 0
                end += 1
            fields[name[1]] = text[at:end]
            at = re.compile(r"\s*").match(text, end + 1).end()  # type: ignore[union-attr]
        at += 1
        found[head[2]] = (head[1], fields)
    return found


def unescaped(value: str) -> str:
    """What TeX prints for a value."""
    value = value.removeprefix("{").removesuffix("}")
    value = value.removeprefix("{").removesuffix("}") if value.startswith("{") else value
    value = re.sub(r"\\text(?:it|bf|sc|subscript|superscript)\{([^{}]*)\}", r"\1", value)
    for tex, letter in (
        (r"\textbraceleft{}", "\0"), (r"\textbraceright{}", "\1"), (r"\textasciitilde{}", "~"),
        (r"\textasciicircum{}", "^"), (r"\textbackslash{}", "\2"), (r"\&", "&"), (r"\%", "%"),
        (r"\$", "$"), (r"\#", "#"), (r"\_", "_"),
    ):  # fmt: skip
        value = value.replace(tex, letter)
    assert not re.search(r"[\\{}]", value), value
    return value.replace("\0", "{").replace("\1", "}").replace("\2", "\\")


def test_every_cited_source_is_a_bibtex_entry(atlas: Atlas) -> None:
    found = entries(whole(to_bibtex(atlas)).decode("utf-8"))
    sources = cited_sources(atlas)
    assert len(found) == len(sources)
    for (kind, fields), source in zip(found.values(), sources, strict=True):
        assert kind in {*bibtex.TYPES.values(), "misc"}
        title = " ".join(plain(str(source.csl.get("title", ""))).split())
        assert unescaped(fields.get("title", "{}")) == title
        if source.url:
            assert fields["url"] == f"{{{source.url}}}"
        if source.year:
            assert fields["year"] == f"{{{source.year}}}"


def test_specials_of_tex_are_printed_and_not_run(hard: Atlas) -> None:
    _, fields = entries(whole(to_bibtex(hard)).decode("utf-8"))["sly/2001"]
    assert unescaped(fields["title"]) == plain(hard.bibliography["sly/2001"].csl["title"])
    assert r'A \textbf{"bold"} \& ' in fields["title"]
    assert unescaped(fields["journal"]) == "Blood & Iron_Works"
    assert fields["author"] == (
        r"{O'Brien \& Sons, \textbraceleft{}J\textbraceright{} and {Smith and Sons, Ltd}}"
    )
    assert fields["month"] == "feb"
    assert fields["date"] == "{2001-02~}"
    assert fields["pages"] == "{3--5}"
    assert fields["entrysubtype"] == "{newspaper}"


def test_books_and_reports_have_their_own_types(hard: Atlas) -> None:
    kind, fields = entries(whole(to_bibtex(hard)).decode("utf-8"))["ali2005"]
    assert (kind, fields["author"], fields["publisher"]) == ("book", "{Ali, A.}", "{A press}")


def records(text: str) -> dict[str, list[tuple[str, str]]]:
    """RIS read as the specification says: a tag, two blanks, a hyphen, a blank, a value."""
    found: dict[str, list[tuple[str, str]]] = {}
    tags: list[tuple[str, str]] = []
    assert "\n" not in text.replace("\r\n", "")
    for line in text.split("\r\n"):
        if not line:
            continue
        tag = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line)
        assert tag, line
        tags.append((tag[1], tag[2]))
        if tag[1] == "ER":
            assert tags[0][0] == "TY"
            found[dict(tags)["ID"]] = tags
            tags = []
    assert not tags
    return found


def test_every_cited_source_is_a_ris_record(atlas: Atlas) -> None:
    found = records(whole(to_ris(atlas)).decode("utf-8"))
    sources = cited_sources(atlas)
    assert list(found) == [source.key for source in sources]
    for tags, source in zip(found.values(), sources, strict=True):
        values = dict(tags)
        title = plain(str(source.csl.get("title", "")))
        assert values.get("TI", "") == " ".join(title.split())
        assert values.get("UR", "") == source.csl.get("URL", "")
        if source.year:
            assert values["PY"] == f"{source.year:04d}"


def test_a_value_cannot_end_a_ris_record(hard: Atlas) -> None:
    tags = records(whole(to_ris(hard)).decode("utf-8"))["sly/2001"]
    assert ("N1", "ER -") in tags
    assert ("DA", "2001/02//about") in tags
    assert [value for tag, value in tags if tag == "AU"] == [
        "O'Brien & Sons, {J}",
        "Smith and Sons Ltd",
    ]
    assert (("SP", "3") in tags, ("EP", "5") in tags) == (True, True)


def test_no_line_break_in_a_source_forges_a_record(hard: Atlas) -> None:
    found = records(whole(to_ris(hard)).decode("utf-8"))
    assert "forged" not in found
    assert set(found) == {source.key for source in cited_sources(hard)}
    tags = found["torn/2002"]
    assert [tag for tag, _ in tags].count("ER") == [tag for tag, _ in tags].count("TY") == 1
    forged = re.compile(r"ER - TY - BOOK ID - forged TI - Forged")
    fields = ("TI", "T2", "PB", "CY", "ET", "VL", "IS", "SP", "M3", "DO", "LA", "DA")
    assert all(forged.search(value) for tag, value in tags if tag in fields)
    assert len([value for tag, value in tags if tag in {"AU", "A2", "A4"}]) == 9


def test_no_line_break_in_a_source_forges_an_entry(hard: Atlas) -> None:
    text = whole(to_bibtex(hard)).decode("utf-8")
    found = entries(text)
    assert "forged" not in found
    assert len(text.splitlines()) == text.count("\n")
    kind, fields = found["torn-2002" if "torn-2002" in found else "torn/2002"]
    assert kind == "techreport"
    assert unescaped(fields["title"]).endswith("} @book{forged, title = {x}}")
    assert all("\n" not in value for value in fields.values())


def test_days_are_written_as_ris_wants_them(hard: Atlas) -> None:
    tags = dict(records(whole(to_ris(hard)).decode("utf-8"))["dawn1985"])
    assert (tags["TY"], tags["PY"], tags["DA"]) == ("NEWS", "1985", "1985/04/16/")
    assert tags["T2"] == "Dawn"


def source(item: dict[str, Any]) -> Source:
    """A source whose item is as given; what is said of it elsewhere plays no part in a format."""
    return Source("key", item, "", (), "", None, "", "", "")


def tags_of(item: dict[str, Any]) -> list[tuple[str, str]]:
    return next(iter(records(ris.entry(source(item))).values()))


def fields_of(item: dict[str, Any]) -> dict[str, str]:
    return next(iter(entries(bibtex.entry(source(item))).values()))[1]


def test_markup_of_titles_is_printed_by_tex_and_left_out_of_ris() -> None:
    item = {
        "type": "article-journal",
        "title": '<i>Dawn</i> & CO<sub>2</sub>, a < b, <span class="nocase">iOS</span>',
        "container-title": '<span style="font-variant:small-caps;">Area</span> <i>half',
    }
    fields = fields_of(item)
    assert fields["title"] == r"{{\textit{Dawn} \& CO\textsubscript{2}, a < b, {iOS}}}"
    assert fields["journal"] == r"{\textsc{Area} <i>half}"
    tags = dict(tags_of(item))
    assert (tags["TI"], tags["T2"]) == ("Dawn & CO2, a < b, iOS", "Area <i>half")


@pytest.mark.parametrize("before", ["", "https://doi.org/", "http://dx.doi.org/", "doi: "])
def test_a_doi_is_neither_escaped_nor_an_address(before: str) -> None:
    item = {"type": "article-journal", "DOI": f"{before}10.1016/S0022-0752(98)90_1%2#3"}
    assert fields_of(item)["doi"] == "{10.1016/S0022-0752(98)90_1%2#3}"
    assert dict(tags_of(item))["DO"] == "10.1016/S0022-0752(98)90_1%2#3"


def test_a_brace_in_a_doi_or_address_does_not_end_the_field() -> None:
    fields = fields_of({"DOI": "10.1/a}{b", "URL": "https://example.org/{a}"})
    assert (fields["doi"], fields["url"]) == ("{10.1/a%7D%7Bb}", "{https://example.org/%7Ba%7D}")


def test_the_parts_of_a_name_series_and_other_dates_are_carried() -> None:
    item = {
        "type": "book",
        "author": [{"dropping-particle": "de", "non-dropping-particle": "la", "family": "Fontaine",
                    "given": "J.", "suffix": "Jr."}],
        "collection-title": "Old books",
        "original-date": {"date-parts": [[1668]]},
        "accessed": {"date-parts": [[2026, 3, 5]]},
    }  # fmt: skip
    fields = fields_of(item)
    assert fields["author"] == "{de la Fontaine, Jr., J.}"
    assert fields["series"] == "{Old books}"
    assert (fields["origdate"], fields["urldate"]) == ("{1668}", "{2026-03-05}")
    tags = tags_of(item)
    assert ("AU", "de la Fontaine, J., Jr.") in tags
    assert {("T3", "Old books"), ("Y2", "2026/03/05/")} <= set(tags)


@pytest.mark.parametrize(
    ("issued", "wanted"),
    [
        ({"date-parts": [[1986]]}, [("PY", "1986")]),
        ({"date-parts": [["1986", "12"]]}, [("PY", "1986"), ("DA", "1986/12//")]),
        ({"date-parts": [[1986], [1987]]}, [("PY", "1986")]),
        ({"literal": "autumn 1986"}, [("PY", "1986"), ("DA", "1986///autumn 1986")]),
        ({}, []),
    ],
)
def test_dates_of_all_kinds(issued: dict[str, Any], wanted: list[tuple[str, str]]) -> None:
    tags = tags_of({"issued": issued})
    assert [(tag, value) for tag, value in tags if tag in {"PY", "DA"}] == wanted


def test_types_are_types_of_csl() -> None:
    assert set(bibtex.TYPES) <= set(TYPES)
    assert set(ris.TYPES) <= set(TYPES)


def test_csl_json_is_what_was_given(atlas: Atlas) -> None:
    items = json.loads(whole(to_csl_json(atlas)))
    assert items == [dict(source.csl) for source in cited_sources(atlas)]


def test_a_source_that_nothing_cites_stays_at_home(hard: Atlas) -> None:
    from dataclasses import replace

    one = replace(hard, rows=hard.rows.take(hard.rows["id"] == "1991-karachi-east"))
    assert [item["id"] for item in json.loads(whole(to_csl_json(one)))] == ["ali2005", "storyonly"]


def test_the_same_atlas_gives_the_same_bytes(atlas: Atlas) -> None:
    for write in (to_bibtex, to_ris, to_csl_json):
        assert whole(write(atlas)) == whole(write(atlas))
