from __future__ import annotations

import re

import pytest
from examples import examples
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mapgen.notation.citations import parse_group
from mapgen.notation.cited_text import is_simple, keys_by_text, keys_of, simple_ones
from mapgen.notation.markdown import render_simple_text, render_text
from mapgen.notation.summaries import parse_summary

PIECES = st.text("abc Zگ.,;:!?'\"()%$#+=/|~-0123*_<&[]@", min_size=1, max_size=12)
GROUPS = st.sampled_from(
    [
        " [@a-b.c, x:y/z; @a].",
        " [@a_; @b1, no. 7].",
        " [@a].",
        " [@b, p. 3]",
        " [@c; @a].",
        "[@d,p]",
        " [@e ].",
        " [@f](",
        " [@a, p. <3>].",
    ]
)


@settings(max_examples=examples(600))
@example("He came [@a, p. 3; @b]. She left [@c]!” And more [@a] so [@b].")
@example("- one [@a].")
@example("1. one [@a].")
@example("x [@a, p. 3 & 4].")
@given(st.lists(PIECES | GROUPS, min_size=1, max_size=8).map("".join))
def test_a_simple_text_has_no_fault_and_means_what_its_markdown_means(text):
    text = text.strip()
    if not is_simple(text):
        return
    assert render_simple_text(text) == render_text(text)
    summary, faults = parse_summary(text)
    assert faults == ()
    assert summary.simple
    groups = [parse_group(group) for group in re.findall(r"\[(@[^\[\]]*)\]", text)]
    keys = [each.key for group in groups for each in group or ()]
    assert all(groups)
    assert keys_by_text([text]) == [tuple(dict.fromkeys(keys))]
    assert set(summary.keys) == keys_of([text]) == set(keys)


HEADS = st.text("abZ گ12)-", min_size=1, max_size=6) | st.sampled_from(["He came", "A\nb", "\x7f"])
ENDS = st.sampled_from(
    [" [@a].", " [@b, p. 3]!", " [@a; @b].", " [@a]. So [@c].", " [@a]", "", "[x]."]
)


@settings(max_examples=examples(300))
@example(["He came [@a].", "She left [@b]."])
@given(st.lists(st.builds("".join, st.tuples(HEADS, ENDS)), min_size=1, max_size=4))
def test_texts_that_are_looked_at_together_are_simple_as_each_alone(texts):
    alone = [is_simple(text) for text in texts]
    assert simple_ones(texts) == alone
    simple = [text for text, fits in zip(texts, alone, strict=True) if fits]
    assert keys_of(simple) == {key for text in simple for key in parse_summary(text)[0].keys}


@pytest.mark.parametrize(
    "text",
    [
        "The army came [@a].",
        "A [@a, p. 3]. B [@b; @c-1, pp. 3–4]!",
        "آرمی آئی [@a]۔",
        "गोली चली [@a]। सात मरे [@b]।",
        "It (x) [@a]?",
    ],
)
def test_sentences_with_their_citations_are_simple(text):
    assert is_simple(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "No source.", "One [@a]. Two.", "*One* [@a].", "One <b> [@a].", "[@a] says so.",
        "One [@a]", "One [@a].\n\nTwo [@b].", "One\u200b [@a].", "One [see @a].", "A [@a](b) [@b].",
    ],
)  # fmt: skip
def test_what_needs_markdown_or_a_mend_is_not_simple(text):
    assert not is_simple(text)
