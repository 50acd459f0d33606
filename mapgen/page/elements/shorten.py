"""Local names of a module → names of a letter or two, everywhere in the module alike.

A name gets one short name in the whole module, whatever scope it stands in, so no scope has to be
known: what was the same name stays the same, what was another stays another. Left as they are:
words of the language, names that a module takes from the browser (``globals.json``; a name that is
missing there is one that ESLint refuses, too), and names of properties.

What a brace opens is told by what stands before it. That goes for the scripts in this repository,
which Prettier has formatted and rjsmin has relieved of blanks and comments; ``tools/page/alike.js``
holds each script and its short form to the same syntax tree.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import chain, product
from string import ascii_letters

from rjsmin import jsmin

WORDS = frozenset(
    "arguments as async await break case catch class const constructor continue default delete do"
    " else extends false finally for from function get if import in instanceof let new null of"
    " return set static super switch this throw true try typeof var void while yield".split()
)
"""Words of the language that a script may hold where a name could stand."""

_PLAIN = r"[^`\\$]++|\\.|\$(?!\{)"
_STRING = r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"'
_QUOTED = r"'[^'\\\n]*+(?:\\.[^'\\\n]*+)*+'"
_PATTERN = (
    r"(?:(?<=[(=,:\[!&|?{};\n+>])|(?<=return))"
    r"/(?![*/])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*+\])++/[a-z]*"
)


def _inside(deep: int) -> str:
    """Return the pattern of what may stand in a ${…}: braces and templates so deep."""
    each = rf"{_PATTERN}|[^`{{}}\"'/]++|/|{_STRING}|{_QUOTED}"
    if deep:
        inner = _inside(deep - 1)
        each += rf"|\{{{inner}\}}|`(?:{_PLAIN}|\$\{{{inner}\}})*+`"
    return f"(?:{each})*+"


_INSIDE = _inside(2)
# These two take a while to be compiled, and most builds find all scripts shortened already.
_TOKENS = (
    r"(?s)([A-Za-z_$](?:(?<![\w$.#].)|(?<=\.\.\..))[\w$]*|[()\[\]{}]"
    rf"|{_STRING}|{_QUOTED}|`(?:{_PLAIN}|\$\{{{_INSIDE}\}})*+`|{_PATTERN}|`)"
)
_EXPRESSIONS = rf"(?s)((?:{_PLAIN})++)|\$\{{({_INSIDE})\}}"
_STATEMENT = re.compile(r"(?:const|let|return|if|for|throw|while|switch)\b")
_MODIFIERS = frozenset({"get", "set", "async", "static"})
_VALUES = frozenset(
    "( [ return typeof in of const let var await yield case new throw delete void extends".split()
)
"""What stands before a brace that opens an object or a pattern."""
_NO_NAME = frozenset("()[]{}\"'`/")
"""What a piece begins with that is no name."""
_CODE, _OBJECT, _CLASS, _ROUND = "code", "object", "class", "round"


class UnreadableError(ValueError):
    """A script that is not of the form that is read here."""


@cache
def free_names() -> frozenset[str]:
    """Return the names that scripts take from the browser, and the words of the language."""
    text = (files("mapgen.page") / "elements" / "globals.json").read_text(encoding="utf-8")
    return WORDS | frozenset(json.loads(text))


@dataclass(slots=True)
class Shorter:
    """A script being read.

    `lists` has the lists of pieces, with each the places of its names: the indexes at which they
    stand, and the indexes at which a name is a property's as well (``{name}``).
    """

    lists: list[tuple[list[str], dict[str, list[int]], set[int]]] = field(default_factory=list)
    nested: list[tuple[list[str], int, list[str]]] = field(default_factory=list)

    def read(self, text: str) -> list[str]:
        """Cut a text into pieces and note its names.

        Parameters
        ----------
        text : str
            JavaScript, minified.

        Returns
        -------
        list of str
            Alternately what lies between tokens, and tokens.

        Raises
        ------
        UnreadableError
            Brackets that do not meet.
        """
        pieces: list[str] = re.split(_TOKENS, text)
        places: defaultdict[str, list[int]] = defaultdict(list)
        pairs: set[int] = set()
        self.lists.append((pieces, places, pairs))
        free = free_names()
        open_ = [_CODE]
        kind = _CODE
        class_at = 0
        for i in range(1, len(pieces), 2):
            piece = pieces[i]
            if piece in free:
                if piece == "class" and not pieces[i + 1].startswith(":"):
                    class_at = len(open_)
                continue
            first = piece[0]
            if first not in _NO_NAME:
                if kind is not _CODE and kind is not _ROUND:
                    before = pieces[i - 1] or pieces[i - 2]
                    after = (pieces[i + 1] or pieces[i + 2])[0]
                    if _is_member(pieces, i, kind, before, after):
                        continue
                    if kind is _OBJECT and before[-1] in "{," and after in ",}=":
                        pairs.add(i)
                places[piece].append(i)
            elif first in "([{":
                kind = _ROUND
                if first == "{":
                    kind = _CLASS if class_at == len(open_) else _opened(pieces, i, open_[-1])
                    if kind is _CLASS:
                        class_at = 0
                open_.append(kind)
            elif first in ")]}":
                if len(open_) == 1 or (kind is _ROUND) == (first == "}"):
                    raise UnreadableError(f"{piece} closes nothing: {''.join(pieces[:i])[-40:]}")
                open_.pop()
                kind = open_[-1]
                if pieces[i - 1].endswith((",", ";") if first == "}" else ","):
                    pieces[i - 1] = pieces[i - 1][:-1]
                if first == "}" and pieces[i + 1].startswith("\n"):
                    pieces[i + 1] = pieces[i + 1][1:]
            elif piece == "`":
                raise UnreadableError(f"a template nested too deep: {pieces[i + 1][:40]}")
            elif first == "`" and "${" in piece:
                self._template(pieces, i)
        if len(open_) > 1:
            raise UnreadableError(f"a bracket stays open: {text[:40]}")
        return pieces

    def _template(self, pieces: list[str], i: int) -> None:
        """Read what stands in a template's ${…}."""
        whole = ["`"]
        for plain, inside in re.findall(_EXPRESSIONS, pieces[i][1:-1]):
            if plain:
                whole.append(plain)
            else:
                whole += ("${", "", "}")
                code = str(jsmin(inside)).strip() if " " in inside else inside
                self.nested.append((whole, len(whole) - 2, self.read(code)))
        whole.append("`")
        self.nested.append((pieces, i, whole))

    def names(self, outside: Iterable[str] = ()) -> dict[str, str]:
        """Return the short name of each name that gains by it, the most frequent the shortest.

        Parameters
        ----------
        outside : iterable of str
            Names that others give or take: there, the name and the short one stand side by side.

        Returns
        -------
        dict of str to str
            {name: its short one}.
        """
        outer = {*outside}
        often: defaultdict[str, int] = defaultdict(int)
        paired: defaultdict[str, int] = defaultdict(int, dict.fromkeys(outer, 1))
        for pieces, places, pairs in self.lists:
            for name, where in places.items():
                often[name] += len(where)
            for i in pairs:
                paired[pieces[i]] += 1
        free = free_names()
        short = (name for name in _short_names() if name not in often and name not in free)
        order = sorted(often, key=lambda name: (-often[name], name))
        return {
            name: next(short)
            for name in order
            if (often[name] - paired[name]) * (len(name) - 2) > paired[name] * 2
        }

    def write(self, pieces: list[str], names: dict[str, str]) -> str:
        """Return the text with other names.

        Parameters
        ----------
        pieces : list of str
            What `read` has returned.
        names : dict of str to str
            {name: another}.

        Returns
        -------
        str
            JavaScript.
        """
        for mine, places, pairs in self.lists:
            for name in places.keys() & names.keys():
                short = names[name]
                for i in places[name]:
                    mine[i] = f"{name}:{short}" if i in pairs else short
        for where, i, inner in self.nested:
            where[i] = "".join(inner)
        return "".join(pieces)


