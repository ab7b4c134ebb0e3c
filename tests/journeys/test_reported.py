"""What reps say in the application is what `rounds follow` and the next month's plan read."""

from datetime import date
from pathlib import Path

from models.month import Month
from scheduler.io.plan_json import read_plan
from scheduler.pipelines.app.actuals_file import save_actuals
from scheduler.pipelines.app.mark_visit import MarkForm, mark_visit
from scheduler.pipelines.app.plans import contents_of
from tests.journeys.tools import FIVE, HEADER, QUICK, plan, rounds, rows_of, save, table
from tests.phone_team import NOW, open_team


def test_marks_of_reps_are_followed_and_carried_into_the_next_month(here: Path):
    save("customers.csv", table(HEADER, *FIVE))
    plan()
    published = read_plan(Path("out"))
    evening = NOW.replace(day=31)
    database, people = open_team(f"sqlite:///{here / 'rounds.db'}", evening)
    with database.work(people.manager) as work:
        draft = work.months.draft(people.team_id, Month(2026, 12))
        assert draft is not None
        saved = work.months.save_draft(
            people.team_id, Month(2026, 12), contents_of(published), draft.version
        )
        work.months.publish(people.team_id, Month(2026, 12), saved.version)
        work.commit()
    first, second, *_ = (row for row in rows_of(Path("out/schedule.csv")) if row["kind"] == "visit")
    with database.work(people.anna) as work:
        done = MarkForm(
            key="key-00001",
            visit_id=first["visit_id"],
            date=first["date"],
            status="done",
            order_amount="300",
        )
        mark_visit(work, people.anna, done)
        missed = MarkForm(
            key="key-00002",
            visit_id=second["visit_id"],
            date=second["date"],
            status="missed",
            reason="closed",
        )
        mark_visit(work, people.anna, missed)
        save_actuals(work, people.team_id, Path("actuals.csv"))
    database.close()

    said = rounds("follow", "out", "--actuals", "actuals.csv", "--out", "followed")
    assert said.code == 0, said.err
    followed = {row["visit_id"]: row for row in rows_of(Path("followed/visits.csv"))}
    assert followed[first["visit_id"]]["status"] == "done"
    assert followed[second["visit_id"]]["reason"] == "closed"

    words = ("customers.csv", "--month", "2027-01", "--actuals", "actuals.csv", *QUICK)
    said = rounds("plan", *words, "--out", "next")
    assert said.code in {0, 3}, said.err
    why = {row["customer_id"]: row["why"] for row in rows_of(Path("next/requirements.csv"))}
    day = date.fromisoformat(second["date"])
    assert f"missed {day.day} {day:%b} (closed)" in why[second["customer_id"]]
