"""Modules are linked into one script in the order of their imports, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import folium
import frames
import pytest
from branca.element import Figure
from playwright.sync_api import Browser

from mapgen import EventLayer, FilterChips, TimeFilter
from mapgen.page.elements import assets
from mapgen.page.elements.link import LinkError, parse, sources

A_PAGE = "<!DOCTYPE html><meta charset=utf-8><title>Modules</title>"


@pytest.fixture
def run(browser: Browser) -> Iterator[Any]:
    """Runs scripts in a bare page, one after the other; gives the value of an expression there."""
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    def run(expression: str, *scripts: str) -> Any:
        page.set_content(A_PAGE)
        for script in scripts:
            page.add_script_tag(content=script)
        assert errors == []
        return page.evaluate(expression)

    yield run
    page.close()


def names(texts: dict[str, str], *entries: str) -> list[str]:
    return [module.file for module in sources(texts).order(entries)]


def test_a_module_runs_behind_those_that_it_imports_and_once(run: Any) -> None:
    texts = {
        "app/start.js": 'import "../core/a.js";\nimport { b } from "../core/b.js";\nwindow.log.push(b);\n',
        "core/a.js": 'import { b } from "./b.js";\nwindow.log.push(`a${b}`);\n',
        "core/b.js": 'globalThis.log = ["first"];\nexport const b = "b";\n',
        "core/c.js": "nobody(asks(for.this;\n",
    }
    assert names(texts, "app/start.js") == ["core/b.js", "core/a.js", "app/start.js"]
    assert run("log", sources(texts).link(["app/start.js"])) == ["first", "ab", "b"]


def test_every_form_of_import_and_export_is_linked(run: Any) -> None:
    texts = {
        "m.js": """
            export const one = 1;
            export class Two { value = 2; }
            export function three() { return 3; }
            export async function four() { return 4; }
            export function* five() { yield 5; }
        """.replace("\n            ", "\n"),
        "n.js": """
            import * as all from "./m.js";
            import {
              one,
              Two as Second,
              three,
            } from "./m.js";
            import { four, five } from "./m.js";
            window.found = (async () =>
              [one, new Second().value, three(), await four(), ...five(), Object.keys(all)])();
        """.replace("\n            ", "\n"),
    }
    found = run("found", sources(texts).link(["n.js"]))
    assert found == [1, 2, 3, 4, 5, ["one", "Two", "three", "four", "five"]]


def test_names_of_one_module_mean_nothing_in_another(run: Any) -> None:
    texts = {
        "a.js": "const hidden = 1;\nexport const seen = hidden;\n",
        "b.js": (
            'import { seen } from "./a.js";\nconst hidden = 2;\nwindow.found = [seen, hidden];\n'
        ),
    }
    script = sources(texts).link(["b.js"])
    assert run("[found, typeof hidden, typeof seen]", script) == [[1, 2], "undefined", "undefined"]


def test_a_second_script_of_a_document_finds_the_modules_of_the_first(run: Any) -> None:
    """As in a page that is put together of several maps' headers."""
    texts = {
        "count.js": "window.times = (window.times || 0) + 1;\nexport const kept = {};\n",
        "a.js": 'import { kept } from "./count.js";\nkept.a = 1;\n',
        "b.js": 'import { kept } from "./count.js";\nkept.b = 2;\nwindow.found = kept;\n',
    }
    linker = sources(texts)
    scripts = [linker.link(["a.js"]), linker.link(["b.js"])]
    assert run("[times, found]", *scripts) == [1, {"a": 1, "b": 2}]


