"""The halves of the earth as languages write them → N, S, E, W.

O alone is west in Spanish, French, Portuguese and Italian, and east in German and Dutch: it is
neither.
"""

from __future__ import annotations

import re

_NAMES = {
    "N": "n north nord norte noord с с.ш. с.ш пн пн.ш. пн.ш شمال شمالی شمالا उत्तर उ উত্তর উ اتر",
    "S": "s south sud sur sul süd zuid ю ю.ш. ю.ш пд пд.ш. пд.ш"
    " جنوب جنوبی جنوبا दक्षिण द দক্ষিণ দ ڏکڻ",
    "E": "e east est este leste ost oost в в.д. в.д сх сх.д. сх.д شرق شرقی شرقا مشرق पूर्व पू"
    " পূর্ব পূ اوڀر",
    "W": "w west ouest oeste ovest з з.д. з.д зх зх.д. зх.д غرب غربی غربا مغرب पश्चिम प"
    " পশ্চিম প اولهه",
}
LETTERS = {name: letter for letter, names in _NAMES.items() for name in names.split()}
"""N, S, E or W by the words and letters for it, in small letters."""

HALF = rf"(?:{'|'.join(sorted(map(re.escape, LETTERS), key=len, reverse=True))})"
"""One of them, as a pattern for texts in small letters."""
