"""The readers' words: taken from the code into mapgen.pot, and from there into every catalogue.

Run by `make messages`; the tests run the first half into a folder of their own.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from babel.messages.frontend import CommandLineInterface

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "mapgen" / "page" / "locale"
LANGUAGES = sorted(each.name for each in LOCALE.iterdir() if each.is_dir())
KEYWORDS = ("t", "tn:1,2", "Category:2")
LAYOUT = ("--width=100", "--add-location=file")


def extract(pot: Path) -> None:
    """Write every message of the code and the templates to a .pot file."""
    keywords = [part for keyword in KEYWORDS for part in ("-k", keyword)]
    run(
        "extract", "--mapping=tools/babel.cfg", *keywords, *LAYOUT, "--sort-by-file",
        "--project=mapgen", "--copyright-holder=the mapgen maintainers", f"--output={pot}", ".",
    )  # fmt: skip


def update(pot: Path) -> None:
    """Bring the catalogues in step with a .pot file; what is no longer used is dropped."""
    for language in LANGUAGES:
        run(
            "update", "--domain=mapgen", f"--input-file={pot}", f"--output-dir={LOCALE}",
            f"--locale={language}", "--width=100", "--ignore-obsolete", "--no-fuzzy-matching",
            "--ignore-pot-creation-date", "--init-missing",
        )  # fmt: skip


def run(command: str, *arguments: str) -> None:
    """Run a command of pybabel in the project's folder."""
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        CommandLineInterface().run(["pybabel", "--quiet", command, *arguments])
    finally:
        os.chdir(before)


if __name__ == "__main__":
    extract(LOCALE / "mapgen.pot")
    update(LOCALE / "mapgen.pot")
    sys.stdout.write("Translate what is empty in mapgen/page/locale/*/LC_MESSAGES/mapgen.po\n")
