from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from examples import examples
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mapgen.notation import markdown
from mapgen.notation.markdown import render_page
from mapgen.notation.sentences import MARK, sentences, uncited
from mapgen.notation.summaries import Summary, parse_summary
from mapgen.page.payload import readings


def read(text: str) -> Summary:
    summary, faults = parse_summary(text)
    assert faults == ()
    return summary


def cite(number: str, key: str) -> str:
    return f'<a href="#ref-{key}" data-key="{key}">{number}</a>'


def test_citations_are_numbered_in_order_of_first_citation():
    summary = read("The army came [@b, p. 3]. It left [@a; @b]. All said so [@a].")
    assert summary.keys == ("b", "a")
    assert summary.html == (
        f'<p>The army came <sup class="mg-cite">{cite("1, p. 3", "b")}</sup>. '
        f'It left <sup class="mg-cite">{cite("2", "a")}; {cite("1", "b")}</sup>. '
        f'All said so <sup class="mg-cite">{cite("2", "a")}</sup>.</p>'
    )
    assert summary.plain == "The army came. It left. All said so."
    assert [c.locator for c in summary.citations] == ["p. 3", "", "", ""]


def test_emphasis_links_and_lists_are_html():
    html = read("**Dead** and *hurt*, [a page](https://x.org/?a=1&b=2) says [@a].").html
    assert "<strong>Dead</strong>" in html
    assert "<em>hurt</em>" in html
    assert '<a href="https://x.org/?a=1&amp;b=2" rel="noopener noreferrer">a page</a>' in html
    html = read("Two things:\n\n- one [@a]\n- two [@b].").html
    assert html.count("<li>") == 2


def test_code_spans_and_escapes_are_no_citations():
    summary = read(r"See `[@code]`, \@name and \[@y\] [@a].")
    assert summary.keys == ("a",)
    assert "<code>[@code]</code>" in summary.html
    assert "@name and [@y]" in summary.plain


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> [@a].",
        "<img src=x onerror=alert(1)> [@a].",
        "x <b onclick='y'>z</b> [@a].",
        "${alert(1)} {{7*7}} [@a].",
        "</script><svg/onload=alert(1)> [@a].",
        "x [@a, <img src=x onerror=y>].",
        'x [@a, "><script>].',
        "&lt;script&gt; [@a].",
    ],
)
def test_hostile_text_is_shown_as_written(text):
    summary, _ = parse_summary(text)
    assert_safe(summary.html)
    assert "<script" not in summary.html
    assert "<img" not in summary.html


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//x.org", "page.html", "vbscript:x"]
)
def test_a_link_that_is_not_http_stays_text_and_is_a_fault(url):
    summary, faults = parse_summary(f"[x]({url}) [@a].")
    assert [fault.message for fault in faults] == ["not a web link"]
    assert "href" not in summary.html.replace('href="#ref-a"', "")


def test_an_image_is_never_loaded():
    assert "<img" not in read("![x](https://x.org/y.png) [@a].").html


def test_a_sentence_without_a_citation_is_quoted():
    _, faults = parse_summary("Cited [@a]. This one is not. Cited again [@b].")
    assert [(fault.message, fault.value) for fault in faults] == [
        ("a sentence without a citation", "This one is not.")
    ]


def test_every_item_of_a_list_needs_a_citation():
    _, faults = parse_summary("Two things:\n\n- one [@a]\n- two")
    assert [fault.value for fault in faults] == ["two"]


@pytest.mark.parametrize(
    "text", ["[see @a] x [@b].", "@a says so [@b].", "x [@a [@b].", "x (@a) [@b]."]
)
def test_what_looks_like_a_citation_and_is_none_is_a_fault(text):
    _, faults = parse_summary(text)
    assert "not a citation" in [fault.message for fault in faults]


def test_a_mail_address_is_no_citation():
    assert parse_summary("Write to a@b.org for it [@a].")[1] == ()


