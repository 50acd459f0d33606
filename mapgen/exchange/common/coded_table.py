"""Data sets with a codebook of their own, whose files are tables of known columns."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from mapgen.exchange.common.csv_rows import csv_rows
from mapgen.exchange.common.reader import Reader, Row
from mapgen.exchange.common.values import degrees

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path


class CodedTable(Reader):
    """What the readers of such data sets share: the citation, the columns, the point."""

    key: ClassVar[str]
    """The key under which the data set is cited."""
    data_set: ClassVar[Mapping[str, object]]
    """The data set as a CSL-JSON item, without id, type and note."""
    needed: ClassVar[tuple[str, ...]]
    """The columns that a file must have."""
    known: ClassVar[Sequence[str]]
    """The columns of the codebook."""
    aliases: ClassVar[Mapping[str, str]] = MappingProxyType({})
    """Other names of columns, of earlier releases."""

    def rows(self, path: Path) -> Iterator[Row]:
        """Yield the rows of a file, as `Reader.rows` says; the data set is cited from then on."""
        note = f"Read from {path.name}."
        self.references.add(self.key, {"type": "dataset", **self.data_set, "note": note})
        return csv_rows(
            path,
            format_name=self.name,
            required=self.needed,
            known=self.known,
            aliases=self.aliases,
        )

    def point(self, row: Row) -> tuple[float, float] | None:
        """Return the point of a row, as `Reader.point` says."""
        latitude = degrees(row.get("latitude"), 90)
        longitude = degrees(row.get("longitude"), 180)
        return (latitude[1], longitude[1]) if latitude and longitude else None
