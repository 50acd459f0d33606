"""Linked Places format."""
