"""The page: an atlas and its payload → one HTML file that needs no network and no other file."""
