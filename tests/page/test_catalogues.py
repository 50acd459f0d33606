"""The catalogues are whole, in step with the code, and say what they are; the languages' facts."""

from __future__ import annotations

import re
from gettext import c2py  # type: ignore[attr-defined]
from pathlib import Path

import atlases
import messages
import pytest
from babel import localedata
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from mapgen.atlas.atlas import read_atlas
from mapgen.notation import languages
from mapgen.notation.cldr import cldr as cldr_of
from mapgen.page.payload.events import names_and_days
from mapgen.page.payload.head import extent
from mapgen.page.payload.local_names import names, regions_of, used_names
from mapgen.page.payload.messages import catalogue_of, read_catalogue, translator
from mapgen.page.payload.messages import messages as messages_of
from mapgen.problems import InputError
from mapgen.records.names import read_names
from mapgen.records.settings import read_settings

ROOT = Path(__file__).resolve().parents[2]
OTHERS = sorted(each.name for each in (ROOT / "mapgen/page/locale").iterdir() if each.is_dir())
FIELD = re.compile(r"\{(\w+)\}")
# What stays in Latin letters: keys of the keyboard, examples of spelling, grades, a file.
LATIN = {
    "Pucca", "Pakka", "Mohajir", "Muhajir", "Shift", "Ctrl", "A", "B", "C", "docs", "languages",
    "md", "CSV", "GeoJSON", "BibTeX", "RIS", "CSL", "JSON", "SVG", "APA", "Chicago", "PNG",
}  # fmt: skip
# What no other language in Latin letters here has a word of.
ENGLISH = {"the", "of", "and", "this", "that", "which", "with", "are", "is", "not", "from", "by"}


def forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def told(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def key(message: Message) -> tuple[str, ...]:
    return forms(message.id)


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The messages that the code has now."""
    pot = tmp_path_factory.mktemp("messages") / "mapgen.pot"
    messages.extract(pot)
    with pot.open("rb") as file:
        return read_po(file)


@pytest.fixture(params=OTHERS)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_message_of_the_code_stands_in_every_catalogue_and_no_other(
    extracted: Catalog, language: str
) -> None:
    wanted = {key(message) for message in told(extracted)}
    kept = {key(message) for message in told(read_catalogue(language))}
    assert wanted - kept == set(), "run: make messages"
    assert kept - wanted == set(), "run: make messages"
    assert not read_catalogue(language).obsolete


def test_the_template_is_in_step_with_the_code(extracted: Catalog) -> None:
    with (messages.LOCALE / "mapgen.pot").open("rb") as file:
        kept = {key(message) for message in told(read_po(file))}
    assert kept == {key(message) for message in told(extracted)}, "run: make messages"


def test_what_the_extractor_could_overlook_is_found_by_another_way(extracted: Catalog) -> None:
    wanted = {form for message in told(extracted) for form in key(message)}
    call = re.compile(r"""(?<![\w$])tn?\(\s*"((?:[^"\\]|\\.)*)"(?!\s*\+)""")
    for path in (ROOT / "mapgen" / "page").rglob("*.js"):
        for text in call.findall(path.read_text(encoding="utf-8")):
            assert text in wanted, f"{path.name}: {text}"


def test_every_message_is_translated_in_all_its_forms(language: str) -> None:
    catalogue = read_catalogue(language)
    for message in told(catalogue):
        found = forms(message.string)
        assert all(found), f"{language}: not translated: {message.id}"
        assert not message.fuzzy, f"{language}: not sure: {message.id}"
        if isinstance(message.id, tuple):
            assert len(found) == catalogue.num_plurals, message.id


def test_translations_keep_the_placeholders(language: str) -> None:
    kind = cldr_of(language).plural_form
    numbers, plurals = [kind(n) for n in range(200)], languages.plurals(language)
    for message in told(read_catalogue(language)):
        wanted = {name for form in key(message) for name in FIELD.findall(form)}
        for said, form in zip(plurals, forms(message.string), strict=False):
            if not form:
                continue
            found = set(FIELD.findall(form))
            # A form of one number alone may say "the one event" instead of the number.
            alone = isinstance(message.id, tuple) and numbers.count(said) == 1
            assert wanted - ({"n"} if alone else set()) <= found <= wanted, message.id


