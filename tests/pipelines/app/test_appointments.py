"""Appointments that cannot be kept are told at once and by name, and every one can be taken back."""

import datetime as dt

import pytest

from models.errors import InputError, MissingError
from models.jobs import JobState
from models.kept_plans import PlanContents
from models.people import Account, Role
from models.records import NewProposal, ProposalState
from models.requirement import Strength
from scheduler.pipelines.app import appointments
from scheduler.pipelines.app.appointments import (
    appointments_of,
    check_appointments,
    remove_appointment,
)
from scheduler.pipelines.app.ask_plan import ask_plan
from scheduler.pipelines.app.boards import edit_board, open_board
from scheduler.pipelines.app.keepable import MonthCheck
from scheduler.pipelines.app.plans import contents_of
from scheduler.pipelines.app.propose_change import decide
from scheduler.pipelines.app.run_job import next_job, run_job
from tests.journeys.tools import ANN, BOB, FIVE, HEADER, REPS, table
from tests.pipelines.app.drafts import edit, plan
from tests.solve.tiny import MARCH
from tests.store.months import DECEMBER, QUICK, fill

SUNDAY, TUESDAY = "2026-12-06", "2026-12-08"


@pytest.fixture
def now():
    return dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def manager(database):
    """The manager of a team whose customers are all Ann's (R01); Bob is R02."""
    with database.work() as work:
        team = work.teams.add("North", "US", "America/New_York").team_id
        account = Account(login="dana", name="Dana", role=Role.MANAGER, team_id=team)
        user = work.users.add(account, "hash")
        rows = [f"{row},R01" for row in FIVE]
        fill(work, team, "customers", table(f"{HEADER},rep_id", *rows))
        fill(work, team, "reps", table(REPS, ANN, BOB))
        work.commit()
    return user


def proposed(work, manager, text, *, customer_id="C2", rep_id="R01"):
    said = NewProposal(
        rep_id=rep_id,
        visit_id=f"{customer_id}/2026-12/1",
        customer_id=customer_id,
        change=text,
        reason="the owner is away",
    )
    return work.proposals.add(manager.team_id, said)


def accepted(database, manager, text, **about):
    with database.work(manager) as work:
        return decide(work, proposed(work, manager, text, **about), ProposalState.ACCEPTED, "")


def pinned(database, manager, **fields):
    with database.work(manager) as work:
        work.pins.add(manager.team_id, "given", {"customer_id": "C2", **fields})
        work.commit()


def planned(database, manager):
    """What becomes of the next plan of December."""
    ask_plan(database, manager, manager.team_id, DECEMBER, QUICK)
    job = next_job(database, "worker")
    assert job is not None
    run_job(database, job, beat_s=0.05)
    with database.work() as work:
        done = work.jobs.get(job.job_id)
    assert done is not None
    return done


def listed(database, manager):
    with database.work(manager) as work:
        return appointments_of(work, manager.team_id)


def checked(database, manager):
    with database.work(manager) as work:
        found = appointments_of(work, manager.team_id)
        return check_appointments(work, manager.team_id, found)


@pytest.mark.parametrize(
    ("text", "about", "column"),
    [
        (SUNDAY, {}, "date"),
        ("2026-11-19", {}, "day"),
        (TUESDAY, {"rep_id": "R02"}, "rep_id"),
        (TUESDAY, {"rep_id": "R09"}, "rep_id"),
        (TUESDAY, {"customer_id": "C9"}, "customer_id"),
        ("longer 60", {"customer_id": "C9"}, "customer_id"),
    ],
)
def test_what_cannot_be_kept_is_not_accepted(database, manager, text, about, column):
    with database.work(manager) as work:
        proposal = proposed(work, manager, text, **about)
        work.commit()
        with pytest.raises(InputError) as caught:
            decide(work, proposal, ProposalState.ACCEPTED, "")
    assert [problem.column for problem in caught.value.problems] == [column]
    with database.work() as work:
        assert work.proposals.get(manager.team_id, proposal.proposal_id).state is ProposalState.OPEN
        assert work.pins.of_team(manager.team_id) == []


def test_what_can_be_kept_is_accepted_and_planned(database, manager):
    accepted(database, manager, TUESDAY)
    assert planned(database, manager).state is JobState.DONE
    with database.work() as work:
        draft = work.months.draft(manager.team_id, DECEMBER)
        stops = work.stops.of_plan(draft.plan_id)
    assert [(stop.date, stop.pinned) for stop in stops if stop.customer_id == "C2"] == [
        (dt.date(2026, 12, 8), True)
    ]


@pytest.mark.parametrize(
    ("fields", "value"),
    [
        ({"date": SUNDAY, "rep_id": "R01"}, "C2 Birch, 2026-12-06, R01"),
        ({"date": SUNDAY}, "C2 Birch, 2026-12-06"),
        ({"date": TUESDAY, "rep_id": "R02"}, "C2 Birch, 2026-12-08, R02"),
        ({"date": TUESDAY, "rep_id": "R09"}, "C2 Birch, 2026-12-08, R09"),
    ],
)
def test_a_plan_tells_which_appointment_is_in_the_way_until_it_is_removed(
    database, manager, fields, value
):
    pinned(database, manager, **fields)
    failed = planned(database, manager)
    (problem,) = failed.result["problems"]
    assert failed.state is JobState.FAILED
    assert (problem["file"], problem["row"], problem["value"]) == ("appointments", 0, value)
    assert "remove it on the page Appointments" in problem["advice"]
    remove_appointment(database, manager, manager.team_id, "C2", fields["date"])
    assert planned(database, manager).state is JobState.DONE


