"""Tables and JSON packed small for the browser; ``codec.js`` opens them.

Raw DEFLATE (RFC 1951) in base64 (RFC 4648). Every function gives the same text for the same input.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TypeAlias, TypedDict

import numpy as np
import numpy.typing as npt
from deflate import deflate_compress

TYPES = {"i32": "<i4", "u32": "<u4", "u16": "<u2", "u8": "u1"}
"""Column types of the browser's typed arrays, as little-endian numpy types."""

NOWHERE = -0x80000000
"""What stands in a position column where an event has no point."""

Column: TypeAlias = npt.NDArray[np.integer] | npt.NDArray[np.bool_]


LARGE, LONG = 2**20, 2**18
"""From so many bytes on a quick search for repetitions has to do, and a less thorough one."""

SMALLEST, SMALL, QUICK = 10, 9, 6
"""libdeflate's level that looks for the smallest result, one that is 5 times quicker and leaves 3 %
more of a long text, and one that is 20 times quicker."""


class PackedColumns(TypedDict):
    """Packed columns: {name, type, length, …} of each, and the data of all."""

    columns: list[dict[str, object]]
    data: str


def pack_bytes(raw: bytes, level: int = SMALLEST) -> str:
    """Return Base64 of the raw DEFLATE of some bytes.

    Parameters
    ----------
    raw : bytes
        Any number.
    level : int
        Libdeflate's, 0 to 12, at most; long ones are packed more quickly.

    Returns
    -------
    str
        On one line.
    """
    most = SMALLEST if len(raw) < LONG else SMALL if len(raw) < LARGE else QUICK
    return _base64(bytes(deflate_compress(raw, min(level, most))))


def pack_planes(planes: Iterable[bytes | memoryview]) -> str:
    """Return Base64 of the raw DEFLATE of byte planes.

    Nothing but runs repeats itself in many of them.

    Parameters
    ----------
    planes : iterable of (bytes or memoryview)
        One after the other; of many one at a time is held.

    Returns
    -------
    str
        On one line.
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, zlib.Z_RLE)
    runs: list[bytes] = []
    small: list[bytes | memoryview] = []  # all planes, for as long as they are few
    size = 0
    for plane in planes:
        runs.append(packer.compress(plane))
        size += len(plane)
        small = [*small, plane] if size < LARGE else []
    packed = b"".join([*runs, packer.flush()])
    if size >= LARGE:
        return _base64(packed)
    return _base64(min(packed, bytes(deflate_compress(b"".join(small), SMALLEST)), key=len))


def _base64(packed: bytes) -> str:
    return base64.b64encode(packed).decode("ascii")


def pack_json(value: object) -> str:
    """Return a JSON value, packed: no spaces, keys in the order given.

    Parameters
    ----------
    value : object
        What JSON can hold, without NaN.

    Returns
    -------
    str
        Base64 of raw DEFLATE.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return pack_bytes(text.encode("utf-8"))


def smallest_type(values: Column) -> str:
    """Return the narrowest of TYPES that holds whole numbers from 0 up.

    Parameters
    ----------
    values : ndarray
        Whole numbers, none below 0.

    Returns
    -------
    str
        "u8", "u16" or "u32".
    """
    top = int(values.max()) if len(values) else 0
    return "u8" if top < 2**8 else "u16" if top < 2**16 else "u32"


def pack_columns(
    columns: Mapping[str, tuple[str, Column]],
    deltas: Collection[str] = (),
    above: Mapping[str, str] | None = None,
) -> PackedColumns:
    """Return whole numbers as ``{"columns": [{name, type, length, …}], "data": packed}``.

    A column with one value has it as ``constant`` and no data. Of the others the byte planes are
    written (all first bytes, then all second bytes, …), of those in `deltas` the differences from
    value to value, of those in `above` what they are above an earlier column: all three make
    sorted, small and related numbers nearly free.

    Parameters
    ----------
    columns : mapping of str to tuple of (str, ndarray)
        {name: (type, values)}.
    deltas : collection of str
        Names of columns that are sorted.
    above : mapping of str to str or None
        Name → an earlier column that it is never below.

    Returns
    -------
    PackedColumns
        As ``codec.js`` opens it.
    """
    heads: list[dict[str, object]] = []
    return {"columns": heads, "data": pack_planes(_planes(columns, deltas, above or {}, heads))}


def _planes(
    columns: Mapping[str, tuple[str, Column]],
    deltas: Collection[str],
    above: Mapping[str, str],
    heads: list[dict[str, object]],
) -> Iterator[memoryview]:
    """Yield the byte planes of columns; what stands before them is added to the heads."""
    for name, (kind, values) in columns.items():
        head: dict[str, object] = {"name": name, "type": kind, "length": len(values)}
        # Differences wrap around in 32 bits, and so does their sum in the browser.
        if name in deltas:
            head["delta"] = True
            wide: npt.NDArray[np.int64] = values.astype(np.int64)
            values = np.diff(wide, prepend=np.int64(0))
        elif name in above:
            head["above"] = above[name]
            values = values.astype(np.int64) - columns[above[name]][1]
        cells = np.ascontiguousarray(values.astype(TYPES[kind], casting="unsafe"))
        if len(cells) and (cells == cells[0]).all():
            head["constant"] = int(cells[0])
        else:
            for plane in cells.view(np.uint8).reshape(-1, cells.dtype.itemsize).T:
                yield np.ascontiguousarray(plane).data
        heads.append(head)
