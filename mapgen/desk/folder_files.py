"""The files of an atlas that are edited, by name, and each as a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mapgen.desk.documents.chapters import Chapters
from mapgen.desk.documents.csv_rows import CsvRows, new_table
from mapgen.desk.documents.document import Document
from mapgen.desk.documents.edit import ConflictError, Edit, NotEditableError
from mapgen.desk.documents.editing import Editing
from mapgen.desk.documents.json_items import JsonItems
from mapgen.desk.documents.toml_tables import TomlTables
from mapgen.desk.documents.whole_text import WholeText
from mapgen.desk.kept_settings import KeptSettings
from mapgen.files.paths import is_there, translation
from mapgen.files.text import read_bytes
from mapgen.problems import Problems
from mapgen.records import gazetteer, names, removed_ids
from mapgen.records.fields import COLUMNS

if TYPE_CHECKING:
    from mapgen.files.folder import Folder, FolderFile
    from mapgen.records.settings import Settings

DRAFTS = "drafts.csv"
TRANSLATIONS = "translations.csv"
CHAPTERS = "chapters"
"""The story chapter by chapter; "story" is the same file as a whole."""
TABLES = "tables"
"""The settings table by table; "settings" is the same file as a whole."""
PROSE = ("story", "about", "guide", "corrections")
# The columns that a file is made with when its first record is written.
_NEW: Mapping[str, tuple[str, ...]] = {
    "events": COLUMNS, "drafts": COLUMNS, "places": gazetteer.COLUMNS,
    "names": names.COLUMNS, "removed": removed_ids.COLUMNS,
    "translations": ("translation", "original"),
}  # fmt: skip
_FORMATS: Mapping[str, type[Document]] = {
    **dict.fromkeys(_NEW, CsvRows), "sources": JsonItems, CHAPTERS: Chapters,
    TABLES: TomlTables,
}  # fmt: skip


@dataclass(slots=True)
class _State:
    raw: bytes | None
    document: Document | None
    fault: str = ""


@dataclass(slots=True)
class FolderFiles:
    """The files of a folder that can be edited.

    Attributes
    ----------
    folder
        The folder; nothing outside it is read.
    """

    folder: Folder
    _states: dict[str, _State] = field(default_factory=dict)
    _settings: KeptSettings = field(init=False, repr=False)
    _named: tuple[Settings, dict[str, FolderFile]] | None = None

    def __post_init__(self) -> None:
        self._settings = KeptSettings(self.folder)

    @property
    def settings(self) -> Settings:
        """The settings as they stand."""
        return self._settings.now()

    @property
    def settings_root(self) -> str:
        """The heading below which the settings stand in their file, "" where they are all of it."""
        return "tool.mapgen" if self.settings.file == "pyproject.toml" else ""

    def named(self) -> dict[str, FolderFile]:
        """Return the files that can be edited, by their names here; some may be missing."""
        settings = self.settings
        kept = self._named
        if kept is None or kept[0] is not settings:
            kept = (settings, self._names(settings))
            self._named = kept
        return kept[1]

    def _names(self, settings: Settings) -> dict[str, FolderFile]:
        beside = {"drafts": DRAFTS, "translations": TRANSLATIONS}
        found = {
            name: settings.events.with_name(beside[name])
            if name in beside
            else getattr(settings, name)
            for name in _NEW
        }
        found["sources"] = settings.sources
        found["settings"] = found[TABLES] = self.folder.file(settings.file or "mapgen.toml")
        for name in PROSE:
            found[name] = getattr(settings, name)
            for language in settings.languages[1:]:
                found[f"{name}.{language}"] = translation(found[name], language)
        for name in [each for each in found if each.partition(".")[0] == "story"]:
            found[CHAPTERS + name.removeprefix("story")] = found[name]
        return found

    def document(self, name: str) -> Document | None:
        """Return a file's document as the file stands now.

        Parameters
        ----------
        name : str
            The file's, as the editor knows it.

        Returns
        -------
        Document or None
            None where there is no file.

        Raises
        ------
        NotEditableError
            The file cannot be edited record by record; the text says why.
        InputError
            It cannot be read.
        """
        state = self._state(name, self.named())
        if state.fault:
            raise NotEditableError(state.fault)
        return state.document

    def raw(self, name: str, files: Mapping[str, FolderFile]) -> bytes | None:
        """Return what is in a file now; None where there is none.

        Parameters
        ----------
        name : str
            The file's, as the editor knows it.
        files : mapping of str to FolderFile
            As `named` returns them.

        Returns
        -------
        bytes or None
            The whole file.
        """
        return self._state(name, files).raw

    def keep(self, documents: Mapping[str, Document], raws: Mapping[str, bytes | None]) -> None:
        """Know documents that were written, so that their files are not parsed again.

        Parameters
        ----------
        documents : mapping of str to Document
            By the names of the files.
        raws : mapping of str to bytes
            What was written of each. A file that says something else is parsed all the same.
        """
        for name, document in documents.items():
            self._states[name] = _State(raws[name], document)

    def editable(self, name: str, files: Mapping[str, FolderFile]) -> Document:
        """Return a file's document, a new one where there is no file.

        Parameters
        ----------
        name : str
            The file's, as the editor knows it.
        files : mapping of str to FolderFile
            As `named` returns them.

        Returns
        -------
        Document
            As the file stands now.

        Raises
        ------
        NotEditableError
            The file cannot be edited record by record; the text says why.
        """
        state = self._state(name, files)
        if state.fault:
            raise NotEditableError(state.fault)
        if state.document is not None:
            return state.document
        form = _form(name)
        if form is CsvRows:
            return CsvRows.read(new_table(_NEW[name]))
        return form.read(b"[\n]\n" if form is JsonItems else b"")

    def edited(
        self, name: str, edits: Iterable[tuple[str, Edit]], files: Mapping[str, FolderFile]
    ) -> Document:
        """Return a file's document after those of some edits that are its own.

        Parameters
        ----------
        name : str
            The file's, as the editor knows it.
        edits : iterable of tuple of (str, Edit)
            The file and the edit of each, in order.
        files : mapping of str to FolderFile
            As `named` returns them.

        Returns
        -------
        Document
            Nothing is written.

        Raises
        ------
        ConflictError
            A record is not what an edit was made from.
        NotEditableError
            The file cannot be edited record by record; the text says why.
        """
        return _after(self.editable(name, files), name, edits)

    def keep_edited(
        self, raws: Mapping[str, bytes | None], edits: Iterable[tuple[str, Edit]]
    ) -> None:
        """Know what edits have made of the documents, where that is what was written.

        Parameters
        ----------
        raws : mapping of str to bytes or None
            What was written of each file.
        edits : iterable of tuple of (str, Edit)
            The file and the edit of each, in order.
        """
        made = list(edits)
        for name, raw in raws.items():
            state = self._states.get(name)
            if state is None or state.document is None:
                continue
            try:
                document = _after(state.document, name, made)
            except (ConflictError, NotEditableError):
                continue
            if document.bytes() == raw:
                self.keep({name: document}, {name: raw})

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


def _after(document: Document, name: str, edits: Iterable[tuple[str, Edit]]) -> Document:
    editing = Editing(document)
    for file, edit in edits:
        if file == name:
            editing.edit(edit)
    return editing.document


def _form(name: str) -> type[Document]:
    return _FORMATS.get(name.partition(".")[0], WholeText)
