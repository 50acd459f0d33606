"""What the bodies of requests hold, each taken as the kind that it has to be."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, TypeAlias

from mapgen.desk.changes import Change, Operation
from mapgen.desk.history import KINDS, Kind

if TYPE_CHECKING:
    from mapgen.desk.workspace import Workspace

MOST_BODY = 4_000_000  # bytes: a story, or two hundred pasted rows

Body: TypeAlias = Mapping[str, object]
"""The body of a request, as JSON has it."""
Answer: TypeAlias = Callable[[Body], object]
"""Takes the body of a request, and returns what is answered, ready for JSON."""


class BodyError(ValueError):
    """A request's body is not what the address takes; the text says what it should be."""


class Desk(Protocol):
    """What answers are made with; see `mapgen.desk.editor.editor.Editor`."""

    workspace: Workspace

    def change(self, change: Change) -> dict[str, object]:
        """Write a change.

        Parameters
        ----------
        change : Change
            Its operations, by whom and why.

        Returns
        -------
        dict of str to object
            What JSON can hold.
        """
        ...


def text_in(body: Body, name: str) -> str:
    """Return a text of a body, "" where there is none.

    Parameters
    ----------
    body : Body
        As JSON has it.
    name : str
        The text's.

    Returns
    -------
    str
        "" where there is none.

    Raises
    ------
    BodyError
        It is no text.
    """
    text = body.get(name, "")
    if not isinstance(text, str) or len(text) > MOST_BODY:
        raise BodyError(f"{name}: a text")
    return text


def texts_in(body: Body, name: str) -> dict[str, str]:
    """Return texts by their names.

    Parameters
    ----------
    body : Body
        As JSON has it.
    name : str
        The object's.

    Returns
    -------
    dict of str to str
        At most as many as it has.

    Raises
    ------
    BodyError
        There is no object of texts.
    """
    found = body.get(name)
    if not isinstance(found, dict) or not all(isinstance(each, str) for each in found.values()):
        raise BodyError(f"{name}: texts by name")
    return found


def reason_in(body: Body, operations: Sequence[Operation]) -> Change:
    """Return operations as a change, with who makes it and why as the body says.

    Parameters
    ----------
    body : Body
        Says who makes the change and why.
    operations : sequence of Operation
        What becomes of the records.

    Returns
    -------
    Change
        Not written yet.

    Raises
    ------
    BodyError
        It says something else.
    """
    kind = text_in(body, "kind") or "source"
    if kind not in KINDS[:3]:
        raise BodyError(f"kind: one of {', '.join(KINDS[:3])}")
    made: Kind = kind
    return Change(operations, text_in(body, "who"), made, text_in(body, "why"))


def operation_in(given: object) -> Operation:
    """Return what becomes of one record, as a part of a body says.

    Parameters
    ----------
    given : object
        As JSON has it.

    Returns
    -------
    Operation
        Not made yet.

    Raises
    ------
    BodyError
        It says no such thing.
    """
    if not isinstance(given, dict):
        raise BodyError("operations: each an object")
    value = given.get("value")
    if value is not None and not isinstance(value, dict):
        raise BodyError("value: an object, or null to take the record out")
    key = text_in(given, "key")
    if not key:
        raise BodyError("key: not empty")
    behind = None if given.get("behind") is None else text_in(given, "behind")
    return Operation(text_in(given, "file"), key, text_in(given, "base"), value, behind)
