"""An atlas's folder while it is edited: changes that are written whole, and taken back.

The files are the truth: each change begins with what they hold now, so a spreadsheet or another
editor can be used beside. A change names the text of each record that it was made from; where that
is not the text in the file any more, nothing is written (`ConflictError`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from threading import RLock
from typing import TYPE_CHECKING

from mapgen.desk.changes import (
    Change,
    Done,
    Splice,
    applied,
    digest_of_file,
    says,
    splice_of,
    turned,
    turned_entry,
)  # fmt: skip
from mapgen.desk.documents.edit import Edit, NotEditableError
from mapgen.desk.documents.editing import Editing
from mapgen.desk.folder_files import FolderFiles
from mapgen.desk.history import Entry, Kind, add_entries, last_entry, now, settle
from mapgen.files.folder import Folder
from mapgen.files.lock import locked
from mapgen.files.paths import identity, is_there
from mapgen.files.write import remove_file, write_whole
from mapgen.problems import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mapgen.files.folder import AnyFolder, FolderFile

HISTORY = "history.jsonl"


@dataclass(slots=True)
class Workspace:
    """The folder of an atlas that is being edited.

    Attributes
    ----------
    folder
        The folder; nothing outside it is read or written.
    files
        Its files as documents, as they stand.
    done, undone
        The changes of this session that can be taken back, and made again; the latest is last.
    """

    folder: Folder
    files: FolderFiles
    done: list[Done] = field(default_factory=list)
    undone: list[Done] = field(default_factory=list)
    _lock: RLock = field(default_factory=RLock)

    @classmethod
    def of(cls, folder: AnyFolder) -> Workspace:
        """Return the workspace of a folder; note in its history a change that was never made.

        Parameters
        ----------
        folder : AnyFolder
            The atlas's.

        Returns
        -------
        Workspace
            With nothing to take back yet.
        """
        named = Folder.named(folder)
        workspace = cls(named, FolderFiles(named))
        if is_there(workspace.history):
            with workspace._held():
                settle(workspace.history, workspace._is_made)
        return workspace

    @property
    def history(self) -> FolderFile:
        """Where changes are listed."""
        return self.folder.file(HISTORY)

    def make(self, change: Change) -> Done:
        """Write a change: all its files, or none.

        Parameters
        ----------
        change : Change
            Its operations, by whom and why.

        Returns
        -------
        Done
            What was done.

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
            files = self.files.named()
            editings: dict[str, Editing] = {}
            entries: list[Entry] = []
            edits: list[tuple[str, Edit]] = []
            number = self._next_number()
            settings = self.files.settings
            for operation in change.operations:
                file = operation.file
                if file not in editings:
                    editings[file] = Editing(self.files.editable(file, files))
                edit, entry = applied(editings[file], operation)
                edits.append((file, edit))
                if entry is not None:
                    written = settings.name_of(files[file])
                    entries.append(
                        replace(entry, number=number, who=change.who, kind=change.kind,
                                why=change.why, file=written)
                    )  # fmt: skip
            self._refuse_one_file_for_two(editings, files)
            documents = {name: editing.document for name, editing in editings.items()}
            raws = {name: document.bytes() for name, document in documents.items()}
            done = self._write(raws, entries, edits, files)
            self.files.keep(documents, raws)
            if done.splices:
                self.done.append(done)
                self.undone.clear()
            return done

    def undo(self, who: str = "") -> Done | None:
        """Take the last change of this session back; None where there is none.

        Parameters
        ----------
        who : str
            Whose name stands in the history.

        Returns
        -------
        Done or None
            What was done.

        Raises
        ------
        ConflictError
            A file that it touches was changed elsewhere since.
        OutputError
            A file cannot be written.
        """
        return self._turn(self.done, self.undone, "undo", who)

    def redo(self, who: str = "") -> Done | None:
        """Make the change again that was taken back last; None where there is none.

        Parameters
        ----------
        who : str
            Whose name stands in the history.

        Returns
        -------
        Done or None
            What was done.

        Raises
        ------
        ConflictError
            A file that it touches was changed elsewhere since.
        OutputError
            A file cannot be written.
        """
        return self._turn(self.undone, self.done, "redo", who)

    def _turn(self, from_: list[Done], to: list[Done], kind: Kind, who: str) -> Done | None:
        with self._held():
            if not from_:
                return None
            last = from_[-1]
            files = self.files.named()
            back = kind == "undo"
            splices = [each.reversed() if back else each for each in last.splices]
            edits = [(file, turned(edit, back=back)) for file, edit in last.edits]
            edits = edits[::-1] if back else edits
            raws = {each.file: self._turned(each, edits, files) for each in splices}
            number = self._next_number()
            entries = [
                replace(
                    turned_entry(entry, back=back), number=number, when=now(), who=who,
                    kind=kind, of=last.number,
                )
                for entry in last.entries
            ]  # fmt: skip
            done = self._write(raws, entries, edits, files)
            self.files.keep_edited(raws, edits)
            if back:  # what takes this back is the change itself
                done = Done(done.number, last.entries, last.splices, last.edits)
            else:
                done = Done(done.number, last.entries, done.splices, last.edits)
            from_.pop()
            to.append(done)
            return done

    def _turned(
        self,
        splice: Splice,
        edits: Sequence[tuple[str, Edit]],
        files: Mapping[str, FolderFile],
    ) -> bytes | None:
        """Return a file after a splice; if it was changed elsewhere, after its records' edits."""
        raw = self.files.raw(splice.file, files)
        if digest_of_file(raw) != splice.digests[0]:
            return self.files.edited(splice.file, edits, files).bytes()
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
        before = {name: self.files.raw(name, files) for name in raws}
        changed = [name for name in raws if raws[name] != before[name]]
        splices = tuple(splice_of(name, before[name], raws[name]) for name in changed)
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
        return Done(number, tuple(entries), splices, tuple(edits))

    def _is_made(self, entry: Entry) -> bool:
        """Return whether a file says what an entry says that it does, read one way or another."""
        settings = self.files.settings
        named = self.files.named().items()
        names = [name for name, file in named if settings.name_of(file) == entry.file]
        documents = []
        for name in names:
            try:
                documents.append(self.files.document(name))
            except (NotEditableError, InputError):
                return True
        is_gone = not any(new for _, new in entry.fields.values())
        return not names or any(says(each, entry) if each else is_gone for each in documents)

    def _refuse_one_file_for_two(
        self, names: Iterable[str], files: Mapping[str, FolderFile]
    ) -> None:
        """Refuse a change of files that settings or links make one, or make the history."""
        places = [identity(files[name]) for name in names]
        known = [place for place in [*places, identity(self.history)] if place is not None]
        if len(set(known)) < len(known):
            raise NotEditableError("the settings, or links, make one file of two that are edited")

    def _next_number(self) -> int:
        last = last_entry(self.history)
        return last.number + 1 if last else 1

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Keep other threads, and other editors of the folder, from writing meanwhile."""
        with self._lock, locked(self.folder.root):
            yield


def _put(file: FolderFile, raw: bytes | None) -> None:
    if raw is None:
        remove_file(file)
    else:
        write_whole(file, raw)
