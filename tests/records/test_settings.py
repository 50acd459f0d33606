from __future__ import annotations

from pathlib import Path

import pytest

from mapgen.records.categories import LOOKS
from mapgen.records.settings import CATEGORIES, KEYS, PATHS, City, Tiles, read_settings


@pytest.fixture
def read(tmp_path):
    def of(text: str, file: str = "mapgen.toml"):
        (tmp_path / file).write_text(text, encoding="utf-8")
        settings, problems = read_settings(tmp_path)
        return settings, [str(problem) for problem in problems]

    return of


WHOLE = """\
title = "Karachi"
language = "ur"
languages = ["en", "ur"]
url = "https://x.org/atlas"
report = "mailto:a@x.org"
events = "records/e.csv"
period = { from = "1972", to = 1992-12-31 }
tiles = { url = "https://t.org/{z}/{x}/{y}.png", attribution = "© T" }

[[cities]]
name = "Karachi"
latitude = 24.86
longitude = 67

[categories.clash]
label = "Fight"
colour = "#aabbcc"
glyph = "ring"

[categories.own-kind]
label = "Own"
"""


def test_all_settings_are_read(read, tmp_path):
    settings, problems = read(WHOLE)
    assert problems == []
    assert (settings.title, settings.file) == ("Karachi", "mapgen.toml")
    assert settings.languages == ("ur", "en")
    assert settings.events.path == tmp_path / "records/e.csv"
    assert settings.name_of(settings.events) == "records/e.csv"
    assert settings.sources.path == tmp_path / "sources.json"
    assert (settings.period.first, settings.period.last) == (730, 8400)
    assert settings.cities == (City("Karachi", 24.86, 67.0, 11),)
    assert settings.tiles == Tiles("https://t.org/{z}/{x}/{y}.png", "© T")
    assert list(settings.categories) == ["clash", "own-kind"]
    assert settings.categories["clash"].colour == "#aabbcc"
    assert settings.categories["own-kind"].glyph


def test_without_a_settings_file_the_defaults_stand(tmp_path):
    settings, problems = read_settings(tmp_path)
    assert list(problems) == []
    assert settings.title == tmp_path.name
    assert settings.categories == CATEGORIES
    assert settings.base.path == tmp_path / PATHS["base"]
    assert (settings.period, settings.tiles, settings.cities) == (None, None, ())


def test_mapgen_toml_wins_over_pyproject(read, tmp_path):
    read('[tool.mapgen]\ntitle = "P"\n', "pyproject.toml")
    assert read_settings(tmp_path)[0].title == "P"
    assert read('title = "M"\n')[0].title == "M"


