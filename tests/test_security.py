"""Each sentence of what SECURITY.md promises is held by tests: this is the list.

Who changes a sentence, or adds one, says here which tests hold it.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from examples import more
from processes import run_forked

ROOT = Path(__file__).resolve().parent.parent
PROMISES = ("What is promised", "A stranger's folder")

FOLDER = "tests/files/test_folder.py"
STRANGER = "tests/commands/test_strangers_folder.py"
HOSTILE_TEXT = "tests/page/test_hostile_text.py"
HOSTILE_FILES = "tests/test_hostile_files.py"
IMPORT = "tests/exchange/test_import_hostile.py"
NEW_FOLDER = "tests/exchange/test_new_folder.py"
PREVIEW = "tests/desk/test_preview.py"
EDITOR = "tests/desk/test_editor.py"
REQUESTS = "tests/desk/test_requests.py"
SHAPES = "tests/files/test_shapes.py"
RULES = "tests/test_source_rules.py"

# The beginning of each sentence → the tests that hold it.
HELD = {
    "Every sentence of this section": ["tests/test_security.py::test_every_promise_is_held"],
    # For who reads a page
    "No text of a record": [
        f"{HOSTILE_TEXT}::test_no_text_runs_asks_breaks_or_is_lost",
        f"{RULES}::test_no_text_becomes_code",
    ],
    "It is set as text; Markdown becomes": [
        f"{RULES}::test_html_is_parsed_in_one_place_only",
        f"{RULES}::test_only_summaries_are_set_as_html",
        f"{HOSTILE_TEXT}::test_without_scripts_the_record_shows_the_text_as_written",
    ],
    "A Content-Security-Policy in the page": [
        "tests/page/test_page.py::test_the_policy_allows_just_the_scripts_and_styles_that_the_page_has"
    ],
    "Links lead to http(s)": [
        f"{HOSTILE_TEXT}::test_no_address_runs_or_breaks_the_page",
        "tests/test_security.py::test_links_of_the_page_name_no_opener_and_no_referrer",
    ],
    "The page makes no request unless": [
        "tests/page/test_privacy.py::test_one_script_keeps_anything_and_none_asks_anyone",
        "tests/page/test_privacy.py::test_a_reader_who_has_worked_everything_leaves_two_choices_behind",
    ],
    # For who builds one
    "Input never runs": [
        "tests/test_security.py::test_no_module_of_the_working_folder_is_run",
        "tests/test_security.py::test_the_process_that_makes_the_editors_page_runs_no_module_of_the_working_folder",
        f"{RULES}::test_nothing_is_run_or_unpickled",
        f"{HOSTILE_TEXT}::test_a_text_is_no_template_either",
    ],
    "Bad input is a list of problems": [
        "tests/test_fuzz.py::test_nothing_that_a_reader_is_fed_breaks_it",
        f"{HOSTILE_FILES}::test_markdown_made_to_be_slow_is_not",
    ],
    "Files that are no files": [
        f"{HOSTILE_FILES}::test_what_is_no_file_is_said_so",
        f"{HOSTILE_FILES}::test_a_file_that_grows_is_read_to_the_limit",
        f"{HOSTILE_FILES}::test_json_of_any_depth",
        f"{HOSTILE_FILES}::test_shapes_in_a_file_that_only_pretends",
    ],
    "A build makes no request": ["tests/test_security.py::test_no_command_makes_a_connection"],
    "It writes one file, whole or not at all": [
        "tests/test_build.py::test_a_build_killed_at_any_moment_leaves_a_whole_page",
        "tests/test_faults.py::test_a_process_that_ends_at_any_call_leaves_a_whole_page",
    ],
    "A file that is written keeps the permissions": [
        "tests/files/test_write.py::test_a_page_keeps_the_permissions_of_the_one_before",
        f"{NEW_FOLDER}::test_permissions_stay",
    ],
    # For who reads shapes
    "A file of shapes is taken for what": [
        f"{SHAPES}::test_every_format_is_read_whatever_it_is_called",
        f"{SHAPES}::test_shapes_in_a_zip_are_read",
    ],
    "No other format of GDAL": [
        f"{SHAPES}::test_a_hostile_file_is_a_message_or_read",
        f"{SHAPES}::test_what_belongs_to_a_file_is_not_followed_out_of_its_folder",
    ],
    "GeoJSON needs no library": [
        f"{SHAPES}::test_geojson_needs_no_process",
        f"{SHAPES}::test_a_process_that_says_nothing_is_ended",
        f"{SHAPES}::test_a_process_that_breaks_is_a_message",
        f"{SHAPES}::test_every_reader_makes_the_same_of_a_hostile_file",
    ],
    "Nothing is written beside the file": [
        f"{SHAPES}::test_what_a_write_ahead_log_holds_is_read",
        f"{SHAPES}::test_every_reader_makes_the_same_of_a_hostile_file",
    ],
    "A reference system that names files": [
        f"{SHAPES}::test_a_reference_system_that_cannot_be_used_says_why"
    ],
    "Your own settings and drivers of GDAL": [
        f"{SHAPES}::test_a_callers_drivers_and_settings_stay_as_they_are"
    ],
    "What nobody can see in a text": [
        "tests/test_invisible_letters.py::test_what_cannot_be_seen_is_an_error_at_every_door",
        "tests/test_invisible_letters.py::test_names_that_look_alike_are_one",
    ],
    "Joiners stay where a script": [
        "tests/test_invisible_letters.py::test_words_that_need_their_joiners_are_taken_at_every_door"
    ],
    "In files for others no line break": [
        "tests/exchange/test_export_sources.py::test_no_line_break_in_a_source_forges_a_record",
        "tests/exchange/test_export_sources.py::test_no_line_break_in_a_source_forges_an_entry",
        "tests/exchange/test_formulas.py::test_a_table_is_exported_without_formulas_and_imported_as_it_was",
    ],
    "No letter of a value is a command": [
        "tests/commands/test_streams.py::test_no_letter_of_a_value_is_a_command_for_the_terminal"
    ],
    # For who previews one
    "`mapgen preview` listens on 127.0.0.1 only": [
        f"{PREVIEW}::test_it_listens_on_this_machine_only",
        f"{REQUESTS}::test_other_methods_and_bodies_can_be_let_in",
        f"{PREVIEW}::test_nothing_can_be_sent_to_it",
    ],
    "A request must carry the token": [
        f"{PREVIEW}::test_each_start_has_a_token_of_its_own",
        f"{REQUESTS}::test_the_token_is_not_told_to_who_does_not_know_it",
    ],
    "It must name this machine as its host": [
        f"{REQUESTS}::test_raw_requests_by_their_outcome",
        f"{PREVIEW}::test_a_page_of_another_origin_cannot_look_in",
    ],
    "Nothing is stored, and no other page": [
        f"{PREVIEW}::test_no_file_is_written",
        f"{PREVIEW}::test_the_frame_allows_itself_and_nothing_else",
    ],
    "Heads of requests are bounded": [
        f"{REQUESTS}::test_a_head_that_never_ends_is_not_waited_for",
        f"{REQUESTS}::test_very_many_connections_leave_room_for_one_more",
    ],
    "`tests/desk/test_requests.py` tries": [f"{REQUESTS}::test_raw_requests_by_their_outcome"],
    # For who edits one
    "`mapgen edit` is served in the same way": [
        f"{EDITOR}::test_what_is_no_change_changes_nothing",
    ],
    "It reads and writes the files": [
        "tests/desk/test_workspace.py::test_files_that_lead_out_of_the_folder_are_not_touched",
        "tests/desk/test_workspace.py::test_one_operation_that_cannot_be_made_stops_all_of_a_change",
    ],
    "It asks no other machine": [
        "tests/desk/test_zotero.py::test_zotero_is_asked_only_once_it_is_allowed"
    ],
    "What is no change of a record": [
        f"{EDITOR}::test_what_is_no_change_changes_nothing",
        f"{EDITOR}::test_requests_drawn_by_chance_change_nothing",
    ],
    "With `--git` on the command line": [
        "tests/desk/test_git.py::test_without_the_option_no_hook_runs",
        "tests/desk/test_git.py::test_a_hook_that_refuses_leaves_the_save_and_says_why",
    ],
    # For who installs it
    "`make map`, `make test` and `make lint` install": [
        "tests/test_locks.py::test_every_environment_is_made_of_the_locks"
    ],
    "The same source gives the same wheel": [
        "tests/test_package.py::test_the_same_source_gives_the_same_bytes"
    ],
    # A stranger's folder
    "`mapgen check`, `build`, `export`, `preview` and `edit` are safe": [
        "tests/test_security.py::test_a_folder_of_traps_reaches_nothing_outside"
    ],
    "A path of its settings that is absolute": [
        f"{STRANGER}::test_a_setting_that_leads_out_is_a_problem_with_its_line",
        f"{STRANGER}::test_settings_in_a_pyproject_are_held_to_the_same",
    ],
    "A link is followed inside the folder only": [
        f"{FOLDER}::test_a_link_out_is_followed_for_a_trusted_folder_only",
        f"{FOLDER}::test_nothing_is_written_behind_a_link_out",
        f"{STRANGER}::test_a_link_out_in_place_of_a_file_is_not_read",
        f"{STRANGER}::test_a_folder_that_is_a_link_out_is_not_gone_into",
    ],
    "Translations, the files of a pattern": [
        f"{STRANGER}::test_a_translation_that_is_a_link_out_is_not_read",
        "tests/counts/test_parts_inside.py::test_a_pattern_that_leads_out_is_a_problem",
        "tests/counts/test_parts_inside.py::test_a_part_that_is_a_link_out_is_a_problem",
        f"{STRANGER}::test_a_link_out_in_place_of_a_file_is_not_read",
    ],
    "It does not help to exchange a folder": [
        f"{FOLDER}::test_a_folder_that_becomes_a_link_meanwhile_leads_nowhere"
    ],
    "Where something leads out, nothing is written": [
        f"{STRANGER}::test_of_several_files_none_is_written_where_one_leads_out",
        f"{STRANGER}::test_nothing_is_written_behind_a_link_out",
        f"{STRANGER}::test_a_link_out_in_place_of_a_file_is_not_read",
    ],
    "A place that `-o` names inside": [
        f"{FOLDER}::test_a_place_of_the_command_line_inside_the_folder_is_the_folders",
        f"{STRANGER}::test_nothing_is_written_behind_a_link_out",
    ],
    "Neither the page nor an export takes": [
        f"{STRANGER}::test_neither_page_nor_export_takes_the_place_of_the_records"
    ],
    "Only `--trust` lets a folder lead out": [
        f"{STRANGER}::test_a_trusted_folder_keeps_its_sources_and_its_page_elsewhere"
    ],
    "`mapgen import` reads the files that you name": [
        "tests/test_security.py::test_an_import_writes_its_folder_and_nothing_beside_it"
    ],
    "A bibliography beside such a file": [
        f"{IMPORT}::test_a_bibliography_beside_the_table_is_no_way_out"
    ],
    "Killed at any moment, the folder": [
        f"{NEW_FOLDER}::test_killed_at_any_call_the_folder_is_the_old_one_or_the_new_one",
        f"{NEW_FOLDER}::test_the_command_killed_at_any_moment_leaves_a_whole_folder",
    ],
    "`--replace` deletes no file": [
        f"{NEW_FOLDER}::test_what_would_be_lost_is_told_and_stays",
        f"{NEW_FOLDER}::test_what_is_edited_while_an_import_runs_is_kept",
    ],
    "An archive that is encrypted": [
        f"{IMPORT}::test_an_archive_that_cannot_be_unpacked_is_told",
        f"{IMPORT}::test_no_encoding_hides_that_a_file_only_unpacks",
    ],
}


def sentences(text: str) -> list[str]:
    """The sentences of the sections that promise something."""
    found = []
    for title in PROMISES:
        section = text.split(f"\n## {title}\n")[1].split("\n## ")[0]
        for block in re.split(r"\n\n|\n(?=- )", section):
            line = re.sub(r"^(?:- |\*\*.*?\*\* )", "", " ".join(block.split()))
            found += [each for each in re.split(r"(?<=\.) (?=[A-Z`])", line) if each]
    return found


def faults(text: str) -> list[str]:
    """Sentences that no test holds, and tests for sentences that do not stand there."""
    said = sentences(text)
    held = [[start for start in HELD if sentence.startswith(start)] for sentence in said]
    without = [sentence for sentence, starts in zip(said, held, strict=True) if len(starts) != 1]
    spare = set(HELD) - {start for starts in held for start in starts}
    return [*without, *sorted(spare)]


def test_every_promise_is_held() -> None:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert len(sentences(text)) > 30
    assert faults(text) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("A build makes no request.", "A build makes no request. Nor does a check."),
        ("A build makes no request.", "A build makes few requests."),
        ("- Where something leads out, nothing is written.\n", ""),
        ("- A link is followed inside", "- No link is followed. A link is followed inside"),
    ],
)
def test_a_promise_without_a_test_is_found(old: str, new: str) -> None:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert old in text
    assert faults(text.replace(old, new)) != []


@cache
def functions_of(path: str) -> set[str]:
    module = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(module) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("test", sorted({test for tests in HELD.values() for test in tests}))
def test_the_tests_that_hold_a_promise_are_there(test: str) -> None:
    path, name = test.split("::")
    assert name in functions_of(path)


def test_links_of_the_page_name_no_opener_and_no_referrer(small_page: str) -> None:
    page = Path(small_page.removeprefix("file://")).read_text(encoding="utf-8")
    plain = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
    links = re.findall(r'<a [^>]*href="https?:[^>]*>', plain)
    for script in sorted((ROOT / "mapgen" / "page").rglob("*.js")):
        links += re.findall(r'<a [^>]*href="https?:[^>]*>', script.read_text(encoding="utf-8"))
    assert len(links) > 4
    known = ('rel="noopener noreferrer"', "${REL}")
    assert [link for link in links if not any(each in link for each in known)] == []


# --- the commands as a whole


WATCHED = """
import socket, sys
def refuse(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"):
        raise SystemExit(f"asked the network: {event} {arguments}")
    if event in ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn") and WITH_CHILDREN:
        raise SystemExit(f"ran something: {event} {arguments}")
sys.addaudithook(refuse)
from mapgen.commands.main import main
main(sys.argv[1:])
"""


def run_watched(*arguments: object, children: bool = True) -> subprocess.CompletedProcess[str]:
    """A command in a process that ends where it asks the network, or starts a program."""
    script = WATCHED.replace("WITH_CHILDREN", str(not children))
    return run_forked(script, *arguments, timeout=120)


def test_no_command_makes_a_connection(small_folder: Path, tmp_path: Path) -> None:
    assert run_watched("check", small_folder).returncode == 0
    assert run_watched("build", small_folder, "-o", tmp_path / "page").returncode == 0
    exported = tmp_path / "a.csv"
    assert run_watched("export", small_folder, "--to", "csvw", "-o", exported).returncode == 0
    done = run_watched("import", "csv", exported, "-o", tmp_path / "again")
    assert done.returncode == 0, done.stderr


INSTALLED = """
import os, sys
sys.path[0] = os.environ["HOME_OF_MAPGEN"]
from mapgen.commands.main import main
if __name__ == "__main__":
    main()
"""
MODULES = (
    "multiprocessing",
    "pickle",
    "json",
    "click",
    "distributed",
    "pyogrio",
    "mapgen",
    "socket",
)


@pytest.mark.parametrize(
    "command",
    [
        more("check"),
        "build",
        more("build --dask"),
        "export --to geopackage",
        more("export --to geoparquet"),
    ],
)
def test_no_module_of_the_working_folder_is_run(
    small_folder: Path, tmp_path: Path, command: str
) -> None:
    """The command is a script, as the one that is installed: Python starts in the script's folder."""
    ran = run_among_modules(small_folder, tmp_path, INSTALLED, *command.split())
    assert not ran.exists(), ran.read_text("utf-8")


def run_among_modules(folder: Path, tmp_path: Path, text: str, *words: str) -> Path:
    """Run a script where modules of all names lie, which write into the file that is returned."""
    script = tmp_path / "bin" / "mapgen"
    script.parent.mkdir()
    script.write_text(text, encoding="utf-8")
    ran = tmp_path / "ran"
    for name in MODULES:
        (folder / f"{name}.py").write_text(f"open({str(ran)!r}, 'a').write({name!r})\n", "utf-8")
    done = subprocess.run(
        [sys.executable, str(script), *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "HOME_OF_MAPGEN": str(ROOT)},
    )
    assert done.returncode == 0, done.stderr
    return ran


EDITED = """
import os, sys
sys.path[0] = os.environ["HOME_OF_MAPGEN"]
from pathlib import Path
from mapgen.desk.preview.making import editions_made
from mapgen.files.folder import Folder
if __name__ == "__main__":
    *_, last = editions_made(Folder(Path.cwd()), 1, lambda: True)
    assert last.page, last
"""


def test_the_process_that_makes_the_editors_page_runs_no_module_of_the_working_folder(
    small_folder: Path, tmp_path: Path
) -> None:
    ran = run_among_modules(small_folder, tmp_path, EDITED)
    assert not ran.exists(), ran.read_text("utf-8")


def everything(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    """Files below a folder: what is in them, their permissions, when they were changed."""
    return {
        str(path): (path.read_bytes(), path.stat().st_mode, path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


TRAPS = {
    "settings": {
        "settings": 'output = "../outside"\nstory = "../outside/key"\nabout = "/etc/hostname"\n'
    },
    "the page": {"output/index.html": "../../outside/key"},
    "the output folder": {"output": "../outside"},
    "an export": {"output/small.geojson": "../../outside/key"},
    "a file": {"story.md": "../outside/key", "names.csv": "../outside/key"},
    "a folder": {"docs": "../outside"},
    "settings by a link": {"mapgen.toml": "../outside/key"},
    "a leftover": {"output/.index.html.1-0.part": "../../outside/key"},
}


@pytest.mark.skipif(os.name != "posix", reason="links need a permission on Windows")
@pytest.mark.parametrize("trap", TRAPS)
def test_a_folder_of_traps_reaches_nothing_outside(small_folder: Path, trap: str) -> None:
    outside = small_folder.parent / "outside"
    outside.mkdir()
    for name in ("key", "about.md", "index.html"):
        (outside / name).write_text(f"secret words of {name}", encoding="utf-8")
        (outside / name).chmod(0o600)
    for name, target in TRAPS[trap].items():
        if name == "settings":
            settings = small_folder / "mapgen.toml"
            settings.write_text(target + settings.read_text("utf-8"), encoding="utf-8")
            continue
        path = small_folder / name
        path.parent.mkdir(exist_ok=True)
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        path.symlink_to(target)
    before = everything(outside)
    for command in (["check"], ["build"], ["export", "--to", "geojson"]):
        done = run_watched(command[0], small_folder, *command[1:])
        assert done.returncode in (0, 1, 2), done.stderr
        assert "Traceback" not in done.stderr
        assert "secret words" not in done.stdout + done.stderr
        assert everything(outside) == before
    for path, (content, *_) in everything(small_folder).items():
        assert b"secret words" not in content, path


def test_an_import_writes_its_folder_and_nothing_beside_it(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    table = tmp_path / "theirs" / "t.csv"
    table.write_text("date,place,id\n1986,../../x,../../y\n", encoding="utf-8")
    before = everything(tmp_path)
    done = run_watched("import", "csv", table, "-o", tmp_path / "out" / "atlas")
    assert done.returncode == 0, done.stderr
    made = {path: told for path, told in everything(tmp_path).items() if path not in before}
    assert everything(tmp_path) == {**before, **made}
    assert all(Path(path).is_relative_to(tmp_path / "out" / "atlas") for path in made)
    assert [each.name for each in (tmp_path / "out").iterdir()] == ["atlas"]
