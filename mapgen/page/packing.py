"""Tables and JSON packed small for the browser; ``codec.js`` opens them.

Raw DEFLATE (RFC 1951) in base64 (RFC 4648). Every function gives the same text for the same input.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

TYPES = {"i32": "<i4", "u32": "<u4", "u16": "<u2", "u8": "u1"}
"""Column types of the browser's typed arrays, as little-endian numpy types."""

NOWHERE = -0x80000000
"""What stands in a position column where an event has no point."""

Column: TypeAlias = npt.NDArray[Any]


def pack_bytes(raw: bytes, level: int = 9) -> str:
    """Base64 of the raw DEFLATE of some bytes."""
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return base64.b64encode(packer.compress(raw) + packer.flush()).decode("ascii")


def pack_json(value: object, level: int = 9) -> str:
    """A JSON value, packed: no spaces, keys in the order given."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return pack_bytes(text.encode("utf-8"), level)


def smallest_type(values: Column) -> str:
    """The narrowest of TYPES that holds whole numbers from 0 up."""
    top = int(values.max()) if len(values) else 0
    return "u8" if top < 2**8 else "u16" if top < 2**16 else "u32"


def pack_columns(
    columns: Mapping[str, tuple[str, Column]], deltas: Sequence[str] = (), level: int = 9
) -> dict[str, object]:
    """Columns of whole numbers as ``{"columns": [{name, type, length, delta}], "data": packed}``.

    Each column is written in byte planes (all first bytes, then all second bytes, …), those named
    in `deltas` as differences from value to value: both make sorted and small numbers nearly free.
    """
    heads: list[dict[str, object]] = []
    parts: list[bytes] = []
    for name, (kind, values) in columns.items():
        delta = name in deltas
        # Differences wrap around in 32 bits, and so does their sum in the browser.
        wide = np.diff(values.astype(np.int64), prepend=0) if delta else values
        cells = np.ascontiguousarray(wide.astype(TYPES[kind], casting="unsafe"))
        width = cells.dtype.itemsize
        parts.append(cells.view(np.uint8).reshape(-1, width).T.tobytes())
        heads.append({"name": name, "type": kind, "length": len(cells), "delta": delta})
    return {"columns": heads, "data": pack_bytes(b"".join(parts), level)}
