"""object file → its bytes, or its text in UTF-8, with a problem for what cannot be read."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from mapgen.files import letters
from mapgen.files.folder import OutsideError
from mapgen.files.paths import NotAFileError, open_file

if TYPE_CHECKING:
    from mapgen.files.folder import Named
    from mapgen.problems import Problems

TRUST = "Put it into the folder, or give --trust if the folder is your own."
MAX_BYTES = 2**31 - 1  # a million events are about 700 MB

_WIDE_BOMS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}


def read_text(path: Named, problems: Problems, *, max_bytes: int = MAX_BYTES) -> str | None:
    """Return the text of a UTF-8 file.

    Parameters
    ----------
    path : Path or FolderFile
    problems : Problems
        The list that errors are added to.
    max_bytes : int
        The largest file that is read.

    Returns
    -------
    str or None
        Without the byte order mark; None where the file cannot be read. Text in another encoding is
        an error that names the first wrong byte; it is returned all the same (read as Windows-1252
        or with U+FFFD), so that what else is wrong is found in the same run.
    """
    raw = read_bytes(path, problems, max_bytes=max_bytes)
    return None if raw is None else decode(raw, problems)


def read_prose(path: Named, problems: Problems, *, max_bytes: int = MAX_BYTES) -> str | None:
    """Return the text of a file in one form (`letters.in_one_form`), line by line.

    Each line with a letter that cannot be seen is an error.

    Parameters
    ----------
    path, problems, max_bytes
        As for `read_text`.

    Returns
    -------
    str or None
        None where the file cannot be read.
    """
    text = read_text(path, problems, max_bytes=max_bytes)
    if text is None or letters.is_plain(text):
        return text
    found = []
    for line, written in enumerate(text.split("\n"), start=1):
        prose, wrong = letters.in_one_form(written)
        found.append(prose)
        if wrong:
            problems.error(
                f"{wrong} in the text",
                line=line,
                value=prose.strip()[:100],
                mend=letters.MEND,
                code=letters.CODE,
            )
    return "\n".join(found)


def read_bytes(path: Named, problems: Problems, *, max_bytes: int = MAX_BYTES) -> bytes | None:
    """Return the bytes of a file.

    Parameters
    ----------
    path, problems, max_bytes
        As for `read_text`.

    Returns
    -------
    bytes or None
        None, and an error among the problems, where it cannot be read or is larger than allowed.
    """
    try:
        with open_file(path) as file:
            size = os.fstat(file.fileno()).st_size
            if size <= max_bytes:
                raw = file.read(size + 1)
                while size < len(raw) <= max_bytes and (more := file.read(2**20)):
                    raw += more  # it grows while it is read
                if len(raw) <= max_bytes:
                    return raw
                size = len(raw)
        problems.error(
            f"file is too large: {size:,} bytes, at most {max_bytes:,} are read",
            mend="Split it, or build with --dask.",
            code="file/too-large",
        )
    except (OSError, ValueError) as error:
        tell_unread(error, problems)
    return None


def tell_unread(error: OSError | ValueError, problems: Problems) -> None:
    """Note why a file could not be opened or read.

    Parameters
    ----------
    error : OSError or ValueError
        What was raised.
    problems : Problems
        The problem is added to it.
    """
    code = "file/unreadable"
    if isinstance(error, OutsideError):
        message, mend, code = f"not read: {error}", TRUST, "file/outside-the-folder"
    elif isinstance(error, NotAFileError):
        message, mend = str(error), "Check its path in the settings."
    elif isinstance(error, FileNotFoundError):
        message, mend = "file not found", "Create it, or mend its path in the settings."
        code = "file/missing"
    else:
        reason = getattr(error, "strerror", None) or str(error).partition("\n")[0]
        message, mend = f"file cannot be read: {reason}", "Check the path and its permissions."
    problems.error(message, mend=mend, code=code)


def decode(raw: bytes, problems: Problems) -> str | None:
    """Return UTF-8 bytes as text.

    Parameters
    ----------
    raw : bytes
        The whole file.
    problems : Problems
        What is wrong is added to it.

    Returns
    -------
    str or None
        None where they are no UTF-8.
    """
    for bom, encoding in _WIDE_BOMS.items():
        if raw.startswith(bom):
            problems.error(
                f"not UTF-8: the first bytes 0x{bom.hex().upper()} say {encoding}",
                line=1,
                mend="Save as UTF-8 (Excel: “CSV UTF-8”).",
                code="text/not-utf-8",
            )
            return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # With a BOM, utf-8-sig counts from behind it.
        start = error.start + (3 if raw.startswith(b"\xef\xbb\xbf") else 0)
    before = raw[:start]
    line = 1 + before.count(b"\n") + before.replace(b"\r\n", b"\n").count(b"\r")
    line_end = min(at for at in (raw.find(b"\n", start), len(raw)) if at >= 0)
    around = raw[max(start - 15, 0) : min(start + 15, line_end)]
    shown = around.decode("cp1252", "replace").replace("\r", " ").rpartition("\n")[2]
    text, guess = _other_encoding(raw, start)
    problems.error(
        f"not UTF-8: byte 0x{raw[start]:02X} at offset {start:,}",
        line=line,
        value=shown.strip(),
        mend=f"Save as UTF-8{guess}.",
        code="text/not-utf-8",
    )
    return text


def _other_encoding(raw: bytes, start: int) -> tuple[str, str]:
    """Return the text in the likeliest encoding and what to say about it."""
    with contextlib.suppress(UnicodeDecodeError):
        if raw[start] >= 0x80:
            return raw.decode("cp1252"), "; this looks like Windows-1252"
    return raw.decode("utf-8-sig", "replace"), "; the file mixes encodings or is damaged"
