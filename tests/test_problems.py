from __future__ import annotations

import json

import numpy as np
import pytest
from examples import more

from mapgen.problems import Guesses, InputError, Problem, Problems, did_you_mean, one_of


def test_a_problem_reads_as_one_line_with_file_line_column_value_and_mend():
    problem = Problem(
        "events.csv",
        "not an EDTF date",
        12,
        "date",
        "Dec-86",
        "Write 1986-12.",
        code="date/not-edtf",
    )
    assert str(problem) == "events.csv:12: date: 'Dec-86': not an EDTF date. Write 1986-12."


def test_a_problem_without_line_or_value_reads_well_too():
    assert str(Problem("a.csv", "file not found", code="file/missing")) == "a.csv: file not found."
    assert (
        str(Problem("a.csv", "no title", 3, "title", code="title/missing"))
        == "a.csv:3: title: no title."
    )


def test_a_line_counted_by_numpy_is_a_number_of_json():
    problem = Problem("a.csv", "no title", np.int32(3), "title", code="title/missing")
    assert json.loads(json.dumps(problem.as_dict()))["line"] == 3


def test_a_value_cannot_break_the_line_or_colour_the_terminal():
    text = str(
        Problem(
            "a.csv", "bad", 1, "x\n", "a\nb\x1b[31m\u202e" + "z" * 500, code="field/unknown-value"
        )
    )
    assert "\n" not in text
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert len(text) < 200


def test_an_urdu_value_is_shown_as_written():
    assert "کراچی" in str(
        Problem("a.csv", "unknown place", 1, "place", "کراچی", code="place/unknown")
    )


def test_warnings_raise_nothing_and_errors_raise_everything():
    problems = Problems("b.csv")
    problems.warning("odd", line=9, code="a/b")
    problems.raise_if_errors()
    problems.error("wrong", line=2, code="a/b")
    problems.error("elsewhere", file="c.csv", line=1, code="a/b")
    with pytest.raises(InputError) as caught:
        problems.raise_if_errors()
    assert [(p.file, p.line) for p in caught.value.problems] == [
        ("b.csv", 2),
        ("b.csv", 9),
        ("c.csv", 1),
    ]
    assert str(caught.value).count("\n") == 2


def test_the_nearest_word_is_offered_whatever_its_case():
    assert did_you_mean("Karchi", ["Hyderabad", "Karachi"]) == "Did you mean 'Karachi'?"
    assert did_you_mean("CLASH", ["clash"]) == "Did you mean 'clash'?"
    assert did_you_mean("zebra", ["clash"], otherwise="Look again.") == "Look again."


def test_all_choices_are_listed_behind_the_nearest():
    assert one_of("D", ["A", "B"]) == "Allowed: A, B."
    assert one_of("towm", ["town", "city"]) == "Did you mean 'town'? Allowed: town, city."


@pytest.mark.parametrize(("choices", "words"), [(500, 1_000), more(5_000, 10_000)])
def test_guessing_goes_through_all_choices_for_some_of_the_words(choices, words):
    guess = Guesses([f"1986-karachi-{n}" for n in range(choices)], "No such event.")
    answers = [guess(f"1986-karachy-{n}") for n in range(words)]
    assert answers[0].startswith("Did you mean")
    assert answers[-1] == "No such event."
