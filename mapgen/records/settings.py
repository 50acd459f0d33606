"""mapgen.toml, or [tool.mapgen] in pyproject.toml → Settings.

The fields of `Settings` are the table of settings: each says how its value is read. A key that is
none of them is a problem, so a misspelt one never passes unseen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

from mapgen.files.folder import Folder, FolderFile, leads_out, path_of
from mapgen.files.nested_texts import in_one_form
from mapgen.files.paths import is_there
from mapgen.files.text import read_text
from mapgen.files.toml_text import TomlFile, TomlTable, parse_toml
from mapgen.notation.languages import is_language
from mapgen.problems import Problems
from mapgen.records import panes, setting_tables
from mapgen.records.categories import CATEGORIES, GLYPHS, Category
from mapgen.records.panes import Pane
from mapgen.records.setting_tables import City, Period, Tiles
from mapgen.records.translations import language_of

if TYPE_CHECKING:
    from mapgen.files.folder import AnyFolder, Named

__all__ = [
    "CATEGORIES", "GLYPHS", "KEYS", "PATHS", "Category", "City", "Period", "Settings", "Tiles",
    "read_settings",
]  # fmt: skip

T = TypeVar("T")

TRANSLATED = ("title", "subtitle", "description")  # title_ur, title_sd … give them in others
COVERAGES = ("all", "some", "none")
NASTALIQ = ("device", "page")

_MAX_BYTES = 1_000_000
_NOWHERE = Folder(Path())  # the folder of settings that were not read from one
_A_LANGUAGE = "Write the tag of a language that CLDR knows, such as ur, fr, bn or pt-BR."


class _Given(NamedTuple):
    """What settings are read from: the folder, the table, and what was read of it before."""

    folder: Folder
    table: TomlTable
    before: Mapping[str, object]


def _setting(default: T, read: Callable[[_Given, str], T], file: str = "") -> T:
    """Return a field with its default, how it is read by its name, and which file it names."""
    found: T = field(default_factory=lambda: copy(default), metadata={"read": read, "file": file})
    return found


def _text(default: str = "") -> str:
    return _setting(default, lambda given, key: given.table.string(key, default))


def _title(given: _Given, key: str) -> str:
    return given.table.string(key) or given.folder.root.name


def _file(default: str) -> FolderFile:
    """Return a path inside the folder."""

    def read(given: _Given, key: str) -> FolderFile:
        named = given.table.string(key, default) or default
        if not given.folder.trusted and leads_out(named):
            own = "Name the place with -o" if key == "output" else "Put it into the folder"
            mend = f"{own}, or give --trust if the folder is your own."
            wanted = "a path inside the folder"
            given.table.wrong(key, named, wanted, mend, code="file/outside-the-folder")
            named = default
        return given.folder.file(named)

    return _setting(_NOWHERE.file(default), read, default)


def _address(*starts: str) -> str:
    return _setting("", lambda given, key: given.table.address(key, starts))


def _language(given: _Given, key: str) -> str:
    language = given.table.string(key, "en")
    if is_language(language):
        return language
    given.table.wrong(key, language, "a language", _A_LANGUAGE, code="setting/not-a-language")
    return "en"


def _languages(given: _Given, key: str) -> tuple[str, ...]:
    """Return the page's languages, the records' own first."""
    own = str(given.before["language"])
    value = given.table.values.get(key, [own])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        mend = 'Write languages = ["en", "ur"].'
        given.table.wrong(key, value, "a list of texts", mend, code="setting/not-a-list")
        return (own,)
    for each in value:
        if not is_language(each):
            given.table.wrong(key, each, "a language", _A_LANGUAGE, code="setting/not-a-language")
    return tuple(dict.fromkeys([own, *filter(is_language, value)]))


def _coverage(given: _Given, key: str) -> str:
    return given.table.choice(key, COVERAGES, "all")


def _nastaliq(given: _Given, key: str) -> str:
    return given.table.choice(key, NASTALIQ, "device")


def _panes(given: _Given, key: str) -> tuple[Pane, ...]:
    cities = cast("tuple[City, ...]", given.before["cities"])
    places = [(city.name, city.latitude, city.longitude) for city in cities]
    return panes.panes(given.table, key, places)


def _table(default: T, read: Callable[[TomlTable, str], T]) -> T:
    return _setting(default, lambda given, key: read(given.table, key))


@dataclass(frozen=True, slots=True)
class Settings:
    """What an atlas is called, where its files lie and what its records may say.

    `file` is the file that the settings came from ("" when none).
    `words` holds title, subtitle and description in the other languages, {language: {name: text}}.
    `published` is a day, "2026-11-05", or "".
    `url` and `report` are "" when not given. `coverage` says how much of the map the districts
    cover: "all" (a point outside is an error), "some" (it is kept, with a warning) or "none" (the
    atlas has no districts, and their files are not read). `nastaliq` says whose font Urdu is set
    in: the reader's ("device") or one that the page carries ("page"). `panes` are the maps that
    stand beside each other; none where a single map shows all.
    """

    folder: Folder
    file: str = ""
    title: str = _setting("", _title)
    subtitle: str = _text()
    description: str = _text()
    editor: str = _text()
    licence: str = _text()
    published: str = _table("", setting_tables.day)
    language: str = _setting("en", _language)
    languages: tuple[str, ...] = _setting(("en",), _languages)
    nastaliq: str = _setting("device", _nastaliq)
    url: str = _address("https://", "http://")
    image: str = _address("https://", "http://")
    report: str = _address("mailto:", "https://")
    events: FolderFile = _file("events.csv")
    sources: FolderFile = _file("sources.json")
    units: FolderFile = _file("geodata/units.geojson")
    districts: FolderFile = _file("geodata/districts.csv")
    places: FolderFile = _file("geodata/places.csv")
    base: FolderFile = _file("geodata/base.geojson")
    about: FolderFile = _file("docs/about.md")
    guide: FolderFile = _file("docs/guide.md")
    corrections: FolderFile = _file("docs/corrections.md")
    story: FolderFile = _file("story.md")
    names: FolderFile = _file("names.csv")
    removed: FolderFile = _file("removed.csv")
    loaded_words: FolderFile = _file("docs/loaded-words.csv")
    kept_words: FolderFile = _file("docs/kept-words.csv")
    output: FolderFile = _file("output")
    coverage: str = _setting("all", _coverage)
    period: Period | None = _table(None, setting_tables.period)
    categories: dict[str, Category] = _table(CATEGORIES, setting_tables.categories)
    cities: tuple[City, ...] = _table((), setting_tables.cities)
    panes: tuple[Pane, ...] = _setting((), _panes)
    tiles: Tiles | None = _table(None, setting_tables.tiles)
    words: dict[str, dict[str, str]] = field(default_factory=dict, compare=False)

    def name_of(self, file: Named) -> str:
        """Return a file as problems print it: relative to the folder where it lies inside.

        Parameters
        ----------
        file : Named
            A file of the atlas.

        Returns
        -------
        str
            With ``/`` between its parts.
        """
        try:
            return path_of(file).relative_to(self.folder.root).as_posix()
        except ValueError:
            return path_of(file).as_posix()

    def text(self, name: str, language: str) -> str:
        """Return title, subtitle or description in a language, else in the atlas's own.

        Parameters
        ----------
        name : str
            "title", "subtitle" or "description".
        language : str
            A tag of BCP 47.

        Returns
        -------
        str
            "" where the atlas has none.
        """
        return self.words.get(language, {}).get(name) or str(getattr(self, name))


_READ: dict[str, Callable[[_Given, str], object]] = {
    each.name: each.metadata["read"] for each in fields(Settings) if "read" in each.metadata
}
KEYS = tuple(_READ)
"""The settings by their keys."""

PATHS: dict[str, str] = {
    each.name: each.metadata["file"] for each in fields(Settings) if each.metadata.get("file")
}
"""The settings that name a file or folder, each with the path that stands in."""


def read_settings(folder: AnyFolder) -> tuple[Settings, Problems]:
    """Read the settings of an atlas.

    `mapgen.toml` wins over `[tool.mapgen]` in `pyproject.toml`.

    Parameters
    ----------
    folder : path or Folder
        A path of the command line, or a folder with what is known of it (``--trust``).

    Returns
    -------
    settings : Settings
        Where there is neither file, or a value is wrong, the default stands in (the title's is the
        folder's name).
    problems : Problems
    """
    whole = Folder.named(folder)
    own, shared = whole.file("mapgen.toml"), whole.file("pyproject.toml")
    path = own if is_there(own) else shared
    problems = Problems(path.name)
    text = (read_text(path, problems, max_bytes=_MAX_BYTES) or "") if is_there(path) else ""
    given: object = parse_toml(text, problems)
    section = ""
    for step in ("tool", "mapgen") if path == shared else ():
        given = given.get(step, {}) if isinstance(given, dict) else {}
        section = "tool.mapgen"
    file = TomlFile(problems, text, section)
    if not isinstance(given, dict):
        mend = "Write it as [tool.mapgen]."
        TomlTable(file).wrong("mapgen", given, "a table", mend, code="setting/not-a-table")
        given = {}
    in_one_form(given, text, problems)
    return _settings(whole, path.name if given else "", TomlTable(file, given)), problems


def _settings(folder: Folder, file: str, table: TomlTable) -> Settings:
    translated = {key for key in table.values if language_of(key, TRANSLATED)}
    table.refuse_unknown(KEYS, translated)
    found: dict[str, object] = {}
    for key, read in _READ.items():
        found[key] = read(_Given(folder, table, found), key)
    words: dict[str, dict[str, str]] = {}
    for key in sorted(translated):
        language = language_of(key, TRANSLATED)
        words.setdefault(language, {})[key.removesuffix(f"_{language}")] = table.string(key)
    return Settings(folder=folder, file=file, words=words, **found)  # type: ignore[arg-type]
