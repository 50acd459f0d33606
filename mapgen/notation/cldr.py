"""What CLDR says of a language, looked up once and kept as Python keeps compiled modules.

Babel reads all that CLDR knows of a language, and of those that it inherits from, for a single word
of it; the words that maps use are few.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from functools import cache, wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from babel import Locale

    from mapgen.files.kept import Kept

P = ParamSpec("P")
T = TypeVar("T")


@cache
def parts_of(language: str) -> Locale:
    """Return the language, script and territory of a tag; nothing else of CLDR is read for it.

    Parameters
    ----------
    language : str
        A tag that CLDR knows.

    Returns
    -------
    Locale
        Babel's, of which only the parts of the tag may be asked: see `cldr`.
    """
    from babel import Locale

    return Locale.parse(language, sep="-")


@cache
def cldr(language: str) -> Locale:
    """Return CLDR's data of a language.

    Babel writes what it finds for one language into what all inherit from: of several, each would
    have the months that were asked for first. So each is a copy of its own.

    Parameters
    ----------
    language : str
        A tag that CLDR knows.

    Returns
    -------
    Locale
        Babel's.
    """
    locale = parts_of(language)
    locale.months  # noqa: B018  # is read now, before anything is written into it
    return deepcopy(locale)


def of_cldr(look_up: Callable[P, T]) -> Callable[P, T]:
    """Have what a function finds in CLDR kept, but for English.

    Parameters
    ----------
    look_up : callable
        Takes the tag of a language, perhaps with other words; JSON can hold what it returns.

    Returns
    -------
    callable
        The same function.
    """

    @cache
    def known(*given: str) -> object:
        look = cast("Callable[..., object]", look_up)
        if set(given) == {"en"}:
            return look(*given)
        found = _kept().result(" ".join((look_up.__name__, *given)), lambda: look(*given))
        _kept().keep()
        return found

    return cast("Callable[P, T]", wraps(look_up)(known))


@cache
def _kept() -> Kept:
    from importlib.resources import files  # a check asks for nothing that is kept

    import babel

    from mapgen.files.kept import Kept

    here = files("mapgen.notation")
    makers = "".join(
        here.joinpath(f"{name}.py").read_text("utf-8") for name in ("cldr", "languages")
    )
    return Kept(str(here.joinpath("cldr.txt")), f"{babel.__version__}\n{makers}")
