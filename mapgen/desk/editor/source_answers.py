"""What the editor answers about sources.

==================  ===============================================================================
``source-text``     the sources in a text (CSL-JSON, RIS, BibTeX), each with a key that is free
``source-uses``     which records cite each source, and one with an `address` but for `key`
``zotero``          whether Zotero may be asked: as `allowed` says, else as it is
``zotero-search``   the sources that Zotero finds for a `text`, as ``source-text`` returns them;
                    ``left`` of them are not among these
``merge-sources``   two sources made one; whatever cites the other cites the one that stays
==================  ===============================================================================
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from mapgen.desk.citing import cited_in
from mapgen.desk.documents.edit import NotEditableError
from mapgen.desk.editor.bodies import BodyError, operation_in, reason_in, text_in
from mapgen.desk.merging import merged_sources
from mapgen.desk.zotero import Zotero
from mapgen.exchange.source_texts import SourceTextError, new_key, read_sources, same_source

if TYPE_CHECKING:
    from mapgen.desk.editor.bodies import Answer, Body, Desk
    from mapgen.exchange.common.csl_parts import Item


def answers(desk: Desk, zotero: Zotero) -> Mapping[str, Answer]:
    """Return what is answered, by the last word of its path.

    Parameters
    ----------
    desk : Desk
        Where changes are made.
    zotero : Zotero
        What is asked for sources, where that is allowed.

    Returns
    -------
    mapping of str to Answer
        Takes the body of a request.
    """

    def known() -> dict[str, Item]:
        document = desk.workspace.files.document("sources")
        return dict(document.records()) if document else {}

    def offered(items: Iterable[Item]) -> dict[str, object]:
        sources = known()
        taken = set(sources)
        found = []
        for item in items:
            key = new_key(item, taken)
            taken.add(key)
            value = {"id": key, **{name: each for name, each in item.items() if name != "id"}}
            found.append({"key": key, "value": value, "same": same_source(item, sources)})
        return {"sources": found}

    def in_text(body: Body) -> object:
        try:
            return offered(read_sources(text_in(body, "text")))
        except SourceTextError as error:
            raise NotEditableError(f"The text is no bibliography: {error}.") from error

    def uses(body: Body) -> object:
        address = text_in(body, "address")
        own = text_in(body, "key")
        others = {key: each for key, each in known().items() if key != own}
        same = same_source({"URL": address}, others) if address else ""
        return {"uses": cited_in(desk.workspace.files), "same": same}

    def allow(body: Body) -> object:
        given = body.get("allowed")
        if given is not None and not isinstance(given, bool):
            raise BodyError("allowed: true or false")
        if given is not None:
            zotero.allowed = given
        return {"allowed": zotero.allowed}

    def in_zotero(body: Body) -> object:
        items, left = zotero.search(text_in(body, "text"))
        return {**offered(items), "left": left}

    def merge(body: Body) -> object:
        kept, gone = operation_in(body.get("kept")), operation_in(body.get("gone"))
        return desk.change(reason_in(body, merged_sources(desk.workspace.files, kept, gone)))

    return {
        "source-text": in_text,
        "source-uses": uses,
        "zotero": allow,
        "zotero-search": in_zotero,
        "merge-sources": merge,
    }
