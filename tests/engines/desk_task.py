"""The main task of the editor, by what is seen only: a sourced event is added to the starter atlas.

Its date is uncertain, two figures disagree, and it has a place.
"""

from __future__ import annotations

from engines.reading import Reader

TITLE = "A lamp is broken"


def main_task(reader: Reader, address: str) -> None:
    """Skip the tour, and add the event."""
    reader.engine.open(address, *reader.size)
    reader.click("button", "Skip the tour")
    reader.click("button", "New event")
    reader.click("input", "Title")
    reader.type(TITLE)
    reader.click("input", "Date")
    reader.type("2 May 1904")
    reader.click("button", "one of")
    reader.type("3 May 1904")
    reader.find("p", "[1904-05-02,1904-05-03]")
    reader.click("input", "Place")
    reader.type("harbour")
    reader.find("p", "District of that day: ")
    for field, value in (
        ("category", "storm"),
        ("attribution", "unknown"),
        ("confidence", "B"),
    ):
        reader.choose(f"select[data-field={field}]", value)
    for figure, source in (("at least 2", "@gazette1903"), ("5", "@council1903")):
        reader.click("button", "Add a figure (deaths)")
        reader.type(figure)
        reader.press("Tab", "Tab")
        reader.type(source)
    reader.find("p", "In brief: 2–5")
    reader.click("textarea", "Summary")
    reader.type("This is invented: a lamp broke [@gazette1903].")
    reader.find("p", "it can be saved")
    reader.find(".mg-card__title", TITLE)
    reader.click("button", "Save")
    reader.find("#status", "Saved.")
