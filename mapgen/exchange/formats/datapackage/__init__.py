"""CSL-JSON bibliographies."""
