"""Errors become one message and an exit code here, and nowhere else."""

import os
import sys
import traceback
from collections.abc import Callable
from enum import IntEnum
from functools import wraps
from typing import ParamSpec

import typer
from rich.console import Console
from rich.text import Text

from models.errors import InputError, OutputError, StoreError

P = ParamSpec("P")

_MOST_SHOWN = 200
_TOO_LITTLE_MEMORY = "Not enough memory. Plan fewer customers or reps at a time."


class Exit(IntEnum):
    """Exit codes of the command line."""

    DONE = 0
    INTERNAL_ERROR = 1
    WRONG_INPUT = 2
    UNPLANNED = 3
    FAULTS = 4
    STOPPED = 130


def translated(command: Callable[P, Exit]) -> Callable[P, None]:
    """Turn a command's result into an exit code and its errors into messages."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        raise typer.Exit(int(_outcome(command, *args, **kwargs)))

    return run


def _outcome(command: Callable[P, Exit], *args: P.args, **kwargs: P.kwargs) -> Exit:
    console = Console(stderr=True)
    try:
        return command(*args, **kwargs)
    except InputError as error:
        _list(console, error)
        return Exit.WRONG_INPUT
    except (OutputError, StoreError, MemoryError) as error:
        text = _TOO_LITTLE_MEMORY
        if isinstance(error, OutputError):
            text = f"Not written: {error}"
        elif isinstance(error, StoreError):
            text = str(error)
        console.print(Text(text, style="red"), soft_wrap=True)
        return Exit.WRONG_INPUT
    except KeyboardInterrupt:
        console.print("Stopped; no plan was written.")
        return Exit.STOPPED
    except BrokenPipeError:  # as with `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        console.print("Stopped: nobody reads the output any more.")
        return Exit.INTERNAL_ERROR
    except Exception as error:  # the edge: a person gets a message, never a traceback
        _apologise(console, error)
        return Exit.INTERNAL_ERROR


def _list(console: Console, error: InputError) -> None:
    count = len(error.problems)
    head = "1 problem" if count == 1 else f"{count} problems"
    console.print(Text(f"{head} in the input; nothing was written.", style="bold red"))
    for problem in error.problems[:_MOST_SHOWN]:
        console.print(Text(f"  {problem}"), soft_wrap=True)
    if count > _MOST_SHOWN:
        console.print(f"  … and {count - _MOST_SHOWN} more.")


def _apologise(console: Console, error: Exception) -> None:
    text = f"This is a defect of Rounds, not of your input: {type(error).__name__}: {error}"
    console.print(Text(text, style="red"), soft_wrap=True)
    if os.environ.get("ROUNDS_DEBUG"):
        traceback.print_exc(file=sys.stderr)
    else:
        console.print("Set ROUNDS_DEBUG=1 and run it again to see where it happened.")
