from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapgen.records.sources import Bibliography, read_sources


@pytest.fixture
def read(tmp_path):
    def of(content: object) -> tuple[Bibliography, list[str]]:
        path = tmp_path / "sources.json"
        text = content if isinstance(content, str) else json.dumps(content, indent=1)
        path.write_text(text, encoding="utf-8")
        bibliography, problems = read_sources(path)
        assert all(p.file == "sources.json" and p.mend for p in problems)
        return bibliography, [str(problem) for problem in problems]

    return of


NEWS = {
    "id": "dawn1986",
    "type": "article-newspaper",
    "title": "Riots in Karachi",
    "container-title": "Dawn",
    "issued": {"date-parts": [[1986, 12, 15]]},
    "page": "1",
    "URL": "https://dawn.com/x",
}


@pytest.mark.parametrize(
    ("changes", "short", "long"),
    [
        ({}, "Dawn, 15 Dec 1986", "“Riots in Karachi.” Dawn, 15 December 1986, p. 1."),
        ({"issued": {"date-parts": [["1988", 2]]}, "page": "1-3"}, "Dawn, Feb 1988",
         "“Riots in Karachi.” Dawn, February 1988, pp. 1–3."),
        ({"issued": {"date-parts": [[1988]], "circa": True}}, "Dawn, about 1988",
         "“Riots in Karachi.” Dawn, about 1988, p. 1."),
        ({"issued": {}, "page": ""}, "Dawn", "“Riots in Karachi.” Dawn, no date."),
        ({"issued": {"literal": "n.d."}, "page": ""}, "Dawn, n.d.", "“Riots in Karachi.” Dawn, n.d."),
        ({"title": "[A report on bombs]", "page": ""}, "Dawn, 15 Dec 1986",
         "[A report on bombs]. Dawn, 15 December 1986."),
        ({"title": "Who?", "author": [{"family": "Ali", "given": "Imtiaz"}]}, "Dawn, 15 Dec 1986",
         "Ali, Imtiaz. “Who?” Dawn, 15 December 1986, p. 1."),
        ({"note": "First page only\nMirror: Scribd"}, "Dawn, 15 Dec 1986",
         "“Riots in Karachi.” Dawn, 15 December 1986, p. 1. Read on a mirror: Scribd."),
        ({"type": "article-journal", "container-title": "Labour", "volume": 12, "issue": "3",
          "author": [{"family": "Ali", "given": "Imtiaz"}, {"family": "Zia"}]}, "Ali and Zia 1986",
         "Ali, Imtiaz; Zia. “Riots in Karachi.” Labour, 12 (3), 15 December 1986, p. 1."),
        ({"type": "book", "container-title": "", "publisher": "OUP", "publisher-place": "Karachi",
          "author": [{"literal": "Police"}, {"family": "B"}, {"family": "C"}], "page": ""},
         "Police and others 1986",
         "Police; B; C. Riots in Karachi. Karachi: OUP, 15 December 1986."),
        ({"type": "chapter", "container-title": "The City", "editor": [
          {"family": "Gayer", "given": "L."}], "page": "", "issued": {"date-parts": [[2010]]}},
         "Gayer 2010", "“Riots in Karachi.” In The City, edited by L. Gayer, 2010."),
        ({"type": "webpage", "container-title": "ecoi.net", "issued": {}, "page": ""}, "ecoi.net",
         "“Riots in Karachi.” ecoi.net, no date."),
    ],
)  # fmt: skip
def test_a_source_has_a_short_name_and_a_whole_citation(read, changes, short, long):
    bibliography, problems = read([NEWS | changes])
    assert problems == []
    assert (bibliography["dawn1986"].short, bibliography["dawn1986"].long) == (short, long)


def test_the_parts_say_what_is_a_title_a_container_and_the_link(read):
    source = read([NEWS | {"language": "ur", "note": "Mirror: X"}])[0]["dawn1986"]
    assert [kind for kind, _ in source.long_parts] == [
        "quoted-title",
        "text",
        "container",
        "text",
        "mirror",
        "link",
    ]
    assert source.long_parts[-1] == ("link", "https://dawn.com/x")
    assert (source.language, source.year, source.mirror, source.url) == (
        "ur",
        1986,
        "X",
        "https://dawn.com/x",
    )


def test_hostile_text_stays_text(read):
    title = "</script><img src=x onerror=alert(1)> ${x}"
    source = read([NEWS | {"title": title}])[0]["dawn1986"]
    assert title in source.long


def test_what_nothing_cites_is_a_warning_with_its_line(read):
    bibliography, _ = read([NEWS, NEWS | {"id": "b"}])
    warnings = bibliography.uncited(["b"])
    assert [(w.severity, w.value, w.line) for w in warnings] == [("warning", "dawn1986", 2)]


