"""A rep's month as other engines see it, and what the judge says of their plans."""

import datetime as dt
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from models.customers import Channel
from models.errors import InputError
from models.judge import judge
from models.month import Month
from models.places import Place
from models.policy import Policy
from models.problem import (
    Kind,
    MonthProblem,
    Pin,
    Requirement,
    Strength,
    TravelMatrix,
    VisitNeed,
    Workday,
    customer_key,
)
from models.reps import Span
from scheduler.peers import PEERS, RepMonth, rep_month, repair, to_schedule
from scheduler.peers.windows import safe_windows
from scheduler.pipelines import bench_month as pipeline
from scheduler.pipelines.bench_month import (
    MonthBench,
    bench_month,
    chosen_engines,
    cut,
    installed,
    named_policies,
)
from scheduler.pipelines.options import PlanOptions

MAY = Month(2026, 5)


def day(number: int) -> dt.date:
    return dt.date(2026, 5, number)


def need(customer: str, *dues: int) -> tuple[VisitNeed, ...]:
    return tuple(
        VisitNeed(f"{customer}/{k + 1}", day(due), MAY.first, MAY.last)
        for k, due in enumerate(dues)
    )


def requirement(customer: str, *dues: int, **fields: Any) -> Requirement:
    given: dict[str, Any] = {
        "name": customer,
        "place": Place(0.0, 0.0),
        "rep_ids": ("R",),
        "minutes": 30,
        "visits": need(customer, *dues),
    }
    return Requirement(customer_id=customer, **(given | fields))


def problem(*requirements: Requirement, **fields: Any) -> MonthProblem:
    """Home and customers on a line, 10 minutes apart; works 4 to 8 May, 09:00-11:00, cap 2."""
    customers = tuple(dict.fromkeys(req.customer_id for req in requirements if not req.is_desk))
    line = np.arange(len(customers) + 1, dtype=np.float64) * 10
    apart = np.abs(line[:, None] - line[None, :])
    keys = ("home", *map(customer_key, customers))
    given: dict[str, Any] = {"start_min": 540, "end_min": 660, "cap": 2}
    days = tuple(
        Workday(rep_id="R", date=day(k), start="home", end="home", **(given | fields))
        for k in range(4, 9)
    )
    return MonthProblem(
        month=MAY,
        workdays=days,
        requirements=requirements,
        travel={"R": TravelMatrix(keys, apart, apart)},
    )


def one_plan(peer, month: RepMonth):
    ((routes,),) = peer.solve(month, [0.5])
    return routes


def days_between(req: Requirement) -> list[tuple[int, int]]:
    return [(first.day, last.day) for first, last in safe_windows(req)]


def test_a_single_visit_keeps_its_window():
    assert days_between(requirement("C", 10)) == [(1, 31)]


def test_windows_of_repeated_visits_keep_the_spacing_whatever_is_chosen():
    # 16 days apart, at least 8 and at most 30: both may move by (16 - 8) / 2
    assert days_between(requirement("C", 8, 24, min_gap_days=8)) == [(4, 12), (20, 28)]
    # at most 20: (20 - 16) / 2
    narrow = requirement("C", 8, 24, min_gap_days=8, max_gap_days=20)
    assert days_between(narrow) == [(6, 10), (22, 26)]


def test_due_dates_that_break_the_spacing_give_way_to_even_ones():
    # 31 days in three parts, their middles: 6, 16, 26
    assert days_between(requirement("C", 1, 1, 2, min_gap_days=6)) == [(4, 8), (14, 18), (24, 28)]


def test_a_pinned_visit_stays_and_the_other_moves_with_the_gap():
    pin = Pin("C/2", day(20))
    assert days_between(requirement("C", 8, 24, min_gap_days=8, pins=(pin,))) == [(6, 10), (18, 22)]


