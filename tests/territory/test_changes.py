"""Who changes rep: only customers of a rep who is gone, or to one who is new."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from models.places import Place
from scheduler.territory import CustomerWork, RepCapacity, TerritorySettings, assign_territories
from scheduler.territory.assign import _task
from tests.territory.test_assign import DISTANCE_ONLY, cost_of, customer, drawn, rep


def owned(name: str, lon: float, rep_id: str) -> CustomerWork:
    return CustomerWork(name, Place(0, lon), 100, rep_id)


def test_a_customer_of_a_rep_goes_only_to_one_who_is_new():
    # c1 lives at the door of the old neighbour, c9 and c8 at that of the new one
    customers = [owned("c1", 4, "west"), owned("c8", 8, "west"), owned("c9", 9, "west")]
    new = RepCapacity("east", Place(0, 10), 1000, is_new=True)
    found = assign_territories(customers, [rep("west", 0), rep("near", 4), new], DISTANCE_ONLY)
    assert found.rep_of == {"c1": "west", "c8": "east", "c9": "east"}
    assert [load.taken for load in found.loads] == [0, 0, 2]
    assert [load.customers for load in found.loads] == [0, 0, 0]
    assert found.notes == ("Customers who change rep: 2 to east; all others stay with theirs.",)


@pytest.mark.parametrize(("change_km", "taken"), [(330.0, 1), (340.0, 0)])
def test_a_change_must_save_more_than_its_price(change_km, taken):
    # 6 degrees to the west, 3 to the east: 333.6 km less
    new = RepCapacity("east", Place(0, 9), 1000, is_new=True)
    settings = TerritorySettings(balance=0, change_km=change_km)
    found = assign_territories([owned("c", 6, "west")], [rep("west", 0), new], settings)
    assert found.loads[1].taken == taken


def test_on_tiny_cases_it_is_the_best_of_all_that_change_only_to_new_reps():
    """With prices of loads, whoever has whom; new reps take over, others do not."""
    taken = 0
    for seed in range(20):
        customers, reps = drawn(seed, 1.5)
        customers = [
            replace(c, rep_id=f"r{k % 2}" if k < 5 else "") for k, c in enumerate(customers)
        ]
        reps[2] = replace(reps[2], is_new=True)
        settings = TerritorySettings(change_km=20.0)
        task = _task(customers, reps)
        steps = task.steps(task.way_km(task.points), settings.balance)
        price = task.price_km(task.points, task.owner, settings.change_km)
        best = min(
            cost_of(np.array(choice), task, price, steps)
            for choice in itertools.product(range(3), repeat=6)
            if all(choice[k] in {k % 2, 2} for k in range(5))
        )
        found = assign_territories(customers, reps, settings)
        choice = np.array([int(found.rep_of[c.customer_id][1:]) for c in customers])
        assert cost_of(choice, task, price, steps) == pytest.approx(best, rel=1e-9)
        taken += found.loads[2].taken
    assert taken > 10


def test_prospects_are_told_apart():
    customers = [customer("c0", 0), replace(customer("p0", 0), is_prospect=True)]
    found = assign_territories(customers, [rep("R01", 0)])
    assert (found.loads[0].customers, found.loads[0].prospects) == (1, 1)
    assert found.notes[0].startswith("1 customer and 1 prospect had no rep")
