"""Where a text that is being typed cites nothing, and where its words are loaded: to be marked.

=========  ========================================================================================
``marks``  of a `text` of an event or file (`where`): begin, end and kind of each; without `cites`
           its sentences need no source
=========  ========================================================================================

Places are counted in units of UTF-16, as browsers count.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from mapgen.desk.editor.bodies import text_in
from mapgen.notation.markdown import GROUP
from mapgen.notation.sentences import MARK, sentence_spans
from mapgen.notation.summaries import parse_summary
from mapgen.records.wording import loaded_spans

if TYPE_CHECKING:
    from mapgen.desk.editor.bodies import Answer, Body, Desk

UNCITED, LOADED = "uncited", "loaded"
_CODE = "summary/sentence-without-citation"
# What begins a paragraph: an empty line, or an item of a list.
_BREAK = re.compile(r"(?:\A|\n)\s*(?:[-+*]|\d+[.)])[ \t]+|\n[ \t]*\n\s*|\n[ \t]*scene:[^\n]*")
_ADDRESS = re.compile(r"\]\([^()\n]*\)")
_WORD = re.compile(r"\w+")


def answers(desk: Desk) -> Mapping[str, Answer]:
    """Return what is answered, by the last word of its path.

    Parameters
    ----------
    desk : Desk
        Whose atlas is edited.

    Returns
    -------
    mapping of str to Answer
        Takes the body of a request.
    """

    def marks(body: Body) -> object:
        text, where = text_in(body, "text"), text_in(body, "where")
        units = [0, *accumulate(1 + (letter > "\uffff") for letter in text)]
        loaded = loaded_spans(desk.workspace.files.settings, text, where)
        cites = body.get("cites", True) is not False
        found = [(*span, UNCITED) for span in (uncited_spans(text) if cites else ())]
        found += [(*span, LOADED) for span in loaded]
        return {"marks": [[units[start], units[end], kind] for start, end, kind in sorted(found)]}

    return {"marks": marks}


def uncited_spans(text: str) -> list[tuple[int, int]]:
    """Return where the sentences stand that the checker of summaries finds without a citation.

    Parameters
    ----------
    text : str
        Markdown with citations.

    Returns
    -------
    list of tuple of (int, int)
        Begin and end of each, in characters, without the blanks around it.
    """
    faults = (each.value or "" for each in parse_summary(text.strip())[1] if each.code == _CODE)
    wanted = Counter(map(_words, faults))
    found = []
    for start, end in _sentences(text) if wanted else ():
        words = _words(text[start:end])
        if wanted[words]:
            wanted[words] -= 1
            found.append((start, end))
    return found


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence stands that has no citation, without the blanks around it."""
    cited = GROUP.sub(lambda match: MARK * len(match[0]), text.replace(MARK, "\ufffd"))
    breaks = [(0, 0), *(each.span() for each in _BREAK.finditer(cited)), (len(text), len(text))]
    for (_, start), (end, _) in pairwise(breaks):
        for first, last in sentence_spans(cited[start:end]):
            sentence = cited[start + first : start + last]
            if MARK not in sentence and sentence.strip():
                blank = len(sentence) - len(sentence.lstrip())
                yield start + first + blank, start + first + len(sentence.rstrip())


def _words(text: str) -> str:
    """Return the words of a text alone: the same of Markdown and of what it becomes."""
    return " ".join(_WORD.findall(_ADDRESS.sub("] ", text).replace("_", " ")))
