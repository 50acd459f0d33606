"""A file of prose or settings: one record, its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mapgen.desk.documents.document import Document

KEY = "text"


@dataclass(frozen=True, slots=True)
class WholeText(Document):
    """A text that is edited as a whole; line ends stay those of the file."""

    @staticmethod
    def split(text: str) -> Iterator[tuple[str, str | None]]:
        """Yield the text, nothing where it is empty, as `Document.split` says."""
        if text:
            yield text, KEY

    def id_of(self, text: str) -> str | None:
        """Return the key of the one record, as `Document.id_of` says."""
        return KEY if text else None

    def value(self, text: str) -> Mapping[str, str]:
        """Return the text with line feeds, as `Document.value` says."""
        return {KEY: text.replace("\r\n", "\n")}

    def write(self, value: Mapping[str, object], before: str | None) -> str:
        """Return the text with the file's line ends, as `Document.write` says."""
        text = str(value[KEY]).replace("\r\n", "\n")
        if before and before.replace("\r\n", "\n") == text:
            return before
        return text.replace("\n", "\r\n") if before and "\r\n" in before else text
