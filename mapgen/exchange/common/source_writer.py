"""The sources that imported events cite → sources.json, each written when it is first cited."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from mapgen.files import letters
from mapgen.files.nested_texts import in_one_form
from mapgen.notation.citations import is_key, is_web_address
from mapgen.notation.csl_dates import date_parts
from mapgen.problems import Problems

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TextIO


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


class References:
    """Writes CSL-JSON items one by one; of each only its key is kept.

    The keys are made from the items' content, so that the same file gives the same keys.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._keys: dict[str, None] = {}
        self._waiting: dict[str, Mapping[str, object]] = {}

    def __len__(self) -> int:
        return len(self._keys)

    def __contains__(self, key: str) -> bool:
        return key in self._keys or key in self._waiting

    def offer(self, item: Mapping[str, object]) -> None:
        """Take an item that is written only when `cited` names its key.

        Parameters
        ----------
        item : mapping of str to object
            CSL-JSON; one without a usable key is passed over.
        """
        key = str(item.get("id", ""))
        if is_key(key) and key not in self._keys:
            self._waiting[key] = item

    def cited(self, key: str) -> bool:
        """Note that a key is cited.

        Parameters
        ----------
        key : str
            As cited.

        Returns
        -------
        bool
            Whether there is such a source.
        """
        if key not in self._keys and key in self._waiting:
            self.add(key, self._waiting.pop(key))
        return key in self._keys

    def add(self, key: str, item: Mapping[str, object]) -> str:
        """Write an item under a key of its own, once.

        Parameters
        ----------
        key : str
            The item's.
        item : mapping of str to object
            CSL-JSON; its own id does not count.

        Returns
        -------
        str
            The key.
        """
        if key not in self._keys:
            text = _ENCODER.encode({**item, "id": key})
            if "\\u" in text or not letters.is_plain(text):
                seen = json.loads(text)
                in_one_form(seen, "", Problems())
                text = _ENCODER.encode(seen)
            self._write(key, text)
        return key

    def _write(self, key: str, text: str) -> None:
        opening = ",\n" if self._keys else "[\n"
        self._file.write(f"{opening}{text}")
        self._keys[key] = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the items that are written, in their order."""
        return tuple(self._keys)

    def copy(self, file: Iterable[str], keys: Iterable[str]) -> None:
        """Write the items that another writer has written and this one has not.

        Parameters
        ----------
        file : iterable of str
            The lines of its file; an item has one to itself.
        keys : iterable of str
            Its `keys`.
        """
        for key, line in zip(keys, islice(file, 1, None), strict=False):
            if key not in self._keys:
                self._write(key, line.rstrip("\n").removesuffix(","))

    def report(
        self, prefix: str, title: str, *, office: str = "", date: str = "", url: str = "",
        note: str = "",
    ) -> str:  # fmt: skip
        """Return the key of a report that a data set names, written at its first mention.

        Parameters
        ----------
        prefix : str
            What its key begins with.
        title : str
            The report's headline, or the reference as the data set gives it.
        office : str
            Newspaper, agency or organisation; "" for none.
        date : str
            Used where it is a whole date.
        url : str
            "" for none.
        note : str
            "" for none.

        Returns
        -------
        str
            The same for the same report.
        """
        mark = hashlib.sha1("\x1f".join((title, office, date, url)).encode(), usedforsecurity=False)
        key = f"{prefix}-{mark.hexdigest()[:12]}"
        if key in self._keys:
            return key
        kind = "article-newspaper" if office else "webpage" if is_web_address(url) else "document"
        item: dict[str, object] = {"type": kind, "title": title or "[No headline given]"}
        if office:
            item["container-title"] = office
        if date:
            parts = _parts(date)
            item["issued"] = {"date-parts": [parts]} if parts else {"literal": date}
        if is_web_address(url):
            item["URL"] = url
        if note:
            item["note"] = note
        return self.add(key, item)

    def close(self) -> None:
        """Write the end of the list."""
        self._file.write("\n]\n" if self._keys else "[]\n")


@lru_cache(maxsize=65_536)
def _parts(date: str) -> list[int] | None:
    """Return year, month and day of an ISO date, also of a bare year; None for any other text."""
    texts = date.partition(" ")[0].partition("T")[0].split("-")
    if not 1 <= len(texts) <= 3 or not all(text.isdecimal() for text in texts):
        return None
    try:
        return date_parts([[int(text) for text in texts]])[0] if len(texts[0]) == 4 else None
    except ValueError:
        return None
