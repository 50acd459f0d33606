"""A folder → its preview: made anew after each save until the reader has enough."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread
from typing import Self

from mapgen.desk.preview.edition import Edition, make_edition
from mapgen.desk.preview.routes import preview_routes
from mapgen.desk.preview.watch import look, wait_for_change
from mapgen.desk.server.server import LocalServer
from mapgen.files.folder import AnyFolder

PORT = 8765


class Preview:
    """The preview of a folder; `with` it is served, and behind it all is stopped.

    Parameters
    ----------
    folder : Folder or path
        The atlas.
    port : int, optional
        Default: `PORT`, or when that is taken any other.
    on_edition : callable, optional
        Is given each new edition, in the thread that makes them.

    Attributes
    ----------
    edition : Edition
        The latest one; number 0 is none yet.
    server : LocalServer

    Raises
    ------
    OutputError
        The port that was given is taken, or needs a permission.
    """

    def __init__(
        self,
        folder: AnyFolder,
        port: int | None = None,
        on_edition: Callable[[Edition], None] | None = None,
    ) -> None:
        self.folder = folder
        self.edition = Edition()
        self._say = on_edition or (lambda _: None)
        self._stop = Event()
        self.server = LocalServer.at(port, PORT, preview_routes(lambda: self.edition))
        self._maker = Thread(target=self._make_editions, daemon=True)

    @property
    def url(self) -> str:
        """The address that a browser opens."""
        return self.server.url

    def __enter__(self) -> Self:
        self.server.start()
        self._maker.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self.server.close()
        self._maker.join(timeout=2)

    def wait(self) -> None:
        """Return when the preview has been stopped; Ctrl-C comes through as KeyboardInterrupt."""
        while not self._stop.wait(0.5):
            pass

    def _make_editions(self) -> None:
        number = 0
        seen = look(self.folder)
        while True:
            number += 1
            self.edition = make_edition(self.folder, number)
            self._say(self.edition)
            # What was saved while the edition was being made differs from `seen`.
            now = wait_for_change(self.folder, seen, self._stop)
            if now is None:
                return
            seen = now
