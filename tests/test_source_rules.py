"""Rules that our own scripts keep, so that no text can become code: read from the sources.

`cleanedHTML` (dom.js) is the one place where HTML is parsed, and it is given only what
`mapgen.notation.summaries` has cleaned.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from mapgen.files.collector import collector_off

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "mapgen"
SCRIPTS = sorted((PACKAGE / "page").rglob("*.js"))
TEMPLATES = sorted(PACKAGE.rglob("*.jinja"))
MODULES = sorted(PACKAGE.rglob("*.py"))

CLEANED = {
    ("event_card.js", "body, text"),  # a summary of the record
    ("chapters.js", "text, words.text"),  # a chapter, read as a summary is
    ("introduction.js", "more, rest"),  # the same, of a long one what the document has not
    ("paper.js", "element, words.text"),  # a summary in the reader's language, for print
    ("about.js", 'h("div"), html'),  # the text about the atlas , cleaned in Python
    ("summary_markdown.js", 'h("div", {}), html'),  # a summary again, on its way to Markdown
}

COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", re.DOTALL)
HTML_SINKS = re.compile(
    r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|DOMParser|srcdoc"
    r"|setHTMLUnsafe|parseHTMLUnsafe|bindPopup|bindTooltip|setContent|divIcon|XSLTProcessor)\b"
    r"|\bdocument\.write(?:ln)?\b|\bL\.(?:popup|tooltip)\b"
)
CODE_SINKS = re.compile(
    r"\beval\b|\bnew\s+Function\b|\bFunction\s*\(|\bset(?:Timeout|Interval)\s*\(\s*[\"'`]"
    r"|\bimport\s*\(|javascript:|\bexecScript\b"
)
REQUESTS = re.compile(
    r"\bfetch\s*\(|\bXMLHttpRequest\b|\bWebSocket\b|\bEventSource\b|\bsendBeacon\b"
    r"|\bnew\s+Image\b|\bimportScripts\b|\bnew\s+(?:Shared)?Worker\b"
)


@dataclass(frozen=True, slots=True)
class Used:
    """What the rules ask of a module, which is parsed once for all of them."""

    imported: list[tuple[str, str]]
    """Modules, and what is taken out of each; "" for a module as a whole."""
    attributes: set[str]
    called: set[str]
    opened: list[str]
    left_open: list[int]
    """Lines on which a type is `Any`."""


@cache
def used() -> dict[Path, Used]:
    """What all modules use."""
    with collector_off():
        return {module: used_in(parsed(module.read_text(encoding="utf-8"))) for module in MODULES}


def used_in(parts: list[ast.AST]) -> Used:
    """What a module uses, by its parts."""
    imported = []
    for node in parts:
        if isinstance(node, ast.Import):
            imported += [(alias.name, "") for alias in node.names]
        if isinstance(node, ast.ImportFrom):
            imported += [(node.module or "", alias.name) for alias in node.names]
    calls = [node.func for node in parts if isinstance(node, ast.Call)]
    names = [node for node in parts if isinstance(node, ast.Name)]
    return Used(
        imported,
        {node.attr for node in parts if isinstance(node, ast.Attribute)},
        {each.id for each in calls if isinstance(each, ast.Name)},
        opened_in(parts),
        [each.lineno for each in names if each.id == "Any"],
    )


def parsed(text: str) -> list[ast.AST]:
    """All parts of a text of Python."""
    return list(ast.walk(ast.parse(text)))


def code(script: Path) -> str:
    """A script without its comments."""
    return COMMENT.sub("", script.read_text(encoding="utf-8"))


def hits(sinks: re.Pattern[str]) -> list[tuple[str, str]]:
    """What a pattern finds in the scripts, with the script's name."""
    return [(script.name, hit[0]) for script in SCRIPTS for hit in sinks.finditer(code(script))]


def test_there_is_something_to_look_at() -> None:
    assert len(SCRIPTS) > 20
    assert len(MODULES) > 40
    assert TEMPLATES