def test_a_summary_that_is_too_long_is_not_read():
    _, faults = parse_summary("a" * 20_001)
    assert "too long" in faults[0].message


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He left. She came.", ["He left.", "She came."]),
        ("Mr. Khan met Gen. Zia and Lt. Col. Ali. They spoke.", None),
        ("Z. A. Bhutto was tried. He was hanged.", None),
        ("The U.S. Army and the U.N. Council met. It ended.", None),
        ("See p. 3 and pp. 4–5 of No. 10. It says so.", None),
        ("On Dec. 14 at 5 a.m. the police came. They left.", None),
        ("It was 3.5 km away. It burned.", None),
        ('"Stop!" he said. They ran.', ['"Stop!" he said.', "They ran."]),
        ("St. Patrick's stood. It burned.", None),
        ("فوج آئی۔ کیا ہوا؟ کچھ نہیں۔", ["فوج آئی۔", "کیا ہوا؟", "کچھ نہیں۔"]),
        ("He left… and came back. Then he slept.", None),
        ("He said no. Then he left.", ["He said no.", "Then he left."]),
        ("In Unit No. 8. The rest fled.", ["In Unit No. 8.", "The rest fled."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, wanted):
    found = sentences(text)
    assert " ".join(found) == text
    assert found == wanted if wanted else len(found) == 2


def test_a_citation_behind_the_stop_belongs_to_the_sentence_before():
    assert uncited(f"He left. {MARK} She came.{MARK}") == []
    assert uncited(f"He left. She came {MARK}.") == ["He left."]
    assert uncited(f"गोली चली। सात मरे {MARK}।") == ["गोली चली।"]
    assert uncited(f"Er sagte: „Nein.“ Er ging {MARK}.") == ["Er sagte: „Nein.“"]


def test_the_page_about_the_atlas_keeps_headings_and_drops_odd_links():
    html = render_page(
        "# About\n\n[a](../x.md) [b](mailto:x@y.org) [c](#event=z) <script>\n\n|x|\n|-|\n|1|"
    )
    assert html.startswith("<h2>About</h2>")
    assert "<p>a <a" in html
    assert 'href="mailto:x@y.org"' in html
    assert 'href="#event=z"' in html
    assert "<td>1</td>" in html
    assert "<script" not in html


class _Tags(HTMLParser):
    """Holds HTML to the closed list of tags and attributes, and to closed tags."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        assert tag in markdown.TAGS
        for name, value in attrs:
            assert (tag, name) in {
                ("a", "href"), ("a", "rel"), ("a", "data-key"), ("sup", "class"), ("ol", "start"),
            }  # fmt: skip
            if name == "href":
                assert value.startswith(("#ref-", "http://", "https://"))
            assert (name != "class") or value == "mg-cite"
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_comment(self, _data):
        pytest.fail("a comment")

    def handle_decl(self, _decl):
        pytest.fail("a declaration")


def assert_safe(html: str) -> None:
    parser = _Tags()
    parser.feed(html)
    parser.close()
    assert parser.open == []
    assert "<script" not in html.lower()


_MARKDOWN = st.lists(
    st.sampled_from(
        ["<script>", "</p>", "<img src=x onerror=y>", "[x](javascript:z)", "[x](http://y.org)",
         "[@a]", "[@a, p. 3; @b]", "[@", "]", "(", ")", "*", "**", "`", "\\", "&", "&lt;", "<", ">",
         "\n", "\n\n", "- ", "1. ", " ", "word", ".", "“", "کراچی", "<!--", "]]>", '"', "'", MARK,
         "\u00a0", "![x](http://y.org)", "https://x.org", "<http://x.org>", "#", "    ", "|", "~~"]
    ),
    max_size=25,
).map("".join)  # fmt: skip


@given(_MARKDOWN | st.text(max_size=80))
@example("[a](http://x.org '\" onmouseover=alert(1)')[@a]")
@example("[@a](http://x.org)")
@example('<a href="http://x.org" onclick="y">')
def test_no_text_becomes_more_than_the_closed_list_of_tags(text):
    summary, _ = parse_summary(text)
    assert_safe(summary.html)
    assert len(set(summary.keys)) == len(summary.keys)
    assert {citation.key for citation in summary.citations} == set(summary.keys)


@settings(max_examples=examples(400))
@example("a [@a] [@b] c  d [@a].")
@example("1985–86 \u200c گ [@a].")
@given(
    st.lists(
        st.text("abc Zگ.,;:!?'\"()%$#+=/|~-0123", min_size=1, max_size=15)
        | st.sampled_from([" [@a]", " [@b, p. 3]", " [@c; @a]"]),
        min_size=1,
        max_size=8,
    ).map("".join)
)
def test_the_quick_way_gives_what_the_slow_way_gives(text):
    text = text.strip()
    quick = markdown.render_simple_text(text)
    if quick:
        assert quick == markdown.render_text(text)


@given(_MARKDOWN)
def test_the_page_about_the_atlas_is_safe_too(text):
    html = render_page(text).lower()
    assert "<script" not in html
    assert "<img" not in html
    assert "javascript:" not in [part[:11] for part in html.split('href="')]


def test_text_that_looks_like_our_citations_is_not_renumbered():
    text = 'He wrote data-key="x" *5, things* and `data-key="y">7,` [@a; @b, p. 2]. Then <3, [@a].'
    summary, faults = parse_summary(text)
    assert not faults
    html = readings.summary(summary, {("z", ""): 1})
    assert "<em>5, things</em>" in html
    assert 'data-key="y"&gt;7,' in html
    assert re.findall(r'data-key="(\w)">(\d)', html) == [("a", "2"), ("b", "3"), ("a", "2")]


def test_half_a_character_does_not_stop_the_rendering():
    summary, _ = parse_summary("Half \ud83d of *one* [@a].")
    assert summary.html == (
        '<p>Half ? of <em>one</em> <sup class="mg-cite">'
        '<a href="#ref-a" data-key="a">1</a></sup>.</p>'
    )


def test_a_link_within_the_repository_is_plain_words_in_the_page():
    html = render_page("See [*wording*.md](wording.md) and [x](https://x.org).")
    assert html.startswith("<p>See <em>wording</em>.md and <a href=")
