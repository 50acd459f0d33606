"""What public functions and methods leave unsaid: the numpydoc sections that ruff does not ask for.

    python tools/docstrings.py [PATH ...]     lists what is missing; exit 1 if anything is

A public function says what it is given (Parameters, each by its name and in order), what it hands
back (Returns or Yields) and what it raises by itself (Raises). One line is enough for a property,
for what takes nothing, for a command (its docstring is its help), and for what overrides a method
and names it: "as `Reader.draft` says".
"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent

_SECTION = re.compile(r"^(\w[\w ]*)\n-{3,}$", re.MULTILINE)
_ENTRY = re.compile(r"^(\*{0,2}\w+(?:, \*{0,2}\w+)*)(?: : |$)", re.MULTILINE)
_ONE_LINE = {"property", "cached_property", "overload", "setter", "command"}
_OVERRIDES = re.compile(r"\bas `[A-Z]\w*\.\w+` says\b")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def sections(docstring: str) -> dict[str, str]:
    """Return what stands under each heading of a docstring.

    Parameters
    ----------
    docstring : str
        The docstring, without its indentation.

    Returns
    -------
    dict of str to str
        The text of each section by its heading.
    """
    parts = _SECTION.split(docstring)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def missing(function: Function) -> list[str]:
    """List what the docstring of a public function or method leaves unsaid.

    Parameters
    ----------
    function : ast.FunctionDef or ast.AsyncFunctionDef
        The function as it is parsed.

    Returns
    -------
    list of str
        A phrase for each thing that is missing; empty where it is whole.
    """
    docstring = ast.get_docstring(function) or ""
    said = sections(docstring)
    marks = {_name(each) for each in function.decorator_list}
    if marks & _ONE_LINE or _OVERRIDES.search(docstring):
        return []
    given, raised = _parameters(function), _raised(function)
    named = [
        name.lstrip("*")
        for entry in _ENTRY.findall(said.get("Parameters", ""))
        for name in entry.split(", ")
    ]
    found = []
    if named != given:
        lost = [name for name in given if name not in named]
        more = [name for name in named if name not in given]
        if lost:
            found.append(f"Parameters: {', '.join(lost)}")
        if more:
            found.append(f"no such parameter: {', '.join(more)}")
        if not lost and not more:
            found.append("Parameters in another order")
    if given and _returns(function) and not {"Returns", "Yields"} & said.keys():
        found.append("Returns")
    found += [f"Raises: {name}" for name in raised if name not in said.get("Raises", "")]
    return found


def public(tree: ast.Module) -> Iterator[tuple[str, Function]]:
    """Yield the public functions of a module and the public methods of its public classes.

    Parameters
    ----------
    tree : ast.Module
        The module as it is parsed.

    Yields
    ------
    name : str
        The function's name, after that of its class.
    function : ast.FunctionDef or ast.AsyncFunctionDef
        The function itself.
    """
    for node in tree.body:
        if isinstance(node, Function) and not node.name.startswith("_"):
            yield node.name, node
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            for each in node.body:
                if isinstance(each, Function) and not each.name.startswith("_"):
                    yield f"{node.name}.{each.name}", each


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Call):
        node = node.func
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _parameters(function: Function) -> list[str]:
    every = function.args
    given = [*every.posonlyargs, *every.args]
    given += [every.vararg] if every.vararg else []
    given += every.kwonlyargs
    given += [every.kwarg] if every.kwarg else []
    return [each.arg for each in given if each.arg not in ("self", "cls") and each.arg[0] != "_"]


def _returns(function: Function) -> bool:
    said = ast.unparse(function.returns) if function.returns else "None"
    return said not in ("None", "Never", "NoReturn", "Iterator[None]")


def _raised(function: Function) -> list[str]:
    """List what a function's own statements raise and no `try` around them takes."""
    found: dict[str, None] = {}

    def look(nodes: list[ast.stmt], caught: frozenset[str]) -> None:
        for node in nodes:
            if isinstance(node, ast.Raise) and node.exc and not isinstance(node.exc, ast.Name):
                name = _name(node.exc)
                if name[:1].isupper() and name not in caught and "NotImplemented" not in name:
                    found[name] = None
            if isinstance(node, Function | ast.ClassDef):
                continue
            if isinstance(node, ast.Try):
                taken = {
                    _name(each)
                    for handler in node.handlers
                    if handler.type
                    for each in getattr(handler.type, "elts", [handler.type])
                }
                look(node.body, caught | taken)
                for rest in (node.orelse, node.finalbody, *(h.body for h in node.handlers)):
                    look(rest, caught)
                continue
            for _, value in ast.iter_fields(node):
                if isinstance(value, list):
                    look([each for each in value if isinstance(each, ast.stmt)], caught)
                    for case in value:
                        if isinstance(case, ast.match_case):
                            look(case.body, caught)

    look(function.body, frozenset())
    return list(found)


def main(paths: list[str]) -> int:
    """Print what is missing in mapgen, or in the paths that are given.

    Parameters
    ----------
    paths : list of str
        Files and folders; none for all of mapgen.

    Returns
    -------
    int
        1 where something is missing, else 0.
    """
    found = 0
    for place in [Path(each) for each in paths] or [ROOT / "mapgen"]:
        for module in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            for name, function in public(ast.parse(module.read_text(encoding="utf-8"))):
                for each in missing(function):
                    found += 1
                    print(f"{module}:{function.lineno}: {name}: {each}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