def test_a_pyproject_of_another_tool_is_no_settings(read):
    settings, problems = read('[project]\nname = "x"\ntitle = 3\n', "pyproject.toml")
    assert (settings.file, problems) == ("", [])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('titel = "x"', "mapgen.toml:1: titel: unknown setting. Did you mean 'title'?"),
        ("\ntitle = 3", "mapgen.toml:2: title: '3': not a text."),
        ('title = "x', "mapgen.toml:1: not TOML: "),
        ("a = 1\na = 2", "mapgen.toml:2: not TOML: "),
        ('language = "xx"', "language: 'xx': not a language."),
        ('languages = "en"', "languages: 'en': not a list of texts."),
        ('languages = ["en", "xx"]', "languages: 'xx': not a language."),
        ('url = "javascript:x"', "url: 'javascript:x': not an address."),
        ('report = "http://x.org"', "report: 'http://x.org': not an address."),
        ('report = "mailto:a b"', "not an address."),
        ('period = { from = "1992", to = "1972" }', "Write the earlier date first."),
        ('period = { from = "Dec-86", to = "1992" }', "Write 1986-12."),
        ('period = { from = "1986" }', "period"),
        ('period = "1986"', "period: '1986': not a table."),
        ('[categories.x]\ncolor = "#aabbcc"', "mapgen.toml:2: categories.x.color: unknown setting"),
        ('[categories.x]\ncolour = "red;}"', "mapgen.toml:2: categories.x.colour: 'red;}'"),
        ('[categories.x]\nglyph = "blob"', "not a known glyph"),
        ('[categories."X y"]\nlabel = "x"', "not an id"),
        ('[[cities]]\nname = "A"\nlatitude = 99\nlongitude = 1', "toml:3: cities[1].latitude"),
        ('[[cities]]\nname = "A"\nlatitude = nan\nlongitude = 1', "cities[1].latitude"),
        ('[[cities]]\nname = "A"\nlatitude = 9\nlongitude = 1\nzoom = 40', "cities[1].zoom"),
        ('[[cities]]\nlatitude = 9\nlongitude = 1', "cities[1].name"),
        ('cities = 3', "not a list of tables"),
        ('tiles = { url = "https://t.org/x.png", attribution = "T" }', "not a tile layer"),
        ('tiles = { url = "https://t.org/{z}/{x}/{y}.png" }', "not a tile layer"),
        # The host goes into the page's policy: no rule of its own, no wildcard.
        ('tiles = { url = "https://t.org;script-src/{z}/{x}/{y}", attribution = "T" }', "a tile ad"),
        ('tiles = { url = "https://*/{z}/{x}/{y}", attribution = "T" }', "a tile ad"),
        ('tiles = { url = "https://t,x.org/{z}/{x}/{y}", attribution = "T" }', "a tile ad"),
        ('tiles = { url = "https://u:p@t.org/{z}/{x}/{y}", attribution = "T" }', "a tile ad"),
        ('tiles = { url = "https://{q}.org/{z}/{x}/{y}", attribution = "T" }', "a tile ad"),
        ('tiles = { url = "https://t.org/{z}/{x}/{y}?{key}", attribution = "T" }', "a tile ad"),
        ('tiles = { url = "https://کراچی.pk/{z}/{x}/{y}", attribution = "T" }', "a tile ad"),
        ('url = "javascript:alert(1)"', "not an address"),
        ('report = "http://example.org/"', "not an address"),
        ('report = "data:text/html,x"', "not an address"),
        ('title = "a\\u0000b"', "mapgen.toml:1: title: 'a\\x00b': NUL byte in the text"),
        ('categories = 3', "categories: '3': not a table."),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_one_problem_and_the_default_stands_in(read, text, problem):
    settings, problems = read(text)
    assert len(problems) == 1, problems
    assert problem in problems[0]
    assert settings.title
    assert all(len(category.colour) == 7 for category in settings.categories.values())


def test_settings_that_are_not_utf_8_name_the_byte(tmp_path):
    (tmp_path / "mapgen.toml").write_bytes(b'title = "it\x92s"\n')
    settings, problems = read_settings(tmp_path)
    assert "0x92 at offset 11" in str(problems.errors[0])
    assert settings.title


def test_the_settings_of_this_atlas_are_right():
    root = Path(__file__).resolve().parents[2]
    settings, problems = read_settings(root)
    assert list(problems) == []
    assert [city.name for city in settings.cities] == ["Karachi", "Hyderabad"]
    assert len(settings.categories) == len(CATEGORIES)


def test_every_path_and_key_has_a_name_in_the_settings():
    assert set(PATHS) < set(KEYS)


def test_categories_without_a_look_differ_as_long_as_there_are_pairs(read):
    """The settings' own looks and the palette's are not given out a second time."""
    own = '[categories.own]\ncolour = "#3c1830"\nglyph = "star"\n[categories.crime]\n'
    kinds = "".join(f"[categories.kind-{at}]\n" for at in range(LOOKS - 2))
    settings, problems = read(kinds + own)
    looks = {(each.colour, each.glyph) for each in settings.categories.values()}
    assert (len(looks), len(problems)) == (LOOKS, 0)
    settings, problems = read(kinds + own + "[categories.too-many]")
    assert len(problems) == 1
    assert "categories.too-many: '#903000, circle': looks like kind-" in problems[0]


def test_two_categories_that_look_alike_are_told(read):
    look = 'colour = "#AAbbcc"\nglyph = "ring"\n'
    _, problems = read(f"[categories.a]\n{look}[categories.b]\n{look.lower()}")
    assert len(problems) == 1
    assert problems[0].startswith(
        "mapgen.toml:4: categories.b: '#aabbcc, ring': looks like a on the map."
    )


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ('"2026-11-05"', "2026-11-05"),
        ("2026-11-05", "2026-11-05"),
        ('""', ""),
        ('"2026-02-30"', None),
        ('"20261105"', None),
        ('"November 2026"', None),
        ("2026-11-05T10:00:00", None),
        ("2026", None),
    ],
)
def test_published_is_a_day(read, written: str, day: str | None) -> None:
    settings, problems = read(f"published = {written}\n")
    assert settings.published == (day or "")
    assert ["not a day" in each for each in problems] == ([True] if day is None else [])
