from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapgen.citations import Citation
from mapgen.claims import Claims, parse_claims


def read(text: str) -> Claims:
    claims, faults = parse_claims(text)
    assert faults == ()
    return claims


def test_each_claim_keeps_who_says_so_and_where():
    claims = read("at least 39, officials [@ap1990]; about 70 [@upi1990; @x, p. 3]; 250 [@wiki]")
    assert [claim.note for claim in claims.claims] == ["officials", "", ""]
    assert claims.claims[1].citations == (Citation("upi1990"), Citation("x", "p. 3"))
    assert (claims.low, claims.high, claims.open_high) == (39, 250, False)
    assert claims.printed() == "39–250"
    assert claims.claims[0].text == "at least 39, officials"


def test_an_empty_cell_is_not_stated_which_is_not_0():
    claims = read("")
    assert (claims.low, claims.high, claims.printed(), bool(claims)) == (
        None,
        None,
        "not stated",
        False,
    )
    assert read("none [@a]").printed() == "0"


@pytest.mark.parametrize(
    ("text", "low", "high", "open_high", "printed"),
    [
        ("39 [@a]", 39, 39, False, "39"),
        ("39[@a]", 39, 39, False, "39"),
        ("at least 39 [@a]", 39, 39, True, "at least 39"),
        ("At least 39 dead [@a].", 39, 39, True, "at least 39"),
        ("more than 1,200 [@a]", 1200, 1200, True, "at least 1,200"),
        ("over a hundred [@a]", 100, 100, True, "at least 100"),
        ("70+ [@a]", 70, 70, True, "at least 70"),
        ("39 or more [@a]", 39, 39, True, "at least 39"),
        ("about 70 [@a]", 70, 70, False, "about 70"),
        ("some 50 people [@a]", 50, 50, False, "about 50"),
        ("nearly 100 [@a]", 100, 100, False, "about 100"),
        ("up to 70 [@a]", 0, 70, False, "up to 70"),
        ("fewer than 5 [@a]", 0, 5, False, "up to 5"),
        ("between 70 and 250 [@a]", 70, 250, False, "70–250"),
        ("70-250 [@a]", 70, 250, False, "70–250"),
        ("70–250 [@a]", 70, 250, False, "70–250"),
        ("70 to 250 [@a]", 70, 250, False, "70–250"),
        ("about 10–15 wounded [@a]", 10, 15, False, "about 10–15"),
        ("39 to hospital [@a]", 39, 39, False, "39"),
        ("two [@a]", 2, 2, False, "2"),
        ("no deaths [@a]", 0, 0, False, "0"),
        ("none, police say [@a]", 0, 0, False, "0"),
        ("12 (3 children) [@a]", 12, 12, False, "12"),
        ("39 [@a]; more than 250, all days [@b]", 39, 250, True, "39–250 or more"),
        ("at least 250 [@a]; 39 [@b]", 39, 250, True, "39–250 or more"),
        ("at least 39 [@a]; 250 [@b]", 39, 250, False, "39–250"),
        ("up to 70 [@a]; 39 [@b]", 39, 70, False, "39–70"),
        ("5 [@a]; up to 3 [@b]", 5, 5, False, "5"),
    ],
)
def test_low_and_high_are_derived_and_printed(text, low, high, open_high, printed):
    claims = read(text)
    assert (claims.low, claims.high, claims.open_high) == (low, high, open_high)
    assert claims.printed() == printed


def test_a_figure_for_another_scope_is_shown_and_not_counted():
    claims = read("3 [@a]; (at least 47, whole of Sindh [@ap1972nyt])")
    assert (claims.low, claims.high) == (3, 3)
    assert claims.claims[1].text == "at least 47, whole of Sindh"
    assert (claims.claims[1].counted, claims.claims[1].low) == (False, 47)
    assert read("(47 [@a])").printed() == "not stated"


@pytest.mark.parametrize(
    "text", ["several [@a]", "dozens [@a]", "hundreds, witnesses say [@a]", "some [@a]",
             "none given [@a]", "no figure [@a]", "a few dozen [@a]", "scores of people [@a]"]
)  # fmt: skip
def test_words_without_a_number_are_shown_and_not_counted(text):
    claims = read(text)
    assert (claims.low, claims.high, claims.claims[0].counted) == (None, None, False)
    assert claims.claims[0].text


@pytest.mark.parametrize(
    ("text", "message", "mend"),
    [
        ("39", "a figure without a citation", "Write 39 [@key]."),
        ("39 [@a]; 40", "a figure without a citation", "Write 40 [@key]."),
        ("(39)", "a figure without a citation", "Write (39 [@key])."),
        ("70-39 [@a]", "low above high", "39–70"),
        ("between 250 and 70 [@a]", "low above high", "70–250"),
        ("between 70 [@a]", "between what and what", "between 70 and 250"),
        ("[@a]", "a citation without a figure", "figure first"),
        ("officials say 39 [@a]", "no figure at the beginning", "figure first"),
        ("3.5 [@a]", "no figure", "figure first"),
        ("1,20 [@a]", "no figure", "figure first"),
        ("99% [@a]", "no figure", "figure first"),
        ("39 [see @a]", "not a citation", "[@key]"),
        ("39 [@]", "not a citation", "[@key]"),
        ("39 [@a", "bracket", ""),
        ("(39 [@a]", "bracket", ""),
        ("39 @a]", "bracket", ""),
        ("9" * 30 + " [@a]", "cannot be", "10,000,000"),
    ],
)
def test_a_wrong_claim_is_a_fault_with_its_text_and_a_mend(text, message, mend):
    _, faults = parse_claims(text)
    assert len(faults) == 1
    assert message in faults[0].message
    assert mend in faults[0].mend
    assert faults[0].value


def test_all_faults_of_a_cell_come_at_once_and_the_right_claims_stay():
    claims, faults = parse_claims("39; blah [@b]; 40 [@c]; 9-8 [@d]")
    assert len(faults) == 3
    assert (claims.low, claims.high) == (40, 40)


_KEYS = st.from_regex(r"[a-z][a-z0-9]{0,8}", fullmatch=True)
_NUMBERS = st.integers(0, 10_000_000)


@given(st.lists(st.tuples(_NUMBERS, _KEYS), min_size=1, max_size=6), st.booleans())
def test_low_is_the_smallest_and_high_the_largest_of_what_is_claimed(pairs, commas):
    cell = "; ".join(f"{number:{',' if commas else ''}} [@{key}]" for number, key in pairs)
    claims = read(cell)
    numbers = [number for number, _ in pairs]
    assert (claims.low, claims.high) == (min(numbers), max(numbers))
    assert [citation.key for citation in claims.citations] == [key for _, key in pairs]


@given(st.text(max_size=80) | st.text("0123456789 -–;,()[]@abot+.", max_size=60))
def test_any_text_gives_claims_in_order_or_faults_and_no_uncited_figure(text):
    claims, faults = parse_claims(text)
    assert claims.claims or faults or not text.replace(";", " ").strip()
    assert all(claim.citations for claim in claims.claims)
    if claims.high is not None:
        assert 0 <= claims.low <= claims.high
    assert claims.printed()
