"""The Global Terrorism Database."""
