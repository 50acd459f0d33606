"""Columns are packed plane by plane as they would be all at once."""

from __future__ import annotations

import base64
import zlib

import numpy as np
import pytest
from deflate import deflate_compress

from mapgen.page.payload.packing import LARGE, pack_columns


@pytest.mark.parametrize("count", [0, 1, 500, LARGE])
def test_planes_are_one_text(count: int) -> None:
    draw = np.random.default_rng(5)
    first = np.sort(draw.integers(-70_000, 70_000, count))
    last = first + draw.integers(0, 300, count)
    kind = draw.integers(0, 8, count)
    columns = {
        "first": ("i32", first),
        "last": ("i32", last),
        "kind": ("u8", kind),
        "one": ("u16", np.full(count, 7)),
    }
    packed = pack_columns(columns, deltas=("first",), above={"last": "first"})
    wide = (np.diff(first, prepend=0).astype("<i4"), (last - first).astype("<i4"))
    raw = b"".join(
        column.view(np.uint8).reshape(-1, 4)[:, plane].tobytes()
        for column in wide
        if len(set(column.tolist())) > 1
        for plane in range(4)
    )
    raw += kind.astype("u1").tobytes() if count > 1 else b""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, zlib.Z_RLE)
    wanted = packer.compress(raw) + packer.flush()
    if len(raw) < LARGE:
        wanted = min(wanted, bytes(deflate_compress(raw, 10)), key=len)
    assert packed["data"] == base64.b64encode(wanted).decode()
    constants = [each.get("constant") for each in packed["columns"]]
    assert constants[3] == (7 if count else None)
