"""An atlas folder, written event by event: what `mapgen import` leaves behind."""

from __future__ import annotations

import csv
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Self

from mapgen.exchange.common.event_rows import MAX_CELL, EventRows
from mapgen.exchange.common.report import ImportReport
from mapgen.exchange.common.several_places import GazetteerWriter
from mapgen.exchange.common.source_writer import References
from mapgen.files import letters
from mapgen.files.toml_written import toml_string, toml_value
from mapgen.notation.civil import edtf_day
from mapgen.notation.dates import parse
from mapgen.records.categories import look
from mapgen.records.fields import COLUMNS
from mapgen.records.gazetteer import COLUMNS as PLACE_COLUMNS
from mapgen.records.translations import languages_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from typing import TextIO

    from mapgen.exchange.common.reader import Draft, Kind
    from mapgen.exchange.common.report import Counts

# Street tiles are off; the editor may add them here.
_MORE = """
# A base map of your own lies in geodata/base.geojson (docs/settings.md). Or offer a street map:
# tiles = { url = "https://…/{z}/{x}/{y}.png", attribution = "…" }
"""


_BUFFER = 2**18  # bytes that are written at once


@dataclass(frozen=True, slots=True)
class Half:
    """What another writer has written of one import, besides its files."""

    kinds: Mapping[str, Kind]
    first: int | None
    last: int | None
    countries: Sequence[str]
    ids: AbstractSet[str]
    related: AbstractSet[str]
    keys: Sequence[str]
    counts: Counts