def test_a_misspelt_key_is_answered_with_the_nearest(read):
    bibliography, _ = read([NEWS])
    assert bibliography.suggestion("dawn1987") == "Did you mean 'dawn1986'?"
    assert bibliography.suggestion("zzz") == "Add the source to sources.json."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "file is empty"),
        ('[\n {"id": "a",}\n]', 'sources.json:2: \'{"id": "a",}\': not JSON: '),
        ("[{]", "not JSON"),
        ("{}", "not a list of sources but a table"),
        ("null", "not a list of sources but nothing"),
        ("[NaN]", "NaN is not JSON"),
        ('[\n{"id": "a\\uD800"}]', "sources.json:2: '\\uD800': half of a character"),
        ('[{"id": "\\\\\\uDC00"}]', "half of a character"),
        ("[" * 200_000, "nested too deeply"),
        ('[{"id": ' + "9" * 10_000 + "}]", "not JSON"),
    ],
)
def test_broken_json_is_one_problem_that_says_where(read, text, message):
    bibliography, problems = read(text)
    assert len(problems) == 1
    assert message in problems[0]
    assert len(bibliography) == 0


@pytest.mark.parametrize(
    ("changes", "column", "message"),
    [
        ({"id": None}, "id", "has no id"),
        ({"id": "two words"}, "id", "not a citation key"),
        ({"id": 'x"><script>'}, "id", "not a citation key"),
        ({"type": "newspaper"}, "type", "no CSL type"),
        ({"type": None}, "type", "no CSL type"),
        ({"title": ["x"]}, "title", "not a text but a list"),
        ({"title": ""}, "title", "no title and no author"),
        ({"title": "a\x00b"}, "title", "NUL byte in the text"),
        ({"author": "Ali"}, "author", "not a list of names"),
        ({"author": [{"given": 3}]}, "author", "not a name"),
        ({"URL": "javascript:alert(1)"}, "URL", "not a web address"),
        ({"URL": "www.dawn.com"}, "URL", "not a web address"),
        ({"URL": 'https://x.org/"onclick="y'}, "URL", "not a web address"),
        ({"URL": "http://[x"}, "URL", "not a web address"),
        ({"URL": "https://x.org:99999/"}, "URL", "not a web address"),
        ({"URL": "https://1.2.3.4.5/"}, "URL", "not a web address"),
        ({"URL": "https://[::1%25eth0]/"}, "URL", "not a web address"),
        ({"URL": "https://x%2eorg/"}, "URL", "not a web address"),
        ({"URL": "https://\u200b.org/"}, "URL", "not a web address"),
        ({"URL": "https://x..org/"}, "URL", "not a web address"),
        ({"issued": {"date-parts": [[1986, 2, 30]]}}, "issued", "has no day 30"),
        ({"issued": {"date-parts": [[1986, 17]]}}, "issued", "no month 17"),
        ({"issued": {"date-parts": [["x"]]}}, "issued", "numbers"),
        ({"issued": {"date-parts": [[]]}}, "issued", "not a date"),
        ({"issued": {"date-parts": [[1e400 - 1]]}}, "issued", "numbers"),
        ({"issued": "1986"}, "issued", "not a date"),
        ({"type": ["book"]}, "type", "no CSL type"),
    ],
)
def test_a_wrong_field_names_its_source_line_and_mend(read, changes, column, message):
    item = {key: value for key, value in (NEWS | changes).items() if value is not None}
    text = "[\n" + json.dumps(NEWS | {"id": "first"}) + ",\n" + json.dumps(item) + "]"
    text = text.replace("Infinity", "0.5")
    _, problems = read(text)
    assert any(f": {column}: " in problem and message in problem for problem in problems)
    assert all(problem.startswith("sources.json:3: ") for problem in problems)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/?a=1#b",
        "HTTPS://Example.org./",
        "http://127.0.0.1:8080/",
        "http://[::1]/",
        "https://کراچی.پاک/خبر",
        "https://web.archive.org/web/2010/http://x.org/it's",
    ],
)
def test_addresses_that_a_browser_opens_are_taken(read, url):
    bibliography, problems = read([NEWS | {"URL": url}])
    assert not problems
    assert bibliography["dawn1986"].url == url.replace("HTTPS:", "https:")


def test_an_empty_date_is_none(read):
    for nothing in (None, {}, [], ""):
        bibliography, problems = read([NEWS | {"issued": nothing}])
        assert not problems
        assert bibliography["dawn1986"].year is None


