"""Names become short everywhere alike; what is no name of the module's own stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rjsmin import jsmin

from mapgen.page.elements.shorten import UnreadableError, free_names, shortened


def short(text: str, *outside: str) -> str:
    return shortened(str(jsmin(text)), outside)[0]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("const width = 1; const area = width * width;", "const a=1;const b=a*a;"),
        ("const point = { width: 1 }; point.width;", "const a={width:1};a.width;"),
        ("const { length } = text; use(length);", "const{length:a}=b;c(a);"),
        ("const { length: width = 3 } = text;", "const{length:b=3}=a;"),
        ("const { width = 3 } = text; width + width;", "const{width:a=3}=b;a+a;"),
        ("send({ event, kind: event, name(event) {} });", "b({event:a,kind:a,name(a){}});"),
        ("call(first, second, first); [first, second];", "c(a,b,a);[a,b];"),
        ("class Range { static first = 1; last = 2; #inner = first; }",
         "class a{static first=1;last=2;#inner=b}"),
        ("class Range { get width() { return width; } async load(name) { return name; } }",
         "class b{get width(){return c}async load(a){return a}}"),
        ("const parts = { async *walk(part) { yield* part; }, get part() { return part; } };",
         "const b={async*walk(a){yield*a},get part(){return a}};"),
        ('const class_ = { class: "first" }; const next = { second: third };',
         'const a={class:"first"};const b={second:c};'),
        ("const isIt = wide ? narrow : other; f({ wide });", "const a=wide?b:c;f({wide});"),
        ("const line = `${ width } and width of ${list.map((each) => `${each}px`)}`;",
         "const b=`${d} and width of ${c.map((a)=>`${a}px`)}`;"),
        ("const found = /width[/}]`/.test(width);", "const a=/width[/}]`/.test(b);"),
        ("const all = (text) => /text`/.test(text);", "const b=(a)=>/text`/.test(a);"),
        ("const a1 = [...parts, parts?.parts];", "const a1=[...a,a?.parts];"),
        ("const twice = (one) => ({ one, two: { one: one(one) } });",
         "const b=(a)=>({one:a,two:{one:a(a)}});"),
        ('switch (key) { case "one": { let key2 = key; return key2; } default: { key(); } }',
         'switch(a){case"one":{let b=a;return b}default:{a()}}'),
        ("for (const { left, right } of Array.from({ length: left })) Math.max(left, right);",
         "for(const{left:a,right:b}of Array.from({length:a}))Math.max(a,b);"),
        ("document.title = window.title; title();", "document.title=window.title;a();"),
    ],
)  # fmt: skip
def test_names_are_short_and_properties_stay(source: str, expected: str) -> None:
    assert short(source) == expected


def test_a_name_in_the_table_of_modules_is_said_to_have_another_inside() -> None:
    text, names = shortened("const widest=1;const other=widest+widest;", ["widest", "other"])
    assert text == "const a=1;const b=a+a;".replace("b", names.get("other", "other"))
    assert names["widest"] == "a"


def test_a_short_name_is_never_one_that_the_text_has_already() -> None:
    letters = ";".join(f"let {letter}" for letter in "abcdefgh")
    assert short(f"{letters};let wide=a;").endswith("let i=a;")


@pytest.mark.parametrize("text", ["f(a}", "{", ")", "f(`${`${`${`${a}`}`}`}`)"])
def test_what_is_not_understood_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        shortened(text)


@given(st.lists(st.from_regex(r"[a-z]{3,9}", fullmatch=True), min_size=1, max_size=9))
def test_other_names_give_other_short_names_and_the_same_ones_the_same(names: list[str]) -> None:
    used = [name for name in names if name not in free_names()]
    text = short(f"use({','.join(used)});")
    found = text[text.index("(") + 1 : -2]
    shorts = found.split(",") if found else []
    pairs = {*zip(used, shorts, strict=True)}
    assert len(pairs) == len({*used}) == len({*shorts})
