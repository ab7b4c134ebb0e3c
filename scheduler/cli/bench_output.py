"""What `rounds bench` prints while it measures and at its end."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from scheduler.cli.errors import Exit
from scheduler.cli.tables import counted
from scheduler.pipelines.bench_month import not_installed
from scheduler.pipelines.bench_pvrp import PvrpRun
from scheduler.pipelines.bench_results import OWN, MonthRun
from scheduler.pipelines.bench_summary import Compared, Figures, compare, judged, travel
from scheduler.pipelines.bench_tables import gaps_text, ratio_text, tallied


@contextmanager
def stoppable(json: Path | None) -> Iterator[None]:
    """Tell who stops a benchmark where the results so far are."""
    try:
        yield
    except KeyboardInterrupt:
        where = "nothing was kept: there is no --json" if json is None else f"so far: {json}"
        Console(stderr=True).print(Text(f"Stopped; {where}."), soft_wrap=True)
        raise SystemExit(int(Exit.STOPPED)) from None


class PvrpLines:
    """The table of periodic problems, a line as soon as it is known.

    Parameters
    ----------
    seeds
        Whether there are several, so that each line tells its own.
    """

    def __init__(self, console: Console, seeds: bool) -> None:
        self._console, self._seeds = console, seeds
        self._gaps: list[float] = []
        self._print(("instance", "seed", "length", "best known", "gap", "bound", "s", "feasible"))

    def add(self, run: PvrpRun) -> None:
        """Print a run."""
        known = "" if run.best_known is None else f"{run.best_known:.2f}"
        gap = "" if run.gap is None else f"{run.gap:+.2%}"
        bound = "" if run.lower_bound is None else f"{run.lower_bound:.2f}"
        feasible = "yes" if run.feasible else "NO"
        length, seconds = f"{run.cost:.2f}", f"{run.seconds:.1f}"
        seed = str(run.seed) if self._seeds else ""
        self._print((run.instance, seed, length, known, gap, bound, seconds, feasible))
        self._gaps += [] if run.gap is None else [run.gap]

    def end(self) -> None:
        """Print mean and worst gap."""
        if len(self._gaps) > 1:
            self._console.print(gaps_text(self._gaps), highlight=False)

    def _print(self, cells: Sequence[str]) -> None:
        widths = (5, 10, 10, 8, 10, 6, 8)
        line = f"{cells[0]:<12}" + "".join(
            f" {cell:>{width}}" for cell, width in zip(cells[1:], widths, strict=True)
        )
        self._console.print(Text(line), soft_wrap=True)


def print_run(console: Console, run: MonthRun) -> None:
    """Print what an engine made of a month, as soon as it is known."""
    seconds = "" if run.seconds is None else f" {run.seconds:g} s"
    where = f"{run.rep} {run.policy} cap {run.cap}{seconds} seed {run.seed}"
    left_out = f", {run.unplanned} left out" if run.unplanned else ""
    sound = "" if run.feasible else ", NOT SOUND"
    text = f"{where} {run.engine}: {run.travel_cost:,.1f} min of driving{left_out}{sound}"
    console.print(Text(text), soft_wrap=True)
    for name, cost, bound in (
        ("driving alone", run.travel_cost, run.bound),
        ("all rules", run.judged_cost, run.bound_judged),
    ):
        if bound is not None:
            gap = (cost - bound) / cost if cost else 0.0
            proven = f"  proven for these visits, {name}: {bound:,.1f} of {cost:,.1f} min"
            console.print(Text(f"{proven}, gap {gap:.1%}"), soft_wrap=True)


def print_months(console: Console, runs: Sequence[MonthRun], before: int) -> None:
    """Print all months, engine by engine, and what they come to."""
    if before:
        console.print(f"{counted(before, 'result')} in the file before.")
    driving, all_rules = compare(runs, travel), compare(runs, judged)
    for one, other in zip(driving, all_rules, strict=True):
        _print_month(console, one, other)
    if any(found.best_peer is not None for found in driving):
        console.print(Text("Driving alone, soft rules off", style="bold"))
        _print_sentences(console, tallied(driving))
        console.print(Text("All rules; the others know only driving", style="bold"))
        _print_sentences(console, tallied(all_rules))
    for name in not_installed():
        console.print(f"{name}: not installed (extra 'peers').")


def _print_sentences(console: Console, sentences: Iterable[str]) -> None:
    for sentence in sentences:
        console.print(Text(f"• {sentence}"))


def _print_month(console: Console, driving: Compared, all_rules: Compared) -> None:
    rep, policy, cap, seconds = driving.instance
    time = "" if seconds is None else f", {seconds:g} s a plan"
    console.print(Text(f"{rep}, policy {policy}, cap {cap}{time}", style="bold"))
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("engine", no_wrap=True)
    for name in ("left out", "driving", "to ours", "all rules", "to ours", "spread"):
        table.add_column(name, justify="right", no_wrap=True)
    for engine, own in driving.figures.items():
        other = all_rules.figures[engine]
        costs = (own.cost, driving.ratio(engine)), (other.cost, all_rules.ratio(engine))
        cells = [cell for cost, ratio in costs for cell in (f"{cost:,.1f}", _above(engine, ratio))]
        table.add_row(Text(engine), str(own.unplanned), *cells, _spread(own))
    console.print(table)
    for engine, own in driving.figures.items():
        if not own.sound:
            console.print(Text(f"{engine}: NOT SOUND, a plan breaks a rule", style="bold red"))
    if driving.best_peer is not None:
        console.print(f"ours / best other: {ratio_text(driving)}", highlight=False)


def _above(engine: str, ratio: float | None) -> str:
    if engine == OWN:
        return ""
    return "n/a" if ratio is None else f"{1 / ratio - 1:+.1%}"


def _spread(own: Figures) -> str:
    if own.seeds < 2:
        return ""
    return f"{own.fewest} to {own.most} left out" if own.spread is None else f"{own.spread:.1%}"