def test_an_id_twice_names_the_other_line(read):
    bibliography, problems = read("[\n" + json.dumps(NEWS) + ",\n" + json.dumps(NEWS) + "\n]")
    assert len(problems) == 1
    assert "sources.json:3: id: 'dawn1986': this id is line 2's already" in problems[0]
    assert len(bibliography) == 1


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["id", "title", "author", "issued", "date-parts", "URL", "type", "note",
                         "literal", "raw", "family", "volume", "x"]), inner, max_size=5),
    max_leaves=20,
)  # fmt: skip


@given(st.lists(_JSON, max_size=4))
def test_no_json_raises(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("fuzz") / "s.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    bibliography, problems = read_sources(path)
    assert all(str(problem) for problem in problems)
    for source in bibliography.values():
        assert source.short
        assert source.long
        assert source.url == "" or source.url.startswith("http")


@given(st.text(max_size=60) | st.binary(max_size=60))
def test_no_file_raises(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("fuzz") / "s.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    read_sources(path)


# --- what a source says of itself: docs/sources.md


def test_kind_reading_and_archived_copy_stand_in_the_note(read):
    note = "First page only.\nkind: dataset\nread: mirror-excerpt\narchived: https://a.example/x\nMirror: B"
    accessed = {"date-parts": [[2026, 11]]}
    bibliography, problems = read([{**NEWS, "note": note, "accessed": accessed, "language": "ur"}])
    assert problems == []
    source = bibliography["dawn1986"]
    assert (source.kind, source.read, source.accessed) == ("dataset", "mirror-excerpt", "2026-11")
    assert (source.archived, source.mirror) == ("https://a.example/x", "B")
    assert source.note == "First page only."


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"note": "kind: datset"}, "note: 'kind: datset': source dawn1986: unknown kind."),
        ({"note": "read: twice"}, "unknown read."),
        ({"note": "archived: on a shelf"}, "not a web address"),
        ({"accessed": {"date-parts": [[2026, 13]]}}, "there is no month 13"),
        ({"accessed": "yesterday"}, "accessed"),
    ],
)
def test_what_it_says_wrongly_is_told(read, changes, expected):
    _, problems = read([{**NEWS, **changes}])
    assert len(problems) == 1
    assert expected in problems[0]


@pytest.mark.parametrize(
    ("changes", "long"),
    [
        ({"author": [{"family": "Humboldt", "given": "Alexander", "dropping-particle": "von"}]},
         "Humboldt, Alexander von. T. 1961."),
        ({"author": [{"family": "King", "given": "Martin", "suffix": "Jr."}]},
         "King, Martin, Jr. T. 1961."),
        ({"author": [{"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}]},
         "van Gogh, Vincent. T. 1961."),
        ({"editor": [{"family": "King", "given": "Martin", "suffix": "Jr."}],
          "translator": [{"family": "Beauvoir", "given": "S.", "dropping-particle": "de"}]},
         "T. edited by Martin King Jr., translated by S. de Beauvoir, 1961."),
        ({"collection-title": "Blue Books", "collection-number": 12}, "T. Blue Books 12, 1961."),
        ({"original-date": {"date-parts": [[1899]]}}, "T. 1961, first published 1899."),
        ({"issued": {"date-parts": [[1950]], "season": "1"}}, "T. Spring 1950."),
        ({"issued": {"date-parts": [[1950]], "season": "fall"}}, "T. Autumn 1950."),
        ({"issued": {"date-parts": [[2015, 22]]}}, "T. Summer 2015."),
        ({"issued": {"date-parts": [[2015, 14], [2016, 16]]}}, "T. Summer 2015–Winter 2016."),
        ({"title": "<i>De Natura</i> and H<sub>2</sub>O"}, "De Natura and H₂O. 1961."),
        ({"title": 'A <span class="nocase">Name</span> & 1 < 2'}, "A Name & 1 < 2. 1961."),
    ],
)  # fmt: skip
def test_particles_seasons_and_what_else_csl_says_are_printed(read, changes, long):
    item = {"id": "a", "type": "book", "title": "T", "issued": {"date-parts": [[1961]]}}
    sources, problems = read([{**item, **changes}])
    assert problems == []
    assert sources["a"].long == long


def test_the_key_of_zotero_is_taken_where_the_id_is_an_address(read):
    item = {"type": "book", "title": "T", "citation-key": "gazette1901"}
    sources, problems = read([{**item, "id": "http://zotero.org/users/1/items/ABCD2345"}])
    assert problems == []
    assert dict(sources["gazette1901"].csl)["id"] == "gazette1901"
    sources, _ = read([{**item, "id": "own2001"}])
    assert list(sources) == ["own2001"]


def test_an_address_with_a_blank_is_answered_as_such(read):
    item = {"id": "a", "type": "book", "title": "T", "URL": "https://example.org/a b"}
    _, (problem,) = read([item])
    assert "It has a blank" in str(problem)
    assert "https://example.org/a%20b" in str(problem)
