"""Serves routes to this machine only."""
