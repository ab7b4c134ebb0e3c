"""Settings of who matters, what is aimed at, what meetings bring, how many people it takes.

They are sections of `models.policy.Policy` like the others, in a file of their own.
"""

from dataclasses import dataclass

from models.settings import Section, setting


@dataclass(frozen=True, slots=True)
class LookalikePolicy(Section):
    """Customers that resemble the A customers (P7)."""

    lift: bool = setting(True, "P7: a likeness lifts the treatment one category")
    neighbours: int = setting(
        10,
        "P7: so many nearest customers are looked at, and no more than there are A customers",
        low=1,
    )
    a_share: float = setting(
        0.5, "P7: so many of them must be A customers for a likeness", low=0.01, high=1
    )
    attributes: int = setting(
        2, "P7: of kind, place, potential and size at least so many must be known", low=1
    )
    columns: tuple[str, ...] = setting(
        (), "P7: further columns of the list that tell size or kind, e.g. employees"
    )


@dataclass(frozen=True, slots=True)
class TemperaturePolicy(Section):
    """Actual against expected sales (P9)."""

    months: int = setting(3, "P9, P10: so many last complete months are the actual sales", low=1)
    blue_below: float = setting(0.5, "P9: blue below this share of the expected sales", low=0)
    cool_below: float = setting(0.8, "P9: cool below this share", low=0)
    warm_to: float = setting(1.1, "P9: warm up to this share, red above", low=0)
    potential_from: int = setting(
        4, "P9: from this potential at least the category's level is expected", low=1, high=5
    )
    b_level: float = setting(0.6, "P6, P9: a B customer's level, as a share of the A level", low=0)
    c_level: float = setting(0.3, "P6, P9: a C customer's level, as a share of the A level", low=0)


@dataclass(frozen=True, slots=True)
class FallingPolicy(Section):
    """Falling sales and the talk about them (P10)."""

    below: float = setting(
        0.8, "P10: falling below this share of the customer's own trend", low=0, high=1
    )
    scatter: float = setting(
        2.0, "P10: and by more than so many standard errors of its own months", low=0
    )
    earlier_months: int = setting(6, "P10: months of history needed before the last ones", low=2)
    peers: int = setting(
        5,
        "P10: customers of a segment whose months tell its season; fewer: the whole team's",
        low=1,
    )
    questions: tuple[str, ...] = setting(
        (
            "What could we do better?",
            "What new needs and tasks have you got?",
            "How could we be of use to you?",
        ),
        "P10: asked at the visit when sales are falling",
    )


@dataclass(frozen=True, slots=True)
class ReleasePolicy(Section):
    """Whom a portfolio that is too large lets go (P5)."""

    hopeless_to: int = setting(
        2, "P5, P8: a D customer of at most this potential is let go in any case", low=1, high=5
    )
    keep_from: int = setting(4, "P5: from this potential on nobody is let go", low=1, high=5)
    thief_above: float = setting(
        1.0, "P5: a service thief costs more than this share of the margin it brings", low=0
    )


@dataclass(frozen=True, slots=True)
class TargetPolicy(Section):
    """Targets (P17-P19)."""

    prospect_meetings: int = setting(
        0,
        "P18: meetings with prospects for each rep in a full month; "
        "0: the share of the caps that is kept for prospecting",
        low=0,
    )
    change: float = setting(
        0.1, "P24: what each lever is changed by to show what it is worth", low=0.001, high=0.9
    )


@dataclass(frozen=True, slots=True)
class FunnelPolicy(Section):
    """The way from a lead to a customer (P20)."""

    stages: tuple[str, ...] = setting(
        ("offer", "negotiation", "signature"), "P20: stages after the lead, in order"
    )
    shares: tuple[float, ...] = setting(
        (0.5, 0.2, 0.1), "P20: share of the leads that reach each stage, cumulated"
    )
    days: tuple[float, ...] = setting(
        (0.0, 0.0, 0.0), "P20: days from the stage before to each stage; all 0: not known"
    )
    deal: float = setting(0.0, "P20: average deal, in money a month; 0: not known", low=0)
    churn: float = setting(
        0.0, "P20: share of the customers lost in a year; 0: not known", low=0, high=1
    )
    confidence: float = setting(
        0.9, "P20: the chance with which a target is to be reached", low=0.01, high=0.999
    )


@dataclass(frozen=True, slots=True)
class ResponsePolicy(Section):
    """How strongly sales answer meetings, by category, where the list has no answers (P12)."""

    A: float = setting(1.0, "P12: factor of growth.first_gain for A customers", low=0)
    B: float = setting(1.0, "P12: factor of growth.first_gain for B customers", low=0)
    C: float = setting(1.0, "P12: factor of growth.first_gain for C customers", low=0)
    D: float = setting(1.0, "P12: factor of growth.first_gain for D customers", low=0)


@dataclass(frozen=True, slots=True)
class StaffingPolicy(Section):
    """What a rep's year and a customer's year hold beside visits (P13, P23)."""

    absence_days: int = setting(
        20,
        "P23: days a year on which a rep is away (leave, illness, training), where the list names fewer",
        low=0,
        high=366,
    )
    presentations: tuple[float, ...] = setting(
        (1.0, 0.0, 0.0, 0.0), "P13: presentations a year with a customer of category A, B, C, D"
    )
    contracts: tuple[float, ...] = setting(
        (1.0, 1.0, 0.0, 0.0),
        "P13: times a year of contract and shipping paperwork for a customer of category A, B, C, D",
    )
    prospect_calls: float = setting(
        1.0, "P23: calls to a prospect until it is met or given up", low=0
    )
    prospect_visits: float = setting(
        1.0, "P23: visits to a prospect; those who reach the offer get a presentation too", low=0
    )