def test_html_is_parsed_in_one_place_only() -> None:
    assert hits(HTML_SINKS) == [("dom.js", "innerHTML")]
    assert re.search(
        r"export const cleanedHTML = \(element, html\) => \{\s*element\.innerHTML = html;",
        code(named("dom.js")),
    )


def named(name: str) -> Path:
    (script,) = (each for each in SCRIPTS if each.name == name)
    return script


def test_only_summaries_are_set_as_html() -> None:
    """Who calls cleanedHTML, and with what: a new caller is looked at before it stands here."""
    callers = {
        (script.name, hit[1])
        for script in SCRIPTS
        for hit in re.finditer(r"cleanedHTML\((.*)\)", code(script))
    }
    assert callers == CLEANED


def test_no_text_becomes_code() -> None:
    assert hits(CODE_SINKS) == []


def test_no_script_asks_the_network() -> None:
    assert hits(REQUESTS) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
def test_no_template_switches_escaping_off(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"\|\s*safe\b|autoescape|xmlattr", text)
    assert not re.search(r"\son[a-z]+\s*=|\sstyle\s*=", text)


def test_no_popup_or_tooltip_of_folium_is_used() -> None:
    """They write their text into JavaScript and HTML; ours is handed over as JSON."""
    drawing = {"Popup", "Tooltip", "DivIcon", "IFrame"}
    found = []
    for module, each in used().items():
        taken = [name for origin, name in each.imported if origin.startswith(("folium", "branca"))]
        found += [(module.name, name) for name in (*taken, *(each.attributes & drawing)) if name]
    assert found
    risky = {*drawing, "Html", "GeoJsonPopup", "GeoJsonTooltip", "Marker"}
    assert not [pair for pair in found if pair[1] in risky]


def test_nothing_is_run_or_unpickled() -> None:
    for module, each in used().items():
        assert not each.called & {"eval", "exec", "compile", "__import__"}, module
        origins = {name.split(".")[0] for name, _ in each.imported}
        assert not origins & {"pickle", "marshal", "shelve", "yaml"}, module


# --- files are opened by mapgen/files/, which knows whose word a path is

OPENING = {
    "open", "read_text", "read_bytes", "write_text", "write_bytes", "exists", "is_file", "is_dir",
    "is_symlink", "is_fifo", "iterdir", "glob", "rglob", "stat", "lstat", "unlink", "mkdir", "rmdir",
    "touch", "symlink_to", "hardlink_to", "link_to", "chmod", "samefile", "readlink", "resolve",
    "listdir", "scandir", "walk", "makedirs", "remove", "removedirs", "truncate", "access",
    "rmtree", "copytree", "copyfile", "copy", "copy2", "move", "mkdtemp", "mkstemp",
    "NamedTemporaryFile", "TemporaryDirectory", "TemporaryFile", "ZipFile", "ParquetFile",
    "read_file", "to_file", "read_parquet", "to_parquet", "read_dataframe", "write_dataframe",
    "to_csv", "read_json", "to_json", "fromfile", "tofile", "loadtxt", "savetxt", "memmap",
}  # fmt: skip
ON_OTHER_THINGS = {
    "copy", "access", "remove", "to_json", "truncate",
}  # fmt: skip  # of data frames, lists and settings too: only as functions of a module
FILE_MODULES = {"os", "shutil", "io", "tempfile", "glob", "zipfile", "tarfile", "sqlite3", "path"}

