"""Sources from the Zotero that runs on this machine, by its local API: GET only, no other host.

Nothing is asked before the user has allowed it, and then for as long as the editor runs. An answer
names the next page with an address (`Link`); it is not followed: what is asked is made here, from
how many items there are (`Total-Results`).
"""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass
from urllib.parse import urlencode

from mapgen.desk.documents.edit import NotEditableError

HOST, PORT = "127.0.0.1", 23119
PAGE = 100
"""How many items are asked for at a time: as many as an answer of the API has at most."""
MOST = 300
"""How many are shown."""
VERSION = "Zotero-API-Version"
MOST_BYTES = 20_000_000
SECONDS = 10
_PATH = "/api/users/0/items/top"


@dataclass(slots=True)
class Zotero:
    """The Zotero of this machine.

    Attributes
    ----------
    allowed
        Whether it may be asked.
    port
        Where it listens.
    """

    allowed: bool = False
    port: int = PORT

    def search(self, text: str) -> tuple[list[dict[str, object]], int]:
        """Return the items in which a text stands, as CSL-JSON.

        Parameters
        ----------
        text : str
            Words; "" for the latest items.

        Returns
        -------
        items : list of dict of str to object
            At most `MOST`.
        left : int
            How many more there are, which were not asked for.

        Raises
        ------
        NotEditableError
            It may not be asked, does not answer, or says no.
        """
        if not self.allowed:
            raise NotEditableError("Zotero is not asked: allow it first.")
        found: list[dict[str, object]] = []
        start, total = 0, 1
        while start < min(total, MOST):
            raw, total = self._page(text, start)
            found += items_in(raw)
            start += PAGE  # of items of all kinds: notes are counted, and are in no answer
        return found[:MOST], max(0, total - start)

    def _page(self, text: str, start: int) -> tuple[bytes, int]:
        """Return an answer, and how many items there are on all pages."""
        query = {"format": "csljson", "limit": str(PAGE), "sort": "dateModified"}
        query |= {"q": text} if text else {}
        query |= {"start": str(start)} if start else {}
        connection = http.client.HTTPConnection(HOST, self.port, timeout=SECONDS)
        try:
            headers = {VERSION: "3"}
            connection.request("GET", f"{_PATH}?{urlencode(query)}", headers=headers)
            answer = connection.getresponse()
            raw = answer.read(MOST_BYTES + 1)
        except (OSError, http.client.HTTPException) as error:
            raise NotEditableError("Zotero does not answer: is it running?") from error
        finally:
            connection.close()
        if answer.status == 403:
            raise NotEditableError(
                "Zotero says no: in its settings, under Advanced, allow other applications on this "
                "computer to communicate with it."
            )
        if answer.status == 404:
            raise NotEditableError("This Zotero has no local API: Zotero 7 and later have one.")
        if answer.status != 200 or len(raw) > MOST_BYTES:
            raise NotEditableError(f"Zotero answers with {answer.status}.")
        if answer.headers.get(VERSION) != "3":
            raise NotEditableError("What answers is no Zotero, or one of another API than 3.")
        total = answer.headers.get("Total-Results", "")
        return raw, int(total) if total.isdecimal() and len(total) < 10 else 0


def items_in(raw: bytes) -> list[dict[str, object]]:
    """Return the items of an answer in CSL-JSON: a list, or an object that holds it.

    Parameters
    ----------
    raw : bytes
        The body of the answer.

    Returns
    -------
    list of dict of str to object
        In their order.

    Raises
    ------
    NotEditableError
        It is neither.
    """
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise NotEditableError("What Zotero answers is no JSON.") from error
    found = value.get("items") if isinstance(value, dict) else value
    if not isinstance(found, list):
        raise NotEditableError("What Zotero answers is no list of items.")
    return [each for each in found if isinstance(each, dict)]
