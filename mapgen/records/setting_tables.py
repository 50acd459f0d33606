"""The tables that settings may hold: categories, cities, period, street tiles.

Colours, glyphs and addresses end up in the page's style and links and are held to a closed form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from mapgen.notation.dates import DateError, parse
from mapgen.records.categories import CATEGORIES, GLYPHS, LOOKS, Category, look
from mapgen.records.translations import language_of

if TYPE_CHECKING:
    from mapgen.files.toml_text import TomlTable

ZOOM = 11
"""The zoom at which a city is shown that has none of its own."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
# The host goes into the page's policy, where ; or * would be rules of their own.
_TILES = re.compile(
    r"https://(?:\{s\}\.)?[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)*(?::[0-9]{1,5})?"
    r"/(?:[!-z|~]|\{[szxyr]\})*"
)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NONE = Category("", "", "", "")
_CATEGORY = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class City:
    """A city of the atlas and the view that shows it; WGS 84 degrees, zoom 0 to 19."""

    name: str
    latitude: float
    longitude: float
    zoom: int = ZOOM


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


def period(settings: TomlTable, key: str) -> Period | None:
    """Return the period under a key; None where there is none.

    Parameters
    ----------
    settings : TomlTable
        The table that holds the key; what is wrong is noted in it.
    key : str
        "period".

    Returns
    -------
    Period or None
        None where it is wrong, too.
    """
    if key not in settings:
        return None
    table = settings.table(key)
    if not isinstance(settings.values[key], dict):
        return None
    table.refuse_unknown(("from", "to"))
    given = [table.values.get(end) for end in ("from", "to")]
    texts = [each.isoformat() if isinstance(each, date) else each for each in given]
    try:
        first_text, last_text = (str(text or "") for text in texts)
        first, last = parse(first_text).first, parse(last_text).last
    except DateError as error:
        table.wrong("", texts, "two dates", error.mend, code="setting/period")
        return None
    if first is None or last is None or first > last:
        mend = "Write the earlier date first."
        table.wrong("", texts, "a beginning and an end", mend, code="setting/period")
        return None
    return Period(first, last, first_text, last_text)


def day(settings: TomlTable, key: str) -> str:
    """Return the day under a key as ISO 8601 has it, a text or a date of TOML; "" for none.

    Parameters
    ----------
    settings : TomlTable
        The table that holds the key; what is wrong is noted in it.
    key : str
        The day's.

    Returns
    -------
    str
        YYYY-MM-DD, or "".
    """
    value = settings.values.get(key, "")
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, str) and (not value or _is_day(value)):
        return value
    mend = f'Write {key} = "2026-11-05".'
    settings.wrong(key, value, "a day", mend, code="setting/not-a-day")
    return ""


def _is_day(text: str) -> bool:
    try:
        return _DAY.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


def categories(settings: TomlTable, key: str) -> dict[str, Category]:
    """Return the categories under a key by their ids; `CATEGORIES` where there are none.

    What the settings leave open of colour and glyph is filled in so that no two are alike, as long
    as there are pairs; two that are alike are a warning.

    Parameters
    ----------
    settings : TomlTable
        The table that holds the key; what is wrong is noted in it.
    key : str
        "categories".

    Returns
    -------
    dict of str to Category
        In their order.
    """
    whole = settings.table(key)
    tables = {id_: whole.table_of(value, whole.full(id_)) for id_, value in whole.values.items()}
    used = {
        (str(table.values.get("colour", base.colour)), str(table.values.get("glyph", base.glyph)))
        for id_, table in tables.items()
        if (base := CATEGORIES.get(id_) or (_NONE if _has_a_look(table) else None))
    }
    found: dict[str, Category] = {}
    free = 0
    for id_, table in tables.items():
        base = CATEGORIES.get(id_)
        if base is None:
            while free < LOOKS and look(free) in used:
                free += 1
            base = Category(id_, id_.replace("-", " ").capitalize(), *look(free))
        found[id_] = _category(id_, base, table)
        used.add((found[id_].colour, found[id_].glyph))
    _warn_of_likes(found, tables)
    return found or dict(CATEGORIES)


