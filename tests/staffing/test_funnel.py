"""P20: the funnel forward and backward, time, churn and tenure; figures worked out by hand."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import InputError
from models.funnel import Funnel
from models.month import Month
from scheduler.staffing import (
    arrivals,
    backward,
    changed,
    forward,
    funnel_of_ratios,
    funnel_of_shares,
    tenure_years,
    to_replace,
    worth,
)

NAMES = ("offer", "negotiation", "signature")
SHARES = (Fraction(1, 2), Fraction(1, 5), Fraction(1, 10))
DOMAIN = funnel_of_shares(NAMES, SHARES)

ratios = st.lists(
    st.fractions(Fraction(1, 100), 1, max_denominator=100), min_size=1, max_size=5
).map(lambda found: funnel_of_ratios([f"s{k}" for k in range(len(found))], found))


def test_a_hundred_leads_are_ten_customers_so_120_are_12():
    assert forward(DOMAIN, 100) == (100, 50, 20, 10)
    assert forward(DOMAIN, 120) == (120, 60, 24, 12)
    assert forward(DOMAIN, 0) == (0, 0, 0, 0)


def test_fifty_customers_at_50_20_10_percent_are_500_leads():
    assert backward(DOMAIN, 50) == (500, 250, 100, 50)
    assert backward(DOMAIN, 0) == (0, 0, 0, 0)


def test_people_are_whole_at_every_stage():
    # 3 / 0.7 = 4.3 negotiations are 5; 3 / 0.35 = 8.6 leads are 9
    made = funnel_of_ratios(("negotiation", "signature"), (Fraction(1, 2), Fraction(7, 10)))
    assert backward(made, 3) == (9, 5, 3)


def test_stage_to_stage_ratios_are_the_other_way_to_enter_it():
    made = funnel_of_ratios(NAMES, (Fraction(1, 2), Fraction(2, 5), Fraction(1, 2)))
    assert made == DOMAIN
    assert made.ratios == (Fraction(1, 2), Fraction(2, 5), Fraction(1, 2))
    assert made.closing == Fraction(1, 10)


@pytest.mark.parametrize(
    ("names", "what"),
    [(("offer", "offer", "signature"), "two stages"), (("offer", "", "signature"), "no name")],
)
def test_every_stage_has_a_name_of_its_own(names, what):
    with pytest.raises(InputError, match=what):
        funnel_of_shares(names, SHARES)


def test_another_ratio_moves_all_that_follows():
    made = changed(DOMAIN, "negotiation", Fraction(3, 5))
    assert forward(made, 500) == (500, 250, 150, 75)
    with pytest.raises(KeyError):
        changed(DOMAIN, "nonsense", Fraction(1, 2))


def test_shares_that_cannot_be_are_refused_together():
    with pytest.raises(InputError) as caught:
        funnel_of_shares(NAMES, (Fraction(0), Fraction(1, 5), Fraction(2, 5)), (1.0, -1.0, 0.0))
    text = str(caught.value)
    assert "no share for offer (found '0')" in text
    assert "more reach signature than the stage before (found '0.4')" in text
    assert "no time for negotiation" in text
    with pytest.raises(InputError, match="no stage"):
        Funnel(())


def test_leads_of_a_month_arrive_after_the_days_of_all_stages():
    # 31 January days, 30 days later: 31 January to 2 March, of 2026
    made = funnel_of_shares(("signature",), (Fraction(1, 10),), (30.0,))
    found = {str(month): count for month, count in arrivals(made, Month(2026, 1), 310)}
    assert found == pytest.approx({"2026-01": 1.0, "2026-02": 28.0, "2026-03": 2.0})


def test_without_days_they_arrive_in_the_same_month_and_months_add_up():
    assert dict(arrivals(DOMAIN, Month(2026, 1), 100)) == pytest.approx({Month(2026, 1): 10.0})
    year = arrivals(DOMAIN, Month(2026, 1), 100, months=12)
    assert len(year) == 12
    assert sum(count for _, count in year) == pytest.approx(120.0)


def test_half_days_arrive_in_part():
    made = funnel_of_shares(("signature",), (Fraction(1),), (0.5,))
    found = dict(arrivals(made, Month(2026, 1), 31))
    assert found[Month(2026, 2)] == pytest.approx(0.5)


def test_churn_tells_how_long_customers_stay_and_what_they_bring():
    assert tenure_years(0.2) == 5.0
    assert tenure_years(None) is None
    made = Funnel(DOMAIN.stages, deal=1000.0, churn=0.2)
    assert worth(made) == 60_000.0  # 5 years × 12 months × 1000
    assert worth(DOMAIN) is None
    assert to_replace(100, 0.2) == 20
    assert to_replace(101, 0.2) == 21, "whole people"
    assert to_replace(100, None) == 0


@given(ratios, st.integers(0, 10_000))
def test_backward_is_just_enough(made, wanted):
    leads = backward(made, wanted)[0]
    assert leads * made.closing >= wanted
    assert leads == 0 or (leads - 1) * made.closing < wanted


@given(ratios, st.integers(0, 10_000))
def test_nobody_appears_on_the_way(made, leads):
    counts = forward(made, leads)
    assert list(counts) == sorted(counts, reverse=True)


@given(ratios, st.integers(0, 1000), st.floats(0, 400))
def test_nobody_is_lost_on_the_calendar(made, leads, days):
    waiting = funnel_of_shares(
        [s.name for s in made.stages], [s.share for s in made.stages], [days]
    )
    expected = sum(count for _, count in arrivals(waiting, Month(2026, 5), leads))
    assert expected == pytest.approx(float(leads * made.closing))
