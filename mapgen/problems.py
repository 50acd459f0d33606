"""Problem: file, line, column, value, what is wrong and how to mend it.

Reading never raises on a bad row. Every reader collects `Problem`s for all rows and
columns into a `Problems` list and hands it back; whoever needs a whole and right
result calls `Problems.raise_if_errors`.
"""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, Required, TypedDict, Unpack

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

Severity = Literal["error", "warning"]

_VALUE_LIMIT = 80  # characters of a bad value that are worth printing
_TEXT_LIMIT = 1_000  # characters of a message, which can name a value too
MOST = 100_000  # problems that are kept; no one reads more
_MANY_CHOICES = 2_000
# What Unicode counts as letters and marks, and nobody sees.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u2800\u3164\uffa0") | {
    chr(code) for code in (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in one file.

    `line` is the physical line (from 1) at which the row begins: the header of a CSV is
    line 1, and a quoted cell may span several lines. It is None where a file has no lines. `code`
    is the kind of problem, a key of `mapgen.problem_codes.CODES`: it stays when messages change.
    """

    file: str
    message: str
    line: int | None = None
    column: str | None = None
    value: str | None = None
    mend: str = ""
    severity: Severity = "error"
    code: str = field(kw_only=True)

    def __str__(self) -> str:
        file = visible(self.file)
        where = file if self.line is None else f"{file}:{self.line}"
        parts = [where]
        if self.column:
            parts.append(visible(_clipped(self.column, _VALUE_LIMIT)))
        if self.value is not None:
            parts.append(quoted(self.value))
        text = f"{': '.join(parts)}: {visible(_clipped(self.message)).rstrip('.')}."
        return f"{text} {visible(_clipped(self.mend))}" if self.mend else text

    def as_dict(self) -> dict[str, str | int | None]:
        """Return the fields under their names, for JSON, which knows no numbers of numpy."""
        return {**asdict(self), "line": None if self.line is None else int(self.line)}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong inside one cell: a problem whose place is not known yet."""

    message: str
    value: str | None = None
    mend: str = ""
    code: str = field(kw_only=True)


class InputError(Exception):
    """The records have errors; `problems` holds all of them, warnings too."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: list[Problem] = list(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class Details(TypedDict, total=False):
    """What is told of a problem beside its message: the fields of `Problem` of the same names.

    `code` is needed.
    """

    code: Required[str]
    line: int | None
    column: str | None
    value: str | None
    mend: str


class Problems:
    """A list that collects problems; `file` is the one that its methods write to."""

    def __init__(self, file: str = "", problems: Iterable[Problem] = ()) -> None:
        self.file = file
        self._list: list[Problem] = []
        self._left: Counter[tuple[str, Severity]] = Counter()
        self.extend(problems)

    def __iter__(self) -> Iterator[Problem]:
        yield from self._list
        for (file, severity), count in self._left.items():
            message = f"{count:,} more problems of this file are not listed"
            yield Problem(
                file,
                message,
                mend="Mend the others first.",
                severity=severity,
                code="file/more-problems",
            )

    def __len__(self) -> int:
        return len(self._list) + len(self._left)

    def __repr__(self) -> str:
        return f"Problems({list(self)!r})"

    def add(self, problem: Problem) -> None:
        """Keep a problem; of more than a hundred thousand only the count.

        Parameters
        ----------
        problem : Problem
            An error or a warning.
        """
        if len(self._list) < MOST:
            self._list.append(problem)
        else:
            self._left[problem.file, problem.severity] += 1

    def extend(self, problems: Iterable[Problem]) -> None:
        """Take over other problems, in their order.

        Parameters
        ----------
        problems : iterable of Problem
            Their count is taken over, too.
        """
        if isinstance(problems, Problems):
            self._left.update(problems._left)  # noqa: SLF001  # its own class
            problems = problems._list  # noqa: SLF001
        for problem in problems:
            self.add(problem)

    def extend_once(self, problems: Problems) -> None:
        """Take over those of other problems that are not listed here.

        Parameters
        ----------
        problems : Problems
            Their count is taken over, too.
        """
        if not len(problems):
            return
        known = set(self._list)
        self._left.update(problems._left)
        self.extend(each for each in dict.fromkeys(problems._list) if each not in known)

    def error(self, message: str, *, file: str | None = None, **details: Unpack[Details]) -> None:
        """Note an error: nothing is built while one stands.

        Parameters
        ----------
        message : str
            What is wrong.
        file : str, optional
            Where it is not the list's own file.
        **details
            Where it is, how to mend it, and the code: see `Details`.
        """
        self.add(Problem(file or self.file, message, severity="error", **details))

    def warning(self, message: str, *, file: str | None = None, **details: Unpack[Details]) -> None:
        """Note a warning: worth reading, and the atlas is still built.

        Parameters
        ----------
        message, file, **details
            As for `error`.
        """
        self.add(Problem(file or self.file, message, severity="warning", **details))

    @property
    def errors(self) -> list[Problem]:
        """The problems that are errors."""
        return [problem for problem in self if problem.severity == "error"]

    @property
    def warnings(self) -> list[Problem]:
        """The problems that are warnings."""
        return [problem for problem in self if problem.severity == "warning"]

    def in_order(self) -> list[Problem]:
        """Return the problems by file (in order of appearance), then by line."""
        files = {file: at for at, file in enumerate(dict.fromkeys(p.file for p in self))}
        return sorted(self, key=lambda p: (files[p.file], p.line or 0))

    def raise_if_errors(self) -> None:
        """Raise every problem if at least one is an error.

        Raises
        ------
        InputError
            With all problems, in order.
        """
        if self.errors:
            raise InputError(self.in_order())


def quoted(value: str) -> str:
    """Return a value as it is shown in a message: quoted, short, on one line, all visible.

    Parameters
    ----------
    value : str
        Of a cell or the like.

    Returns
    -------
    str
        With single quotation marks.
    """
    return f"'{visible(_clipped(value, _VALUE_LIMIT))}'"


def did_you_mean(word: str, choices: Iterable[str], *, otherwise: str = "") -> str:
    """Return "Did you mean 'x'?" for the choice that is nearest to a word.

    Among thousands of choices only those with the same beginning are compared.

    Parameters
    ----------
    word : str
        What stands there.
    choices : iterable of str
        What may stand there.
    otherwise : str
        What is said when none is near.

    Returns
    -------
    str
        A sentence.
    """
    folded = word[:_VALUE_LIMIT].casefold()
    by_folded = {choice.casefold(): choice for choice in choices}
    if len(by_folded) > _MANY_CHOICES:
        by_folded = {c: by_folded[c] for c in by_folded if c[:6] == folded[:6]}
    some = itertools.islice(by_folded, _MANY_CHOICES)
    import difflib  # takes longer than most checks, and is asked for mistakes only

    near = difflib.get_close_matches(folded, some, n=1, cutoff=0.6)
    return f"Did you mean {quoted(by_folded[near[0]])}?" if near else otherwise


class Guesses:
    """`did_you_mean` for many words: each word once, and no more than a reader would read."""

    def __init__(self, choices: Collection[str], otherwise: str = "", limit: int = 50) -> None:
        self.choices, self.otherwise, self.limit = choices, otherwise, limit
        self._known: dict[str, str] = {}

    def __call__(self, word: str) -> str:
        """Return the guess for a word that is none of the choices, else `otherwise`."""
        if word not in self._known and len(self._known) < self.limit:
            self._known[word] = did_you_mean(word, self.choices, otherwise=self.otherwise)
        return self._known.get(word, self.otherwise)


def one_of(word: str, choices: Iterable[str]) -> str:
    """Return a mend that offers the nearest choice, then lists them all.

    Parameters
    ----------
    word : str
        What stands there.
    choices : iterable of str
        What may stand there.

    Returns
    -------
    str
        One sentence or two.
    """
    return _one_of(word[:_VALUE_LIMIT], tuple(choices))


@lru_cache(maxsize=1_024)
def _one_of(word: str, listed: tuple[str, ...]) -> str:
    guess = did_you_mean(word, listed) if word else ""
    every = f"Allowed: {', '.join(listed)}."
    return f"{guess} {every}" if guess else every


def _clipped(text: str, limit: int = _TEXT_LIMIT) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def visible(text: str) -> str:
    """Return a text in which every letter can be seen: what cannot is an escape.

    Parameters
    ----------
    text : str
        Anything.

    Returns
    -------
    str
        The text itself where all can be seen.
    """
    if text.isprintable() and (text.isascii() or _BLANK.isdisjoint(text)):
        return text
    return "".join(
        letter
        if letter.isprintable() and letter not in _BLANK
        else letter.encode("unicode_escape").decode()
        for letter in text
    )
