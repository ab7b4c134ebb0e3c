"""P10: the last months against the customer's own trend, the season of the segment taken out."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from models.customers import Status
from models.policy import Policy
from models.portfolio import Fall
from scheduler.portfolio import fall_notes, falls
from tests.portfolio.people import assessed, buyer, steady

POLICY = Policy()
WINTER = [1.0] * 9 + [0.5, 0.5, 0.5]
"""A season in which the last three months bring half."""


def found(*customers, policy=POLICY) -> dict[str, Fall]:
    _, categories = assessed(list(customers), policy)
    return dict(falls(customers, categories, policy))


def seasonal(customer_id: str, amount: float, factors=WINTER, **fields):
    return buyer(customer_id, *[amount * factor for factor in factors], **fields)


def test_a_break_after_steady_months_is_a_fall():
    fall = found(buyer("C1", *[100.0] * 9, 60.0, 60.0, 60.0))["C1"]
    assert fall.falling
    assert (fall.recent, fall.usual, fall.loss) == (60.0, 100.0, 40.0)
    assert "-40%" in fall.note


def test_a_fifth_less_is_the_limit():
    assert not found(buyer("C1", *[100.0] * 9, 80.0, 80.0, 80.0))["C1"].falling
    assert found(buyer("C1", *[100.0] * 9, 79.0, 79.0, 79.0))["C1"].falling


def test_all_the_same_sales_fall_nowhere():
    customers = [steady(f"C{k}", 100.0) for k in range(8)]
    assert not any(fall.falling for fall in found(*customers).values())


def test_a_long_decline_is_noticed_though_it_is_the_trend():
    # the trend's line stands at 100 when the last months begin, the earlier median at 140
    fall = found(buyer("C1", *[180.0 - 10 * k for k in range(12)]))["C1"]
    assert fall.falling
    assert (fall.recent, fall.usual) == (80.0, 140.0)


def test_a_break_after_growth_is_noticed_though_the_year_is_above_its_mean():
    # from 100 to 180, then 130: below the 180 where the line stood, above the median of 140 × 0.8
    fall = found(buyer("C1", *[100.0 + 10 * k for k in range(9)], 130.0, 130.0, 130.0))["C1"]
    assert fall.falling
    assert (fall.recent, fall.usual) == (130.0, 180.0)


def test_one_odd_month_neither_makes_nor_hides_a_fall():
    spike = buyer("C1", *[100.0] * 5, 1000.0, *[100.0] * 3, 100.0, 100.0, 100.0)
    assert not found(spike)["C1"].falling
    hidden = buyer("C1", 0.0, *[100.0] * 8, 60.0, 60.0, 60.0)
    assert found(hidden)["C1"].falling


def test_months_that_vary_much_may_be_chance():
    wild = buyer("C1", 20.0, 200.0, 60.0, 180.0, 30.0, 190.0, 100.0, 40.0, 150.0, 90.0, 40.0, 70.0)
    fall = found(wild)["C1"]
    assert fall.falling is False
    assert "may be chance" in fall.note


def test_the_season_of_the_segment_is_taken_out():
    peers = [seasonal(f"C{k}", 100.0 + k) for k in range(6)]
    steady_one = seasonal("S", 100.0)
    broken = buyer("F", *[100.0] * 9, 25.0, 25.0, 25.0)
    fall = found(*peers, steady_one, broken)
    assert not fall["S"].falling, "half in winter is what all do"
    assert fall["F"].falling, "a quarter is half of what the others do"
    assert fall["F"].usual == 50.0


def test_too_few_peers_take_the_season_of_the_team():
    # one large customer is an A of its own; the season is known from the others
    peers = [seasonal(f"C{k}", 10.0 + k) for k in range(6)]
    assert not found(*peers, seasonal("A1", 1000.0))["A1"].falling
    alone = found(seasonal("A1", 1000.0))["A1"]
    assert alone.falling, "nobody else tells of a season"


def test_what_a_whole_segment_loses_is_told():
    customers = [seasonal(f"C{k}", 100.0) for k in range(6)]
    _, categories = assessed(customers)
    (note,) = fall_notes(customers, categories, POLICY)
    assert "the median A customer bought 50% less" in note
    assert (
        fall_notes([steady("C1", 100.0)] * 6, categories | {"C1": categories["C0"]}, POLICY) == ()
    )


def test_a_short_history_is_said():
    old, young = steady("C1", 100.0), buyer("C2", *[100.0] * 5, 10.0, 10.0, 10.0)
    fall = found(old, young)["C2"]
    assert fall.falling is None
    assert "short history: 5 earlier months known, 6 needed" in fall.note
    assert found(old, buyer("C2", *[100.0] * 6, 10.0, 10.0, 10.0))["C2"].falling


def test_what_is_not_reported_is_no_fall():
    others = steady("C1", 100.0)
    closed = buyer("C2", *[100.0] * 9, None, None, None)
    assert "no figures since 2026-09" in found(others, closed)["C2"].note
    one_month = buyer("C2", *[100.0] * 9, 10.0, None, None)
    assert "too few of the last months" in found(others, one_month)["C2"].note
    for silent in (buyer("C2"), buyer("C2", total=100.0)):
        assert found(others, silent)["C2"].falling is None


def test_an_incomplete_month_is_no_fall():
    incomplete = replace(
        POLICY, value=replace(POLICY.value, incomplete_months=("2026-11", "2026-12"))
    )
    customer = buyer("C1", *[100.0] * 10, 5.0, 0.0)
    assert found(customer)["C1"].falling
    assert found(customer, policy=incomplete)["C1"].falling is False


def test_prospects_and_inactive_customers_do_not_fall():
    for status in (Status.PROSPECT, Status.INACTIVE):
        assert found(buyer("C1", *[100.0] * 9, 1.0, 1.0, 1.0, status=status))["C1"].falling is None


def test_returns_and_nothing_before_are_no_fall():
    assert found(steady("C1", 0.0))["C1"].falling is False
    assert found(buyer("C1", *[-10.0] * 9, 50.0, 50.0, 50.0))["C1"].falling is False


amounts = st.lists(st.integers(1, 1000).map(float), min_size=12, max_size=12)


@given(amounts, st.sampled_from([0.1, 2.0, 37.0]))
def test_another_currency_changes_no_verdict(months, rate):
    one = found(buyer("C1", *months))["C1"]
    other = found(buyer("C1", *[rate * amount for amount in months]))["C1"]
    assert one.recent is not None
    assert one.usual is not None
    if abs(one.recent / one.usual - 0.8) > 1e-6:
        assert one.falling == other.falling


@given(amounts)
def test_who_sells_at_least_as_much_as_ever_does_not_fall(months):
    best = max(months[:9])
    assert not found(buyer("C1", *months[:9], best, best, best))["C1"].falling
