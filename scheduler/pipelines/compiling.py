"""Compile search and proof beside the reading of the input: once on a machine."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from scheduler.solve.warm import warm_up_beside

Wait = Callable[[Callable[[], None]], None]
"""Wait until the search is compiled; the argument is called when that takes a while."""

_A_WHILE = 2.0


@contextmanager
def compiling() -> Iterator[Wait]:
    """Compile in other processes during the block, which may wait for them; leave none behind."""
    processes = warm_up_beside()

    def wait(tell: Callable[[], None]) -> None:
        try:
            for process in processes:
                process.wait(_A_WHILE)
        except subprocess.TimeoutExpired:
            tell()
            for process in processes:
                process.wait()

    try:
        yield wait
    finally:
        for process in processes:
            if process.poll() is None:
                process.kill()
                process.wait()
