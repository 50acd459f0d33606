"""What events.csv looks like, for other programs: a Table Schema, and the same for CSVW."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

TABLE_SCHEMA = "events.schema.json"
CSVW = "events.csv-metadata.json"


def read_schema(name: str) -> dict[str, Any]:
    """Return `TABLE_SCHEMA` or `CSVW` as a fresh dictionary.

    Parameters
    ----------
    name : str
        `TABLE_SCHEMA` or `CSVW`.

    Returns
    -------
    dict of str to Any
        As it stands in the file.
    """
    text = (files(__name__) / name).read_text(encoding="utf-8")
    return dict(json.loads(text))
