"""The columns of UCDP GED in all its releases, and what its codes mean here."""

from __future__ import annotations

from mapgen.exchange.common.codebook import read_codebook

KEY = "ucdp-ged"
BOOK = read_codebook(__package__)
COLUMNS, ALIASES, KINDS, SAID = BOOK.columns, BOOK.aliases, BOOK.kinds, BOOK.said
# GED where_prec 1: the exact place, mostly a town or village; 2: within at most about 25 km of a
# known point, which is coarser than anything that has a point here; 3 and 4: second- and
# first-order units, whose coordinates are only a centroid; 5: a line or a fuzzy area, with a point
# to stand for it; 6: the country; 7: international waters or airspace. docs/import.md says where
# this was read.
PRECISION = {"1": "town", "2": "district", "3": "district", "4": "province", "5": "province",
             "6": "province", "7": "province"}  # fmt: skip
WHERE = {
    "2": "The place is known to within about 25 km of {place}.",
    "5": "The place is known only as a line or a wider area near {place}.",
    "6": "Only the country is known.",
    "7": "The place lies in international waters or airspace.",
}
UNCLEAR = "Its sources report this together with other violence that cannot be told apart from it."
