"""Constructors that answer a keyword they do not know with those that they do."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable

from mapgen.problems import one_of


def helpful(make: Callable[..., None], name: str) -> Callable[..., None]:
    """Return a constructor as it was, but for what it says of an unknown keyword.

    One that takes any keyword stays as it is.

    Parameters
    ----------
    make : callable
        The constructor.
    name : str
        The class's.

    Returns
    -------
    callable
        With the same signature.
    """
    parameters = inspect.signature(make).parameters.values()
    if any(each.kind is inspect.Parameter.VAR_KEYWORD for each in parameters):
        return make
    accepted = [each.name for each in parameters]
    named = [each.name for each in parameters if each.kind is inspect.Parameter.KEYWORD_ONLY]

    @functools.wraps(make)
    def construct(self: object, *args: object, **kwargs: object) -> None:
        for each in kwargs:
            if each not in accepted:
                raise TypeError(f"{name} has no option {each!r}. {one_of(each, named)}")
        make(self, *args, **kwargs)

    return construct
