"""A folder → Atlas: settings, bibliography, places, events, districts; checked and joined.

An atlas is all that a writer is given. It exists only where nothing is wrong: every problem of
every file is collected first and raised as one `InputError`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from mapgen.atlas.districts import Districts, read_districts
from mapgen.atlas.extent import far_problems
from mapgen.atlas.join import join
from mapgen.atlas.join_problems import join_problems
from mapgen.files.beside import beside
from mapgen.files.columns import same_objects
from mapgen.files.frame import Frame
from mapgen.files.late import some_at_a_time
from mapgen.files.paths import is_there
from mapgen.notation.summaries import Summary, cited
from mapgen.problems import Problem, Problems
from mapgen.records.base_map import read_base
from mapgen.records.events import read_events, with_shapes
from mapgen.records.fields import FIGURES
from mapgen.records.gazetteer import Gazetteer, read_places
from mapgen.records.names import Items, Names, read_names
from mapgen.records.pages import read_pages
from mapgen.records.removed_ids import read_removed, reused, successors
from mapgen.records.settings import Settings, read_settings
from mapgen.records.sources import Bibliography, read_sources
from mapgen.records.story import Chapter, read_story
from mapgen.records.wording import check_wording

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    import geopandas as gpd

    from mapgen.files.folder import AnyFolder

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """All that an atlas has besides its events, checked.

    `base_map` is the base map (`kind`, `name` and more; WGS 84 degrees) or None; `about` is safe
    HTML, "" when there is none; `story` its chapters, in order. `warnings` are the problems that
    did not stop it. `names` and `abouts` are the records' names and the text about the atlas in
    other languages, `items` the names' items of Wikidata. `guide` (and `guides`) say how to read
    the map, `corrections` what was corrected: safe HTML. `successors` says for ids that were taken
    out which event each is a part of since.
    """

    settings: Settings
    bibliography: Bibliography
    places: Gazetteer
    districts: Districts
    base_map: Frame | None
    about: str = ""
    story: tuple[Chapter, ...] = ()
    warnings: tuple[Problem, ...] = ()
    names: Names = field(default_factory=dict)
    items: Items = field(default_factory=dict)
    abouts: dict[str, str] = field(default_factory=dict)
    guide: str = ""
    guides: dict[str, str] = field(default_factory=dict)
    corrections: str = ""
    successors: dict[str, str] = field(default_factory=dict)

    @property
    def base(self) -> gpd.GeoDataFrame | None:
        """The base map in EPSG:4326; its columns `first` and `last` are <NA> where it is open."""
        if self.base_map is None:
            return None
        frame = self.base_map.geo()
        return frame.astype({"first": "Int64", "last": "Int64"})

    def parts(self) -> dict[str, Any]:
        """Return the parts by name, to make an atlas of the same background from them."""
        return {each.name: getattr(self, each.name) for each in fields(Background)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas(Background):
    """Everything that a page shows, checked and joined.

    `rows` are the events in time order, with the columns of `mapgen.records.events` and
    `mapgen.atlas.join`.
    """

    rows: Frame

    @property
    def events(self) -> gpd.GeoDataFrame:
        """The rows as a GeoDataFrame with the events' points, EPSG:4326."""
        return self.rows.geo(with_shapes)


def read_references(settings: Settings) -> tuple[Bibliography, Gazetteer, Problems]:
    """Read what events refer to: the bibliography and the gazetteer.

    Parameters
    ----------
    settings : Settings
        The settings of the folder, which name the two files.

    Returns
    -------
    bibliography : Bibliography
    gazetteer : Gazetteer
    problems : Problems
        Of both files; entries with an error are left out of the two.
    """
    problems = Problems()
    bibliography, found = read_sources(settings.sources, name=settings.name_of(settings.sources))
    problems.extend(found)
    places, found = read_places(settings.places, name=settings.name_of(settings.places))
    problems.extend(found)
    return bibliography, places, problems


