"""A text of sources, in CSL-JSON, RIS or BibTeX → CSL-JSON with keys that no other source has."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from mapgen.exchange.common.csl_fields import dates, doi, names, plain_text, text
from mapgen.exchange.formats.bibtex import read_sources as bibtex
from mapgen.exchange.formats.ris import read_sources as ris
from mapgen.notation.citations import is_key

if TYPE_CHECKING:
    from mapgen.exchange.common.csl_parts import Item


class SourceTextError(ValueError):
    """A text is no bibliography that is known; the text says what it should be."""


def read_sources(given: str) -> list[Item]:
    """Return the sources in a text: CSL-JSON, RIS or BibTeX, whichever it is.

    Parameters
    ----------
    given : str
        The text.

    Returns
    -------
    list of Item
        CSL-JSON, in their order.

    Raises
    ------
    SourceTextError
        It is none of these, or has no source in it.
    """
    if given.lstrip("\ufeff \t\r\n").startswith(("[", "{")):
        found = _csl(given.lstrip("\ufeff"))
    elif ris.is_ris(given):
        found = list(ris.read(given))
    elif bibtex.is_bibtex(given):
        found = list(bibtex.read(given))
    else:
        raise SourceTextError("not CSL-JSON, RIS or BibTeX")
    if not found:
        raise SourceTextError("no source in it")
    return found


def new_key(item: Item, taken: Collection[str]) -> str:
    """Return a key for an item: its own where it is free, else of its author, year and title.

    Parameters
    ----------
    item : Item
        CSL-JSON.
    taken : collection of str
        Keys that others have.

    Returns
    -------
    str
        One that is free.
    """
    own = str(item.get("citation-key") or item.get("id") or "")
    if is_key(own) and "/" not in own and own not in taken:
        return own
    people = names(item, "author") or names(item, "editor")
    who = (people[0].family or people[0].literal) if people else text(item, "container-title")
    parts = dates(item).parts
    year = str(parts[0][0]) if parts else ""
    words = plain_text(item, "title").split()
    stem = _letters(who)[:16] + year or _letters("".join(words[:2]))[:16] or "source"
    candidates = [stem, *(f"{stem}{letter}" for letter in "bcdefghijklmnopqrstuvwxyz")]
    free = (each for each in candidates if each not in taken)
    return next(free, "") or next(
        key for number in range(len(taken) + 2) if (key := f"{stem}-{number}") not in taken
    )


def same_source(item: Item, others: Mapping[str, Item]) -> str:
    """Return the key of a source of the same address, DOI, or title and date; "" for none.

    Parameters
    ----------
    item : Item
        CSL-JSON.
    others : mapping of str to Item
        By their keys.

    Returns
    -------
    str
        The first that is the same.
    """
    marks = _marks(item)
    return next((key for key, other in others.items() if marks & _marks(other)), "")


def bare_address(address: str) -> str:
    """Return an address without what tells no two pages apart: scheme, www, the last slash.

    Parameters
    ----------
    address : str
        Of the web.

    Returns
    -------
    str
        In small letters; only to compare.
    """
    found = re.sub(r"(?i)^https?://(?:www\.)?", "", address.strip())
    return re.sub(r"[?&]utm_[^&#]*|#.*$|/$", "", found).rstrip("/").lower()


def _marks(item: Item) -> set[tuple[str, str]]:
    found = {("DOI", doi(item).lower()), ("URL", bare_address(text(item, "URL")))}
    title, day = plain_text(item, "title").casefold(), dates(item).iso
    if title and day:
        found.add((title, f"{text(item, 'container-title').casefold()} {day}"))
    return {mark for mark in found if all(mark)}


def _csl(given: str) -> list[Item]:
    try:
        value = json.loads(given)
    except (ValueError, RecursionError) as error:
        raise SourceTextError("not JSON") from error
    if isinstance(value, dict):
        value = value.get("items", [value])
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise SourceTextError("not a list of items of CSL-JSON")
    return value


def _letters(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in plain if letter.isascii() and letter.isalnum())
