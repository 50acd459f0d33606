"""Columns → the fields that they look like, each with the reason."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from mapgen.exchange.common.column_map import FIELDS, USUAL
from mapgen.exchange.guessing import looks
from mapgen.exchange.guessing.column_names import is_name_of
from mapgen.exchange.guessing.looks import Column

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Guess(NamedTuple):
    """A field, the column that looks like it, and why."""

    field: str
    column: Column
    reason: str


@dataclass(frozen=True, slots=True)
class _Rule:
    """What a column of a field is called (a pattern for its name), and what its cells are."""

    field: str
    names: str
    test: Callable[[Column], bool]
    what: str


def _mostly(test: Callable[[str], bool]) -> Callable[[Column], bool]:
    return lambda column: column.is_mostly(test)


def _any(column: Column) -> bool:
    return column.filled > 0


def _dates(column: Column) -> bool:
    return column.is_mostly(
        lambda text: looks.is_date(text) or looks.is_day_and_month(text) or looks.is_year(text)
    )


def _dates_or_counts(column: Column) -> bool:
    """Return whether cells are dates, or numbers that are some in a column called so."""
    return (
        _dates(column)
        or column.is_mostly(looks.is_count_of_time)
        or column.is_mostly(looks.is_day_in_digits)
    )


def _kinds(column: Column) -> bool:
    return 0 < len(column.values) <= max(2, column.filled) and column.length <= 60


_END = r"(?:e|end|ends|ended|to|until|last|ende|fin|finish)_?"
_MONTH = _mostly(looks.is_between(0, 99))
_RULES = (
    _Rule("id", r"(?:.*_)?(?:id|uid|uuid|nr|no|number|identifier|slug|key|code)(?:_cnty)?|"
          r"(?:event|case|incident|dis|record)(?:id|no)",
          lambda column: column.is_unique, "no two alike"),
    _Rule("end_year", _END + r"(?:year|yr)", _mostly(looks.is_year), "years"),
    _Rule("end_month", _END + r"(?:month|mo)", _MONTH, "months"),
    _Rule("end_day", _END + r"(?:day|dy)", _MONTH, "days"),
    _Rule("year", r"(?:b|i|start|begin|event)?_?(?:year|yr|jahr|annee|année|año|ano|anno)",
          lambda column: column.is_mostly(lambda text: looks.is_whole_number(text)), "years"),
    _Rule("month", r"(?:b|i|start|begin|event)?_?(?:month|mo|mon|monat|mois|mes|mese)", _any,
          "months"),
    _Rule("day", r"(?:b|i|start|begin|event)?_?(?:day|dy|tag|jour|dia|día|giorno)", _MONTH, "days"),
    _Rule("end_date", r"(?:date_?)?(?:end|ends|ended|until|to|finish|ende|bis|fin)(?:_?date)?",
          _dates_or_counts, "dates, or years"),
    _Rule("date", r".*(?:date|datum|fecha|data|when|datetime|timestamp|start|begin|beginn|day|time)"
          r".*|von|wann", _dates_or_counts, "dates, or years"),
    _Rule("latitude", r"(?:.*_)?(?:lat|latitude|latitud|latitudine|breite|breitengrad|y|ycoord|"
          r"lat_?wgs84)", _mostly(looks.is_degrees(90)), "degrees up to 90"),
    _Rule("longitude", r"(?:.*_)?(?:lon|lng|long|longitude|longitud|longitudine|länge|laenge|"
          r"längengrad|x|xcoord|lon_?wgs84)", _mostly(looks.is_degrees(180)), "degrees up to 180"),
    _Rule("deaths_low", r".*(?:death|dead|killed|fatal).*_?(?:low|min).*|low(?:_est)?",
          _mostly(looks.is_figure), "figures"),
    _Rule("deaths_high", r".*(?:death|dead|killed|fatal).*_?(?:high|max).*|high(?:_est)?",
          _mostly(looks.is_figure), "figures"),
    _Rule("deaths_best", r".*(?:death|dead|killed|fatal).*_?best.*|best(?:_est)?",
          _mostly(looks.is_figure), "figures"),
    _Rule("deaths", r"(?:total|n|number|num|no|edeath)?_?(?:of_)?(?:deaths?|dead|killed|kill|"
          r"fatalities|fatality|casualties|tote|muertos|morts|morti|mortos|victims_killed)"
          r"(?:_total|_count)?",
          _mostly(looks.is_figure), "figures"),
    _Rule("injured", r"(?:total|n|number|num|no)?_?(?:of_)?(?:injured|injuries|wounded|wound|"
          r"verletzte|heridos|blessés|blesses|feriti|feridos)(?:_total|_count)?",
          _mostly(looks.is_figure), "figures"),
    _Rule("source_url", r".*(?:url|link|address|uri|source|quelle|fuente|media).*",
          _mostly(looks.is_address), "addresses"),
    _Rule("source_date", r"source_?date|date_?of_?source", _dates, "dates"),
    _Rule("source", r"(?:.*_)?(?:source|sources|quelle|quellen|fuente|fonte|reference|citation|"
          r"publication|scite1)", _any, "who says so"),
    _Rule("country", r"(?:.*_)?(?:country|nation|state_name|land|pais|país|pays|paese|ccodes?)"
          r"(?:_txt|_name)?", _mostly(looks.is_word), "words"),
    _Rule("city", r"(?:.*_)?(?:city|town|municipality|stadt|ciudad|ville|città|cidade)(?:_name)?",
          _mostly(looks.is_word), "words"),
    _Rule("place", r"(?:.*_)?(?:place|location|locality|toponym|site|venue|ort|lugar|lieu|luogo|"
          r"local|localidade?|localité|località|where|neighbou?rhood|village|adm_?2|"
          r"admin2)(?:_name)?", _mostly(looks.is_word), "words"),
    _Rule("title", r"(?:.*_)?(?:title|headline|name|event|event_name|subject|titel|was|título|"
          r"titulo|titre|titolo)", _mostly(looks.is_word), "words"),
    _Rule("summary", r".*(?:summary|description|desc|notes?|text|narrative|details|remarks|"
          r"beschreibung|descripci[óo]n|descri[çc][ãa]o|descrizione|r[eé]sum|comment).*",
          _mostly(looks.is_word), "words"),
    _Rule("category", r"(?:.*_)?(?:category|type|kind|class|event_type|ptype|art|tipo|genre|group)"
          r"(?:_txt|1_txt)?", _kinds, "few values"),
    _Rule("actors", r"(?:(?:.*_)?(?:actors?1?|perpetrators?|attackers?|side_a|gname|initiator)|"
          r"(?:armed_|rebel_|militant_|terror(?:ist)?_)?groups?)(?:_name)?",
          _mostly(looks.is_word), "words"),
    _Rule("targets", r"(?:.*_)?(?:targets?1?|victims?|target_name)", _mostly(looks.is_word),
          "words"),
)  # fmt: skip


_OF_THE_ROW = re.compile(
    r"entry|entered|added|updated?|modifi|chang|creat|upload|publi|retriev|access|record(?:ed)?_|source"
)
_AREA = re.compile(
    r"(?:.*_)?(?:adm(?:in)?_?\d|region|province|state|county|district|continent)(?:_?(?:name|label))?"
)
_NUMBERS = ("year", "month", "day", "latitude", "longitude", "deaths", "injured")
"""Fields whose columns are no texts, whatever their cells say."""


def guessed(columns: Iterable[Column], *, has_shapes: bool = False) -> list[Guess]:
    """Return the fields that columns look like: each column is one field, each field one column.

    Both coordinates in one cell are known by the cells, whatever the column is called.

    Parameters
    ----------
    columns : iterable of Column
        The columns, with the cells of some rows.
    has_shapes : bool
        Whether the rows have geometries, so that no column is wanted for latitude and longitude.

    Returns
    -------
    list of Guess
        In the order of the fields.
    """
    left = [column for column in columns if column.filled]
    found: list[Guess] = []
    for rule in _RULES:
        if has_shapes and rule.field in ("latitude", "longitude"):
            continue
        best = _best(rule, left)
        if best and rule.field == "date" and _is_of_the_row(best):
            best = None if any(guess.field == "year" for guess in found) else best
        if best is not None:
            found.append(Guess(rule.field, best, _reason(rule, best)))
            left.remove(best)
        # Before the columns of places: one of points may be called a location.
        if rule.field == "longitude" and not has_shapes:
            _take_points(found, left)
    taken = {guess.field for guess in found}
    for column in list(left):
        if column.words in FIELDS and column.words not in {"id", *taken}:
            found.append(Guess(column.words, column, "its name is the field's own"))
            taken.add(column.words)
            left.remove(column)
    if not {"date", "year"} & taken:
        _take(found, left, "date", _dates, "its cells are dates, or years")
    numbers = [rule for rule in _RULES if rule.field in _NUMBERS]
    words = [
        each
        for each in left
        if not (
            _AREA.fullmatch(each.words) or any(_is_called(rule, each.words) for rule in numbers)
        )
    ]
    if "title" not in taken:
        _take(found, words, "title", _titles, "short texts, most of them different")
    if "summary" not in taken:
        _take(found, words, "summary", _texts, "long texts")
    return found


def _best(rule: _Rule, columns: list[Column]) -> Column | None:
    """Return the column that fits a rule: of the field's own name, of a usual one, else the first.

    One that has the field's own name is it whatever its cells are, where none of a usual name has
    better ones; but for ids: of rows that share one only the first could be used.
    """
    own = (rule.field, f"{rule.field}label", f"{rule.field}_label", *USUAL.get(rule.field, ()))
    fitting = [
        column
        for column in columns
        if (column.words in own or _is_called(rule, column.words)) and rule.test(column)
    ]
    named = [
        column
        for column in columns
        if column.words == rule.field and (rule.field != "id" or column.is_nearly_unique)
    ]
    ranked = sorted(
        fitting,
        key=lambda each: (
            own.index(each.words) if each.words in own else len(own),
            _is_of_the_row(each),
            rule.field == "category" and len(each.values) == 1,
        ),
    )
    if named and not (ranked and ranked[0].words in own):
        return named[0]
    return ranked[0] if ranked else None


def _is_of_the_row(column: Column) -> bool:
    """Return whether a column is called as the dates on which rows were written are."""
    return bool(_OF_THE_ROW.search(column.words))


def _reason(rule: _Rule, column: Column) -> str:
    """Return why a column is the one of a rule."""
    if rule.test(column):
        return f"its name, and its cells: {rule.what}"
    if rule.field == "id":
        return "its name is the field's own, though some rows have no id or that of another row"
    return f"its name is the field's own, though few of its cells are {rule.what}"


def _is_called(rule: _Rule, name: str) -> bool:
    # placeLabel is what Wikidata's answers call the words of a column place.
    names = (name, name.removesuffix("label").removesuffix("_"))
    return any(re.fullmatch(rule.names, each) for each in names) or is_name_of(rule.field, name)


def _take(
    found: list[Guess],
    left: list[Column],
    field: str,
    test: Callable[[Column], bool],
    reason: str,
) -> None:
    fitting = [column for column in left if test(column)]
    if fitting:
        found.append(Guess(field, fitting[0], reason))
        left.remove(fitting[0])


def _take_points(found: list[Guess], left: list[Column]) -> None:
    """Take a column whose cells hold both coordinates, unless a column of each was found."""
    if not {"latitude", "longitude"} <= {guess.field for guess in found}:
        _take(found, left, "point", _mostly(looks.is_point), "its cells are latitude and longitude")


def _titles(column: Column) -> bool:
    return (
        column.is_mostly(looks.is_word)
        and 5 <= column.length <= 100
        and len(column.values) > column.filled / 2
    )


def _texts(column: Column) -> bool:
    return column.is_mostly(looks.is_word) and column.length > 60
