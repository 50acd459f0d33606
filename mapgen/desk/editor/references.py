"""What events refer to: settings, sources, gazetteer, districts, each read where it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

from mapgen.atlas.districts import Districts, no_districts, read_districts
from mapgen.desk.kept_settings import KeptSettings
from mapgen.desk.preview.watch import Look, files_beside, look_at
from mapgen.records.gazetteer import Gazetteer, read_places
from mapgen.records.settings import Settings
from mapgen.records.sources import Bibliography, read_sources

if TYPE_CHECKING:
    from mapgen.files.folder import Folder, FolderFile

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class References:
    """What an event refers to, and what is wrong with it."""

    settings: Settings
    sources: Bibliography
    places: Gazetteer
    districts: Districts
    districts_are_whole: bool

    @property
    def whole_districts(self) -> Districts:
        """The districts; none where their files have errors."""
        return self.districts if self.districts_are_whole else no_districts()


@dataclass(slots=True)
class _Kept(Generic[T]):
    """What was read from some files."""

    settings: Settings | None = None
    seen: Look | None = None
    value: T | None = None

    def now(self, files: Iterable[FolderFile], settings: Settings, read: Callable[[], T]) -> T:
        """Return what the files say; what was read of them before where they are the same."""
        seen = look_at(files)
        if self.value is None or self.settings is not settings or self.seen != seen:
            self.settings, self.seen, self.value = settings, seen, read()
        return self.value


@dataclass(slots=True)
class KeptReferences:
    """What the events of a folder refer to, kept as long as the files are what they were.

    Attributes
    ----------
    folder
        Whose they are.
    """

    folder: Folder
    _settings: KeptSettings = field(init=False, repr=False)
    _sources: _Kept[Bibliography] = field(default_factory=_Kept, repr=False)
    _places: _Kept[Gazetteer] = field(default_factory=_Kept, repr=False)
    _districts: _Kept[tuple[Districts, bool]] = field(default_factory=_Kept, repr=False)
    _latest: References | None = field(default=None, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def __post_init__(self) -> None:
        self._settings = KeptSettings(self.folder)

    def now(self) -> References:
        """Return what events refer to; the same object as long as nothing of it has changed."""
        with self._lock:
            settings = self._settings.now()
            sources = self._sources.now(
                [settings.sources], settings, lambda: read_sources(settings.sources)[0]
            )
            places = self._places.now(
                [settings.places], settings, lambda: read_places(settings.places)[0]
            )
            shapes = [settings.units, settings.districts]
            shapes += [beside for file in shapes for beside in files_beside(file)]
            districts = self._districts.now(shapes, settings, lambda: _read_districts(settings))
            known = self._latest
            if (
                known is None
                or known.settings is not settings
                or known.sources is not sources
                or known.places is not places
                or known.districts is not districts[0]
            ):
                known = References(settings, sources, places, *districts)
                self._latest = known
            return known


def _read_districts(settings: Settings) -> tuple[Districts, bool]:
    districts, problems = read_districts(settings)
    return districts, not problems.errors
