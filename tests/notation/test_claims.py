from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapgen.notation.citations import Citation
from mapgen.notation.claims import Claim, Claims, parse_claims


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
    assert claims


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("at least 39 [@a]", Claim("at least 39", 39, 39, open_high=True)),
        ("up to 70, of both sides [@a]",
         Claim("up to 70, of both sides", 0, 70, open_low=True, note="of both sides")),
        ("some 50: police [@a]", Claim("some 50: police", 50, 50, approximate=True, note="police")),
        ("at least about 50 [@a]",
         Claim("at least about 50", 50, 50, open_high=True, approximate=True)),
        ("none: police [@a]", Claim("none: police", 0, 0, note="police")),
        ("(none, of guards [@a])",
         Claim("none, of guards", 0, 0, counted=False, note="of guards")),
        ("dozens, witnesses say [@a]",
         Claim("dozens, witnesses say", None, None, counted=False, note="witnesses say")),
        (" 39,  [@a]. ", Claim("39", 39, 39)),
        ("[@a] 39", Claim("39", 39, 39)),
        ("39 (XI Corps) [@a]", Claim("39 (XI Corps)", 39, 39, note="(XI Corps)")),
        ("39 X [@a]", Claim("39 X", 39, 39, note="X")),
        ("10,000,000 [@a]", Claim("10,000,000", 10_000_000, 10_000_000)),
    ],
)  # fmt: skip
def test_a_claim_is_read_into_its_parts(text, claim):
    assert read(text).claims == (replace(claim, citations=(Citation("a"),)),)


def test_citations_may_stand_in_several_brackets_and_claims_close_together():
    claims = read("39 [@a] dead [@b; @c];40 [@d]")
    assert [claim.text for claim in claims.claims] == ["39 dead", "40"]
    assert [citation.key for citation in claims.citations] == ["a", "b", "c", "d"]


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
        ("more than 1,200 [@a]", 1201, 1201, True, "at least 1,201"),
        ("over a hundred [@a]", 101, 101, True, "at least 101"),
        ("70+ [@a]", 70, 70, True, "at least 70"),
        ("39 or more [@a]", 39, 39, True, "at least 39"),
        ("about 70 [@a]", 70, 70, False, "about 70"),
        ("some 50 people [@a]", 50, 50, False, "about 50"),
        ("nearly 100 [@a]", 100, 100, False, "about 100"),
        ("up to 70 [@a]", 0, 70, False, "up to 70"),
        ("fewer than 5 [@a]", 0, 4, False, "up to 4"),
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
        ("39 [@a]; more than 250, all days [@b]", 39, 251, True, "39–251 or more"),
        ("at least 250 [@a]; 39 [@b]", 39, 250, True, "39–250 or more"),
        ("at least 39 [@a]; 250 [@b]", 39, 250, False, "39–250"),
        ("up to 70 [@a]; 39 [@b]", 39, 70, False, "39–70"),
        ("5 [@a]; up to 3 [@b]", 5, 5, False, "5"),
        ("none [@a]; 5 [@b]", 0, 5, False, "0–5"),
        ("none [@a]; up to 5 [@b]", 0, 5, False, "0–5"),
        ("about 5 [@a]; 5 [@b]", 5, 5, False, "5"),
        ("about 5 [@a]; 7 [@b]", 5, 7, False, "5–7"),
        ("3 [@a]; (9, all of Sindh [@b])", 3, 3, False, "3"),
        ("3 [@a]; several [@b]", 3, 3, False, "3"),
        ("3 [@a]; (about 9 [@b])", 3, 3, False, "3"),
        ("about 3 [@a]; (9 [@b])", 3, 3, False, "about 3"),
        ("1000 [@a]; about 2,000 or more [@b]", 1000, 2000, True, "1,000–2,000 or more"),
        ("up to 1,000 [@a]", 0, 1000, False, "up to 1,000"),
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
    assert read("(47 [@a]); several [@b]").printed() == "several"


