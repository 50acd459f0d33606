"""A save as a git commit, where the command line asked for it (`mapgen edit --git`).

Only the files that a save wrote are committed; what is staged or changed besides stays as it is.
git runs a repository's own hooks and filters with it: that is why no folder can switch this on.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from mapgen.desk.history import Entry, Kind
from mapgen.files.write import OutputError

KINDS: Mapping[Kind, str] = {
    "slip": "slip of the pen", "source": "new source", "correction": "correction",
    "undo": "taken back", "redo": "made again", "not-made": "not made",
}  # fmt: skip
PATIENCE = 60
"""Seconds after which a git that does not end, as one that waits for a passphrase, is stopped."""
_MOST_SUBJECT = 72  # letters


@dataclass(slots=True)
class GitCommits:
    """The repository that a folder lies in.

    Attributes
    ----------
    folder
        The folder; its files are named relative to it.
    """

    folder: Path
    _lock: Lock = field(default_factory=Lock)

    @classmethod
    def of(cls, folder: Path) -> GitCommits:
        """Return the commits of a folder.

        Parameters
        ----------
        folder : Path
            Where the records are.

        Returns
        -------
        GitCommits
            Nothing is committed yet.

        Raises
        ------
        OutputError
            There is no git, or the folder lies in no repository that has a work tree.
        """
        if shutil.which("git") is None:
            raise OutputError("--git needs git, which is not installed. Leave --git out.")
        commits = cls(folder)
        found = commits._run("rev-parse", "--is-inside-work-tree")
        if found.returncode or found.stdout.strip() != "true":
            raise OutputError(
                f"{folder} is in no git repository. Run `git init` there, or leave --git out."
            )
        return commits

    def commit(self, files: Iterable[Path], subject: str, body: str = "") -> str:
        """Commit what some files hold now.

        Parameters
        ----------
        files : iterable of Path
            Relative to the folder; those that git ignores are left out. One that is gone is
            committed as gone.
        subject : str
            The first line of the message.
        body : str
            What follows it, "" for nothing.

        Returns
        -------
        str
            "" where it was committed or nothing differs, else why not: what git, or a hook of the
            repository, said.
        """
        with self._lock:
            given = (each.as_posix() for each in files)
            kinds = ("--modified", "--deleted", "--others")
            found = self._run("ls-files", "-z", *kinds, "--exclude-standard", "--", *given)
            names = list(dict.fromkeys(filter(None, found.stdout.split("\0"))))
            if found.returncode or not names:
                return _said(found) if found.returncode else ""
            added = self._run("add", "--all", "--", *names)
            if added.returncode:
                return _said(added)
            message = ["-m", _one_line(subject), *(["-m", body] if body else [])]
            made = self._run("commit", "--quiet", "--only", *message, "--", *names)
            return _said(made) if made.returncode else ""

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command: Sequence[str] = (
            "git", "--literal-pathspecs", "-C", str(self.folder), *arguments,
        )  # fmt: skip
        try:
            return subprocess.run(  # noqa: S603  # git, on the command line's word
                command,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                timeout=PATIENCE,
                check=False,
                env={**os.environ, "GIT_TERMINAL_PROMPT": "0"},
            )
        except subprocess.TimeoutExpired:
            return subprocess.CompletedProcess(
                command, 1, "", f"git did not end within {PATIENCE} seconds"
            )


def message_of(entries: Sequence[Entry], kind: Kind | None = None) -> tuple[str, str]:
    """Return the subject and the body of the commit of a change.

    Parameters
    ----------
    entries : sequence of Entry
        What the history says of it; at least one.
    kind : Kind, optional
        "undo" or "redo", where the change is taken back or made again.

    Returns
    -------
    subject, body : str
        Which records of which file, and of what kind the change is; then why, and who made it.
    """
    first = entries[0]
    ids = list(dict.fromkeys(entry.id for entry in entries if entry.file == first.file))
    shown = ", ".join(ids[:2]) + (f" and {len(ids) - 2:,} more" if len(ids) > 2 else "")
    subject = f"{first.file}: {shown or 'text'}, {KINDS[kind or first.kind]}"
    who = f"Changed by: {first.who}" if first.who else ""
    return subject, "\n\n".join(filter(None, (first.why, who)))


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MOST_SUBJECT else f"{line[: _MOST_SUBJECT - 1]}…"


def _said(result: subprocess.CompletedProcess[str]) -> str:
    return (result.stderr.strip() or result.stdout.strip() or "git gave no reason")[-1000:]
