"""The example notebook runs as it stands, and what its cells show works in a browser."""

from __future__ import annotations

import os
from copy import deepcopy
from pathlib import Path
from typing import Any

import cdn
import nbformat
import pytest
from nbclient import NotebookClient
from playwright.sync_api import Page, expect

ROOT = Path(__file__).resolve().parent.parent.parent
NOTEBOOK = ROOT / "docs" / "notebook.ipynb"


@pytest.fixture(scope="module")
def written() -> Any:
    if not NOTEBOOK.exists() or not (ROOT / "events.csv").exists():
        pytest.skip("this checkout has no docs or no records")
    return nbformat.read(NOTEBOOK, as_version=4)


@pytest.fixture(scope="module")
def executed(written: Any) -> Any:
    client = NotebookClient(
        deepcopy(written), timeout=120, resources={"metadata": {"path": str(NOTEBOOK.parent)}}
    )
    return client.execute(env={**os.environ, "PYTHONPATH": str(ROOT)})


def maps(notebook: Any) -> list[str]:
    """The HTML of every map that the notebook's cells show."""
    found = [
        output["data"]["text/html"]
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if "text/html" in output.get("data", {})
    ]
    return [html for html in found if "<iframe" in html]


def test_the_notebook_is_kept_without_outputs(written: Any) -> None:
    code = [cell for cell in written.cells if cell.cell_type == "code"]
    assert len(code) > 5
    assert not any(cell.outputs or cell.execution_count for cell in code)
    assert NOTEBOOK.stat().st_size < 300_000


def works(page: Page, cell: str, folder: Path) -> bool:
    """Whether a map has marks, and fewer of them once its time begins at the end."""
    cdn.answer(page)
    path = folder / "cell.html"
    path.write_text(f"<meta charset=utf-8>{cell}", encoding="utf-8")
    page.goto(path.as_uri())
    frame = page.frame_locator("iframe")
    marks = frame.get_by_role("group", name="Events on the map").get_by_role("button")
    expect(marks).not_to_have_count(0)
    before = marks.count()
    frame.get_by_role("slider", name="First day shown").press("End")
    expect(marks).not_to_have_count(before)
    return before > 0


# One test, so that only one of the suite's processes runs the notebook.
def test_every_cell_runs_and_four_show_a_map(page: Page, executed: Any, tmp_path: Path) -> None:
    assert len(maps(executed)) == 4
    assert works(page, maps(executed)[0], tmp_path)
    said = [
        output.text for cell in executed.cells for output in cell.get("outputs", [])
        if output.output_type == "stream" and output.name == "stdout"
    ]  # fmt: skip
    assert "31/05/1935" in said[0]
    assert "June 1819 has no day 31" in said[0]


@pytest.mark.more
def test_the_other_maps_of_its_cells_work(page: Page, executed: Any, tmp_path: Path) -> None:
    for each in maps(executed)[1:]:
        assert works(page, each, tmp_path)
