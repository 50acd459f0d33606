"""The templates of folium elements of ours: compiled once, and kept as Python keeps modules."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, Template

from mapgen.files.compiled import Beside


def template(name: str) -> Template:
    """Return a template whose macros ``html`` and ``script`` folium calls.

    Parameters
    ----------
    name : str
        Its file's, without ``.html.jinja``.

    Returns
    -------
    Template
        It lies beside this module.
    """
    return _environment().get_template(f"{name}.html.jinja")


@cache
def _environment() -> Environment:
    loader = PackageLoader("mapgen.page.elements", ".")
    return Environment(loader=loader, bytecode_cache=Beside())  # noqa: S701 (as folium's own)
