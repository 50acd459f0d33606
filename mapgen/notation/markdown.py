"""Markdown with [@key] citations → safe HTML.

Emphasis, links, lists and code spans; no raw HTML, no images, no headings. Two fences
stand between a record and the page: markdown-it escapes all that is not Markdown, and nh3
keeps a closed list of tags and attributes.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from mapgen.files import letters
from mapgen.notation.citations import Citation, is_web_address, parse_group
from mapgen.notation.sentences import MARK, without_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

MOST_OPEN = 16
"""Brackets that may stand open in a paragraph; beyond, a bracket is a letter."""
TAGS = frozenset({"p", "em", "strong", "a", "ul", "ol", "li", "br", "code", "sup"})
PAGE_TAGS = TAGS | {
    "h2", "h3", "h4", "h5", "h6", "blockquote", "hr", "pre", "table", "thead", "tbody", "tr", "th",
    "td", "s",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "rel", "data-key"}, "ol": {"start"}}
GROUP = re.compile(r"\[(@[^\[\]]*)\](?!\()")
_SPECIAL = ("*", "_", "`", "\\", "<", ">", "&", "[", "]", "@")
_LIST_MARK = re.compile(r"\s|[-+=#|~:]|\d+[.)](?:\s|$)")
_NO_LINK = re.compile(r"<a>(.*?)</a>", re.DOTALL)  # its address was not let through


class Rendered(NamedTuple):
    """What a summary's text says: safe HTML, plain text, and its citations in order."""

    html: str
    plain: str
    citations: tuple[Citation, ...] = ()
    keys: tuple[str, ...] = ()


def render_page(text: str) -> str:
    """Return a page of Markdown, such as the one about the atlas, as safe HTML.

    Headings go one level down (the page has its own first), tables and quotations are kept,
    images are not. Links lead to the web, to a mail address or to a #part of the page; of
    any other only the words are kept. Citations are numbered as in a summary.

    Parameters
    ----------
    text : str
        Markdown.

    Returns
    -------
    str
        Safe whatever the text is.
    """
    markdown = _page_markdown()
    env: EnvType = {"numbers": {}}
    tokens = markdown.parse(text, env)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + 1, 6)}"
    html = markdown.renderer.render(tokens, markdown.options, env)
    return _clean(html, PAGE_TAGS, {"http", "https", "mailto"})


def render_simple_text(text: str) -> tuple[Rendered, list[str]] | None:
    """Render a summary of one paragraph that has no Markdown but citations, without markdown-it.

    Parameters
    ----------
    text : str
        The cell, without blanks around it.

    Returns
    -------
    tuple of (Rendered, list of str) or None
        What `render_text` returns for it; None for any other text.
    """
    pieces = GROUP.split(text)
    outside = pieces[::2]
    words = "".join(outside)
    if not outside[0] or not words.isprintable() or _LIST_MARK.match(text):
        return None
    if any(special in words for special in _SPECIAL):
        return None
    citations: list[Citation] = []
    html = ["<p>", outside[0]]
    numbers: dict[str, int] = {}
    for group, following in zip(pieces[1::2], outside[1:], strict=True):
        found = parse_group(group)
        if found is None:
            return None
        citations += found
        html += [_sup(found, numbers), following]
    html.append("</p>")
    marked = MARK.join(outside)
    rendered = Rendered("".join(html), without_marks(marked), tuple(citations), tuple(numbers))
    return rendered, [marked]


def render_text(text: str) -> tuple[Rendered, list[str]]:
    """Render a summary of any Markdown.

    Parameters
    ----------
    text : str
        The cell.

    Returns
    -------
    rendered : Rendered
        Its safe HTML and its citations.
    paragraphs : list of str
        The words of each, with a MARK for each citation.
    """
    markdown = _markdown()
    env: EnvType = {"numbers": {}}
    tokens = markdown.parse(text.replace(MARK, "\ufffd"), env)
    citations: list[Citation] = []
    paragraphs = [
        _marked(token.children or (), citations) for token in tokens if token.type == "inline"
    ]
    html = _clean(markdown.renderer.render(tokens, markdown.options, env), TAGS, {"http", "https"})
    plain = " ".join(without_marks(paragraph) for paragraph in paragraphs)
    keys = dict.fromkeys(citation.key for citation in citations)
    return Rendered(html, plain, tuple(citations), tuple(keys)), paragraphs


