"""The page's components, each usable on any ``folium.Map``."""
