"""Writes requirements/*.lock anew from pyproject.toml and the pinned versions, with hashes.

The hashes are those of all files that the index has of a version, for every system and Python, so
that one lock serves all. A package that is new must be pinned in requirements/constraints.txt
first: a lock never has a version that no one chose.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = "hatchling\neditables\n"
HEADS = {
    "requirements/run.lock": (
        "",
        """\
# What `make map` installs: all that mapgen needs to run, and what builds it, each at one
# version, with the SHA-256 of every file that the index has of it. Written by `make lock`
# from pyproject.toml and requirements/constraints.txt, not by hand.
""",
    ),
    "requirements/test.lock": ("test", "# What `make test` installs; see requirements/run.lock.\n"),
    "requirements/lint.lock": ("lint", "# What `make lint` installs; see requirements/run.lock.\n"),
}
COMPILE = [
    sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", "--universal",
    "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate", "--quiet",
    "--constraint", "requirements/constraints.txt",
]  # fmt: skip


def plain(name: str) -> str:
    """Return a package's name as indices write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(text: str) -> dict[str, str]:
    """Name and version of each line of a lock or of constraints."""
    return {plain(n): v for n, v in re.findall(r"(?m)^([\w.-]+)==([^\s;\\]+)", text)}


def main() -> None:
    """Write all the locks, or none where a package has no pin."""
    chosen = pins((ROOT / "requirements/constraints.txt").read_text(encoding="utf-8"))
    written: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        build = Path(folder) / "build.in"
        build.write_text(BUILD, encoding="utf-8")
        for name, (extra, head) in HEADS.items():
            command = [*COMPILE, str(build), *(["--extra", extra] if extra else [])]
            done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True)
            written[name] = head + done.stdout
    missing = {
        f"{package}=={version}"
        for text in written.values()
        for package, version in pins(text).items()
        if chosen.get(package) != version
    }
    if missing:
        sys.exit("Pin these in requirements/constraints.txt first: " + ", ".join(sorted(missing)))
    for name, text in written.items():
        (ROOT / name).write_text(text, encoding="utf-8")
        print(f"{name}: {len(pins(text))} packages")


if __name__ == "__main__":
    main()
