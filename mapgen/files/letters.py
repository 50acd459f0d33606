"""A text → the same text in one form, and the letters in it that nobody can see.

Two texts that look alike must be one: composed and decomposed letters (NFC), the many blanks, and
joiners that change no shape are brought to one form. What turns a line around or stands in it
unseen (controls, bidirectional controls, zero-width letters) has no right form, and is named.

Joiners stay where they change a shape: beside the letters of the Arabic and the Indic scripts, and
in emoji. See RFC 5892 (rules for U+200C and U+200D) and UAX #31.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_NON_JOINER, _JOINER = "\u200c", "\u200d"
_BLANKS = "\u1680\u2000-\u200a\u2028\u2029\u205f\u2800\u3000"
"""What is as wide as a blank and none; not U+00A0 and U+202F, which prose may set on purpose."""
_UNSEEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls but tab and line ends
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufdd0-\ufdef\ud800-\udfff"
    + "".join(chr(plane | end) for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF))
    + "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Default_Ignorable_Code_Point of Unicode, the controls, and what is no letter at all."""
_ODD = re.compile(f"[{_BLANKS}{_UNSEEN}]")
_BLANK = re.compile(f"[{_BLANKS}]")
_REPEATED = re.compile("([\u200c\u200d])[\u200c\u200d]+")
_NAMES = {
    0x00AD: "soft hyphen",
    0x200B: "zero-width space",
    0x200C: "zero-width non-joiner",
    0x200D: "zero-width joiner",
    0xFEFF: "zero-width space",
    **dict.fromkeys(
        (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)),
        "bidirectional control",
    ),
}
_KINDS = {"Cc": "control character", "Cs": "half of a character", "Cn": "no character"}
CODE, MEND = "text/invisible-letter", "Remove it: nobody can see it."
_STEP = 2**20
_PASSES = 4
"""How often a text is gone through again after letters were left out: texts of words need one."""
_NEAR = 32
"""Letters on each side of a joiner that can bear on it: marks stand between it and its letter."""
_MARKS = "Mn", "Me", "Mc"
_JOINED = re.compile(
    "[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufefe"  # Arabic, Syriac, N'Ko, Mandaic
    "\u0900-\u0dff\u0f00-\u109f\u1700-\u18af\u1a20-\u1bff\ua840-\ua9ff"
    "\uaa00-\uabff"  # Indic, Mongolian
    "\U00010a00-\U00010fff\U00011000-\U00011fff\U0001e900-\U0001e95f]"
)
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\ua9e0-\uaa7f]"
)
"""Scripts that write no blanks between words: a zero-width one tells where a line may break."""
_BEFORE_STYLE = re.compile("[\u203c\u2049\u3030\u303d\u3297\u3299]")


def normalised(text: str) -> str:
    """Return a text in the one form in which it is compared and shown.

    NFC; every odd blank is U+0020, but U+00A0 and U+202F stay; joiners are left out where they
    change no shape between letters of a script that has them.

    Parameters
    ----------
    text : str
        Anything.

    Returns
    -------
    str
        The text itself where it is in that form.
    """
    if text.isascii():
        return text
    text = _composed(text)
    if not _ODD.search(text):
        return text
    text = _REPEATED.sub(r"\1", _BLANK.sub(" ", text))
    return _without(text, _is_useless)


def on_one_line(text: str) -> str:
    """Return a name or a title in its one form: each gap one blank.

    Parameters
    ----------
    text : str
        Anything.

    Returns
    -------
    str
        Without blanks at its ends.
    """
    return " ".join(normalised(text).split())


def first_unseen(text: str) -> str:
    """Return the first letter that a normalised text must not have, "" where there is none.

    Parameters
    ----------
    text : str
        As `normalised` returns it.

    Returns
    -------
    str
        One letter, or "".
    """
    return next((text[at] for at in _odd_places(text) if not _is_wanted(text, at)), "")


def without_unseen(text: str) -> str:
    """Return a text in its one form without any letter that `first_unseen` would find.

    Parameters
    ----------
    text : str
        Anything.

    Returns
    -------
    str
        The text itself where nothing has to go.
    """
    if is_plain(text):
        return text
    # What goes may have parted two letters of which only one stays.
    text = normalised(_without(normalised(text), lambda whole, at: not _is_wanted(whole, at)))
    return _composed(_ODD.sub("", text)) if first_unseen(text) else text


def all_without_unseen(texts: list[str]) -> list[str]:
    """Return the texts without what cannot be seen, as `without_unseen` does each of them.

    Parameters
    ----------
    texts : list of str
        The cells of a row.

    Returns
    -------
    list of str
        The list itself where nothing has to go.
    """
    together = "".join(texts)
    if together.isascii() and together.isprintable():
        return texts
    return [without_unseen(text) for text in texts]


def is_plain(text: str) -> bool:
    """Return whether a text is in its one form and has no letter that cannot be seen by itself.

    Made for long texts: only the letters that it is written with are looked at.

    Parameters
    ----------
    text : str
        Anything.

    Returns
    -------
    bool
        True for an empty text.
    """
    if text.isascii() and text.isprintable():
        return True
    letters = _alphabet(text) if len(text) > _STEP else "".join(set(text))
    return not _ODD.search(letters) and unicodedata.is_normalized("NFC", text)


