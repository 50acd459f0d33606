"""An atlas's folder while it is edited: its documents, changes that are written whole, undo.

The files are the truth: each change begins with what they hold now, so a spreadsheet or another
editor can be used beside. A change names the text of each record that it was made from; where that
is not the text in the file any more, nothing is written (`ConflictError`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from threading import RLock
from typing import TYPE_CHECKING

from mapgen.desk.documents.csv_rows import CsvRows, new_table
from mapgen.desk.documents.document import ConflictError, Document, Edit, NotEditableError
from mapgen.desk.documents.json_items import JsonItems
from mapgen.desk.documents.whole_text import KEY, WholeText
from mapgen.desk.history import Entry, Kind, add_entries, differences, now, read_history, settle
from mapgen.files.folder import Folder
from mapgen.files.lock import locked
from mapgen.files.paths import identity, is_there, translation
from mapgen.files.text import read_bytes
from mapgen.files.write import remove_file, write_whole
from mapgen.problems import InputError, Problems
from mapgen.records import gazetteer, names, removed_ids
from mapgen.records.fields import COLUMNS
from mapgen.records.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mapgen.files.folder import AnyFolder, FolderFile
    from mapgen.records.settings import Settings

HISTORY = "history.jsonl"
DRAFTS = "drafts.csv"
PROSE = ("story", "about", "guide", "corrections")
# The columns that a file is made with when its first record is written.
_NEW: Mapping[str, tuple[str, ...]] = {
    "events": COLUMNS, "drafts": COLUMNS, "places": gazetteer.COLUMNS,
    "names": names.COLUMNS, "removed": removed_ids.COLUMNS,
}  # fmt: skip
_FORMATS: Mapping[str, type[Document]] = {
    **dict.fromkeys(_NEW, CsvRows), "sources": JsonItems, "settings": WholeText,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Operation:
    """What becomes of one record of one file.

    Attributes
    ----------
    file
        The file's name in the workspace: a key of `Workspace.files`.
    key
        The record's key, for a new record the one that it is going to have.
    base
        The digest (`digest`) of the text that the change was made from, "" for a new record.
    value
        Fields and what they say; in a table those that are not named stay. None takes the record
        out.
    behind
        For a new record: the key of the record that stands before it. Default: the last.
    """

    file: str
    key: str
    base: str
    value: Mapping[str, object] | None
    behind: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Operations that are made in one go, or not at all, and why."""

    operations: Sequence[Operation]
    who: str = ""
    kind: Kind = "source"
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Splice:
    """The stretch in which two states of a file differ; None stands for no file."""

    file: str
    start: int
    before: bytes | None
    after: bytes | None
    digests: tuple[str, str]
    """Of the whole file before and after."""

    def reversed(self) -> _Splice:
        return replace(
            self, before=self.after, after=self.before, digests=(self.digests[1], self.digests[0])
        )


@dataclass(slots=True)
class Done:
    """A change that was made: its number, and what takes it back."""

    number: int
    entries: tuple[Entry, ...]
    splices: tuple[_Splice, ...]
    edits: tuple[tuple[str, Edit], ...] = ()
    """The file and the record of each, for a file that has been changed elsewhere since."""


@dataclass(slots=True)
class _State:
    raw: bytes | None
    document: Document | None
    fault: str = ""


