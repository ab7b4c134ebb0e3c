"""The commands of the application: serve, worker, backup, restore."""

import datetime as dt
import logging
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from scheduler.cli.errors import Exit, translated
from scheduler.cli.supervise import Supervisor
from scheduler.pipelines.app.database import backup as write_backup
from scheduler.pipelines.app.database import open_database
from scheduler.pipelines.app.database import restore as read_backup

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
    port: Annotated[int | None, typer.Option(help="Port to listen on.", min=1, max=65535)] = None,
    database: DatabaseUrl = DEFAULT_DATABASE,
    worker: Annotated[
        bool, typer.Option(help="Start a worker beside the pages; without, start `rounds worker`.")
    ] = True,
) -> Exit:
    """Open the application for managers, reps and operations, with a worker beside it."""
    import uvicorn  # noqa: PLC0415  (the pages take a second to load, other commands need none)

    from scheduler.pipelines.app.people import FIRST_LOGIN, first_admin  # noqa: PLC0415
    from scheduler.web.app import create_app  # noqa: PLC0415
    from scheduler.web.settings import Settings  # noqa: PLC0415

    given = {"host": host, "port": port}
    settings = Settings(
        database_url=database, **{name: value for name, value in given.items() if value is not None}
    )
    opened = open_database(database)
    app = create_app(settings, opened)
    console = Console()
    password = first_admin(opened)
    if password is not None:
        _introduce(console, FIRST_LOGIN, password)
    console.print(Text(f"Rounds is at http://{settings.host}:{settings.port} (Ctrl-C ends it)"))
    with Supervisor(database, wanted=worker):
        uvicorn.run(app, host=settings.host, port=settings.port, log_level="warning")
    opened.close()
    return Exit.DONE


@translated
def worker(database: DatabaseUrl = DEFAULT_DATABASE) -> Exit:
    """Do the jobs that the application asks for: on this machine or, with PostgreSQL, on several."""
    from scheduler.worker import work  # noqa: PLC0415  (it loads the solver)

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
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
    now = dt.datetime.now().astimezone()
    path = out or Path(f"rounds-{now:%Y-%m-%d-%H%M%S}.backup")
    opened = open_database(database)
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
    opened = open_database(database)
    rows = read_backup(opened, file, replace=replace)
    opened.close()
    Console().print(Text(f"{rows:,} rows of {file} are restored."), soft_wrap=True)
    return Exit.DONE


def _introduce(console: Console, login: str, password: str) -> None:
    """Tell the first password; it is told once, and replaced at the first login."""
    console.print(Text("Nobody can log in yet, so an administrator was added:"))
    console.print(Text(f"  login     {login}"))
    console.print(Text(f"  password  {password}"))
    console.print(Text("It is shown once. You choose another one when you log in."))
