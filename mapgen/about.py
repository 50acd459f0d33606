"""docs/about.md → the text about the atlas as safe HTML.

The same two fences as for summaries (markdown-it without raw HTML, nh3 with a closed tag list), but
with headings and tables, and no sentence needs a citation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapgen.csvfile import read_text
from mapgen.problems import Problems
from mapgen.settings import PATHS

if TYPE_CHECKING:
    from mapgen.settings import Settings

MAX_BYTES = 1_000_000
TAGS = frozenset(
    {"h2", "h3", "h4", "p", "em", "strong", "a", "ul", "ol", "li", "br", "hr", "code", "blockquote"}
    | {"table", "thead", "tbody", "tr", "th", "td"}
)


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


def render(text: str) -> str:
    """Return Markdown as safe HTML: no raw HTML, no images, links only to http(s) and mail."""
    import nh3
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("js-default", {"html": False}).disable("image")
    return nh3.clean(
        markdown.render(text),
        tags=set(TAGS),
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"https", "http", "mailto"},
        link_rel="noopener noreferrer",
    ).strip()
