"""ACLED events."""
