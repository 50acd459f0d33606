"""What can be wrong with a cluster is told in words, in time, with a status of its own."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import dask.config
import pytest
from click.testing import CliRunner
from dask import delayed
from distributed import LocalCluster
from examples import more

from mapgen.commands.main import main
from mapgen.counts import cluster as cluster_module
from mapgen.counts.cluster import Cluster
from mapgen.counts.release import RELEASE
from mapgen.files.write import OutputError, SurroundingsError

# Distributed leaves connections to be closed by the collector when the other side is gone.
pytestmark = pytest.mark.filterwarnings("default")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_module, "PATIENCE", 0.5)
    monkeypatch.setattr(cluster_module, "LOOK", 0.1)


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for next to no time: for addresses where no scheduler could answer, however slow."""
    monkeypatch.setattr(cluster_module, "PATIENCE", 0.1)


def told(address: str, work: Any = None) -> str:
    """What is told of a cluster that cannot do the work."""
    with pytest.raises(SurroundingsError) as caught, Cluster(address) as cluster:
        cluster(delayed(int)() if work is None else work)
    assert caught.value.status == 3
    assert "\n" not in str(caught.value)
    return str(caught.value)


# ---- who answers -----------------------------------------------------------------------------


@contextmanager
def server(said: bytes, *, hangs_up: bool) -> Iterator[str]:
    """A server that says something to everyone, and then waits or hangs up."""
    with ExitStack() as held, socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = listening.accept()
                    held.enter_context(closing(connection))
                    with suppress(OSError):
                        connection.sendall(said)
                    if hangs_up:
                        connection.close()

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield "tcp://{}:{}".format(*listening.getsockname())
        listening.shutdown(socket.SHUT_RDWR)
        thread.join(timeout=10)


def frames(*contents: bytes) -> bytes:
    """A message in the form of Dask's: how many frames, how long each is, and the frames."""
    lengths = [len(contents), *map(len, contents)]
    inside = b"".join(length.to_bytes(8, "little") for length in lengths) + b"".join(contents)
    return len(inside).to_bytes(8, "little") + inside


ANSWERS = {
    "silence": b"",
    "a web server": b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n" + bytes(40),
    "a mail server": b"220 mail.example.org ESMTP\r\n",
    "SSH": b"SSH-2.0-OpenSSH_9.6\r\n",
    "TLS": b"\x15\x03\x01\x00\x02\x02\x46",
    "all bytes": bytes(range(256)) * 20,
    "zeros": bytes(5_000),
    "ones": b"\xff" * 5_000,
    "a short message": (3).to_bytes(8, "little") + b"abc",
    "a frame of nothing": frames(b""),
    "a frame of letters": frames(b"abc"),
    "a list": frames(b"\x93\x01\x02\x03"),
    "an endless list": frames(b"\xdd\xff\xff\xff\xff"),
    "many frames": frames(*[b"\x80"] * 50),
    "half a message": (1_000).to_bytes(8, "little") + b"abc",
    "a mapping": frames(b"\x80"),
}


@pytest.mark.parametrize("hangs_up", [False, True])
@pytest.mark.parametrize("kind", ANSWERS)
@pytest.mark.usefixtures("hasty")
def test_a_server_that_is_no_scheduler(kind: str, hangs_up: bool) -> None:
    with server(ANSWERS[kind], hangs_up=hangs_up) as address:
        assert told(address).startswith(f"No Dask scheduler answers at {address}. Start one")


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "127.0.0.1:9", "ws://127.0.0.1:9",
                                     "tcp://no.such.host.invalid:8786", "tcp://127.0.0.1:99999"])  # fmt: skip
@pytest.mark.usefixtures("hasty")
def test_nobody_at_the_address(address: str) -> None:
    assert told(address).startswith(f"No Dask scheduler answers at {address}.")


@pytest.mark.usefixtures("impatient")
def test_certificates_that_the_settings_do_not_name() -> None:
    address = "tls://127.0.0.1:9"
    assert told(address).startswith(f"{address} needs certificates, and Dask's settings name none:")


@pytest.mark.parametrize("content", [None, b"", b"no certificate"])
@pytest.mark.usefixtures("impatient")
def test_certificates_that_are_none(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_bytes(content)
    names = ("ca-file", "client.cert", "client.key")
    with dask.config.set({f"distributed.comm.tls.{name}": str(path) for name in names}):
        assert told("tls://127.0.0.1:9").startswith("The certificates that Dask's settings name ca")


@pytest.mark.parametrize(
    "address",
    ["nonsense", "tcp://host", " ", "xyz://127.0.0.1:1", "http://127.0.0.1:80", "inproc://1/2/3",
     "/etc/passwd", "tcp://host:port"],
)  # fmt: skip
def test_an_address_that_is_none_is_wrong_use(address: str) -> None:
    with pytest.raises(OutputError, match="is no address of a Dask scheduler") as caught:
        Cluster(address)
    assert caught.value.status == 2


# ---- workers ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a scheduler in this process, without a worker."""
    with LocalCluster(
        n_workers=0, processes=True, host="127.0.0.1", dashboard_address="127.0.0.1:0"
    ) as running:
        yield running.scheduler_address


PRELUDES = {
    "same": "",
    "none": "import sys; sys.modules['mapgen'] = None",
    "broken": "import sys, types; sys.modules['mapgen'] = types.ModuleType('mapgen')",
    "other": "from mapgen.counts import release; release.RELEASE = '0.0.1 (code 0)'",
}


@contextmanager
def worker(scheduler: str, prelude: str = "") -> Iterator[subprocess.Popen[bytes]]:
    """A worker in a process of its own; the prelude is run there before all else."""
    code = f"{prelude}\nfrom distributed.cli.dask_worker import main\nmain()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, scheduler, "--no-nanny", "--no-dashboard", "--nthreads", "1",
         "--host", "127.0.0.1"],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.wait(timeout=20)


