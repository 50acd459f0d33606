"""How the process is started and watched, and its answers taken."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeAlias

from mapgen.problems import InputError, Problem

if TYPE_CHECKING:
    import subprocess

MEND = "Save it as GeoJSON in WGS 84."
PATIENCE = 30
"""Seconds on the clock, beside twice those on the processor, before a silent process is ended."""
_ROW = 64  # bytes that an answer costs who takes it, at least
_SCRIPT = """\
import json, sys
request = json.loads(sys.argv[1])
sys.path[:] = request.pop("modules")
from mapgen.files.confined.child import main
main(request)
"""
# What finds the libraries and their own data; all else that is set stays outside.
_ENVIRONMENT = (
    "PATH", "SYSTEMROOT", "WINDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH",
    "DYLD_FALLBACK_LIBRARY_PATH", "GDAL_DATA", "PROJ_DATA", "PROJ_LIB",
)  # fmt: skip
_SETTINGS = {
    "GDAL_DRIVER_PATH": "disable",
    "GDAL_PAM_ENABLED": "NO",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": "{none}",
    "GDAL_HTTP_PROXY": "127.0.0.1:9",
    "PROJ_NETWORK": "OFF",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What a process may take: processor time (s), memory, output and answers (bytes)."""

    seconds: int
    memory: int
    written: int
    answer_bytes: int


Answer: TypeAlias = Any
"""A line of the process: a value of JSON (`mapgen.files.confined.answers`)."""


class Process:
    """A process at work on one task; `file` is what its problems are told of, `mend` what helps."""

    def __init__(
        self,
        task: str,
        path: Path,
        file: str,
        limits: Limits,
        *,
        mend: str = MEND,
        **wanted: Answer,
    ) -> None:
        self._file, self._limits, self._left = file, limits, limits.answer_bytes
        self._mend = mend
        self._folder = path.parent
        self._request = {
            "modules": [entry for entry in sys.path if Path(entry).is_absolute()],
            "task": task,
            "path": str(path),
            "seconds": limits.seconds,
            "memory": limits.memory,
            "written": limits.written,
            **wanted,
        }
        self._waiting_since: float | None = None
        self._start([])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def _start(self, others: list[str]) -> None:
        import subprocess  # GeoJSON needs none

        environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
        self._over = threading.Event()
        try:
            self._process = subprocess.Popen(  # noqa: S603  # this interpreter, the script above
                [sys.executable, "-I", "-c", _SCRIPT, json.dumps(self._request)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=self._folder,
                env={**environment, **_SETTINGS, "OGR_SKIP": ",".join(others)},
            )
        except OSError as error:
            raise self._error(f"file cannot be read: no process for it: {error}") from error
        threading.Thread(target=self._watch, args=(self._process, self._over), daemon=True).start()

    def _end(self) -> None:
        self._over.set()
        self._process.kill()
        self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()

    def _watch(self, process: subprocess.Popen[bytes], over: threading.Event) -> None:
        """End the process where it is silent for longer than it could work."""
        while not over.wait(1):
            since = self._waiting_since
            most = PATIENCE + 2 * self._limits.seconds
            if since is not None and time.monotonic() - since > most:
                process.kill()
                return

    def head(self) -> dict[str, Answer]:
        """Return the first answer, with all drivers off that are not wanted."""
        head: dict[str, Answer] = self.answer()
        if others := head.get("others"):
            self._end()
            self._start(others)
            head = self.answer()
            if others := head.get("others"):
                raise self._error(f"GDAL has drivers that cannot be turned off: {others}")
        return head

    def answer(self) -> Answer:
        """Return the next answer.

        Raises
        ------
        InputError
            The process found something wrong, or ended before it was done.
        """
        assert self._process.stdout is not None  # noqa: S101  # it was started with a pipe
        self._waiting_since = time.monotonic()
        line = self._process.stdout.readline(self._left + 1)
        self._waiting_since = None
        self._left -= len(line) + _ROW
        if self._left < 0:
            raise self._error("it holds far more than a file of its size should")
        try:
            answer = json.loads(line)
        except ValueError as error:
            raise self._error(self._broken()) from error
        if isinstance(answer, dict) and "error" in answer:
            raise self._error(answer["error"], answer)
        return answer

    def _broken(self) -> str:
        """Return what is to be said of a process that ended without an answer."""
        status = self._process.wait()
        if -status in (getattr(signal, "SIGXCPU", 0), getattr(signal, "SIGKILL", 0)):
            return f"file cannot be read: it takes more than {self._limits.seconds} seconds"
        return "file cannot be read: it is damaged, or takes more memory than is allowed"

    def _error(self, message: str, where: dict[str, Answer] | None = None) -> InputError:
        where = where or {}
        mend = where.get("mend") or self._mend
        row, column, value = (where.get(name) for name in ("row", "column", "value"))
        return InputError(
            [Problem(self._file, message, row, column, value, mend, code="import/unreadable")]
        )
