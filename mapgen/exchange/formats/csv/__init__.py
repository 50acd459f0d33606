"""CSV tables, and CSV on the Web."""
