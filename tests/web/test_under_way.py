"""A plan that is asked for while it is being made: programs learn which job makes it."""

from __future__ import annotations

from models.month import Month
from scheduler.pipelines.app.ask_plan import ask_plan


def test_a_program_that_asks_for_a_plan_under_way_is_led_to_its_job(stage):
    with stage.database.work() as work:
        work.customers.add(1, "C1", {"customer_id": "C1", "name": "Alder"})
        work.commit()
    job = ask_plan(stage.database, stage.users["manager"], 1, Month(2026, 12), {})
    program = stage.program("manager")
    answer = program.post("/api/v1/teams/1/plans", json={"month": "2026-12"})
    assert answer.status_code == 409
    assert answer.headers["location"] == f"/api/v1/teams/1/jobs/{job.job_id}"
    assert f"wait for job {job.job_id} or cancel it" in answer.json()["detail"]
    assert program.get(answer.headers["location"]).json()["job_id"] == job.job_id