@dataclass(slots=True)
class Workspace:
    """The folder of an atlas that is being edited.

    Attributes
    ----------
    folder
        The folder; nothing outside it is read or written.
    done, undone
        The changes of this session that can be taken back, and made again; the latest is last.
    """

    folder: Folder
    done: list[Done] = field(default_factory=list)
    undone: list[Done] = field(default_factory=list)
    _states: dict[str, _State] = field(default_factory=dict)
    _lock: RLock = field(default_factory=RLock)

    @classmethod
    def of(cls, folder: AnyFolder) -> Workspace:
        """Return the workspace of a folder; note in its history a change that was never made."""
        workspace = cls(Folder.named(folder))
        if is_there(workspace.history):
            with workspace._held():
                settle(workspace.history, workspace._is_made)
        return workspace

    @property
    def settings(self) -> Settings:
        """The settings as they stand."""
        return read_settings(self.folder)[0]

    @property
    def history(self) -> FolderFile:
        """Where changes are listed."""
        return self.folder.file(HISTORY)

    def files(self) -> dict[str, FolderFile]:
        """Return the files that can be edited, by their names here; some may be missing."""
        settings = self.settings
        found = {name: getattr(settings, name) for name in _NEW if name != "drafts"}
        found["drafts"] = settings.events.with_name(DRAFTS)
        found["sources"] = settings.sources
        found["settings"] = self.folder.file(settings.file or "mapgen.toml")
        for name in PROSE:
            found[name] = getattr(settings, name)
            for language in settings.languages[1:]:
                found[f"{name}.{language}"] = translation(found[name], language)
        return found

    def document(self, name: str) -> Document | None:
        """Return a file's document as the file stands now, None where there is no file.

        Raises
        ------
        NotEditableError
            The file cannot be edited record by record; the text says why.
        InputError
            It cannot be read.
        """
        state = self._state(name, self.files())
        if state.fault:
            raise NotEditableError(state.fault)
        return state.document

    def make(self, change: Change) -> Done:
        """Write a change: all its files, or none.

        Raises
        ------
        ConflictError
            A record is not what the change was made from.
        NotEditableError, KeyError
            A file is not what is edited here; a column is missing.
        OutputError
            A file cannot be written.
        """
        with self._held():
            files = self.files()
            documents: dict[str, Document] = {}
            entries: list[Entry] = []
            edits: list[tuple[str, Edit]] = []
            number = self._next_number()
            for operation in change.operations:
                document = documents.get(operation.file) or self._editable(operation.file, files)
                document, edit, entry = _applied(document, operation)
                documents[operation.file] = document
                edits.append((operation.file, edit))
                if entry is not None:
                    file = self.settings.name_of(files[operation.file])
                    entries.append(
                        replace(entry, number=number, who=change.who, kind=change.kind,
                                why=change.why, file=file)
                    )  # fmt: skip
            self._refuse_one_file_for_two(documents, files)
            raws = {name: document.bytes() for name, document in documents.items()}
            done = self._write(raws, entries, edits, files)
            if done.splices:
                self.done.append(done)
                self.undone.clear()
            return done

    def undo(self, who: str = "") -> Done | None:
        """Take the last change of this session back; None where there is none.

        Raises
        ------
        ConflictError
            A file that it touches was changed elsewhere since.
        OutputError
            A file cannot be written.
        """
        return self._turn(self.done, self.undone, "undo", who)

    def redo(self, who: str = "") -> Done | None:
        """Make the change again that was taken back last; see `undo`."""
        return self._turn(self.undone, self.done, "redo", who)

    def _turn(self, from_: list[Done], to: list[Done], kind: Kind, who: str) -> Done | None:
        with self._held():
            if not from_:
                return None
            last = from_[-1]
            files = self.files()
            back = kind == "undo"
            splices = [each.reversed() if back else each for each in last.splices]
            edits = [(file, _turned(edit, back=back)) for file, edit in last.edits]
            edits = edits[::-1] if back else edits
            raws = {each.file: self._turned(each, edits, files) for each in splices}
            number = self._next_number()
            entries = [
                replace(
                    _turned_entry(entry, back=back), number=number, when=now(), who=who,
                    kind=kind, of=last.number,
                )
                for entry in last.entries
            ]  # fmt: skip
            done = self._write(raws, entries, edits, files)
            if back:  # what takes this back is the change itself
                done = Done(done.number, last.entries, last.splices, last.edits)
            else:
                done = Done(done.number, last.entries, done.splices, last.edits)
            from_.pop()
            to.append(done)
            return done

    def _turned(
        self,
        splice: _Splice,
        edits: Sequence[tuple[str, Edit]],
        files: Mapping[str, FolderFile],
    ) -> bytes | None:
        """Return a file after a splice; if it was changed elsewhere, after its records' edits."""
        raw = self._state(splice.file, files).raw
        if _digest(raw) != splice.digests[0]:
            document = self._editable(splice.file, files)
            for file, edit in edits:
                if file == splice.file:
                    document = document.edited(edit)
            return document.bytes()
        if raw is None or splice.after is None:
            return splice.after
        end = splice.start + len(splice.before or b"")
        return raw[: splice.start] + splice.after + raw[end:]

    def _write(
        self,
        raws: Mapping[str, bytes | None],
        entries: Sequence[Entry],
        edits: Sequence[tuple[str, Edit]],
        files: Mapping[str, FolderFile],
    ) -> Done:
        """Write the history, then the files that differ; put all back if one cannot be written."""
        before = {name: self._state(name, files).raw for name in raws}
        changed = [name for name in raws if raws[name] != before[name]]
        splices = tuple(_splice(name, before[name], raws[name]) for name in changed)
        number = entries[0].number if entries else self._next_number()
        if changed and entries:
            add_entries(self.history, entries)
        written: list[str] = []
        try:
            for name in changed:
                _put(files[name], raws[name])
                written.append(name)
        except BaseException:
            for name in written:
                _put(files[name], before[name])
            settle(self.history, self._is_made)
            raise
        finally:
            self._states.clear()
        return Done(number, tuple(entries), splices, tuple(edits))

    def _is_made(self, entry: Entry) -> bool:
        """Return whether a file says what an entry says that it does."""
        files = {self.settings.name_of(file): name for name, file in self.files().items()}
        name = files.get(entry.file)
        if name is None:
            return True  # of a file that the settings no longer name
        try:
            document = self.document(name)
        except (NotEditableError, InputError):
            return True
        return document is None or _says(document, entry)

    def _refuse_one_file_for_two(
        self, names: Iterable[str], files: Mapping[str, FolderFile]
    ) -> None:
        """Refuse a change of files that settings or links make one, or make the history."""
        places = [identity(files[name]) for name in names]
        known = [place for place in [*places, identity(self.history)] if place is not None]
        if len(set(known)) < len(known):
            raise NotEditableError("the settings, or links, make one file of two that are edited")

    def _editable(self, name: str, files: Mapping[str, FolderFile]) -> Document:
        state = self._state(name, files)
        if state.fault:
            raise NotEditableError(state.fault)
        if state.document is not None:
            return state.document
        form = _form(name)
        if form is CsvRows:
            return CsvRows.read(new_table(_NEW[name]))
        return form.read(b"[\n]\n" if form is JsonItems else b"")

    def _state(self, name: str, files: Mapping[str, FolderFile]) -> _State:
        """Return a file as it stands; parsed once as long as its bytes stay."""
        if name not in files:
            raise NotEditableError(f"{name!r} is no file of the atlas")
        file = files[name]
        raw = None
        if is_there(file):
            problems = Problems(self.settings.name_of(file))
            raw = read_bytes(file, problems)
            problems.raise_if_errors()
        known = self._states.get(name)
        if known is not None and known.raw == raw:
            return known
        state = _State(raw, None)
        if raw is not None:
            try:
                state.document = _form(name).read(raw)
            except NotEditableError as error:
                state.fault = f"{self.settings.name_of(file)}: {error}"
        self._states[name] = state
        return state

    def _next_number(self) -> int:
        entries = read_history(self.history)
        return entries[-1].number + 1 if entries else 1

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Keep other threads, and other editors of the folder, from writing meanwhile."""
        with self._lock, locked(self.folder.root):
            yield


def digest(text: str | None) -> str:
    """Return what stands for a record's text in a request: 16 hexadecimal digits, "" for none."""
    return "" if text is None else hashlib.sha256(text.encode()).hexdigest()[:16]