def _alphabet(text: str) -> str:
    """Return each of a text's letters once."""
    import numpy as np  # only where a large text is read, which brings it anyway

    used = np.zeros(0x110000, dtype=bool)
    for start in range(0, len(text), _STEP):
        part = text[start : start + _STEP].encode("utf-32-le", "surrogatepass")
        used[np.frombuffer(part, dtype=np.uint32)] = True
    return "".join(map(chr, np.flatnonzero(used).tolist()))


def _composed(text: str) -> str:
    if unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", text)


def _without(text: str, goes: Callable[[str, int], bool]) -> str:
    """Return a text without the odd letters that go; what then comes together is composed."""
    for _ in range(_PASSES):
        found = {at for at in _odd_places(text) if goes(text, at)}
        if not found:
            break
        text = _composed("".join(letter for at, letter in enumerate(text) if at not in found))
    return text


def in_one_form(text: str) -> tuple[str, str]:
    """Return a text as `normalised`, and what is wrong with it.

    Parameters
    ----------
    text : str
        Anything.

    Returns
    -------
    text : str
        In its one form, with all its letters.
    wrong : str
        "soft hyphen U+00AD"; "" where nothing is.
    """
    text = normalised(text)
    wrong = first_unseen(text)
    return text, named(wrong) if wrong else ""


def named(letter: str) -> str:
    """Return a letter as "zero-width space U+200B".

    Parameters
    ----------
    letter : str
        One.

    Returns
    -------
    str
        For messages.
    """
    code = ord(letter)
    if code == 0:
        return "NUL byte"
    kind = unicodedata.category(letter)
    name = _NAMES.get(code) or _KINDS.get(kind, "invisible letter")
    return f"{name} U+{code:04X}"


def _odd_places(text: str) -> Iterator[int]:
    return (match.start() for match in _ODD.finditer(text))


def _is_useless(text: str, at: int) -> bool:
    """Return whether a letter belongs to the script around it, and is without effect there."""
    letter = text[at]
    if letter not in ("\u200b", _NON_JOINER, _JOINER) or _is_wanted(text, at):
        return False
    script = _UNSPACED if letter == "\u200b" else _JOINED
    return bool(script.search(_letter_before(text, at) + _letter_after(text, at)))


def _is_wanted(text: str, at: int) -> bool:
    """Return whether a letter that is not seen by itself changes what is seen around it."""
    letter = text[at]
    code = ord(letter)
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if letter == _NON_JOINER:
        return _in_context(text, at)
    if letter == _JOINER:
        return _in_context(text, at) or _shapes(text, at) or _is_emoji(before, after)
    if 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF:
        if not before:
            return False
        styled = unicodedata.category(before) in ("So", "Sm") or _BEFORE_STYLE.match(before)
        return bool(styled) or _is_ideograph(before) or after == "\u20e3"  # a keycap
    if 0x180B <= code <= 0x180F:
        return "\u1800" <= before <= "\u18af"
    if 0xE0020 <= code <= 0xE007F:  # the flag of a region: a black flag, its tags, an end
        return bool(re.search("\U0001f3f4[\U000e0020-\U000e007e]*$", text[max(at - 9, 0) : at]))
    if code in (0x115F, 0x1160):  # what stands for the missing half of an old Korean syllable
        return any("\u1100" <= each <= "\u11ff" for each in (before, after) if each)
    return False


def _in_context(text: str, at: int) -> bool:
    """Return whether a joiner stands where RFC 5892 allows it."""
    start = max(at - _NEAR, 0)
    return _joins(text[start : at + _NEAR], at - start)


@lru_cache(maxsize=65_536)
def _joins(text: str, at: int) -> bool:
    from idna.core import valid_contextj  # brings its tables: only where a text has a joiner

    try:
        return valid_contextj(text, at)
    except ValueError:  # beside a letter that has no name, which joins nothing
        return False


def _shapes(text: str, at: int) -> bool:
    """Return whether a joiner gives a letter the shape that it has beside another.

    So it does between an Arabic letter and something that does not join it, and before the sign
    that takes a vowel away (Bengali, Kannada).
    """
    before, after = _letter_before(text, at), _letter_after(text, at)
    if after and unicodedata.combining(text[at + 1]) == 9:
        return bool(_JOINED.match(text[at + 1]))
    beh = "\u0628"  # joins on both sides
    forward = bool(before) and _in_context(f"{before}{_NON_JOINER}{beh}", 1)
    backward = bool(after) and _in_context(f"{beh}{_NON_JOINER}{after}", 1)
    return forward != backward


def _letter_before(text: str, at: int) -> str:
    return _first_letter(reversed(text[max(at - _NEAR, 0) : at]))


def _letter_after(text: str, at: int) -> str:
    return _first_letter(text[at + 1 : at + _NEAR])


def _first_letter(letters: Iterable[str]) -> str:
    """Return the first that is no mark and can be seen, else ""."""
    for letter in letters:
        if unicodedata.category(letter) not in _MARKS and not _ODD.match(letter):
            return letter
    return ""


def _is_emoji(before: str, after: str) -> bool:
    """Return whether a joiner stands between two pictures."""
    pictures = ("So", "Sm")
    ends = before == "\ufe0f" or "\U0001f3fb" <= before <= "\U0001f3ff"
    first = ends or (before >= "\u2100" and unicodedata.category(before) in pictures)
    return first and after >= "\u2100" and unicodedata.category(after) in pictures


def _is_ideograph(letter: str) -> bool:
    return (
        "\u2e80" <= letter <= "\u9fff"
        or "\uf900" <= letter <= "\ufaff"
        or "\U00020000" <= letter <= "\U0003ffff"
    )
