"""Compile the search before its time counts: once on a machine, then it comes from a cache.

Run as a module it does the same in a process of its own, beside the reading of the input.
"""

import datetime as dt
import subprocess
import sys
from random import Random

import numpy as np

from models.month import Month
from models.places import Place
from models.problem import MonthProblem
from models.requirement import Requirement, VisitNeed
from models.travel import TravelMatrix, customer_key
from models.workday import Workday
from scheduler.solve.board import Board
from scheduler.solve.clock import Clock
from scheduler.solve.draft import Draft
from scheduler.solve.improve import Search
from scheduler.solve.params import SolveParams
from scheduler.solve.sums import RepSums


def warm_up() -> None:
    """Compile the search, or load it from the cache, by searching a month of one visit."""
    board = Board(_smallest_month())
    search = Search(Draft(board, Clock(board), RepSums(board)), Random(1))
    search.run(1, (1.0, 1.0), SolveParams())


def warm_up_beside() -> "subprocess.Popen[bytes]":
    """Start `warm_up` in another process; wait for it before the search."""
    return subprocess.Popen([sys.executable, "-m", "scheduler.solve.warm"])


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


if __name__ == "__main__":
    warm_up()
