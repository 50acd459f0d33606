"""Many ids are told from other texts as one is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mapgen.vocabulary import are_ids, is_id

TEXTS = st.text(st.sampled_from("a0-\nA é"), max_size=4)


@given(st.lists(TEXTS, max_size=4) | st.lists(st.just("a-0"), max_size=4))
def test_some_texts_are_ids_where_each_of_them_is(texts: list[str]) -> None:
    assert are_ids(texts) == all(map(is_id, texts))


def test_a_line_break_is_in_no_id() -> None:
    assert are_ids(["1986-karachi-one", "b"])
    for texts in (["a\nb"], ["a\n"], ["a", ""], ["a\nb", "c"]):
        assert not are_ids(texts)
