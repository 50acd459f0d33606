"""TOML text → tables whose values are checked as they are taken, each problem with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mapgen.problems import Problems, did_you_mean, one_of

MOST_UNKNOWN = 50
"""Unknown keys of a table that are named one by one; of more, only the number is told."""


def parse_toml(text: str, problems: Problems) -> dict[str, object]:
    """Return the tables of a TOML text.

    Parameters
    ----------
    text : str
        The whole file.
    problems : Problems
        What is wrong is added to it.

    Returns
    -------
    dict of str to object
        {} where it is broken.
    """
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        at = re.search(r"at line (\d+), column (\d+)", str(error))
        message = re.sub(r"\s*\(at .*\)", "", str(error))
        problems.error(
            f"not TOML: {message}" + (f" at column {at[2]}" if at else ""),
            line=int(at[1]) if at else 1 + text.rstrip().count("\n"),
            mend='Text stands in quotes: title = "…".',
            code="toml/syntax",
        )
        return {}


@dataclass(frozen=True, slots=True)
class TomlFile:
    """The file that tables come from: its text, its problems, and the table that is the whole."""

    problems: Problems
    text: str = ""
    section: str = ""

    def heading(self, name: str) -> str:
        """Return how the heading of a table is written in the file.

        Parameters
        ----------
        name : str
            The table's; "" for the whole.

        Returns
        -------
        str
            ``tool.mapgen.cities`` in pyproject.toml.
        """
        return ".".join(filter(None, (self.section, name)))

    def line(self, key: str) -> int | None:
        """Return the line that sets `key` ("categories.state.glyph", "cities[2].name"), or None.

        Parameters
        ----------
        key : str
            ``categories.state.glyph``, ``cities[2].name``.

        Returns
        -------
        int or None
            From 1 on; None where it is not found.
        """
        start = 0
        for step in filter(None, [self.section, *key.split(".")]):
            name, _, count = step.rstrip("]").partition("[")
            pattern = rf'^[ \t]*(?:\[+[^\]\n]*?\b)?"?{re.escape(name)}"?\s*[=\].]'
            found = list(re.finditer(pattern, self.text[start:], re.MULTILINE))
            if not found:
                break
            start += found[min(int(count or 1), len(found)) - 1].start()
        else:
            return 1 + self.text.count("\n", 0, start)
        return 1 + self.text.count("\n", 0, start) if start else None


@dataclass(frozen=True, slots=True)
class TomlTable:
    """A table of a file; `name` is its own key in full, "" of the whole.

    A value of the wrong kind is a problem of the file, and its default stands in.
    """

    file: TomlFile
    values: Mapping[str, object] = field(default_factory=dict)
    name: str = ""

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def wrong(self, key: str, value: object, wanted: str, mend: str, *, code: str) -> None:
        """Note that the value of a key is not what is wanted; of the table itself for "".

        Parameters
        ----------
        key : str
            Of this table; "" for the table itself.
        value : object
            What it holds.
        wanted : str
            What is wanted instead, with its article.
        mend : str
            How to mend it, a sentence.
        code : str
            Of `problem_codes`.
        """
        name = self.full(key)
        self.file.problems.error(
            f"not {wanted}",
            line=self.file.line(name),
            column=name,
            value=str(value),
            mend=mend,
            code=code,
        )

    def full(self, key: str) -> str:
        """Return the name of a key from the whole on: "tiles.url".

        Parameters
        ----------
        key : str
            Of this table; "" for the table itself.

        Returns
        -------
        str
            With dots between.
        """
        return ".".join(filter(None, (self.name, key)))

    def refuse_unknown(self, known: Iterable[str], also: Iterable[str] = ()) -> None:
        """Note each key that is neither known nor one of `also`, which no hint names.

        Parameters
        ----------
        known : iterable of str
            The keys that it may have.
        also : iterable of str
            Further ones.
        """
        names = tuple(known)
        allowed = {*names, *also}
        unknown = [key for key in self.values if key not in allowed]
        for key in unknown[:MOST_UNKNOWN]:
            self.file.problems.error(
                "unknown setting",
                line=self.file.line(self.full(key)),
                column=self.full(key),
                mend=did_you_mean(key, names, otherwise=f"Remove it. Known: {', '.join(names)}."),
                code="setting/unknown",
            )
        if len(unknown) > MOST_UNKNOWN:
            self.file.problems.error(
                f"{len(unknown) - MOST_UNKNOWN:,} more unknown settings", code="setting/unknown"
            )

    def table(self, key: str) -> TomlTable:
        """Return the table under a key; an empty one where there is none.

        Parameters
        ----------
        key : str
            Of this table.

        Returns
        -------
        TomlTable
            Empty too where it is no table, which is noted.
        """
        return self.table_of(self.values.get(key, {}), self.full(key))

    def tables(self, key: str) -> list[TomlTable]:
        """Return the tables of a list ([[cities]]), named cities[1], cities[2] and so on.

        Parameters
        ----------
        key : str
            Of this table.

        Returns
        -------
        list of TomlTable
            [] where there are none, or no list, which is noted.
        """
        value = self.values.get(key, [])
        if not isinstance(value, list):
            mend = f"Write each as [[{self.file.heading(self.full(key))}]]."
            self.wrong(key, value, "a list of tables", mend, code="setting/not-a-list")
            return []
        return [
            self.table_of(each, f"{self.full(key)}[{at}]") for at, each in enumerate(value, start=1)
        ]

    def table_of(self, value: object, name: str) -> TomlTable:
        """Return a value as the table of a name; an empty one where it is none.

        Parameters
        ----------
        value : object
            What stands there.
        name : str
            From the whole on.

        Returns
        -------
        TomlTable
            Empty too where it is none, which is noted.
        """
        if isinstance(value, dict):
            return TomlTable(self.file, value, name)
        table = TomlTable(self.file, {}, name)
        mend = f"Write it as [{self.file.heading(name)}]."
        table.wrong("", value, "a table", mend, code="setting/not-a-table")
        return table

    def string(self, key: str, default: str = "") -> str:
        """Return a text without the blanks around it.

        Parameters
        ----------
        key : str
            Of this table.
        default : str
            What holds where the key is missing or no text, which is noted.

        Returns
        -------
        str
            One line or more.
        """
        value = self.values.get(key, default)
        if not isinstance(value, str) or "\0" in value:
            self.wrong(key, value, "a text", f'Write {key} = "…".', code="setting/not-a-text")
            return default
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts of a list, or the one text that stands in its place; () for none.

        Parameters
        ----------
        key : str
            Of this table.

        Returns
        -------
        tuple of str
            () too where they are no texts, which is noted.
        """
        value = self.values.get(key, [])
        found = [value] if isinstance(value, str) else value
        if not isinstance(found, list) or not all(
            isinstance(each, str) and "\0" not in each for each in found
        ):
            mend = f'Write {key} = ["…", "…"].'
            self.wrong(key, value, "a list of texts", mend, code="setting/not-a-list")
            return ()
        return tuple(each.strip() for each in found)

    def truth(self, key: str, *, default: bool) -> bool:
        """Return whether something is so.

        Parameters
        ----------
        key : str
            Of this table.
        default : bool
            What holds where the key is missing or neither true nor false, which is noted.

        Returns
        -------
        bool
            True or False.
        """
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            mend = f"Write {key} = true or {key} = false."
            self.wrong(key, value, "true or false", mend, code="setting/not-a-truth")
            return default
        return value

    def choice(self, key: str, choices: tuple[str, ...], default: str) -> str:
        """Return one of some words.

        Parameters
        ----------
        key : str
            Of this table.
        choices : tuple of str
            The words.
        default : str
            What holds where the key is missing or none of them, which is noted.

        Returns
        -------
        str
            One of the choices.
        """
        value = self.string(key, default)
        if value not in choices:
            mend = one_of(value, choices)
            self.wrong(key, value, f"a known {key}", mend, code="setting/unknown-value")
            return default
        return value

    def degrees(self, key: str, limit: int) -> float | None:
        """Return degrees from -limit to limit; None where they are missing or wrong.

        Parameters
        ----------
        key : str
            Of this table.
        limit : int
            90 for latitudes, 180 for longitudes.

        Returns
        -------
        float or None
            What is wrong is noted.
        """
        value = self.values.get(key)
        number = value if isinstance(value, int | float) and not isinstance(value, bool) else None
        if number is not None and -limit <= number <= limit:
            return float(number)
        mend = f"Write degrees, {-limit} to {limit}."
        self.wrong(key, value, "a coordinate", mend, code="setting/not-a-coordinate")
        return None

    def address(self, key: str, starts: tuple[str, ...]) -> str:
        """Return an address that begins with one of some words; "" where there is none.

        Parameters
        ----------
        key : str
            Of this table.
        starts : tuple of str
            What it may begin with: ``https://``.

        Returns
        -------
        str
            What is wrong is noted.
        """
        value = self.string(key)
        if value and (not value.startswith(starts) or re.search(r"[\s\"'<>\\]", value)):
            mend = f"It begins with {' or '.join(starts)}."
            self.wrong(key, value, "an address", mend, code="setting/not-an-address")
            return ""
        return value
