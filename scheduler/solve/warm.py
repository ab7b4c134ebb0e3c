"""Compile search and proof before their time counts: once on a machine, then it comes from a cache."""

import datetime as dt
import subprocess
import sys
from random import Random

import numpy as np

from models.month import Month
from models.places import Place
from models.problem import MonthProblem
from models.requirement import Requirement, VisitNeed
from models.schedule import Schedule
from models.timing import Clash, time_route
from models.travel import TravelMatrix, customer_key
from models.workday import Workday
from scheduler.solve import kernel
from scheduler.solve.board import Board
from scheduler.solve.bound import Effort, lower_bound, pricing
from scheduler.solve.caches import compile_past_old_caches
from scheduler.solve.clock import Clock
from scheduler.solve.draft import Draft
from scheduler.solve.improve import Search, with_absent
from scheduler.solve.params import SolveParams
from scheduler.solve.stop import Stopwatch
from scheduler.solve.sums import RepSums


def warm_up() -> None:
    """Compile the search and the proof, or load them from the cache."""
    warm_up_search()
    warm_up_proof()


def warm_up_search() -> None:
    """Compile the search, or load it from the cache, by searching a month of one visit."""
    compile_past_old_caches(_search, (kernel,))


def warm_up_proof() -> None:
    """Compile the proof, or load it from the cache, by proving a bound of a month of one visit."""
    compile_past_old_caches(_prove, (pricing,))


def warm_up_rest() -> None:
    """Compile beside `warm_up_search` what that comes to last, and the proof."""
    compile_past_old_caches(_insert, (kernel,))
    warm_up_proof()


def _search() -> None:
    search = Search(_nothing_planned(), Random(1))
    search.run(1, (1.0, 1.0), SolveParams().temper(0, 1.0, visits=1, cap=9))


def _insert() -> None:
    with_absent(_nothing_planned(), Random(1))


def _nothing_planned() -> Draft:
    board = Board(_smallest_month())
    return Draft(board, Clock(board), RepSums(board))


def _prove() -> None:
    problem = _smallest_month()
    (day,) = problem.workdays
    route = time_route(problem, day, list(problem.need_of))
    if not isinstance(route, Clash):
        plan = Schedule((route,), ())
        lower_bound(problem, plan, effort=Effort(turns=2), watch=Stopwatch(), travel_only=True)


def warm_up_beside() -> tuple["subprocess.Popen[bytes]", ...]:
    """Start `warm_up` in other processes, a part in each; wait for them before the search."""
    # Silent, also when Ctrl-C ends them: whatever goes wrong here is met again in the search itself.
    program = "from scheduler.solve import warm; warm.{}()"
    return tuple(
        subprocess.Popen(
            [sys.executable, "-P", "-c", program.format(part.__name__)], stderr=subprocess.DEVNULL
        )
        for part in (warm_up_search, warm_up_rest)
    )


def _smallest_month() -> MonthProblem:
    month = Month(2001, 1)
    home, customer = "home:R", customer_key("C")
    day = Workday(
        rep_id="R", date=month.first, start_min=0, end_min=60, cap=1, start=home, end=home
    )
    visit = VisitNeed("C/1", month.first, month.first, month.first + dt.timedelta(days=1))
    requirement = Requirement(
        customer_id="C", name="C", place=Place(0, 0), rep_ids=("R",), minutes=1, visits=(visit,)
    )
    matrix = TravelMatrix((home, customer), np.ones((2, 2)), np.ones((2, 2)))
    return MonthProblem(
        month=month, workdays=(day,), requirements=(requirement,), travel={"R": matrix}
    )