def _digest(raw: bytes | None) -> str:
    return "" if raw is None else hashlib.sha256(raw).hexdigest()


def _form(name: str) -> type[Document]:
    return _FORMATS.get(name, WholeText)


def _turned(edit: Edit, *, back: bool) -> Edit:
    """Return the edit that takes one back, or the edit itself."""
    if not back:
        return edit
    key = edit.after_key or edit.key
    return Edit(key, edit.after, edit.before, edit.behind, edit.key)


def _turned_entry(entry: Entry, *, back: bool) -> Entry:
    if not back:
        return entry
    fields = {name: (new, old) for name, (old, new) in entry.fields.items()}
    id_ = fields.get("id", ("", ""))[1]
    return replace(entry, fields=fields, id=str(id_) if id_ else entry.id)


def _applied(document: Document, operation: Operation) -> tuple[Document, Edit, Entry | None]:
    """Return the document after an operation, and what the history says of it."""
    before = document.text_of(operation.key)
    if operation.base != digest(before):
        raise ConflictError(operation.key, before)
    old = None if before is None else document.value(before)
    if operation.value is None:
        edit = Edit(operation.key, before, None, _neighbour(document, operation.key))
    else:
        document = _with_columns(document, operation.value)
        before = document.text_of(operation.key)
        after = document.write(operation.value, before)
        behind = operation.behind if before is None else None
        edit = Edit(operation.key, before, after, behind, document.id_of(after) or "")
    document = document.edited(edit)
    new = None if edit.after is None else document.value(edit.after)
    fields = differences(old, new)
    if not fields:
        return document, edit, None
    key = edit.after_key if edit.after is not None and edit.after_key else operation.key
    return document, edit, Entry(0, now(), "", "source", "", "", key, fields)


def _neighbour(document: Document, key: str) -> str | None:
    """Return the key of the record that stands before another, None for the first."""
    keys = document.keys()
    at = keys.index(key) if key in keys else 0
    return keys[at - 1] if at else None


def _with_columns(document: Document, value: Mapping[str, object]) -> Document:
    """Return a table with a column for each field that it lacks and the record fills."""
    if isinstance(document, CsvRows):
        for name, cell in value.items():
            if name and name not in document.header and not name.startswith("+") and cell:
                document = document.with_column(name)
    return document


def _says(document: Document, entry: Entry) -> bool:
    text = document.text_of(entry.id)
    found: Mapping[str, object] = {} if text is None else document.value(text)
    return all((found.get(name) or "") == (new or "") for name, (_, new) in entry.fields.items())


def _splice(name: str, before: bytes | None, after: bytes | None) -> _Splice:
    digests = (_digest(before), _digest(after))
    if before is None or after is None:
        return _Splice(name, 0, before, after, digests)
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    return _Splice(
        name, start, before[start : len(before) - end], after[start : len(after) - end], digests
    )


def _common(one: bytes, other: bytes) -> int:
    """Return how many bytes two texts have in common from their beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _put(file: FolderFile, raw: bytes | None) -> None:
    if raw is None:
        remove_file(file)
    else:
        write_whole(file, raw)


__all__ = ["DRAFTS", "HISTORY", "KEY", "Change", "Done", "Operation", "Workspace", "digest"]
