"""Templates of a package, compiled, kept where Python keeps compiled modules and by its rules."""

from __future__ import annotations

from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache

from mapgen.files.kept import write_kept

if TYPE_CHECKING:
    from jinja2.bccache import Bucket


class Beside(BytecodeCache):
    """Keeps a package's compiled templates in its ``__pycache__``, or wherever Python is told to.

    They are there for whoever may write there, as the modules are, and for nobody where Python is
    told to write none. What does not fit the template's text or this Python is made anew.
    """

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002 (jinja2's)
        """Return the file that holds a template, compiled.

        Parameters
        ----------
        name : str
            As it is asked for.
        filename : str or None
            Where it lies; None for one that lies in no file.

        Returns
        -------
        str
            A path; "" for none.
        """
        return cache_from_source(filename) if filename else ""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket, if its file is there.

        Parameters
        ----------
        bucket : Bucket
            A template's.
        """
        with suppress(OSError), Path(bucket.key).open("rb") as file:
            bucket.load_bytecode(file)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a bucket holds, if that may be.

        Parameters
        ----------
        bucket : Bucket
            A template's.
        """
        if bucket.key:
            write_kept(Path(bucket.key), bucket.bytecode_to_string())
