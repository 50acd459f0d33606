"""GeoJSON."""
