"""Scripts and styles of the page: our own, and Leaflet from the installed package that carries it.

Everything is inlined, so that the page needs no network. Our own scripts, and all styles, lose
their comments and blanks on the way (rjsmin, rcssmin); our scripts are modules, of which a
component brings those that it imports (`link`), with short names inside (`shorten`).
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from rcssmin import cssmin
from rjsmin import __version__ as jsmin_version
from rjsmin import jsmin

from mapgen.files.kept import Kept
from mapgen.page.elements.link import Linker, Module, parse

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

MOUNT = "browser/app/mount.js"
"""What makes a component of the options that stand in the page."""

LAYER = "browser/app/layer_handles.js"
"""The same for layers, which a layer control turns on and off."""

MAP = "browser/app/map.js"
"""The atlas's own map."""

LETTERS = 50_000
"""How long one of several scripts may be: a slow phone reads that many letters in 20 to 30 ms."""

_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
_IMAGE = re.compile(r"url\(\s*[\"']?images/[^)]*\)")
_COMPONENT = re.compile(r"components/(\w+)/\1\.js")


def _read(file: Traversable) -> str:
    return file.read_text(encoding="utf-8")


@cache
def _folder() -> Traversable:
    return files("mapgen.page")


def _page(file: str) -> Traversable:
    return _folder().joinpath(file)


@cache
def _kept() -> Kept:
    names = ("link.py", "shorten.py", "globals.json")
    makers = "".join(_read(_page(f"elements/{name}")) for name in names)
    return Kept(str(_page("elements/modules.js")), f"{jsmin_version}\n{makers}")


def _parsed(file: str, source: str) -> Module:
    """Return a module as `parse` does; shortening names takes longer than all other linking."""
    made = _kept().result(f"{file}\n{source}", lambda: parse(file, source).plain())
    return Module.of(file, made)


_LINKER = Linker(lambda file: _read(_page(file)), _parsed)


@cache
def leaflet_script() -> str:
    """Leaflet's script with the whole of its licence, without the pointer to its source map."""
    licence = _read(_page("elements/leaflet-licence.txt")).strip()
    script = _SOURCE_MAP.sub("", _read(_leaflet() / "leaflet.js")).strip()
    return f"{script}\n/* Leaflet:\n\n{licence}\n*/"


@cache
def leaflet_style() -> str:
    """Leaflet's style sheet; images that no component of ours shows are left out."""
    return str(cssmin(_IMAGE.sub("none", _read(_leaflet() / "leaflet.css")))).strip()


def _leaflet() -> Traversable:
    return files("js_lib_leaflet") / "static" / "js_lib_leaflet"


def modules(*entries: str) -> list[Module]:
    """Return the modules that the entries need, in the order in which they run.

    Parameters
    ----------
    *entries : str
        Paths under mapgen/page.

    Returns
    -------
    list of Module
        Each once.
    """
    return _LINKER.order(entries)


@cache
def script(*entries: str, behind: tuple[str, ...] = ()) -> str:
    """Return one script of all modules that the entries need.

    Parameters
    ----------
    *entries : str
        Paths under mapgen/page.
    behind : tuple of str
        The entries of a script that stands before this one: what that holds is left out.

    Returns
    -------
    str
        JavaScript; "" where there is nothing to run.
    """
    linked = _LINKER.link(entries, behind)
    _kept().keep()
    return linked


@cache
def scripts(*entries: str, behind: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return what `script` does as several scripts, which a slow phone reads one at a time.

    Parameters
    ----------
    *entries : str
        Paths under mapgen/page.
    behind : tuple of str
        The entries of scripts that stand before these: what those hold is left out.

    Returns
    -------
    tuple of str
        JavaScript, to stand behind each other.
    """
    linked = tuple(_LINKER.scripts(entries, behind, LETTERS))
    _kept().keep()
    return linked


@cache
def core_style() -> str:
    """Colours, type, languages and the few rules that every component shares."""
    names = ("theme", "languages", "labels", "controls", "cite_box")
    return "".join(_style(_page(f"browser/style/{name}.css")) for name in names)


@cache
def page_style() -> str:
    """Return the layout of the page itself and the look of the record without scripts."""
    return _style(_page("document/page.css"))


@cache
def start_script() -> str:
    """Return what runs before anything is drawn: the theme, and whether the page is embedded."""
    return _script("start")


@cache
def first_words_script() -> str:
    """Return what runs behind what is seen first, and shows the words of the reader's language."""
    return _script("first_words")


def _script(name: str) -> str:
    return str(jsmin(_read(_page(f"browser/app/{name}.js")))).strip()


@cache
def dark_style() -> str:
    """Return the colours' values on dark ground; the page gives the style element its media."""
    return _style(_page("browser/style/dark.css"))


def component_script(name: str) -> str:
    """Return the path of a component's script, "" where it has none.

    Parameters
    ----------
    name : str
        The component's folder.

    Returns
    -------
    str
        Under mapgen/page.
    """
    path = f"components/{name}/{name}.js"
    return path if _page(path).is_file() else ""


@cache
def component_styles(name: str) -> dict[str, str]:
    """Return the style sheets of a component and of those that its script imports, theirs first.

    Parameters
    ----------
    name : str
        The component's folder.

    Returns
    -------
    dict of str to str
        {name: CSS}.
    """
    path = component_script(name)
    needed = [_COMPONENT.fullmatch(each.file) for each in _LINKER.order([path] if path else [])]
    names = [found[1] for found in needed if found]
    return {each: _style(_page(f"components/{each}/{each}.css")) for each in names or [name]}


def _style(file: Traversable) -> str:
    return str(cssmin(_read(file))).strip() if file.is_file() else ""
