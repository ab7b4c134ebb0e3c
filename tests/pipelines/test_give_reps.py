"""A rep for every customer: who keeps whom when reps come, leave or move."""

from models.customers import Customer, Status
from models.policy import Policy
from scheduler.calendars import holiday_calendar
from scheduler.pipelines.give_reps import give_reps, settled_by
from scheduler.pipelines.team import Team
from tests.pipelines.people import DECEMBER, at, customer, days_of, rep, standing

WEST, EAST = rep("R01", lon=-94.0), rep("R02", lon=-93.0)


def team_of(customers, reps) -> Team:
    calendar = holiday_calendar(None, DECEMBER, Policy())
    days = days_of(*(r.rep_id for r in reps))
    return Team(tuple(customers), tuple(reps), days, calendar, {}, {}, (), (), ())


def given(customers, reps, settled=None):
    standings = {c.customer_id: standing() for c in customers}
    found, notes = give_reps(team_of(customers, reps), standings, Policy(), settled)
    return {c.customer_id: c.rep_ids for c in found.customers}, notes


def settled_as(customers, reps, promised=(), **rep_ids):
    """What a team has settled in which each customer of these has this rep."""
    kept = [customer(c.customer_id, rep_ids[c.customer_id]) for c in customers]
    return settled_by(team_of(kept, reps), frozenset(promised))


def test_a_customer_keeps_the_reps_of_the_list():
    reps = [rep("R01"), rep("R02", lat=45.0)]
    found, notes = given([customer("C1", "R02"), customer("C2", "R01", "R02")], reps)
    assert found == {"C1": ("R02",), "C2": ("R01", "R02")}
    assert notes == ()


def test_a_customer_without_a_rep_gets_the_nearer_one():
    near, far = customer("C1"), customer("C2", placement=at(44.9, -93.6))
    found, notes = given([near, far], [rep("R01"), rep("R02", lat=45.0)])
    assert found == {"C1": ("R01",), "C2": ("R02",)}
    assert notes[0].startswith("2 customers had no rep: given by distance and load")


def test_a_customer_without_a_place_is_known_to_the_first_rep():
    found, _ = given([customer("C1", placement=None)], [rep("R02"), rep("R01")])
    assert found == {"C1": ("R02",)}


def between() -> list[Customer]:
    """Nine customers from the west (0) to the east (8), ten kilometres apart."""
    return [customer(f"C{k}", placement=at(42.0, -94.0 + k / 8)) for k in range(9)]


def test_where_nobody_comes_or_leaves_everybody_keeps_the_rep():
    """Also a customer at the door of the other rep, and however full a rep is."""
    customers = between()
    settled = settled_as(customers, [WEST, EAST], **{f"C{k}": "R01" for k in range(9)})
    found, notes = given(customers, [WEST, EAST], settled)
    assert set(found.values()) == {("R01",)}
    assert notes == ()


def test_only_the_customers_of_a_rep_who_left_change():
    customers = between()
    reps = [WEST, EAST, rep("R03", lon=-93.5)]
    rep_ids = {f"C{k}": "R03" if 3 <= k <= 5 else "R01" if k % 2 else "R02" for k in range(9)}
    found, notes = given(customers, [WEST, EAST], settled_as(customers, reps, **rep_ids))
    assert (found["C3"], found["C5"]) == (("R01",), ("R02",))
    others = {key for key, rep_id in rep_ids.items() if rep_id != "R03"}
    assert all(found[key] == (rep_ids[key],) for key in others)
    assert notes[0].startswith("3 customers had no rep")


def test_a_rep_who_comes_takes_over_those_who_live_near_and_nobody_else_changes():
    customers = between()
    rep_ids = {f"C{k}": "R02" if k == 0 else "R01" for k in range(9)}
    settled = settled_as(customers, [WEST], promised=["C8"], **rep_ids)
    # R02 was nobody's neighbour before: C7 lives 10 km from the new home, 72 from the old one
    found, notes = given(customers, [WEST, EAST], settled)
    assert found["C7"] == ("R02",)
    assert found["C1"] == ("R01",)
    assert found["C8"] == ("R01",), "it has an appointment with R01"
    assert notes[0].startswith("Customers who change rep: ")
    assert "to R02; all others stay with theirs" in notes[0]


def test_nobody_changes_for_a_trifle():
    # the new home is 8 km nearer: less than the 10 km that a change must save
    here = customer("C1", placement=at(42.0, -93.6))
    old, new = rep("R01", lon=-93.5), rep("R02", lon=-93.602)
    found, notes = given([here], [old, new], settled_as([here], [old], C1="R01"))
    assert (found, notes) == ({"C1": ("R01",)}, ())


def test_a_rep_who_moved_may_lose_and_win_customers():
    customers = between()
    before = settled_as(customers, [WEST, EAST], **{f"C{k}": "R0" + "12"[k > 4] for k in range(9)})
    moved = rep("R01", lon=-93.1)
    found, _ = given(customers, [moved, EAST], before)
    assert found["C8"] == ("R02",)
    assert ("R01",) in {found[f"C{k}"] for k in range(5, 9)} | {found["C0"]}


def test_prospects_are_told_apart_from_customers():
    listed = [customer("C1"), customer("C2"), customer("P1", status=Status.PROSPECT)]
    _, notes = given(listed, [WEST])
    assert notes[0].startswith("2 customers and 1 prospect had no rep: given by distance and load")
    assert "R01 2 customers and 1 prospect (" in notes[0]
