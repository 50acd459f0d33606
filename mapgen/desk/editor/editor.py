"""A folder → its editor in the browser, served to this machine only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Self

from mapgen.build import build
from mapgen.desk.changes import Change, Done
from mapgen.desk.documents.edit import NotEditableError
from mapgen.desk.editor import (
    chapter_answers,
    event_answers,
    record_answers,
    setting_answers,
    source_answers,
    table_answers,
    text_marks,
    translations,
    words,
)  # fmt: skip
from mapgen.desk.editor.bodies import MOST_BODY, Answer
from mapgen.desk.editor.checking import Checker
from mapgen.desk.editor.corrections import listed_correction
from mapgen.desk.editor.routes import editor_routes
from mapgen.desk.editor.states import States, problems_told
from mapgen.desk.git_commits import GitCommits, message_of
from mapgen.desk.history import Kind
from mapgen.desk.preview.edition import Edition
from mapgen.desk.preview.making import editions_made
from mapgen.desk.preview.watch import Look, look, look_at, wait_for_change
from mapgen.desk.published import note_published
from mapgen.desk.reserving import records_of, with_reserved
from mapgen.desk.server.server import LocalServer
from mapgen.desk.workspace import Workspace
from mapgen.desk.zotero import Zotero
from mapgen.files.folder import Folder
from mapgen.page.document.colours import dark_colours
from mapgen.page.elements.assets import dark_style
from mapgen.problems import InputError
from mapgen.records.categories import ROW
from mapgen.records.differences import read_records
from mapgen.records.removed_ids import NOW

if TYPE_CHECKING:
    from mapgen.files.folder import AnyFolder
    from mapgen.page.payload.head import Payload

PORT = 8766
METHODS = ("GET", "HEAD", "POST")


class Editor:
    """The editor of a folder; `with` it is served, and behind it all is stopped.

    Attributes
    ----------
    edition
        The page as it was made last, or what stands in its way; 0 is none yet.
    notice
        What the last save did not do besides saving; "" for nothing.
    zotero
        The Zotero of this machine, which is not asked before the user allows it.
    """

    def __init__(
        self, folder: AnyFolder, port: int | None = None, commits: GitCommits | None = None
    ) -> None:
        """Take a port: the one given, or `PORT`, or when that is taken any other.

        With `commits` each save is one.

        Raises
        ------
        OutputError
            The port that was given is taken, or needs a permission.
        """
        self.folder = Folder.named(folder)
        self.commits = commits
        self.workspace = Workspace.of(self.folder)
        self.checker = Checker(self.folder)
        self.edition = Edition()
        self.notice = ""
        self.zotero = Zotero()
        self._problems: list[dict[str, object]] = []
        self._checked: Look = {}
        self._shown: Look = {}
        self._number = 0
        self._states = States(self.workspace.files)
        self._stop = Event()
        self.server = LocalServer.at(port, PORT, editor_routes(self), METHODS, MOST_BODY)
        self._maker = Thread(target=self._make_editions, daemon=True)

    @property
    def url(self) -> str:
        """The address that a browser opens."""
        return self.server.url

    def __enter__(self) -> Self:
        self.server.start()
        self._maker.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self.server.close()
        self._maker.join(timeout=2)

    def wait(self) -> None:
        """Return when the editor has been stopped; Ctrl-C comes through as KeyboardInterrupt."""
        while not self._stop.wait(0.5):
            pass

    @property
    def number(self) -> int:
        """Another one whenever files or problems have changed; 0 before the first check."""
        now = look_at(self.workspace.files.named().values())
        if self._number and now != self._shown:  # drafts too, which no page is made of
            self._shown = now
            self._number += 1
        return self._number

    def state(self, seen: int | None = None) -> dict[str, object]:
        """Return what the editor shows that is not in the version seen, as `Edited.state` says."""
        rest = {
            "number": self.number,
            "page": self.edition.number,
            "problems": self._problems,
            "checked": look(self.folder) == self._checked,
            "built": self.edition.page is not None,
            "failure": self.edition.failure,
            "notice": self.notice,
            "undo": len(self.workspace.done),
            "redo": len(self.workspace.undone),
        }
        return self._states.state(self.checker.references(), rest, seen)

    def check(self, key: str, cells: Mapping[str, str]) -> dict[str, object]:
        """Return what an event's cells mean and what is wrong with them, as `Edited.check` says."""
        others = {id_ for file in ("events", "drafts") for id_ in self._keys(file) if id_ != key}
        gone = {
            str(each.get("id")): str(each.get("date"))
            for _, each, _ in records_of(self.workspace.files, "removed")
            if not key or each.get(NOW) != key  # its own id of before it may have back
        }
        return self.checker.event(cells, others, gone)

    def card(self, cells: Mapping[str, str]) -> Payload | None:
        """Return what an event's card is drawn from, as `Edited.card` says."""
        return self.checker.card(cells)

    def map(self) -> Payload:
        """Return what the map is drawn from on which an event gets its place."""
        return self.checker.map()

    def dark(self) -> str:
        """Return the style sheet of dark ground, with the colours of the categories."""
        categories = self.checker.references().settings.categories.values()
        return dark_style() + dark_colours(each.colour for each in (*categories, ROW))

    def change(self, change: Change) -> dict[str, object]:
        """Write a change, as `Edited.change` says; a correction is listed for readers, too."""
        today = dt.datetime.now(dt.UTC).date()
        operations = with_reserved(self.workspace.files, change, today)
        if change.kind == "correction":
            operations.append(listed_correction(self.workspace.files, change))
        change = replace(change, operations=operations)
        return self._done(self.workspace.make(change))

    def undo(self, who: str) -> dict[str, object]:
        """Take the last change back, as `Edited.undo` says."""
        return self._done(self.workspace.undo(who), "undo")

    def redo(self, who: str) -> dict[str, object]:
        """Make the change again that was taken back last, as `Edited.redo` says."""
        return self._done(self.workspace.redo(who), "redo")

    def build(self) -> dict[str, object]:
        """Write the page; return where it stands and what is in it, or the problems."""
        try:
            records = read_records(self.folder)
            report = build(self.folder)
            if read_records(self.folder) == records:  # nobody has saved meanwhile
                note_published(self.folder, self.workspace.files.settings, records)
        except InputError as error:
            count = sum(each.severity == "error" for each in error.problems)
            return {"built": False, "message": f"{count} errors stand in the way."}
        file = report.path.relative_to(self.folder.root).as_posix()
        return {"built": True, "file": file, "events": report.events, "bytes": report.bytes}

    def answers(self) -> Mapping[str, Answer]:
        """Return what else is answered, by the last word of its path."""
        return {
            **translations.answers(self),
            **event_answers.answers(self),
            **record_answers.answers(self),
            **setting_answers.answers(self),
            **table_answers.answers(self, self.checker),
            **source_answers.answers(self, self.zotero),
            **text_marks.answers(self),
            **chapter_answers.answers(self, self.checker),
            **words.answers(self),
        }

    def _done(self, done: Done | None, kind: Kind | None = None) -> dict[str, object]:
        entries = [entry.as_json() for entry in done.entries] if done else []
        self.notice = self._committed(done, kind) if done and done.entries else ""
        return {
            "changed": entries,
            "undo": len(self.workspace.done),
            "redo": len(self.workspace.undone),
        }

    def _committed(self, done: Done, kind: Kind | None) -> str:
        """Commit what a change wrote; return why that failed, "" where it did not."""
        if self.commits is None:
            return ""
        named = self.workspace.files.named()
        files = [named[each.file] for each in done.splices if each.file in named]
        subject, body = message_of(done.entries, kind)
        paths = [Path(file.relative) for file in (*files, self.workspace.history)]
        why = self.commits.commit(paths, subject, body)
        return f"Saved, but not committed to git: {why}" if why else ""

    def _keys(self, name: str) -> list[str]:
        try:
            document = self.workspace.files.document(name)
        except (NotEditableError, InputError):
            return []
        return document.keys() if document else []

    def _is_latest(self, seen: Look) -> bool:
        """Return whether the files are still what they were, and are going to be asked for."""
        return not self._stop.is_set() and look(self.folder) == seen

    def _make_editions(self) -> None:
        number = 0
        seen = look(self.folder)
        while True:
            number += 1
            for edition in editions_made(self.folder, number, partial(self._is_latest, seen)):
                self._problems = problems_told(self.workspace.files, edition.problems)
                self._checked = seen
                if edition.is_whole:
                    self.edition = edition
                self._number += 1
            now = wait_for_change(self.folder, seen, self._stop)
            if now is None:
                return
            seen = now
