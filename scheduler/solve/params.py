"""Parameters of the solver: validated, frozen, stored with each result."""

from dataclasses import asdict, dataclass

from models.errors import InputError, InputProblem


@dataclass(frozen=True, slots=True)
class SolveParams:
    """How `plan_month` searches; the defaults were tried on public routing problems and rep-months.

    Parameters
    ----------
    assign_seconds
        CP-SAT's deterministic time for the first month of each group of reps.
    assign_choices
        Groups of reps with more pairs of visit and workday than this start without CP-SAT.
    exact_visits
        Groups of at most so many visits start from the exact formulation, with day orders.
    exact_stops
        Days of at most so many meetings are ordered exactly.
    removed
        Stops that one step of the search takes out, on average.
    longest_string
        Most stops that come out of one day.
    blink
        Chance that a good position is overlooked on insertion (Christiaens & Vanden Berghe 2020).
    start_temperature, end_temperature
        Of the annealing, as multiples of the mean way to a customer's three nearest neighbours: what
        a small change costs depends on how far apart customers lie.
    rounds
        How often the groups of reps exchange places in the queue; progress is reported after each.
    workers
        Processes.
    """

    assign_seconds: float = 4.0
    assign_choices: int = 20_000
    exact_visits: int = 6
    exact_stops: int = 9
    removed: int = 10
    longest_string: int = 10
    blink: float = 0.01
    start_temperature: float = 3.0
    end_temperature: float = 0.03
    rounds: int = 5
    workers: int = 1

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
                ("exact_visits", self.exact_visits, self.exact_visits >= 0, "give 0 or more"),
                ("removed", self.removed, self.removed >= 1, "give at least 1"),
                ("blink", self.blink, 0 <= self.blink < 1, "give 0 or more, less than 1"),
                ("exact_stops", self.exact_stops, 1 <= self.exact_stops <= 12, "give 1 to 12"),
                ("rounds", self.rounds, self.rounds >= 1, "give at least 1"),
                ("workers", self.workers, self.workers >= 1, "give at least 1"),
            )
            if not ok
        ]
        if wrong:
            raise InputError(wrong)

    def as_dict(self) -> dict[str, object]:
        """Return the parameters by name, as they are stored with a result."""
        return asdict(self)
