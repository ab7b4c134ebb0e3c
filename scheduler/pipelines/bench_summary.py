"""What many rep-months say together: medians over seeds, ratios to the best other engine, wins and losses.

Plans are compared on two levels, as everywhere: fewer visits left out first, then minutes. A ratio of
minutes is told only where both leave out equally many.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import geometric_mean, median

from scheduler.pipelines.bench_results import OWN, Instance, MonthRun

TIE = 0.001
"""Costs that differ by no more than this share are a tie."""

Cost = Callable[[MonthRun], float]


def travel(run: MonthRun) -> float:
    """Return the minutes of driving of the plan for driving alone."""
    return run.travel_cost


def judged(run: MonthRun) -> float:
    """Return the minutes of all soft rules."""
    return run.judged_cost


@dataclass(frozen=True, slots=True)
class Figures:
    """An engine on an instance, over its seeds.

    Parameters
    ----------
    unplanned
        Visits without a day in the median plan.
    fewest, most
        The same in the best and the worst plan.
    cost, best, worst
        Minutes of the median, best and worst plan.
    sound
        Whether the judge found no fault in any plan.
    gap
        Of the best plan to the highest bound that is proven for its visits; ``None`` without one.
    """

    seeds: int
    unplanned: int
    fewest: int
    most: int
    cost: float
    best: float
    worst: float
    sound: bool
    gap: float | None

    @property
    def spread(self) -> float | None:
        """How much longer the worst plan is than the best, as a share; ``None`` unless both leave out equally many."""
        if self.fewest != self.most:
            return None
        return self.worst / self.best - 1 if self.best else 0.0


@dataclass(frozen=True, slots=True)
class Compared:
    """All engines on an instance."""

    instance: Instance
    figures: Mapping[str, Figures]

    @property
    def best_peer(self) -> str | None:
        """The best of the other engines; ``None`` where no sound plan of one is there."""
        return min(
            (name for name, own in self.figures.items() if name != OWN and own.sound),
            key=lambda name: (self.figures[name].unplanned, self.figures[name].cost),
            default=None,
        )

    def ratio(self, engine: str | None) -> float | None:
        """Return our minutes over an engine's; ``None`` unless both leave out equally many visits."""
        pair = self._pair(engine)
        if pair is None or pair[0].unplanned != pair[1].unplanned or not pair[1].cost:
            return None
        return pair[0].cost / pair[1].cost

    def outcome(self, engine: str | None) -> str | None:
        """Return ``win``, ``tie`` or ``loss`` of ours against an engine; ``None`` without both."""
        pair = self._pair(engine)
        if pair is None:
            return None
        ours, theirs = pair
        if ours.unplanned != theirs.unplanned:
            return "win" if ours.unplanned < theirs.unplanned else "loss"
        if abs(ours.cost - theirs.cost) <= TIE * theirs.cost:
            return "tie"
        return "win" if ours.cost < theirs.cost else "loss"

    def _pair(self, engine: str | None) -> tuple[Figures, Figures] | None:
        ours = self.figures.get(OWN)
        theirs = None if engine is None else self.figures.get(engine)
        return None if ours is None or theirs is None or not ours.sound else (ours, theirs)


@dataclass(frozen=True, slots=True)
class Tally:
    """Ours against one engine, or against the best of them, on many instances.

    Parameters
    ----------
    mean
        Geometric mean of the ratios; ``None`` without a ratio.
    ratios
        Number of instances that have one.
    """

    wins: int
    ties: int
    losses: int
    mean: float | None
    ratios: int


def compare(runs: Iterable[MonthRun], cost: Cost) -> list[Compared]:
    """Return all instances in the order of the runs, engines too."""
    grouped: dict[Instance, dict[str, list[MonthRun]]] = defaultdict(lambda: defaultdict(list))
    for run in runs:
        grouped[run.instance][run.engine].append(run)
    return [
        Compared(instance, {name: figures(own, cost) for name, own in engines.items()})
        for instance, engines in grouped.items()
    ]


def figures(runs: Sequence[MonthRun], cost: Cost) -> Figures:
    """Return the figures of the runs of one engine on one instance."""
    ranked = sorted(runs, key=lambda run: (run.unplanned, cost(run)))
    high = len(ranked) // 2
    unplanned = ranked[high].unplanned
    # Of an even number, the mean of the two in the middle; the worse where it leaves out more.
    middle = [
        run for run in ranked[(len(ranked) - 1) // 2 : high + 1] if run.unplanned == unplanned
    ]
    first, best = ranked[0], cost(ranked[0])
    # A bound is about the visits that its own plan holds: with all of them it is about every plan.
    same = [first] if first.unplanned else [run for run in runs if not run.unplanned]
    bounds = [run.bound for run in same if run.bound is not None]
    known = bool(bounds) and cost is travel and best > 0
    return Figures(
        seeds=len(runs),
        unplanned=unplanned,
        fewest=first.unplanned,
        most=ranked[-1].unplanned,
        cost=median(cost(run) for run in middle),
        best=best,
        worst=cost(ranked[-1]),
        sound=all(run.feasible for run in runs),
        gap=(best - max(bounds)) / best if known else None,
    )


def engines_of(compared: Sequence[Compared]) -> list[str]:
    """Return the engines that have results, ours first."""
    names = list(dict.fromkeys(name for found in compared for name in found.figures))
    return sorted(names, key=lambda name: name != OWN)


def tally(compared: Sequence[Compared], engine: str | None = None) -> Tally:
    """Count wins, ties and losses of ours; without an engine, against the best of each instance."""
    pairs = [(found, engine or found.best_peer) for found in compared]
    outcomes = [found.outcome(name) for found, name in pairs]
    ratios = [ratio for found, name in pairs if (ratio := found.ratio(name)) is not None]
    return Tally(
        wins=outcomes.count("win"),
        ties=outcomes.count("tie"),
        losses=outcomes.count("loss"),
        mean=geometric_mean(ratios) if ratios else None,
        ratios=len(ratios),
    )


def by_seconds(compared: Sequence[Compared]) -> dict[float | None, list[Compared]]:
    """Group instances by the time each plan was given, shortest first."""
    grouped: dict[float | None, list[Compared]] = defaultdict(list)
    for found in compared:
        grouped[found.instance[3]].append(found)
    return dict(sorted(grouped.items(), key=lambda item: item[0] or 0.0))


def summary_json(runs: Sequence[MonthRun]) -> list[Mapping[str, object]]:
    """Return what the tables of rep-months show: one object for each instance, rules and engine."""
    names = ("rep", "policy", "cap", "seconds")
    return [
        {
            **dict(zip(names, found.instance, strict=True)),
            "rules": rules,
            "engine": engine,
            **asdict(own),
            "ratio_of_ours": found.ratio(engine) if engine != OWN else None,
        }
        for rules, cost in (("travel", travel), ("all", judged))
        for found in compare(runs, cost)
        for engine, own in found.figures.items()
    ]
