"""Which columns become which field of an event: as typed (--map), or as a file says (--mapping)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from mapgen.exchange.common.column_map import columns_of, plain
from mapgen.exchange.common.reader import Kind, slug
from mapgen.notation.sentences import CLOSERS, STOPS
from mapgen.problems import InputError, Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from mapgen.exchange.common.templates import Template
    from mapgen.exchange.common.unknown import Unknown

_LISTS = frozenset({"actors", "targets", "related", "source_url"})
_DATES = frozenset({"date", "end_date"})
T = TypeVar("T")
_ENDS = STOPS + CLOSERS
WILDCARD = "*"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a column was named: a file, its line and key; no file for --map."""

    file: str = ""
    line: int | None = None
    key: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class FieldMapping:
    """How the fields of an event are made of the cells of a row.

    `columns` has fields that are one column, `joined` those that are several with a text between
    them (`joints`), `templates` those that are put together, `constants` those that are the same in
    every row. `codes` are the words for the values of a field, `aliases` other names of columns,
    `optional` the columns that a file may lack, in their plain form. Where `usual` is false, no
    column is taken for a field because of its name; where `year_zero` is, -31 is 31 BC and not, as
    in EDTF, 32 BC. `origins` say where each field was named.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    joined: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    joints: Mapping[str, str] = field(default_factory=dict)
    templates: Mapping[str, tuple[Template, ...]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    optional: frozenset[str] = frozenset()
    usual: bool = True
    year_zero: bool = True
    origins: Mapping[str, Origin] = field(default_factory=dict)

    def with_typed(self, typed: Mapping[str, str]) -> FieldMapping:
        """Return the same with fields that were typed, {field: column}, in place of its own.

        Parameters
        ----------
        typed : mapping of str to str
            Field → column.

        Returns
        -------
        FieldMapping
            The mapping itself where nothing was typed.
        """
        if not typed:
            return self
        return replace(
            self,
            columns={**self.columns, **typed},
            joined=_without(self.joined, typed),
            templates=_without(self.templates, typed),
            constants=_without(self.constants, typed),
            codes=_without(self.codes, typed),
            origins=_without(self.origins, typed),
        )

    @property
    def made(self) -> frozenset[str]:
        """The fields that are no single column."""
        return frozenset((*self.joined, *self.templates, *self.constants))

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The categories that codes name, in their order."""
        labels = dict.fromkeys(self.codes.get("category", {}).values())
        return tuple(Kind(slug(label), label) for label in labels if slug(label)[:1].isalpha())

    def columns_in(self, given: Iterable[str]) -> dict[str, str]:
        """Return {field: column} for a file that has the `given` columns.

        Parameters
        ----------
        given : iterable of str
            The columns of the file.

        Returns
        -------
        dict of str to str
            Those that the file has.
        """
        return dict(_columns_in(self, tuple(given)))

    def kept(self, columns: Mapping[str, str]) -> dict[str, str]:
        """Return those of {field: column} whose column is the field and nothing more.

        What is coded stays a column of its own too.

        Parameters
        ----------
        columns : mapping of str to str
            What `columns_in` returned.

        Returns
        -------
        dict of str to str
            Part of `columns`.
        """
        return {name: column for name, column in columns.items() if name not in self.codes}

    def require(self, given: Iterable[str], file: str) -> None:
        """Refuse a file that lacks a column which the mapping names.

        Parameters
        ----------
        given : iterable of str
            The columns of the file.
        file : str
            Its name, for messages.

        Raises
        ------
        InputError
            It lacks some: with a problem for each.
        """
        header = tuple(given)
        names = _names(header)
        problems = [
            _missing(self.origins.get(name, Origin()), name, column, header, file)
            for name, column in self._named()
            if self._found(column, names) is None
            and WILDCARD not in column
            and plain(column) not in self.optional
        ]
        if problems:
            raise InputError(problems)

    def share_in(self, given: Iterable[str]) -> float:
        """Return the share of the named columns that a file has; 0 where it lacks a needed one.

        Parameters
        ----------
        given : iterable of str
            The columns of the file.

        Returns
        -------
        float
            0 to 1.
        """
        names = _names(tuple(given))
        named = {column for _, column in self._named() if WILDCARD not in column}
        there = {column for column in named if self._found(column, names) is not None}
        if any(plain(column) not in self.optional for column in named - there):
            return 0.0
        return len(there) / len(named) if named else 0.0

    def text(self, name: str, cells: Mapping[str, str], unknown: Unknown) -> str:
        """Return a field that is no single column, of a row's cells.

        Parameters
        ----------
        name : str
            The field's.
        cells : mapping of str to str
            The row's, by column.
        unknown : Unknown
            The words that say that nothing is known.

        Returns
        -------
        str
            "" for nothing.
        """
        if name in self.constants:
            return self.constants[name]
        names = _names(tuple(cells))

        def cell(column: str) -> str:
            found = self._found(column, names)
            text = cells[found] if found is not None else ""
            return "" if text and unknown.hides(name, column, text) else text

        if name in self.templates:
            return _composed(name, self.templates[name], cell)
        found: list[str] = []
        for column in self.joined[name]:
            if WILDCARD in column:
                pattern = plain(column)
                found += [cell(each) for each in names if fnmatchcase(each, pattern)]
            else:
                found.append(cell(column))
        joint = self.joints.get(name, "; " if name in _LISTS else "-" if name in _DATES else ", ")
        return joint.join(dict.fromkeys(filter(None, found)) if name not in _DATES else
                          filter(None, found))  # fmt: skip

    def word(self, name: str, text: str) -> str | None:
        """Return the word for the code of a field, the text where it has no codes, else None.

        Parameters
        ----------
        name : str
            The field's.
        text : str
            A cell.

        Returns
        -------
        str or None
            None where the code is not known.
        """
        codes = self.codes.get(name)
        if codes is None or not text:
            return text
        found = codes.get(text)
        return found if found is not None else codes.get(text.removesuffix(".0"))

    def _named(self) -> Iterable[tuple[str, str]]:
        """Yield (field, column) for each column that is named."""
        yield from self.columns.items()
        for name, columns in self.joined.items():
            yield from ((name, column) for column in columns)
        for name, templates in self.templates.items():
            yield from ((name, column) for each in templates for column in each.columns)

    def _found(self, column: str, names: Mapping[str, str]) -> str | None:
        """Return the column of a file for a name, by that name or another one of it."""
        for name in (column, *self.aliases.get(plain(column), ())):
            if plain(name) in names:
                return names[plain(name)]
        return None


