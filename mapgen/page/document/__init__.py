"""Atlas and payload → one sealed HTML file."""
