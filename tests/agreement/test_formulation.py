"""The judge and the constraint model agree on every schedule of a month.

One solve proves that the model accepts nothing beyond the schedules that the judge finds sound (all
of them are forbidden, and nothing is left); then each sound one, up to a number, is demanded.
"""

from models.problem import MonthProblem
from tests.agreement.counting import Tally
from tests.agreement.draws import draws
from tests.agreement.enumeration import Orders, meetings_only, schedules
from tests.agreement.literals import accepts, accepts_another, decided, exact, relaxed
from tests.agreement.tight_days import tight_days

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
    for seed, problem in draws(160):
        tally.month(problem)
        sound = sound_orders(problem, tally)
        model = exact(problem)
        assert accepts_another(problem, model, sound) is None, f"seed {seed}"
        assert None not in [decided(problem, model, orders) for orders in sound], f"seed {seed}"
        for orders in sound[:MOST_DEMANDED]:
            assert accepts(problem, model, orders), f"seed {seed}: {orders}"
            tally.count("demanded")
    tally.saw(months=160, sound=1200, unsound=8000, demanded=600)
    tally.saw_every_feature(4)


def test_both_formulations_know_every_minute_of_a_tight_day():
    tally = Tally()
    for seed, problem in tight_days(300):
        tally.month(problem)
        sound, model = sound_orders(problem, tally), exact(problem)
        assert accepts_another(problem, model, sound) is None, f"seed {seed}"
        fullest = max(sound, key=lambda orders: len(orders[0]))
        assert accepts(problem, model, fullest), f"seed {seed}: {fullest}"
        assert accepts(problem, relaxed(problem), fullest), f"seed {seed}: {fullest}"
        tally.count(f"{len(fullest[0])} planned")
    tally.saw(months=300, sound=1000, unsound=500, **{"2_planned": 50, "3_planned": 50})
    tally.saw(desk=150, **{"break": 200, "pin_with_time": 50, "several_openings": 100})


def test_the_relaxed_formulation_accepts_every_choice_of_days_that_can_be_driven():
    tally = Tally()
    for seed, problem in draws(80, first_seed=50_000):
        tally.month(problem)
        model = relaxed(problem)
        tried: dict[frozenset[tuple[str, int]], Orders] = {}
        for orders in sound_orders(problem, tally):
            days = frozenset((v, k) for k, order in enumerate(orders) for v in order)
            tried.setdefault(days, orders)
        for orders in list(tried.values())[:MOST_DEMANDED]:
            assert accepts(problem, model, orders), f"seed {seed}: {orders}"
            tally.count("demanded")
    tally.saw(months=80, sound=450, unsound=3000, demanded=250)
    tally.saw_every_feature(2)


def test_a_formulation_without_one_of_its_rules_would_be_noticed():
    # Forbidding a sound schedule less leaves exactly that one to be found.
    noticed = 0
    for _, problem in draws(40, first_seed=70_000):
        sound = sound_orders(problem, Tally())
        if len(sound) > 1:
            assert accepts_another(problem, exact(problem), sound[1:]) is not None
            noticed += 1
    assert noticed > 20
