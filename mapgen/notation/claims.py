"""deaths and injured → Claims: each figure with who says so, low and high derived.

A cell is `at least 39, officials [@ap1990]; about 70 [@upi1990; @x, p. 3]; 250 [@wiki]`:
claims between semicolons, each with its figure first, then free words, and at least one
citation. A claim wholly in parentheses is for another scope (the whole province, other
days too): shown, not counted. So are words without a number (several, dozens). Nothing is
averaged, and no figure is left out of low and high but these two kinds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import accumulate

from mapgen.notation.citations import Citation, parse_group
from mapgen.notation.figures import read_figure
from mapgen.problems import Fault

MAX_FIGURE = 10_000_000

_NONE = re.compile(
    r"(?i)(?:none|nobody|nil|zero|no[ -](?:one|deaths?|dead|fatalit(?:y|ies)|casualt(?:y|ies)"
    r"|injur(?:y|ies|ed)|wounded|killed))(?=$|[\s,:])"
    r"(?!\s+(?:given|stated|known|named|reported|said|found))"
)
_VAGUE = re.compile(
    r"(?i)(?:(?:at least|about|some|a|many|over|more than)\s+)?(?:several|many|few|dozens?|scores?"
    r"|hundreds?|thousands?|lakhs?|millions?|numerous|countless|various|some|others|unknown|unspecified"
    r"|unclear|uncounted|not (?:stated|known|given)|no (?:figure|number|toll|count)"
    r"|none (?:given|stated|known|named|reported|said|found))"
    r"(?:\s+(?:dozens?|scores?|hundreds?|thousands?|lakhs?|millions?)(?=[\s,]|$))?(?=$|[\s,:])"
)
_GROUP = re.compile(r"\[([^\[\]]*)\]")
_CITED = "\ufdd0"  # stands where citations stood; no character, so in no text
_NUMBER_FIRST = re.compile(r"\d+(?:\s|$|[-–—/']\d|,\s+\d)")
_MEND = "Write the figure first: at least 39, officials [@key]; (47, whole of Sindh [@key])."


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure as one side gives it.

    `text` is the claim without its citations. `low` and `high` are None where no number is
    given. `open_high`: at least so many; `open_low`: up to so many (`low` is then 0).
    `counted` is False for another scope and for words without a number; `note` is what
    follows the figure: who says so, and of what.
    """

    text: str
    low: int | None
    high: int | None
    open_low: bool = False
    open_high: bool = False
    approximate: bool = False
    counted: bool = True
    note: str = ""
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of one cell.

    `low` is the smallest low and `high` the largest high of the counted claims, None when
    there are none: not stated is not 0. `open_high`: the largest says "at least". "Up to
    70" lowers `low` only where nothing else is claimed.
    """

    claims: tuple[Claim, ...] = ()
    low: int | None = field(init=False, default=None)
    high: int | None = field(init=False, default=None)
    open_high: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        counted = [claim for claim in self.claims if claim.counted]
        highs = [claim.high for claim in counted if claim.high is not None]
        if not highs:
            return
        high = max(highs)
        lows = [claim.low or 0 for claim in counted if not claim.open_low] or [0]
        is_open = any(claim.open_high for claim in counted if claim.high == high)
        object.__setattr__(self, "low", min(min(lows), high))
        object.__setattr__(self, "high", high)
        object.__setattr__(self, "open_high", is_open)

    def __bool__(self) -> bool:
        return bool(self.claims)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The citations of all claims, in their order."""
        return tuple(citation for claim in self.claims for citation in claim.citations)

    def printed(self) -> str:
        """Return the claims in brief: "39–250", "at least 39", "about 70", "not stated"."""
        counted = [claim for claim in self.claims if claim.counted]
        if self.high is None:
            vague = [c.text for c in self.claims if not c.counted and c.low is None and not c.note]
            return vague[0] if vague else "not stated"
        if all(claim.open_low for claim in counted):
            return f"up to {self.high:,}"
        if self.low != self.high:
            more = " or more" if self.open_high else ""
            about = "about " if all(claim.approximate for claim in counted) else ""
            return f"{about}{self.low:,}–{self.high:,}{more}"
        if self.open_high:
            return f"at least {self.high:,}"
        about = "about " if all(claim.approximate for claim in counted) else ""
        return f"{about}{self.high:,}"


NOT_STATED = Claims()


def parse_claims(text: str, *, sourced: bool = True) -> tuple[Claims, tuple[Fault, ...]]:
    """Read a cell of deaths or injured.

    Parameters
    ----------
    text : str
        Claims with their citations, parted by semicolons: ``39 [@ali2005]; 250 [@b]``.
    sourced : bool
        Whether each claim must have a citation; in other people's tables it need not.

    Returns
    -------
    claims : Claims
        `NOT_STATED` for an empty cell.
    faults : tuple of Fault
        What is wrong with it, in order.
    """
    if not text.strip():
        return NOT_STATED, ()
    faults: list[Fault] = []
    pieces = split_claims(text)
    if pieces is None:
        return NOT_STATED, (
            Fault("a bracket is not closed or not opened", text, _MEND, code="claim/bracket"),
        )
    claims = [_claim(piece, faults, sourced) for piece in pieces if piece]
    return Claims(tuple(claim for claim in claims if claim)), tuple(faults)


