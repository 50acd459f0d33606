"""The main task of the editor, in each engine."""

from __future__ import annotations

from pathlib import Path

import pytest
from engines.desk_task import TITLE, main_task
from engines.reading import Reader

from mapgen.atlas.atlas import read_atlas
from mapgen.desk.editor.editor import Editor
from mapgen.starter import make_starter

pytestmark = pytest.mark.more


def test_an_event_is_added_in_each_engine(desk: Reader, tmp_path: Path) -> None:
    make_starter(tmp_path / "atlas")
    with Editor(tmp_path / "atlas", 0) as editor:
        main_task(desk, editor.url)
    assert TITLE in set(read_atlas(tmp_path / "atlas").rows["title"])
