"""The words for magnitudes and for "to" of the languages that the page speaks, behind a figure.

A word that can mean something else behind a number ("10 m", "12 mil") is in `UNSURE`: a figure
before it is refused, since nobody can tell how large it is.
"""

from __future__ import annotations

import re

_NAMES = {
    12: "dozen dozens docena docenas douzaine douzaines dúzia dúzias dutzend дюжина дюжины дюжин"
    " дюжини درجن دزینه दर्जन ডজন",
    20: "score",
    100: "hundred hundreds hundert cien cientos cent cents cem centena centenas сотня сотни сотен"
    " сотні مئة مائة صد سو सौ শত",
    1_000: "thousand thousands tausend mille millares milhares тысяча тысячи тысяч тисяча тисячі"
    " тисяч ألف آلاف هزار ہزار हज़ार हजार হাজার",
    100_000: "lakh lakhs lac lacs لاکھ لک लाख লাখ লক্ষ",
    1_000_000: "million millions millionen millón millones milhão milhões миллион миллиона"
    " миллионов мільйон мільйони мільйонів مليون ملايين میلیون ملین मिलियन মিলিয়ন",
    10_000_000: "crore crores کروڑ ڪروڙ करोड़ কোটি",
    1_000_000_000: "billion",
}
MAGNITUDES = {name: factor for factor, names in _NAMES.items() for name in names.split()}
"""The factors by their names in small letters; digits and names may stand without a blank."""

MAGNITUDE = rf"(?:{'|'.join(sorted(map(re.escape, MAGNITUDES), key=len, reverse=True))})(?![\w])"
"""One of the names, as a pattern."""

UNSURE = r"(?:k|m|mn|mln|mio|bn|mrd|mil|tsd|тыс|тис|млн)(?!\w)"
"""What may be a magnitude or something else, as a pattern."""

TO = r"(?:to|bis|à|a|hasta|até|до|إلى|تا|سے|से|থেকে|کان)(?!\w)"
"""The words between the two figures of a range, as a pattern; "from" is not said."""

OR = r"(?:or|oder|ou|o|или|або|أو|یا|या|বা)(?!\w)"
"""The words between two figures of which one holds, as a pattern."""
