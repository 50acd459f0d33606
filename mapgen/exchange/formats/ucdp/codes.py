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
             "6": "country", "7": "unknown"}  # fmt: skip
# The radius that the codebook gives; the divisions of 3 and 4 and the area of 5 have none
# there. The coordinates of 6 and 7 stand for a country or a sea, and are no place in it.
EXTENT_OF = {"2": "25000", "3": "unknown", "4": "unknown", "5": "unknown"}
SHOWN_AS = {
    "discs": "2 is drawn as a disc of 25 km around the point given, 3 to 5 as soft marks where the "
    "coordinates are, mostly the centroid of the division; how large it is, the data do not "
    "say. 6 and 7 have no point.",
    "badges": "2 to 5 are drawn as soft marks where the coordinates are, without an extent. 6 and "
    "7 have no point.",
    "list": "2 to 7 have no point.",
}
WHERE = {
    "2": "The place is known to within about 25 km of {place}.",
    "5": "The place is known only as a line or a wider area near {place}.",
    "6": "Only the country is known.",
    "7": "The place lies in international waters or airspace.",
}
UNCLEAR = "Its sources report this together with other violence that cannot be told apart from it."