# Who opens files all the same, and whose: none of them is one that an atlas's folder names.
OWN_FILES = {
    "commands/guess.py": "whether the new file that the command line names is there already",
    "commands/streams.py": "the null device, where stdout or stderr is closed",
    "counts/release.py": "of this package",
    "exchange/atlas_folder.py": "of the folder that an import makes",
    "exchange/common/bibliographies.py": "of a directory of its own",
    "exchange/common/codebook.py": "of this package",
    "exchange/common/mapping_file.py": "of this package, or one that the command line names",
    "exchange/common/open_text.py": "packed in a file that `open_file` has opened",
    "exchange/districts/district_shapes.py": "of the folder that an import makes",
    "exchange/formats/atlos/read.py": "packed in a file that `open_file` has opened",
    "exchange/formats/geopackage/write.py": "of a directory of its own",
    "exchange/new_folder.py": "of the folder that an import makes, and the one before it",
    "exchange/second_half.py": "of the folder that an import makes",
    "notation/cldr.py": "of this package",
    "notation/date_words.py": "of this package",
    "page/elements/assets.py": "of this package",
    "page/elements/fonts.py": "of this package",
    "page/elements/shorten.py": "of this package",
    "page/payload/messages.py": "of this package",
    "desk/editor/guide.py": "of this package",
    "desk/editor/served_files.py": "of this package",
    "desk/editor/words.py": "of this package",
    "desk/preview/routes.py": "of this package",
    "records/schema/__init__.py": "of this package",
    "starter/__init__.py": "of this package, and of the new folder that the command line names",
}


def opened_in(parts: list[ast.AST]) -> list[str]:
    """Calls that open, look at or change a file, however they come by its path."""
    found = []
    for node in parts:
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if isinstance(called, ast.Name) and called.id in ("open", *FILE_MODULES):
            found.append(called.id)
        if isinstance(called, ast.Attribute) and called.attr in OPENING:
            of = called.value
            of_module = isinstance(of, ast.Name) and of.id in FILE_MODULES
            # `parquet.ParquetFile(opened)` and the like are given what `open_file` gave.
            given = [each.id for each in node.args if isinstance(each, ast.Name)]
            if (of_module or called.attr not in ON_OTHER_THINGS) and given[:1] != ["opened"]:
                found.append(called.attr)
    return found


def test_only_the_lowest_floor_opens_files() -> None:
    """A path that a folder names goes through `open_file`, `open_place` and their like."""
    opening = {
        module.relative_to(PACKAGE).as_posix()
        for module, each in used().items()
        if each.opened and not module.is_relative_to(PACKAGE / "files")
    }
    assert opening - OWN_FILES.keys() == set(), (
        "use mapgen.files.paths, or say here whose file it is"
    )
    assert OWN_FILES.keys() - opening == set()


@pytest.mark.parametrize(
    "line",
    [
        "settings.events.path.open()",
        "open(path_of(file))",
        "Path(name).read_text(encoding='utf-8')",
        "os.open(path, os.O_RDONLY)",
        "shutil.copy(one, other)",
        "os.remove(path)",
        "gpd.read_file(path)",
        "parquet.ParquetFile(path)",
        "if settings.story.path.exists(): pass",
    ],
)
def test_a_file_that_is_opened_elsewhere_is_found(line: str) -> None:
    assert opened_in(parsed(line))


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("node.innerHTML = text;", HTML_SINKS),
        ("document.write(x)", HTML_SINKS),
        ("layer.bindPopup(`<b>${x}</b>`)", HTML_SINKS),
        ("setTimeout('go()', 1)", CODE_SINKS),
        ("setTimeout( `go()`, 1)", CODE_SINKS),
        ("new Function('x')", CODE_SINKS),
        ("(0, eval)(x)", CODE_SINKS),
        ("fetch(url)", REQUESTS),
    ],
)
def test_the_rules_bite(line: str, rule: re.Pattern[str]) -> None:
    assert rule.search(COMMENT.sub("", line))


def test_tests_wait_for_conditions_and_not_for_milliseconds() -> None:
    """`until`, `eventually`, `settled`, `expect`; `pass_time` where time itself is what counts."""
    tests = ROOT / "tests"
    texts = {
        path.relative_to(tests).as_posix(): path.read_text("utf-8")
        for path in tests.rglob("*.py")
        if path.name not in ("reader.py", Path(__file__).name)
    }
    assert [name for name, text in texts.items() if "wait_for_timeout" in text] == []


# How often a type is left open: what comes out of JSON, Arrow, Dask and folium. Rather fewer.
MOST_OPEN = 60


def test_types_are_rarely_left_open() -> None:
    found = [
        f"{module.relative_to(PACKAGE)}:{line}"
        for module, each in used().items()
        for line in each.left_open
    ]
    assert len(found) < MOST_OPEN, found
