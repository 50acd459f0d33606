"""The main task of the editor, by what is seen only: a sourced event is added to the starter atlas.

Its date is uncertain, two figures disagree, and it has a place.
"""

from __future__ import annotations

from engines.reading import FIND, Reader

TITLE = "A lamp is broken"
MIDDLE = f"(selector, words) => ({FIND})(selector, words).scrollIntoView({{ block: 'center' }})"
SAME_LINES = """() => {
  const area = document.querySelector('.cited-text textarea');
  const copy = area.parentElement.querySelector('.cited-text__copy');
  const [one, other] = [area, copy].map((each) => getComputedStyle(each));
  const same = ['font', 'letterSpacing', 'wordSpacing', 'paddingTop', 'paddingLeft', 'paddingRight',
    'lineHeight', 'whiteSpace', 'overflowWrap', 'direction', 'textAlign', 'textIndent', 'tabSize'];
  const apart = same.filter((name) => one[name] !== other[name]);
  if (apart.length || Math.abs(copy.getBoundingClientRect().width - area.clientWidth) > 1) {
    throw new Error(`the marks do not lie where the words are: ${apart}`);
  }
  return true;
}"""


def click(reader: Reader, selector: str, words: str) -> None:
    """Scroll to it, clear of the bar at the foot of the form, and press it."""
    reader.find(selector, words)
    reader.call(MIDDLE, selector, words)
    reader.click(selector, words)


def main_task(reader: Reader, address: str) -> None:
    """Skip the tour, and add the event."""
    reader.engine.open(address, *reader.size)
    click(reader, "button", "Skip the tour")
    click(reader, "button", "New event")
    click(reader, "input", "Title")
    reader.type(TITLE)
    click(reader, "input", "Date")
    reader.type("2 May 1904")
    click(reader, "button", "one of")
    reader.type("3 May 1904")
    reader.find("p", "[1904-05-02,1904-05-03]")
    click(reader, "input", "Place")
    reader.type("harbour")
    reader.find("p", "District of that day: ")
    for field, value in (
        ("category", "storm"),
        ("attribution", "unknown"),
        ("confidence", "B"),
    ):
        reader.choose(f"select[data-field={field}]", value)
    for figure, source in (("at least 2", "@gazette1903"), ("5", "@council1903")):
        click(reader, "button", "Add a figure (deaths)")
        reader.type(figure)
        reader.press("Tab", "Tab")
        reader.type(source)
    reader.find("p", "In brief: 2–5")
    click(reader, "textarea", "Summary")
    reader.type("This is invented: a lamp broke")
    reader.find(".cited-text__uncited", "This is invented: a lamp broke")
    reader.type(" [@gazette 1903")
    reader.find("[role=option]", "@gazette1903")
    reader.press("Enter")
    reader.type("].")
    reader.until("() => !document.querySelector('.cited-text__uncited')")
    reader.call(SAME_LINES)
    reader.find("p", "it can be saved")
    reader.find(".mg-card__title", TITLE)
    click(reader, "button", "Save")
    reader.find("#status", "Saved.")
