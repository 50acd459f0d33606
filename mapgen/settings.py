"""mapgen.toml, or [tool.mapgen] in pyproject.toml → Settings.

Unknown keys are problems, so a misspelt one never passes unseen. Colours, glyphs and
addresses end up in the page's style and links and are held to a closed form.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

from mapgen.csvfile import read_text
from mapgen.dates import DateError, parse
from mapgen.problems import Problems, did_you_mean, one_of

PATHS = {
    "events": "events.csv",
    "sources": "sources.json",
    "units": "geodata/units.geojson",
    "districts": "geodata/districts.csv",
    "places": "geodata/places.csv",
    "base": "geodata/base.geojson",
    "about": "docs/about.md",
    "output": "output",
}
TEXTS = ("title", "subtitle", "description", "editor", "licence")
LANGUAGES = ("en", "ur", "sd")  # the languages that the page has words for

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_CATEGORY = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_MAX_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of event: `colour` is #rrggbb; `glyph` one or two characters, told apart without it."""

    id: str
    label: str
    colour: str
    glyph: str


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


# Paul Tol's "muted" scheme and four darker neighbours; never told by colour alone.
CATEGORIES = {
    category.id: category
    for category in (
        Category("communal", "Communal violence", "#cc6677", "C"),
        Category("mass-killing", "Mass killing", "#882255", "K"),
        Category("clash", "Armed clash", "#ddcc77", "X"),
        Category("bombing", "Bombing", "#aa4499", "B"),
        Category("state", "State action", "#332288", "S"),
        Category("campus", "Campus violence", "#44aa99", "U"),
        Category("protest", "Protest or strike", "#117733", "P"),
        Category("press", "Attack on the press", "#88ccee", "N"),
        Category("crime", "Crime", "#999933", "R"),
        Category("politics", "Politics", "#4477aa", "V"),
        Category("accident", "Accident", "#777777", "A"),
    )
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What an atlas is called, where its files lie and what its records may say.

    All paths are absolute. `file` is the file that the settings came from ("" when none).
    `url` and `report` are "" when not given.
    """

    folder: Path
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
    events: Path = Path(PATHS["events"])
    sources: Path = Path(PATHS["sources"])
    units: Path = Path(PATHS["units"])
    districts: Path = Path(PATHS["districts"])
    places: Path = Path(PATHS["places"])
    base: Path = Path(PATHS["base"])
    about: Path = Path(PATHS["about"])
    output: Path = Path(PATHS["output"])
    period: Period | None = None
    categories: dict[str, Category] = field(default_factory=lambda: dict(CATEGORIES))
    cities: tuple[City, ...] = ()
    tiles: Tiles | None = None

    def shown(self, path: Path) -> str:
        """Return a path as problems print it: relative to the folder where it lies inside."""
        try:
            return path.relative_to(self.folder).as_posix()
        except ValueError:
            return path.as_posix()


KEYS = tuple(f.name for f in fields(Settings) if f.name not in ("folder", "file"))


def read_settings(folder: Path | str) -> tuple[Settings, Problems]:
    """Return the settings of an atlas folder and their problems.

    `mapgen.toml` wins over `[tool.mapgen]` in `pyproject.toml`; with neither, or where a
    value is wrong, the default stands in (the title's is the folder's name).
    """
    root = Path(folder).resolve()
    own, shared = root / "mapgen.toml", root / "pyproject.toml"
    path = own if own.exists() else shared
    problems = Problems(path.name)
    reader = _Reader(problems, "")
    if path.exists():
        reader.text = read_text(path, problems, max_bytes=_MAX_BYTES) or ""
    given = _toml(reader.text, problems)
    if path == shared:
        tool = given.get("tool", {})
        given = tool.get("mapgen", {}) if isinstance(tool, dict) else {}
    if not isinstance(given, dict):
        reader.wrong("mapgen", given, "a table", "Write it as [tool.mapgen].")
        given = {}
    return _settings(root, path.name if given else "", given, reader), problems


def _toml(text: str, problems: Problems) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        at = re.search(r"at line (\d+), column (\d+)", str(error))
        message = re.sub(r"\s*\(at .*\)", "", str(error))
        problems.error(
            f"not TOML: {message}" + (f" at column {at[2]}" if at else ""),
            line=int(at[1]) if at else None,
            mend='Text stands in quotes: title = "…".',
        )
        return {}


def _settings(root: Path, file: str, given: dict[str, Any], reader: _Reader) -> Settings:
    for key in given:
        if key not in KEYS:
            reader.problems.error(
                "unknown setting", line=reader.line(key), column=key, mend=_near(key, KEYS)
            )
    texts = {key: reader.string(given, key) for key in TEXTS}
    texts["title"] = texts["title"] or root.name
    paths: dict[str, Any] = {
        key: root / (reader.string(given, key, default) or default)
        for key, default in PATHS.items()
    }
    language = reader.choice(given, "language", LANGUAGES, "en")
    return Settings(
        folder=root,
        file=file,
        **texts,
        **paths,
        language=language,
        languages=_languages(given, language, reader),
        url=reader.address(given, "url", ("https://", "http://")),
        report=reader.address(given, "report", ("mailto:", "https://")),
        period=_period(given, reader),
        categories=_categories(given, reader),
        cities=_cities(given, reader),
        tiles=_tiles(given, reader),
    )


def _languages(given: dict[str, Any], language: str, reader: _Reader) -> tuple[str, ...]:
    value = given.get("languages", [language])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        reader.wrong("languages", value, "a list of texts", 'Write languages = ["en", "ur"].')
        return (language,)
    for each in value:
        if each not in LANGUAGES:
            reader.wrong("languages", each, "a language of the page", one_of(each, LANGUAGES))
    known = [each for each in dict.fromkeys(value) if each in LANGUAGES]
    return tuple(dict.fromkeys([language, *known]))


def _period(given: dict[str, Any], reader: _Reader) -> Period | None:
    if "period" not in given:
        return None
    value = reader.table(given["period"], "period", ("from", "to"))
    texts = []
    for key in ("from", "to"):
        text = value.get(key)
        texts.append(text.isoformat() if isinstance(text, date) else text)
    try:
        first_text, last_text = (str(text or "") for text in texts)
        first, last = parse(first_text).first, parse(last_text).last
    except DateError as error:
        reader.wrong("period", texts, "two dates", error.mend)
        return None
    if first is None or last is None or first > last:
        reader.wrong("period", texts, "a beginning and an end", "Write the earlier date first.")
        return None
    return Period(first, last, first_text, last_text)


def _categories(given: dict[str, Any], reader: _Reader) -> dict[str, Category]:
    value = reader.table(given.get("categories", {}), "categories", None)
    found: dict[str, Category] = {}
    for key, table in value.items():
        where = f"categories.{key}"
        row = reader.table(table, where, ("label", "colour", "glyph"))
        base = CATEGORIES.get(key, Category(key, key.replace("-", " ").capitalize(), "#555555", ""))
        label = reader.string(row, "label", base.label, where)
        colour = reader.string(row, "colour", base.colour, where)
        glyph = reader.string(row, "glyph", base.glyph or label[:1].upper(), where)
        if not _CATEGORY.fullmatch(key):
            reader.wrong(where, key, "an id", "Use small letters, digits and hyphens.")
        if not _COLOUR.fullmatch(colour):
            reader.wrong(f"{where}.colour", colour, "a colour", "Write it as #rrggbb.")
            colour = base.colour
        if not 1 <= len(glyph) <= 2:
            reader.wrong(f"{where}.glyph", glyph, "a glyph", "Use one or two characters.")
            glyph = glyph[:2] or "?"
        found[key] = Category(key, label, colour, glyph)
    return found or dict(CATEGORIES)


def _cities(given: dict[str, Any], reader: _Reader) -> tuple[City, ...]:
    value = given.get("cities", [])
    if not isinstance(value, list):
        reader.wrong("cities", value, "a list of tables", "Write each as [[tool.mapgen.cities]].")
        return ()
    found: list[City] = []
    for at, each in enumerate(value, start=1):
        where = f"cities[{at}]"
        row = reader.table(each, where, ("name", "latitude", "longitude", "zoom"))
        name = reader.string(row, "name", "", where)
        latitude = reader.number(row, "latitude", 90, where)
        longitude = reader.number(row, "longitude", 180, where)
        zoom = row.get("zoom", 11)
        if not isinstance(zoom, int) or isinstance(zoom, bool) or not 0 <= zoom <= 19:
            reader.wrong(f"{where}.zoom", zoom, "a zoom level", "Use a whole number, 0 to 19.")
            zoom = 11
        if not name or name in {city.name for city in found}:
            reader.wrong(f"{where}.name", name, "a name of its own", "Give each city one name.")
        elif latitude is not None and longitude is not None:
            found.append(City(name, latitude, longitude, zoom))
    return tuple(found)


def _tiles(given: dict[str, Any], reader: _Reader) -> Tiles | None:
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
        )
        return None
    return Tiles(url, attribution)


def _near(key: str, keys: tuple[str, ...]) -> str:
    return did_you_mean(key, keys, otherwise=f"Remove it. Known: {', '.join(keys)}.")


@dataclass(slots=True)
class _Reader:
    """Takes values out of tables and notes the ones of the wrong kind."""

    problems: Problems
    text: str

    def line(self, key: str) -> int | None:
        """Return the first line that sets `key` (dotted, [n] counted), or None."""
        name = re.escape(re.sub(r"\[\d+\]", "", key).split(".")[-1])
        found = re.search(rf'^\s*(?:\[+[^\]\n]*?)?"?{name}"?\s*[=\].]', self.text, re.MULTILINE)
        return 1 + self.text.count("\n", 0, found.end()) if found else None

    def wrong(self, key: str, value: object, wanted: str, mend: str) -> None:
        self.problems.error(
            f"not {wanted}", line=self.line(key), column=key, value=str(value), mend=mend
        )

    def table(self, value: object, key: str, keys: tuple[str, ...] | None) -> dict[str, Any]:
        if not isinstance(value, dict):
            self.wrong(key, value, "a table", f"Write it as [tool.mapgen.{key}].")
            return {}
        for each in value if keys else ():
            if each not in keys:  # type: ignore[operator]
                self.problems.error(
                    "unknown setting",
                    line=self.line(each),
                    column=f"{key}.{each}",
                    mend=_near(each, keys or ()),
                )
        return value

    def string(self, given: dict[str, Any], key: str, default: str = "", within: str = "") -> str:
        value = given.get(key, default)
        name = f"{within}.{key}" if within else key
        if not isinstance(value, str) or "\0" in value:
            self.wrong(name, value, "a text", f'Write {key} = "…".')
            return default
        return value.strip()

    def choice(
        self, given: dict[str, Any], key: str, choices: tuple[str, ...], default: str
    ) -> str:
        value = self.string(given, key, default)
        if value not in choices:
            self.wrong(key, value, f"a known {key}", one_of(value, choices))
            return default
        return value

    def number(self, given: dict[str, Any], key: str, limit: float, within: str) -> float | None:
        value = given.get(key)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not -limit <= float(value or 0) <= limit:
            mend = f"Write degrees, {-limit} to {limit}."
            self.wrong(f"{within}.{key}", value, "a coordinate", mend)
            return None
        return float(value or 0)

    def address(
        self, given: dict[str, Any], key: str, starts: tuple[str, ...], within: str = ""
    ) -> str:
        value = self.string(given, key, "", within)
        if value and (not value.startswith(starts) or re.search(r"[\s\"'<>\\]", value)):
            name = f"{within}.{key}" if within else key
            self.wrong(name, value, "an address", f"It begins with {' or '.join(starts)}.")
            return ""
        return value
