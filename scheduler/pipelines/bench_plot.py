"""Cost against time, an engine a line: a panel for each rep-month, and one for all together."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import geometric_mean

from models.errors import OutputError
from scheduler.io.line_charts import Panel, Point, line_charts
from scheduler.pipelines.bench_results import MonthRun
from scheduler.pipelines.bench_summary import Compared, compare, engines_of, travel

_Case = tuple[str, str, int]


def write_cost_plot(path: Path, runs: Sequence[MonthRun]) -> None:
    """Write the plot of rep-months as SVG.

    Raises
    ------
    OutputError
        When the file cannot be written, or no run had a time to be drawn against.
    """
    page = cost_plot(runs)
    if page is None:
        raise OutputError(
            f"{path}: no result was measured within given seconds; run some with --seconds"
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror}; choose another file for --plot") from error


def cost_plot(runs: Sequence[MonthRun]) -> str | None:
    """Return the plot; ``None`` where no run has seconds.

    A point whose plan leaves out more visits than another of the same month is hollow: its minutes do
    not compare.
    """
    cases: dict[_Case, list[Compared]] = defaultdict(list)
    for found in compare((run for run in runs if run.seconds), travel):
        rep, policy, cap, _ = found.instance
        cases[rep, policy, cap].append(found)
    if not cases:
        return None
    panels = [_panel(case, cases[case]) for case in sorted(cases, key=lambda c: (c[1], c[2], c[0]))]
    whole = _whole(cases)
    return line_charts(
        "Driving against time, median over seeds",
        "seconds a plan",
        [*([whole] if whole is not None and len(cases) > 1 else []), *panels],
    )


def _panel(case: _Case, compared: Sequence[Compared]) -> Panel:
    rep, policy, cap = case
    least = _least_unplanned(compared)
    lines: dict[str, list[Point]] = {}
    for name in engines_of(compared):
        lines[name] = [
            Point(
                found.instance[3] or 0.0,
                own.cost,
                f"{own.unplanned} left out" if own.unplanned > least else "",
            )
            for found in _by_time(compared)
            if (own := found.figures.get(name)) is not None
        ]
    return Panel(f"{rep}, policy {policy}, cap {cap}", "minutes of driving", lines)


def _whole(cases: Mapping[_Case, Sequence[Compared]]) -> Panel | None:
    """Return the mean over the months that every engine planned in every time, leaving out equally many."""
    names = engines_of([found for compared in cases.values() for found in compared])
    times = sorted({found.instance[3] or 0.0 for own in cases.values() for found in own})
    ratios: dict[tuple[str, float], list[float]] = defaultdict(list)
    months = 0
    for compared in cases.values():
        figures = [own for found in compared for own in found.figures.values()]
        if len(figures) < len(names) * len(times) or len({own.unplanned for own in figures}) > 1:
            continue
        months += 1
        least = min(own.cost for own in figures)
        for found in compared:
            for name, own in found.figures.items():
                ratios[name, found.instance[3] or 0.0].append(own.cost / least if least else 1.0)
    if not months:
        return None
    lines = {name: [Point(s, geometric_mean(ratios[name, s])) for s in times] for name in names}
    title = f"{months} of {len(cases)} months: all engines comparable"
    return Panel(title, "driving over the least seen, mean", lines)


def _least_unplanned(compared: Sequence[Compared]) -> int:
    return min(own.unplanned for found in compared for own in found.figures.values())


def _by_time(compared: Sequence[Compared]) -> list[Compared]:
    return sorted(compared, key=lambda found: found.instance[3] or 0.0)