def _opened(pieces: list[str], i: int, around: str) -> str:
    """Return what the brace at `i` opens: code or an object (a pattern is read as one)."""
    gap = pieces[i - 1].rstrip()
    before = pieces[i - 2] if i > 1 else ";"
    if not gap:
        if around is _CLASS:  # static {
            return _CODE
        return _OBJECT if before in _VALUES else _CODE
    if gap.endswith(("=>", ";")):
        return _CODE
    if gap.endswith(":"):
        following = pieces[i + 1] or (pieces[i + 2] if i + 2 < len(pieces) else "")
        return _CODE if before == "default" or _STATEMENT.match(following) else _OBJECT
    return _OBJECT


def _is_member(pieces: list[str], i: int, kind: str, before: str, after: str) -> bool:
    """Whether the name at `i`, in an object or a class, is that of a property or method."""
    if before == " " and pieces[i - 2] in _MODIFIERS:
        return True
    last = before[-1]
    if last == "*" and after == "(":
        return len(before) > 1 or pieces[i - 2] in ("{", "}", "async", "static")
    if kind is _CLASS:
        return after in "(=;}" and last in "{};\n"
    return last in "{," and after in ":("


@cache
def _short_names() -> tuple[str, ...]:
    return tuple(map("".join, chain(product(ascii_letters), product(ascii_letters, repeat=2))))


def shortened(text: str, outside: Iterable[str] = ()) -> tuple[str, dict[str, str]]:
    """Return a script with short local names, and what has become of each name.

    Parameters
    ----------
    text : str
        JavaScript, minified.
    outside : iterable of str
        Names of the text that others give or take (imports, exports).

    Returns
    -------
    text : str
        JavaScript that does the same.
    names : dict of str to str
        {name: its short one}; names that keep theirs are not in it.

    Raises
    ------
    UnreadableError
        The text is not of the form that is read here.
    """
    script = Shorter()
    pieces = script.read(text)
    names = script.names(outside)
    return script.write(pieces, names), names
