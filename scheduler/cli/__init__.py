"""The command line: reads what the user asks for, calls a pipeline, prints, exits. No logic."""

import sys


def main() -> None:
    """Run the command line; Ctrl-C while it is still being loaded is no error either."""
    try:
        from scheduler.cli.app import main as run  # noqa: PLC0415  (it takes a second to load)
    except KeyboardInterrupt:
        sys.exit(130)
    run()


__all__ = ["main"]
