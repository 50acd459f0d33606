"""The command that says what changed between two states of an atlas."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mapgen.commands.shared import echo, list_problems
from mapgen.files.stretch import common_ends

if TYPE_CHECKING:
    from mapgen.records.differences import Difference, Record

SIGNS = {"added": "+", "removed": "-", "changed": "~"}
_MOST = 200  # letters of a field that are shown
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command(short_help="Say what changed between two states of an atlas.")
@click.argument("old", type=_FOLDER)
@click.argument("new", type=_FOLDER, default=".")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="How to say it: text to read, json for programs, with every value whole.",
)
def diff(old: Path, new: Path, form: str) -> None:
    """Say what changed from the atlas in OLD to that in NEW (default: here), record by record.

    Events, places, sources, names, chapters, texts and settings are compared by what they say: the
    order of rows and columns is no change. OLD can be a copy, or what
    `git worktree add OLD COMMIT` gives.
    """
    from mapgen.commands.listing import as_text, verdict
    from mapgen.problems import InputError
    from mapgen.records.differences import differences, read_records

    try:
        before, after = read_records(old), read_records(new)
    except InputError as error:
        list_problems(as_text(error.problems), err=True)
        list_problems([verdict(error.problems)], err=True)
        sys.exit(1)
    found = list(differences(before, after))
    removed = after.get("removed", {})
    if form == "text":
        list_problems(in_words(found, removed))
    for line in in_json(found, removed) if form == "json" else ():
        echo(line)


def in_words(found: Iterable[Difference], removed: Mapping[str, Record]) -> Iterator[str]:
    """Yield the differences as lines to read; the last one counts them.

    Parameters
    ----------
    found : iterable of Difference
        In the order in which they are listed.
    removed : mapping of str to Record
        What ``removed.csv`` of the new state says, by id.

    Yields
    ------
    str
        Without their ends.
    """
    counts: Counter[tuple[str, str]] = Counter()
    file = None
    for each in found:
        counts[each.file, each.change] += 1
        if each.file != file:
            file = each.file
            yield file
        yield "  " + " ".join(filter(None, (SIGNS[each.change], each.id, each.title)))
        if each.change == "changed":
            for name, (old, new) in each.fields.items():
                yield f"      {name}: {_shown(old, new)}"
        gone = removed.get(each.id) if each.file == "events" else None
        if each.change == "removed" and gone:
            yield f"      {gone.get('date', '')}: {gone.get('reason', '')}"
            if gone.get("now"):
                yield f"      now {gone['now']}"
    parts = [f"{file} {count:,} {change}" for (file, change), count in counts.items()]
    yield f"{'; '.join(parts)}." if parts else "No difference."


def in_json(found: Iterable[Difference], removed: Mapping[str, Record]) -> Iterator[str]:
    """Yield the differences as one JSON object, a list by file and kind; see `in_words`.

    Parameters
    ----------
    found : iterable of Difference
        In the order in which they are listed.
    removed : mapping of str to Record
        What ``removed.csv`` of the new state says, by id.

    Yields
    ------
    str
        Without their ends.
    """
    files: dict[str, dict[str, list[dict[str, object]]]] = {}
    for each in found:
        entry: dict[str, object] = {"id": each.id, "title": each.title}
        if each.change == "changed":
            entry["fields"] = {name: list(both) for name, both in each.fields.items()}
        if each.change == "removed" and each.file == "events":
            gone = removed.get(each.id, {})
            entry |= {name: gone[name] for name in ("date", "reason", "now") if gone.get(name)}
        files.setdefault(each.file, {}).setdefault(each.change, []).append(entry)
    yield json.dumps(files, indent=2)


def _shown(old: str, new: str) -> str:
    """Return a field's two values; of long ones the stretch in which they differ."""
    if not old or not new:
        return f"{_cut(old) or '(empty)'} → {_cut(new) or '(empty)'}"
    is_long = max(len(old), len(new)) > _MOST
    start, end = common_ends(old, new) if is_long else (0, 0)
    first = max(0, start - _MOST // 5)
    last = max(0, end - _MOST // 5)
    both = [_cut(("…" if first else "") + text[first : len(text) - last] + ("…" if last else ""))
            for text in (old, new)]  # fmt: skip
    return " → ".join(json.dumps(text, ensure_ascii=False) for text in both)


def _cut(text: str) -> str:
    return text if len(text) <= _MOST else f"{text[: _MOST - 1]}…"