NOTHING_MAPPED = FieldMapping()
"""The mapping of an import to which nothing was told."""


@lru_cache(maxsize=256)  # features that have the same properties are many
def _columns_in(mapping: FieldMapping, given: tuple[str, ...]) -> dict[str, str]:
    names = _names(given)
    found: dict[str, str] = {}
    for name, column in mapping.columns.items():
        there = mapping._found(column, names)  # noqa: SLF001  # the same module
        if there is not None or plain(column) not in mapping.optional:
            found[name] = there if there is not None else column
    columns = columns_of(found, given, without=mapping.made, usual=mapping.usual)
    return {name: column for name, column in columns.items() if name not in mapping.made}


@lru_cache(maxsize=256)
def _names(given: tuple[str, ...]) -> dict[str, str]:
    """Return {plain name: column}; of two columns of one plain name the first."""
    found: dict[str, str] = {}
    for column in given:
        found.setdefault(plain(column), column)
    return found


def _without(given: Mapping[str, T], names: Collection[str]) -> dict[str, T]:
    return {name: value for name, value in given.items() if name not in names}


def _composed(name: str, templates: tuple[Template, ...], cell: Callable[[str], str]) -> str:
    """Return a summary's sentences whose columns are all filled, or the first text of which so."""
    found = (text for template in templates if (text := template.filled(cell)))
    if not name.startswith("summary"):
        return " ".join(next(found, "").split())
    sentences = (" ".join(text.split()) for text in found)
    return " ".join(text if text[-1:] in _ENDS else f"{text}." for text in sentences)


def _missing(origin: Origin, name: str, column: str, header: tuple[str, ...], file: str) -> Problem:
    listed = ", ".join(filter(None, header))[:300]
    mend = did_you_mean(plain(column), header) or f"It has {listed}."
    if not origin.file:
        message = f"--map {column}={name}: no such column"
        return Problem(file, message, mend=mend, code="import/no-column")
    return Problem(
        origin.file,
        f"no such column in {file}",
        line=origin.line,
        column=origin.key,
        value=column,
        mend=f"{mend} A column that some files lack stands in the list optional.",
        code="import/no-column",
    )
