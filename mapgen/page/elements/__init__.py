"""What every component of a map is made of: a folium element with its script and style."""
