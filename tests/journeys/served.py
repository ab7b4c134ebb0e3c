"""The application as people start it: `rounds serve`, in a process of its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.journeys.tools import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PATIENCE_S = 240


@dataclass(frozen=True)
class Served:
    """An application that runs."""

    address: str
    password: str
    """The one-time password of the first admin; empty where there is somebody already."""


@contextmanager
def served(folder: Path, *options: str) -> Iterator[Served]:
    """Start the application with its database in a folder, and stop it politely."""
    command = [sys.executable, "-c", PROGRAM, "serve", "--port", "0", *options]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    environment["ROUNDS_DATABASE_URL"] = f"sqlite:///{folder / 'rounds.db'}"
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            yield _listening(process)
            process.send_signal(signal.SIGTERM)
            assert process.wait(_PATIENCE_S) == 0
        finally:
            process.kill()


def _listening(process: subprocess.Popen[str]) -> Served:
    """Read what it says until it listens."""
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if "Ctrl-C" in line:
            break
    address = re.search(r"http://\S+\d", said)
    assert address is not None, said
    password = re.search(r"^ +password +(\S+)$", said, re.MULTILINE)
    return Served(address[0], password[1] if password else "")
