from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from examples import examples
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mapgen.notation.civil import from_civil, iso, month_length, to_civil
from mapgen.notation.date_words import printed
from mapgen.notation.dates import DateError, parse


@pytest.mark.parametrize(
    ("text", "first", "last", "precision", "qualifier", "kind", "words"),
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
        (" 1986-22 ", "1986-06-01", "1986-08-31", "season", "", "date", "summer 1986"),
        ("1986-23", "1986-09-01", "1986-11-30", "season", "", "date", "autumn 1986"),
        ("1999-24", "1999-12-01", "2000-02-29", "season", "", "date", "winter 1999–00"),
        ("9999-23", "9999-09-01", "9999-11-30", "season", "", "date", "autumn 9999"),
        ("9998-24", "9998-12-01", "9999-02-28", "season", "", "date", "winter 9998–99"),
        ("0001-01-01", "0001-01-01", "0001-01-01", "day", "", "date", "1 January 1"),
        ("9999-12-31", "9999-12-31", "9999-12-31", "day", "", "date", "31 December 9999"),
        ("9999-24", "9999-12-01", "10000-02-29", "season", "", "date", "winter 9999–00"),
        ("0000", "0000-01-01", "0000-12-31", "year", "", "date", "1 BC"),
        ("0576-03", "0576-03-01", "0576-03-31", "month", "", "date", "March 576"),
        ("-0043-03-15", "-0043-03-15", "-0043-03-15", "day", "", "date", "15 March 44 BC"),
        ("-0043", "-0043-01-01", "-0043-12-31", "year", "", "date", "44 BC"),
        ("-0003-02~", "-0003-02-01", "-0003-02-28", "month", "approximate", "date",
         "about February 4 BC"),
        ("-0004-02", "-0004-02-01", "-0004-02-29", "month", "", "date", "February 5 BC"),
        ("-0043-21", "-0043-03-01", "-0043-05-31", "season", "", "date", "spring 44 BC"),
        ("-0043-24", "-0043-12-01", "-0042-02-28", "season", "", "date", "winter 44–43 BC"),
        ("-004X", "-0049-01-01", "-0040-12-31", "decade", "", "date", "50–41 BC"),
        ("-01XX", "-0199-01-01", "-0100-12-31", "century", "", "date", "200–101 BC"),
        ("Y-17000", "-17000-01-01", "-17000-12-31", "year", "", "date", "17001 BC"),
        ("Y-17E3", "-17000-01-01", "-17000-12-31", "year", "", "date", "17001 BC"),
        ("Y17000?", "17000-01-01", "17000-12-31", "year", "uncertain", "date",
         "17000 (uncertain)"),
        ("-0479/-0478", "-0479-01-01", "-0478-12-31", "range", "", "interval", "480–479 BC"),
        ("-0043/0014", "-0043-01-01", "0014-12-31", "range", "", "interval", "44 BC – 14"),
        ("-0043-03-15/-0043-03-17", "-0043-03-15", "-0043-03-17", "range", "", "interval",
         "15–17 March 44 BC"),
        ("[-0480,-0479]", "-0480-01-01", "-0479-12-31", "range", "", "one-of",
         "481 BC or 480 BC"),
        ("1986-25", "1986-03-01", "1986-05-31", "season", "", "date", "spring 1986"),
        ("1986-29", "1986-09-01", "1986-11-30", "season", "", "date", "spring 1986"),
        ("1986-30", "1986-12-01", "1987-02-28", "season", "", "date", "summer 1986–87"),
        ("1986-34", "1986-04-01", "1986-06-30", "season", "", "date", "April – June 1986"),
        ("1986-39", "1986-09-01", "1986-12-31", "season", "", "date", "September – December 1986"),
        ("1986-41", "1986-07-01", "1986-12-31", "season", "", "date", "July – December 1986"),
        ("001X", "0010-01-01", "0019-12-31", "decade", "", "date", "10s"),
        ("198X~", "1980-01-01", "1989-12-31", "decade", "approximate", "date", "about 1980s"),
        ("1986 / 1986", "1986-01-01", "1986-12-31", "range", "", "interval", "1986"),
        ("1986-05-01~/1986-05-01~", "1986-05-01", "1986-05-01", "range", "approximate", "interval",
         "about 1 May 1986"),
        ("1986-05-01~/1986-05-02", "1986-05-01", "1986-05-02", "range", "approximate", "interval",
         "about 1 May 1986 – 2 May 1986"),
        ("1986-05-01/1986-05-02?", "1986-05-01", "1986-05-02", "range", "uncertain", "interval",
         "1 May 1986 – 2 May 1986 (uncertain)"),
        ("1986-05~/1986-06", "1986-05-01", "1986-06-30", "range", "approximate", "interval",
         "about May 1986 – June 1986"),
        ("1986-05/1986-06?", "1986-05-01", "1986-06-30", "range", "uncertain", "interval",
         "May 1986 – June 1986 (uncertain)"),
        ("1986-05/1986-06-03", "1986-05-01", "1986-06-03", "range", "", "interval",
         "May 1986 – 3 June 1986"),
        ("1986-05/1987-05", "1986-05-01", "1987-05-31", "range", "", "interval",
         "May 1986 – May 1987"),
        ("1986-05-03/1987-05-03", "1986-05-03", "1987-05-03", "range", "", "interval",
         "3 May 1986 – 3 May 1987"),
        ("1986-21/1986-23", "1986-03-01", "1986-11-30", "range", "", "interval",
         "spring 1986 – autumn 1986"),
        ("198X/199X", "1980-01-01", "1999-12-31", "range", "", "interval", "1980s – 1990s"),
        ("198X/1990", "1980-01-01", "1990-12-31", "range", "", "interval", "1980s – 1990"),
        ("1972/1992?", "1972-01-01", "1992-12-31", "range", "uncertain", "interval",
         "1972 – 1992 (uncertain)"),
        ("1972?/1992%", "1972-01-01", "1992-12-31", "range", "both", "interval",
         "1972 (uncertain) – about 1992 (uncertain)"),
        ("[1991,1990?]", "1990-01-01", "1991-12-31", "range", "uncertain", "one-of",
         "1991 or 1990 (uncertain)"),
        ("[1981..1981]", "1981-01-01", "1981-12-31", "range", "", "one-of",
         "between 1981 and 1981"),
        ("[1981-05-01..1981-05]", "1981-05-01", "1981-05-31", "range", "", "one-of",
         "between 1 May 1981 and May 1981"),
        ("[1981..1990-10-24]", "1981-01-01", "1990-10-24", "range", "", "one-of",
         "between 1981 and 24 October 1990"),
    ],
)  # fmt: skip
def test_a_date_means_its_days_and_is_printed_for_readers(
    text, first, last, precision, qualifier, kind, words
):
    span = parse(text)
    assert (iso(span.first), iso(span.last)) == (first, last)
    assert (span.precision, span.qualifier, span.kind) == (precision, qualifier, kind)
    assert (span.text, printed(span)) == (text.strip(), words)
    assert not span.is_open


