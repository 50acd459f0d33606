"""GeoParquet."""
