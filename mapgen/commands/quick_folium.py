"""Folium, imported without what a page does not need.

Its import takes longer than the rest of a small build: it loads pandas, which it needs only for
tables, modules that fetch what lies at addresses, tables of colours and of tiles, and compiles the
templates of all its elements. The process is the command's own, so all of this may be put off until
something asks for it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from functools import cached_property
from importlib import import_module
from types import ModuleType

import jinja2

LATER: Mapping[str, tuple[str, ...]] = {
    "branca.colormap": ("ColorMap", "LinearColormap", "StepColormap"),
    "requests": (),
    "urllib.request": ("urlopen",),
    "webbrowser": (),
    "xyzservices": ("TileProvider",),
}
"""Modules that folium names and a page does not use, and what folium takes out of them at once."""


def import_folium() -> None:
    """Import folium as it is where pandas is not installed; the rest of `LATER` when asked for.

    A None in `sys.modules` is Python's way to say that there is no such module. Nothing is changed
    where folium or pandas is there already; once folium is there, all is as it was.
    """
    if "folium" in sys.modules or "pandas" in sys.modules:
        return
    modules: dict[str, ModuleType | None] = sys.modules  # type: ignore[assignment]
    modules["pandas"] = None
    put_off = {name: _Module(name, taken) for name, taken in LATER.items() if name not in modules}
    modules.update(put_off)
    try:
        with _templates_later():
            import_module("folium")
    finally:
        del modules["pandas"]
        for module in put_off.values():
            module.give_way()


class _Module(ModuleType):
    """Stands for a module until something is asked of it."""

    def __init__(self, name: str, taken: tuple[str, ...]) -> None:
        super().__init__(name)
        vars(self).update({each: _Taken(self, each) for each in taken})

    def give_way(self) -> None:
        """Let whoever imports the module from now on have it."""
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        self.give_way()
        return getattr(import_module(self.__name__), name)


class _Taken:
    """Stands for a class or function of such a module until it is used."""

    def __init__(self, module: _Module, name: str) -> None:
        self._module, self._name = module, name

    @cached_property
    def _real(self) -> type:
        found: type = self._module.__getattr__(self._name)  # type: ignore[assignment]
        return found

    def __call__(self, *given: object, **named: object) -> object:
        return self._real(*given, **named)

    def __instancecheck__(self, thing: object) -> bool:
        return self._module.__name__ in sys.modules and isinstance(thing, self._real)

    def __mro_entries__(self, _: tuple[object, ...]) -> tuple[type]:
        return (self._real,)

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._real, name)


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