def test_several_scripts_do_what_one_does(run: Any) -> None:
    modules = [f"m{number}" for number in range(6)]
    texts = {
        f"{name}.js": f'import {{ found }} from "./found.js";\nfound.push("{name}");\n'
        for name in modules
    }
    texts["found.js"] = "export const found = [];\nwindow.found = found;\n"
    texts["all.js"] = "".join(f'import "./{name}.js";\n' for name in modules)
    linker = sources(texts)
    whole = linker.link(["all.js"])
    parts = linker.scripts(["all.js"], most=160)
    assert len(parts) > 2
    assert max(map(len, parts)) < len(whole)
    assert run("found", *parts) == run("found", whole) == modules
    # A module that is longer than a script may be has one of its own.
    assert len(linker.scripts(["all.js"], most=0)) == len(texts)
    assert linker.scripts(["all.js"], behind=["all.js"]) == []


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        (
            {
                "a.js": 'import "./b.js";\n',
                "b.js": 'import "./c.js";\n',
                "c.js": 'import "./b.js";',
            },
            "b.js imports c.js imports b.js: modules in a circle",
        ),
        ({"a.js": 'import "./a.js";\n'}, "a.js imports a.js: modules in a circle"),
        (
            {"a.js": 'import { x } from "./b.js";\n', "b.js": "const x = 1;\n"},
            "a.js: b.js does not export x",
        ),
        ({"a.js": 'import "./b.js";\n'}, "a.js: b.js: there is no such module"),
        (
            {"a.js": 'import "./x/b.js";\nimport "./y/b.js";\n', "x/b.js": "", "y/b.js": ""},
            "y/b.js: x/b.js has the same name",
        ),
    ],
)
def test_modules_that_do_not_fit_are_refused(texts: dict[str, str], message: str) -> None:
    with pytest.raises(LinkError) as raised:
        sources(texts).link(["a.js"])
    assert str(raised.value) == message


@pytest.mark.parametrize(
    "source",
    [
        'import a from "./b.js";',
        'import { default as a } from "./b.js";',
        'import { a } from "leaflet";',
        'import "https://example.org/a.js";',
        "import { a } from './b.js';",
        'import { a } from "./b.js"',
        'import a, { b } from "./b.js";',
        'import { "a b" as c } from "./b.js";',
        "export default 1;",
        "export let a = 1;",
        "export var a = 1;",
        "export { a };",
        'export * from "./b.js";',
        'export { a } from "./b.js";',
        "export const { a } = window;",
        'if (true) {\n  import "./b.js";\n}',
        'const a = await import("./b.js");',
        "  export const a = 1;",
        "const $m = 1;",
        "export const a = 1;\nexport const a = 2;",
        'import { a } from "./b.js";\nimport { a } from "./c.js";',
        'import { a } from "./b.js";\nexport const a = 1;',
        'import * as a from "./b.js";\nimport { a } from "./b.js";',
    ],
)
def test_what_is_not_linked_is_refused_with_its_file(source: str) -> None:
    with pytest.raises(LinkError, match=r"^x/a\.js"):
        parse("x/a.js", f"{source}\n")


def test_words_in_texts_and_comments_are_no_statements() -> None:
    module = parse(
        "a.js",
        "/* import is a word\n * export too */\n"
        'const word = "export const a = 1; then";\nexport const b = word; // import {\n',
    )
    assert module.exports == ("b",)
    assert not module.imports
    assert '"export const a = 1; then"' in module.text


def modules_of(m: folium.Map) -> tuple[int, dict[str, str]]:
    """How many characters a map's own scripts and styles have, and its linked script's modules."""
    figure = m.get_root()
    assert isinstance(figure, Figure)
    figure.render()
    texts = {
        name: getattr(child, "text", "")
        for name, child in figure.header._children.items()
        if name.startswith("mapgen_")
    }
    return sum(map(len, texts.values())), texts


def quakes(*parts: Any) -> tuple[int, dict[str, str]]:
    m = folium.Map()
    for part in (EventLayer(frames.quakes()), *parts):
        part.add_to(m)
    return modules_of(m)


def test_a_component_brings_only_what_it_imports() -> None:
    alone, _ = quakes()
    chips, texts = quakes(FilterChips())
    assert 0 < chips - alone < 12_000
    assert "mapgen_time_filter_style" not in texts
    _, texts = quakes(TimeFilter())
    assert {"mapgen_time_player_style", "mapgen_year_filter_style"} < texts.keys()


def test_components_of_one_map_share_their_modules() -> None:
    one, _ = quakes(FilterChips())
    two, texts = quakes(FilterChips(), FilterChips())
    assert one == two
    assert texts["mapgen_modules"].count("$m.dom??=") == 1


def test_every_script_of_the_page_is_a_module_that_some_component_brings() -> None:
    page = Path(assets.__file__).parents[1]
    every = {str(path.relative_to(page)) for path in page.rglob("*.js")}
    names = [folder.name for folder in sorted((page / "components").iterdir())]
    entries = [assets.MOUNT, assets.LAYER, assets.MAP, *map(assets.component_script, names)]
    linked = {module.file for module in assets.modules(*filter(None, entries))}
    alone = {
        f"browser/app/{name}.js" for name in ("start", "first_words")
    }  # before anything is drawn
    assert every - linked == alone
