"""An edition: what a save led to, a page or the problems that stand in its way."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from dataclasses import dataclass

from mapgen.files.folder import AnyFolder
from mapgen.problems import InputError, Problem


@dataclass(frozen=True, slots=True)
class Edition:
    """What was made of the files.

    Attributes
    ----------
    number : int
        Counted from 1; 0 is none yet.
    title : str
        The atlas's, as the settings have it.
    page : bytes or None
        The page (HTML, UTF-8); None where the records have errors, or mapgen failed.
    problems : tuple of Problem
        Errors and warnings.
    failure : str
        The last line of a traceback where mapgen itself failed, else "".
    is_whole : bool
        False where the records are checked and the page is still being made.
    """

    number: int = 0
    title: str = ""
    page: bytes | None = None
    problems: tuple[Problem, ...] = ()
    failure: str = ""
    is_whole: bool = True

    def state(self) -> dict[str, object]:
        """Return what the preview's page is told.

        Returns
        -------
        dict of str to object
            Ready for JSON: `edition`, `title`, `built`, `failure` and `problems`.
        """
        return {
            "edition": self.number,
            "title": self.title,
            "built": self.page is not None,
            "failure": self.failure,
            "problems": [{**problem.as_dict(), "text": str(problem)} for problem in self.problems],
        }


def make_edition(folder: AnyFolder, number: int) -> Edition:
    """Return the edition of a folder as it stands.

    Nothing is written, and nothing is raised: a traceback is printed to stderr.

    Parameters
    ----------
    folder : Folder or path
    number : int
        Of the edition.

    Returns
    -------
    Edition
    """
    *_, edition = stages(folder, number)
    return edition


def stages(folder: AnyFolder, number: int) -> Iterator[Edition]:
    """Yield what is known of a folder as it stands: its problems first, and then the page.

    Nothing is written, and nothing is raised: a traceback is printed to stderr.

    Parameters
    ----------
    folder : Folder or path
    number : int
        Of the edition.

    Yields
    ------
    Edition
        Two where the records have no errors, else one.
    """
    from mapgen.atlas.atlas import read_atlas
    from mapgen.build import page_html
    from mapgen.records.settings import read_settings

    title = read_settings(folder)[0].title
    try:
        atlas = read_atlas(folder)
        yield Edition(number, title, None, atlas.warnings, is_whole=False)
        yield Edition(number, title, page_html(atlas).encode("utf-8"), atlas.warnings)
    except InputError as error:
        yield Edition(number, title, None, tuple(error.problems))
    except Exception as error:  # noqa: BLE001  # a preview goes on until the next save
        traceback.print_exc(file=sys.stderr)
        yield Edition(number, title, failure=f"{type(error).__name__}: {error}")
