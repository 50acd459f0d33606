"""Citations as Pandoc writes them, [@key, locator; @key], and the parts of a source that they need.

The grammar of keys and groups is that of Pandoc's citation syntax.
"""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import urlsplit

KEY = r"[^\W_](?:[\w:.+/-]*\w)?"
"""A citation key: the same in [@key] and in the bibliography."""

NOTE_FIELDS = ("mirror", "kind", "read", "archived")
"""Lines of a note that say more of a source: where a repost was read, what it is, how it was read
(`mapgen.vocabulary`), and the address of an archived copy."""

_KEY = re.compile(KEY)
_CITATION = re.compile(rf"@(?P<key>{KEY})(?:(?:\s*+,\s*+|\s++)(?P<locator>[^@\[\]]+))?")
_NOTE_LINE = re.compile(rf"(?im)^[ \t]*+({'|'.join(NOTE_FIELDS)}):[ \t]*+(.+)$\n?")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.?")


class Citation(NamedTuple):
    """A citation of one source.

    Attributes
    ----------
    key : str
        The id of the source.
    locator : str
        Where in it to look ("p. 3"); "" where none is given.
    """

    key: str
    locator: str = ""


def is_key(text: str) -> bool:
    """Return whether a text can stand behind @ in a citation.

    Parameters
    ----------
    text : str
        Without the @.

    Returns
    -------
    bool
        False for an empty text, too.
    """
    return _KEY.fullmatch(text) is not None


@lru_cache(maxsize=65_536)
def parse_group(inner: str) -> tuple[Citation, ...] | None:
    """Read the citations of one pair of brackets.

    Parameters
    ----------
    inner : str
        The text between the brackets: ``@a, p. 3; @b``.

    Returns
    -------
    tuple of Citation or None
        In their order; None where a part between semicolons is no citation.
    """
    found = []
    for piece in inner.split(";"):
        match = _CITATION.fullmatch(piece.strip())
        if match is None:
            return None
        found.append(Citation(match["key"], " ".join((match["locator"] or "").split())))
    return tuple(found)


def is_web_address(text: str) -> bool:
    """Return whether a text is an absolute http(s) address without blanks or quotes.

    Browsers' rules hold for the host: a whole IP address, or a name that IDNA can encode.

    Parameters
    ----------
    text : str
        Anything.

    Returns
    -------
    bool
        Whether a browser would open it.
    """
    if re.search(r"[\s\"'<>\\^`{|}\x00-\x1f\x7f]", text.replace("'", "")):
        return False
    try:
        split = urlsplit(text)
        split.port  # noqa: B018  # raises for one that cannot be
        return split.scheme in ("http", "https") and _is_host(split.hostname or "")
    except ValueError:
        return False


@lru_cache(maxsize=65_536)  # most sources lie at a few hosts
def _is_host(host: str) -> bool:
    """Return whether a browser takes a text for a host: a name, or a whole IP address."""
    if ":" in host or host.rpartition(".")[2][:1].isdigit():
        ip_address(host)  # ValueError: not the address that it looks like
        return "%" not in host
    return bool(_HOST.fullmatch(host) and host.encode("idna"))


def split_note(note: str) -> tuple[str, dict[str, str]]:
    """Part a note of CSL-JSON into free text and its lines of fields.

    CSL-JSON has no place for these fields; Zotero keeps such lines ("kind: dataset") in Extra and
    exports them in the note.

    Parameters
    ----------
    note : str
        A note, of any number of lines.

    Returns
    -------
    text : str
        The lines that are no fields.
    fields : dict of str to str
        The values by name (`NOTE_FIELDS`); a field that stands twice has its first value.
    """
    fields: dict[str, str] = {}
    for found in _NOTE_LINE.finditer(note):
        fields.setdefault(found[1].lower(), found[2].strip())
    return _NOTE_LINE.sub("", note).strip(), fields
