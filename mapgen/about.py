"""docs/about.md → the text about the atlas as safe HTML.

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
