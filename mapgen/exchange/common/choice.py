"""What is wrong with an option of the command."""

from __future__ import annotations

COARSE = ("discs", "badges", "list")
"""How what is known only as an area is shown: as discs as large as the codebook says, as soft marks
without an extent, or in the list only."""


class ChoiceError(ValueError):
    """An option of the command cannot be understood; the message says how to write it."""
