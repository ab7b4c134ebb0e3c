"""Parameters of the solver: validated, frozen, stored with each result."""

from dataclasses import asdict, dataclass
from typing import NamedTuple

from models.errors import InputError, InputProblem
from scheduler.solve.rounds import Rounds

_FIRST_ROUND = 0.5
"""Share of the time that the first round takes, where there are others."""
_FIRST_OF_BRED = 0.35
"""The same where later searches start from offspring."""

_FEWEST_STOPS = 6
"""Of the stops that one step takes out: with three, dense months ended up to 9 % longer (one in four no longer)."""

_PACKING_STOPS = 16
"""Stops that a packing search takes out: with 10, 13 or 25 fewer of them found room for one more visit."""

_LEAST_ASSIGNING = 0.1
"""Deterministic seconds in which CP-SAT finds some month of a usual rep."""


class Temper(NamedTuple):
    """How one search works in one round.

    Parameters
    ----------
    hot, cold
        Temperatures at its beginning and at its end, as multiples of the driving that a meeting costs:
        what a change costs depends on how far apart customers lie, and how far out.
    removed, longest_string
        Stops that one step takes out, on average; most stops that come out of one day.
    blink
        Chance that a good position is overlooked on insertion.
    in_turns
        Share of the search, at its beginning, in which visits take turns at being absent.
    """

    hot: float
    cold: float
    removed: int
    longest_string: int
    blink: float
    in_turns: float = 0.0


