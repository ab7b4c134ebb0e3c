"""P7: customers and prospects that resemble the A customers, with the reason."""

from dataclasses import replace

import pytest

from models.customers import Channel, Segment, Status
from models.policy import Policy
from models.policy_market import LookalikePolicy
from scheduler.portfolio import lifted, likeness_notes, look_alikes, treatment
from tests.portfolio.people import assessed, buyer, steady

POLICY = Policy()
TOWN, FAR = (43.0, -71.0), (43.9, -71.9)


def hotels(count: int = 6):
    """A customers: hotels in town that buy much."""
    return [
        steady(f"H{k}", 1000.0, industry="Hotel", potential=5, at=(43.0 + k / 1000, -71.0))
        for k in range(count)
    ]


def kiosks(count: int = 20):
    """C customers: kiosks far away that buy little."""
    return [
        steady(f"K{k}", 20.0, industry="kiosk", potential=2, at=(43.9 + k / 1000, -71.9))
        for k in range(count)
    ]


def found(*others, policy=POLICY, team=None):
    customers = [*(team or [*hotels(), *kiosks()]), *others]
    values, categories = assessed(customers, policy)
    return look_alikes(customers, values, categories, policy)


def test_a_small_customer_in_the_company_of_a_customers_is_alike():
    twin = steady("T", 50.0, industry="hotel ", potential=5, at=TOWN)
    likes = found(twin)
    assert set(likes) == {"T"}
    assert likes["T"].segment is Segment.B, "a C is treated one category higher"
    assert set(likes["T"].alike) == {f"H{k}" for k in range(6)}
    assert likes["T"].expected == 1000.0
    assert "6 of its 6 nearest are A" in likes["T"].reason
    assert "industry hotel like 6 of them" in likes["T"].reason
    assert "H0 is 0.0 km away" in likes["T"].reason


def test_a_prospect_is_lifted_with_a_stated_likeness_only():
    prospect = buyer("P", status=Status.PROSPECT, industry="hotel", potential=5, at=TOWN)
    other = buyer("Q", status=Status.PROSPECT, industry="kiosk", potential=2, at=FAR)
    likes = found(prospect, other)
    assert set(likes) == {"P"}
    assert likes["P"].segment is Segment.B
    assert likes["P"].reason


def test_one_a_customer_among_many_of_its_kind_proves_nothing():
    # a hotel that buys much among twenty that do not
    many = [
        steady(f"S{k}", 20.0, industry="hotel", potential=5, at=(43.0, -71.0 - k / 1000))
        for k in range(20)
    ]
    twin = steady("T", 20.0, industry="hotel", potential=5, at=TOWN)
    assert not found(twin, team=[*hotels(1), *many])


def test_the_place_alone_is_no_likeness():
    neighbour = steady("T", 20.0, at=TOWN)
    assert not found(neighbour), "too little is known of it"
    shoe_shop = steady("T", 20.0, industry="shoes", potential=1, at=TOWN)
    assert not found(shoe_shop), "nothing beside the place is shared"


def test_too_few_known_attributes_are_no_likeness():
    nameless = steady("T", 20.0, industry="hotel")
    assert not found(nameless)
    assert found(replace(nameless, scores=hotels(1)[0].scores))


def test_a_customers_given_segments_and_inactive_ones_are_left_out():
    twin = steady("T", 50.0, industry="hotel", potential=5, at=TOWN)
    assert not found(replace(twin, segment=Segment.C))
    assert not found(replace(twin, status=Status.INACTIVE))
    assert not found(steady("T", 1000.0, industry="hotel", potential=5, at=TOWN))


def test_the_kind_may_stand_in_a_column_of_the_list():
    team = [
        *(
            replace(h, extra={"rooms": str(80 + k), "chain": "Best"})
            for k, h in enumerate(hotels())
        ),
        *(replace(k, extra={"rooms": "0", "chain": ""}) for k in kiosks()),
    ]
    twin = steady("T", 50.0, extra={"rooms": "75", "chain": "best"})
    assert not found(twin, team=team)
    named = replace(POLICY, lookalike=LookalikePolicy(columns=("rooms", "chain")))
    likes = found(twin, team=team, policy=named)
    assert "chain best like" in likes["T"].reason
    assert "rooms about that of" in likes["T"].reason


@pytest.mark.parametrize(
    "team", [[], hotels(1), hotels(3), kiosks(3), [buyer("X"), buyer("Y", total=10.0)]]
)
def test_short_lists_and_lists_without_a_customers_have_no_look_alikes(team):
    assert not found(team=team or [buyer("X")])


def test_the_order_of_the_rows_does_not_matter():
    customers = [*hotels(), *kiosks(), steady("T", 50.0, industry="hotel", potential=5, at=TOWN)]
    values, categories = assessed(customers)
    there = look_alikes(customers, values, categories, POLICY)
    back = look_alikes(customers[::-1], values, categories, POLICY)
    assert {k: v.segment for k, v in there.items()} == {k: v.segment for k, v in back.items()}


def test_a_likeness_lifts_the_treatment_one_category():
    twin = steady("T", 50.0, industry="hotel", potential=2, at=TOWN)
    team = [*hotels(), *kiosks(), twin]
    _, categories = assessed(team)
    (likeness,) = found(twin, policy=POLICY).values()
    before = treatment(twin, categories["T"], POLICY)
    after = treatment(twin, lifted(categories["T"], likeness, POLICY.lookalike), POLICY)
    assert (before.channel, before.interval_days) == (Channel.CALL, 90)
    assert (after.channel, after.interval_days) == (Channel.VISIT, 90)
    off = LookalikePolicy(lift=False)
    assert lifted(categories["T"], likeness, off) == categories["T"]
    assert lifted(categories["T"], None, POLICY.lookalike) == categories["T"]


def test_the_notes_say_how_many_and_what_follows():
    likes = found(steady("T", 50.0, industry="hotel", potential=5, at=TOWN))
    (note,) = likeness_notes(likes, POLICY.lookalike)
    assert "1 customer or prospect resembles" in note
    assert "treated one category higher: T" in note
    assert likeness_notes({}, POLICY.lookalike) == ()