def test_days_become_blocks_of_one_clock():
    month = rep_month(problem(requirement("C", 5)))
    assert [shift.start for shift in month.shifts] == [540 + 1440 * k for k in range(3, 8)]
    (job,) = month.jobs
    assert (job.shifts, job.length) == ((0, 1, 2, 3, 4), 30)
    # no hours but those of the shifts: one window from Monday 09:00 to Friday 10:30
    assert job.blocks() == [(3 * 1440 + 540, 7 * 1440 + 630)]


def test_opening_hours_breaks_and_pins_make_windows_of_their_own():
    opening = {day(4): (Span(540, 600),), day(6): (Span(600, 640),)}
    (job,) = rep_month(problem(requirement("C", 5, opening=opening))).jobs
    assert job.blocks() == [(3 * 1440 + 540, 3 * 1440 + 570), (5 * 1440 + 600, 5 * 1440 + 610)]
    (job,) = rep_month(problem(requirement("C", 5), break_span=Span(590, 600))).jobs
    assert [(start.first % 1440, start.last % 1440) for start in job.starts[:2]] == [
        (540, 560),
        (600, 630),
    ]
    pin = Pin("C/1", day(7), time_min=600, strength=Strength.FIXED)
    (job,) = rep_month(problem(requirement("C", 5, pins=(pin,)))).jobs
    assert (job.shifts, job.blocks()) == ((3,), [(6 * 1440 + 600, 6 * 1440 + 600)])


def test_a_visit_that_fits_no_day_is_no_job_and_stays_unplanned():
    month = rep_month(problem(requirement("C", 5, forbidden=frozenset(map(day, range(4, 9))))))
    assert month.jobs == ()
    assert [u.visit_id for u in to_schedule(month, {}).unplanned] == ["C/1"]


def test_what_the_judge_does_not_allow_is_taken_out():
    whole = problem(*(requirement(name, 5) for name in "ABC"))
    month = rep_month(whole)
    # over the cap of two, and 10 + 30 + 20 + 30 + 30 = 120 minutes fit just so
    plan = to_schedule(month, {0: ["A/1", "C/1", "B/1"]})
    assert [route.visit_ids for route in plan.routes] == [("A/1", "C/1")]
    assert [u.visit_id for u in plan.unplanned] == ["B/1"]
    assert judge(whole, plan).sound
    short = rep_month(
        replace(whole, workdays=tuple(replace(d, end_min=659) for d in whole.workdays))
    )
    plan = to_schedule(short, {0: ["A/1", "C/1"]})
    assert [route.visit_ids for route in plan.routes] == [("A/1",)]


@pytest.mark.parametrize("peer", installed(), ids=lambda peer: peer.name)
def test_every_peer_finds_the_best_month_of_three(peer):
    # two a day at most: A and B on one day (2 x 20), C on another (2 x 30); or B and C (2 x 30)
    # and A (2 x 10), which is the shortest
    whole = problem(*(requirement(name, 5) for name in "ABC"))
    month = rep_month(whole)
    plan = to_schedule(month, one_plan(peer, month))
    verdict = judge(whole, plan)
    assert verdict.sound
    assert verdict.score is not None
    assert (verdict.score.unplanned, verdict.score.amount("travel")) == (0, 80)


@pytest.mark.parametrize("peer", installed(), ids=lambda peer: peer.name)
def test_every_peer_leaves_out_what_does_not_fit(peer):
    whole = problem(*(requirement(name, 5) for name in "ABCDEFGHIJKL"), cap=1)
    month = rep_month(whole)
    plan = to_schedule(month, one_plan(peer, month))
    # five days of one visit, but E (50 + 30 + 50 minutes) and all behind it are too far away
    assert sorted(visit_id for visit_id, _ in plan.placed()) == ["A/1", "B/1", "C/1", "D/1"]
    assert judge(whole, plan).sound


@pytest.mark.parametrize("peer", installed(), ids=lambda peer: peer.name)
def test_every_peer_keeps_opening_hours_breaks_and_pins(peer):
    pin = Pin("B/1", day(6), time_min=610, strength=Strength.FIXED)
    whole = problem(
        requirement("A", 5, opening={day(7): (Span(540, 600),)}),
        requirement("B", 5, pins=(pin,)),
        requirement("C", 5, 7, min_gap_days=2),
        break_span=Span(590, 600),
        end_min=720,
    )
    month = rep_month(whole)
    plan = to_schedule(month, one_plan(peer, month))
    assert judge(whole, plan).sound
    assert plan.unplanned == ()


