"""ES modules → classic scripts, for a page that opens from disk and loads nothing.

A browser takes modules from a server only, so the modules of a page are linked here: those that
the entries import, each once, behind those that it imports itself. A module becomes a function
that runs once; what it exports lies under its file's name in the table `mapgen.modules` of the
document, where a second script of the same document finds it instead of bringing it again: so the
modules can stand in one script or in several.

The forms that are linked stand at the beginning of a line::

    import "./a.js";                          export const a = …, export class A …,
    import { a, b as c } from "./a.js";       export function a …, export async function a …
    import * as days from "./days.js";

Others are refused: a default or variable export, an export of another module's names, a module
that is asked for while the page runs. Inside a module its names are short ones (`shorten`); those
in the table stay as they are.
"""

from __future__ import annotations

import math
import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rjsmin import jsmin

from mapgen.page.elements.shorten import UnreadableError, shortened

TABLE = "$m"
"""What a linked script calls the table of modules; no module may use the name."""

_STATEMENT = re.compile(r"^(?:import|export)\b", re.MULTILINE)
_IMPORT = re.compile(
    r"""import\s+(?:(?P<whole>\*\s*as\s+(?P<space>[\w$]+)|\{(?P<names>[^{}]*)\})\s+from\s+)?"""
    r'"(?P<file>[^"\n]+)";'
)
_EXPORT = re.compile(r"export (?=(?:const|class|(?:async )?function\*?)\s+(?P<name>[\w$]+))")
_ELSEWHERE = re.compile(r"(?:^|[;{}])\s*(?:import|export)[\s{*\"']|\bimport\s*\(")
"""In a minified text."""
_NAME = re.compile(r"(?P<name>[\w$]+)(?:\s+as\s+(?P<local>[\w$]+))?")


class LinkError(ValueError):
    """A module that cannot be linked: the text names the file and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Import:
    """What a module takes from another one.

    `names` are pairs of the exported and the local name; `space` is the local name of all exports
    together. Both are empty where a module is imported for what it does.
    """

    file: str
    names: tuple[tuple[str, str], ...] = ()
    space: str = ""


@dataclass(frozen=True, slots=True)
class Module:
    """A script as it is linked: its imports and exports, and its text without both, minified.

    `names` says what its text calls a name by that has become a shorter one.
    """

    file: str
    imports: tuple[Import, ...]
    exports: tuple[str, ...]
    text: str
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The file's name without its ending: the module's name in the table."""
        return posixpath.basename(self.file).removesuffix(".js")

    @property
    def outside(self) -> frozenset[str]:
        """The names that it takes from other modules or gives to them."""
        taken = (name for each in self.imports for _, name in each.names)
        spaces = (each.space for each in self.imports if each.space)
        return frozenset((*taken, *spaces, *self.exports))

    def plain(self) -> tuple[object, ...]:
        """Return all of it but its file, as JSON can hold it: `of` makes it again."""
        imports = tuple((each.file, each.names, each.space) for each in self.imports)
        return imports, self.exports, self.text, dict(self.names)

    @classmethod
    def of(cls, file: str, plain: Any) -> Module:
        """Return the module of a file of which that was made.

        Parameters
        ----------
        file : str
            Its path.
        plain : tuple
            What `plain` returned.

        Returns
        -------
        Module
            As it was.
        """
        imports, exports, text, names = plain
        taken = (Import(other, tuple(map(tuple, pairs)), space) for other, pairs, space in imports)
        return cls(file, tuple(taken), tuple(exports), text, names)

    def linked(self) -> str:
        """Return the statement that runs the module unless the table has it already."""
        taken = []
        for each in self.imports:
            other = f"{TABLE}.{posixpath.basename(each.file).removesuffix('.js')}"
            if each.space:
                taken.append(f"{self.names.get(each.space, each.space)}={other}")
            if each.names:
                taken.append(f"{{{','.join(self._pair(a, b) for a, b in each.names)}}}={other}")
        head = f"const {','.join(taken)};" if taken else ""
        result = f"return{{{','.join(self._pair(name, name) for name in self.exports)}}}"
        return f"{TABLE}.{self.name}??=(()=>{{{head}{self.text}\n{result}}})();"

    def _pair(self, outside: str, local: str) -> str:
        """Return a name of the table and the module's own, as objects and patterns write them."""
        short = self.names.get(local, local)
        return outside if outside == short else f"{outside}:{short}"


