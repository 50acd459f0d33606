"""UCDP GED."""
