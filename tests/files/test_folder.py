"""What a folder says leads nowhere out of it: paths, links at every level, links that change."""

from __future__ import annotations

import contextlib
import os
import threading
from pathlib import Path

import pytest
from examples import examples
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mapgen.files import directory
from mapgen.files.directory import open_place
from mapgen.files.folder import Folder, FolderFile, OutsideError, leads_out
from mapgen.files.paths import NotAFileError, held_by, is_there, matching, open_file, translation
from mapgen.files.write import OutputError, write_whole

needs_links = pytest.mark.skipif(os.name != "posix", reason="links need a permission on Windows")

SECRET = b"a stranger must not read this"


@pytest.fixture(params=["step by step", "by real paths"])
def root(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder beside a secret, gone through in the way of each system."""
    if request.param == "by real paths":
        monkeypatch.setattr(directory, "PASSABLE", False)
    elif not directory.PASSABLE:
        pytest.skip("this system knows no calls that start at a directory")
    (tmp_path / "secret.txt").write_bytes(SECRET)
    inside = tmp_path / "atlas"
    (inside / "docs").mkdir(parents=True)
    (inside / "docs" / "about.md").write_bytes(b"about")
    return inside


def read(file: FolderFile | Path) -> bytes:
    with open_file(file) as opened:
        return opened.read()


@pytest.mark.parametrize(
    ("said", "out"),
    [
        ("events.csv", False),
        ("docs/about.md", False),
        ("./docs//about.md", False),
        ("..about/...md", False),
        ("", False),
        ("/etc/passwd", True),
        ("../secret.txt", True),
        ("docs/../../secret.txt", True),
        ("docs/../events.csv", True),
        ("..", True),
        ("C:\\secret.txt", True),
        ("c:secret.txt", True),
        ("\\\\server\\share\\secret.txt", True),
        ("docs\\..\\..\\secret.txt", True),
        ("//server/share", True),
    ],
)
def test_a_path_leads_out_whatever_system_it_is_written_for(said: str, out: bool) -> None:
    assert leads_out(said) is out


def test_a_file_inside_is_read(root: Path) -> None:
    assert read(Folder.named(root).file("docs/about.md")) == b"about"


@pytest.mark.parametrize("said", ["../secret.txt", "docs/../../secret.txt", "{secret}"])
def test_a_path_out_is_read_for_a_trusted_folder_only(root: Path, said: str) -> None:
    said = said.format(secret=root.parent / "secret.txt")
    with pytest.raises(OutsideError, match="leads out of the folder"):
        read(Folder.named(root).file(said))
    assert read(Folder.named(root, trusted=True).file(said)) == SECRET


LINKS = {
    "a file": ("about.md", "../secret.txt"),
    "a file, absolute": ("about.md", "{secret}"),
    "a folder": ("out", ".."),
    "a part of a path": ("docs/out", "../.."),
    "a link to a link": ("about.md", "docs/again"),
    "down and up again": ("about.md", "docs/../../secret.txt"),
}


@needs_links
@pytest.mark.parametrize("kind", LINKS)
def test_a_link_out_is_followed_for_a_trusted_folder_only(root: Path, kind: str) -> None:
    name, target = LINKS[kind]
    (root / "docs" / "again").symlink_to("../../secret.txt")
    (root / name).symlink_to(target.format(secret=root.parent / "secret.txt"))
    said = name if name.endswith(".md") else f"{name}/secret.txt"
    with pytest.raises(OutsideError, match="leads out of the folder"):
        read(Folder.named(root).file(said))
    assert is_there(Folder.named(root).file(said)), "what leads out must be told, not left out"
    assert read(Folder.named(root, trusted=True).file(said)) == SECRET
    assert read(root / said) == SECRET  # the command line's own word


@needs_links
def test_links_that_stay_inside_are_followed(root: Path) -> None:
    (root / "story.md").symlink_to("docs/about.md")
    (root / "docs" / "deep").mkdir()
    (root / "docs" / "deep" / "up.md").symlink_to("../../story.md")
    (root / "texts").symlink_to("docs")
    (root / "whole.md").symlink_to(root.resolve() / "docs" / "about.md")
    for said in ("story.md", "docs/deep/up.md", "texts/about.md", "texts/deep/up.md", "whole.md"):
        assert read(Folder.named(root).file(said)) == b"about", said


@needs_links
def test_a_folder_that_is_named_by_a_link_is_a_folder(root: Path) -> None:
    link = root.parent / "link"
    link.symlink_to(root)
    assert read(Folder.named(link).file("docs/about.md")) == b"about"


@needs_links
def test_a_link_that_leads_nowhere_is_there_and_cannot_be_read(root: Path) -> None:
    folder = Folder.named(root)
    (root / "about.md").symlink_to("docs/gone.md")
    (root / "gone").symlink_to("nothing")
    (root / "loop").symlink_to("loop")
    for said in ("about.md", "gone/about.md", "loop", "loop/about.md"):
        assert is_there(folder.file(said)) or not directory.PASSABLE, said
        with pytest.raises(OSError, match=r"leads nowhere|Too many|No such file|a circle"):
            read(folder.file(said))
    assert not is_there(folder.file("docs/other.md"))
    assert not is_there(folder.file("docs/about.md/inner"))


@needs_links
def test_no_pipe_or_folder_is_opened(root: Path) -> None:
    os.mkfifo(root / "pipe.csv")
    folder = Folder.named(root)
    for said, what in (("pipe.csv", "a pipe or a device"), ("docs", "a folder"), ("", "a folder")):
        with pytest.raises(NotAFileError, match=what):
            read(folder.file(said))
    with pytest.raises(NotAFileError, match="a pipe"):
        read(root / "pipe.csv")


@needs_links
def test_a_hard_link_is_a_file_as_any(root: Path) -> None:
    os.link(root.parent / "secret.txt", root / "own.txt")
    assert read(Folder.named(root).file("own.txt")) == SECRET


@needs_links
@pytest.mark.parametrize("kind", LINKS)
def test_nothing_is_written_behind_a_link_out(root: Path, kind: str) -> None:
    name, target = LINKS[kind]
    (root / "docs" / "again").symlink_to("../../secret.txt")
    (root / name).symlink_to(target.format(secret=root.parent / "secret.txt"))
    said = name if name.endswith(".md") else f"{name}/secret.txt"
    before = sorted(root.parent.iterdir())
    with pytest.raises(OutputError, match=r"leads out of the folder.*-o.*--trust"):
        write_whole(Folder.named(root).file(said), b"key")
    assert (root.parent / "secret.txt").read_bytes() == SECRET
    assert sorted(root.parent.iterdir()) == before
    write_whole(Folder.named(root, trusted=True).file(said), b"key")
    assert (root.parent / "secret.txt").read_bytes() == b"key"


@needs_links
def test_folders_are_made_inside_only(root: Path) -> None:
    (root / "output").symlink_to("..")
    with pytest.raises(OutputError, match=r"output.* leads out of the folder"):
        write_whole(Folder.named(root).file("output/new/deep/index.html"), b"page")
    assert not (root.parent / "new").exists()
    (root / "site").symlink_to("docs")
    write_whole(Folder.named(root).file("site/new/deep/index.html"), b"page")
    assert (root / "docs" / "new" / "deep" / "index.html").read_bytes() == b"page"


@needs_links
def test_a_link_inside_stays_and_what_it_points_at_is_written(root: Path) -> None:
    (root / "index.html").symlink_to("docs/page.html")
    write_whole(Folder.named(root).file("index.html"), b"page")
    assert (root / "index.html").is_symlink()
    assert (root / "docs" / "page.html").read_bytes() == b"page"


@needs_links
def test_a_leftover_that_is_a_link_is_not_followed(root: Path) -> None:
    link = root / ".index.html.1-0.part"
    link.symlink_to("../secret.txt")
    write_whole(Folder.named(root).file("index.html"), b"page")
    assert (root.parent / "secret.txt").read_bytes() == SECRET


@needs_links
@pytest.mark.skipif(not directory.PASSABLE, reason="only a way step by step cannot be changed")
def test_a_folder_that_becomes_a_link_meanwhile_leads_nowhere(tmp_path: Path) -> None:
    """Someone exchanges a folder for a link again and again while files are read and written."""
    outside, inside = tmp_path / "outside", tmp_path / "atlas"
    (inside / "real").mkdir(parents=True)
    outside.mkdir()
    for place in (outside, inside / "real"):
        (place / "index.html").write_bytes(b"secret" if place is outside else b"own")
    (inside / "link").symlink_to(outside)
    (inside / "output").symlink_to("real")
    over = threading.Event()

    def exchange() -> None:
        while not over.is_set():
            for target in (outside, "real"):
                (inside / "next").symlink_to(target)
                (inside / "next").replace(inside / "output")

    file = Folder.named(inside).file("output/index.html")
    other = threading.Thread(target=exchange)
    other.start()
    outcomes = set()
    try:
        for number in range(1_500):
            try:
                if number % 2:
                    outcomes.add(read(file))
                else:
                    write_whole(file, b"own")
            except (OSError, OutputError):
                outcomes.add(b"refused")
    finally:
        over.set()
        other.join()
    assert outcomes == {b"own", b"refused"}
    assert (outside / "index.html").read_bytes() == b"secret"
    assert [each.name for each in outside.iterdir()] == ["index.html"]


@needs_links
def test_a_pattern_lists_what_is_inside(root: Path) -> None:
    for name in ("a.csv", "b.csv", "deep/c.csv", "deep/deeper/d.csv", "notes.txt"):
        (root / "events" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "events" / name).write_bytes(b"")
    (root / "events" / "up").symlink_to("..")
    folder = Folder.named(root)

    def found(pattern: str) -> list[str]:
        return [each.relative for each in matching(folder, pattern)]

    assert found("events/*.csv") == ["events/a.csv", "events/b.csv"]
    assert found("events/?.txt") == []
    assert found("e*/deep/*") == ["events/deep/c.csv", "events/deep/deeper"]
    assert found("events/**/*.csv") == [
        "events/a.csv", "events/b.csv", "events/deep/c.csv", "events/deep/deeper/d.csv",
    ]  # fmt: skip
    assert [each.relative for each in held_by(folder.file("events/deep"))] == [
        "events/deep/c.csv", "events/deep/deeper",
    ]  # fmt: skip


def test_a_pattern_takes_no_longer_than_the_folder_is_large(tmp_path: Path) -> None:
    """Many ways through a deep folder come to the same files: each is gone once."""
    deep = tmp_path / "atlas" / "/".join(["a"] * 120)
    deep.mkdir(parents=True)
    (deep / "x.csv").write_bytes(b"")
    folder = Folder.named(tmp_path / "atlas")
    for pattern in (
        "/".join(["**"] * 40) + "/x.csv",
        "**/a/" * 30 + "**/x.csv",
        "**/*/" * 30 + "*",
    ):
        assert [each.name for each in matching(folder, pattern)][-1:] == ["x.csv"]


@needs_links
def test_no_pattern_looks_into_a_folder_outside(root: Path) -> None:
    (root / "events").symlink_to("..")
    assert matching(Folder.named(root), "events/*.txt") == []
    assert matching(Folder.named(root), "eve*/*.txt") == []
    (trusted,) = matching(Folder.named(root, trusted=True), "events/*.txt")
    assert read(trusted) == SECRET
    (named,) = matching(Folder.named(root, trusted=True), f"{root.parent}/s*.txt")
    assert read(named) == SECRET


@needs_links
def test_a_place_of_the_command_line_inside_the_folder_is_the_folders(root: Path) -> None:
    (root / "output").symlink_to("..")
    folder = Folder.named(root)
    with pytest.raises(OutputError, match="leads out"):
        write_whole(folder.place(root / "output" / "page.html"), b"page")
    write_whole(folder.place(root.parent / "page.html"), b"page")
    write_whole(folder.place(root / ".." / "other.html"), b"page")
    write_whole(folder.place(root / "docs" / "page.html"), b"page")
    link = root.parent / "link"
    link.symlink_to(root)
    (root.parent / "again").symlink_to("./link/output")
    (root.parent / "absolute").symlink_to(root.absolute() / "output")
    for way in (link / "output", root.parent / "again", root.parent / "absolute"):
        with pytest.raises(OutputError, match="leads out"):
            write_whole(folder.place(way / "page.html"), b"page")
    (root.parent / "circle").symlink_to("circle")
    write_whole(folder.place(root.parent / "circle"), b"page")


def test_neighbours_and_children_are_the_folders_too(root: Path) -> None:
    file = Folder.named(root).file("docs/about.md")
    assert translation(file, "ur").relative == "docs/about.ur.md"
    assert translation(root / "story.md", "ur") == root / "story.ur.md"
    assert Folder.named(root).file("docs").child("about.md") == file
    with pytest.raises(OutsideError):
        with open_place(file.with_name("x").child("../../../secret.txt")):
            pass


NAMES = st.sampled_from(["a", "b", "c", "d"])
STEPS = NAMES | st.sampled_from([".", ".."])
TARGETS = st.lists(STEPS, min_size=1, max_size=4).map("/".join) | st.sampled_from(
    ["/", "../..", "../../secret.txt", "{root}/a", "{root}/../secret.txt", "{outside}", "x/" * 50]
)
ENTRIES = st.lists(
    st.tuples(
        st.lists(NAMES, min_size=1, max_size=3).map("/".join),
        st.just("file") | st.just("folder") | TARGETS,
    ),
    max_size=8,
)


@needs_links
@settings(max_examples=examples(150), suppress_health_check=[HealthCheck.too_slow])
@example(entries=[("a", "file"), ("b", "a/.")], said="b")  # the system takes a for no folder
@given(entries=ENTRIES, said=st.lists(NAMES, min_size=1, max_size=4).map("/".join))
def test_whatever_links_a_folder_holds_nothing_outside_is_reached(
    tmp_path_factory: pytest.TempPathFactory, entries: list[tuple[str, str]], said: str
) -> None:
    """The real path is compared: where it stays inside, the two come to the same file."""
    outside = tmp_path_factory.mktemp("any")
    (outside / "secret.txt").write_bytes(SECRET)
    root = outside / "atlas"
    root.mkdir()
    for name, kind in entries:
        path = root / name
        with contextlib.suppress(OSError):  # a name that is taken, a way through a file
            if not os.path.realpath(path.parent).startswith(str(root)) or path.is_symlink():
                continue  # what is made is made inside
            path.parent.mkdir(parents=True, exist_ok=True)
            if kind == "file":
                path.write_bytes(b"inside")
            elif kind == "folder":
                path.mkdir()
            else:
                path.symlink_to(kind.format(root=root, outside=outside))
    file = Folder.named(root).file(said)
    before = sorted(each.name for each in outside.iterdir())
    try:
        found = read(file)
    except OSError:
        found = None
    else:
        assert found == Path(os.path.realpath(root / said)).read_bytes()
    assert found != SECRET
    try:
        write_whole(file, b"written")
    except OutputError:
        pass
    else:
        assert read(file) == b"written"
        assert os.path.realpath(root / said).startswith(f"{root}{os.sep}")
    assert (outside / "secret.txt").read_bytes() == SECRET
    assert sorted(each.name for each in outside.iterdir()) == before
