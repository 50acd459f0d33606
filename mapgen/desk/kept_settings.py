"""The settings of a folder that is edited, read anew where what their files say has changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mapgen.files.paths import is_there
from mapgen.files.text import read_bytes
from mapgen.problems import Problems
from mapgen.records.settings import Settings, read_settings

if TYPE_CHECKING:
    from mapgen.files.folder import Folder

FILES = ("mapgen.toml", "pyproject.toml")


@dataclass(slots=True)
class KeptSettings:
    """The settings of a folder.

    Attributes
    ----------
    folder
        Whose they are.
    """

    folder: Folder
    _kept: tuple[list[bytes | None], Settings] | None = field(default=None, repr=False)

    def now(self) -> Settings:
        """Return the settings as the files stand; the same object as long as they say the same."""
        raws = [self._raw(name) for name in FILES]
        kept = self._kept
        if kept is None or kept[0] != raws:
            kept = (raws, read_settings(self.folder)[0])
            self._kept = kept
        return kept[1]

    def _raw(self, name: str) -> bytes | None:
        file = self.folder.file(name)
        return read_bytes(file, Problems(name)) if is_there(file) else None
