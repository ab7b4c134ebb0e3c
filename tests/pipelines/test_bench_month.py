"""The benchmark on months of reps: which runs there are, and that none is repeated."""

from dataclasses import replace

import pytest

from models.customers import Channel
from models.errors import InputError
from models.month import Month
from models.policy import Policy
from models.problem import Kind
from scheduler.peers import PEERS
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
from tests.peers.months import problem, requirement


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


def test_plans_are_proven_where_that_is_asked_for(asked):
    own = [run for run in bench_month(replace(asked, prove=5.0)) if run.engine == "rounds"]
    for run in own:
        assert run.bound is not None
        assert run.bound_judged is not None
        assert 0 < run.bound <= run.travel_cost
        assert 0 < run.bound_judged <= run.judged_cost
        assert run.as_json()["bound"] == run.bound
    assert all(run.bound is None for run in bench_month(replace(asked, reps=("R02",))))


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
