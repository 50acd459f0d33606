"""Texts as codes of words: all at once they are what they are word by word."""

from __future__ import annotations

from examples import examples
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mapgen.page.payload.word_list import SEPARATOR, Words

WORD = st.text("ab\0é\u06a9\n", max_size=9) | st.sampled_from(
    ["", "word", "w" * 15, "w" * 16, "é" * 8, "x" * 255, "x" * 256, "x" * 70_000]
)
CELLS = st.lists(st.lists(WORD, max_size=5).map(" ".join), min_size=1, max_size=6)


@settings(max_examples=examples(60))
@example([["a"], [""], ["a" * 8, "a" * 9]], 0)
@given(st.lists(CELLS, min_size=1, max_size=3), st.integers(0, 400))
def test_all_words_at_once_have_the_codes_of_each_alone(blocks: list[list[str]], more: int) -> None:
    often = [f"w{n}" for n in range(more)]
    words = Words.of([*often, *often, *(cell for cells in blocks[1:] for cell in cells * 2)])
    blocks = [*blocks, [*often[::7], "unlisted words"]]
    one_by_one = [f" {SEPARATOR} ".join(cells).split(" ") for cells in blocks]
    assert words.encode(blocks) == [b"".join(map(words.__getitem__, each)) for each in one_by_one]


def test_words_that_want_the_same_slot_are_all_found() -> None:
    """As many words as the list can hold: hundreds of them meet in the table."""
    many = [f"{n:x}" for n in range(30_000)]
    words = Words.of([*many, *many])
    (code,) = words.encode([[" ".join(many)]])
    assert code == b"".join(map(words.__getitem__, many))


def test_a_separator_in_a_text_does_not_part_cells() -> None:
    words = Words(["\x1e", ""])
    assert words.encode([["a\x1eb", "c"]]) == words.encode([["a\ufffdb", "c"]])