def test_nothing_to_plan_needs_no_engine():
    assert installed()[0].solve(rep_month(problem()), [0.1, 0.2]) == [[{}], [{}]]


def test_a_month_is_cut_to_the_visits_of_a_rep():
    whole = problem(
        requirement("A", 5),
        requirement("B", 5, kind=Kind.PROSPECT),
        requirement("D", 5, kind=Kind.DESK, channel=Channel.CALL, place=None),
    )
    own = cut(replace(whole, reserve_min={"R": 60.0}), "R", cap=4)
    assert [req.customer_id for req in own.requirements] == ["A"]
    assert {workday.cap for workday in own.workdays} == {4}
    assert cut(whole, "R").workdays == whole.workdays


def test_what_was_left_out_goes_where_it_costs_least():
    whole = problem(*(requirement(name, 5) for name in "ABC"))
    month = rep_month(whole)
    # C (30 minutes away) fits beside B on the way, or on a day of its own
    plan = repair(whole, to_schedule(month, {0: ["A/1"], 1: ["B/1"]}))
    assert [route.visit_ids for route in plan.routes] == [("A/1",), ("C/1", "B/1")]
    assert plan.unplanned == ()
    assert judge(whole, plan).sound


def test_repair_breaks_no_rule_and_takes_the_important_first():
    apart = requirement("A", 4, 6, min_gap_days=2, max_gap_days=2)
    week = (VisitNeed("B/1", day(5), MAY.first, MAY.last, priority=8),)
    whole = problem(apart, requirement("B", visits=week), cap=1)
    whole = replace(whole, workdays=tuple(d for d in whole.workdays if d.date.day != 8))
    month = rep_month(whole)
    # A on the 4th: its second visit only on the 6th, which B leaves free, being nearest there or not
    plan = repair(whole, to_schedule(month, {0: ["A/1"]}))
    assert judge(whole, plan).sound
    assert "B/1" in dict(plan.placed())
    # nothing is free any more
    full = repair(whole, to_schedule(month, {k: [] for k in range(4)} | {0: ["B/1"]}))
    assert judge(whole, full).sound


def test_a_plan_without_anything_left_out_stays_as_it_is():
    whole = problem(requirement("A", 5))
    plan = to_schedule(rep_month(whole), {2: ["A/1"]})
    assert repair(whole, plan) is plan


CUSTOMERS = """customer_id,name,lat,lon,rep_id,visits
C1,Alder,42.00,-93.60,R01,1
C2,Birch,42.02,-93.62,R01,2
C3,Cedar,42.05,-93.55,R02,1
"""
REPS = """rep_id,name,lat,lon,daily_cap,work_days,work_hours
R01,Ann,42.01,-93.61,5,Mon-Fri,09:00-17:00
R02,Bob,41.96,-93.68,5,Mon-Fri,09:00-17:00
"""


@pytest.fixture
def asked(tmp_path):
    (tmp_path / "customers.csv").write_text(CUSTOMERS, encoding="utf-8")
    (tmp_path / "reps.csv").write_text(REPS, encoding="utf-8")
    options = PlanOptions(
        customers=tmp_path / "customers.csv", reps=tmp_path / "reps.csv", month=Month(2026, 12)
    )
    return MonthBench(
        options=options,
        policies=(("default", Policy()),),
        caps=(3,),
        seconds=(0.3,),
        iterations=5,
    )


def test_every_engine_plans_the_month_of_each_rep(asked):
    runs = list(bench_month(asked))
    engines = ["rounds", *(peer.name for peer in installed())]
    assert [(run.rep, run.engine) for run in runs] == [
        (rep, engine) for rep in ("R01", "R02") for engine in engines
    ]
    assert all(run.feasible for run in runs)
    assert {(run.cap, run.unplanned, run.seed) for run in runs} == {(3, 0, 1)}
    # one customer, one visit: every engine drives the same way
    assert len({round(run.travel_cost, 6) for run in runs if run.rep == "R02"}) == 1
    assert set(runs[0].as_json()) == {
        *("rep", "policy", "cap", "seconds", "seed", "engine", "travel_cost", "judged_cost"),
        *("unplanned", "bound", "feasible"),
    }


