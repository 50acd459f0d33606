"""What is wrong with an option of the command."""

from __future__ import annotations


class ChoiceError(ValueError):
    """An option of the command cannot be understood; the message says how to write it."""
