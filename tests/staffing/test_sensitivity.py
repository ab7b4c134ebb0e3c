"""P24: what each lever is worth."""

from fractions import Fraction

import pytest

from models.funnel import Funnel
from models.month import Month
from models.targets import TargetLine
from scheduler.staffing import funnel_levers, funnel_of_shares, money_levers, target_levers

FUNNEL = funnel_of_shares(
    ("offer", "negotiation", "signature"), (Fraction(1, 2), Fraction(1, 5), Fraction(1, 10))
)


def line(segment, **figures):
    return TargetLine(rep_id="R01", month=Month(2026, 12), segment=segment, customers=1, **figures)


def test_ten_percent_more_at_any_stage_are_ten_percent_more_customers():
    levers = funnel_levers(FUNNEL, 500, 0.1)
    tenth = [lever for lever in levers if "+10%" in lever.name]
    assert len(tenth) == 4
    assert all((lever.before, lever.worth) == pytest.approx((50.0, 5.0)) for lever in tenth)


def test_a_point_helps_most_where_the_ratio_is_low():
    points = [lever for lever in funnel_levers(FUNNEL, 500, 0.1) if "point" in lever.name]
    # 50 → 51 % and 40 → 41 %: 50 × 51 / 50 = 51, 50 × 41 / 40 = 51.25
    assert [lever.after for lever in points] == pytest.approx([51.0, 51.25, 51.0])
    assert points[1].name == "negotiation 40.0% → 41.0% (+1 point)"


def test_no_ratio_grows_beyond_all():
    sure = funnel_of_shares(("signature",), (Fraction(95, 100),))
    assert [lever.after for lever in funnel_levers(sure, 100, 0.1)][1] == 100.0


def test_larger_deals_and_fewer_losses():
    made = Funnel(FUNNEL.stages, deal=100.0, churn=0.5)
    deal, churn = money_levers(made, 100, 0.1)
    # 10 customers × 2 years × 12 × 100 = 24 000; longer by 1 / 0.9
    assert (deal.before, deal.after) == pytest.approx((24_000.0, 26_400.0))
    assert churn.after == pytest.approx(24_000 / 0.9)
    assert money_levers(FUNNEL, 100, 0.1) == ()


def test_levers_of_a_target():
    lines = [
        line("A", value=1000.0, goal=100.0),
        line("B", value=500.0),
        line("D"),
        line("new", meetings=10, closing_ratio=0.2, average_value=300.0),
    ]
    levers = {lever.name: lever.worth for lever in target_levers(lines, 0.1)}
    assert levers == pytest.approx(
        {
            "orders of A customers +10%": 100.0,
            "orders of B customers +10%": 50.0,
            "closing ratio +10%": 60.0,
            "meetings with prospects +10%": 60.0,
            "value of new customers +10%": 60.0,
        }
    )


def test_a_sure_closing_cannot_get_better():
    lines = [line("new", meetings=10, closing_ratio=1.0, average_value=300.0)]
    levers = {lever.name: lever.worth for lever in target_levers(lines, 0.1)}
    assert levers["closing ratio +10%"] == 0.0


def test_nothing_to_lever():
    assert target_levers([line("A"), line("new", meetings=3)], 0.1) == ()
