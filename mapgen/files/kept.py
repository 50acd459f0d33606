"""What is made of a package's files, kept where Python keeps compiled modules and by its rules."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path


class Kept:
    """Results of work on texts, each found again by its text and by who did the work.

    A result is what JSON can hold. A file that is damaged, or of
    another maker, is as good as none.
    """

    MOST = 2_000
    """Results that are kept; with more, only those that were asked for now."""

    def __init__(self, source: str, maker: str) -> None:
        """Keep results in the file that Python would compile `source` to.

        Parameters
        ----------
        source : str
            A path; no file need be there.
        maker : str
            The code that does the work: other code, other results.
        """
        self._place = Path(cache_from_source(source)).with_suffix(".json")
        self._maker = hashlib.sha256(f"{sys.version}\n{maker}".encode()).digest()
        self._known: dict[str, object] | None = None
        self._used: dict[str, object] = {}

    def result(self, text: str, make: Callable[[], object]) -> object:
        """Return what is made of a text.

        Parameters
        ----------
        text : str
            All that the result depends on, besides its maker.
        make : callable
            Does the work where the result is not there.

        Returns
        -------
        object
            Not to be changed.
        """
        if self._known is None:
            self._known = self._read()
        key = hashlib.sha256(text.encode()).hexdigest()
        if key not in self._used:
            self._used[key] = self._known[key] if key in self._known else make()
        return self._used[key]

    def keep(self) -> None:
        """Write down what is new, if that may be."""
        known = self._known or {}
        if self._used.keys() <= known.keys():
            return
        every = known | self._used
        self._known = every if len(every) <= self.MOST else dict(self._used)
        raw = json.dumps(self._known).encode()
        write_kept(self._place, self._maker + hashlib.sha256(raw).digest() + raw)

    def _read(self) -> dict[str, object]:
        with suppress(OSError):
            whole = self._place.read_bytes()
            maker, digest, raw = whole[:32], whole[32:64], whole[64:]
            if maker == self._maker and hashlib.sha256(raw).digest() == digest:
                found: dict[str, object] = json.loads(raw)
                return found
        return {}


def write_kept(place: Path, content: bytes) -> None:
    """Keep some bytes, if that may be.

    Parameters
    ----------
    place : Path
        A file where Python keeps compiled modules.
    content : bytes
        What it is to hold.
    """
    if sys.dont_write_bytecode:
        return
    new = place.with_name(f"{place.name}.{os.getpid()}")
    with suppress(OSError):
        new.parent.mkdir(exist_ok=True)
        new.write_bytes(content)
        new.replace(place)