def split_claims(text: str) -> list[str] | None:
    """Return the pieces between semicolons that stand outside [] and ().

    Parameters
    ----------
    text : str
        A cell of claims.

    Returns
    -------
    list of str or None
        Without blanks around them; None where brackets do not match.
    """
    pieces, start, closing = [], 0, []
    for at, letter in enumerate(text):
        if letter in "([":
            closing.append(")" if letter == "(" else "]")
        elif letter in ")]":
            if not closing or closing.pop() != letter:
                return None
        elif letter == ";" and not closing:
            pieces.append(text[start:at].strip())
            start = at + 1
    return None if closing else [*pieces, text[start:].strip()]


def _claim(piece: str, faults: list[Fault], sourced: bool) -> Claim | None:
    wanted = len(faults)
    other_scope = _wholly_in_parentheses(piece)
    inner = piece[1:-1].strip() if other_scope else piece
    citations: list[Citation] = []
    for group in _GROUP.findall(inner):
        found = parse_group(group)
        if found is None:
            faults.append(
                Fault(
                    "not a citation",
                    f"[{group}]",
                    "Write [@key] or [@key, p. 3].",
                    code="citation/not-a-citation",
                )
            )
        else:
            citations += found
    # A number does not go on behind a citation: 1 [@a] 200 is no 1 200.
    marked = " ".join(_GROUP.sub(f" {_CITED} ", inner).split()).strip(f" ,.{_CITED}")
    text = _without_marks(marked)
    if sourced and "[" not in inner:
        mend = f"Write ({inner} [@key])." if other_scope else f"Write {inner} [@key]."
        faults.append(Fault("a figure without a citation", piece, mend, code="claim/no-citation"))
    if not text:
        faults.append(Fault("a citation without a figure", piece, _MEND, code="claim/no-figure"))
        return None
    claim = _figure(marked, piece, not other_scope, tuple(citations), faults)
    return claim if len(faults) == wanted else None


def _figure(
    marked: str, piece: str, counted: bool, citations: tuple[Citation, ...], faults: list[Fault]
) -> Claim | None:
    text = _without_marks(marked)
    none = _NONE.match(marked)
    if none:
        note = _note(marked, none.end())
        return Claim(text, 0, 0, counted=counted, note=note, citations=citations)
    figure = read_figure(marked)
    whole = figure if text == marked else read_figure(text)
    if figure is None or whole is None or (figure.low, figure.high) != (whole.low, whole.high):
        vague = _VAGUE.match(marked)
        if not vague:
            faults.append(_no_figure(marked, piece))
            return None
        note = _note(marked, vague.end())
        return Claim(text, None, None, counted=False, note=note, citations=citations)
    low, high = figure.low, figure.high
    if max(low, high) > MAX_FIGURE:
        faults.append(
            Fault(
                "a figure that cannot be",
                piece,
                f"At most {MAX_FIGURE:,} is read.",
                code="claim/too-high",
            )
        )
        return None
    if low > high:
        mend = f"Write the smaller figure first: {high}–{low}."
        faults.append(Fault("low above high", piece, mend, code="claim/low-above-high"))
        return None
    return Claim(
        text,
        low,
        high,
        open_low=figure.open_low,
        open_high=figure.open_high,
        approximate=figure.approximate,
        counted=counted,
        note=_note(marked, figure.end),
        citations=citations,
    )


def _no_figure(marked: str, piece: str) -> Fault:
    if re.match(r"(?i)between\b", marked):
        return Fault(
            "between what and what",
            piece,
            "Write between 70 and 250 [@key].",
            code="claim/between",
        )
    if _NUMBER_FIRST.match(marked):
        return Fault(
            "a figure that cannot be read whole",
            piece,
            "Write it in digits, and a comma before what it is of: 1200, of both sides [@key].",
            code="claim/not-whole",
        )
    return Fault("no figure at the beginning", piece, _MEND, code="claim/no-figure")


def _note(marked: str, end: int) -> str:
    return _without_marks(marked[end:]).strip(" ,:")


def _without_marks(marked: str) -> str:
    return " ".join(marked.replace(_CITED, " ").split())


def _wholly_in_parentheses(piece: str) -> bool:
    """Return whether the bracket that opens a piece is closed by its last letter alone."""
    depths = list(accumulate((letter == "(") - (letter == ")") for letter in piece))
    return piece.startswith("(") and 0 not in depths[:-1]
