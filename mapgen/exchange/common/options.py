"""What the readers of formats have to be told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mapgen.exchange.common.choice import COARSE
from mapgen.exchange.common.mapping import NOTHING_MAPPED, FieldMapping
from mapgen.exchange.common.unknown import NOTHING_UNKNOWN, Unknown

if TYPE_CHECKING:
    from pathlib import Path

    from mapgen.exchange.common.mapping_file import MappingFile


@dataclass(frozen=True, slots=True)
class Options:
    """What formats have to be told, most of it those without a codebook.

    `mapping` says which columns are which fields, `data_set` is the file that it is from, where it
    is from one; `precision` is how exact a point is where no column says so, "" for a town;
    `source` and `source_url` are what the file is cited as, `sources` the bibliography that its
    cells cite; `file` is the first one. `date_formats` are patterns of ``strptime``, `unknown` what
    cells say where something is not known. `coarse` is how what is known only as an area is shown,
    one of `COARSE`.
    """

    file: Path
    mapping: FieldMapping = NOTHING_MAPPED
    data_set: MappingFile | None = None
    precision: str = ""
    source: str = ""
    source_url: str = ""
    sources: Path | None = None
    date_formats: tuple[str, ...] = ()
    unknown: Unknown = NOTHING_UNKNOWN
    coarse: str = COARSE[0]

    @property
    def point_precision(self) -> str:
        """The precision of points of which nothing else is said."""
        return self.precision or "town"
