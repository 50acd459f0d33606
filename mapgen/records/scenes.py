"""The scenes of a chapter: from which paragraph on the map and the clock show something else.

A line `scene: from 1986-10-31, to 1986-11-05, view 13/24.945/67.086` in the text of a chapter
holds from the next paragraph to the next such line; what it leaves out is the chapter's own, and
`scene:` alone brings back the chapter. Translations follow by the number of the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import accumulate
from typing import TYPE_CHECKING

from mapgen.notation.dates import DateError, parse
from mapgen.notation.summaries import parse_summary
from mapgen.problems import one_of

if TYPE_CHECKING:
    from collections.abc import Mapping

View = tuple[float, float, float]
Wrong = Callable[[str, str, str, str, str], None]
"""Notes a fault: column, message, mend, value, code."""

KEYS = ("from", "to", "view")

_SCENE = re.compile(r"[ \t]*scene[ \t]*:(?P<text>.*)")


@dataclass(frozen=True, slots=True)
class Scene:
    """What is shown from a paragraph on (`paragraph`, counted from 0): days and view."""

    paragraph: int
    first: int
    last: int
    view: View | None


@dataclass(frozen=True, slots=True)
class SceneLine:
    """A scene as written: its line below the chapter's head, from 0, and the words before it."""

    line: int
    text: str
    before: str


def split_scenes(text: str) -> tuple[str, list[SceneLine]]:
    """Return a chapter's text without its scene lines, and these.

    Parameters
    ----------
    text : str
        Markdown.

    Returns
    -------
    kept : str
        The text without those lines.
    lines : list of SceneLine
        In their order.
    """
    kept: list[str] = []
    found: list[SceneLine] = []
    for number, row in enumerate(text.split("\n")):
        match = _SCENE.fullmatch(row)
        if match:
            found.append(SceneLine(number, match["text"].strip(), "\n".join(kept)))
            kept.append("")
        else:
            kept.append(row)
    return "\n".join(kept), found


def read_scene(line: SceneLine, first: int, last: int, view: View | None, wrong: Wrong) -> Scene:
    """Return a scene; what its line does not say is the chapter's.

    Parameters
    ----------
    line : SceneLine
        As `split_scenes` returns it.
    first, last : int
        The chapter's, as days since 1 January 1970.
    view : View or None
        The chapter's.
    wrong : Wrong
        Called with all that is wrong.

    Returns
    -------
    Scene
        A part that is wrong is the chapter's, too.
    """
    values: dict[str, str] = {}
    for part in filter(None, (each.strip() for each in line.text.split(","))):
        key, _, value = part.partition(" ")
        if key not in KEYS:
            wrong("scene", "not a part of a scene", one_of(key, KEYS), part, "story/not-a-scene")
        elif not value.strip():
            mend = "Write it behind, as in to 1986-11."
            wrong("scene", "a word without its value", mend, part, "story/not-a-scene")
        elif key in values:
            message = f"{key} is said twice"
            wrong("scene", message, "Keep one of the two.", part, "story/not-a-scene")
        values[key] = value.strip()
    first, last = read_days({"from": "", "to": ""} | values, first, last, wrong)
    if "view" in values:
        view = read_view(values["view"], wrong)
    return Scene(count_paragraphs(line.before), first, last, view)


def read_days(values: Mapping[str, str], first: int, last: int, wrong: Wrong) -> tuple[int, int]:
    """Read the days of `from` and `to`.

    Parameters
    ----------
    values : mapping of str to str
        Texts by key, EDTF; both keys are there.
    first, last : int
        What holds where one is "" or wrong, as days since 1 January 1970.
    wrong : Wrong
        Called with all that is wrong.

    Returns
    -------
    first : int
        Days since 1 January 1970.
    last : int
        The same.
    """
    days = [first, last]
    for at, key in enumerate(("from", "to")):
        if not values[key]:
            continue
        try:
            span = parse(values[key])
        except DateError as error:
            wrong(key, str(error), error.mend, values[key], error.code)
            continue
        day = span.first if key == "from" else span.last
        if day is None:
            mend = "Write a day, a month or a year."
            wrong(key, "an open date", mend, values[key], "date/open-end")
            continue
        days[at] = day
    if days[0] > days[1]:
        mend = "Write the earlier date first."
        wrong("to", "earlier than from", mend, values["to"], "date/end-before-beginning")
    return days[0], days[1]


def read_view(text: str, wrong: Wrong) -> View | None:
    """Read a view: zoom, latitude and longitude.

    Parameters
    ----------
    text : str
        ``11/24.86/67.01``, in WGS 84 degrees.
    wrong : Wrong
        Called with what is wrong.

    Returns
    -------
    View or None
        None where it is no view.
    """
    try:
        zoom, latitude, longitude = (float(part) for part in text.split("/"))
    except ValueError:
        zoom = latitude = longitude = -1000.0
    if 0 <= zoom <= 19 and abs(latitude) <= 90 and abs(longitude) <= 180:
        return (zoom, latitude, longitude)
    mend = "Write zoom/latitude/longitude, such as 11/24.90/67.03."
    wrong("view", "not a view", mend, text, "story/not-a-view")
    return None


def count_paragraphs(text: str) -> int:
    """Return how many paragraphs, lists or quotations a chapter's text has.

    Parameters
    ----------
    text : str
        Markdown.

    Returns
    -------
    int
        0 for an empty text.
    """
    return blocks_of(parse_summary(text)[0].html) if text.strip() else 0


def blocks_of(html: str) -> int:
    """Return how many elements stand side by side in some HTML.

    Parameters
    ----------
    html : str
        Well formed.

    Returns
    -------
    int
        Those at its top.
    """
    return len(block_starts(html))


def block_starts(html: str) -> list[int]:
    """Return where each of the elements begins that stand side by side in some HTML.

    Parameters
    ----------
    html : str
        Well formed.

    Returns
    -------
    list of int
        Letters before it.
    """
    blocks = _Blocks()
    blocks.feed(html)
    lines = [0, *accumulate(len(line) + 1 for line in html.split("\n"))]
    return [lines[line - 1] + column for line, column in blocks.starts]


class _Blocks(HTMLParser):
    """Finds the lines and columns at which the outermost elements begin."""

    def __init__(self) -> None:
        super().__init__()
        self.starts: list[tuple[int, int]] = []
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        if self.depth == 0:
            self.starts.append(self.getpos())
        if tag not in ("br", "hr", "img"):
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("br", "hr", "img"):
            self.depth -= 1
