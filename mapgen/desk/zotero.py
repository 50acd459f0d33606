"""Sources from the Zotero that runs on this machine, by its local API: GET only, no other host.

Nothing is asked before the user has allowed it, and then for as long as the editor runs.
"""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass
from urllib.parse import urlencode

from mapgen.desk.documents.edit import NotEditableError

HOST, PORT = "127.0.0.1", 23119
MOST = 50
"""How many items are asked for at a time."""
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

    def search(self, text: str) -> list[dict[str, object]]:
        """Return the items in which a text stands, as CSL-JSON.

        Parameters
        ----------
        text : str
            Words; "" for the latest items.

        Returns
        -------
        list of dict of str to object
            At most `MOST`.

        Raises
        ------
        NotEditableError
            It may not be asked, does not answer, or says no.
        """
        if not self.allowed:
            raise NotEditableError("Zotero is not asked: allow it first.")
        query = {"format": "csljson", "limit": str(MOST), "sort": "dateModified"}
        query |= {"q": text} if text else {}
        connection = http.client.HTTPConnection(HOST, self.port, timeout=SECONDS)
        try:
            headers = {"Zotero-API-Version": "3"}
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
        if answer.status != 200 or len(raw) > MOST_BYTES:
            raise NotEditableError(f"Zotero answers with {answer.status}.")
        return items_in(raw)


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
