"""Every number of the practice as a setting (``policy.toml``).

Each section is a frozen dataclass whose fields carry meaning, unit and practice as metadata: `rounds
policy` prints them, the reader of ``policy.toml`` checks against them, a test demands their docs.
"""

from dataclasses import dataclass, field

from models.policy_market import (
    FallingPolicy,
    FunnelPolicy,
    LookalikePolicy,
    ReleasePolicy,
    ResponsePolicy,
    StaffingPolicy,
    TargetPolicy,
    TemperaturePolicy,
)
from models.settings import Section, setting

Treatment = tuple[str, int]
"""A channel and an interval in days, e.g. ``("visit", 30)``."""


@dataclass(frozen=True, slots=True)
class ValuePolicy(Section):
    """Customer value (P2)."""

    months: int = setting(12, "P2: the value is the average of so many last months", low=1)
    incomplete_months: tuple[str, ...] = setting(
        (), "P2: months (YYYY-MM) whose figures are incomplete; a blank there is not zero"
    )
    margin: float = setting(
        0.25,
        "P5: share of the sales that is earned where a customer has no margin of its own",
        low=0,
        high=1,
    )


@dataclass(frozen=True, slots=True)
class CategoryPolicy(Section):
    """Categories A-D (P6)."""

    method: str = setting(
        "level", "P6: 'level' ranks annual revenue against the A level, 'pareto' by cumulated sales"
    )
    a_top_share: float = setting(
        0.10,
        "P6: the A level is the median annual revenue of this top share of positive buyers",
        low=0.0,
        high=1,
    )
    a_from: float = setting(0.80, "P6: category A from this share of the A level", low=0)
    b_from: float = setting(0.45, "P6: category B from this share of the A level", low=0)
    tail_below: float = setting(0.15, "P6: the C tail lies below this share of the A level", low=0)
    hopeful_from: int = setting(
        3, "P6: who never bought is a C from this potential on, below it a D", low=1, high=5
    )
    pareto_a: float = setting(
        0.80, "P6: Pareto method, category A up to this share of cumulated sales", low=0, high=1
    )
    pareto_b: float = setting(
        0.95, "P6: Pareto method, category B up to this share of cumulated sales", low=0, high=1
    )


