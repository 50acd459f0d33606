"""mapgen edit --git: a save is a commit of what it wrote."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from mapgen.commands.main import main
from mapgen.desk.changes import Change, Operation
from mapgen.desk.editor.editor import Editor
from mapgen.desk.git_commits import GitCommits, message_of
from mapgen.desk.history import Entry
from mapgen.files.write import OutputError

EVENT = "1986-karachi-bridge"


def git(folder: Path, *arguments: str) -> str:
    given = ["git", "-C", str(folder), "-c", "user.name=A", "-c", "user.email=a@example.org"]
    return subprocess.run(
        [*given, *arguments], capture_output=True, encoding="utf-8", check=True
    ).stdout


@pytest.fixture
def repository(small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small atlas as a repository with one commit, and a file that is staged besides."""
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "A")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "a@example.org")
    git(small_folder, "init", "--quiet")
    git(small_folder, "add", ".")
    git(small_folder, "commit", "--quiet", "-m", "Begin")
    (small_folder / "notes.txt").write_text("mine", "utf-8")
    git(small_folder, "add", "notes.txt")
    return small_folder


@pytest.fixture
def editor(repository: Path) -> Iterator[Editor]:
    """An editor that commits, not served."""
    found = Editor(repository, 0, GitCommits.of(repository))
    yield found
    found.server.close()


def change(editor: Editor, title: str, why: str = "") -> None:
    records = editor.state()["files"]["events"]["records"]  # type: ignore[index]
    base = next(each["base"] for each in records if each["key"] == EVENT)
    operation = Operation("events", EVENT, base, {"title": title})
    editor.change(Change([operation], who="Sana", kind="slip", why=why))


def test_each_save_is_a_commit_of_its_files_alone(repository: Path, editor: Editor) -> None:
    change(editor, "Another title", "The headline was cut.")
    assert editor.notice == ""
    shown = git(repository, "show", "--name-only", "--format=%s%n%b")
    assert shown.splitlines() == [
        f"events.csv: {EVENT}, slip of the pen",
        "The headline was cut.",
        "",
        "Changed by: Sana",
        "",
        "",
        "events.csv",
        "history.jsonl",
    ]
    assert git(repository, "status", "--porcelain") == "A  notes.txt\n"
    editor.undo("")
    assert git(repository, "log", "-1", "--format=%s") == f"events.csv: {EVENT}, taken back\n"
    assert git(repository, "rev-list", "--count", "HEAD") == "3\n"
    assert git(repository, "diff", "HEAD~2", "--name-only") == "history.jsonl\nnotes.txt\n"


def test_a_hook_that_refuses_leaves_the_save_and_says_why(repository: Path, editor: Editor) -> None:
    hook = repository / ".git/hooks/pre-commit"
    hook.write_text("#!/bin/sh\necho no commits on Sundays >&2\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    change(editor, "Another title")
    assert editor.notice == "Saved, but not committed to git: no commits on Sundays"
    assert editor.state()["notice"] == editor.notice
    assert "Another title" in (repository / "events.csv").read_text("utf-8")
    hook.unlink()
    change(editor, "A third title")
    assert editor.notice == ""


def test_a_history_that_git_ignores_stays_out(repository: Path, editor: Editor) -> None:
    (repository / ".gitignore").write_text("history.jsonl\n", "utf-8")
    change(editor, "Another title")
    assert editor.notice == ""
    assert git(repository, "show", "--name-only", "--format=") == "events.csv\n"


def test_without_the_option_no_hook_runs(repository: Path) -> None:
    editor = Editor(repository, 0)
    try:
        change(editor, "Another title")
    finally:
        editor.server.close()
    assert git(repository, "rev-list", "--count", "HEAD") == "1\n"


def test_a_folder_in_no_repository_is_refused(
    small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(small_folder.parent))
    result = CliRunner().invoke(main, ["edit", str(small_folder), "--git"])
    assert result.exit_code == 2
    assert "is in no git repository. Run `git init` there, or leave --git out." in result.output
    monkeypatch.setenv("PATH", "")
    with pytest.raises(OutputError, match="needs git, which is not installed"):
        GitCommits.of(small_folder)


def test_a_message_names_the_first_records_and_the_number_of_others() -> None:
    entries = [Entry(1, "", "", "source", "", "events.csv", f"id-{n}") for n in range(1, 5)]
    assert message_of(entries) == ("events.csv: id-1, id-2 and 2 more, new source", "")