def parse(file: str, source: str) -> Module:
    """Read one module and shorten its names.

    Parameters
    ----------
    file : str
        Its path, from which its imports are found.
    source : str
        Its text.

    Returns
    -------
    Module
        With its imports and exports.

    Raises
    ------
    LinkError
        As `readable` raises it, or a text that `shorten` does not read.
    """
    module = readable(file, source)
    try:
        text, names = shortened(module.text, module.outside)
    except UnreadableError as error:
        raise LinkError(f"{file}: {error}") from error
    return replace(module, text=text, names=names)


def readable(file: str, source: str) -> Module:
    """Read one module; its names stay as they are.

    Parameters
    ----------
    file : str
        Its path, from which its imports are found.
    source : str
        Its text.

    Returns
    -------
    Module
        With its imports and exports.

    Raises
    ------
    LinkError
        A form of import or export that is not linked, or a name that is exported twice.
    """
    imports: list[Import] = []
    exports: list[str] = []
    rest: list[str] = []
    at = 0
    for start in _STATEMENT.finditer(source):
        if start.start() < at:
            continue
        found = _IMPORT.match(source, start.start())
        if found:
            imports.append(_import(file, found))
        else:
            found = _EXPORT.match(source, start.start())
            if not found:
                raise LinkError(_at(file, source, start.start(), "is not a form that is linked"))
            exports.append(found["name"])
        rest.append(source[at : found.start()])
        at = found.end()
    rest.append(source[at:])
    text = str(jsmin("".join(rest))).strip()
    wrong = _ELSEWHERE.search(text) if "import" in text or "export" in text else None
    if wrong or TABLE in text:
        where = wrong[0].strip() if wrong else TABLE
        raise LinkError(f"{file}: {where}: imports and exports begin a line, {TABLE} is the table")
    if len(set(exports)) < len(exports):
        raise LinkError(f"{file}: a name is exported twice")
    local = [name for each in imports for _, name in each.names]
    local += [each.space for each in imports if each.space]
    twice = {name for name in local if local.count(name) > 1} | {*local} & {*exports}
    if twice:
        raise LinkError(f"{file}: {', '.join(sorted(twice))}: the name has two meanings")
    return Module(file, tuple(imports), tuple(exports), text)


def _import(file: str, found: re.Match[str]) -> Import:
    if not found["file"].startswith(("./", "../")):
        raise LinkError(f"{file}: {found['file']}: a module is named by its path, ./ or ../")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(file), found["file"]))
    names = []
    for part in filter(None, map(str.strip, (found["names"] or "").split(","))):
        pair = _NAME.fullmatch(part)
        if not pair or pair["name"] == "default":
            raise LinkError(f"{file}: {part}: this import is not linked")
        names.append((pair["name"], pair["local"] or pair["name"]))
    return Import(target, tuple(names), found["space"] or "")


def _at(file: str, source: str, start: int, what: str) -> str:
    line = source.count("\n", 0, start) + 1
    text = source[start:].split("\n", 1)[0]
    return f"{file}:{line}: {text}: {what}"