def test_an_open_end_is_none_and_says_so():
    assert parse("../1990").first is None
    assert parse("1981/..").last is None
    assert parse("1981/..").is_open
    assert (printed(parse("../1990")), printed(parse("1981/.."))) == ("until 1990", "from 1981")


ANY = "Write YYYY-MM-DD, YYYY-MM or YYYY; 1985~ for about 1985, 1990-05-26/1990-05-27 for a range."
NO, NO_DATE = "not an EDTF date", ("not an EDTF date", ANY)
SHEET, DAYS = "a spreadsheet's date, not EDTF", "a spreadsheet's day count, not a date"
MONTHS = "Months are 01 to 12 (seasons 21 to 24, without a day)."
TWO = "Write two dates with one slash: 1990-05-26/1990-05-27."
BACKWARDS = "the end lies before the beginning"
NO_SET = (
    "not a set of dates",
    "Write [1990,1991] for one of several, [1981..1990-10-24] for one day between.",
)
ROWS = "Write an interval a/b, or [a,b] for one of several; two events are two rows."


@pytest.mark.parametrize(
    ("text", "message", "mend"),
    [
        ("", "no date", "Write at least a year or a decade: 1986, 198X."),
        (" ", "no date", "Write at least a year or a decade: 1986, 198X."),
        ("9" * 201, "too long for a date", "Write one EDTF date, such as 1986-12-14."),
        ("9" * 200, *NO_DATE),
        ("some time ago", *NO_DATE),
        ("XXXX", *NO_DATE),
        ("1234567", *NO_DATE),
        ("1986 12", *NO_DATE),
        ("1985-12[", *NO_DATE),
        ("198?", *NO_DATE),
        ("1985?~-", *NO_DATE),
        ("1986-12-14-13", *NO_DATE),
        ("۱۹۸۶", "digits that are not 0 to 9", "Write 1986."),
        # Numbers, as spreadsheets and people write them.
        ("12/86", NO, "Write 1986-12."),
        ("01/1986", NO, "Write 1986-01."),
        ("12.1986", NO, "Write 1986-12."),
        ("13/1986", *NO_DATE),
        ("0/1986", *NO_DATE),
        ("12/986", *NO_DATE),
        ("14/12/1986", SHEET, "Write 1986-12-14."),
        ("12/14/86", SHEET, "Write 1986-12-14."),
        ("14.12.1986", SHEET, "Write 1986-12-14."),
        ("14-12-1986", SHEET, "Write 1986-12-14."),
        ("12/14/1986 10:00", SHEET, "Write 1986-12-14."),
        ("14/12/1986T10:00:30", SHEET, "Write 1986-12-14."),
        ("3/4/1986", SHEET,
         "Write 1986-04-03 if the day stands first, 1986-03-04 if the month does."),
        ("5/5/1986", SHEET, "Write 1986-05-05."),
        ("1/1/1986", SHEET, "Write 1986-01-01."),
        ("1/13/1986", SHEET, "Write 1986-01-13."),
        ("31/12/1986", SHEET, "Write 1986-12-31."),
        ("29/2/1988", SHEET, "Write 1988-02-29."),
        ("29/2/1986", SHEET, ANY),
        ("32/12/1986", SHEET, ANY),
        ("13/13/1986", SHEET, ANY),
        ("0/12/1986", SHEET, ANY),
        ("14/12/0000", SHEET, ANY),
        ("14/12/0001", SHEET, "Write 0001-12-14."),
        ("14/12/986", *NO_DATE),
        ("1986/12/14", NO, "Write 1986-12-14."),
        ("1986/1/1", NO, "Write 1986-01-01."),
        ("1985-4-3", NO, "Write 1985-04-03."),
        ("1986/13/45", *NO_DATE),
        ("1986-1", "month and day need two digits", "Write 1986-01."),
        ("19861214", NO, "Write 1986-12-14."),
        ("31760", DAYS, "Format the column as text and write the date as YYYY-MM-DD."),
        ("31760.5", DAYS, "Format the column as text and write the date as YYYY-MM-DD."),
        ("86", "not a whole date", "Write all of it: 1990-05-26."),
        ("1986-12-14T10:00", NO, "Write 1986-12-14."),
        ("1986-12-14T10:00Z", "a time behind the date", "Write 1986-12-14."),
        # Months by name.
        ("Dec-86", NO, "Write 1986-12."),
        ("December 1986", NO, "Write 1986-12."),
        ("Sept 1986", NO, "Write 1986-09."),
        ("Dec. 1986", NO, "Write 1986-12."),
        ("14-Dec-86", NO, "Write 1986-12-14."),
        ("14 December 1986", NO, "Write 1986-12-14."),
        ("14th December 1986", NO, "Write 1986-12-14."),
        ("December 14, 1986", NO, "Write 1986-12-14."),
        ("1st May '86", NO, "Write 1986-05-01."),
        ("14/Dec/1986", NO, "Write 1986-12-14."),
        ("May/1986", NO, "Write 1986-05."),
        ("31 June 1986", *NO_DATE),
        ("Decx 1986", *NO_DATE),
        ("Decembers 1986", *NO_DATE),
        ("5 May", "a date without its year", ANY),
        ("May 5", "a date without its year", ANY),
        ("5 Mai", *NO_DATE),
        # More or less.
        ("c. 1985", NO, "Write 1985~."),
        ("CIRCA 1985", NO, "Write 1985~."),
        ("about 1985", NO, "Write 1985~."),
        ("1980s", NO, "Write 198X."),
        ("the 1980's", NO, "Write 198X."),
        ("198x", NO, "Write 198X."),
        ("19uu", NO, "Write 19XX."),
        ("198U", NO, "Write 198X."),
        ("198x-uu", NO, "Write 198X-XX."),
        ("~1985", "the qualifier stands in front", "Write 1985~."),
        ("? 1985-12", "the qualifier stands in front", "Write 1985-12?."),
        ("1985~?", "more than one qualifier", "Write % for uncertain and approximate."),
        ("198X-XX?%", "more than one qualifier", "Write % for uncertain and approximate."),
        # Months and days that are none.
        ("1986-00", "there is no month 00", MONTHS),
        ("1986-13", "there is no month 13", MONTHS),
        ("1986-13-13", "there is no month 13", MONTHS),
        ("1986-13-12", "there is no month 13", "Day and month seem swapped: write 1986-12-13."),
        ("1986-14-12", "there is no month 14", "Day and month seem swapped: write 1986-12-14."),
        ("1986-21-03", "there is no month 21", "Day and month seem swapped: write 1986-03-21."),
        ("1986-02-30", "February 1986 has no day 30",
         "February 1986 has 28 days; write 1986-02 if the day is not known."),
        ("1986-12-32", "December 1986 has no day 32",
         "December 1986 has 31 days; write 1986-12 if the day is not known."),
        ("0086-01-00", "January 0086 has no day 0",
         "January 0086 has 31 days; write 0086-01 if the day is not known."),
        ("1986-XX-14", "a day without its month", "Write 1986, or the month too: 1986-05-14."),
        ("198X-12", "a month of an unknown year", "Write 198X, or the year in full."),
        ("-0000", "there is no year -0000", "Write 0000 for 1 BC."),
        ("Y-3000", "Y is for years of more than four digits", "Write -3000."),
        ("Y3E3", "Y is for years of more than four digits", "Write 3000."),
        ("Y-1000000", "a year of more than 6 digits", "Write a year from Y-999999 to Y999999."),
        ("Y1E9", "a year of more than 6 digits", "Write a year from Y-999999 to Y999999."),
        ("Y-17000-05", "a month of a year with Y", "Write Y-17000."),
        ("-17000", "a long year needs a Y", "Write Y-17000."),
        ("886", "a year needs four digits", "Write 0886."),
        ("-43", "a year needs four digits", "Write -0043."),
        ("49 BC", NO, "Write -0048: ISO's year 0 is 1 BC."),
        ("500 b.c.e.", NO, "Write -0499: ISO's year 0 is 1 BC."),
        ("17001BC", NO, "Write Y-17000: ISO's year 0 is 1 BC."),
        ("1985/", "the end of the interval is missing",
         "Write both ends: 1985/YYYY; or 1985 alone, if it is one date."),
        ("/1985", "the beginning of the interval is missing",
         "Write both ends: YYYY/1985; or 1985 alone, if it is one date."),
        ("1985-04-12/", "the end of the interval is missing",
         "Write both ends: 1985-04-12/YYYY; or 1985-04-12 alone, if it is one date."),
        # Intervals and sets.
        ("1990-05-26/27", "the end is not a whole date", "Write 1990-05-26/1990-05-27."),
        ("1990-05-26/06-02", "the end is not a whole date", "Write 1990-05-26/1990-06-02."),
        ("1990/1991/1992", "not one interval", TWO),
        ("1990 / 1980", BACKWARDS, "Write 1980/1990."),
        ("1990-06/1990-05-31", BACKWARDS, "Write 1990-05-31/1990-06."),
        ("1990/1990-06", BACKWARDS, "Write 1990-06/1990."),
        ("../..", "open at both ends", "Give at least one end: 1981/.. or ../1990."),
        ("1986–87", "a dash between dates", "Write a range with a slash: 1990-05-26/1990-05-27."),
        ("1986—87", "a dash between dates", "Write a range with a slash: 1990-05-26/1990-05-27."),
        ("[1985]", *NO_SET),
        ("[1985,]", *NO_SET),
        ("[1985,1986..1990]", *NO_SET),
        ("[1985..1986..1990]", *NO_SET),
        ("[..1985]", *NO_SET),
        ("[1990..1981]", BACKWARDS, "Write [1981..1990]."),
        ("[1981..1981-05]", BACKWARDS, "Write [1981-05..1981]."),
        ("[1981-05..1981-04-30]", BACKWARDS, "Write [1981-04-30..1981-05]."),
        ("[1981", *NO_DATE),
        ("1981]", *NO_DATE),
        ("{1985", "several dates in one", ROWS),
        ("1985}", "several dates in one", ROWS),
    ],
)  # fmt: skip
def test_what_is_no_edtf_is_refused_with_a_hint_and_never_guessed(text, message, mend):
    with pytest.raises(DateError) as caught:
        parse(text)
    assert (str(caught.value), caught.value.mend) == (message, mend)