def test_one_rep_may_be_asked_for(asked):
    assert {run.rep for run in bench_month(replace(asked, reps=("R02",)))} == {"R02"}
    with pytest.raises(InputError, match=r"--rep: no rep of that name .*'R09'.*R01, R02"):
        list(bench_month(replace(asked, reps=("R09",))))


def test_several_policies_caps_times_and_seeds_make_a_grid(asked):
    often = replace(Policy(), priority=replace(Policy().priority, A=9))
    grid = replace(
        asked,
        policies=(("default", Policy()), ("often", often)),
        reps=("R02",),
        caps=(3, None),
        engines=("rounds", "or-tools"),
        seconds=(0.2, 0.3),
        seeds=(1, 2),
    )
    runs = list(bench_month(grid))
    assert len({run.key for run in runs}) == len(runs) == 2 * 2 * 2 * 2 * 2
    assert {run.cap for run in runs} == {3, 5}
    assert {run.policy for run in runs} == {"default", "often"}
    # what knows no seed plans once, and its plan stands for every seed
    theirs = [run for run in runs if run.engine == "or-tools"]
    assert [replace(run, seed=1) for run in theirs if run.seed == 2] == [
        run for run in theirs if run.seed == 1
    ]


def test_what_is_known_is_not_repeated(asked):
    one = replace(asked, reps=("R02",), engines=("rounds", "or-tools"))
    runs = list(bench_month(one))
    assert list(bench_month(one, runs)) == []
    more = list(bench_month(replace(one, seeds=(1, 2)), runs[:1]))
    assert [(run.engine, run.seed) for run in more] == [
        ("or-tools", 1),
        ("rounds", 2),
        ("or-tools", 2),
    ]


@pytest.mark.parametrize("peer", installed(), ids=lambda peer: peer.name)
def test_every_peer_uses_two_cores(peer):
    whole = problem(*(requirement(name, 5) for name in "ABC"))
    month = rep_month(whole)
    found = peer.solve(month, [0.2, 0.5], seed=3, workers=2)
    assert [len(plans) for plans in found] == [1 if peer.threaded else 2] * 2
    driven = [
        verdict.score.amount("travel")
        for routes in found[-1]
        if (verdict := judge(whole, to_schedule(month, routes))).score is not None
    ]
    assert min(driven) == 80


def test_policies_are_told_by_the_names_of_their_files(tmp_path):
    (tmp_path / "often.toml").write_text('[treatment.table]\nA_mid = ["visit", 14]\n')
    (name, policy), default = named_policies([str(tmp_path / "often.toml"), "default"])
    assert name == "often"
    assert policy != Policy()
    assert default == ("default", Policy())
    with pytest.raises(InputError, match="two policies have one name"):
        named_policies(["default", "default"])


def test_engines_are_chosen_by_name():
    everybody = chosen_engines(())
    assert everybody == ("rounds", *(peer.name for peer in installed()))
    assert chosen_engines(("or-tools", "rounds")) == ("rounds", "or-tools")
    with pytest.raises(InputError, match=r"no engine of that name.*'jsprit'.*rounds, pyvrp"):
        chosen_engines(("jsprit",))


def test_a_peer_that_is_missing_is_named(monkeypatch):
    missing = replace(PEERS[0], name="nobody", package="no-such-package")
    monkeypatch.setattr(pipeline, "PEERS", (missing, PEERS[-1]))
    assert pipeline.not_installed() == ["nobody"]
    assert [peer.name for peer in installed()] == ["or-tools"]
    with pytest.raises(InputError, match=r"not installed.*extra 'peers'"):
        pipeline.chosen_engines(("nobody",))
