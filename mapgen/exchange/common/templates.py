"""A text with columns in braces: ``Magnitude {mag}, {location name}``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_PARTS = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_BRACES = {"{{": "{", "}}": "}"}


class TemplateError(ValueError):
    """A text that is no template; the message says why."""


@dataclass(frozen=True, slots=True)
class Template:
    """Texts and, between them, the columns whose cells are put in: one text more than columns."""

    texts: tuple[str, ...]
    columns: tuple[str, ...]

    def filled(self, cell: Callable[[str], str]) -> str:
        """Return the text with the cells that `cell` gives; "" where one of them is empty.

        Parameters
        ----------
        cell : callable
            Column → text of the row.

        Returns
        -------
        str
            One text.
        """
        cells = [cell(column) for column in self.columns]
        if not all(cells):
            return ""
        pairs = zip(self.texts, [*cells, ""], strict=True)
        return "".join(part for pair in pairs for part in pair)


def parse_template(text: str) -> Template:
    """Return a template; two braces stand for one that is meant.

    Parameters
    ----------
    text : str
        ``{city}, {district}``.

    Returns
    -------
    Template
        With its columns.

    Raises
    ------
    TemplateError
        A brace is not closed, or has no column in it.
    """
    texts, columns, start = [""], [], 0
    for found in _PARTS.finditer(text):
        texts[-1] += text[start : found.start()]
        start = found.end()
        if found[0] in _BRACES:
            texts[-1] += _BRACES[found[0]]
        elif len(found[0]) == 1:
            raise TemplateError("a brace without its other one")
        elif not found[1].strip():
            raise TemplateError("braces without a column")
        else:
            columns.append(found[1].strip())
            texts.append("")
    texts[-1] += text[start:]
    return Template(tuple(texts), tuple(columns))
