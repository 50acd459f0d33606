"""Rules that our own scripts keep, so that no text can become code: read from the sources.

`cleanedHTML` (dom.js) is the one place where HTML is parsed, and it is given only what
`mapgen.notation.summaries` has cleaned.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "mapgen"
SCRIPTS = sorted((PACKAGE / "page").rglob("*.js"))
TEMPLATES = sorted(PACKAGE.rglob("*.jinja"))
MODULES = sorted(PACKAGE.rglob("*.py"))

CLEANED = {
    ("event_card.js", 'body, text || ""'),  # a summary of the record
    ("chapters.js", "text, words.text"),  # a chapter, read as a summary is
    ("paper.js", "element, words.text"),  # a summary in the reader's language, for print
    ("about.js", 'h("div", {}), html'),  # the page about the atlas (mapgen/about.py)
    ("events_export.js", 'h("div", {}), html'),  # a summary again, on its way to Markdown
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


def code(script: Path) -> str:
    """A script without its comments."""
    return COMMENT.sub("", script.read_text(encoding="utf-8"))


def test_there_is_something_to_look_at() -> None:
    assert len(SCRIPTS) > 20
    assert len(MODULES) > 40
    assert TEMPLATES


def test_html_is_parsed_in_one_place_only() -> None:
    found = [
        (script.name, hit[0]) for script in SCRIPTS for hit in HTML_SINKS.finditer(code(script))
    ]
    assert found == [("dom.js", "innerHTML")]
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


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_no_text_becomes_code(script: Path) -> None:
    assert CODE_SINKS.findall(code(script)) == []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_no_script_asks_the_network(script: Path) -> None:
    assert REQUESTS.findall(code(script)) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
def test_no_template_switches_escaping_off(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"\|\s*safe\b|autoescape|xmlattr", text)
    assert not re.search(r"\son[a-z]+\s*=|\sstyle\s*=", text)


def test_no_popup_or_tooltip_of_folium_is_used() -> None:
    """They write their text into JavaScript and HTML; ours is handed over as JSON."""
    found = []
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
                ("folium", "branca")
            ):
                found += [(module.name, alias.name) for alias in node.names]
            if isinstance(node, ast.Attribute) and node.attr in (
                "Popup",
                "Tooltip",
                "DivIcon",
                "IFrame",
            ):
                found.append((module.name, node.attr))
    assert found
    risky = {
        "Popup",
        "Tooltip",
        "DivIcon",
        "IFrame",
        "Html",
        "GeoJsonPopup",
        "GeoJsonTooltip",
        "Marker",
    }
    assert not [pair for pair in found if pair[1] in risky]


def test_nothing_is_run_or_unpickled() -> None:
    risky = {"eval", "exec", "compile", "__import__"}
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in risky, module
            names = (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            assert not {"pickle", "marshal", "shelve", "yaml"} & {
                each.split(".")[0] for each in names
            }


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
