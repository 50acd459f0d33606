"""The fonts that a page carries: Naskh for Arabic script, Nastaliq where the settings ask for it.

`tools/fonts.py` derives both from Noto fonts.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from mapgen.notation.languages import script

FAMILIES = {"naskh": "Page Naskh", "nastaliq": "Page Nastaliq"}
"""What the style sheets call the fonts; theme.css names them behind the reader's own."""

_FACE = (
    "/* {family}: part of a font, {owner}; SIL Open Font License 1.1 */"
    '@font-face{{font-family:"{family}";src:url(data:font/woff2;base64,{data}) format("woff2");'
    "unicode-range:{letters}}}"
)


def faces(languages: Iterable[str], *, nastaliq: bool = False) -> str:
    """Return the style sheet that gives a page its fonts; "" where it needs none.

    Parameters
    ----------
    languages : iterable of str
        The languages of the page (BCP 47).
    nastaliq : bool
        Whether an Urdu page carries Nastaliq too (110 kB), and does not leave it to the reader's
        device.

    Returns
    -------
    str
        CSS.
    """
    spoken = tuple(languages)
    needed = []
    if any(script(each) == "Arab" for each in spoken):
        needed.append("naskh")
    if nastaliq and "ur" in (each.partition("-")[0] for each in spoken):
        needed.append("nastaliq")
    return "".join(map(_face, needed))


def carried(style: str) -> bool:
    """Return whether a style sheet carries a font.

    Parameters
    ----------
    style : str
        CSS.

    Returns
    -------
    bool
        True for one that `faces` made.
    """
    return "@font-face" in style


def letters() -> dict[str, str]:
    """Return what each font holds, as CSS writes a unicode-range."""
    found: dict[str, str] = json.loads(_file("fonts.json"))
    return found


@cache
def _face(name: str) -> str:
    data = files("mapgen.page").joinpath(f"fonts/{name}.woff2").read_bytes()
    owner = _file(f"{name}-licence.txt").partition("\n")[0]
    return _FACE.format(
        family=FAMILIES[name],
        owner=owner,
        data=base64.b64encode(data).decode("ascii"),
        letters=letters()[name],
    )


def _file(name: str) -> str:
    return files("mapgen.page").joinpath(f"fonts/{name}").read_text(encoding="utf-8")
