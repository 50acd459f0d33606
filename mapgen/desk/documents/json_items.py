"""A JSON list of items (CSL-JSON) item by item: an item that is not changed keeps its bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mapgen.desk.documents.document import Document
from mapgen.desk.documents.edit import Edit, NotEditableError

_SPACE = re.compile(r"[ \t\r\n]*")
_BETWEEN = re.compile(r"[ \t\r\n]*,[ \t\r\n]*")
_INDENT = re.compile(r"\n([ \t]+)\S")
ID = "id"


@dataclass(frozen=True, slots=True)
class JsonItems(Document):
    """A JSON list of objects; a record is an object, its id the value of ``id``."""

    @staticmethod
    def split(text: str) -> Iterator[tuple[str, str | None]]:
        """Yield each item, and what stands before, between and behind, as `Document.split` says.

        Raises
        ------
        NotEditableError
            It is no JSON list of objects.
        """
        decoder = json.JSONDecoder()
        at = _end_of(_SPACE, text, 0)
        if not text.startswith("[", at):
            raise NotEditableError("the file is no JSON list")
        start = _end_of(_SPACE, text, at + 1)
        yield text[:start], None
        while not text.startswith("]", start):
            try:
                value, end = decoder.raw_decode(text, start)
            except (ValueError, RecursionError) as error:
                raise NotEditableError("the file is no JSON") from error
            if not isinstance(value, dict):
                raise NotEditableError("the list holds something that is no object")
            yield text[start:end], str(value.get(ID, ""))
            between = _BETWEEN.match(text, end)
            start = between.end() if between else _end_of(_SPACE, text, end)
            if between and not text.startswith("]", start):
                yield between[0], None
            elif not text.startswith("]", start):
                raise NotEditableError("the file is no JSON")
            else:
                start = end
                break
        rest = text[start:]
        if _SPACE.sub("", rest, count=1)[:1] != "]" or rest.strip() != "]":
            raise NotEditableError("something stands behind the list")
        yield rest, None

    def id_of(self, text: str) -> str:
        """Return the id of an item, as `Document.id_of` says."""
        return str(self.value(text).get(ID, ""))

    def value(self, text: str) -> Mapping[str, object]:
        """Return an item, as `Document.value` says."""
        item: dict[str, object] = json.loads(text)
        return item

    def write(self, value: Mapping[str, object], before: str | None) -> str:
        """Return the text of an item, indented as the file is, as `Document.write` says."""
        item = dict(value)
        if before:
            old = self.value(before)
            if old == item:
                return before
            item = {key: item[key] for key in old if key in item} | item
        return self._text(item)

    def _text(self, item: Mapping[str, object]) -> str:
        first = next((part.text for part in self.parts if part.key), "")
        inner = _INDENT.search(first)
        if first and not inner:
            return json.dumps(item, ensure_ascii=False)
        outer = self._indent()
        step = inner[1].removeprefix(outer) if inner else "  "
        written = json.dumps(item, ensure_ascii=False, indent=step or "  ")
        end = "\r\n" if "\r\n" in self.parts[0].text else "\n"
        return written.replace("\n", end + outer)

    def _indent(self) -> str:
        """Return what stands before each item on its line."""
        head = self.parts[0].text
        return head[max(head.rfind("\n"), head.rfind("[")) + 1 :]

    def insert(self, texts: list[str], edit: Edit) -> None:
        """Put a new item and its comma among the parts' texts, as `Document.insert` says."""
        if edit.after is None:
            return
        if not self.keys():
            end = "\r\n" if "\r\n" in texts[0] else "\n"
            texts[0] = texts[0].rstrip() + end + "  "
            texts[-1] = end + texts[-1].lstrip()
            texts.insert(1, edit.after.replace("\n", "\n  "))
            return
        at = self.place(edit.behind)
        new = [self._between(), edit.after]
        texts[at:at] = new[::-1] if at < len(self.parts) and self.parts[at].key else new

    def put_behind(self, before: str, text: str) -> tuple[str, ...]:
        """Return an item, a comma and one behind it, as `Document.put_behind` says."""
        return before, self._between(), text

    def remove(self, texts: list[str], at: int) -> None:
        """Take an item and its comma out of the parts' texts, as `Document.remove` says."""
        if at + 1 < len(texts) and "," in texts[at + 1]:
            del texts[at : at + 2]
        elif at > 1:
            del texts[at - 1 : at + 1]
        else:
            del texts[at]

    def _between(self) -> str:
        """Return what stands between two items of the file."""
        found = [part.text for part in self.parts[1:-1] if not part.key]
        if found:
            return found[0]
        head = self.parts[0].text
        return "," + (head[head.index("[") + 1 :] or " ")


def _end_of(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at
