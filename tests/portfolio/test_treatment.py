"""P8 and P11: channel and interval by category and potential."""

from dataclasses import replace
from typing import Any

import pytest

from models.customers import Channel, Customer, Scores, Segment, Status
from models.errors import InputError
from models.policy import Policy, TreatmentPolicy
from scheduler.portfolio import Category, treatment

POLICY = Policy()


def told(segment: str, policy: Policy = POLICY, **fields: Any) -> tuple[str, int]:
    potential, tail = fields.pop("potential", None), fields.pop("tail", False)
    who = Customer(customer_id="C", name="C", scores=Scores(potential=potential), **fields)
    found = treatment(who, Category(Segment(segment), tail=tail), policy)
    return found.channel.value, found.interval_days


@pytest.mark.parametrize(
    ("segment", "low", "mid", "high"),
    [
        ("A", ("visit", 30), ("visit", 30), ("visit", 30)),
        ("B", ("visit", 90), ("visit", 90), ("visit", 60)),
        ("C", ("call", 90), ("visit", 90), ("visit", 90)),
        ("D", ("email", 180), ("email", 180), ("visit", 90)),
    ],
)
def test_the_pair_of_category_and_potential_decides(segment, low, mid, high):
    assert [told(segment, potential=score) for score in (1, 2)] == [low, low]
    assert [told(segment, potential=score) for score in (None, 3)] == [mid, mid]
    assert [told(segment, potential=score) for score in (4, 5)] == [high, high]


def test_the_rows_own_channel_and_interval_win():
    assert told("A", channel=Channel.CALL) == ("call", 30)
    assert told("A", interval_days=14) == ("visit", 14)
    assert told("D", channel=Channel.OFFICE, interval_days=45) == ("office", 45)
    assert told("A", channel=Channel.NONE) == ("none", 0)


def test_a_row_with_visits_is_visited_unless_it_names_a_channel():
    assert told("D", visits=2) == ("visit", 180)
    assert told("D", visits=0) == ("email", 180)
    assert told("D", visits=2, channel=Channel.CALL) == ("call", 180)


def test_the_tail_is_called_when_the_setting_says_so():
    policy = replace(POLICY, treatment=TreatmentPolicy(call_the_tail=True))
    assert told("C", tail=True) == ("visit", 90)
    assert told("C", policy, tail=True) == ("call", 90)
    assert told("C", policy, tail=False) == ("visit", 90)
    assert told("C", policy, tail=True, potential=5) == ("visit", 90)


def test_prospects_are_visited_and_inactive_customers_get_no_contact():
    assert told("D", status=Status.PROSPECT) == ("visit", 180)
    assert told("A", status=Status.INACTIVE) == ("none", 0)


def test_the_reason_names_category_potential_and_the_rows_own():
    who = Customer(customer_id="C", name="C", scores=Scores(potential=4), interval_days=14)
    assert treatment(who, Category(Segment.B), POLICY).reason == (
        "B, potential 4, the row's own interval"
    )


@pytest.mark.parametrize("entry", [None, ("fax", 30), ("visit", 0)])
def test_a_table_that_lacks_the_pair_is_refused(entry):
    table = {key: value for key, value in POLICY.treatment.table.items() if key != "A_mid"}
    if entry is not None:
        table["A_mid"] = entry
    policy = replace(POLICY, treatment=TreatmentPolicy(table=table))
    with pytest.raises(InputError, match=r"treatment\.table\.A_mid"):
        told("A", policy)
