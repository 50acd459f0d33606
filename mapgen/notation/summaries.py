"""Markdown with [@key] citations → safe HTML and the keys that it cites.

Emphasis, links, lists and code spans; no raw HTML, no images, no headings. Two fences
stand between a record and the page: markdown-it escapes all that is not Markdown, and nh3
keeps a closed list of tags and attributes. Every sentence needs a citation.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from mapgen.files import letters
from mapgen.notation.citations import Citation, is_web_address, parse_group
from mapgen.notation.cited_text import is_simple, keys_of
from mapgen.notation.sentences import MARK, uncited, without_marks
from mapgen.problems import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, MutableMapping, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

MAX_LENGTH = 20_000  # characters; a long summary has 1,500
MOST_OPEN = 16
"""So many brackets may stand open in a paragraph before others are looked at as links no more."""
TAGS = frozenset({"p", "em", "strong", "a", "ul", "ol", "li", "br", "code", "sup"})
PAGE_TAGS = TAGS | {
    "h2", "h3", "h4", "h5", "h6", "blockquote", "hr", "pre", "table", "thead", "tbody", "tr", "th",
    "td", "s",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "rel", "data-key"}, "ol": {"start"}}

_GROUP = re.compile(r"\[(@[^\[\]]*)\](?!\()")
_SPECIAL = ("*", "_", "`", "\\", "<", ">", "&", "[", "]", "@")
_LIST_MARK = re.compile(r"\s|[-+=#|~:]|\d+[.)](?:\s|$)")
_SET_APART = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)|\\\[@|\\.", re.DOTALL)
_BARE_KEY = re.compile(r"(?<![\w/.])\[?-?@\w[\w:.-]*")
_NO_LINK = re.compile(r"<a>(.*?)</a>", re.DOTALL)  # its address was not let through
_LINK = re.compile(r"\]\(\s*<?([^)\s>]*)")


class Rendered(NamedTuple):
    """What a summary's text says: safe HTML, plain text, and its citations in order."""

    html: str
    plain: str
    citations: tuple[Citation, ...] = ()
    keys: tuple[str, ...] = ()


class Summary:
    """A summary as written (`text`), as safe `html`, and as `plain` text without citations.

    `citations` are in order, `keys` in order of first citation: keys[0] is number 1. What is
    `simple` (see `mapgen.notation.cited_text`) is rendered only when it is asked for: `ready` is
    None.
    """

    __slots__ = ("ready", "text")

    def __init__(self, text: str, rendered: Rendered | None = None) -> None:
        self.text = text
        self.ready = rendered

    @property
    def simple(self) -> bool:
        return self.ready is None

    @property
    def rendered(self) -> Rendered:
        return _simply_rendered(self.text) if self.ready is None else self.ready

    @property
    def html(self) -> str:
        return self.rendered.html

    @property
    def plain(self) -> str:
        return self.rendered.plain

    @property
    def citations(self) -> tuple[Citation, ...]:
        return self.rendered.citations

    @property
    def keys(self) -> tuple[str, ...]:
        return self.rendered.keys

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Summary):
            return NotImplemented
        return self.text == other.text and self.rendered == other.rendered

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return f"Summary({self.text!r})"


def cited(summaries: Iterable[Summary], wanted: Collection[str] | None = None) -> set[str]:
    """Return the keys that some summaries cite; the simple ones are looked through in one go.

    Where keys are `wanted`, the search ends when all of them are found.
    """
    every = list(summaries)
    keys = {key for each in every if each.ready is not None for key in each.ready.keys}
    texts = [each.text for each in every if each.ready is None]
    return keys | keys_of(texts, None if wanted is None else set(wanted) - keys)


def written(summaries: Iterable[Summary]) -> list[str]:
    """Return each summary's text where it says it all, else its HTML."""
    return [each.text if each.ready is None else each.html for each in summaries]


NO_SUMMARY = Summary("", Rendered("", ""))


@lru_cache(maxsize=256)
def _simply_rendered(text: str) -> Rendered:
    quick = _quick(text)
    if quick is None:
        raise ValueError("not a simple text")
    return quick[0]


