"""A rep says what became of a visit, and the list of actuals that comes of it."""

from dataclasses import replace

import pytest

from models.actuals import Actual, ActualStatus
from models.errors import InputError, MissingError
from models.kept_plans import PlanContents
from scheduler.io.actuals import read_actuals
from scheduler.pipelines.app.actuals_file import actuals_csv, actuals_of, save_actuals
from scheduler.pipelines.app.mark_visit import MarkForm, mark_visit
from tests.phone_team import DECEMBER, december, stops

DONE = MarkForm(
    key="key-00001",
    visit_id="C1/2026-12/1",
    date="2026-12-01",
    status="done",
    outcome=" order ",
    order_amount="1,250.5",
)
MISSED = replace(DONE, key="key-00002", visit_id="C2/2026-12/1", status="missed", reason="Closed")
MOVED = replace(
    MISSED, key="key-00003", visit_id="C3/2026-12/1", status="moved", moved_to="2026-12-04"
)


def columns_of(work, people, form):
    with pytest.raises(InputError) as caught:
        mark_visit(work, people.anna, form)
    return [problem.column for problem in caught.value.problems]


def test_what_is_said_twice_under_one_key_counts_once(database, people):
    for _ in range(2):
        with database.work(people.anna) as work:
            mark_visit(work, people.anna, DONE)
    with database.work() as work:
        (mark,) = work.actuals.of_team(people.team_id)
    assert (mark.customer_id, mark.rep_id, mark.outcome) == ("C1", "R01", "order")
    assert (mark.order_amount, mark.reason) == ("1250.50", "")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("", ""), ("0", "0.00"), ("1250", "1250.00"), ("1250,5", "1250.50"), ("₪ 1,250", "1250.00")],
)
def test_an_amount_is_read_whatever_the_keyboard_writes(work, people, typed, kept):
    assert mark_visit(work, people.anna, replace(DONE, order_amount=typed)).order_amount == kept


@pytest.mark.parametrize(
    ("form", "columns"),
    [
        (replace(DONE, order_amount="much"), ["order_amount"]),
        (replace(DONE, order_amount="-5"), ["order_amount"]),
        (replace(DONE, outcome="x" * 501), ["outcome"]),
        (replace(DONE, key="", status=""), ["key", "status"]),
        (replace(DONE, visit_id="C5/2026-12/1", date="2026-12-02"), ["date"]),
        (replace(DONE, date="2027-03-01"), ["date"]),
        (replace(DONE, date="soon"), ["date"]),
        (replace(MISSED, reason="  "), ["reason"]),
        (replace(MOVED, moved_to=""), ["moved_to"]),
        (replace(MOVED, moved_to="2026-12-01"), ["moved_to"]),
        (replace(MOVED, moved_to="2027-06-01", reason="x" * 501), ["moved_to", "reason"]),
    ],
)
def test_everything_that_is_wrong_is_told_at_once_and_nothing_is_kept(
    database, people, form, columns
):
    with database.work(people.anna) as work:
        assert columns_of(work, people, form) == columns
    with database.work() as work:
        assert work.actuals.of_team(people.team_id) == []


def test_a_key_that_was_used_for_something_else_is_told(work, people):
    mark_visit(work, people.anna, DONE)
    assert columns_of(work, people, replace(MISSED, key=DONE.key)) == ["key"]


def test_the_last_word_about_a_visit_counts(work, people):
    mark_visit(work, people.anna, replace(MISSED, visit_id=DONE.visit_id))
    mark_visit(work, people.anna, DONE)
    assert [row.status for row in actuals_of(work, people.team_id)] == [ActualStatus.DONE]


@pytest.mark.parametrize("visit_id", ["C6/2026-12/1", "C9/2026-12/1", "C1/2026-11/1", "", "C1"])
def test_only_own_visits_of_a_published_plan_are_marked(work, people, visit_id):
    with pytest.raises(MissingError):
        mark_visit(work, people.anna, replace(DONE, visit_id=visit_id))


def test_a_visit_that_a_newer_plan_gave_away_can_still_be_said_to_be_done(database, people):
    given = [replace(stop, rep_id="R02", stop=9) for stop in stops() if stop.customer_id == "C1"]
    kept = [stop for stop in stops() if stop.customer_id != "C1"]
    with database.work(people.manager) as work:
        draft = work.months.draft(people.team_id, DECEMBER)
        contents = PlanContents(plan="{}", stops=(*kept, *given))
        saved = work.months.save_draft(people.team_id, DECEMBER, contents, draft.version)
        work.months.publish(people.team_id, DECEMBER, saved.version)
        work.commit()
    with database.work(people.anna) as work:
        assert mark_visit(work, people.anna, DONE).rep_id == "R01"


def test_the_file_of_actuals_is_read_as_it_was_said(work, people, tmp_path):
    formula = replace(MISSED, reason="=cmd|' /C calc'!A0, קר")
    for form in (DONE, formula, MOVED):
        mark_visit(work, people.anna, form)
    save_actuals(work, people.team_id, tmp_path / "actuals.csv")
    read = read_actuals(tmp_path / "actuals.csv")
    assert read.errors == ()
    said = Actual(
        customer_id="C1",
        date=december(1),
        status=ActualStatus.DONE,
        visit_id="C1/2026-12/1",
        rep_id="R01",
        outcome="order",
        order_amount=1250.5,
        row=2,
    )
    assert read.items[0] == said
    assert [row.moved_to for row in read.items] == [None, None, december(4)]
    assert read.items[1].reason == formula.reason
    text = actuals_csv(work, people.team_id).decode()
    assert ",'=cmd" in text.replace('"', "")
    assert text == (tmp_path / "actuals.csv").read_text(encoding="utf-8")


def test_without_marks_the_file_has_its_header_only(work, people):
    assert actuals_csv(work, people.team_id).decode().splitlines() == [
        "visit_id,customer_id,rep_id,date,status,moved_to,reason,outcome,order_amount"
    ]


@pytest.mark.parametrize("change", [{"order_amount": "99"}, {"outcome": "no order"}])
def test_a_correction_under_the_old_key_is_told_and_not_swallowed(work, people, change):
    """As by a browser without scripts that goes back to the form and sends it again."""
    mark_visit(work, people.anna, DONE)
    assert columns_of(work, people, replace(DONE, **change)) == ["key"]
