"""A Dask cluster that can be trusted to count: it answers, has workers, and all have this mapgen.

What is wrong with it is told in words and in bounded time; nothing of it is the records' fault.
"""

from __future__ import annotations

import asyncio
import pydoc
import ssl
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Self, TypeAlias

from mapgen.counts import release
from mapgen.files.write import OutputError, SurroundingsError

if TYPE_CHECKING:
    from collections.abc import Callable

Dask: TypeAlias = Any
"""A client, a future or delayed work: Dask has no types."""

PATIENCE = 20.0
"""Seconds in which a cluster must answer with a worker, and that it may be without one later."""
LOOK = 1.0  # seconds between two looks at the workers
_RELEASE = f"{release.__name__}.RELEASE"
_START = (
    "Start one (dask scheduler) and workers (dask worker), or leave the address out: then this "
    "machine does the work."
)


_GONE = "The Dask scheduler is gone."


class Cluster:
    """The cluster at an address, from its first work on.

    Called with delayed work, it returns the value of it.
    """

    def __init__(self, address: str) -> None:
        """Take an address such as ``tcp://scheduler:8786``.

        Raises
        ------
        OutputError
            It is none, or Dask is not installed.
        """
        try:
            from distributed.comm import get_address_host_port
        except ImportError as error:
            mend = "pip install 'mapgen[dask]', or leave the address out."
            raise OutputError(f"A cluster needs {error.name}: {mend}") from error

        self.address = address
        self._client: Dask = None
        self._held = ExitStack()
        try:
            get_address_host_port(address)
        except ValueError as error:
            message = f"{address} is no address of a Dask scheduler: {error}."
            raise OutputError(f"{message} Write tcp://HOST:PORT or tls://HOST:PORT.") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._held.close()

    def __call__(self, work: Dask) -> Dask:
        """Return the value of delayed work.

        Raises
        ------
        SurroundingsError
            Nobody answers, there is no worker, one has another mapgen, or all have died.
        """
        if self._client is None:
            self._client = self._remote()
        return _value(self._client, self._client.compute(work))

    def _remote(self) -> Dask:
        """Return a client of the cluster at the address, once it has shown that it can count."""
        from distributed import Client

        until = time.monotonic() + PATIENCE
        self._check_scheduler()
        try:
            client = Client(self.address, timeout=PATIENCE, set_as_default=False)
            self._held.enter_context(client)
            client.wait_for_workers(1, timeout=max(until - time.monotonic(), 1))
            self._check_releases(client)
        except TimeoutError as error:
            raise SurroundingsError(
                f"The Dask scheduler at {self.address} has no worker that answers. Start some: "
                f"dask worker {self.address}"
            ) from error
        except OSError as error:
            raise self._no_scheduler(error) from error
        return client

    def _check_scheduler(self) -> None:
        """Ask who answers at the address: a client would wait for ever for one who is silent."""
        from distributed.core import rpc
        from distributed.security import Security

        async def identity() -> dict[str, object]:
            security = Security().get_connection_args("client")
            async with rpc(self.address, timeout=PATIENCE, connection_args=security) as asked:
                found: dict[str, object] = await asked.identity()
                return found

        async def in_time() -> dict[str, object]:
            return await asyncio.wait_for(identity(), PATIENCE)

        try:
            kind = asyncio.run(in_time())["type"]
        except Exception as error:  # whatever one makes of what is no answer of Dask's
            raise self._no_scheduler(error) from error
        if kind != "Scheduler":
            raise SurroundingsError(f"At {self.address} answers a {kind}, no Dask scheduler.")

    def _no_scheduler(self, error: Exception) -> SurroundingsError:
        if isinstance(error, TypeError) and self.address.startswith("tls:"):
            return SurroundingsError(
                f"{self.address} needs certificates, and Dask's settings name none: "
                "distributed.comm.tls.ca-file, distributed.comm.tls.client.cert and .key."
            )
        if isinstance(error, (FileNotFoundError, ssl.SSLError)):
            return SurroundingsError(
                f"The certificates that Dask's settings name cannot be used for {self.address}: "
                f"{error}"
            )
        return SurroundingsError(f"No Dask scheduler answers at {self.address}. {_START}")

    def _check_releases(self, client: Dask) -> None:
        """Ask all machines which mapgen they have; a module of Python's own asks for us."""

        async def ask() -> dict[str, object]:
            of_scheduler = await client.run_on_scheduler(pydoc.locate, _RELEASE)
            of_workers = await client.run(pydoc.locate, _RELEASE, on_error="return")
            return {self.address: of_scheduler, **of_workers}

        for address, found in client.sync(ask, callback_timeout=PATIENCE).items():
            if found != release.RELEASE:
                other = (
                    f"mapgen {found}" if isinstance(found, str) else "no mapgen that can be used"
                )
                raise SurroundingsError(
                    f"The machine at {address} has {other}, and this one mapgen {release.RELEASE}. "
                    "Install the same one on all machines of the cluster."
                )


def _value(client: Dask, future: Dask) -> Dask:
    """Return what a future holds once it is there; give up when no worker is left."""
    from distributed.scheduler import KilledWorker

    sign, heard = 0.0, time.monotonic()
    try:
        while not future.done():
            newest = _sign_of_life(client)
            if newest > sign:
                sign, heard = newest, time.monotonic()
            elif time.monotonic() - heard > PATIENCE:
                raise SurroundingsError("All workers of the Dask cluster are gone.")
            _wait(future.done, LOOK)
        if future.status in ("cancelled", "lost"):
            raise SurroundingsError(_GONE)
        return future.result()
    except KilledWorker as error:
        raise SurroundingsError(
            "Workers of the Dask cluster died one after the other over the same part; perhaps they "
            "have too little memory."
        ) from error
    except (OSError, MemoryError, ImportError) as error:
        reason = str(error) or type(error).__name__
        raise SurroundingsError(f"The Dask cluster cannot go on: {reason}") from error


def _sign_of_life(client: Dask) -> float:
    """Return when a worker was heard of last, by the scheduler's clock; 0 where there is none."""
    try:
        found = client.sync(client.scheduler.identity, callback_timeout=PATIENCE)
    except OSError as error:
        raise SurroundingsError(_GONE) from error
    return max((worker["last_seen"] for worker in found["workers"].values()), default=0.0)


def _wait(done: Callable[[], bool], seconds: float) -> None:
    until = time.monotonic() + seconds
    while not done() and time.monotonic() < until:
        time.sleep(0.02)