@pytest.mark.usefixtures("impatient")
def test_no_worker(scheduler: str) -> None:
    assert told(scheduler) == (
        f"The Dask scheduler at {scheduler} has no worker that answers. Start some: "
        f"dask worker {scheduler}"
    )


def test_a_worker_at_the_address(scheduler: str) -> None:
    with worker(scheduler), Cluster(scheduler) as cluster:
        assert cluster(delayed(sum)([1, 2])) == 3
        (address,) = cluster._client.scheduler_info()["workers"]
        assert told(address) == f"At {address} answers a Worker, no Dask scheduler."


@pytest.mark.parametrize(
    ("prelude", "has"),
    [more("none", "no mapgen that can be used"), more("broken", "no mapgen that can be used"),
     ("other", "mapgen 0.0.1 (code 0)")],
)  # fmt: skip
def test_a_worker_with_another_mapgen(scheduler: str, prelude: str, has: str) -> None:
    with worker(scheduler, PRELUDES[prelude]):
        said = told(scheduler)
    assert f"has {has}, and this one mapgen {RELEASE}. Install the same one on all" in said


def lasting(begun: Path, disturb: Callable[[], object]) -> Any:
    """Work that does not end, and is disturbed when it has begun, which a file shows."""

    def last(path: str) -> None:  # within a function, so that the worker is sent it whole
        Path(path).touch()
        time.sleep(60)

    def watch() -> None:
        while not begun.exists():
            time.sleep(0.02)
        disturb()

    threading.Thread(target=watch, daemon=True).start()
    return delayed(last)(str(begun))


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="this system stops in another way")
@pytest.mark.parametrize("ends", ["SIGKILL", more("SIGSTOP")])
def test_the_only_worker_dies(
    scheduler: str, ends: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Or is heard of no more, as one whose machine is cut off."""
    with worker(scheduler) as process, Cluster(scheduler) as cluster:
        assert cluster(delayed(os.getpid)()) == process.pid
        monkeypatch.setattr(cluster_module, "PATIENCE", 2.0)
        monkeypatch.setattr(cluster_module, "LOOK", 0.1)
        work = lasting(tmp_path / "begun", lambda: process.send_signal(getattr(signal, ends)))
        with pytest.raises(SurroundingsError, match="All workers of the Dask cluster are gone"):
            cluster(work)


def test_a_part_that_kills_whoever_counts_it() -> None:
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        LocalCluster(
            n_workers=0, processes=True, host="127.0.0.1", dashboard_address="127.0.0.1:0"
        ) as running,
        worker(running.scheduler_address),
    ):
        said = told(running.scheduler_address, delayed(os._exit)(1))
    assert said.startswith("Workers of the Dask cluster died one after the other")


def _fails(error: BaseException) -> None:
    raise error


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "No space left on device"),
        (MemoryError(), "MemoryError"),
        (ImportError("No module named 'pyarrow'"), "No module named 'pyarrow'"),
        (ConnectionResetError("lost"), "lost"),
    ],
)
def test_a_fault_of_one_machine(error: BaseException, said: str, here: str) -> None:
    assert told(here, delayed(_fails)(error)).endswith(said)


@pytest.fixture(scope="module")
def here() -> Iterator[str]:
    """The address of a cluster whose only worker is this process."""
    with LocalCluster(
        n_workers=1,
        processes=False,
        protocol="tcp://",
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
    ) as running:
        yield running.scheduler_address


def test_a_mistake_of_mapgen_is_not_blamed_on_the_cluster(here: str) -> None:
    with Cluster(here) as cluster, pytest.raises(ZeroDivisionError):
        cluster(delayed(_fails)(ZeroDivisionError()))


def test_the_scheduler_dies(tmp_path: Path) -> None:
    code = "from distributed.cli.dask_scheduler import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-u", "-c", code, "--host", "127.0.0.1", "--port", "0", "--no-dashboard"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr
        address = next(line.split()[-1] for line in process.stderr if "Scheduler at:" in line)
        with worker(address), Cluster(address) as cluster:
            assert cluster(delayed(sum)([1, 2])) == 3
            with pytest.raises(SurroundingsError, match="The Dask scheduler is gone"):
                cluster(lasting(tmp_path / "begun", process.kill))
    finally:
        process.kill()
        process.communicate(timeout=20)


# ---- the command -----------------------------------------------------------------------------


@pytest.mark.usefixtures("impatient")
def test_the_command_ends_with_a_status_of_its_own(small_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"

    def run(*words: object) -> Any:
        return CliRunner().invoke(main, ["build", str(small_folder), "-o", str(out), *words])

    done = run("--dask", "tcp://127.0.0.1:9")
    assert done.exit_code == 3
    assert "Error: No Dask scheduler answers at tcp://127.0.0.1:9." in done.stderr
    assert run("--dask", "nonsense").exit_code == 2
    assert not out.exists()
