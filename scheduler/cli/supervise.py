"""Keeps a worker running beside the pages: another process, so that planning slows no page down."""

import os
import signal
import subprocess
import sys
from threading import Event, Thread
from types import TracebackType
from typing import Self

from scheduler.cli import main

_PROGRAM = "from scheduler.cli.supervise import beside; beside()"
_SHORTEST_PAUSE_S = 1.0
_LONGEST_PAUSE_S = 60.0
_PATIENCE_S = 10.0
"""How long a worker may take to stop before it is killed; its job is then taken up again."""
_GIVING_WAY = 10
"""How far planning gives way to the pages where both want the same core."""


class Supervisor:
    """Starts a worker, and another one when it dies, while its block runs.

    Parameters
    ----------
    database
        Address of the database.
    wanted
        Whether there is to be a worker at all.
    """

    def __init__(self, database: str, *, wanted: bool = True) -> None:
        self._database = database
        self._wanted = wanted
        self._over = Event()
        self._thread = Thread(target=self._watch, name="supervisor", daemon=True)
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """Start the worker."""
        if self._wanted:
            self._process = self._start()
            self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop the worker."""
        self._over.set()
        if not self._wanted:
            return
        self._thread.join()
        if self._process is None:
            return
        with self._process as process:
            process.terminate()
            try:
                process.wait(_PATIENCE_S)
            except subprocess.TimeoutExpired:
                process.kill()

    @property
    def process_id(self) -> int | None:
        """Return the number of the worker's process; ``None`` where there is none."""
        return None if self._process is None else self._process.pid

    def _watch(self) -> None:
        pause = _SHORTEST_PAUSE_S
        while not self._over.wait(pause):
            if self._process is not None and self._process.poll() is None:
                pause = _SHORTEST_PAUSE_S
                continue
            pause = min(2 * pause, _LONGEST_PAUSE_S)
            if self._process is not None and self._process.stdin is not None:
                self._process.stdin.close()
            self._process = self._start()

    def _start(self) -> "subprocess.Popen[bytes]":
        return start_beside(self._database)


def start_beside(database: str) -> "subprocess.Popen[bytes]":
    """Start a worker that ends when this process does, also when it is killed.

    Parameters
    ----------
    database
        Its address; handed over in the environment, where no list of processes shows it.
    """
    # In a session of its own: Ctrl-C in the terminal reaches the pages only, which stop it.
    return subprocess.Popen(
        [sys.executable, "-c", _PROGRAM],
        env={**os.environ, "ROUNDS_DATABASE_URL": database},
        stdin=subprocess.PIPE,
        start_new_session=True,
    )


def beside() -> None:
    """Be that worker: the end of the input is the end of the process that started it."""
    Thread(target=_leave_with_the_parent, name="lifeline", daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(_GIVING_WAY)
    sys.argv[:] = ["rounds", "worker"]
    main()


def _leave_with_the_parent() -> None:
    os.read(0, 1)
    os.kill(os.getpid(), signal.SIGTERM)
