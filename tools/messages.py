"""The readers' words: taken from the code into mapgen.pot, and from there into every catalogue.

Run by `make messages`; the tests run the first half into a folder of their own.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po, write_po
from babel.plural import PluralRule, to_gettext

from mapgen.notation import languages

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "mapgen" / "page" / "locale"
LANGUAGES = sorted(each.name for each in LOCALE.iterdir() if each.is_dir())
EDITOR = ROOT / "mapgen" / "desk" / "locale"
"""The editor's own words are apart, so that no page carries them."""
KEYWORDS = ("t", "tn:1,2", "Category:2", "Word:2")
HEAD = """\
# {name} words of the pages that mapgen makes.
#
# DRAFT: written without review by a native speaker of {name} or by a historian of the region.
# Corrections are welcome, from a single word to the whole file: change msgstr here and send the
# change, or tell us the English text and the better wording, by the ways that docs/languages.md
# names. Do not change msgid or what stands in {{braces}}.
# This file is distributed under the same license as mapgen (MIT).
msgid ""
msgstr ""
"Project-Id-Version: mapgen VERSION\\n"
"Last-Translator: drafted, not reviewed\\n"
"Language: {language}\\n"
"Language-Team: {name}\\n"
"Plural-Forms: {plurals}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""
LAYOUT = ("--width=100", "--add-location=file")


def extract(pot: Path, mapping: str = "babel.cfg") -> None:
    """Write every message of the code and the templates to a .pot file."""
    keywords = [part for keyword in KEYWORDS for part in ("-k", keyword)]
    run(
        "extract", f"--mapping=tools/{mapping}", *keywords, *LAYOUT, "--sort-by-file",
        "--project=mapgen", "--copyright-holder=the mapgen maintainers", f"--output={pot}", ".",
    )  # fmt: skip


def extract_editor(pot: Path, page: Path) -> None:
    """Write the messages of the editor that the page has not got to a .pot file."""
    extract(pot, "editor.cfg")
    with page.open("rb") as file:
        known = {message.id for message in read_po(file) if message.id}
    with pot.open("rb") as file:
        own = read_po(file)
    for message in list(own):
        if message.id and message.id in known:
            own.delete(message.id)
    with pot.open("wb") as file:
        write_po(file, own, width=100)


def update(pot: Path) -> None:
    """Bring the catalogues beside a .pot file in step with it; what is no longer used is dropped.

    A language whose folder is empty gets a catalogue with nothing translated.
    """
    for language in LANGUAGES:
        start(pot, language)
        run(
            "update", f"--domain={pot.stem}", f"--input-file={pot}", f"--output-dir={pot.parent}",
            f"--locale={language}", "--width=100", "--ignore-obsolete", "--no-fuzzy-matching",
            "--ignore-pot-creation-date",
        )  # fmt: skip


def start(pot: Path, language: str) -> None:
    """Write the head of a language's catalogue, which says that it is a draft, if it has none."""
    path = pot.parent / language / "LC_MESSAGES" / f"{pot.stem}.po"
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    name = languages.display_name(language, "en")
    head = HEAD.format(language=language, name=name, plurals=plural_forms(language))
    path.write_text(head, encoding="utf-8")


def plural_forms(language: str) -> str:
    """Return CLDR's rule of a language's plurals as gettext writes it."""
    kinds = languages.plurals(language)
    rules = dict(languages.cldr(language).plural_form.rules)
    # The last one is what is left: "other", or in Russian "many" (its "other" is for fractions).
    rule = PluralRule({kind: rules[kind] for kind in kinds[:-1] if kind in rules})
    # gettext counts whole numbers written out; "e" is the exponent of 1e6.
    return re.sub(r"\be\b", "0", to_gettext(rule))


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
    extract_editor(EDITOR / "editor.pot", LOCALE / "mapgen.pot")
    update(EDITOR / "editor.pot")
    sys.stdout.write("Translate what is empty in mapgen/*/locale/*/LC_MESSAGES/*.po\n")
