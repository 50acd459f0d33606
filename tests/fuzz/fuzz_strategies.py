"""Input for the readers that knows their formats: good files with something hostile in them."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from fuzz_targets import SEEDS
from hypothesis import strategies as st
from naughty import CONTROLS, STRINGS

from mapgen.records.fields import COLUMNS as EVENT_COLUMNS
from mapgen.records.gazetteer import COLUMNS as PLACE_COLUMNS

__all__ = ["STRATEGIES"]

# Words that the formats know, so that what is made gets past the first look.
WORDS: dict[str, list[str]] = {
    "dates": [
        "1986",
        "-12",
        "-14",
        "X",
        "XX",
        "~",
        "?",
        "%",
        "/",
        "..",
        "[",
        "]",
        ",",
        "0000",
        "9999",
        "-21",
        "-24",
        "Dec",
        "-86",
        " ",
        "12",
        "14",
        ".",
        "about ",
        "c.",
        "s",
        "19",
        "{",
        "}",
        "T00:00",
    ],
    "claims": [
        "at least ",
        "about ",
        "up to ",
        "between ",
        " and ",
        "39",
        "1,000",
        "-",
        "–",
        " to ",
        "none",
        "several",
        "dozens",
        "(",
        ")",
        "[",
        "]",
        "[@a]",
        "[@b, p. 3]",
        ";",
        ", ",
        "officials",
        "+",
        " or more",
        "no deaths",
        "a dozen",
        "9" * 30,
        "٣",
        "@a",
        "over ",
        "12 or 13",
    ],
    "markdown": [
        "*",
        "**",
        "_",
        "`",
        "[",
        "]",
        "(",
        ")",
        "<",
        ">",
        "&lt;",
        "\\",
        "[@a]",
        "[@b, p. *3*]",
        "[@a; @b].",
        "\n",
        "\n\n",
        "- ",
        "1. ",
        "    ",
        "> ",
        "# ",
        "https://example.org/",
        "javascript:x",
        "Word",
        " said. ",
        "!",
        "![",
        "](",
        'data-key="a"',
        "5,",
        "|",
        "---",
        "~~",
        "&",
        "@",
        "\ue000",
        "\t",
    ],
    "toml": [
        "title",
        "=",
        '"x"',
        "'x'",
        "\n",
        "[",
        "]",
        "[[",
        "]]",
        "cities",
        "categories",
        ".",
        "period",
        "tiles",
        "{",
        "}",
        ",",
        "url",
        '"https://a.org/{z}/{x}/{y}"',
        "attribution",
        "latitude",
        "1e999",
        "nan",
        "-inf",
        "true",
        "1979-05-27",
        "1979-05-27T07:32:00Z",
        "languages",
        '["ur"]',
        "colour",
        '"#123456"',
        "\\u0000",
        '"\\u0000"',
        "from",
        "to",
        "events",
        '"../x"',
        '"\\u001b"',
        "mapgen",
        "coverage",
        "name",
        "zoom",
        "-1",
    ],
    "story": [
        "---\n",
        "chapter: a\n",
        "title: T\n",
        "from: 1986\n",
        "to: 1987\n",
        "view: 1/2/3\n",
        "view: nan/1/1\n",
        "events: x, y\n",
        "districts: deaths\n",
        "Text [@a].\n",
        "\n",
        ":",
        "chapter: introduction\n",
        "from: ../1990\n",
    ],
}
WORDS["page"] = WORDS["markdown"]

_text = st.sampled_from(STRINGS + CONTROLS) | st.text(max_size=20)
_tame = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def joined(name: str) -> st.SearchStrategy[str]:
    """The words of a format one after the other, with something foreign here and there."""
    known = st.sampled_from(WORDS[name])
    return st.lists(known | known | known | _tame | st.sampled_from(STRINGS), max_size=25).map(
        "".join
    )


@st.composite
def changed(draw: st.DrawFn, name: str) -> str:
    """A good input with pieces cut out, doubled, or replaced."""
    text = draw(st.sampled_from(SEEDS[name]))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 40)))
        piece = draw(
            st.sampled_from(["", text[start:end] * 2, *WORDS.get(name, [])]) | _tame | _text
        )
        text = text[:start] + piece + text[end:]
    return text


def table(columns: tuple[str, ...], cells: dict[str, list[str]]) -> st.SearchStrategy[str]:
    """A CSV whose cells are good, hostile, or of another column."""
    every = [cell for good in cells.values() for cell in good]
    rows = st.lists(
        st.tuples(*(
            st.sampled_from([*cells.get(column, [""]), ""]) | st.sampled_from(every) | _tame | _text
            for column in columns
        )),
        max_size=4,
    )  # fmt: skip
    return rows.map(lambda found: written([columns, *found]))


def written(rows: list[tuple[str, ...]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


EVENT_CELLS = {
    "id": ["1986-a", "1987-b", "1988-c", "A b"],
    "title": ["Title", "x" * 301],
    "date": ["1986-12-14", "198X", "1986/..", "Dec-86"],
    "place": ["bridge", "The Bridge", "no-where"],
    "city": ["Karachi", "Hyderabad"],
    "latitude": ["24.8", "67.0", "91", "24,8", "1e5"],
    "longitude": ["67.0", "24.8", "-181"],
    "place_precision": ["spot", "town", "city", "province"],
    "category": ["clash", "state", "bombings"],
    "actors": ["Police; Army", ";;"],
    "attribution": ["alleged", "unknown"],
    "deaths": ["at least 39 [@a]", "3 [@zz]", "(none [@b])"],
    "injured": ["several [@b]", "12"],
    "summary": ["It happened [@a].", "Nobody says."],
    "confidence": ["A", "C", "D"],
    "related": ["1986-a", "1986-a;1987-b"],
}
PLACE_CELLS = {
    "id": ["a", "b-c"],
    "name": ["A", "B"],
    "alt_names": ["A;B;C"],
    "latitude": ["24.8", "67"],
    "longitude": ["67", "24.8", "x"],
    "radius_m": ["250", "0", "1e9", "999999.5"],
    "precision": ["spot", "city"],
    "source": ["estimated", "S"],
}
MEMBERSHIP_CELLS = {
    "district": ["West", "East"],
    "unit": ["K1", "K2", "K3"],
    "valid_from": ["1972-07-01", "../1990", "[1981..1990-10-24]"],
    "valid_to": ["1972-07-01", "1990/..", "[1981..1990-10-24]"],
    "source": ["S"],
    "confidence": ["certain", "unknown", "sure"],
}

_scalar = (
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.floats(allow_nan=False) | _text | _tame
)  # fmt: skip


def values(keys: list[str], known: list[Any]) -> st.SearchStrategy[Any]:
    """Any JSON value, its keys mostly those that a reader asks for."""
    return st.recursive(
        _scalar | st.sampled_from(known),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.sampled_from(keys) | _text, inner, max_size=6)
        ),
        max_leaves=25,
    )


CSL_KEYS = ["id", "type", "title", "container-title", "publisher", "author", "editor", "family", "given",
            "literal", "issued", "date-parts", "circa", "raw", "URL", "language", "note", "volume", "issue", "page",
            "publisher-place", "DOI", "non-dropping-particle"]  # fmt: skip
GEO_KEYS = ["type", "features", "properties", "geometry", "coordinates", "geometries", "crs", "name", "id", "city",
            "kind", "note"]  # fmt: skip
_number = st.floats(-400, 400) | st.sampled_from([67, 68.5, 24, 25, 1e308, -0.0, None, "1"])
_position = st.lists(_number, min_size=1, max_size=4)
_shape = st.one_of(
    st.fixed_dictionaries({"type": st.just("Point"), "coordinates": _position}),
    st.fixed_dictionaries(
        {"type": st.sampled_from(["LineString", "MultiPoint"]),
         "coordinates": st.lists(_position, max_size=5)}
    ),
    st.fixed_dictionaries(
        {"type": st.sampled_from(["Polygon", "MultiLineString"]),
         "coordinates": st.lists(st.lists(_position, max_size=6), max_size=3)}
    ),
    st.fixed_dictionaries(
        {"type": st.just("MultiPolygon"),
         "coordinates": st.lists(st.lists(st.lists(_position, max_size=5), max_size=2), max_size=2)}
    ),
)  # fmt: skip
_feature = st.fixed_dictionaries(
    {
        "type": st.just("Feature"),
        "properties": st.none()
        | st.dictionaries(st.sampled_from(["id", "name", "city", "kind", "note", "number", "line",
                                           "geometry"]) | _text, _scalar, max_size=6),
        "geometry": _shape | values(GEO_KEYS, ["Point", "Polygon", [[[67, 24], [68, 24], [68, 25]]]]),
    }
)  # fmt: skip


def as_json(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[str]:
    return st.tuples(strategy, st.booleans()).map(
        lambda pair: json.dumps(pair[0], ensure_ascii=pair[1], indent=1 if pair[1] else None)
    )


_texts: dict[str, st.SearchStrategy[str]] = {
    **{name: joined(name) | changed(name) for name in WORDS},
    "csv": st.lists(st.lists(_tame | _text | st.sampled_from(["id", "title", "", '"', "a"]), max_size=4)
                    .map(tuple), max_size=6).map(written) | changed("csv"),
    "csl": as_json(st.lists(values(CSL_KEYS, ["book", "article-newspaper", "a", [[1986, 12]], "https://x.org"]),
                            max_size=4)) | changed("csl"),
    "geojson": as_json(st.fixed_dictionaries({"type": st.just("FeatureCollection"),
                                              "features": st.lists(_feature, max_size=4)}))
    | as_json(values(GEO_KEYS, ["FeatureCollection", "Feature"])) | changed("geojson"),
    "events": table(EVENT_COLUMNS, EVENT_CELLS) | changed("events"),
    "places": table(PLACE_COLUMNS, PLACE_CELLS) | changed("places"),
    "memberships": table(tuple(MEMBERSHIP_CELLS), MEMBERSHIP_CELLS) | changed("memberships"),
    "import": changed("import"),
}  # fmt: skip

STRATEGIES: dict[str, st.SearchStrategy[bytes]] = {
    name: st.one_of(
        text.map(lambda found: found.encode("utf-8", "replace")), st.binary(max_size=200)
    )
    for name, text in _texts.items()
}
STRATEGIES["shapes"] = st.tuples(
    st.binary(min_size=2, max_size=2),
    st.just(0) | st.integers(0, 255),  # 128 and more: the file is cut off
    st.binary(max_size=40),
).map(lambda parts: parts[0] + bytes([parts[1]]) + parts[2])
