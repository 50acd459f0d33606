from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mapgen.dates import DateError, day, iso, parse


@pytest.mark.parametrize(
    ("text", "first", "last", "precision", "qualifier", "kind", "printed"),
    [
        ("1988-09-30", "1988-09-30", "1988-09-30", "day", "", "date", "30 September 1988"),
        ("1987-11", "1987-11-01", "1987-11-30", "month", "", "date", "November 1987"),
        ("1988-02", "1988-02-01", "1988-02-29", "month", "", "date", "February 1988"),
        ("1985", "1985-01-01", "1985-12-31", "year", "", "date", "1985"),
        ("1985~", "1985-01-01", "1985-12-31", "year", "approximate", "date", "about 1985"),
        ("1985?", "1985-01-01", "1985-12-31", "year", "uncertain", "date", "1985 (uncertain)"),
        ("1985%", "1985-01-01", "1985-12-31", "year", "both", "date", "about 1985 (uncertain)"),
        ("198X", "1980-01-01", "1989-12-31", "decade", "", "date", "1980s"),
        ("19XX", "1900-01-01", "1999-12-31", "century", "", "date", "1900–1999"),
        ("1986-XX", "1986-01-01", "1986-12-31", "year", "", "date", "1986"),
        ("1986-12-XX", "1986-12-01", "1986-12-31", "month", "", "date", "December 1986"),
        ("1986-XX-XX", "1986-01-01", "1986-12-31", "year", "", "date", "1986"),
        ("1986-21", "1986-03-01", "1986-05-31", "season", "", "date", "spring 1986"),
        ("1986-24", "1986-12-01", "1987-02-28", "season", "", "date", "winter 1986–87"),
        ("1990-05-26/1990-05-27", "1990-05-26", "1990-05-27", "range", "", "interval",
         "26–27 May 1990"),
        ("1990-06-30/1990-07-02", "1990-06-30", "1990-07-02", "range", "", "interval",
         "30 June – 2 July 1990"),
        ("1986-12-31/1987-01-01", "1986-12-31", "1987-01-01", "range", "", "interval",
         "31 December 1986 – 1 January 1987"),
        ("1987-01/1987-03", "1987-01-01", "1987-03-31", "range", "", "interval",
         "January–March 1987"),
        ("1972/1992", "1972-01-01", "1992-12-31", "range", "", "interval", "1972–1992"),
        ("1986-11~/1986-12", "1986-11-01", "1986-12-31", "range", "approximate", "interval",
         "about November 1986 – December 1986"),
        ("1986-11~/1986-12?", "1986-11-01", "1986-12-31", "range", "both", "interval",
         "about November 1986 – December 1986 (uncertain)"),
        ("[1990,1991]", "1990-01-01", "1991-12-31", "range", "", "one-of", "1990 or 1991"),
        ("[1990, 1991-02, 1992]", "1990-01-01", "1992-12-31", "range", "", "one-of",
         "1990, February 1991 or 1992"),
        ("[1981..1990-10-24]", "1981-01-01", "1990-10-24", "range", "", "one-of",
         "between 1981 and 24 October 1990"),
    ],
)  # fmt: skip
def test_a_date_means_its_days_and_is_printed_for_readers(
    text, first, last, precision, qualifier, kind, printed
):
    span = parse(text)
    assert (iso(span.first), iso(span.last)) == (first, last)
    assert (span.precision, span.qualifier, span.kind) == (precision, qualifier, kind)
    assert (span.text, span.printed()) == (text, printed)


def test_an_open_end_is_none_and_says_so():
    assert parse("../1990").first is None
    assert parse("1981/..").last is None
    assert parse("1981/..").is_open
    assert (parse("../1990").printed(), parse("1981/..").printed()) == ("until 1990", "from 1981")


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("Dec-86", "Write 1986-12."),
        ("14/12/1986", "Write 1986-12-14."),
        ("12/14/86", "Write 1986-12-14."),
        ("1986/12/14", "Write 1986-12-14."),
        ("14.12.1986", "Write 1986-12-14."),
        ("3/4/1986", "Write 1986-04-03 if the day stands first, 1986-03-04 if the month does."),
        ("12/86", "Write 1986-12."),
        ("14-Dec-86", "Write 1986-12-14."),
        ("December 1986", "Write 1986-12."),
        ("Sept 1986", "Write 1986-09."),
        ("14 December 1986", "Write 1986-12-14."),
        ("December 14, 1986", "Write 1986-12-14."),
        ("1986-14-12", "Day and month seem swapped: write 1986-12-14."),
        ("1986-02-30", "write 1986-02 if the day is not known"),
        ("1985-4-3", "Write 1985-04-03."),
        ("1986-12-14T10:00", "Write 1986-12-14."),
        ("19861214", "Write 1986-12-14."),
        ("31760", "Format the column as text"),
        ("c. 1985", "Write 1985~."),
        ("1980s", "Write 198X."),
        ("198x", "Write 198X."),
        ("~1985", "Write 1985~."),
        ("1985~?", "Write % for uncertain and approximate."),
        ("1990-05-26/27", "Write 1990-05-26/1990-05-27."),
        ("1990/1980", "Write 1980/1990."),
        ("1986–87", "with a slash"),
        ("۱۹۸۶", "Write 1986."),
        ("{1985,1986}", "two events are two rows"),
        ("1986-XX-14", "Write 1986,"),
        ("198X-12", "Write 198X,"),
        ("../..", "Give at least one end"),
        ("[1985]", "[1990,1991]"),
        ("[1990..1981]", "Write [1981..1990]."),
        ("0000", "0001 to 9999"),
        ("00XX", "0001 to 9999"),
        ("9999-24", "0001 to 9999"),
        ("", "at least a year"),
        ("some time ago", "YYYY-MM-DD"),
        ("1986-13", "Months are 01 to 12"),
        ("1986-21-03", "write 1986-03-21"),
        ("9" * 300, "Write one EDTF date"),
    ],
)
def test_what_is_no_edtf_is_refused_with_a_hint_and_never_guessed(text, mend):
    with pytest.raises(DateError) as caught:
        parse(text)
    assert mend in caught.value.mend


