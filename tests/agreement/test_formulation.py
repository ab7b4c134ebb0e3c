"""The judge and the constraint model agree on every schedule of a month.

One solve proves that the model accepts nothing beyond the schedules that the judge finds sound (all
of them are forbidden, and nothing is left); then each sound one, up to a number, is demanded.
"""

from models.problem import MonthProblem
from tests.agreement.counting import Tally
from tests.agreement.draws import draws
from tests.agreement.enumeration import Orders, meetings_only, schedules
from tests.agreement.literals import accepts, accepts_another, decided, exact, relaxed

MOST_DEMANDED = 12


def sound_orders(problem: MonthProblem, tally: Tally) -> list[Orders]:
    """The sound schedules, one for each choice of days and driving orders."""
    found: dict[object, Orders] = {}
    for judged in schedules(problem):
        tally.count("sound" if judged.sound else "unsound")
        if judged.sound:
            days = frozenset((v, k) for k, order in enumerate(judged.orders) for v in order)
            found[days, meetings_only(problem, judged.orders)] = judged.orders
    return list(found.values())


def test_the_exact_formulation_accepts_exactly_what_the_judge_accepts():
    tally = Tally()
    for seed, problem in draws(200):
        tally.month(problem)
        sound = sound_orders(problem, tally)
        model = exact(problem)
        assert accepts_another(problem, model, sound) is None, f"seed {seed}"
        assert None not in [decided(problem, model, orders) for orders in sound], f"seed {seed}"
        for orders in sound[:MOST_DEMANDED]:
            assert accepts(problem, model, orders), f"seed {seed}: {orders}"
            tally.count("demanded")
    tally.saw(months=200, sound=1500, unsound=10_000, demanded=800)
    tally.saw_every_feature(5)


def test_the_relaxed_formulation_accepts_every_choice_of_days_that_can_be_driven():
    tally = Tally()
    for seed, problem in draws(120, first_seed=50_000):
        tally.month(problem)
        model = relaxed(problem)
        tried: dict[frozenset[tuple[str, int]], Orders] = {}
        for orders in sound_orders(problem, tally):
            days = frozenset((v, k) for k, order in enumerate(orders) for v in order)
            tried.setdefault(days, orders)
        for orders in list(tried.values())[:MOST_DEMANDED]:
            assert accepts(problem, model, orders), f"seed {seed}: {orders}"
            tally.count("demanded")
    tally.saw(months=120, sound=700, unsound=5000, demanded=400)
    tally.saw_every_feature(3)


def test_a_formulation_without_one_of_its_rules_would_be_noticed():
    # Forbidding a sound schedule less leaves exactly that one to be found.
    noticed = 0
    for _, problem in draws(40, first_seed=70_000):
        sound = sound_orders(problem, Tally())
        if len(sound) > 1:
            assert accepts_another(problem, exact(problem), sound[1:]) is not None
            noticed += 1
    assert noticed > 20
