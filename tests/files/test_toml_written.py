"""What is written as TOML is read by the standard library's reader as it was."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mapgen.files.toml_written import toml_key, toml_string, toml_value

TEXTS = st.text(st.characters(codec="utf-8"), max_size=6)
VALUES = st.recursive(
    st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize(
    ("name", "key"),
    [("press", "press"), ("2-a_B", "2-a_B"), ("0.0", '"0.0"'), ("", '""'), ("ä", '"ä"'),
     ("a\n", '"a\\n"'), ("\x7f", '"\\u007f"')],
)  # fmt: skip
def test_a_key_is_bare_only_where_it_is_one_word(name: str, key: str) -> None:
    assert toml_key(name) == key


@given(VALUES)
@example({"0.0": [{".": "\x7f"}]})
def test_a_value_is_read_as_it_was_written(value: object) -> None:
    text = toml_value(value)
    assert "\n" not in text
    assert tomllib.loads(f"v = {text}")["v"] == value


@given(TEXTS)
def test_a_text_is_read_as_it_was_written(text: str) -> None:
    assert tomllib.loads(f"{toml_key(text)} = {toml_string(text)}") == {text: text}


@pytest.mark.parametrize("value", [None, object(), [None], {"a": {1, 2}}])
def test_what_toml_has_not_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="no value of TOML"):
        toml_value(value)
