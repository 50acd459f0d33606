"""Sources from CSL-JSON, RIS and BibTeX: what others write, and what an export wrote itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapgen.exchange.common.csl_fields import dates, names, plain_text, text
from mapgen.exchange.formats.bibtex import read_sources as bibtex
from mapgen.exchange.formats.bibtex import write as bibtex_writer
from mapgen.exchange.formats.ris import read_sources as ris
from mapgen.exchange.formats.ris import write as ris_writer
from mapgen.exchange.source_texts import (
    SourceTextError,
    bare_address,
    new_key,
    read_sources,
    same_source,
)
from mapgen.notation.citations import is_key
from mapgen.records.sources import read_sources as read_file

ROOT = Path(__file__).parents[2]
RIS = """\
TY  - NEWS
AU  - Ali, Imtiaz
AU  - Reuters
TI  - Curfew in
 Karachi
JO  - Dawn
PY  - 1986
DA  - 1986/12/15/
SP  - 1
EP  - 4
UR  - https://www.dawn.com/1
N1  - kind: contemporary-report
ER  -

TY  - BOOK
A1  - Hasan, Arif
BT  - Land
Y1  - about 1999
ER  -
"""
BIBTEX = r"""
@comment{nothing}
@string{dawn = "Dawn"}
@article{ali86,
  author = {Ali, Imtiaz and {Reuters and others} and Jos{\'e} Mu\~noz},
  title = "{Curfew} in \textit{Kar{\"a}chi} \& beyond",
  journal = dawn # { (Karachi)},
  year = 1986, month = dec, day = 15, pages = {1--4},
  entrysubtype = {newspaper},
  url = {https://www.dawn.com/a\_b},
}
@book(hasan, title = {Land}, year = {about 1999})
"""


def test_ris_of_others_is_read() -> None:
    first, second = read_sources(RIS)
    assert first == {
        "id": "", "type": "article-newspaper", "title": "Curfew in Karachi",
        "author": [{"family": "Ali", "given": "Imtiaz"}, {"literal": "Reuters"}],
        "container-title": "Dawn", "page": "1–4", "issued": {"date-parts": [[1986, 12, 15]]},
        "URL": "https://www.dawn.com/1", "note": "kind: contemporary-report",
    }  # fmt: skip
    assert (second["title"], second["issued"]) == ("Land", {"literal": "about 1999"})


def test_bibtex_of_others_is_read() -> None:
    first, second = read_sources(BIBTEX)
    assert first == {
        "id": "ali86", "type": "article-newspaper", "title": "Curfew in <i>Karächi</i> & beyond",
        "author": [
            {"family": "Ali", "given": "Imtiaz"}, {"literal": "Reuters and others"},
            {"family": "Muñoz", "given": "José"},
        ],
        "container-title": "Dawn (Karachi)", "issued": {"date-parts": [[1986, 12, 15]]},
        "page": "1–4", "URL": "https://www.dawn.com/a_b",
    }  # fmt: skip
    assert (second["id"], second["title"]) == ("hasan", "Land")
    assert second["issued"] == {"literal": "about 1999"}


def test_what_an_export_wrote_comes_back() -> None:
    sources = read_file(ROOT / "sources.json")[0]
    for writer, reader in ((ris_writer, ris), (bibtex_writer, bibtex)):
        for source in sources.values():
            (item,) = reader.read(writer.entry(source))
            assert item["id"] == source.key
            for role in ("author", "editor"):
                assert [
                    (n.family or n.literal.replace(",", ""), n.given) for n in names(item, role)
                ] == [
                    (n.family or n.literal.replace(",", ""), n.given)
                    for n in names(source.csl, role)
                ], source.key
            for field in ("title", "publisher", "URL", "language", "volume"):
                assert plain_text(item, field) == plain_text(source.csl, field), (source.key, field)
            written = dates(source.csl)
            if not written.words and len(written.parts) == 1:
                assert dates(item).parts == written.parts, source.key


def test_a_key_is_new_and_can_be_cited() -> None:
    item = {"id": "1/ABC", "author": [{"family": "Ñandú", "given": "X"}],
            "issued": {"date-parts": [[1986]]}}  # fmt: skip
    assert new_key(item, ()) == "nandu1986"
    assert new_key(item, {"nandu1986"}) == "nandu1986b"
    assert new_key({"id": "free"}, ()) == "free"
    assert new_key({"title": "کراچی"}, ()) == "source"


def test_a_source_that_is_there_is_known_by_its_address_or_its_title_and_day() -> None:
    known = {"a": {"URL": "http://dawn.com/1/", "title": "T", "issued": {"date-parts": [[1986]]}},
             "b": {"DOI": "10.1/X"}}  # fmt: skip
    assert same_source({"URL": "https://www.dawn.com/1?utm_source=x#top"}, known) == "a"
    assert same_source({"DOI": "https://doi.org/10.1/x"}, known) == "b"
    assert same_source({"title": "t", "issued": {"date-parts": [[1986]]}}, known) == "a"
    assert same_source({"title": "T"}, known) == ""
    assert bare_address("https://www.x.org/") == "x.org"


@pytest.mark.parametrize("wrong", ["", "hello", "[1]", "{", "[]", "[" * 9000])
def test_what_is_no_bibliography_is_said_so(wrong: str) -> None:
    with pytest.raises(SourceTextError):
        read_sources(wrong)


@given(st.text(st.sampled_from("@a{}\",=#\\'\n TY-ER AU1[]:~%"), max_size=60))
def test_any_text_is_sources_or_none(given: str) -> None:
    for prefix in ("", "@a{b,", "TY  - BOOK\n"):
        try:
            found = read_sources(prefix + given)
        except SourceTextError:
            continue
        assert json.loads(json.dumps(found)) == found
        taken: set[str] = set()
        for item in found:
            key = new_key(item, taken)
            assert is_key(key)
            assert text(item, "title") is not None
            assert key not in taken
            taken.add(key)