def test_dates_are_printed_in_urdu_and_sindhi_with_their_months():
    assert parse("1986-12-14").printed("ur") == "14 دسمبر، 1986"
    assert parse("1986-12").printed("ur_PK") == "دسمبر 1986"
    assert parse("1986-12-14").printed("sd") == "١٤ ڊسمبر ١٩٨٦"
    assert parse("[1990,1991]").printed("ur") == "1990 یا 1991"
    assert parse("1985~").printed("xx") == "about 1985"


def test_importing_dates_loads_no_heavy_library():
    code = "import sys, mapgen.dates, mapgen.settings, mapgen.problems; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())
    assert not loaded & {"pandas", "numpy", "geopandas", "shapely", "babel", "markdown_it", "nh3"}


@given(st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31)))
def test_a_day_survives_number_and_text(value):
    number = day(value)
    assert date(1970, 1, 1) + timedelta(days=number) == value
    assert iso(number) == value.isoformat()
    span = parse(value.isoformat())
    assert span.first == span.last == number


@given(st.text(max_size=30) | st.from_regex(r"[0-9X/.,\[\]~?% -]{0,24}", fullmatch=True))
def test_any_text_is_a_span_in_order_or_a_date_error_with_a_mend(text):
    try:
        span = parse(text)
    except DateError as refused:
        error = refused
    else:
        if not span.is_open:
            assert span.first <= span.last
        assert span.printed()
        assert span.printed("ur")
        return
    assert str(error)
    assert error.mend


# What both read: edtf 5 takes no qualifier behind a season, and no X within intervals; its winter
# is December alone, ours runs into the next year.
_PLAIN = st.from_regex(
    r"19[0-9]{2}(?:-(?:0[1-9]|1[0-2])(?:-(?:[0-2][0-9]|3[01]))?)?", fullmatch=True
)
_QUALIFIED = st.tuples(_PLAIN, st.sampled_from(["", "?", "~", "%"])).map("".join)
_SHARED = (
    _QUALIFIED
    | st.from_regex(
        r"19[0-9]{2}-2[1-3]|19[0-9]X|19XX|19[0-9]{2}-(?:0[1-9]|1[0-2])-XX", fullmatch=True
    )
    | st.tuples(_QUALIFIED, _QUALIFIED).map("/".join)
)


@given(_SHARED)
@example("1902-02/1902?")
@example("1902/1902-02")
@settings(max_examples=60)
def test_bounds_and_qualifiers_agree_with_the_edtf_package(text):
    edtf = pytest.importorskip("edtf")
    try:
        theirs = edtf.parse_edtf(text)
        lower, upper = theirs.lower_strict()[:3], theirs.upper_strict()[:3]
    except (edtf.EDTFParseException, ValueError):
        with pytest.raises(DateError):
            parse(text)
        return
    start, end = (parse(part) for part in text.split("/")) if "/" in text else (parse(text),) * 2
    if start.first > end.first or start.last > end.last:
        # edtf reads an interval that begins or ends before its beginning; we say so.
        with pytest.raises(DateError):
            parse(text)
        return
    span = parse(text)
    assert iso(span.first) == "{:04d}-{:02d}-{:02d}".format(*lower)
    assert iso(span.last) == "{:04d}-{:02d}-{:02d}".format(*upper)
    if span.kind == "date" and span.precision not in ("season", "decade", "century"):
        assert bool(theirs.is_approximate) == (span.qualifier == "approximate")
        assert bool(theirs.is_uncertain) == (span.qualifier == "uncertain")
        assert bool(theirs.is_uncertain_and_approximate) == (span.qualifier == "both")
