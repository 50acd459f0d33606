"""docs/about.md → the text about the atlas as safe HTML; about.ur.md beside it holds it in Urdu.

So are read docs/guide.md, how to read the map, and docs/corrections.md, the corrections made.

The same two fences as for summaries (markdown-it without raw HTML, nh3 with a closed tag list), but
with headings and tables, and no sentence needs a citation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypedDict

from mapgen.files.paths import is_there, translation
from mapgen.files.text import read_prose
from mapgen.notation.markdown import render_page
from mapgen.notation.summaries import unseen_references
from mapgen.problems import Problems
from mapgen.records.settings import PATHS

if TYPE_CHECKING:
    from mapgen.files.folder import FolderFile, Named
    from mapgen.records.settings import Settings

MAX_BYTES = 1_000_000

_PICTURE = re.compile(r"!\[[^\[\]]*+\]\([^()]*+(?:\([^()]*+\)[^()]*+)*+\)")


class Pages(TypedDict):
    """The pages of an atlas as safe HTML, the plurals by other languages than its own."""

    about: str
    abouts: dict[str, str]
    guide: str
    guides: dict[str, str]
    corrections: str


def read_pages(settings: Settings) -> tuple[Pages, Problems]:
    """Read the atlas's pages of text in all languages.

    Parameters
    ----------
    settings : Settings
        They name the files.

    Returns
    -------
    pages : Pages
        As safe HTML.
    problems : Problems
        Of all files.
    """
    problems = Problems("")

    def read(which: str) -> str:
        text, found = read_about(settings, which)
        problems.extend(found)
        return text

    def read_others(which: str) -> dict[str, str]:
        texts, found = read_translations(settings, which)
        problems.extend(found)
        return texts

    pages: Pages = {
        "about": read("about"),
        "guide": read("guide"),
        "corrections": read("corrections"),
        "abouts": read_others("about"),
        "guides": read_others("guide"),
    }
    return pages, problems


def read_about(settings: Settings, which: str = "about") -> tuple[str, Problems]:
    """Read the text about the atlas.

    Pictures are left out: a page is one file, and says all in words.

    Parameters
    ----------
    settings : Settings
        They name the file.
    which : str
        The setting that does: "about", "guide" (how to read the map) or "corrections".

    Returns
    -------
    text : str
        Safe HTML; "" where the usual place is empty.
    problems : Problems
        One where a file is missing that the settings name.
    """
    path: FolderFile = getattr(settings, which)
    name = settings.name_of(path)
    problems = Problems(name)
    if name == PATHS[which] and not is_there(path):
        return "", problems
    return _read(path, problems), problems


def read_translations(settings: Settings, which: str = "about") -> tuple[dict[str, str], Problems]:
    """Read the text about the atlas in the other languages: ``about.ur.md`` for Urdu.

    Parameters
    ----------
    settings : Settings
        They name the languages and the file of the original.
    which : str
        As in `read_about`.

    Returns
    -------
    texts : dict of str to str
        Safe HTML by language; a language without a file is left out.
    problems : Problems
        Of all files.
    """
    original: FolderFile = getattr(settings, which)
    problems = Problems(settings.name_of(original))
    found: dict[str, str] = {}
    for language in settings.languages:
        path = translation(original, language)
        if language == settings.language or not is_there(path):
            continue
        own = Problems(settings.name_of(path))
        text = _read(path, own)
        problems.extend(own)
        if text:
            found[language] = text
    return found, problems


def _read(path: Named, problems: Problems) -> str:
    text = read_prose(path, problems, max_bytes=MAX_BYTES)
    if not text:
        return ""
    html = render_page(_PICTURE.sub("", text))
    for fault in unseen_references(text, html):
        problems.error(fault.message, mend=fault.mend, code=fault.code)
    return html