def _marked(tokens: Iterable[Token], citations: list[Citation]) -> str:
    """Return the text of an inline token with a MARK for each group; note its citations."""
    parts: list[str] = []
    for token in tokens:
        if token.type == "citation":
            citations += token.meta["citations"]
            parts.append(MARK)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        else:
            parts.append(token.content)
    return "".join(parts)


def _sup(citations: Sequence[Citation], numbers: dict[str, int]) -> str:
    links = [
        _link(key, locator, numbers.setdefault(key, len(numbers) + 1)) for key, locator in citations
    ]
    return f'<sup class="mg-cite">{"; ".join(links)}</sup>'


@lru_cache(maxsize=65_536)
def _link(key: str, locator: str, number: int) -> str:
    at = f", {escape(locator, quote=False)}" if locator else ""
    return f'<a href="#ref-{key}" data-key="{key}">{number}{at}</a>'


def _clean(html: str, tags: frozenset[str], schemes: set[str]) -> str:
    import nh3

    cleaned: str = nh3.clean(
        html.encode("utf-8", "replace").decode("utf-8"),  # half characters cannot be written
        tags=set(tags),
        attributes=ATTRIBUTES,
        url_schemes=schemes,
        link_rel=None,  # set on the links that are a record's, not on ours to the references
        tag_attribute_values={"sup": {"class": {"mg-cite"}}},
    )
    return letters.normalised(_NO_LINK.sub(r"\1", cleaned).strip())


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    markdown = _new_markdown()
    markdown.disable(["table", "heading", "lheading", "hr", "blockquote", "code", "fence"])
    markdown.disable(["strikethrough", "reference"])
    markdown.validateLink = is_web_address  # type: ignore[method-assign, assignment]
    return markdown


@lru_cache(maxsize=1)
def _page_markdown() -> MarkdownIt:
    return _new_markdown()


def _new_markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("js-default", {"html": False, "linkify": False, "typographer": False})
    markdown.disable(["image", "html_block", "html_inline"])
    markdown.inline.ruler.before("link", "citation", _citation_rule)
    markdown.inline.ruler.at("link", _link_rule)
    markdown.add_render_rule("citation", _render_citation)
    markdown.add_render_rule("link_open", _render_link)
    return markdown


def _citation_rule(state: StateInline, silent: bool) -> bool:
    match = GROUP.match(state.src, state.pos)
    if match is None or match.end() > state.posMax:
        return False
    citations = parse_group(match[1])
    if citations is None:
        return False
    if not silent:
        state.push("citation", "", 0).meta = {"citations": citations}
    state.pos = match.end()
    return True


def _link_rule(state: StateInline, silent: bool) -> bool:
    """Read a link as CommonMark says, and no more brackets than any text leaves open.

    Each bracket that is not closed costs a look at all that follows, so a paragraph of nothing but
    brackets would take a time that grows with its square. Behind the last "]", and once
    `MOST_OPEN` brackets stand open, a bracket is a letter.
    """
    text, env = state.src, state.env
    if env.get("text") is not text:
        env.update(text=text, last=text.rfind("]"), open=0)
    if text[state.pos] != "[" or state.pos > env["last"] or env["open"] >= MOST_OPEN:
        return False
    from markdown_it.rules_inline import link

    if link(state, silent):
        return True
    if state.md.helpers.parseLinkLabel(state, state.pos, True) < 0:
        env["open"] += 1
    return False


def _render_citation(
    _renderer: RendererHTML, tokens: Sequence[Token], at: int, _options: OptionsDict, env: EnvType
) -> str:
    return _sup(tokens[at].meta["citations"], env["numbers"])


def _render_link(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    href = str(tokens[at].attrs.get("href", ""))
    tokens[at].attrs = {}
    if is_web_address(href):
        tokens[at].attrs = {"href": href, "rel": "noopener noreferrer"}
    elif href.startswith(("mailto:", "#")):
        tokens[at].attrs = {"href": href}
    return renderer.renderToken(tokens, at, options, env)
