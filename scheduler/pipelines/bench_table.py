"""Files of results read together: `rounds bench table`."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from models.errors import InputError, InputProblem, OutputError
from scheduler.io.results import read_results
from scheduler.pipelines.bench_plot import write_cost_plot
from scheduler.pipelines.bench_pvrp import best_known_costs
from scheduler.pipelines.bench_results import month_runs
from scheduler.pipelines.bench_summary import summary_json
from scheduler.pipelines.bench_tables import month_tables, pvrp_lines, pvrp_table


@dataclass(frozen=True, slots=True)
class BenchTable:
    """Results as Markdown and as JSON values."""

    markdown: str
    rows: Sequence[Mapping[str, object]]


def bench_table(
    files: Sequence[Path], best_known: Path | None = None, plot: Path | None = None
) -> BenchTable:
    """Put the results of files together: rep-months, or periodic vehicle routing problems.

    Parameters
    ----------
    best_known
        Table of best known costs, for periodic vehicle routing problems.
    plot
        Where cost against time is drawn, for rep-months.

    Raises
    ------
    InputError
        When files hold no results, or both kinds.
    OutputError
        When the plot cannot be written.
    """
    found = {path: read_results(path) for path in files}
    kinds = {"rep" in row for rows in found.values() for row in rows}
    if len(kinds) != 1:
        what = "results of both kinds" if kinds else "no results"
        advice = "name files of `rounds bench month`, or files of `rounds bench pvrp`"
        names = ", ".join(map(str, files))
        raise InputError([InputProblem(names, 0, "", "", f"there are {what}", advice)])
    if kinds == {True}:
        # A run that stands in two files is one run.
        runs = {run.key: run for path, rows in found.items() for run in month_runs(path, rows)}
        if plot is not None:
            write_cost_plot(plot, list(runs.values()))
        return BenchTable(month_tables(list(runs.values())), summary_json(list(runs.values())))
    if plot is not None:
        raise OutputError(f"{plot}: only rep-months are drawn; leave --plot out")
    known = {} if best_known is None else best_known_costs(best_known)
    lines = pvrp_lines([row for rows in found.values() for row in rows], known)
    return BenchTable(pvrp_table(lines), [asdict(line) for line in lines])
