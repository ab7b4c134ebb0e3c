"""A private PostgreSQL server for tests: Debian's programs, a temporary folder, no network."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

_UNPRIVILEGED = ("postgres", "nobody")


class Postgres:
    """A server that can be stopped and started again."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self._folder = Path(tempfile.mkdtemp(prefix="rounds-pg-"))
        self._user = _unprivileged()
        if self._user is not None:
            os.chown(self._folder, self._user.pw_uid, self._user.pw_gid)
        self._run("initdb", "--auth=trust", "--username=rounds", "--encoding=UTF8", "--no-sync")
        self.start()

    def url(self, name: str) -> str:
        """The address of a database on this server."""
        return f"postgresql://rounds@/{name}?host={self._folder}"

    def start(self) -> None:
        """Start it, unless it runs."""
        if (self._folder / "data" / "postmaster.pid").exists():
            return
        options = f"-c listen_addresses='' -c fsync=off -c unix_socket_directories='{self._folder}'"
        log = self._folder / "log"
        self._run("pg_ctl", "start", "--wait", f"--log={log}", f"--options={options}")

    def stop(self, mode: str = "fast") -> None:
        self._run("pg_ctl", "stop", "--wait", f"--mode={mode}")

    def remove(self) -> None:
        self.stop("immediate")
        shutil.rmtree(self._folder, ignore_errors=True)

    def _run(self, program: str, *words: str) -> None:
        user, group = (None, None) if self._user is None else self._user[2:4]
        data = f"--pgdata={self._folder / 'data'}"
        subprocess.run(
            [self._programs / program, *words, data],
            check=True,
            cwd=self._folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
            user=user,
            group=group,
        )


def postgres_programs() -> Path | None:
    """The folder of PostgreSQL's programs; None when there is none."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    on_path = shutil.which("initdb")
    if on_path is not None:
        found.append(Path(on_path).resolve().parent)
    return max(found, key=lambda folder: folder.as_posix(), default=None)


def require_postgres(environment: Mapping[str, str] = os.environ) -> Path:
    """Return PostgreSQL's programs; without them the test is skipped, with CI=true it fails."""
    programs = postgres_programs()
    if programs is not None:
        return programs
    reason = "needs PostgreSQL: install Debian's package postgresql"
    if environment.get("CI", "").lower() == "true":
        pytest.fail(f"{reason} (CI=true: nothing may be skipped)", pytrace=False)
    pytest.skip(reason)


def _unprivileged() -> pwd.struct_passwd | None:
    """Whoever runs the server; None is who runs the tests. It refuses to run as root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return next(known[name] for name in _UNPRIVILEGED if name in known)
