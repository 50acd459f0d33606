"""The columns of UCDP GED in all its releases, and what its codes mean here."""

from __future__ import annotations

from mapgen.exchange.common.reader import Kind

KEY = "ucdp-ged"
COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id",
    "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name",
    "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b",
    "number_of_sources", "source_article", "source_office", "source_date", "source_headline",
    "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "iso3", "country_id", "region",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b",
    "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
ALIASES = {
    "best_est": "best", "high_est": "high", "low_est": "low", "event_id": "id",
    "sidea": "side_a", "sideb": "side_b", "lat": "latitude", "long": "longitude",
    "lon": "longitude", "where_coor": "where_coordinates",
}  # fmt: skip
KINDS = {
    "1": Kind("state-based", "State-based conflict"),
    "2": Kind("non-state", "Non-state conflict"),
    "3": Kind("one-sided", "One-sided violence"),
}
SAID = {"1": "an event of state-based conflict", "2": "an event of non-state conflict",
        "3": "an event of one-sided violence"}  # fmt: skip
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
