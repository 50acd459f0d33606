"""The figure at the beginning of a text → its lowest and highest number, read whole or not at all.

Read are digits of any script with or without groups (1200, 1,200, 1 200, 1'200, 1.200.000,
2,00,000), magnitudes in the languages of the page (3 dozen, 2 lakh, 1.5 million, 2 लाख), English
number words (two hundred and fifty), ranges (80-200, 10 bis 12, between 70 and 250, at least 10 and
at most 12) and bounds (>20, fewer than 10, 12 or more). What goes on as a number behind the figure
is refused: of 12 34 nobody can tell what it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mapgen.notation.magnitudes import MAGNITUDE, MAGNITUDES, OR, TO, UNSURE
from mapgen.notation.numbers import ascii_digits

_WORDS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen".split(),
        start=1,
    )
} | {
    word: number * 10
    for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_MAX_DIGITS = 20  # more than any figure that is read, and far less than Python's own limit
_WORD = rf"(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})\b"
_DIGITS = (
    r"(?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}|\d{1,3}(?:\ \d{3})+|\d{1,3}(?:['’]\d{3})+"
    r"|\d{1,3}(?:\.\d{3}){2,}|\d+)(?![\d'’]|[.,]\d)"
)
_NUMBER = (
    rf"(?:(?:{_DIGITS}|(?:\d+\.\d+|an?\s+)(?=\s*{MAGNITUDE}))(?:[\s-]*{MAGNITUDE})*"
    rf"|{_WORD}(?:[\s-]+(?:and\s+)?(?:{_WORD}|{MAGNITUDE}))*)"
)
_APPROXIMATE = (
    r"(?:(?:an\s+)?estimated|about|around|some|nearly|almost|approximately|approx\.?|roughly"
    r"|circa|ca?\.|close\s+to|perhaps|probably)\s+|[~≈]\s*"
)
_ABOVE = r"more\s+than\s+|over\s+|above\s+|upwards?\s+of\s+|>(?!=)\s*"
_AT_LEAST = r"at\s+least\s+|no(?:t)?\s+(?:fewer|less)\s+than\s+|a\s+minimum\s+of\s+|(?:≥|>=)\s*"
_BELOW = r"fewer\s+than\s+|less\s+than\s+|under\s+|below\s+|<(?!=)\s*"
_AT_MOST = (
    r"up\s+to\s+|as\s+many\s+as\s+|at\s+most\s+|no(?:t)?\s+more\s+than\s+|a\s+maximum\s+of\s+"
    r"|(?:≤|<=)\s*"
)
_FIGURE = re.compile(
    rf"""(?ix)
    (?P<approximate>{_APPROXIMATE})?
    (?:(?P<above>{_ABOVE})|(?P<at_least>{_AT_LEAST})|(?P<below>{_BELOW})|(?P<at_most>{_AT_MOST})
    |(?P<between>between\s+)|(?P<from>from\s+))?
    (?P<also>{_APPROXIMATE})?
    (?P<low>{_NUMBER})(?P<plus>\s?\+)?
    (?:
      (?:(?(above)|(?(at_least)|(?!)))[\s,]+(?:(?:and|but)\s+)?
      (?:(?P<high_below>{_BELOW})|{_AT_MOST})(?P<bound>)
      | \s*(?:-|–|—|\b{TO}|\b{OR}|(?(between)\band\b|(?!)))\s*)
      (?P<high>{_NUMBER})
    )?
    (?(between)(?(high)|(?!)))
    (?:(?P<or_more>\s+(?:or|and)\s+(?:more|over|above)|\s+at\s+(?:the\s+)?least|\s+plus)
    |(?P<or_less>\s+or\s+(?:fewer|less|under|below)|\s+at\s+(?:the\s+)?most)
    |(?P<or_so>\s+or\s+so))?
    (?=$|[\s:()]|,(?!\d))"""
)  # fmt: skip
# What may not follow a figure: it would be a part of it, or another that is not read.
_GOES_ON = re.compile(
    rf"""(?ix)\s*(?:-|–|—|/|,?\s*\bor\b|\b(?:and\b|{TO}|{OR}))?\s*
    (?:\d|{MAGNITUDE}(?!\s+of)|{UNSURE}|per\s*cent\b|half\b|{_APPROXIMATE}\d)"""
)
_WORD_GOES_ON = re.compile(rf"(?i)\s+(?:and\s+|or\s+|to\s+)?{_WORD}")
_NAMES = re.compile(rf"{_WORD}|{MAGNITUDE}|and\b|an?\b")
_ONLY_DIGITS = re.compile(r"[\s,]*\d{3}(?:[\s,]+\d{3})*[\s.]*")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and where it ends in its text.

    `low` and `high` are inclusive: "fewer than 10" is 0 to 9, "more than 10" is 11 and open.
    `low` may stand above `high`, as the source has it.
    """

    low: int
    high: int
    end: int
    open_low: bool = False
    open_high: bool = False
    approximate: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether it is one number without "about" or a bound."""
        return self.low == self.high and not (self.open_low or self.open_high or self.approximate)


def read_figure(text: str) -> Figure | None:
    """Return the figure at the beginning of a text.

    Parameters
    ----------
    text
        With single blanks; a no-break or thin one counts as a blank.

    Returns
    -------
    Figure or None
        None where the text does not begin with a figure, where what begins as one goes on as
        another number, or where a bound has nothing below it ("fewer than 0").
    """
    plain = text if text.isascii() else "".join(map(_ascii, text))
    found = _FIGURE.match(plain)
    if not found:
        return None
    rest = plain[found.end() :]
    if _goes_on(found, rest):
        return None
    if found["from"] and not found["high"]:
        return None
    low, high = _low_and_high(found["low"], found["high"])
    if low is None or high is None:
        return None
    at_most = found["below"] or found["at_most"] or found["or_less"]
    if found["below"] or found["high_below"]:
        high -= 1
    if found["above"]:
        low += 1
        high = high if found["high"] else low
    if high < 0:
        return None
    return Figure(
        0 if at_most else low,
        high,
        found.end(),
        open_low=bool(at_most),
        open_high=found["bound"] is None
        and bool(found["above"] or found["at_least"] or found["plus"] or found["or_more"]),
        approximate=bool(found["approximate"] or found["also"] or found["or_so"]),
    )


def _goes_on(found: re.Match[str], rest: str) -> bool:
    if _GOES_ON.match(rest) or (rest.startswith(",") and _ONLY_DIGITS.fullmatch(rest)):
        return True
    last = found["high"] or found["low"]
    return not last[-1].isdigit() and bool(_WORD_GOES_ON.match(rest))


def _low_and_high(first: str, second: str | None) -> tuple[int | None, int | None]:
    """Return both numbers; in "2 to 3 million" the magnitude belongs to both."""
    low = _number(first)
    if second is None:
        return low, low
    high = _number(second)
    if second[-1].isdigit():
        return low, high
    factor = re.fullmatch(rf"(?i)(\d+|{_WORD})[\s-]+({MAGNITUDE})", second)
    alone = re.fullmatch(rf"(?i)\d+|{_WORD}", first)
    if factor and alone and low is not None and low < (_number(factor[1]) or 0):
        low *= MAGNITUDES[factor[2].lower()]
    return low, high


def _number(text: str) -> int | None:
    """Return the number that digits, magnitudes and words make; None where they make none."""
    written = re.match(r"\d[\d.,'’ ]*", text)
    if written and not re.search(r"[^\W\d_]", text):
        return _digits(written[0])
    words = _NAMES.findall(text.lower())
    if not written:
        return _spelt(words)
    from fractions import Fraction  # rare, and its import is not

    amount = written[0].strip()
    whole = (
        Fraction(amount) if re.fullmatch(r"\d{1,9}\.\d{1,9}", amount) else Fraction(_digits(amount))
    )
    for word in words:
        whole *= MAGNITUDES[word]
    return int(whole) if whole.denominator == 1 else None


def _digits(text: str) -> int:
    digits = re.sub(r"\D", "", text)
    return int(digits) if len(digits) < _MAX_DIGITS else 10**_MAX_DIGITS


def _spelt(words: list[str]) -> int | None:
    """Return the number of its English words: three hundred and five thousand and six."""
    total = group = 0
    room = MAGNITUDES["billion"] + 1  # what comes next in a group must be smaller
    ended = MAGNITUDES["billion"] + 1  # and so must the next magnitude
    for word in words:
        if word == "and":
            continue
        if word in ("a", "an"):
            group = 1
            continue
        if word in _WORDS:
            number = _WORDS[word]
            if group and (number >= room or (group % 100 and number >= 10)):
                return None
            group += number
            room = 10 if number >= 20 and number % 10 == 0 else 1
        elif MAGNITUDES[word] <= 100:
            if not 0 < group < 100:
                return None
            group *= MAGNITUDES[word]
            room = 100 if word == "hundred" else 1
        else:
            magnitude = MAGNITUDES[word]
            if not group or magnitude >= ended:
                return None
            total, group, ended = total + group * magnitude, 0, magnitude
            room = magnitude
    return total + group


def _ascii(letter: str) -> str:
    """Return a letter as the patterns have it: digits and signs of any script, blanks."""
    if letter.isascii():
        return letter
    signs = {"\u066c": ",", "\u066b": "."}
    return signs.get(letter, " " if letter.isspace() else ascii_digits(letter))
