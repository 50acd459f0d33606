"""Text → its sentences, in any script that parts words; and which of them cite nothing.

A citation is one MARK in the text. It stands before the full stop of its sentence; right
behind the stop it belongs to the sentence before, as no sentence begins with one.
"""

from __future__ import annotations

import re

MARK = "\ue000"  # private use: stands for one group of citations

STOPS = ".!?…۔؟।॥"
"""What ends a sentence: also of Urdu and Sindhi, of Hindi and Bengali."""
CLOSERS = "\"'”“’‘»«)"
"""What may close a quotation behind a stop; “ is the end of one in German."""
# Nothing here is tried twice (++, *+): what a text of 20,000 letters costs must not be its square.
_STOP = re.compile(
    rf"(?<![{STOPS}])[{STOPS}]++[{CLOSERS}\]]*+"
    rf"(?P<marks>\s*+{MARK}(?:\s*+{MARK})*+)?+(?P<gap>\s+|$)"
)
_ALL_CITED = re.compile(
    rf"(?:[^{STOPS}{MARK}]*+{MARK}[^{STOPS}]*+[{STOPS}]++[{CLOSERS}\]]*+(?:\s++|$))*+"
)
_LONGEST = 40  # letters of a word that can be an abbreviation
_WORD = re.compile(r"[^\s(\[“\"'‘]*$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")  # "Z", "U.S", "Z.A"
_HOURS = {"a.m", "p.m"}  # these may end a sentence
# What stands before a stop that ends no sentence.
_ABBREVIATIONS = {
    "Mr", "Mrs", "Ms", "Messrs", "Dr", "Prof", "Rev", "Hon", "Gen", "Lt", "Col", "Maj", "Brig",
    "Capt", "Cdr", "Adm", "Sgt", "Insp", "Supt", "St", "Mt", "Ft", "vs", "cf", "e.g", "i.e", "viz",
    "approx", "vols", "ed", "eds", "tr", "Rs", "Mohd", "Md", "Govt",
}  # fmt: skip
_BEFORE_NUMBER = {
    "No", "Nos", "no", "nos", "p", "pp", "para", "paras", "vol", "fn", "c", "ca", "art", "sec",
    "ch", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec",
}  # fmt: skip


def sentences(text: str) -> list[str]:
    """Return the sentences of one paragraph, with their MARKs.

    Parameters
    ----------
    text : str
        Plain, with a MARK for each citation.

    Returns
    -------
    list of str
        Without blanks around them.
    """
    found = [text[start:end].strip() for start, end in sentence_spans(text)]
    return [sentence for sentence in found if any(map(str.isalnum, sentence))]


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return where the sentences of one paragraph stand, with the blanks around them.

    Parameters
    ----------
    text : str
        Plain, with a MARK, or several, for each citation.

    Returns
    -------
    list of tuple of (int, int)
        Begin and end of each, in characters; together they are the text.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for stop in _STOP.finditer(text):
        if _ends(text, stop, start):
            found.append((start, stop.end()))
            start = stop.end()
    found.append((start, len(text)))
    return found


def uncited(text: str) -> list[str]:
    """Return the sentences of one paragraph that carry no citation.

    Parameters
    ----------
    text : str
        Plain, with a MARK for each citation.

    Returns
    -------
    list of str
        In their order.
    """
    if _ALL_CITED.fullmatch(text):
        return []
    return [sentence for sentence in sentences(text) if MARK not in sentence]


def without_marks(text: str) -> str:
    """Return the text as read without its citations: no blank left before a stop.

    Parameters
    ----------
    text : str
        Plain, with a MARK for each citation.

    Returns
    -------
    str
        One line.
    """
    *pieces, last = text.split(MARK)
    return "".join([piece.rstrip() for piece in pieces] + [last])


def _ends(text: str, stop: re.Match[str], start: int) -> bool:
    at = stop.start()
    if stop["marks"] or stop.end() == len(text):
        return True
    following = text[stop.end()]
    if following.islower():
        return False
    if text[at] not in ".…":
        return True
    word = _WORD.search(text, max(start, at - _LONGEST), at)
    before = word[0] if word else ""
    if MARK in before or not before:
        return True
    if before in _HOURS:
        return True
    if before in _ABBREVIATIONS or _INITIALS.fullmatch(before):
        return False
    return not (before in _BEFORE_NUMBER and following.isdecimal())
