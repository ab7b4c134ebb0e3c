"""The lists of a team as files: nothing that nobody can mend stops a month from being planned."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from models.actuals import ActualStatus
from models.errors import InputError, InputProblem
from models.month import Month
from models.records import Mark
from scheduler.io.actuals import read_actuals
from scheduler.pipelines.app.customers import change_customer
from scheduler.pipelines.app.layout import laid_out, team_files
from scheduler.pipelines.options import PlanOptions

NOVEMBER = Month(2026, 11)
OPTIONS = PlanOptions(customers=Path(), month=NOVEMBER, today=dt.date(2026, 11, 20))
MARK = Mark(
    key="key-00001",
    visit_id="C5/2026-11/1",
    customer_id="C5",
    rep_id="R01",
    date=dt.date(2026, 11, 3),
    status=ActualStatus.DONE,
    moved_to=None,
    reason="",
    outcome="=1+1",
    order_amount="1250.50",
)


def test_reports_and_appointments_of_customers_who_left_the_list_are_left_out(work, people):
    team = people.team_id
    work.actuals.mark(team, MARK)
    gone = replace(MARK, key="key-00002", visit_id="C9/2026-11/1", customer_id="C9")
    work.actuals.mark(team, gone)
    for customer in ("C5", "C9"):
        work.pins.add(team, customer, {"customer_id": customer, "date": "2026-11-24"})
    files = team_files(work, team, NOVEMBER, None)
    assert files.actuals is not None
    assert files.pins is not None
    assert [row["customer_id"] for row in files.actuals.rows] == ["C5"]
    assert [row["customer_id"] for row in files.pins.rows] == ["C5"]


def test_reports_are_laid_out_as_they_were_said(work, people):
    work.actuals.mark(people.team_id, MARK)
    with laid_out(team_files(work, people.team_id, NOVEMBER, None), OPTIONS) as options:
        assert options.actuals is not None
        (read,) = read_actuals(options.actuals).items
    assert (read.visit_id, read.outcome, read.order_amount) == ("C5/2026-11/1", "=1+1", 1250.5)


def test_what_is_wrong_in_a_list_names_the_list_and_no_folder(work, people):
    files = team_files(work, people.team_id, NOVEMBER, None)
    with pytest.raises(InputError) as caught, laid_out(files, OPTIONS) as options:
        raise InputError([InputProblem(str(options.customers), 2, "name", "", "wrong", "mend it")])
    assert [problem.file for problem in caught.value.problems] == ["customers.csv"]
    assert not options.customers.exists()


@pytest.mark.parametrize("text", ["nan", "inf", "1e9", "-5", "1,000"])
def test_a_goal_that_no_list_would_be_read_with_is_refused(database, work, people, text):
    row = work.customers.get(people.team_id, "C1")
    with pytest.raises(InputError, match="this is no amount of money"):
        change_customer(database, people.manager, people.team_id, row, ("growth_goal", text))