@dataclass(slots=True)
class Linker:
    """Modules by their paths, read when they are first asked for.

    `read` gives a module's text by its path and raises `FileNotFoundError` where there is none;
    `parse` makes a module of path and text, as the function of that name does.
    """

    read: Callable[[str], str]
    parse: Callable[[str, str], Module] = parse
    modules: dict[str, Module] = field(default_factory=dict)
    _needed: dict[str, dict[str, Module]] = field(default_factory=dict)

    def module(self, file: str) -> Module:
        """Return the module of that path.

        Parameters
        ----------
        file : str
            Its path.

        Returns
        -------
        Module
            Read once.

        Raises
        ------
        LinkError
            As `parse` raises it.
        """
        if file not in self.modules:
            self.modules[file] = self.parse(file, self.read(file))
        return self.modules[file]

    def order(self, entries: Iterable[str]) -> list[Module]:
        """Return all modules that the entries need, each behind those that it imports.

        Parameters
        ----------
        entries : iterable of str
            Paths.

        Returns
        -------
        list of Module
            Each once.

        Raises
        ------
        LinkError
            A circle, a module or a name that there is not, or two modules of one name.
        """
        done: dict[str, Module] = {}
        for entry in entries:
            done |= self._needs(entry, ())
        names: dict[str, str] = {}
        for module in done.values():
            other = names.setdefault(module.name, module.file)
            if other != module.file:
                raise LinkError(f"{module.file}: {other} has the same name")
        return list(done.values())

    def _needs(self, file: str, open_: tuple[str, ...]) -> dict[str, Module]:
        """Return a module behind all that it needs; it is looked at once."""
        if file in self._needed:
            return self._needed[file]
        if file in open_:
            circle = " imports ".join((*open_[open_.index(file) :], file))
            raise LinkError(f"{circle}: modules in a circle")
        module = self.module(file)
        needed: dict[str, Module] = {}
        for each in module.imports:
            try:
                needed |= self._needs(each.file, (*open_, file))
            except FileNotFoundError:
                raise LinkError(f"{file}: {each.file}: there is no such module") from None
            exports = needed[each.file].exports
            for name, _ in each.names:
                if name not in exports:
                    raise LinkError(f"{file}: {each.file} does not export {name}")
        self._needed[file] = needed | {file: module}
        return self._needed[file]

    def link(self, entries: Iterable[str], behind: Iterable[str] = ()) -> str:
        """Return one classic script that runs all modules that the entries need.

        Parameters
        ----------
        entries : iterable of str
            Paths.
        behind : iterable of str
            The entries of a script that stands before this one: what it has is not brought again.

        Returns
        -------
        str
            "" where nothing is left.

        Raises
        ------
        LinkError
            As `order` raises it.
        """
        return "".join(self.scripts(entries, behind))

    def scripts(
        self, entries: Iterable[str], behind: Iterable[str] = (), most: float = math.inf
    ) -> list[str]:
        """Return the script of `link` as several, none longer than `most` letters if it can be.

        A browser reads and runs each in a task of its own, and the first while others are on their
        way.

        Parameters
        ----------
        entries : iterable of str
            Paths.
        behind : iterable of str
            The entries of a script that stands before these: what it has is not brought again.
        most : float, optional
            Letters of the modules in a script; one that is longer has a script of its own.

        Returns
        -------
        list of str
            To stand behind each other.

        Raises
        ------
        LinkError
            As `order` raises it.
        """
        before = {module.file for module in self.order(behind)}
        parts: list[list[str]] = []
        room = 0.0
        for module in self.order(entries):
            if module.file in before:
                continue
            text = module.linked()
            if len(text) > room:
                parts.append([])
                room = most
            parts[-1].append(text)
            room -= len(text)
        table = f"const {TABLE}=(window.mapgen??={{}}).modules??={{}};"
        bodies = map("\n".join, parts)
        return [f'(()=>{{"use strict";{table}\n{body}\n}})();' for body in bodies]


def sources(texts: Mapping[str, str]) -> Linker:
    """Return a linker of modules that are given as texts.

    Parameters
    ----------
    texts : mapping of str to str
        Path → text.

    Returns
    -------
    Linker
        For tests and the like.
    """

    def read(file: str) -> str:
        if file not in texts:
            raise FileNotFoundError(file)
        return texts[file]

    return Linker(read)
