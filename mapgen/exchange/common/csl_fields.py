"""When and by whom a CSL-JSON item was issued, for the formats that write it in their own way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


def date_parts(item: Mapping[str, Any]) -> list[list[int]]:
    """Return the dates of issue as [year, month, day], shorter if less is known; two: a range."""
    issued = item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    return [[int(number) for number in date] for date in parts or []]


def literal_date(item: Mapping[str, Any]) -> str:
    """Return a date of issue that is given in words, or ""."""
    issued = item.get("issued")
    if not isinstance(issued, dict):
        return ""
    return on_one_line(issued.get("literal") or issued.get("raw"))


def is_about(item: Mapping[str, Any]) -> bool:
    """Return whether the date of issue is inferred."""
    issued = item.get("issued")
    return isinstance(issued, dict) and bool(issued.get("circa"))


def names(item: Mapping[str, Any], role: str) -> list[Mapping[str, str]]:
    """Return the people or bodies in a role: author, editor, translator."""
    return [name for name in item.get(role) or [] if isinstance(name, dict)]


def text(item: Mapping[str, Any], field: str) -> str:
    """Return a field as text on one line, "" where it is not there; numbers as they are written."""
    return on_one_line(item.get(field))


def family(name: Mapping[str, str]) -> str:
    """Return a person's family name with the particle that stands before it, "" without one."""
    return on_one_line(f"{name.get('non-dropping-particle') or ''} {name.get('family') or ''}")


def notes(item: Mapping[str, Any]) -> list[str]:
    """Return the lines of an item's note, each on one line for every reader."""
    lines = map(on_one_line, str(item.get("note") or "").splitlines())
    return [line for line in lines if line]


def on_one_line(value: object) -> str:
    """Return a value as text without a line break of any kind; None is ""."""
    return " ".join(str(value or "").split())
