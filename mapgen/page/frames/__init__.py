"""object GeoDataFrame as events or districts: what the components of a ``folium.Map`` are given."""