@pytest.mark.parametrize(
    "text", ["several [@a]", "dozens [@a]", "hundreds, witnesses say [@a]", "some [@a]",
             "none given [@a]", "no figure [@a]", "a few dozen [@a]", "scores of people [@a]"]
)  # fmt: skip
def test_words_without_a_number_are_shown_and_not_counted(text):
    claims = read(text)
    assert (claims.low, claims.high, claims.claims[0].counted) == (None, None, False)
    assert claims.claims[0].text
    assert claims.printed() == (
        claims.claims[0].text if not claims.claims[0].note else "not stated"
    )


FIRST = "Write the figure first: at least 39, officials [@key]; (47, whole of Sindh [@key])."
BRACKET = "a bracket is not closed or not opened"
UNCITED = "a figure without a citation"
WHOLE = "Write it in digits, and a comma before what it is of: 1200, of both sides [@key]."
CITE = "Write [@key] or [@key, p. 3]."


@pytest.mark.parametrize(
    ("text", "message", "value", "mend"),
    [
        ("39", UNCITED, "39", "Write 39 [@key]."),
        ("39 [@a]; 40", UNCITED, "40", "Write 40 [@key]."),
        ("(39)", UNCITED, "(39)", "Write (39 [@key])."),
        ("12 (3 children)", UNCITED, "12 (3 children)", "Write 12 (3 children) [@key]."),
        ("(12 (3 children))", UNCITED, "(12 (3 children))", "Write (12 (3 children) [@key])."),
        ("70-39 [@a]", "low above high", "70-39 [@a]", "Write the smaller figure first: 39–70."),
        ("between 250 and 70 [@a]", "low above high", "between 250 and 70 [@a]",
         "Write the smaller figure first: 70–250."),
        ("between 70 [@a]", "between what and what", "between 70 [@a]",
         "Write between 70 and 250 [@key]."),
        ("[@a]", "a citation without a figure", "[@a]", FIRST),
        ("officials say 39 [@a]", "no figure at the beginning", "officials say 39 [@a]", FIRST),
        ("3.5 [@a]", "no figure at the beginning", "3.5 [@a]", FIRST),
        ("1,20 [@a]", "no figure at the beginning", "1,20 [@a]", FIRST),
        ("12 34 [@a]", "a figure that cannot be read whole", "12 34 [@a]", WHOLE),
        ("1 [@a] 200 [@b]", "a figure that cannot be read whole", "1 [@a] 200 [@b]", WHOLE),
        ("99% [@a]", "no figure at the beginning", "99% [@a]", FIRST),
        ("(3 [@a]) dead", "no figure at the beginning", "(3 [@a]) dead", FIRST),
        ("(3 [@a])x", "no figure at the beginning", "(3 [@a])x", FIRST),
        ("(3) (4 [@a])", "no figure at the beginning", "(3) (4 [@a])", FIRST),
        ("39 [see @a]", "not a citation", "[see @a]", CITE),
        ("39 [@]", "not a citation", "[@]", CITE),
        ("39 [@a", BRACKET, "39 [@a", FIRST),
        ("(39 [@a]", BRACKET, "(39 [@a]", FIRST),
        ("39 @a]", BRACKET, "39 @a]", FIRST),
        ("39 ([@a)]", BRACKET, "39 ([@a)]", FIRST),
        ("10000001 [@a]", "a figure that cannot be", "10000001 [@a]",
         "At most 10,000,000 is read."),
        # More digits than Python makes a number of.
        ("9" * 5000 + " [@a]", "a figure that cannot be", "9" * 5000 + " [@a]",
         "At most 10,000,000 is read."),
        ("5–10,000,001 [@a]", "a figure that cannot be", "5–10,000,001 [@a]",
         "At most 10,000,000 is read."),
    ],
)  # fmt: skip
def test_a_wrong_claim_is_a_fault_with_its_text_and_a_mend(text, message, value, mend):
    claims, faults = parse_claims(text)
    assert [(each.message, each.value, each.mend) for each in faults] == [(message, value, mend)]
    assert len(claims.claims) == text.count(";")


def test_other_peoples_tables_may_be_without_citations():
    claims, faults = parse_claims("39; (47)", sourced=False)
    assert faults == ()
    assert [(claim.low, claim.counted) for claim in claims.claims] == [(39, True), (47, False)]


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
