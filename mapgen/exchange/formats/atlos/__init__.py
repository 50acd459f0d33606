"""Atlos."""
