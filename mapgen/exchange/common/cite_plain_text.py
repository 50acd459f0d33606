"""Plain text → Markdown in which every sentence carries its citation.

The sentences are those that `mapgen check` will find, so that none is left without a source; and
nothing in the text is taken for Markdown, since whoever wrote it wrote no Markdown.
"""

from __future__ import annotations

import re
from itertools import accumulate

from mapgen.exchange.common.reader import one_line
from mapgen.notation.sentences import CLOSERS, STOPS, sentences

MAX_LENGTH = 15_000  # characters; a summary may have 20,000 with its citations

_SPECIAL = re.compile(r"[\\`*_<>&\[\]@]")
_ENDS = re.compile(r"[;@\[\]\\]+")
_STOP = re.compile(rf"[{STOPS}]")
_TAIL = f"{STOPS}{CLOSERS}]"
_QUOTED_END = re.compile(rf"[{STOPS}]++[{CLOSERS}\]]++")
_MARKS = frozenset("-+#=~:|")
_LIST_MARK = re.compile(r"(\d+)([.)])(?=\s|$)")


def citation(*keys: str) -> str:
    """Return citations of keys (with locators: "key, p. 3") as Pandoc writes them.

    Parameters
    ----------
    *keys : str
        With locators, where there are some: "key, p. 3".

    Returns
    -------
    str
        ``[@key, p. 3; @other]``, each once.
    """
    return f"[{'; '.join(f'@{key}' for key in dict.fromkeys(keys))}]"


def located(key: str, locator: str) -> str:
    """Return a key with where to look, without the letters that would end a citation.

    Parameters
    ----------
    key : str
        The source's.
    locator : str
        Where to look in it; "" for nowhere.

    Returns
    -------
    str
        "key, p. 3".
    """
    said = one_line(_ENDS.sub(" ", locator)).strip()
    return f"{key}, {said}" if said else key


def cite(text: str, cited: str) -> str:
    """Return plain text as Markdown with the citation `[@key]` in every sentence.

    What has neither letter nor digit is no sentence and is left out. A very long text is cut
    between two sentences, and an ellipsis says so.

    Parameters
    ----------
    text : str
        Plain.
    cited : str
        What `citation` returns.

    Returns
    -------
    str
        "" for a text without any sentence.
    """
    if sentence := one_sentence(text):
        return f"{sentence} {cited}."
    plain = one_line(text)
    found = [_cite(sentence, cited) for sentence in sentences(plain)]
    if len(plain) + len(found) * len(cited) > MAX_LENGTH:
        lengths = accumulate(map(len, found))
        fitting = sum(length <= MAX_LENGTH for length in lengths)
        found = [each[:MAX_LENGTH] for each in found[: max(fitting, 1)]]
        found.append(f"… {cited}.") if len(found) > 1 else None
    return " ".join(found)


def one_sentence(text: str) -> str:
    """Return plain text as Markdown where it is one sentence without its stop, as most are.

    Parameters
    ----------
    text : str
        Plain.

    Returns
    -------
    str
        "" for none, for several, and for a very long one.
    """
    plain = one_line(text)
    if _STOP.search(plain) or len(plain) >= MAX_LENGTH or not any(map(str.isalnum, plain)):
        return ""
    return escaped(plain)


def paragraph(*texts: str) -> str:
    """Return cited texts as one paragraph that begins like no list.

    Parameters
    ----------
    *texts : str
        Markdown; empty ones are left out.

    Returns
    -------
    str
        "" for none.
    """
    text = " ".join(filter(None, texts))
    if text[:1] in _MARKS:
        return f"\\{text}"
    if text[:1].isdigit() and _LIST_MARK.match(text):
        return _LIST_MARK.sub(r"\1\\\2", text, count=1)
    return text


def escaped(text: str) -> str:
    """Return plain text as Markdown that reads the same.

    Parameters
    ----------
    text : str
        Plain.

    Returns
    -------
    str
        The text itself where nothing in it is Markdown.
    """
    return _SPECIAL.sub(r"\\\g<0>", text) if _SPECIAL.search(text) else text


def _cite(sentence: str, cited: str) -> str:
    at = len(sentence.rstrip(_TAIL))
    said, tail = escaped(sentence[:at].rstrip()), escaped(sentence[at:])
    if _QUOTED_END.fullmatch(sentence[at:]):
        return f"{said}{tail} {cited}"  # behind the stop a citation is still the sentence's
    return f"{said} {cited}{tail}" if _STOP.search(tail) else f"{said}{tail} {cited}."
