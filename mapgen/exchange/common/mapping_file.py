"""A mapping as a file (``--mapping FILE.toml``) → how its data set is read, checked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from mapgen.exchange.common.choice import COARSE, ChoiceError
from mapgen.exchange.common.column_map import FIELDS, plain
from mapgen.exchange.common.foreign_dates import wrong_format
from mapgen.exchange.common.mapping import WILDCARD, FieldMapping, Origin
from mapgen.exchange.common.row_filter import read_filter
from mapgen.exchange.common.templates import Template, TemplateError, parse_template
from mapgen.exchange.common.unknown import unknown_of
from mapgen.files.nested_texts import in_one_form
from mapgen.files.text import read_text
from mapgen.files.toml_text import TomlFile, TomlTable, parse_toml
from mapgen.problems import Problems, one_of, quoted
from mapgen.records.fields import TRANSLATED
from mapgen.records.translations import language_of
from mapgen.vocabulary import ATTRIBUTIONS, CONFIDENCES, PRECISIONS

if TYPE_CHECKING:
    from collections.abc import Callable

KEYS = (
    "name", "licence", "source", "source-url", "about", "precision", "coarse", "date-format",
    "unknown", "where", "optional", "usual-names", "year-zero", "columns", "join", "templates",
    "constants", "codes", "aliases",
)  # fmt: skip
WORDS = {
    "place_precision": PRECISIONS,
    "attribution": ATTRIBUTIONS,
    "confidence": CONFIDENCES,
}
"""The fields that take one of a few words, in the vocabulary of the records."""
_MAX_BYTES = 1_000_000
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class MappingFile:
    """What a file says of a data set: its name, how it is cited, and how its rows are read.

    The texts are those of the options of the same name.
    """

    file: str
    fields: FieldMapping
    name: str = ""
    licence: str = ""
    source: str = ""
    source_url: str = ""
    about: str = ""
    precision: str = ""
    coarse: str = ""
    date_formats: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    where: tuple[str, ...] = ()


def shipped() -> tuple[str, ...]:
    """Return the names of the mappings that the package has, in alphabetical order."""
    folder = files("mapgen.exchange.mappings")
    names = (each.name for each in folder.iterdir() if each.name.endswith(".toml"))
    return tuple(sorted(name.removesuffix(".toml") for name in names))


def read_mapping(named: str) -> MappingFile:
    """Return the mapping of a file, or one that the package has, by its name.

    Parameters
    ----------
    named : str
        A path, or the name of one that the package has.

    Returns
    -------
    MappingFile
        With where each of its lines stands.

    Raises
    ------
    ChoiceError
        There is neither.
    InputError
        All that is wrong in the file.
    """
    path = Path(named)
    if not path.is_file():
        names = shipped()
        if named not in names:
            raise ChoiceError(
                f"--mapping {quoted(named)}: no such file, nor a mapping of the package. "
                f"{one_of(named, names)}"
            )
        path = Path(str(files("mapgen.exchange.mappings") / f"{named}.toml"))
    problems = Problems(path.name)
    text = read_text(path, problems, max_bytes=_MAX_BYTES) or ""
    given = parse_toml(text, problems)
    in_one_form(given, text, problems)
    found = _Reader(TomlTable(TomlFile(problems, text), given), problems).mapping()
    problems.raise_if_errors()
    return found


class _Reader:
    """Reads one file; what is wrong in it goes to its problems."""

    def __init__(self, table: TomlTable, problems: Problems) -> None:
        self._table, self._problems = table, problems
        self._origins: dict[str, Origin] = {}

    def mapping(self) -> MappingFile:
        """Return what the file says; what is wrong is left out of it."""
        table = self._table
        table.refuse_unknown(KEYS)
        precision = table.choice("precision", ("", *PRECISIONS), "")
        return MappingFile(
            file=self._problems.file,
            fields=self._fields(),
            name=table.string("name"),
            licence=table.string("licence"),
            source=table.string("source"),
            source_url=table.address("source-url", ("https://", "http://")),
            about=table.string("about"),
            precision=precision,
            coarse=table.choice("coarse", ("", *COARSE), ""),
            date_formats=self._understood("date-format", _check_format),
            unknown=self._understood("unknown", lambda text: unknown_of([text])),
            where=self._understood("where", lambda text: read_filter("", (), [text])),
        )

    def _fields(self) -> FieldMapping:
        columns: dict[str, str] = {}
        joined: dict[str, tuple[str, ...]] = {}
        table = self._table.table("columns")
        for name in self._named(table):
            given = table.texts(name)
            if not all(given) or table.values[name] == []:
                self._wrong(table, name, "a column", f'Write {name} = "column".')
            elif isinstance(table.values[name], list) or WILDCARD in given[0]:
                joined[name] = given
            elif given:
                columns[name] = given[0]
        joints = self._texts("join")
        for name in joints.keys() - joined.keys():
            mend = f'Write {name} = ["column", "column"] under [columns].'
            self._wrong(self._table.table("join"), name, "a field of several columns", mend)
        constants = {}
        fixed = self._table.table("constants")
        for name, text in self._texts("constants").items():
            if text.strip():
                constants[name] = text.strip()
                self._word(fixed, name, name, text.strip())
            else:
                self._wrong(fixed, name, "a value", "Write one, or leave it out.")
        aliases: dict[str, tuple[str, ...]] = {}
        others = self._table.table("aliases")
        for other in others.values:
            column = plain(others.string(other))
            aliases[column] = (*aliases.get(column, ()), other)
        return FieldMapping(
            columns=columns,
            joined=joined,
            joints=joints,
            templates=self._templates(),
            constants=constants,
            codes=self._codes(),
            aliases=aliases,
            optional=frozenset(map(plain, self._table.texts("optional"))),
            usual=self._table.truth("usual-names", default=True),
            year_zero=self._table.truth("year-zero", default=True),
            origins=self._origins,
        )

    def _named(self, table: TomlTable) -> list[str]:
        """Return the fields that a table names; what is none is a problem."""
        found: list[str] = []
        for name in table.values:
            if name not in FIELDS and not language_of(name, TRANSLATED):
                line, full = self._at(table, name)
                self._problems.error(
                    "no such field", line=line, column=full, mend=one_of(name, FIELDS),
                    code="mapping/unknown-field",
                )  # fmt: skip
            elif name in self._origins and table.name not in ("join", "codes"):
                line, full = self._at(table, name)
                self._problems.error(
                    f"{name} is given by {self._origins[name].key} already",
                    line=line, column=full, mend="Keep one of the two.",
                    code="mapping/field-twice",
                )  # fmt: skip
            else:
                found.append(name)
                if table.name not in ("join", "codes"):
                    self._origins[name] = Origin(self._problems.file, *self._at(table, name))
        return found

    def _templates(self) -> dict[str, tuple[Template, ...]]:
        table = self._table.table("templates")
        found: dict[str, tuple[Template, ...]] = {}
        for name in self._named(table):
            read: list[Template] = []
            for text in table.texts(name):
                try:
                    read.append(parse_template(text))
                except TemplateError as error:
                    mend = 'Write columns in braces, "{city}, {country}"; {{ is a brace.'
                    line, full = self._at(table, name)
                    self._problems.error(
                        str(error), line=line, column=full, value=text, mend=mend,
                        code="mapping/not-a-template",
                    )  # fmt: skip
            found[name] = tuple(read)
        return found

    def _codes(self) -> dict[str, dict[str, str]]:
        table = self._table.table("codes")
        found: dict[str, dict[str, str]] = {}
        for name in self._named(table):
            codes = table.table(name)
            found[name] = {key: codes.string(key) for key in codes.values}
            for key, word in found[name].items():
                self._word(codes, key, name, word)
        return found

    def _texts(self, key: str) -> dict[str, str]:
        """Return the texts of a table of fields, with the blanks around them."""
        table = self._table.table(key)
        found: dict[str, str] = {}
        for name in self._named(table):
            value, text = table.values[name], table.string(name)
            found[name] = value if isinstance(value, str) else text
        return {name: text for name, text in found.items() if isinstance(table.values[name], str)}

    def _word(self, table: TomlTable, key: str, name: str, word: str) -> None:
        if name in WORDS and word and word not in WORDS[name]:
            mend = one_of(word, WORDS[name])
            table.wrong(key, word, f"a known {name}", mend, code="setting/unknown-value")

    def _understood(self, key: str, read: Callable[[str], object]) -> tuple[str, ...]:
        """Return the texts of a list, each of which the option of the same name understands."""
        texts = self._table.texts(key)
        for text in texts:
            try:
                read(text)
            except ChoiceError as error:
                line = self._table.file.line(key)
                said = str(error).removeprefix(f"--{key} {text!r}: ")
                self._problems.error(
                    f"cannot be understood: {said}", line=line, column=key, value=text,
                    code="mapping/not-understood",
                )  # fmt: skip
        return texts

    def _wrong(self, table: TomlTable, key: str, wanted: str, mend: str) -> None:
        value = table.values[key]
        table.wrong(key, value, wanted, mend, code="mapping/not-understood")

    def _at(self, table: TomlTable, name: str) -> tuple[int | None, str]:
        full = table.full(name)
        return table.file.line(full), full


def _check_format(pattern: str) -> None:
    wrong = wrong_format(pattern)
    if wrong:
        raise ChoiceError(f"--date-format {pattern!r}: {wrong}.")
