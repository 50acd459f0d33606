"""What all tasks of the confined process share: its answers, and its limits."""

from __future__ import annotations

import base64
import json
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeAlias

Request: TypeAlias = dict[str, Any]
"""What a task is asked to do: numbers, texts and lists of them by name."""

_STACK = 2 * 2**20  # shapes nested deeper than this holds are none


class RefusedError(Exception):
    """What is wrong with the file and how to mend it, for who gave it."""

    def __init__(self, message: str, mend: str = "", **where: object) -> None:
        super().__init__(message)
        self.answer = {"error": message, "mend": mend, **where}


def say(answer: object) -> None:
    """Write one line.

    Parameters
    ----------
    answer : object
        What JSON can hold, or bytes.
    """
    sys.stdout.write(f"{json.dumps(answer, default=_text)}\n")


def _text(value: object) -> str | None:
    """Return a value that JSON lacks: bytes are left out, days are text."""
    if isinstance(value, bytes):
        return None
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def limit(request: Request) -> None:
    """Let the system end this process where it takes more than the request allows.

    Parameters
    ----------
    request : Request
        With the seconds of processor time and the bytes of memory and of files.
    """
    try:
        import resource
    except ImportError:  # Windows, where the time is limited from outside
        return
    wanted = {
        resource.RLIMIT_CPU: request["seconds"],
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: request["written"],
        resource.RLIMIT_STACK: _STACK,
    }
    if sys.platform == "linux":
        used = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
        wanted[resource.RLIMIT_AS] = used + request["memory"]
    for kind, most in wanted.items():
        hard = resource.getrlimit(kind)[1]
        with suppress(ValueError):  # a system may refuse one of them
            resource.setrlimit(kind, (most if hard < 0 else min(most, hard), hard))


def as_text(shape: bytes | None) -> str | None:
    """Return a shape (WKB) as a text that JSON can hold.

    Parameters
    ----------
    shape : bytes or None
        WKB; None for no shape.

    Returns
    -------
    str or None
        Base64.
    """
    return None if shape is None else base64.b64encode(shape).decode()


def reason(error: Exception, path: str) -> str:
    """Return what a library says, without the place of the copy that it was given.

    Parameters
    ----------
    error : Exception
        What the library raised.
    path : str
        The copy's.

    Returns
    -------
    str
        Its first sentence.
    """
    message = first_line(error).replace(path, "it").replace(str(Path(path).with_suffix("")), "it")
    message = message.rpartition(" failed: ")[2]  # what SQLite says, without the question
    return message.partition(" It might help")[0].partition(". ")[0].rstrip(".; ")


def first_line(error: Exception) -> str:
    """Return what an error says first, or else what it is.

    Parameters
    ----------
    error : Exception
        Anything raised.

    Returns
    -------
    str
        One line.
    """
    return (str(error).splitlines() or [type(error).__name__])[0]
