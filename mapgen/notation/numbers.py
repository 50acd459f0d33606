"""The numbers that a running text writes in digits, of any script, whatever groups them."""

from __future__ import annotations

import re

_GROUPING = ",.'’\u066c\u00a0\u202f\u2009"
_DIGITS = re.compile(rf"\d+(?:[{_GROUPING}]\d+)*")
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_RUN = re.compile(r"\d+")
_GROUPED = re.compile(
    rf"\d{{1,3}}([{_GROUPING}])\d{{3}}(?:\1\d{{3}})*|\d{{1,2}}(?:[,\u066c]\d{{2}})+[,\u066c]\d{{3}}"
)


def ascii_digits(text: str) -> str:
    """Return a text with the digits 0 to 9 for those of any script.

    Parameters
    ----------
    text : str
        Anything.

    Returns
    -------
    str
        As long as the text.
    """
    return text if text.isascii() else _OTHER_DIGIT.sub(lambda found: str(int(found[0])), text)


def numbers_in(text: str) -> tuple[str, ...]:
    """Return the whole numbers of a text in their order, in the digits 0 to 9 without groups.

    1,200, 1.200, 1 200 (with a space that does not break) and ١٬٢٠٠ are one number. What stands on
    either side of a decimal point, a hyphen or a slash is a number of its own; words are none.

    Parameters
    ----------
    text : str
        Anything.

    Returns
    -------
    tuple of str
        "1986", "1200".
    """
    found: list[str] = []
    for written in _DIGITS.findall(text):
        if written.isdecimal() or _GROUPED.fullmatch(written):
            found.append(written)
        else:
            found += _RUN.findall(written)
    return tuple(map(_plain, found))


def _plain(written: str) -> str:
    return ascii_digits("".join(_RUN.findall(written))).lstrip("0") or "0"
