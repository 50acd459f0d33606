"""The codebook of a data set, as far as it is a list: ``formats/NAME/codebook.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from mapgen.exchange.common.reader import Kind, slug

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Codebook:
    """The columns of a data set, other names of them, and its kinds of events by their code.

    `said` is what an event of a code is called in a sentence, where the codebook gives a word.
    """

    columns: tuple[str, ...]
    aliases: Mapping[str, str]
    kinds: Mapping[str, Kind]
    said: Mapping[str, str]


def read_codebook(package: str) -> Codebook:
    """Return the codebook that lies in a package of `mapgen.exchange.formats`.

    Parameters
    ----------
    package : str
        ``mapgen.exchange.formats.NAME``.

    Returns
    -------
    Codebook
        As `CodedTable` takes it.

    Raises
    ------
    KeyError
        A kind has no code or label.
    """
    text = (files(package) / "codebook.toml").read_text(encoding="utf-8")
    given = tomllib.loads(text)
    kinds = given["kinds"]
    return Codebook(
        columns=tuple(given["columns"]),
        aliases=given.get("aliases", {}),
        kinds={
            each["code"]: Kind(each.get("id") or slug(each["label"]), each["label"])
            for each in kinds
        },
        said={each["code"]: each["said"] for each in kinds if "said" in each},
    )
