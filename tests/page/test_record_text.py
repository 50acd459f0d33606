"""The record without scripts: what of its citations stands in it."""

from __future__ import annotations

import re
from pathlib import Path

from mapgen.page.document.record import isolated, without_marks


def test_citations_lead_to_their_sources_and_carry_nothing_for_scripts(small_page: str) -> None:
    page = Path(small_page.removeprefix("file://")).read_text(encoding="utf-8")
    record = page[
        page.index('id="mg-record"') : page.index("</main>", page.index('id="mg-record"'))
    ]
    cited = re.findall(r"\[<a href=#ref-([\w-]+)>\d+</a>", record)
    assert cited
    assert set(cited) <= set(re.findall(r"<li id=ref-([\w-]+)>", record))
    assert "data-key" not in record
    assert "mg-cite" not in record


def test_only_the_marks_of_citations_are_left_out() -> None:
    kept = 'He wrote data-key="x" and <code>&lt;sup class="mg-cite"&gt;</code> '
    cited = '<sup class="mg-cite"><a href="#ref-a" data-key="a">1, p. 3</a></sup>.'
    assert without_marks(kept + cited) == kept + "[<a href=#ref-a>1, p. 3</a>]."


def test_only_what_runs_against_the_page_is_isolated() -> None:
    assert isolated("Orangi & Town, 8 August 1986", "ltr") == "Orangi &amp; Town, 8 August 1986"
    assert isolated("Ōrangī – «Zürich»", "ltr") == "Ōrangī – «Zürich»"
    for text in ("اورنگی", "١٩٨٦", "שלום", "a\u202eb"):
        assert isolated(f"{text} 1986", "ltr") == f"<bdi>{text} 1986</bdi>"
    # Numbers and Latin letters both change their places in a line that runs from the right.
    assert isolated("1986–1990", "rtl") == "<bdi>1986–1990</bdi>"
