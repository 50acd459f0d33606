"""What the editor answers about a chapter of the story while it is typed.

=================  ==============================================================================
``check-chapter``  what is wrong with its `lines` (`mapgen.desk.documents.chapters`); `key` is its
                   id before, "" for a new one
=================  ==============================================================================
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from mapgen.desk.documents.chapters import ID, TEXT
from mapgen.desk.editor.bodies import text_in, texts_in
from mapgen.desk.editor.event_problems import problems_as_json
from mapgen.desk.folder_files import CHAPTERS
from mapgen.problems import Problems
from mapgen.records.scenes import split_scenes
from mapgen.records.story import read_chapter
from mapgen.records.story_file import KEYS, Block
from mapgen.records.wording import Passage, check_passage

if TYPE_CHECKING:
    from mapgen.desk.editor.bodies import Answer, Body, Desk
    from mapgen.desk.editor.checking import Checker
    from mapgen.desk.editor.references import References

LINE = 1


def answers(desk: Desk, checker: Checker) -> Mapping[str, Answer]:
    """Return what is answered, by the last word of its path.

    Parameters
    ----------
    desk : Desk
        Whose atlas is edited.
    checker : Checker
        What chapters refer to.

    Returns
    -------
    mapping of str to Answer
        Takes the body of a request.
    """

    def keys(name: str) -> list[str]:
        document = desk.workspace.files.document(name)
        return document.keys() if document else []

    def check(body: Body) -> object:
        own, lines = text_in(body, "key"), texts_in(body, "lines")
        others = [key for key in keys(CHAPTERS) if key != own]
        references = checker.references()
        problems = check_chapter(lines, others, keys("events"), references)
        return {"problems": problems_as_json(list(problems))}

    return {"check-chapter": check}


def check_chapter(
    lines: Mapping[str, str], others: list[str], events: list[str], references: References
) -> Problems:
    """Return what is wrong with a chapter by itself.

    Parameters
    ----------
    lines : mapping of str to str
        The lines at its head by their names, and its text.
    others : list of str
        The ids of the other chapters.
    events : list of str
        The ids of all events.
    references : References
        Settings, sources and gazetteer.

    Returns
    -------
    Problems
        Each with the line that it is about.
    """
    settings = references.settings
    file = settings.name_of(settings.story)
    problems = Problems(file)
    text, scenes = split_scenes(lines.get(TEXT, ""))
    values = {name: lines[name].strip() for name in KEYS if lines.get(name, "").strip()}
    block = Block(LINE, values, text.strip(), scenes, LINE)
    places = dict.fromkeys(events, ())
    chapter = read_chapter(
        block, settings.language, references.sources, places, references.places, problems
    )
    if chapter.id in others:
        mend = "Give each chapter an id of its own."
        problems.error(
            "two chapters have this id", column=ID, value=chapter.id, mend=mend, code="id/twice"
        )
    problems.extend(check_passage(settings, Passage(file, lines.get(TEXT, ""), file, LINE, TEXT)))
    return problems
