"""A summary's cell → its text, safe HTML and the keys that it cites; every sentence needs one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from mapgen.files import letters
from mapgen.notation.citations import Citation, is_web_address, parse_group
from mapgen.notation.cited_text import (
    BATCH,
    is_simple,
    keys_by_text,
    keys_of,
    without_citations,
)
from mapgen.notation.markdown import GROUP, Rendered, render_simple_text, render_text
from mapgen.notation.sentences import uncited, without_marks
from mapgen.problems import Fault

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


MAX_LENGTH = 20_000  # characters; a long summary has 1,500

_SET_APART = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)|\\\[@|\\.", re.DOTALL)
_BARE_KEY = re.compile(r"(?<![\w/.])\[?-?@\w[\w:.-]*")
_LINK = re.compile(r"\]\(\s*<?([^)\s>]*)")


class Summary:
    """A summary as written (`text`), as safe `html`, and as `plain` text without citations.

    `citations` are in order, `keys` in order of first citation: keys[0] is number 1. What is
    `simple` (see `mapgen.notation.cited_text`) is rendered only when it is asked for: `ready` is
    None.
    """

    __slots__ = ("ready", "text")

    def __init__(self, text: str, rendered: Rendered | None = None) -> None:
        self.text = text
        self.ready = rendered

    @property
    def simple(self) -> bool:
        """Whether the text says it all (`mapgen.notation.cited_text`)."""
        return self.ready is None

    @property
    def rendered(self) -> Rendered:
        """What the text says, rendered when it is first asked for."""
        return _simply_rendered(self.text) if self.ready is None else self.ready

    @property
    def html(self) -> str:
        """The text as safe HTML."""
        return self.rendered.html

    @property
    def plain(self) -> str:
        """The text without Markdown and citations."""
        return self.rendered.plain

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The citations in their order."""
        return self.rendered.citations

    @property
    def keys(self) -> tuple[str, ...]:
        """The cited keys in the order of their first citation."""
        return self.rendered.keys

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Summary):
            return NotImplemented
        return self.text == other.text and self.rendered == other.rendered

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return f"Summary({self.text!r})"


def cited(summaries: Iterable[Summary], wanted: Collection[str] | None = None) -> set[str]:
    """Return the keys that some summaries cite.

    Simple ones are looked through together.

    Parameters
    ----------
    summaries : iterable of Summary
        Any number of them.
    wanted : collection of str or None
        Where these are given, the search ends when all of them are found.

    Returns
    -------
    set of str
        Of all summaries, or of as many as were looked through.
    """
    every = list(summaries)
    keys: set[str] = set()
    for start in range(0, len(every), BATCH):
        if wanted is not None and keys.issuperset(wanted):
            break
        some = every[start : start + BATCH]
        keys.update(key for each in some if each.ready is not None for key in each.ready.keys)
        keys |= keys_of([each.text for each in some if each.ready is None])
    return keys


def keys_and_words(summary: Summary) -> tuple[tuple[str, ...], str]:
    """Return the cited keys and the plain text.

    Parameters
    ----------
    summary : Summary
        A simple one is not rendered for it.

    Returns
    -------
    keys : tuple of str
        As often as they are cited.
    words : str
        Without citations and Markdown.
    """
    if summary.simple:
        return keys_by_text([summary.text])[0], without_citations(summary.text)
    return summary.keys, summary.plain


def texts_or_html(summaries: Iterable[Summary]) -> list[str]:
    """Return each summary's text where it says it all, else its HTML.

    Parameters
    ----------
    summaries : iterable of Summary
        Any number of them.

    Returns
    -------
    list of str
        One for each.
    """
    return [each.text if each.ready is None else each.html for each in summaries]


NO_SUMMARY = Summary("", Rendered("", ""))


@lru_cache(maxsize=256)
def _simply_rendered(text: str) -> Rendered:
    quick = render_simple_text(text)
    if quick is None:
        raise ValueError("not a simple text")
    return quick[0]


def parse_summary(text: str) -> tuple[Summary, tuple[Fault, ...]]:
    """Return the summary of a cell and what is wrong with it.

    The HTML is safe whatever the text is, and whatever the faults are.

    Parameters
    ----------
    text : str
        The cell, Markdown.

    Returns
    -------
    summary : Summary
        `NO_SUMMARY` for a cell that is too long.
    faults : tuple of Fault
        In their order.
    """
    if len(text) <= MAX_LENGTH and is_simple(text):
        return Summary(text), ()
    if len(text) > MAX_LENGTH:
        mend = f"At most {MAX_LENGTH:,} characters."
        return NO_SUMMARY, (
            Fault(f"too long: {len(text):,} characters", text[:100], mend, code="summary/too-long"),
        )
    quick = render_simple_text(text)
    rendered, paragraphs = quick or render_text(text)
    faults = [] if quick else [*_leftovers(text), *unseen_references(text, rendered.html)]
    for at, paragraph in enumerate(paragraphs):
        lead_in = paragraph.endswith(":") and at + 1 < len(paragraphs)
        for sentence in uncited(paragraph):
            if not (lead_in and paragraph.endswith(sentence)):
                shown = without_marks(sentence)
                mend = "Put its source before the full stop: [@key]."
                faults.append(
                    Fault(
                        "a sentence without a citation",
                        shown,
                        mend,
                        code="summary/sentence-without-citation",
                    )
                )
    return Summary(text, rendered), tuple(faults)


def unseen_references(text: str, html: str) -> list[Fault]:
    """Say so where a text has letters that cannot be seen only once it is HTML: &#x202E;.

    What stands in the text itself is said by whoever read it.

    Parameters
    ----------
    text : str
        Markdown.
    html : str
        What it became.

    Returns
    -------
    list of Fault
        One at most.
    """
    wrong = letters.first_unseen(html)
    if not wrong or letters.first_unseen(text):
        return []
    message = f"{letters.named(wrong)}, written as a reference"
    return [Fault(message, None, letters.MEND, code=letters.CODE)]


def _leftovers(text: str) -> list[Fault]:
    """Return faults for what looks like a citation or a link and is none."""
    rest = _SET_APART.sub(" ", text)
    good = GROUP.sub(lambda match: match[0] if parse_group(match[1]) is None else "", rest)
    faults = [
        Fault(
            "not a citation",
            match[0],
            "Write [@key], [@key, p. 3] or [@a; @b]; \\@ for an @.",
            code="citation/not-a-citation",
        )
        for match in _BARE_KEY.finditer(_LINK.sub("", good))
    ]
    faults += [
        Fault("not a web link", match[1], "Write [text](https://…).", code="summary/not-a-web-link")
        for match in _LINK.finditer(rest)
        if not is_web_address(match[1])
    ]
    return faults
