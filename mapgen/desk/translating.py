"""Texts of an atlas beside their translations: which are missing, which are older than the text.

`translations.csv`, beside `events.csv`, may hold for each translation the digest of the text that
it was made from. A build does not read it, and a translation that it does not name is as good as
any other; where it does, a text that has been changed since is told from one that has not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from mapgen.desk.changes import Operation, digest
from mapgen.desk.documents.document import Document
from mapgen.desk.documents.edit import NotEditableError
from mapgen.desk.documents.toml_tables import NAME, TOP
from mapgen.desk.documents.whole_text import KEY
from mapgen.desk.folder_files import CHAPTERS, PROSE, TABLES, TRANSLATIONS
from mapgen.notation.summaries import parse_summary
from mapgen.problems import InputError
from mapgen.records.fields import TRANSLATED
from mapgen.records.settings import TRANSLATED as SETTINGS_TRANSLATED
from mapgen.records.stale_translations import differences

if TYPE_CHECKING:
    from mapgen.desk.folder_files import FolderFiles
    from mapgen.problems import Fault

State = Literal["missing", "stale", "unknown", "current"]
"""Not there; made from another text than the one that stands there now; from which text is not
known; made from the text as it stands."""

FILE = TRANSLATIONS.removesuffix(".csv")
_BESIDE = (CHAPTERS, *(name for name in PROSE if name != "story"))
"""The files whose translations are files of their own, beside them."""
_NAMED = {"places": ("name",), "names": ("name",)}
_CHAPTER = ("title", KEY)


@dataclass(frozen=True, slots=True)
class Text:
    """A text and its translation into one language; `digest` is the text's."""

    field: str
    text: str
    digest: str
    translation: str
    state: State


@dataclass(frozen=True, slots=True)
class Translatable:
    """A record whose texts are translated.

    Attributes
    ----------
    file, key
        Which record of `FolderFiles` has the texts.
    title
        What it is called.
    base
        The digest of the record that holds the translations, "" for none yet.
    texts
        Those that are not empty.
    """

    file: str
    key: str
    title: str
    base: str
    texts: tuple[Text, ...]

    def as_json(self) -> dict[str, object]:
        """Return it ready for JSON."""  # by hand: `asdict` copies all texts
        return {
            "file": self.file,
            "key": self.key,
            "title": self.title,
            "base": self.base,
            "texts": [
                {"field": each.field, "text": each.text, "digest": each.digest,
                 "translation": each.translation, "state": each.state}
                for each in self.texts
            ],
        }  # fmt: skip


def translatable(
    files: FolderFiles, language: str, only: tuple[str, str] | None = None
) -> Iterator[Translatable]:
    """Yield each record that has texts to be translated into a language, file by file.

    Parameters
    ----------
    files : FolderFiles
        Of the folder.
    language : str
        A tag of BCP 47.
    only : tuple of (str, str) or None
        The file and the key of the one record that is asked for.

    Yields
    ------
    Translatable
        With the texts and their translations.
    """
    made_from = _made_from(files)
    for file, document, target in _pairs(files, language):
        for key, value in _records(file, document, only):
            fields = _fields(files, file, key, value)
            if file in _BESIDE:
                held_by = target.text_of(key) if target else None
                held = dict(target.value(held_by)) if target and held_by else {}
                translations = {field: held.get(field) for field in fields}
            else:
                held_by = document.text_of(key)
                translations = {field: value.get(f"{field}_{language}") for field in fields}
            texts = tuple(
                _text(field, value.get(field), translations[field],
                      made_from.get(_name(file, key, field, language)))
                for field in fields
                if value.get(field)
            )  # fmt: skip
            if texts:
                title = str(value.get("title") or value.get("label") or value.get("name") or key)
                yield Translatable(file, key, title, digest(held_by), texts)