def _has_a_look(table: TomlTable) -> bool:
    return "colour" in table and "glyph" in table


def _warn_of_likes(found: dict[str, Category], tables: dict[str, TomlTable]) -> None:
    """Note each category that looks like an earlier one."""
    seen: dict[tuple[str, str], str] = {}
    for id_, category in found.items():
        before = seen.setdefault((category.colour.lower(), category.glyph), id_)
        if before != id_:
            table = tables[id_]
            table.file.problems.warning(
                f"looks like {before} on the map",
                line=table.file.line(table.name),
                column=table.name,
                value=f"{category.colour}, {category.glyph}",
                mend="Give one of them another colour or glyph; "
                f"beyond {LOOKS} categories, make some of them one.",
                code="category/alike",
            )


def _category(id_: str, base: Category, table: TomlTable) -> Category:
    local = {key: language for key in table.values if (language := language_of(key, ("label",)))}
    table.refuse_unknown(("label", "colour", "glyph"), local)
    label = table.string("label", base.label)
    colour = table.string("colour", base.colour)
    glyph = table.choice("glyph", GLYPHS, base.glyph)
    if not _CATEGORY.fullmatch(id_):
        mend = "Use small letters, digits and hyphens."
        table.wrong("", id_, "an id", mend, code="id/not-an-id")
    if not _COLOUR.fullmatch(colour):
        mend = "Write it as #rrggbb."
        table.wrong("colour", colour, "a colour", mend, code="setting/not-a-colour")
        colour = base.colour
    labels = {language: table.string(name) for name, language in local.items()}
    return Category(id_, label, colour, glyph, labels)


def cities(settings: TomlTable, key: str) -> tuple[City, ...]:
    """Return the cities of a list of tables.

    Parameters
    ----------
    settings : TomlTable
        The table that holds the key; what is wrong is noted in it.
    key : str
        "cities".

    Returns
    -------
    tuple of City
        Each name once.
    """
    found: dict[str, City] = {}
    for table in settings.tables(key):
        table.refuse_unknown(("name", "latitude", "longitude", "zoom"))
        name = " ".join(table.string("name").split())
        latitude, longitude = table.degrees("latitude", 90), table.degrees("longitude", 180)
        zoom = _zoom(table)
        if not name or name in found:
            mend = "Give each city one name."
            table.wrong("name", name, "a name of its own", mend, code="name/twice")
        elif latitude is not None and longitude is not None:
            found[name] = City(name, latitude, longitude, zoom)
    return tuple(found.values())


def _zoom(table: TomlTable) -> int:
    zoom = table.values.get("zoom", ZOOM)
    if isinstance(zoom, int) and not isinstance(zoom, bool) and 0 <= zoom <= 19:
        return zoom
    mend = "Use a whole number, 0 to 19."
    table.wrong("zoom", zoom, "a zoom level", mend, code="setting/not-a-zoom")
    return ZOOM


def tiles(settings: TomlTable, key: str) -> Tiles | None:
    """Return the street tiles under a key; None where there are none.

    Parameters
    ----------
    settings : TomlTable
        The table that holds the key; what is wrong is noted in it.
    key : str
        "tiles".

    Returns
    -------
    Tiles or None
        None where they are wrong, too.
    """
    if key not in settings:
        return None
    table = settings.table(key)
    table.refuse_unknown(("url", "attribution"))
    url, attribution = table.address("url", ("https://",)), table.string("attribution")
    if not all(part in url for part in ("{z}", "{x}", "{y}")) or not attribution:
        mend = 'Give url = "https://…/{z}/{x}/{y}.png" and the attribution that its owner asks for.'
        table.wrong("", url, "a tile layer", mend, code="setting/tiles")
        return None
    if not _TILES.fullmatch(url):
        mend = (
            "Its host is a plain name, {s}. before it at most; {s}, {z}, {x}, {y} and {r} are "
            "filled in, nothing else."
        )
        table.wrong("url", url, "a tile address", mend, code="setting/tiles")
        return None
    return Tiles(url, attribution)
