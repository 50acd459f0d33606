"""Summaries as places in their file: what is surely simple is, and nobody sees a difference."""

from __future__ import annotations

import numpy as np
from examples import examples
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mapgen.files.frame import Frame
from mapgen.files.late import LateTexts
from mapgen.notation.cited_text import is_simple, keys_of
from mapgen.notation.late_summaries import LateSummaries, cited_once
from mapgen.notation.summaries import Summary, cited, parse_summary, texts_or_html

PART = st.sampled_from(
    ["It happened", "a", " ", " [@dawn]", " [@ap, p. 3]", "[@a; @b]", "[x]", ".", "!", ". ", "é",
     "*", "<b>", "12", "1. ", "\u06d4", "@ap", "w" * 70, "-", ", ", "\n", "_", "`", "(", "{}", ":"]
)  # fmt: skip
TEXT = st.lists(PART, max_size=6).map(lambda parts: "".join(parts).strip())


def late(texts: list[str], between: bytes = b"\n1,x.y@[z],") -> LateTexts:
    """Texts in a file with other cells between them."""
    raw, starts, ends = b"", [], []
    for text in texts:
        raw += between
        starts.append(len(raw))
        raw += text.encode()
        ends.append(len(raw))
    return LateTexts(raw, np.array(starts, dtype=np.int32), np.array(ends, dtype=np.int32))


@settings(max_examples=examples(300))
@example(["It happened [@dawn].", "", "It did [@ap, p. 3]."])
@example([""])
@given(st.lists(TEXT, min_size=1, max_size=8))
def test_what_is_surely_simple_is_simple(texts: list[str]) -> None:
    found, keys = cited_once(late(texts))
    simple = [text for text, each in zip(texts, found.tolist(), strict=True) if each]
    assert all(map(is_simple, simple))
    assert keys == keys_of(simple)


def test_a_sentence_with_its_citations_at_its_end_is_seen() -> None:
    texts = ["It happened, at 3-4 places [@dawn, p. 3; @ap].", "Twice [@a].", "No [@b]!”"] * 900
    found, keys = cited_once(late(texts))
    assert found.tolist() == [True, True, False] * 900  # what is beyond ASCII is looked at apart
    assert keys == {"dawn", "ap", "a"}


def test_a_column_that_is_not_made_is_like_one_that_is() -> None:
    texts = ["One [@a].", "*Two* [@b].", "Three [@c].", "", "Five & six [@d]."]
    read = [parse_summary(text)[0] if text else Summary("") for text in texts]
    places = late(texts)
    others = {1: read[1], 4: read[4]}
    column = LateSummaries(places.raw, places.starts, places.ends, others)
    order = np.array([4, 0, 2, 1])
    frame = Frame({"summary": column}).take(order)
    held = frame.held("summary")
    assert isinstance(held, LateSummaries)
    expected = [read[row] for row in order]
    assert held.texts() == texts_or_html(expected)
    assert held.texts(slice(1, 4, 2)) == texts_or_html(expected[1:4:2])
    assert frame["summary"].tolist() == expected
    assert cited(frame["summary"]) == {"a", "b", "c", "d"}
    assert frame.held("summary") is frame["summary"]
