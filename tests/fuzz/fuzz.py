"""Fuzzes one reader with atheris: python tests/fuzz/fuzz.py claims [seconds] [libFuzzer's options].

With a + behind the reader's name (csl+) its input is made by hypothesis, which knows the format.
What is found is written to tests/fuzz/found/ and named in the last lines; give that file instead of the
seconds to run it again. See README.md.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import atheris

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
with atheris.instrument_imports(include=["mapgen", "markdown_it"]):
    import fuzz_targets

USAGE = f"python tests/fuzz/fuzz.py TARGET [SECONDS]\nTargets: {', '.join(fuzz_targets.TARGETS)}"


def main() -> None:
    """Runs the target named first until the time is over or something is found."""
    name, *rest = sys.argv[1:] or ["?"]
    plain = name.removesuffix("+")
    if plain not in fuzz_targets.TARGETS:
        sys.exit(USAGE)
    corpus, found = HERE / "corpus" / name, HERE / "found"
    corpus.mkdir(parents=True, exist_ok=True)
    found.mkdir(exist_ok=True)
    target = fuzz_targets.TARGETS[plain]
    if name == plain:
        for number, seed in enumerate(fuzz_targets.SEEDS[name]):
            (corpus / f"seed-{number}").write_text(seed, encoding="utf-8")
    else:
        target = with_format(plain, target)
        rest = [*(rest or ["60"]), "-len_control=0"]
    arguments = [f"-artifact_prefix={found}{os.sep}{name}-", "-timeout=20", "-rss_limit_mb=3000"]
    if rest and Path(rest[0]).is_file():
        arguments += rest
    else:
        seconds, *options = rest or ["60"]
        # Short inputs: the readers are quick, and most mistakes are small.
        arguments += [f"-max_total_time={seconds}", "-max_len=4096", *options, str(corpus)]
    atheris.Setup([sys.argv[0], *arguments], target)
    atheris.Fuzz()


def with_format(name: str, target: Callable[[bytes], Any]) -> Callable[[bytes], Any]:
    """Let the fuzzer steer the strategy of a format; what it made is printed when it fails."""
    from fuzz_strategies import STRATEGIES
    from hypothesis import HealthCheck, given, settings

    @settings(deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(STRATEGIES[name])
    def run(data: bytes) -> None:
        try:
            target(data)
        except BaseException:
            sys.stdout.write(f"input: {data!r}\n")
            raise

    fuzz_one: Callable[[bytes], Any] = run.hypothesis.fuzz_one_input
    return fuzz_one


if __name__ == "__main__":
    main()
