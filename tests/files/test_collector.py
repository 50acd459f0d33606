"""The garbage collector is off where it brings nothing, and as it was behind that."""

import gc
import subprocess
import sys

import pytest

from mapgen.files.collector import collector_off


@pytest.mark.parametrize("was_on", [True, False])
def test_the_collector_is_as_it_was_behind_the_work(was_on):
    before = gc.isenabled()
    (gc.enable if was_on else gc.disable)()
    try:
        with collector_off():
            assert not gc.isenabled()
        assert gc.isenabled() is was_on
        with pytest.raises(KeyError), collector_off():
            raise KeyError
        assert gc.isenabled() is was_on
    finally:
        (gc.enable if before else gc.disable)()


def test_a_command_ends_without_a_last_look_at_what_it_holds():
    code = (
        "import atexit, gc\n"
        "atexit.register(lambda: print(gc.get_freeze_count() > 1_000, gc.isenabled()))\n"
        "from mapgen.commands.main import main\nmain(['--version'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "True True"
