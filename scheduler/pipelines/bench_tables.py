"""Measured results as Markdown, to be kept in a README."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median
from typing import Any

from models.errors import InputError, InputProblem
from scheduler.pipelines.bench_results import OWN, MonthRun
from scheduler.pipelines.bench_summary import (
    Compared,
    Cost,
    Figures,
    Tally,
    by_seconds,
    compare,
    engines_of,
    judged,
    tally,
    travel,
)

_PVRP = ("instance", "cost", "seconds", "feasible", "lower_bound")
_ADVICE = "name files that `rounds bench pvrp` or `rounds bench month` wrote with --json"


def month_tables(runs: Sequence[MonthRun]) -> str:
    """Return two tables of rep-months, soft rules off and on, each with what it comes to."""
    return "\n".join(
        [
            "Driving alone, minutes (equal hard rules, soft rules off):\n",
            _months(runs, travel),
            "All rules, minutes by the judge (soft rules on; the others know only driving):\n",
            _months(runs, judged),
        ]
    )


def _months(runs: Sequence[MonthRun], cost: Cost) -> str:
    compared = compare(runs, cost)
    engines = engines_of(compared)
    head = ["rep", "policy", "cap", "seconds", *engines, "ours / best other"]
    rows = [_row(found, engines) for found in sorted(compared, key=_order)]
    told = "".join(f"- {sentence}\n" for sentence in tallied(compared))
    return f"{markdown(head, rows)}\n{told}"


def _order(found: Compared) -> tuple[str, int, str, float]:
    rep, policy, cap, seconds = found.instance
    return policy, cap, rep, seconds or 0.0


def _row(found: Compared, engines: Sequence[str]) -> list[str]:
    rep, policy, cap, seconds = found.instance
    cells = [_cell(found.figures.get(name)) for name in engines]
    return [rep, policy, str(cap), _seconds(seconds), *cells, ratio_text(found)]


def _seconds(seconds: float | None) -> str:
    return "" if seconds is None else f"{seconds:g}"


def _spread_text(own: Figures) -> str:
    """Return how far the plans of several seeds are apart."""
    if own.spread is None:
        return f"seeds leave out {own.fewest} to {own.most}"
    return f"spread {own.spread:.1%}"


def _cell(own: Figures | None) -> str:
    if own is None:
        return ""
    text = f"{own.cost:,.1f}"
    text += f" ({own.unplanned} left out)" if own.unplanned else ""
    text += f", {_spread_text(own)}" if own.seeds > 1 and own.spread != 0 else ""
    text += f", gap {own.gap:.1%}" if own.gap is not None else ""
    return text if own.sound else f"{text} NOT SOUND"


def ratio_text(found: Compared) -> str:
    """Return our minutes over those of the best other engine, or who leaves out fewer visits."""
    peer = found.best_peer
    ratio = found.ratio(peer)
    if ratio is not None:
        return f"{ratio:.3f}"
    outcome = found.outcome(peer)
    return {"win": "n/a: ours leaves out fewer", "loss": "n/a: ours leaves out more"}.get(
        outcome or "", "n/a"
    )


def tallied(compared: Sequence[Compared]) -> Iterable[str]:
    """Yield a sentence on each time and engine: wins, ties, losses and the mean ratio."""
    others = [name for name in engines_of(compared) if name != OWN]
    for seconds, group in by_seconds(compared).items():
        for name in [None, *others] if len(others) > 1 else others:
            found = tally(group, name)
            if found.wins + found.ties + found.losses:
                limit = "" if seconds is None else f" at {seconds:g} s"
                yield f"Rounds against {name or 'the best other'}{limit}: {tally_text(found)}"


def tally_text(found: Tally) -> str:
    """Return a tally in words; the ratio is the geometric mean of those that could be told."""
    text = f"{found.wins} won, {found.ties} equal, {found.losses} lost"
    if found.mean is None:
        return f"{text}, no ratio."
    return f"{text}, ratio {found.mean:.3f} ({found.ratios})."


def markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return (
        "\n".join("| " + " | ".join(_plain(cell) for cell in line) + " |" for line in lines) + "\n"
    )


def _plain(cell: str) -> str:
    return cell.replace("|", "\\|").replace("\n", " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class PvrpLine:
    """An instance over its seeds.

    Parameters
    ----------
    best, median, worst
        Lengths.
    gap
        Of the median to the best known, as a share of that.
    lower_bound
        The highest that was proven.
    seconds
        Wall time of a run, on average.
    feasible
        Number of plans that are.
    """

    instance: str
    seeds: int
    best: float
    median: float
    worst: float
    best_known: float | None
    gap: float | None
    lower_bound: float | None
    seconds: float
    feasible: int


def pvrp_lines(rows: Sequence[Mapping[str, Any]], known: Mapping[str, float]) -> list[PvrpLine]:
    """Return periodic vehicle routing problems over their seeds, in the order of the rows.

    Parameters
    ----------
    rows
        As `rounds bench pvrp --json` writes them.
    known
        Best known cost by instance.

    Raises
    ------
    InputError
        For rows that are no such results.
    """
    missing = [
        InputProblem(
            "results", 0, f"{name} of result {number}", "", "this result lacks a value", _ADVICE
        )
        for number, row in enumerate(rows, 1)
        for name in _PVRP
        if name not in row
    ]
    if missing:
        raise InputError(missing)
    grouped: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        grouped[row["instance"]].append(row)
    return [_pvrp_line(name, own, known.get(name)) for name, own in grouped.items()]


def _pvrp_line(name: str, rows: Sequence[Mapping[str, Any]], known: float | None) -> PvrpLine:
    costs = [float(row["cost"]) for row in rows]
    bounds = [float(row["lower_bound"]) for row in rows if row["lower_bound"] is not None]
    return PvrpLine(
        instance=name,
        seeds=len(rows),
        best=min(costs),
        median=median(costs),
        worst=max(costs),
        best_known=known,
        gap=None if known is None else median(costs) / known - 1,
        lower_bound=max(bounds, default=None),
        seconds=fmean(float(row["seconds"]) for row in rows),
        feasible=sum(bool(row["feasible"]) for row in rows),
    )


def pvrp_table(lines: Sequence[PvrpLine]) -> str:
    """Return a table of periodic vehicle routing problems, and the mean and worst gap."""
    head = ["instance", "seeds", "best", "median", "worst", "best known", "gap of the median"]
    rows = []
    for line in lines:
        lengths = [f"{cost:.2f}" for cost in (line.best, line.median, line.worst)]
        known = "" if line.best_known is None else f"{line.best_known:.2f}"
        gap = "" if line.gap is None else f"{line.gap:+.2%}"
        bound = "" if line.lower_bound is None else f"{line.lower_bound:.2f}"
        fine = "yes" if line.feasible == line.seeds else f"{line.feasible} of {line.seeds}"
        cells = [*lengths, known, gap, bound, f"{line.seconds:.1f}", fine]
        rows.append([line.instance, str(line.seeds), *cells])
    text = markdown([*head, "bound", "seconds", "feasible"], rows)
    gaps = [line.gap for line in lines if line.gap is not None]
    return f"{text}\n{gaps_text(gaps)}\n" if gaps else text


def gaps_text(gaps: Sequence[float]) -> str:
    """Return the mean and the worst of gaps in words."""
    counted = "1 gap" if len(gaps) == 1 else f"{len(gaps)} gaps"
    return f"{counted}: mean {fmean(gaps):+.2%}, worst {max(gaps):+.2%}."