def test_the_list_says_where_an_appointment_comes_from_and_whether_it_can_be_kept(
    database, manager
):
    proposal = accepted(database, manager, TUESDAY)
    pinned(database, manager, date=SUNDAY, rep_id="R01", strength="day")
    found = checked(database, manager)
    given, wanted = found.appointments
    assert (found.others, found.later) == ((), ())
    assert (given.day, given.name, given.rep_name) == (dt.date(2026, 12, 6), "Birch", "Ann")
    assert (given.proposal, given.on_board, given.wrong) == (None, False, "date")
    assert (wanted.day, wanted.proposal, wanted.wrong) == (dt.date(2026, 12, 8), proposal, "")


def test_what_is_over_is_not_listed(database, manager):
    pinned(database, manager, date="2026-10-30")
    assert listed(database, manager) == []


def test_a_proposal_whose_appointment_is_removed_is_declined_after_all(database, manager):
    proposal = accepted(database, manager, TUESDAY)
    remove_appointment(database, manager, manager.team_id, "C2", TUESDAY)
    with database.work() as work:
        now = work.proposals.get(manager.team_id, proposal.proposal_id)
    assert now.state is ProposalState.DECLINED
    assert listed(database, manager) == []
    with pytest.raises(MissingError):
        remove_appointment(database, manager, manager.team_id, "C2", TUESDAY)


@pytest.mark.parametrize("now", [dt.datetime(2026, 2, 20, 9, 0, tzinfo=dt.UTC)])
def test_a_pin_of_a_board_is_listed_and_taken_off_the_board(database, manager):
    team = manager.team_id
    with database.work(manager) as work:
        work.months.save_draft(team, MARCH, contents_of(plan()), 0)
        work.commit()
    board = open_board(database, manager, team, MARCH)
    assert board is not None
    edit_board(database, manager, board, edit("pin", "Q1", strength=Strength.DAY))
    (one,) = listed(database, manager)
    assert (one.fields["customer_id"], one.day, one.on_board) == ("Q", dt.date(2026, 3, 2), True)
    remove_appointment(database, manager, team, "Q", "2026-03-02")
    assert listed(database, manager) == []
    board = open_board(database, manager, team, MARCH)
    assert board is not None
    assert board.draft.state.problem.pin_of == {}


@pytest.mark.parametrize("now", [dt.datetime(2026, 2, 20, 9, 0, tzinfo=dt.UTC)])
def test_a_pin_that_a_draft_only_passes_on_is_forgotten(database, manager):
    """Its customer has left the list, so the plan has no such visit."""
    team = manager.team_id
    pin = {"customer_id": "C9", "date": "2026-03-04", "strength": "day"}
    with database.work(manager) as work:
        contents = contents_of(plan())
        kept = PlanContents(plan=contents.plan, stops=contents.stops, pins=(pin,))
        work.months.save_draft(team, MARCH, kept, 0)
        work.commit()
    (one,) = listed(database, manager)
    assert not one.is_customer
    remove_appointment(database, manager, team, "C9", "2026-03-04")
    assert listed(database, manager) == []
    with database.work() as work:
        assert len(work.stops.of_plan(work.months.draft(team, MARCH).plan_id)) > 0


def test_what_else_is_wrong_in_the_lists_is_told_beside_what_is_wrong_with_appointments(
    database, manager
):
    pinned(database, manager, date=SUNDAY)
    with database.work(manager) as work:
        row = work.customers.get(manager.team_id, "C1")
        work.customers.change(manager.team_id, "C1", {"visit_minutes": "soon"}, row.version)
        work.commit()
    found = checked(database, manager)
    assert [one.wrong for one in found.appointments] == ["date"]
    assert [(problem.file, problem.value) for problem in found.others] == [
        ("customers.csv", "soon")
    ]


def test_no_more_than_three_months_with_appointments_are_checked(database, manager, monkeypatch):
    looked_at = []

    def look(_work, _team_id, month):
        looked_at.append(str(month))
        return MonthCheck({}, ())

    monkeypatch.setattr(appointments, "check_month", look)
    dates = ["2026-12-01", "2027-01-05", "2027-01-07", "2027-03-02", "2027-06-01", "2028-02-29"]
    with database.work(manager) as work:
        for date in dates:
            work.pins.add(manager.team_id, date, {"customer_id": "C2", "date": date})
        work.commit()
    found = checked(database, manager)
    assert looked_at == ["2026-12", "2027-01", "2027-03"]
    assert list(map(str, found.later)) == ["2027-06", "2028-02"]
    assert len(found.appointments) == len(dates)