def read_background(
    settings: Settings, bibliography: Bibliography, places: Gazetteer
) -> tuple[Background, Problems]:
    """Read all of a folder's atlas but its events and its story.

    Parameters
    ----------
    settings : Settings
    bibliography : Bibliography
    places : Gazetteer
        What `read_references` returned.

    Returns
    -------
    background : Background
    problems : Problems
        Of the files read here.
    """
    problems = Problems()
    districts, found = read_districts(settings)
    problems.extend(found)
    base, found = read_base(settings)
    problems.extend(found)
    pages, found = read_pages(settings)
    problems.extend(found)
    names, items, found = read_names(settings)
    problems.extend(found)
    return Background(
        settings=settings,
        bibliography=bibliography,
        places=places,
        districts=districts,
        base_map=base,
        names=names,
        items=items,
        **pages,
    ), problems


def read_atlas(folder: AnyFolder, progress: Progress | None = None) -> Atlas:
    """Read, check and join the atlas of a folder.

    Parameters
    ----------
    folder : path or Folder
        A path of the command line, or a folder with what is known of it (``--trust``).
    progress : callable, optional
        Called with a line of text before each step.

    Returns
    -------
    Atlas

    Raises
    ------
    InputError
        With the problems of all files, warnings too, when at least one is an error.
    """
    say = progress or (lambda _: None)
    settings, problems = read_settings(folder)
    say("Reading the sources and places")
    bibliography, places, found = read_references(settings)
    problems.extend(found)
    say("Reading the events")
    events, found = read_events(settings.events, settings, bibliography, places)
    problems.extend(found)
    removed, found = read_removed(settings)
    problems.extend(found)
    now: dict[str, str] = {}
    if removed:
        written = zip(events["id"], events["line"].tolist(), strict=True)
        problems.extend(reused(written, removed, settings))
        now, found = successors(removed, set(events["id"]), settings)
        problems.extend(found)
    say("Reading the shapes")
    background, found = read_background(settings, bibliography, places)
    problems.extend(found)
    districts = background.districts
    shapes = {settings.name_of(path) for path in (settings.units, settings.districts)}
    shapes_are_whole = not any(each.file in shapes for each in found.errors)
    places_of = _places_of(events) if is_there(settings.story) else {}
    story, found = read_story(settings, bibliography, places_of, places)
    problems.extend(found)
    problems.extend(check_wording(settings, events))
    say("Joining events and districts")
    file = settings.name_of(settings.events)
    with beside() as thread:
        far = thread.submit(far_problems, events, file)
        # Against broken shapes every event would be "outside": one mistake, a hundred messages.
        joined = join(events, districts) if shapes_are_whole else None
        problems.extend(far.result())
    if joined is not None:
        events = joined
        problems.extend(join_problems(events, districts, file, settings.coverage))
    problems.raise_if_errors()
    problems.extend(bibliography.uncited(_cited(events, story, bibliography.keys())))
    parts = background.parts() | {
        "story": story,
        "warnings": tuple(problems.in_order()),
        "successors": now,
    }
    return Atlas(rows=events, **parts)


def _places_of(events: Frame) -> dict[str, tuple[str, ...]]:
    """Return the ids of the places of each event; none where the gazetteer has none."""
    found = zip(events["id"], events["place_id"], events["event_places"], strict=True)
    return {
        event: tuple(each.id for each in several) or ((place,) if place else ())
        for event, place, several in found
    }


def _cited(events: Frame, story: Iterable[Chapter], wanted: AbstractSet[str]) -> set[str]:
    """Return which of the wanted sources the events or the story cite, and perhaps others."""
    keys = cited(words.text for chapter in story for words in chapter.words.values())
    for name in FIGURES:
        claims = events[name]
        # Equal cells share their claims: each is looked at once.
        for row in same_objects(claims)[1].tolist():
            keys.update(citation.key for citation in claims[row].citations)
    for column in events.columns:
        if column == "summary" or column.startswith("summary_"):
            for values in some_at_a_time(events.held(column)):
                if keys >= wanted:
                    break
                if isinstance(values[0], Summary):
                    keys |= cited(values, wanted - keys)
    return keys
