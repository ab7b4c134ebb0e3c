"""The command line: reads what the user asks for, calls a pipeline, prints, exits. No logic."""

from scheduler.cli.app import main

__all__ = ["main"]