def parse_summary(text: str) -> tuple[Summary, tuple[Fault, ...]]:
    """Return the summary of a cell and what is wrong with it.

    The HTML is safe whatever the text is, and whatever the faults are.
    """
    if len(text) <= MAX_LENGTH and is_simple(text):
        return Summary(text), ()
    if len(text) > MAX_LENGTH:
        mend = f"At most {MAX_LENGTH:,} characters."
        return NO_SUMMARY, (
            Fault(f"too long: {len(text):,} characters", text[:100], mend, code="summary/too-long"),
        )
    quick = _quick(text)
    rendered, paragraphs = quick or _rendered(text)
    faults = [] if quick else [*_leftovers(text), *unseen_references(text, rendered.html)]
    for at, paragraph in enumerate(paragraphs):
        lead_in = paragraph.endswith(":") and at + 1 < len(paragraphs)
        for sentence in uncited(paragraph):
            if not (lead_in and paragraph.endswith(sentence)):
                shown = without_marks(sentence)
                mend = "Put its source before the full stop: [@key]."
                faults.append(
                    Fault(
                        "a sentence without a citation",
                        shown,
                        mend,
                        code="summary/sentence-without-citation",
                    )
                )
    return Summary(text, rendered), tuple(faults)


def unseen_references(text: str, html: str) -> list[Fault]:
    """Return a fault where a text has letters that cannot be seen only once it is HTML: &#x202E;.

    What stands in the text itself is said by whoever read it.
    """
    wrong = letters.first_unseen(html)
    if not wrong or letters.first_unseen(text):
        return []
    message = f"{letters.named(wrong)}, written as a reference"
    return [Fault(message, None, letters.MEND, code=letters.CODE)]


def render(text: str) -> str:
    """Return a page of Markdown, such as the one about the atlas, as safe HTML.

    Headings go one level down (the page has its own first), tables and quotations are kept,
    images are not. Links lead to the web, to a mail address or to a #part of the page; of
    any other only the words are kept. Citations are numbered as in a summary.
    """
    markdown = _page_markdown()
    env: MutableMapping[str, Any] = {"numbers": {}}
    tokens = markdown.parse(text, env)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + 1, 6)}"
    html = markdown.renderer.render(tokens, markdown.options, env)
    return _clean(html, PAGE_TAGS, {"http", "https", "mailto"})


def _quick(text: str) -> tuple[Rendered, list[str]] | None:
    """Return the meaning of one paragraph that has no Markdown but citations, else None."""
    pieces = _GROUP.split(text)
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


def _rendered(text: str) -> tuple[Rendered, list[str]]:
    markdown = _markdown()
    env: MutableMapping[str, Any] = {"numbers": {}}
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


def _leftovers(text: str) -> list[Fault]:
    """Return faults for what looks like a citation or a link and is none."""
    rest = _SET_APART.sub(" ", text)
    good = _GROUP.sub(lambda match: match[0] if parse_group(match[1]) is None else "", rest)
    faults = [
        Fault(
            "not a citation",
            match[0],
            "Write [@key], [@key, p. 3] or [@a; @b]; \\@ for an @.",
            code="citation/not-a-citation",
        )
        for match in _BARE_KEY.finditer(_LINK.sub("", good))
    ]
    faults += [
        Fault("not a web link", match[1], "Write [text](https://…).", code="summary/not-a-web-link")
        for match in _LINK.finditer(rest)
        if not is_web_address(match[1])
    ]
    return faults


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
    match = _GROUP.match(state.src, state.pos)
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
    _renderer: Any, tokens: Sequence[Token], at: int, _options: Any, env: Any
) -> str:
    return _sup(tokens[at].meta["citations"], env["numbers"])


def _render_link(renderer: Any, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    href = str(tokens[at].attrs.get("href", ""))
    tokens[at].attrs = {}
    if is_web_address(href):
        tokens[at].attrs = {"href": href, "rel": "noopener noreferrer"}
    elif href.startswith(("mailto:", "#")):
        tokens[at].attrs = {"href": href}
    render_token: Callable[..., str] = renderer.renderToken
    return render_token(tokens, at, options, env)
