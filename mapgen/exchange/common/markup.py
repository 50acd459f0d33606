"""Cells that are written in HTML → their words.

Tables that were taken out of a web site's database, and placemarks, have texts with elements and
character references in them. Only elements of HTML that texts are written with are taken for
such; `<12 dead>` and `a < b` are words.
"""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong",
    "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details",
    "div", "dl", "dt", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6",
    "head", "header", "hr", "html", "img", "li", "main", "nav", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
})  # fmt: skip
_SILENT = frozenset({"script", "style", "template"})
"""Elements whose text nobody reads."""
_KNOWN = _INLINE | _BLOCKS | _SILENT
_MARKUP = re.compile(
    rf"<(?:/?(?:{'|'.join(sorted(_KNOWN))})(?:\s[^<>]*)?/?>|!--)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def words_of(text: str) -> str:
    """Return the words of a cell that may be written in HTML.

    Elements go, those that begin a line leave a blank; a link leaves its address in brackets, a
    picture its alternative text; character references become what they stand for. Where the whole
    markup was escaped once more (``&lt;p&gt;``), it is taken for what it was.

    Parameters
    ----------
    text : str
        A cell.

    Returns
    -------
    str
        The text itself where it has neither element nor reference, else on one line.
    """
    if "&" in text and not _MARKUP.search(text):
        text = _REFERENCE.sub(lambda found: unescape(found[0]), text)
    if "<" not in text or not _MARKUP.search(text):
        return text
    reader = _Words()
    reader.feed(text)
    reader.close()
    return " ".join("".join(reader.words).split())


class _Words(HTMLParser):
    """Gathers what is read of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._silent = 0
        self._address = ""
        self._since = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a tag that begins an element."""
        given = dict(attrs)
        if tag not in _KNOWN:
            self.words.append(self.get_starttag_text() or "")
        elif tag in _SILENT:
            self._silent += 1
        elif tag in _BLOCKS:
            self.words.append(f" {given.get('alt') or ''} " if tag == "img" else " ")
        elif tag == "a":
            self._address, self._since = given.get("href") or "", len(self.words)

    def handle_endtag(self, tag: str) -> None:
        """Take a tag that ends an element."""
        if tag not in _KNOWN:
            self.words.append(f"</{tag}>")
        elif tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BLOCKS:
            self.words.append(" ")
        elif tag == "a":
            said = "".join(self.words[self._since :]).strip()
            if _ADDRESS.match(self._address) and said != self._address:
                self.words.append(f" ({self._address})")
            self._address = ""

    def handle_data(self, data: str) -> None:
        """Take a text."""
        if not self._silent:
            self.words.append(data)
