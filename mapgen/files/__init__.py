"""Bytes in, whole file out: text, CSV, JSON, TOML, shapes and paths, and writing them."""
