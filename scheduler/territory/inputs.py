"""What territories are made from, and of what."""

from dataclasses import dataclass

from models.errors import ProblemError
from models.places import Place


@dataclass(frozen=True, slots=True)
class CustomerWork:
    """A customer who needs a rep, or may get another one.

    Parameters
    ----------
    work_min
        Minutes of visits in an average month: minutes of a visit times visits a month. A customer
        with none counts as one minute, for somebody has to know him.
    rep_id
        Whose customer it is already; only a rep who is new may take it over. Empty: nobody's.
    is_prospect
        Whether it has not bought yet; it is told apart in the notes.
    """

    customer_id: str
    place: Place
    work_min: float
    rep_id: str = ""
    is_prospect: bool = False


@dataclass(frozen=True, slots=True)
class RepCapacity:
    """A rep who can take customers.

    Parameters
    ----------
    capacity_min
        Minutes of the month for visits; 0 for a rep who is away.
    used_min
        Minutes that customers with a fixed rep already take.
    is_new
        Whether the rep has come, or lives elsewhere now, so that customers of others may be nearer.
    """

    rep_id: str
    home: Place
    capacity_min: float
    used_min: float = 0.0
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class TerritorySettings:
    """How territories are weighed.

    Parameters
    ----------
    balance
        A rep who has twice his fair share gets another customer only if everybody else lives
        further by `balance` times the typical way to a customer; 0 looks at the distance alone.
    change_km
        A new rep takes over another's customer only where that saves more kilometres of the way than
        this: who knows a customer is not changed for a trifle.
    nearest
        So many nearest reps come into question for a customer, more only where they are full.
    max_groups
        More points than this are put together into cells before they are given to reps.
    """

    balance: float = 1.0
    change_km: float = 10.0
    nearest: int = 8
    max_groups: int = 5000

    def __post_init__(self) -> None:
        """Raise `ProblemError` for settings that mean nothing."""
        if min(self.balance, self.change_km) < 0 or self.nearest < 1 or self.max_groups < 1:
            raise ProblemError(f"these are no settings of territories: {self}")


@dataclass(frozen=True, slots=True)
class RepLoad:
    """What a rep has before and after.

    Parameters
    ----------
    customers, prospects
        How many he gets of those who had no rep.
    taken
        How many he gets that were another rep's.
    before_min
        Minutes of those who are not given here: customers with a fixed rep.
    """

    rep_id: str
    customers: int
    prospects: int
    taken: int
    capacity_min: float
    before_min: float
    after_min: float

    @property
    def share(self) -> float | None:
        """Minutes after, as a share of the capacity; None without capacity."""
        return self.after_min / self.capacity_min if self.capacity_min > 0 else None
