"""A summary's safe HTML → its sentences, each with the citations that stand behind it."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

from mapgen.notation.citations import Citation
from mapgen.notation.sentences import MARK, sentences, without_marks

if TYPE_CHECKING:
    from mapgen.notation.summaries import Summary

_BLOCKS = {"p", "li", "ul", "ol"}


class Statement(NamedTuple):
    """One sentence as plain text, and its citations (none for "The sources say:")."""

    text: str
    citations: tuple[Citation, ...]


def statements(summary: Summary) -> list[Statement]:
    """Return the sentences of a summary in order.

    Parameters
    ----------
    summary : Summary
        An event's.

    Returns
    -------
    list of Statement
        Each with what it cites.
    """
    reader = _Reader()
    reader.feed(summary.html)
    reader.close()
    found: list[Statement] = []
    groups = iter(reader.groups)
    for paragraph in reader.paragraphs:
        for sentence in sentences(paragraph):
            cited = [citation for _ in range(sentence.count(MARK)) for citation in next(groups)]
            text = " ".join(without_marks(sentence).split())
            found.append(Statement(text, tuple(dict.fromkeys(cited))))
    return found


class _Reader(HTMLParser):
    """Takes the paragraphs out of the HTML, with a MARK for each group of citations."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[str] = [""]
        self.groups: list[list[Citation]] = []
        self._in_group = False
        self._key = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.paragraphs.append("")
        elif tag == "br":
            self.paragraphs[-1] += " "
        elif tag == "sup":
            self._in_group = True
            self.groups.append([])
            self.paragraphs[-1] += MARK
        elif tag == "a" and self._in_group:
            self._key = dict(attrs).get("data-key") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.paragraphs.append("")
        elif tag == "sup":
            self._in_group = False
        elif tag == "a":
            self._key = ""

    def handle_data(self, data: str) -> None:
        if not self._in_group:
            self.paragraphs[-1] += data
        elif self._key:  # "1" or "1, p. 3"
            _, _, locator = data.partition(", ")
            self.groups[-1].append(Citation(self._key, locator))
