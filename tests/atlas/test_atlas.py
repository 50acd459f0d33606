"""A folder is read as one whole: everything, or everything that is wrong."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import atlases
import pytest
from examples import examples
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from mapgen.atlas.atlas import Atlas, read_atlas
from mapgen.notation.civil import from_civil
from mapgen.notation.markdown import render_page
from mapgen.problems import InputError


def wrong(folder: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_atlas(folder)
    return [str(each) for each in caught.value.problems if each.severity == "error"]


def test_the_small_atlas_is_read_whole(small_folder: Path) -> None:
    steps: list[str] = []
    atlas = read_atlas(small_folder, steps.append)
    assert isinstance(atlas, Atlas)
    assert atlas.settings.title == "A small atlas"
    assert len(atlas.events) == len(atlases.EVENTS)
    assert list(atlas.events["first"]) == sorted(atlas.events["first"])
    assert len(atlas.bibliography) == len(atlases.SOURCES)
    assert atlas.districts.names == ("West", "East", "Old")
    assert atlas.base is not None
    assert list(atlas.base["kind"]) == ["river"]
    assert "How it was made</h2>" in atlas.about
    assert [each.value for each in atlas.warnings] == ["edge-colony"]
    assert "Reading the events" in steps


def test_problems_of_all_files_come_in_one_run(small_folder: Path) -> None:
    atlases.change_event(small_folder, "1986-karachi-bridge", date="Dec-86", category="klash")
    (small_folder / "sources.json").write_text('[{"id": "dawn1985"', encoding="utf-8")
    (small_folder / "geodata" / "base.geojson").write_text("{", encoding="utf-8")
    districts = small_folder / "geodata" / "districts.csv"
    districts.write_text(atlases.DISTRICTS.replace("S2,probable", "S2,perhaps"), encoding="utf-8")
    settings = small_folder / "mapgen.toml"
    settings.write_text(
        'titel = "Misspelt"\n' + settings.read_text(encoding="utf-8"), encoding="utf-8"
    )
    places = small_folder / "geodata" / "places.csv"
    places.write_text(
        places.read_text(encoding="utf-8").replace("25.0,66.95", "north,66.95"), encoding="utf-8"
    )
    problems = "\n".join(wrong(small_folder))
    for file in (
        "mapgen.toml",
        "sources.json",
        "events.csv",
        "geodata/base.geojson",
        "geodata/districts.csv",
        "geodata/places.csv",
    ):
        assert file in problems
    assert "'Dec-86'" in problems
    assert "'klash'" in problems


def test_broken_shapes_do_not_put_every_event_outside(small_folder: Path) -> None:
    (small_folder / "geodata" / "units.geojson").write_text("{}", encoding="utf-8")
    problems = wrong(small_folder)
    assert len(problems) == 1
    assert "not a GeoJSON FeatureCollection" in problems[0]


def test_a_point_in_the_sea_and_swapped_coordinates_are_errors(small_folder: Path) -> None:
    atlases.write_events(
        small_folder,
        [
            {**atlases.EVENTS[3], "latitude": "24.5", "longitude": "66.5"},
            {**atlases.EVENTS[4], "latitude": "67.045", "longitude": "24.85"},
        ],
    )
    problems = wrong(small_folder)
    assert any("events.csv:2" in each and "outside every district" in each for each in problems)
    assert any("events.csv:3" in each and "swapped" in each for each in problems)


def test_a_source_that_nothing_cites_is_a_warning(small_folder: Path) -> None:
    extra = {"id": "unused", "type": "book", "title": "Never cited"}
    atlases.write_json(small_folder / "sources.json", [*atlases.SOURCES, extra])
    atlas = read_atlas(small_folder)
    assert {each.value for each in atlas.warnings} == {"unused", "edge-colony"}


def test_a_source_cited_only_by_a_figure_counts_as_cited(small_folder: Path) -> None:
    atlases.change_event(
        small_folder,
        "1986-karachi-bridge",
        summary="Gunmen fired from the bridge [@ali2005].",
    )
    assert [each.value for each in read_atlas(small_folder).warnings] == ["edge-colony"]


def test_an_atlas_needs_no_base_map_and_no_about(small_folder: Path) -> None:
    (small_folder / "geodata" / "base.geojson").unlink()
    (small_folder / "docs" / "about.md").unlink()
    atlas = read_atlas(small_folder)
    assert atlas.base is None
    assert atlas.about == ""


def test_files_that_the_settings_name_must_be_there(small_folder: Path) -> None:
    settings = small_folder / "mapgen.toml"
    settings.write_text(
        'base = "maps/base.geojson"\nabout = "ABOUT.md"\n' + settings.read_text(encoding="utf-8"),
        encoding="utf-8",
    )
    problems = wrong(small_folder)
    assert [each.split(":")[0] for each in problems] == ["maps/base.geojson", "ABOUT.md"]


def test_an_unknown_kind_in_the_base_map_is_an_error(small_folder: Path) -> None:
    path = small_folder / "geodata" / "base.geojson"
    path.write_text(
        path.read_text(encoding="utf-8").replace('"river"', '"canal"'), encoding="utf-8"
    )
    (problem,) = wrong(small_folder)
    assert "unknown kind 'canal'" in problem
    assert "Allowed: coast, land," in problem


def test_an_empty_folder_names_every_file_that_is_missing(tmp_path: Path) -> None:
    problems = wrong(tmp_path)
    assert [each.split(":")[0] for each in problems] == [
        "sources.json",
        "geodata/places.csv",
        "events.csv",
        "geodata/units.geojson",
        "geodata/districts.csv",
    ]


@pytest.mark.parametrize("columns", [True, False])
def test_spreadsheet_habits_are_simply_right(small_folder: Path, columns: bool) -> None:
    plain = read_atlas(small_folder).events
    path = small_folder / "events.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = [*reversed(rows[0]), "my_note"] if columns else list(rows[0])
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, names, restval="kept", quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(rows)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in path.read_bytes()
    events = read_atlas(small_folder).events
    for column in ("id", "title", "first", "last", "district", "join", "latitude"):
        assert list(events[column].fillna(0)) == list(plain[column].fillna(0))
    if columns:
        assert set(events["my_note"]) == {"kept"}


def test_the_about_text_runs_nothing() -> None:
    html = render_page(
        "# Title\n\n<script>alert(1)</script> [x](javascript:alert(1)) ![i](https://example.org/i)\n\n"
        "[ok](https://example.org/?a=1&b=2) [mail](mailto:a@example.org)\n\n<img src=x onerror=y>"
    )
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html
    assert 'href="https://example.org/?a=1&amp;b=2" rel="noopener noreferrer"' in html
    assert 'href="mailto:a@example.org"' in html


FILES = [
    "mapgen.toml",
    "events.csv",
    "sources.json",
    "geodata/units.geojson",
    "geodata/districts.csv",
    "geodata/places.csv",
    "geodata/base.geojson",
    "docs/about.md",
]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return atlases.small_atlas(tmp_path_factory.mktemp("whole") / "atlas")


@given(st.data())
@hypothesis_settings(max_examples=examples(150), suppress_health_check=[HealthCheck.too_slow])
def test_no_damage_to_any_file_gives_a_traceback(whole: Path, data: st.DataObject) -> None:
    folder = whole.parent / "damaged"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(whole, folder)
    path = folder / data.draw(st.sampled_from(FILES))
    raw = path.read_bytes()
    start = data.draw(st.integers(0, len(raw)))
    length = data.draw(st.one_of(st.integers(0, 4), st.integers(0, len(raw))))
    instead = data.draw(
        st.one_of(
            st.binary(max_size=12),
            st.text(max_size=12).map(lambda text: text.encode("utf-8", "surrogatepass")),
            st.sampled_from([b'"', b"null", b"{}", b"[]", b"1e999", b"-1", b"\0", b"\r", b",,,"]),
        )
    )
    path.write_bytes(raw[:start] + instead + raw[start + length :])
    try:
        read_atlas(folder)
    except InputError as error:
        assert error.problems
        for problem in error.problems:
            assert "\n" not in str(problem)


def test_damaged_values_of_every_kind_give_no_traceback(small_folder: Path) -> None:
    """Every single value of the JSON files is replaced by each of some strange ones."""
    strange = [None, True, -1, 1e308, "", "\0", [], {}, [[]], "9" * 5000, [None], {"a": [1]}]

    def each_place(value: object, path: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
        inner: list[tuple[object, ...]] = [path] if path else []
        pairs = (
            value.items()
            if isinstance(value, dict)
            else enumerate(value)
            if isinstance(value, list)
            else ()
        )
        for key, part in list(pairs)[:3] if len(path) > 3 else list(pairs):
            inner += each_place(part, (*path, key))
        return inner

    for name in ("sources.json", "geodata/units.geojson", "geodata/base.geojson"):
        file = small_folder / name
        text = file.read_text(encoding="utf-8")
        for at, place in enumerate(each_place(json.loads(text))):
            changed = json.loads(text)
            holder = changed
            for key in place[:-1]:
                holder = holder[key]
            holder[place[-1]] = strange[at % len(strange)]
            file.write_text(json.dumps(changed), encoding="utf-8")
            try:
                read_atlas(small_folder)
            except InputError as error:
                assert error.problems
        file.write_text(text, encoding="utf-8")


def test_the_real_records_have_no_error() -> None:
    root = Path(__file__).resolve().parents[2]
    if not (root / "events.csv").exists():
        pytest.skip("this checkout has no records")
    atlas = read_atlas(root)
    assert len(atlas.events) >= 110
    assert {*atlas.events["join"]} <= {"inside", "border", "possible", "several", "city"}
    april = from_civil(1985, 4, 15)
    labels = set(atlas.districts.on(april)["label"])
    assert any(" or " in label and "Central" in label for label in labels)


def test_the_frozen_atlas_of_the_benchmarks_has_no_error() -> None:
    root = Path(__file__).resolve().parents[2] / "benchmarks" / "fixtures" / "atlas-151"
    if not root.exists():
        pytest.skip("this checkout has no benchmarks")
    assert len(read_atlas(root).events) == 151
