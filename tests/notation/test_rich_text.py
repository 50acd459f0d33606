"""The markup of titles: pairs are styles, whatever else stands between < and > is text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapgen.notation.rich_text import Run, plain, runs


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", ()),
        ("Plain", (Run("Plain"),)),
        ("On <i>Dawn</i>", (Run("On "), Run("Dawn", ("italic",)))),
        (
            "<b>H<sub>2</sub>O</b>",
            (Run("H", ("bold",)), Run("2", ("bold", "sub")), Run("O", ("bold",))),
        ),
        ('<span class="nocase">iPhone</span>', (Run("iPhone", ("nocase",)),)),
        ('<span style="font-variant: small-caps;">ad</span>', (Run("ad", ("small-caps",)),)),
        ('<span style="font-variant:small-caps">ad</span>', (Run("ad", ("small-caps",)),)),
        ("a < b, c > d", (Run("a < b, c > d"),)),
        ("half <i>open", (Run("half <i>open"),)),
        ("half</i> closed", (Run("half</i> closed"),)),
        ("<i>a <b>b</i> c</b>", (Run("a <b>b", ("italic",)), Run(" c</b>"))),
        ("<script>x</script>", (Run("<script>x</script>"),)),
        ("<i></i>", ()),
    ],
)
def test_a_text_is_taken_apart_at_whole_pairs(text: str, wanted: tuple[Run, ...]) -> None:
    assert runs(text) == wanted


@given(st.lists(st.sampled_from(["<i>", "</i>", "<b>", "</b>", "<sub>", "</sub>", "a", " ", "<"])))
def test_no_letter_that_is_not_markup_is_lost(parts: list[str]) -> None:
    text = "".join(parts)
    kept = [part for part in parts if not part.startswith("<") or part == "<"]
    letters = [letter for letter in plain(text) if letter in "a "]
    assert letters == [part for part in kept if part in "a "]
    assert all(run.text for run in runs(text))