@pytest.mark.parametrize("number", range(1, 13))
def test_a_month_is_known_by_its_first_letters_and_by_its_name(number):
    name = date(1986, number, 1).strftime("%B")
    for written in (name, name[:3].upper(), name[:4]):
        with pytest.raises(DateError) as caught:
            parse(f"3 {written} 1986")
        assert caught.value.mend == f"Write 1986-{number:02d}-03."


@pytest.mark.parametrize(
    ("text", "urdu", "sindhi"),
    [
        ("1986-12-14", "14 دسمبر، 1986", "١٤ ڊسمبر ١٩٨٦"),
        ("1986-01", "جنوری 1986", "جنوري ١٩٨٦"),
        ("1985~", "تقریباً 1985", "اٽڪل ١٩٨٥"),
        ("1985?", "1985 (غیر یقینی)", "١٩٨٥ (غير يقيني)"),
        ("1985%", "تقریباً 1985 (غیر یقینی)", "اٽڪل ١٩٨٥ (غير يقيني)"),
        ("198X", "1980 کی دہائی", "١٩٨٠ جو ڏهاڪو"),
        ("19XX", "1900–1999", "١٩٠٠–١٩٩٩"),
        ("1986-21", "بہار 1986", "بهار ١٩٨٦"),
        ("1986-24", "سرما 1986–87", "سيارو ١٩٨٦–٨٧"),
        ("1986-12/1987-01", "دسمبر 1986 – جنوری 1987", "ڊسمبر ١٩٨٦ – جنوري ١٩٨٧"),
        ("1986/1986", "1986", "١٩٨٦"),
        ("../1990", "1990 تک", "١٩٩٠ تائين"),
        ("1981/..", "1981 سے", "١٩٨١ کان"),
        ("[1990,1991]", "1990 یا 1991", "١٩٩٠ يا ١٩٩١"),
        ("[1988,1990,1991]", "1988، 1990 یا 1991", "١٩٨٨، ١٩٩٠ يا ١٩٩١"),
        ("[1981..1990]", "1981 اور 1990 کے درمیان", "١٩٨١ ۽ ١٩٩٠ جي وچ ۾"),
    ],
)
def test_dates_are_printed_in_urdu_and_sindhi_with_their_months(text, urdu, sindhi):
    span = parse(text)
    assert (printed(span, "ur"), printed(span, "sd")) == (urdu, sindhi)


