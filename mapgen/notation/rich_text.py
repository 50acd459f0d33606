"""The markup that Zotero and CSL know in titles: italics, bold, raised, lowered, small capitals.

Only whole pairs are markup: ``<i>…</i>``, ``<b>``, ``<sub>``, ``<sup>``, ``<sc>``, ``<span
style="font-variant:small-caps;">`` and ``<span class="nocase">``. object other ``<`` is a letter.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

Style = Literal["italic", "bold", "sub", "sup", "small-caps", "nocase"]

_STYLES: dict[str, Style] = {
    "i": "italic", "b": "bold", "sub": "sub", "sup": "sup", "sc": "small-caps",
}  # fmt: skip
_TAG = re.compile(
    r"<(?:(?P<name>i|b|sub|sup|sc)"
    r'|span +(?:(?P<caps>style="font-variant: ?small-caps;?")|(?P<case>class="nocase")))>'
    r"|</(?P<end>i|b|sub|sup|sc|span)>"
)


class Run(NamedTuple):
    """A stretch of a text and its styles, the outermost first."""

    text: str
    styles: tuple[Style, ...] = ()


def runs(text: str) -> tuple[Run, ...]:
    """Return a text as stretches of one style each; together they are the text without its markup.

    A tag without its other half, or one that crosses another pair, stays as it is written.

    Parameters
    ----------
    text : str
        With the tags of CSL.

    Returns
    -------
    tuple of Run
        () for an empty text.
    """
    if "<" not in text:
        return (Run(text),) if text else ()
    tags = list(_pairs(text))
    found: list[Run] = []
    open_styles: list[Style] = []
    at = 0
    for start, end, style in [*tags, (len(text), len(text), None)]:
        if start > at:
            found.append(Run(text[at:start], tuple(open_styles)))
        if style:
            open_styles.append(style)
        elif open_styles:
            open_styles.pop()
        at = end
    return tuple(found)


def plain(text: str) -> str:
    """Return a text without its markup.

    Parameters
    ----------
    text : str
        With the tags of CSL.

    Returns
    -------
    str
        Tags without their other half stay.
    """
    return "".join(run.text for run in runs(text))


def _pairs(text: str) -> Iterator[tuple[int, int, Style | None]]:
    """Yield start, end and style of each tag that has its other half; None ends a pair."""
    waiting: list[tuple[re.Match[str], str]] = []
    found: list[tuple[int, int, Style | None]] = []
    for tag in _TAG.finditer(text):
        end = tag["end"]
        if not end:
            waiting.append((tag, tag["name"] or "span"))
        elif any(name == end for _, name in waiting):
            while waiting[-1][1] != end:
                waiting.pop()  # it is closed by nothing inside of this pair
            opening, _ = waiting.pop()
            found.append((*opening.span(), _style(opening)))
            found.append((*tag.span(), None))
    return iter(sorted(found, key=lambda each: each[0]))


def _style(opening: re.Match[str]) -> Style:
    if opening["name"]:
        return _STYLES[opening["name"]]
    return "nocase" if opening["case"] else "small-caps"
