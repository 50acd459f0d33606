"""mapgen.toml, or [tool.mapgen] in pyproject.toml → Settings.

Unknown keys are problems, so a misspelt one never passes unseen. Colours, glyphs and
addresses end up in the page's style and links and are held to a closed form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mapgen.files.folder import Folder, FolderFile, leads_out, path_of
from mapgen.files.nested_texts import in_one_form
from mapgen.files.paths import is_there
from mapgen.files.text import read_text
from mapgen.files.toml_text import TomlReader, near, parse_toml
from mapgen.notation.dates import DateError, parse
from mapgen.notation.languages import is_language
from mapgen.problems import Problems
from mapgen.records.translations import language_of

if TYPE_CHECKING:
    from mapgen.files.folder import AnyFolder, Named

PATHS = {
    "events": "events.csv",
    "sources": "sources.json",
    "units": "geodata/units.geojson",
    "districts": "geodata/districts.csv",
    "places": "geodata/places.csv",
    "base": "geodata/base.geojson",
    "about": "docs/about.md",
    "guide": "docs/guide.md",
    "corrections": "docs/corrections.md",
    "story": "story.md",
    "names": "names.csv",
    "removed": "removed.csv",
    "loaded_words": "docs/loaded-words.csv",
    "kept_words": "docs/kept-words.csv",
    "output": "output",
}
TEXTS = ("title", "subtitle", "description", "editor", "licence")
TRANSLATED = ("title", "subtitle", "description")  # title_ur, title_sd … give them in others
COVERAGES = ("all", "some", "none")
GLYPHS = (
    "circle", "star", "triangle", "hexagon", "square", "diamond", "triangle-down", "pentagon",
    "cross", "ring", "plus",
)  # fmt: skip

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
# The host goes into the page's policy, where ; or * would be rules of their own.
_TILES = re.compile(
    r"https://(?:\{s\}\.)?[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)*(?::[0-9]{1,5})?"
    r"/(?:[!-z|~]|\{[szxyr]\})*"
)
_CATEGORY = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_MAX_BYTES = 1_000_000
_NOWHERE = Folder(Path())  # the folder of settings that were not read from one
_A_LANGUAGE = "Write the tag of a language that CLDR knows, such as ur, fr, bn or pt-BR."
_MOST_UNKNOWN = 50  # keys that are worth naming one by one


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of event: `colour` is #rrggbb, `glyph` the shape that says the same without it.

    `labels` is what it is called in other languages, {language: label}.
    """

    id: str
    label: str
    colour: str
    glyph: str
    labels: dict[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class City:
    """A city of the atlas and the view that shows it; WGS 84 degrees, zoom 0 to 19."""

    name: str
    latitude: float
    longitude: float
    zoom: int = 11


@dataclass(frozen=True, slots=True)
class Period:
    """The days that the atlas covers, both ends included, as day numbers and as written."""

    first: int
    last: int
    first_text: str
    last_text: str


@dataclass(frozen=True, slots=True)
class Tiles:
    """A street-tile layer that is off until the reader asks for it."""

    url: str
    attribution: str


# The colours keep a contrast of 3:1 to the paper and, seen with red- or green-blind eyes too, a
# distance of 24 in CIE Lab from each other; the glyph says the same without colour.
CATEGORIES = {
    category.id: category
    for category in (
        Category("communal", "Communal riot or clash", "#903000", "circle"),
        Category("mass-killing", "Mass killing", "#3c1830", "star"),
        Category("clash", "Armed clash", "#3084f0", "triangle"),
        Category("bombing", "Bombing", "#b47800", "hexagon"),
        Category("state", "Police or military operation", "#243ca8", "square"),
        Category("campus", "Campus violence", "#3c9090", "diamond"),
        Category("protest", "Protest or strike", "#6c9054", "triangle-down"),
        Category("press", "Attack on the press", "#540060", "pentagon"),
        Category("crime", "Crime or extortion", "#605448", "cross"),
        Category("politics", "Political event", "#2478a8", "ring"),
        Category("accident", "Accident that led to violence", "#481800", "plus"),
    )
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What an atlas is called, where its files lie and what its records may say.

    `file` is the file that the settings came from ("" when none).
    `words` holds title, subtitle and description in the other languages, {language: {name: text}}.
    `url` and `report` are "" when not given. `coverage` says how much of the map the districts
    cover: "all" (a point outside is an error), "some" (it is kept, with a warning) or "none" (the
    atlas has no districts, and their files are not read).
    """

    folder: Folder
    file: str = ""
    title: str = ""
    subtitle: str = ""
    description: str = ""
    editor: str = ""
    licence: str = ""
    language: str = "en"
    languages: tuple[str, ...] = ("en",)
    url: str = ""
    report: str = ""
    events: FolderFile = field(default=_NOWHERE.file(PATHS["events"]))
    sources: FolderFile = field(default=_NOWHERE.file(PATHS["sources"]))
    units: FolderFile = field(default=_NOWHERE.file(PATHS["units"]))
    districts: FolderFile = field(default=_NOWHERE.file(PATHS["districts"]))
    places: FolderFile = field(default=_NOWHERE.file(PATHS["places"]))
    base: FolderFile = field(default=_NOWHERE.file(PATHS["base"]))
    about: FolderFile = field(default=_NOWHERE.file(PATHS["about"]))
    guide: FolderFile = field(default=_NOWHERE.file(PATHS["guide"]))
    corrections: FolderFile = field(default=_NOWHERE.file(PATHS["corrections"]))
    story: FolderFile = field(default=_NOWHERE.file(PATHS["story"]))
    names: FolderFile = field(default=_NOWHERE.file(PATHS["names"]))
    removed: FolderFile = field(default=_NOWHERE.file(PATHS["removed"]))
    loaded_words: FolderFile = field(default=_NOWHERE.file(PATHS["loaded_words"]))
    kept_words: FolderFile = field(default=_NOWHERE.file(PATHS["kept_words"]))
    output: FolderFile = field(default=_NOWHERE.file(PATHS["output"]))
    coverage: str = "all"
    period: Period | None = None
    categories: dict[str, Category] = field(default_factory=lambda: dict(CATEGORIES))
    cities: tuple[City, ...] = ()
    tiles: Tiles | None = None
    words: dict[str, dict[str, str]] = field(default_factory=dict, compare=False)

    def shown(self, file: Named) -> str:
        """Return a file as problems print it: relative to the folder where it lies inside."""
        try:
            return path_of(file).relative_to(self.folder.root).as_posix()
        except ValueError:
            return path_of(file).as_posix()

    def text(self, name: str, language: str) -> str:
        """Return title, subtitle or description in a language, else in the atlas's own."""
        return self.words.get(language, {}).get(name) or str(getattr(self, name))


KEYS = tuple(f.name for f in fields(Settings) if f.name not in ("folder", "file", "words"))


def read_settings(folder: AnyFolder) -> tuple[Settings, Problems]:
    """Return the settings of an atlas folder and their problems.

    `mapgen.toml` wins over `[tool.mapgen]` in `pyproject.toml`; with neither, or where a
    value is wrong, the default stands in (the title's is the folder's name).
    """
    whole = Folder.named(folder)
    own, shared = whole.file("mapgen.toml"), whole.file("pyproject.toml")
    path = own if is_there(own) else shared
    problems = Problems(path.name)
    reader = TomlReader(problems, "")
    if is_there(path):
        reader.text = read_text(path, problems, max_bytes=_MAX_BYTES) or ""
    given = parse_toml(reader.text, problems)
    if path == shared:
        reader.section = "tool.mapgen"
        tool = given.get("tool", {})
        given = tool.get("mapgen", {}) if isinstance(tool, dict) else {}
    if not isinstance(given, dict):
        reader.wrong(
            "mapgen", given, "a table", "Write it as [tool.mapgen].", code="setting/not-a-table"
        )
        given = {}
    in_one_form(given, reader.text, problems)
    return _settings(whole, path.name if given else "", given, reader), problems


def _settings(folder: Folder, file: str, given: dict[str, Any], reader: TomlReader) -> Settings:
    unknown = [key for key in given if key not in KEYS and not language_of(key, TRANSLATED)]
    for key in unknown[:_MOST_UNKNOWN]:
        reader.problems.error(
            "unknown setting",
            line=reader.line(key),
            column=key,
            mend=near(key, KEYS),
            code="setting/unknown",
        )
    if len(unknown) > _MOST_UNKNOWN:
        reader.problems.error(
            f"{len(unknown) - _MOST_UNKNOWN:,} more unknown settings", code="setting/unknown"
        )
    texts: dict[str, Any] = {key: reader.string(given, key) for key in TEXTS}
    texts["title"] = texts["title"] or folder.root.name
    paths: dict[str, Any] = {
        key: folder.file(_path(folder, given, key, default, reader))
        for key, default in PATHS.items()
    }
    language = reader.string(given, "language", "en")
    if not is_language(language):
        reader.wrong("language", language, "a language", _A_LANGUAGE, code="setting/not-a-language")
        language = "en"
    return Settings(
        folder=folder,
        file=file,
        **texts,
        **paths,
        language=language,
        languages=_languages(given, language, reader),
        url=reader.address(given, "url", ("https://", "http://")),
        report=reader.address(given, "report", ("mailto:", "https://")),
        coverage=reader.choice(given, "coverage", COVERAGES, "all"),
        period=_period(given, reader),
        categories=_categories(given, reader),
        cities=_cities(given, reader),
        tiles=_tiles(given, reader),
        words=_words(given, reader),
    )


def _path(folder: Folder, given: dict[str, Any], key: str, default: str, reader: TomlReader) -> str:
    said = reader.string(given, key, default) or default
    if folder.trusted or not leads_out(said):
        return said
    own = "Name the place with -o" if key == "output" else "Put it into the folder"
    mend = f"{own}, or give --trust if the folder is your own."
    reader.wrong(key, said, "a path inside the folder", mend, code="file/outside-the-folder")
    return default


def _words(given: dict[str, Any], reader: TomlReader) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for key in given:
        language = language_of(key, TRANSLATED)
        if language:
            name = key.removesuffix(f"_{language}")
            found.setdefault(language, {})[name] = reader.string(given, key).strip()
    return found


def _languages(given: dict[str, Any], language: str, reader: TomlReader) -> tuple[str, ...]:
    value = given.get("languages", [language])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        reader.wrong(
            "languages",
            value,
            "a list of texts",
            'Write languages = ["en", "ur"].',
            code="setting/not-a-list",
        )
        return (language,)
    for each in value:
        if not is_language(each):
            reader.wrong(
                "languages", each, "a language", _A_LANGUAGE, code="setting/not-a-language"
            )
    known = [each for each in dict.fromkeys(value) if is_language(each)]
    return tuple(dict.fromkeys([language, *known]))


def _period(given: dict[str, Any], reader: TomlReader) -> Period | None:
    if "period" not in given:
        return None
    value = reader.table(given["period"], "period", ("from", "to"))
    if not isinstance(given["period"], dict):
        return None
    texts = []
    for key in ("from", "to"):
        text = value.get(key)
        texts.append(text.isoformat() if isinstance(text, date) else text)
    try:
        first_text, last_text = (str(text or "") for text in texts)
        first, last = parse(first_text).first, parse(last_text).last
    except DateError as error:
        reader.wrong("period", texts, "two dates", error.mend, code="setting/period")
        return None
    if first is None or last is None or first > last:
        reader.wrong(
            "period",
            texts,
            "a beginning and an end",
            "Write the earlier date first.",
            code="setting/period",
        )
        return None
    return Period(first, last, first_text, last_text)


def _categories(given: dict[str, Any], reader: TomlReader) -> dict[str, Category]:
    value = reader.table(given.get("categories", {}), "categories", None)
    found: dict[str, Category] = {}
    for at, (key, table) in enumerate(value.items()):
        where = f"categories.{key}"
        keys = table if isinstance(table, dict) else {}
        local = {key: language for key in keys if (language := language_of(key, ("label",)))}
        row = reader.table(table, where, ("label", "colour", "glyph", *local))
        base = CATEGORIES.get(key) or Category(
            key, key.replace("-", " ").capitalize(), "#555555", GLYPHS[at % len(GLYPHS)]
        )
        label = reader.string(row, "label", base.label, where)
        colour = reader.string(row, "colour", base.colour, where)
        glyph = reader.choice(row, "glyph", GLYPHS, base.glyph, where)
        if not _CATEGORY.fullmatch(key):
            reader.wrong(
                where, key, "an id", "Use small letters, digits and hyphens.", code="id/not-an-id"
            )
        if not _COLOUR.fullmatch(colour):
            reader.wrong(
                f"{where}.colour",
                colour,
                "a colour",
                "Write it as #rrggbb.",
                code="setting/not-a-colour",
            )
            colour = base.colour
        labels = {
            language: reader.string(row, name, "", where)
            for name, language in local.items()
            if name in row
        }
        found[key] = Category(key, label, colour, glyph, labels)
    return found or dict(CATEGORIES)


def _cities(given: dict[str, Any], reader: TomlReader) -> tuple[City, ...]:
    value = given.get("cities", [])
    if not isinstance(value, list):
        reader.wrong(
            "cities",
            value,
            "a list of tables",
            "Write each as [[tool.mapgen.cities]].",
            code="setting/not-a-list",
        )
        return ()
    found: list[City] = []
    for at, each in enumerate(value, start=1):
        where = f"cities[{at}]"
        row = reader.table(each, where, ("name", "latitude", "longitude", "zoom"))
        name = " ".join(reader.string(row, "name", "", where).split())
        latitude = reader.number(row, "latitude", 90, where)
        longitude = reader.number(row, "longitude", 180, where)
        zoom = row.get("zoom", 11)
        if not isinstance(zoom, int) or isinstance(zoom, bool) or not 0 <= zoom <= 19:
            reader.wrong(
                f"{where}.zoom",
                zoom,
                "a zoom level",
                "Use a whole number, 0 to 19.",
                code="setting/not-a-zoom",
            )
            zoom = 11
        if not name or name in {city.name for city in found}:
            reader.wrong(
                f"{where}.name",
                name,
                "a name of its own",
                "Give each city one name.",
                code="name/twice",
            )
        elif latitude is not None and longitude is not None:
            found.append(City(name, latitude, longitude, zoom))
    return tuple(found)


def _tiles(given: dict[str, Any], reader: TomlReader) -> Tiles | None:
    if "tiles" not in given:
        return None
    row = reader.table(given["tiles"], "tiles", ("url", "attribution"))
    url = reader.address(row, "url", ("https://",), "tiles")
    attribution = reader.string(row, "attribution", "", "tiles")
    if not all(part in url for part in ("{z}", "{x}", "{y}")) or not attribution:
        reader.wrong(
            "tiles",
            url,
            "a tile layer",
            'Give url = "https://…/{z}/{x}/{y}.png" and the attribution that its owner asks for.',
            code="setting/tiles",
        )
        return None
    if not _TILES.fullmatch(url):
        reader.wrong(
            "tiles.url",
            url,
            "a tile address",
            "Its host is a plain name, {s}. before it at most; {s}, {z}, {x}, {y} and {r} are "
            "filled in, nothing else.",
            code="setting/tiles",
        )
        return None
    return Tiles(url, attribution)