@dataclass(slots=True)
class AtlasWriter:
    """Writes the events and sources of a folder as they come, then all that sums them up."""

    folder: Path
    extra: Sequence[str] = ()
    kinds: dict[str, Kind] = field(default_factory=dict)
    first: int | None = None
    last: int | None = None
    countries: dict[str, None] = field(default_factory=dict)
    _files: list[TextIO] = field(default_factory=list)
    _ids: set[str] = field(default_factory=set)
    _related: set[str] = field(default_factory=set)
    _gazetteer: GazetteerWriter = field(default_factory=GazetteerWriter)
    references: References = field(init=False)
    report: ImportReport = field(init=False)
    _file: TextIO = field(init=False)
    _events: EventRows = field(init=False)

    def __enter__(self) -> Self:
        self._file = self._open("events.csv")
        self.references = References(self._open("sources.json"))
        self.report = ImportReport(self._open("import-report.csv"))
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._files:
            file.close()

    def _open(self, name: str) -> TextIO:
        path = self.folder / name
        file = path.open("w", _BUFFER, encoding="utf-8", errors="replace", newline="")
        self._files.append(file)
        return file

    def start(self, extra: Sequence[str]) -> None:
        """Write the header: the columns of every atlas, then those of this import.

        Parameters
        ----------
        extra : sequence of str
            Columns that come behind those of every atlas.
        """
        self.extra = tuple(column for column in dict.fromkeys(extra) if column not in COLUMNS)
        self._events = EventRows(self._file, (*COLUMNS, *self.extra))

    def has(self, event_id: str) -> bool:
        """Return whether an event of this id was written.

        Parameters
        ----------
        event_id : str
            Its id.

        Returns
        -------
        bool
            False before it is written.
        """
        return event_id in self._ids

    def add(self, draft: Draft) -> None:
        """Write an event.

        Parameters
        ----------
        draft : Draft
            The event.

        Raises
        ------
        DateError
            Its date is none; nothing is written.
        ValueError
            Its date has an open end; nothing is written.
        """
        cells = draft.cells
        span = parse(cells["date"])
        if span.first is None or span.last is None:
            raise ValueError("an event with an open end")
        self._reach(span.first, span.last)
        self.kinds.setdefault(draft.kind.id, draft.kind)
        self._ids.add(cells["id"])
        if draft.places:
            precision = cells["place_precision"]
            ids = [self._gazetteer.add(place, precision) for place in draft.places]
            cells |= {"place": "; ".join(ids), "latitude": "", "longitude": ""}
        if cells.get("related"):
            self._related.update(each.strip() for each in cells["related"].split(";"))
        if self._events.write(cells, draft.shared):
            self.report.kept(0, cells["id"], f"a cell was cut to {MAX_CELL:,} characters")

    def _reach(self, first: int, last: int) -> None:
        if self.first is None or first < self.first:
            self.first = first
        if self.last is None or last > self.last:
            self.last = last

    def flush(self) -> None:
        """Write what waits to be written."""
        for file in self._files:
            file.flush()

    def half(self) -> Half:
        """Return what `add_half` of another writer has to know, and write what waits.

        Returns
        -------
        Half
            Of an import without events at several places.
        """
        self.references.close()
        self.flush()
        return Half(
            self.kinds, self.first, self.last, tuple(self.countries), self._ids, self._related,
            self.references.keys, self.report.counts,
        )  # fmt: skip

    def add_half(self, folder: Path, half: Half) -> bool:
        """Add what another writer has written of the rows behind these.

        Parameters
        ----------
        folder : Path
            Of the other one.
        half : Half
            What its `half` returned.

        Returns
        -------
        bool
            False, with nothing added, where an event of it has an id that stands before.
        """
        if not self._ids.isdisjoint(half.ids):
            return False
        events, _, report = self._files
        _append(folder / "events.csv", events)
        _append(folder / "import-report.csv", report)
        with (folder / "sources.json").open(encoding="utf-8", newline="") as lines:
            self.references.copy(lines, half.keys)
        self.report.counts.add(half.counts)
        if half.first is not None and half.last is not None:
            self._reach(half.first, half.last)
        for kind in half.kinds.values():
            self.kinds.setdefault(kind.id, kind)
        self.countries |= dict.fromkeys(half.countries)
        self._ids |= half.ids
        self._related |= half.related
        return True

    def _unrelated(self) -> None:
        """Take out what events are related to and was not imported: one more pass, if need be."""
        absent = self._related - self._ids
        if not absent:
            return
        path, copy = self.folder / "events.csv", self.folder / "events.csv.part"
        at = COLUMNS.index("related")
        with (
            path.open(encoding="utf-8", newline="") as before,
            copy.open("w", encoding="utf-8", newline="") as after,
        ):
            writer = csv.writer(after, lineterminator="\n")
            rows = csv.reader(before)
            writer.writerow(next(rows))
            for row in rows:
                names = [each.strip() for each in row[at].split(";")]
                if not absent.isdisjoint(names):
                    gone = [each for each in names if each in absent]
                    row[at] = "; ".join(each for each in names if each not in absent)
                    reason = "related to an event that was not imported"
                    self.report.kept(0, row[0], reason, column="related", value="; ".join(gone))
                writer.writerow(row)
        copy.replace(path)

    def finish(self, settings: Mapping[str, str], kinds: Sequence[Kind], about: str) -> None:
        """Write the settings, the gazetteer and the text about the atlas.

        The gazetteer has the places of events at several, which are named by id.

        Parameters
        ----------
        settings : mapping of str to str
            Title, subtitle and the like, by key.
        kinds : sequence of Kind
            The categories.
        about : str
            The text about the atlas, Markdown.
        """
        self.references.close()
        self._files[0].flush()
        self._unrelated()
        (self.folder / "geodata").mkdir(exist_ok=True)
        (self.folder / "docs").mkdir(exist_ok=True)
        with self._open("geodata/places.csv") as places:
            writer = csv.DictWriter(places, PLACE_COLUMNS, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(
                {name: letters.without_unseen(cell) for name, cell in row.items()}
                for row in self._gazetteer.rows()
            )
        (self.folder / "docs" / "about.md").write_text(
            letters.without_unseen(about), encoding="utf-8", errors="replace"
        )
        declared = [kind for kind in kinds if kind.id in self.kinds]
        ordered = dict.fromkeys([*declared, *(self.kinds[each] for each in sorted(self.kinds))])
        text = "".join(self._settings(settings, list(ordered)))
        (self.folder / "mapgen.toml").write_text(text, encoding="utf-8", errors="replace")

    def _settings(self, settings: Mapping[str, str], kinds: list[Kind]) -> Iterator[str]:
        for key, value in settings.items():
            if value:
                yield f"{key} = {quoted(value)}\n"
        local = languages_in(list(self.extra), ("title",))
        shown = ["en", *(language for language in local if language != "en")]
        if len(shown) > 1:
            yield f"languages = {toml_value(shown)}\n"
        if self.first is not None and self.last is not None:
            period = f'from = "{edtf_day(self.first)}", to = "{edtf_day(self.last)}"'
            yield f"period = {{ {period} }}\n"
        yield _MORE
        for at, kind in enumerate(kinds):
            colour, glyph = look(at)
            yield f"\n[categories.{kind.id}]\nlabel = {quoted(kind.label)}\n"
            yield f'colour = "{colour}"\nglyph = "{glyph}"\n'


def _append(path: Path, to: TextIO) -> None:
    """Append the rows of a table to another one, without its header, which is a line."""
    to.flush()
    with path.open("rb") as rows:
        rows.readline()
        shutil.copyfileobj(rows, to.buffer, _BUFFER)


def quoted(text: str) -> str:
    """Return a text as a string of TOML, in its one form.

    Parameters
    ----------
    text : str
        Anything.

    Returns
    -------
    str
        With its quotation marks.
    """
    return toml_string(letters.without_unseen(text))
