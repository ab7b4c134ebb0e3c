"""The progress bar with the falling cost."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from scheduler.pipelines.plan import Observer, SearchProgress


class Bar:
    """Tells the search's progress to a bar on the terminal."""

    def __init__(self, bar: Progress, task: TaskID) -> None:
        self._bar, self._task = bar, task

    def tell(self, progress: SearchProgress) -> None:
        """Move the bar and show the cost of the plan so far."""
        cost = "…" if progress.cost_min is None else f"{progress.cost_min:,.0f} min"
        missing = f", {progress.unplanned:g} points unplanned" if progress.unplanned else ""
        self._bar.update(
            self._task,
            completed=100 * progress.done,
            description=progress.phase,
            cost=cost + missing,
        )


@contextmanager
def progress_bar() -> Iterator[Observer]:
    """Show a bar while the block runs, where the error stream is a terminal."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("cost {task.fields[cost]}"),
        TimeElapsedColumn(),
    )
    console = Console(stderr=True)
    silent = not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=silent) as bar:
        yield Bar(bar, bar.add_task("first month", total=100, cost="…"))