def operations(
    files: FolderFiles, language: str, record: Translatable, texts: Mapping[str, str]
) -> list[Operation]:
    """Return what writes translations and notes the texts that they were made from.

    Parameters
    ----------
    files
        The files of the folder.
    language
        The language of the translations.
    record
        The record as the translator saw it.
    texts
        The translations by the field of the text; "" takes one out. One that stays as it was is
        noted as made from the text that stands there now.

    Returns
    -------
    list of Operation
        Nothing is written yet.
    """
    known = {each.field: each for each in record.texts}
    value: dict[str, object]
    if record.file in _BESIDE:
        target, key = f"{record.file}.{language}", record.key
        value = {"chapter": key} if record.file == CHAPTERS else {}
        value |= texts
        behind = None if record.base else _earlier(files, record.key, target)
    else:
        target, key, behind = record.file, record.key, None
        value = {f"{field}_{language}": text for field, text in texts.items()}
    found = [Operation(target, key, record.base, value, behind)]
    notes = files.editable(FILE, files.named())
    for field, text in texts.items():
        name = _name(record.file, record.key, field, language)
        before = _note(notes, name)
        if before:
            key, base = before
            note = {"translation": name, "original": known[field].digest} if text else None
            found.append(Operation(FILE, key, base, note))
        elif text:
            note = {"translation": name, "original": known[field].digest}
            found.append(Operation(FILE, name, "", note))
    return found


def faults(text: str, translation: str) -> list[Fault]:
    """Return what is wrong with the translation of a text that cites sources.

    Parameters
    ----------
    text : str
        The original.
    translation : str
        In another language.

    Returns
    -------
    list of Fault
        In their order.
    """
    summary, found = parse_summary(translation)
    return [*found, *differences(parse_summary(text)[0], summary)]


def _pairs(files: FolderFiles, language: str) -> Iterator[tuple[str, Document, Document | None]]:
    """Yield each file that has texts, and the one that holds their translations, if another."""
    for file in (TABLES, "events", "places", "names", *_BESIDE):
        document = _document(files, file)
        if document:
            name = f"{file}.{language}"
            yield file, document, _document(files, name) if file in _BESIDE else None


def _records(
    file: str, document: Document, only: tuple[str, str] | None
) -> Iterator[tuple[str, Mapping[str, object]]]:
    if only is None:
        yield from document.records()
    elif only[0] == file and (text := document.text_of(only[1])) is not None:
        yield only[1], document.value(text)


def _fields(
    files: FolderFiles, file: str, key: str, value: Mapping[str, object]
) -> tuple[str, ...]:
    if file == TABLES:
        root = files.settings_root
        if key == (root or TOP):
            return SETTINGS_TRANSLATED
        start = ".".join(filter(None, (root, "categories.")))
        return ("label",) if str(value[NAME]).startswith(start) else ()
    if file == "events":
        return TRANSLATED
    if file == CHAPTERS:
        return _CHAPTER
    return _NAMED.get(file, (KEY,))


def _text(field: str, text: object, translation: object, made_from: str | None) -> Text:
    now = digest(str(text))
    state: State = "current" if made_from == now else "stale" if made_from else "unknown"
    written = str(translation or "")
    return Text(field, str(text), now, written, state if written else "missing")


def _made_from(files: FolderFiles) -> dict[str, str]:
    """Return the digest of the text that each translation was made from, as far as it is noted."""
    document = _document(files, FILE)
    values = (value for _, value in document.records()) if document else ()
    return {str(each.get("translation")): str(each.get("original") or "") for each in values}


def _note(notes: Document, name: str) -> tuple[str, str] | None:
    """Return the key and the digest of the row that notes a translation."""
    for part in notes.parts:
        if part.key and notes.value(part.text).get("translation") == name:
            return part.key, digest(part.text)
    return None


def _name(file: str, key: str, field: str, language: str) -> str:
    return "/".join((file, key, field, language))


def _earlier(files: FolderFiles, key: str, target: str) -> str:
    """Return the chapter of a translation behind which another one belongs, "" for none."""
    original, translated = _document(files, CHAPTERS), _document(files, target)
    known = set(translated.keys()) if translated else set()
    keys = original.keys() if original else []
    before = keys[: keys.index(key)] if key in keys else keys
    return next((each for each in reversed(before) if each in known), "")


def _document(files: FolderFiles, name: str) -> Document | None:
    try:
        return files.document(name)
    except (NotEditableError, InputError):
        return None