def test_translations_keep_blanks_at_the_ends(language: str) -> None:
    for message in told(read_catalogue(language)):
        first = key(message)[0]
        for form in forms(message.string):
            assert form[-1:].isspace() == first[-1:].isspace(), message.id
            assert form[:1].isspace() == first[:1].isspace() or first == " or ", message.id


def test_no_english_is_left_in_a_translation(language: str) -> None:
    latin = languages.script(language) == "Latn"
    for message in told(read_catalogue(language)):
        for form in forms(message.string):
            words = set(re.findall(r"[A-Za-z]+", FIELD.sub("", form)))
            left = words & ENGLISH if latin else words - LATIN
            assert not left, f"{message.id}: {left}"


# Letters of the neighbours: they look alike and break searching.
@pytest.mark.parametrize(
    ("language", "others"),
    [
        ("ur", "كيىهةڪ"),
        ("sd", "یہۃٹڈڑںے"),
        ("ar", "یکہۀگچپژ"),
        ("fa", "يكىةہڪ"),
        ("uk", "ыэъё"),
    ],
)
def test_letters_are_the_languages_own(language: str, others: str) -> None:
    words = "".join(form for m in told(read_catalogue(language)) for form in forms(m.string))
    assert not set(others) & set(words.lower())


def test_a_catalogue_says_that_it_is_a_draft_and_where_corrections_go(language: str) -> None:
    head = read_catalogue(language).header_comment
    assert "without review by a native speaker" in head
    assert "docs/languages.md" in head
    assert (ROOT / "docs" / "languages.md").exists()


WHOLE = [*range(300), 1_000, 10_000, 999_999, 1_000_000, 2_000_000]


