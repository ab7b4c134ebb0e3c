"""The commands of the application: serve, worker, backup, restore.

The application is loaded when one of them runs: it takes longer than all that other commands need.
"""

import datetime as dt
import logging
import signal
import socket
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from models.errors import InputError, InputProblem
from scheduler.cli.errors import Exit, translated
from scheduler.cli.supervise import Supervisor

if TYPE_CHECKING:
    from scheduler.web.settings import Settings

DEFAULT_DATABASE = "sqlite:///rounds.db"

DatabaseUrl = Annotated[
    str,
    typer.Option(
        "--database",
        envvar="ROUNDS_DATABASE_URL",
        help="sqlite:///FILE, or postgresql://USER:PASSWORD@HOST/NAME.",
        show_envvar=True,
    ),
]


@translated
def serve(
    host: Annotated[
        str | None,
        typer.Option(help="Address to listen on; 0.0.0.0 for every one of the machine."),
    ] = None,
    port: Annotated[
        int | None, typer.Option(help="Port to listen on; 0 takes a free one.", min=0, max=65535)
    ] = None,
    database: DatabaseUrl = DEFAULT_DATABASE,
    worker: Annotated[
        bool, typer.Option(help="Start a worker beside the pages; without, start `rounds worker`.")
    ] = True,
) -> Exit:
    """Open the application for managers, reps and operations, with a worker beside it."""
    import uvicorn  # noqa: PLC0415

    from scheduler.pipelines.app.database import open_database  # noqa: PLC0415
    from scheduler.pipelines.app.people import FIRST_LOGIN, first_admin  # noqa: PLC0415
    from scheduler.web.app import create_app  # noqa: PLC0415

    settings = _settings(database, {"host": host, "port": port})
    console = Console()
    with _listening(settings.host, settings.port) as listener:
        opened = open_database(database)
        # Without a log of requests: the addresses of calendars are secrets.
        config = uvicorn.Config(create_app(settings, opened), log_level="warning", access_log=False)
        server = uvicorn.Server(config)
        _introduce(console, FIRST_LOGIN, first_admin(opened))
        port = listener.getsockname()[1]
        told = f"Rounds is at http://{settings.host}:{port} (Ctrl-C ends it)."
        console.print(Text(told), soft_wrap=True)
        # The server stops on a signal and raises it once more, for whoever waits for it: for us.
        signal.signal(signal.SIGTERM, signal.getsignal(signal.SIGINT))
        with suppress(KeyboardInterrupt), Supervisor(database, wanted=worker):
            server.run(sockets=[listener])
        opened.close()
    return Exit.DONE


def _settings(database: str, given: dict[str, str | int | None]) -> "Settings":
    """Return the settings: those of the environment, and over them what the command line says.

    Raises
    ------
    InputError
        With every variable that is wrong.
    """
    from pydantic import ValidationError  # noqa: PLC0415

    from scheduler.web.settings import Settings  # noqa: PLC0415

    try:
        settings = Settings(database_url=database)
    except ValidationError as error:
        raise InputError(
            InputProblem(
                f"ROUNDS_{'_'.join(map(str, wrong['loc'])).upper()}",
                0,
                "",
                str(wrong["input"]),
                wrong["msg"],
                "set it to something else, or leave it out",
            )
            for wrong in error.errors()
        ) from error
    said = {name: value for name, value in given.items() if value is not None}
    return settings.model_copy(update=said)


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens, before anything else is started.

    Raises
    ------
    InputError
        The port is taken, or the address is none of this machine.
    """
    try:
        family = socket.getaddrinfo(host, port)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        what = f"nobody can listen there ({error.strerror})"
        advice = "choose another --port or --host, or stop the program that is there"
        raise InputError([InputProblem("--port", 0, "", f"{host}:{port}", what, advice)]) from error


@translated
def worker(database: DatabaseUrl = DEFAULT_DATABASE) -> Exit:
    """Do the jobs that the application asks for: on this machine or, with PostgreSQL, on several."""
    from scheduler.pipelines.app.database import open_database  # noqa: PLC0415
    from scheduler.worker import work  # noqa: PLC0415

    logging.basicConfig(format="%(asctime)s %(message)s")
    logging.getLogger("rounds").setLevel(logging.INFO)
    opened = open_database(database)
    work(opened)
    opened.close()
    return Exit.DONE


@translated
def backup(
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", help="File for the backup; by default named by the time, in this folder."
        ),
    ] = None,
    database: DatabaseUrl = DEFAULT_DATABASE,
) -> Exit:
    """Write everything that is kept into one file, while people go on working."""
    from scheduler.pipelines.app.database import backup as write_backup  # noqa: PLC0415
    from scheduler.pipelines.app.database import open_database  # noqa: PLC0415

    now = dt.datetime.now().astimezone()
    path = out or Path(f"rounds-{now:%Y-%m-%d-%H%M%S}.backup")
    opened = open_database(database, must_exist=True)
    rows = write_backup(opened, path)
    opened.close()
    Console().print(Text(f"{rows:,} rows are in {path}."), soft_wrap=True)
    return Exit.DONE


@translated
def restore(
    file: Annotated[Path, typer.Argument(help="A file that `rounds backup` wrote.")],
    database: DatabaseUrl = DEFAULT_DATABASE,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace everything that is in the database.")
    ] = False,
) -> Exit:
    """Put a backup into a new database, also one of the other kind."""
    from scheduler.pipelines.app.database import open_database  # noqa: PLC0415
    from scheduler.pipelines.app.database import restore as read_backup  # noqa: PLC0415

    opened = open_database(database)
    rows = read_backup(opened, file, replace=replace)
    opened.close()
    Console().print(Text(f"{rows:,} rows of {file} are restored."), soft_wrap=True)
    return Exit.DONE


def _introduce(console: Console, login: str, password: str | None) -> None:
    """Tell the first password, where there is one: once, for it is replaced at the first login."""
    if password is None:
        return
    console.print(Text("Nobody can log in yet, so an administrator was added:"))
    console.print(Text(f"  login     {login}"))
    console.print(Text(f"  password  {password}"))
    console.print(Text("It is shown once. You choose another one when you log in."))
