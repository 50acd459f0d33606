"""No reader raises, whatever it is fed; `make fuzz` runs the same for as long as one likes."""

from __future__ import annotations

import os

import pytest
from examples import examples, more
from fuzz_strategies import STRATEGIES
from fuzz_targets import SEEDS, SLOW, TARGETS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

EXAMPLES = int(os.environ.get("MAPGEN_EXAMPLES", "0")) or examples(150)


def test_every_reader_is_fed() -> None:
    assert TARGETS.keys() == STRATEGIES.keys() == SEEDS.keys()


@pytest.mark.parametrize(
    ("name", "step"),
    [*((name, 3 if name in SLOW else 1) for name in TARGETS), *(more(name, 1) for name in SLOW)],
)
def test_a_good_input_passes(name: str, step: int) -> None:
    for seed in SEEDS[name][::step]:
        TARGETS[name](seed.encode())


@pytest.mark.parametrize("name", [name for name in TARGETS if name not in SLOW])
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_nothing_that_a_reader_is_fed_breaks_it(name: str, data: st.DataObject) -> None:
    TARGETS[name](data.draw(STRATEGIES[name]))


@pytest.mark.parametrize("name", SLOW)
@settings(max_examples=EXAMPLES // 10, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_file_breaks_a_slow_reader(name: str, data: st.DataObject) -> None:
    TARGETS[name](data.draw(STRATEGIES[name]))