@pytest.mark.parametrize("name", ["languages", "settings"])
def test_the_docs_name_every_language_of_the_interface(name: str, language: str) -> None:
    assert f"`{language}`" in (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")


def test_plural_rules_are_cldrs(language: str) -> None:
    catalogue = read_catalogue(language)
    rule = c2py(catalogue.plural_expr)
    cldr = cldr_of(language).plural_form
    order = languages.plurals(language)
    assert catalogue.num_plurals == len(order)
    for n in WHOLE:
        assert order[rule(n)] == cldr(n)


# Every number of forms that there is: one to six, with and without those of fractions.
@pytest.mark.parametrize("tag", ["id", "de", "fr", "pt", "ru", "uk", "sl", "ga", "ar", "cy", "sd"])
def test_a_new_catalogue_is_a_draft_with_cldrs_plurals(tag: str, tmp_path: Path) -> None:
    messages.start(tmp_path / "mapgen.pot", tag)
    path = tmp_path / tag / "LC_MESSAGES" / "mapgen.po"
    with path.open("rb") as file:
        made = read_po(file, abort_invalid=True)
    order, cldr = languages.plurals(tag), cldr_of(tag).plural_form
    assert made.num_plurals == len(order)
    assert [order[c2py(made.plural_expr)(n)] for n in WHOLE] == [cldr(n) for n in WHOLE]
    assert "without review by a native speaker" in made.header_comment
    # One that is there stays as it is.
    path.write_text("kept", encoding="utf-8")
    messages.start(tmp_path / "mapgen.pot", tag)
    assert path.read_text(encoding="utf-8") == "kept"


def test_every_language_in_arabic_script_is_set_in_it() -> None:
    sheet = (ROOT / "mapgen/page/browser/style/languages.css").read_text(encoding="utf-8")
    named = set(re.findall(r"(?m)^  :lang\(([\w-]+)\)", sheet))
    tags = {tag.replace("_", "-") for tag in localedata.locale_identifiers()}
    wanted = {tag for tag in tags if languages.is_language(tag) and languages.script(tag) == "Arab"}
    # A style for "ar" holds for "ar-EG".
    assert {tag for tag in wanted if not any(holds(each, tag) for each in named)} == set()
    assert {each for each in named if languages.script(each) != "Arab"} == set()


def holds(wider: str, tag: str) -> bool:
    return tag == wider or tag.startswith(f"{wider}-")


@pytest.mark.parametrize(
    ("tag", "words_of"), [("ur-IN", "ur"), ("sd-Deva", ""), ("en-GB", "en"), ("xh", "")]
)
def test_a_language_of_one_country_has_the_words_of_the_language(tag: str, words_of: str) -> None:
    assert catalogue_of(tag) == words_of
    assert messages_of(tag) == (messages_of(words_of) if words_of else {})


@pytest.mark.parametrize(
    ("tag", "zero", "group", "pairs"),
    [
        ("es", "0", ".", False), ("fr", "0", "\u202f", False), ("de", "0", ".", False),
        ("pt", "0", ".", False), ("ru", "0", "\u00a0", False), ("uk", "0", "\u00a0", False),
        ("fa", "۰", "٬", False), ("hi", "0", ",", True), ("bn", "০", ",", True),
        ("ar-EG", "٠", "٬", False),
    ],
)  # fmt: skip
def test_digits_and_their_groups_are_cldrs(tag: str, zero: str, group: str, pairs: bool) -> None:
    assert languages.digits(tag)[0] == zero
    assert languages.group(tag) == group
    assert languages.has_pairs(tag) is pairs


def test_digits_months_and_days_are_those_of_pakistan() -> None:
    assert languages.digits("ur") == "0123456789"
    assert languages.digits("sd") == "٠١٢٣٤٥٦٧٨٩"
    assert languages.group("sd") == "٬"
    assert languages.months("ur")[8] == "ستمبر"
    assert languages.months("sd")[9] == "آڪٽوبر"
    assert languages.day_pattern("ur") == "{day} {month}، {year}"
    assert languages.day_pattern("sd") == "{day} {month} {year}"
    assert languages.with_digits("12 of 1988", "sd") == "١٢ of ١٩٨٨"
    assert [languages.direction(each) for each in ("en", "ur", "sd", "fr", "ar")] == [
        "ltr",
        "rtl",
        "rtl",
        "ltr",
        "rtl",
    ]


def test_the_translator_fills_in_and_leaves_what_it_does_not_know() -> None:
    assert translator("ur")("Sources") == "ماخذ"
    assert translator("en")("at least {n}", n=3) == "at least 3"
    assert translator("sd")("at least {n}", n="٣") == "گهٽ ۾ گهٽ ٣"
    assert translator("ur")("no such message {x}") == "no such message {x}"
    assert messages_of("en") == {}
    with pytest.raises(FileNotFoundError):
        read_catalogue("xx")


def test_every_name_of_the_records_has_one_in_every_language_of_the_atlas() -> None:
    if not (ROOT / "events.csv").exists():
        pytest.skip("this checkout has no records")
    atlas = read_atlas(ROOT)
    events = names_and_days(atlas.rows)
    regions = regions_of(atlas.districts, extent(atlas.settings, events.first, events.last))
    used = used_names(atlas, events.names, regions)
    for language in atlas.settings.languages:
        if language == atlas.settings.language:
            continue
        found = names(atlas, language, used, regions)
        words = messages_of(language)
        missing = {
            name
            for name in used
            if name and name not in found and name not in words and re.search("[A-Za-z]", name)
        }
        assert missing == set(), language
        assert "West" not in " ".join(found[label] for label in regions)


def test_names_are_read_once_each(tmp_path: Path) -> None:
    folder = atlases.small_atlas(tmp_path / "atlas")
    (folder / "names.csv").write_text(
        "name,name_ur,wikidata\nPolice,پولیس,Q1\n,نام,\nPolice,پولس,\nArmy,,p31\n", encoding="utf-8"
    )
    _, items, problems = read_names(read_settings(folder)[0])
    assert [(each.line, each.message) for each in problems.errors] == [
        (3, "no name"),
        (4, "this name is line 2's already"),
        (5, "not an item of Wikidata"),
    ]
    assert items == {"Police": "Q1"}
    with pytest.raises(InputError):
        read_atlas(folder)


def test_titles_and_labels_in_other_languages_come_from_the_settings(tmp_path: Path) -> None:
    (tmp_path / "mapgen.toml").write_text(
        'title = "Two cities"\ntitle_ur = "دو شہر"\nlanguages = ["en", "ur"]\n'
        '[categories.press]\nlabel = "Press"\nlabel_ur = "صحافت"\n',
        encoding="utf-8",
    )
    settings, problems = read_settings(tmp_path)
    assert not list(problems.errors)
    assert settings.text("title", "ur") == "دو شہر"
    assert settings.text("title", "sd") == "Two cities"
    assert settings.categories["press"].labels == {"ur": "صحافت"}


def test_a_misspelt_language_in_the_settings_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "mapgen.toml").write_text('title_xx = "?"\n', encoding="utf-8")
    _, problems = read_settings(tmp_path)
    assert [each.column for each in problems.errors] == ["title_xx"]