@pytest.mark.parametrize("locale", ["ur", "ur_PK", "UR-pk", "ur-Arab-PK"])
def test_a_locale_is_known_by_its_language(locale):
    assert printed(parse("1986-12"), locale) == "دسمبر 1986"


def test_another_language_is_printed_in_english():
    assert printed(parse("1985~"), "xx") == "about 1985"


def test_importing_dates_loads_no_heavy_library():
    code = "import sys, mapgen.notation.dates, mapgen.records.settings, mapgen.problems; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())
    assert not loaded & {"pandas", "numpy", "geopandas", "shapely", "babel", "markdown_it", "nh3"}


@given(st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31)))
def test_a_day_survives_number_and_text(value):
    number = from_civil(value.year, value.month, value.day)
    assert date(1970, 1, 1) + timedelta(days=number) == value
    assert iso(number) == value.isoformat()
    span = parse(value.isoformat())
    assert span.first == span.last == number


@given(st.integers(-(10**8), 10**8))
def test_days_of_any_year_follow_each_other(number):
    found = to_civil(number)
    assert from_civil(*found) == number
    assert 1 <= found.day <= month_length(found.year, found.month)
    assert to_civil(number + 146_097) == found._replace(year=found.year + 400)
    assert found < to_civil(number + 1)


@pytest.mark.parametrize(
    ("language", "words"),
    [("de", "15. März 44 v. Chr."), ("zh", "公元前44年3月15日"), ("bn", "১৫ মার্চ, ৪৪ খ্রিস্টপূর্ব")],
)
def test_years_before_christ_are_printed_by_the_language(language, words):
    assert printed(parse("-0043-03-15"), language) == words


@given(st.text(max_size=30) | st.from_regex(r"[0-9XYE/.,\[\]~?% -]{0,24}", fullmatch=True))
def test_any_text_is_a_span_in_order_or_a_date_error_with_a_mend(text):
    try:
        span = parse(text)
    except DateError as refused:
        error = refused
    else:
        if not span.is_open:
            assert span.first <= span.last
        assert printed(span)
        assert printed(span, "ur")
        return
    assert str(error)
    assert error.mend


# What both read: edtf 5 takes no qualifier behind a season, no X within intervals, and a 29th of
# February in 1900; its winter is December alone, ours runs into the next year.
_PLAIN = st.builds(
    lambda day, length: day.isoformat()[:length],
    st.dates(date(1900, 1, 1), date(1999, 12, 31)),
    st.sampled_from([4, 7, 10]),
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
@settings(max_examples=examples(60))
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