@dataclass(frozen=True, slots=True)
class SolveParams:
    """How `plan_month` searches; the defaults were tried on public routing problems and rep-months.

    Parameters
    ----------
    assign_seconds
        CP-SAT's deterministic time for the first month of each group of reps.
    assign_step_seconds
        The same for each step of the search that follows, where a run counts steps: a tenth of a
        second at least and `assign_seconds` at most, about as long as the search itself takes.
    assign_choices
        Groups of reps with more pairs of visit and workday than this start without CP-SAT.
    exact_visits
        Groups of at most so many visits start from the exact formulation, with day orders.
    exact_stops
        Days of at most so many meetings are ordered exactly.
    starts
        Months of each group of reps that the first round makes at most, where there is time for
        more than `searches`.
    searches
        Searches of each group of reps. They differ in what they take out and overlook, because no
        one way is best for all months; the result does not depend on how many run at a time.
    rounds
        Times that the searches cool down; later rounds start from the best month of all searches.
    bred_rounds
        The same where there is time for offspring: in all but the first and the last, every search but the
        first of its group starts from one (`scheduler.solve.lineage`).
    removed
        Stops that one step takes out, on average, for each search in turn: few at a time find the
        way to the next good month, many at a time the way out of it. The least of them is cut
        to one more than the fullest day may hold, which still opens two days, but not below six.
    removed_share
        Share of all visits that one step takes out at most, where that is more than the least of
        `removed`: in a small month many at a time are most of it.
    longest_string
        Most stops that come out of one day.
    blink
        Chance that a good position is overlooked on insertion (Christiaens & Vanden Berghe 2020),
        for each search in turn.
    start_temperature, end_temperature
        Of the annealing, as multiples of the driving that a meeting costs (`Temper`).
    reheat
        Share of the start temperature at which later rounds start from the best month.
    bred_heat
        The same for searches that start from an offspring.
    packing
        Share of a packing search in which visits take turns at being absent. Where more visits are
        left out than must be, the searches of all rounds but the first are such.
    pool
        Days that each search remembers; after each round the best month is put together from them.
    pool_share
        Share of the seconds of a round for that; 0: it is not done.
    workers
        Searches that run at a time. For a proof: processes.
    proof_share
        Share of the seconds of a run that is kept for the proof; 0: no proof.
    proof_turns
        Turns of column generation for each bound of a rep where the run has no limit of time, so
        that the same seed has the same bound.
    """

    assign_seconds: float = 4.0
    assign_step_seconds: float = 1e-4
    assign_choices: int = 20_000
    exact_visits: int = 6
    exact_stops: int = 9
    removed: tuple[int, ...] = (10, 25)
    removed_share: float = 0.1
    longest_string: int = 10
    blink: tuple[float, ...] = (0.05, 0.01)
    start_temperature: float = 1.5
    end_temperature: float = 0.015
    reheat: float = 0.15
    bred_heat: float = 0.25
    starts: int = 6
    searches: int = 2
    rounds: int = 3
    bred_rounds: int = 6
    packing: float = 0.7
    pool: int = 500
    pool_share: float = 0.15
    workers: int = 1
    proof_share: float = 0.3
    proof_turns: int = 40

    def __post_init__(self) -> None:
        """Refuse values that make no sense."""
        wrong = [
            InputProblem("parameters", 0, name, str(value), "the value is out of range", advice)
            for name, value, ok, advice in (
                (
                    "assign_seconds",
                    self.assign_seconds,
                    self.assign_seconds > 0,
                    "give more than 0",
                ),
                (
                    "assign_step_seconds",
                    self.assign_step_seconds,
                    self.assign_step_seconds > 0,
                    "give more than 0",
                ),
                (
                    "start_temperature",
                    self.start_temperature,
                    self.start_temperature >= self.end_temperature,
                    "give at least the end temperature",
                ),
                (
                    "end_temperature",
                    self.end_temperature,
                    self.end_temperature > 0,
                    "give more than 0",
                ),
                ("reheat", self.reheat, 0 < self.reheat <= 1, "give more than 0, at most 1"),
                (
                    "bred_heat",
                    self.bred_heat,
                    0 < self.bred_heat <= 1,
                    "give more than 0, at most 1",
                ),
                ("searches", self.searches, 1 <= self.searches <= 99, "give 1 to 99"),
                ("starts", self.starts, 1 <= self.starts <= 99, "give 1 to 99"),
                ("exact_visits", self.exact_visits, self.exact_visits >= 0, "give 0 or more"),
                (
                    "removed",
                    self.removed,
                    min(self.removed, default=0) >= 1,
                    "give at least 1 each",
                ),
                (
                    "removed_share",
                    self.removed_share,
                    0 < self.removed_share <= 1,
                    "give more than 0, at most 1",
                ),
                (
                    "blink",
                    self.blink,
                    bool(self.blink) and all(0 <= blink < 1 for blink in self.blink),
                    "give 0 or more, less than 1 each",
                ),
                ("exact_stops", self.exact_stops, 1 <= self.exact_stops <= 12, "give 1 to 12"),
                ("rounds", self.rounds, 1 <= self.rounds <= 99, "give 1 to 99"),
                ("bred_rounds", self.bred_rounds, 1 <= self.bred_rounds <= 99, "give 1 to 99"),
                ("workers", self.workers, self.workers >= 1, "give at least 1"),
                ("packing", self.packing, 0 <= self.packing < 1, "give 0 to below 1"),
                ("pool", self.pool, self.pool >= 1, "give at least 1"),
                ("pool_share", self.pool_share, 0 <= self.pool_share < 1, "give 0 to below 1"),
                ("proof_share", self.proof_share, 0 <= self.proof_share < 1, "give 0 to below 1"),
                ("proof_turns", self.proof_turns, self.proof_turns >= 1, "give at least 1"),
            )
            if not ok
        ]
        if wrong:
            raise InputError(wrong)

    def rounds_of(self, *, with_offspring: bool) -> Rounds:
        """Return the rounds of a run, in which some searches start from offspring or none."""
        return (
            Rounds(self.bred_rounds, _FIRST_OF_BRED)
            if with_offspring
            else Rounds(self.rounds, _FIRST_ROUND)
        )

    def assigning(self, steps: int | None) -> float:
        """Return CP-SAT's deterministic time before a search of so many steps; ``None``: no limit."""
        if steps is None:
            return self.assign_seconds
        return min(self.assign_seconds, max(_LEAST_ASSIGNING, steps * self.assign_step_seconds))

    def heat(self, turn: int, *, bred: bool) -> float:
        """Return the share of the start temperature at which a search of a round starts."""
        if turn == 0:
            return 1.0
        return self.bred_heat if bred else self.reheat

    def temper(self, search: int, heat: float, visits: int, cap: int) -> Temper:
        """Return how a search works that starts at a share of the start temperature.

        Parameters
        ----------
        visits, cap
            Of the month, and the most meetings of one day.
        """
        least, own = min(self.removed), self.removed[search % len(self.removed)]
        few = min(least, max(_FEWEST_STOPS, cap + 1))
        many = max(least, min(own, round(self.removed_share * visits)))
        return Temper(
            hot=max(self.end_temperature, heat * self.start_temperature),
            cold=self.end_temperature,
            removed=few if own == least else many,
            longest_string=self.longest_string,
            blink=self.blink[search % len(self.blink)],
        )

    def packing_temper(self, visits: int, cap: int) -> Temper:
        """Return how a search works that looks for a month that leaves out less; as for `temper`."""
        usual = self.temper(0, self.bred_heat, visits, cap)
        return usual._replace(
            removed=min(_PACKING_STOPS, max(usual.removed, visits // 6)), in_turns=self.packing
        )

    def as_dict(self) -> dict[str, object]:
        """Return the parameters by name, as they are stored with a result."""
        return asdict(self)
