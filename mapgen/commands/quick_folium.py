"""Folium, imported without what a page does not need.

Its import takes longer than the rest of a small build: it loads pandas and requests, which it needs
only for tables and addresses that it is given, and compiles the templates of all its elements. The
process is the command's own, so all of this may be put off until something asks for it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from importlib import import_module
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import LazyLoader
from types import ModuleType

import jinja2

LATER = frozenset({"requests"})
"""Modules that folium names and a page does not use: each is loaded when it is first asked."""


def import_folium() -> None:
    """Import folium as it is where pandas is not installed, requests and templates when asked for.

    A None in `sys.modules` is Python's way to say that there is no such module. Nothing is changed
    where folium or pandas is there already; once folium is there, all is as it was.
    """
    if "folium" in sys.modules or "pandas" in sys.modules:
        return
    modules: dict[str, ModuleType | None] = sys.modules  # type: ignore[assignment]
    modules["pandas"] = None
    finder = _Later()
    sys.meta_path.insert(0, finder)
    try:
        with _templates_later():
            import_module("folium")
    finally:
        sys.meta_path.remove(finder)
        del modules["pandas"]


class _Later:
    """Finds the modules of `LATER` with Python's own lazy loader."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(fullname, path, target) if fullname in LATER else None
        if spec and spec.loader:
            spec.loader = LazyLoader(spec.loader)
        return spec


class _Template:
    """A template that is compiled when something of it is asked for."""

    def __init__(self, make: Callable[[], jinja2.Template]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> jinja2.Template:
        return self._make()

    def __getattr__(self, name: str) -> object:
        return getattr(self._made, name)


@contextmanager
def _templates_later() -> Iterator[None]:
    """Have every template that is made of a text meanwhile compiled when it is first used."""
    now = jinja2.Environment.from_string

    def later(
        self: jinja2.Environment,
        source: str,
        globals: MutableMapping[str, object] | None = None,  # noqa: A002  # jinja2's name
        template_class: type[jinja2.Template] | None = None,
    ) -> _Template:
        return _Template(lambda: now(self, source, globals, template_class))

    jinja2.Environment.from_string = later  # type: ignore[method-assign,assignment]
    try:
        yield
    finally:
        jinja2.Environment.from_string = now  # type: ignore[method-assign]
