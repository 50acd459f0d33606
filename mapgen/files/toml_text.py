"""TOML text → checked values, with the line of each one that is wrong."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import Any

from mapgen.problems import Problems, did_you_mean, one_of


def parse_toml(text: str, problems: Problems) -> dict[str, Any]:
    """Return the tables of a TOML text; {} and a problem where it is broken."""
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


def near(key: str, keys: tuple[str, ...]) -> str:
    """Return a mend for an unknown key."""
    return did_you_mean(key, keys, otherwise=f"Remove it. Known: {', '.join(keys)}.")


@dataclass(slots=True)
class TomlReader:
    """Takes values out of tables and notes the ones of the wrong kind, with their lines."""

    problems: Problems
    text: str
    section: str = ""

    def line(self, key: str) -> int | None:
        """Return the line that sets `key` ("categories.state.glyph", "cities[2].name"), or None."""
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

    def wrong(self, key: str, value: object, wanted: str, mend: str, *, code: str) -> None:
        self.problems.error(
            f"not {wanted}", line=self.line(key), column=key, value=str(value), mend=mend, code=code
        )

    def table(self, value: object, key: str, keys: tuple[str, ...] | None) -> dict[str, Any]:
        if not isinstance(value, dict):
            self.wrong(
                key,
                value,
                "a table",
                f"Write it as [tool.mapgen.{key}].",
                code="setting/not-a-table",
            )
            return {}
        for each in value if keys else ():
            if each not in keys:  # type: ignore[operator]
                self.problems.error(
                    "unknown setting",
                    line=self.line(f"{key}.{each}"),
                    column=f"{key}.{each}",
                    mend=near(each, keys or ()),
                    code="setting/unknown",
                )
        return value

    def string(self, given: dict[str, Any], key: str, default: str = "", within: str = "") -> str:
        value = given.get(key, default)
        name = f"{within}.{key}" if within else key
        if not isinstance(value, str) or "\0" in value:
            self.wrong(name, value, "a text", f'Write {key} = "…".', code="setting/not-a-text")
            return default
        return value.strip()

    def choice(
        self,
        given: dict[str, Any],
        key: str,
        choices: tuple[str, ...],
        default: str,
        within: str = "",
    ) -> str:
        value = self.string(given, key, default, within)
        if value not in choices:
            name = f"{within}.{key}" if within else key
            self.wrong(
                name, value, f"a known {key}", one_of(value, choices), code="setting/unknown-value"
            )
            return default
        return value

    def number(self, given: dict[str, Any], key: str, limit: float, within: str) -> float | None:
        value = given.get(key)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not -limit <= float(value or 0) <= limit:
            mend = f"Write degrees, {-limit} to {limit}."
            self.wrong(
                f"{within}.{key}", value, "a coordinate", mend, code="setting/not-a-coordinate"
            )
            return None
        return float(value or 0)

    def address(
        self, given: dict[str, Any], key: str, starts: tuple[str, ...], within: str = ""
    ) -> str:
        value = self.string(given, key, "", within)
        if value and (not value.startswith(starts) or re.search(r"[\s\"'<>\\]", value)):
            name = f"{within}.{key}" if within else key
            self.wrong(
                name,
                value,
                "an address",
                f"It begins with {' or '.join(starts)}.",
                code="setting/not-an-address",
            )
            return ""
        return value
