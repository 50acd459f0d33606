"""docs/about.md → the text about the atlas as safe HTML; about.ur.md beside it holds it in Urdu.

The same two fences as for summaries (markdown-it without raw HTML, nh3 with a closed tag list), but
with headings and tables, and no sentence needs a citation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapgen.csvfile import read_text
from mapgen.problems import Problems
from mapgen.settings import PATHS
from mapgen.summaries import render

if TYPE_CHECKING:
    from mapgen.settings import Settings

MAX_BYTES = 1_000_000


def read_about(settings: Settings) -> tuple[str, Problems]:
    """Return the text about the atlas as safe HTML, and its problems.

    "" where the usual place is empty; a file that the settings name must be there.
    """
    name = settings.shown(settings.about)
    problems = Problems(name)
    if name == PATHS["about"] and not settings.about.exists():
        return "", problems
    text = read_text(settings.about, problems, max_bytes=MAX_BYTES)
    return render(text) if text else "", problems


def read_translations(settings: Settings) -> tuple[dict[str, str], Problems]:
    """Return the text in the other languages, and its problems: ``about.ur.md`` for Urdu."""
    problems = Problems(settings.shown(settings.about))
    found: dict[str, str] = {}
    for language in settings.languages:
        path = settings.about.with_suffix(f".{language}{settings.about.suffix}")
        if language == settings.language or not path.exists():
            continue
        own = Problems(settings.shown(path))
        text = read_text(path, own, max_bytes=MAX_BYTES)
        problems.extend(own)
        if text:
            found[language] = render(text)
    return found, problems