_TREATMENT: dict[str, Treatment] = {
    "A_low": ("visit", 30), "A_mid": ("visit", 30), "A_high": ("visit", 30),
    "B_low": ("visit", 90), "B_mid": ("visit", 90), "B_high": ("visit", 60),
    "C_low": ("call", 90), "C_mid": ("visit", 90), "C_high": ("visit", 90),
    "D_low": ("email", 180), "D_mid": ("email", 180), "D_high": ("visit", 90),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TreatmentPolicy(Section):
    """Treatment by category and potential (P8, P11): low is a score of 1-2, mid 3 or unknown, high 4-5."""

    table: dict[str, Treatment] = setting(  # noqa: RUF009 - it declares a field
        _TREATMENT, "P8/P11: channel and interval in days by category and potential"
    )
    unknown_potential: int = setting(
        3, "P8: the potential that counts where the list knows none", low=1, high=5
    )
    call_the_tail: bool = setting(
        False, "P8: call the C tail with potential 3 every 90 days instead of visiting it"
    )


@dataclass(frozen=True, slots=True)
class GrowthPolicy(Section):
    """Growth meetings (P12)."""

    first_gain: float = setting(
        0.05, "P12: the first extra meeting gains this share of the value a month", low=0
    )
    decay: float = setting(
        0.6, "P12: each further extra meeting gains this share of the one before", low=0, high=1
    )
    max_meetings: int = setting(
        4, "P12: at most so many meetings with a customer in a month", low=1
    )
    ease_on_decline: bool = setting(
        False, "P12: a negative growth goal lengthens the interval, at most to twice its days"
    )


@dataclass(frozen=True, slots=True)
class DuePolicy(Section):
    """When a visit is due."""

    tolerance: float = setting(
        0.20, "B: a visit may lie this share of its interval off its due date", low=0, high=1
    )
    min_tolerance_days: int = setting(2, "B: but at least so many days", low=0)
    max_tolerance_days: int = setting(14, "B: and at most so many days", low=0)
    urgent_days: int = setting(
        3, "an urgent visit without a last day is made within so many days of its first", low=0
    )
    neighbourhood_km: float = setting(
        25.0, "B: customers without a last visit share a phase within cells of this size", low=1
    )

    def tolerance_days(self, interval_days: int) -> int:
        """Return how many days a visit of this interval may lie off its due date."""
        wanted = int(self.tolerance * interval_days + 1e-9)
        return max(self.min_tolerance_days, min(self.max_tolerance_days, wanted))


_SHOP_WORDS = (
    "shop", "store", "kiosk", "grocery", "retail", "supermarket",
    "חנות", "מכולת", "קיוסק", "магазин", "киоск",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TimePolicy(Section):
    """Time norms per operation, in minutes (P13)."""

    visit_min: int = setting(45, "P13: a visit", low=1)
    shop_visit_min: int = setting(30, "P13: a visit to a shop or small business", low=1)
    office_min: int = setting(60, "P13: a meeting at our office", low=1)
    call_min: int = setting(15, "P13: a call with its entry into the records", low=1)
    email_min: int = setting(10, "P13: an e-mail", low=1)
    presentation_min: int = setting(90, "P13: a presentation", low=1)
    contract_min: int = setting(60, "P13: contract and shipping paperwork", low=1)
    shop_words: tuple[str, ...] = setting(
        _SHOP_WORDS, "P13: a customer whose industry contains one of these words is a shop"
    )


@dataclass(frozen=True, slots=True)
class CapacityPolicy(Section):
    """Real capacity of a rep (P5, P14, P15)."""

    daily_cap: int = setting(
        5, "P14: good meetings a day, where the reps file has no daily_cap", low=1
    )
    shop_daily_cap: int = setting(
        8, "P14: meetings a day of a rep whose customers are all shops (see time.shop_words)", low=1
    )
    working_days: int = setting(22, "P14: working days of a normal month", low=1)
    portfolio_limit: int = setting(150, "P5: customers that one rep can care for personally", low=1)
    prospecting_share: float = setting(
        0.10, "P15: share of the month's minutes kept for finding customers", low=0, high=1
    )
    max_overtime_min: int = setting(0, "P14: overtime allowed a day, in minutes", low=0)


@dataclass(frozen=True, slots=True)
class RepPolicy(Section):
    """What a rep has where the reps file is silent."""

    work_days: str = setting("Mon-Fri", "weekdays of work, e.g. Mon-Fri or Sun-Thu")
    work_hours: str = setting("09:00-17:00", "hours of work")
    break_hours: str = setting("", "lunch break, e.g. 12:00-12:30; empty for none")
    time_zone: str = setting(
        "", "IANA name, e.g. Asia/Jerusalem; empty: the home's, else the country's, else UTC"
    )
    hourly_cost: float = setting(35.0, "cost of an hour of work", low=0)
    km_cost: float = setting(0.36, "cost of a kilometre", low=0)


@dataclass(frozen=True, slots=True)
class CalendarPolicy(Section):
    """Holidays and half days."""

    eves: str = setting(
        "auto",
        "eve of a holiday: 'work', 'half', 'off'; 'auto' is half in Israel and work elsewhere",
    )
    half_holidays: str = setting(
        "half", "half holidays of the country's calendar: 'work', 'half', 'off'"
    )
    between_feasts: str = setting(
        "ask",
        "days between the feasts (Israel): 'work', 'half', 'off'; 'ask' works them and says so",
    )
    half_day_end: str = setting("13:00", "when a half day ends")


@dataclass(frozen=True, slots=True)
class TravelPolicy(Section):
    """Travel between places."""

    detour_factor: float = setting(1.3, "road distance over great-circle distance", low=1)
    speed_kmh: float = setting(50.0, "average speed on the road", low=1)
    min_leg_min: float = setting(3.0, "least minutes of a leg: parking and walking", low=0)
    max_places: int = setting(
        12_000, "a matrix of more places than this is refused (memory)", low=2
    )


@dataclass(frozen=True, slots=True)
class CostPolicy(Section):
    """Weights of the soft rules: one point is worth one minute of driving."""

    travel: float = setting(1.0, "one minute of driving is worth 1 point", low=0)
    rhythm: float = setting(
        0.5, "one day off the due date is worth so many minutes of driving", low=0
    )
    balance: float = setting(
        0.2, "one minute of work that would have to move to even out the weeks", low=0
    )
    daily_balance: float = setting(
        0.0,
        "one minute of work that would have to move to even out the days; 0: not asked for",
        low=0,
    )
    overtime: float = setting(2.0, "one minute of overtime", low=0)
    changes: float = setting(20.0, "one visit moved against the published plan", low=0)
    reserve: float = setting(1.0, "one minute taken from the time kept for prospecting", low=0)
    prize: float = setting(1.0, "one minute of a missed prospect's prize", low=0)
    max_detour_min: int = setting(
        30, "P18: a prospect's prize is never worth more than these minutes", low=0
    )
    closing_ratio: float = setting(
        0.2, "P18: closings per meeting where a prospect has no closing_ratio", low=0, high=1
    )


@dataclass(frozen=True, slots=True)
class PriorityPolicy(Section):
    """What an unplanned visit weighs (P16): minutes go where the value is highest."""

    by: str = setting(
        "value",
        "P16: 'value' weighs a visit by the money it is expected to bring, 'category' by the weights below, which also serve where no sales are known",
    )
    minimum: str = setting(
        "due",
        "P16: what comes before extra meetings whatever it brings: 'due' every contact that is due, 'promised' only appointments and the list's own number of visits",
    )
    A: int = setting(8, "P16: priority of a visit to an A customer", low=1)
    B: int = setting(4, "P16: priority of a visit to a B customer", low=1)
    C: int = setting(2, "P16: priority of a visit to a C customer", low=1)
    D: int = setting(1, "P16: priority of a visit to a D customer", low=1)
    growth: int = setting(
        1, "P16: priority of an extra meeting for growth, whatever the category", low=1
    )
    urgent: int = setting(
        32, "P16: priority of an urgent visit that comes in when a month is re-planned", low=1
    )


@dataclass(frozen=True, slots=True)
class SolvePolicy(Section):
    """Rules that a team may switch."""

    one_rep_per_customer: bool = setting(
        True, "all visits of a customer in a month are made by one rep"
    )


@dataclass(frozen=True, slots=True)
class Policy:
    """All settings; each attribute is a table of ``policy.toml``."""

    value: ValuePolicy = ValuePolicy()
    category: CategoryPolicy = CategoryPolicy()
    lookalike: LookalikePolicy = field(default_factory=LookalikePolicy)
    treatment: TreatmentPolicy = field(default_factory=TreatmentPolicy)
    temperature: TemperaturePolicy = field(default_factory=TemperaturePolicy)
    falling: FallingPolicy = field(default_factory=FallingPolicy)
    release: ReleasePolicy = field(default_factory=ReleasePolicy)
    growth: GrowthPolicy = GrowthPolicy()
    response: ResponsePolicy = field(default_factory=ResponsePolicy)
    due: DuePolicy = DuePolicy()
    time: TimePolicy = TimePolicy()
    capacity: CapacityPolicy = CapacityPolicy()
    rep: RepPolicy = RepPolicy()
    calendar: CalendarPolicy = CalendarPolicy()
    travel: TravelPolicy = TravelPolicy()
    cost: CostPolicy = CostPolicy()
    priority: PriorityPolicy = PriorityPolicy()
    solve: SolvePolicy = SolvePolicy()
    target: TargetPolicy = field(default_factory=TargetPolicy)
    funnel: FunnelPolicy = field(default_factory=FunnelPolicy)
    staffing: StaffingPolicy = field(default_factory=StaffingPolicy)
