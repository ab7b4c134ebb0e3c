"""The walk in the interface's README: every request of it is made, in its order."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import re
import shlex
from typing import Any

from scheduler.pipelines.app.run_job import next_job, run_job
from tests.shared_data import CHECKOUT
from tests.test_docs import FENCE

README = CHECKOUT / "scheduler" / "web" / "api" / "README.md"


def requests_of(text: str) -> list[tuple[str, str, dict[str, Any] | None]]:
    """Method, path and body of every `ask` in the fenced blocks."""
    found, begun = [], ""
    for line in "\n".join(FENCE.findall(text)).splitlines():
        begun += line + "\n"
        try:
            words = shlex.split(begun)
        except ValueError:  # a quotation goes on
            continue
        begun = ""
        if words[:1] == ["ask"]:
            told = dict(itertools.pairwise(words))
            path = next(word for word in words if word.startswith("$URL"))
            data = told.get("--data")
            body = None if data is None else json.loads(data)
            found.append((told.get("--request", "GET"), path.removeprefix("$URL"), body))
    return found


def test_the_walk_leads_from_customers_to_actuals(stage, clock):
    crm = stage.program("manager")
    asked = requests_of(README.read_text(encoding="utf-8"))
    assert len(asked) > 10
    answers = {}
    for method, path, told in asked:
        # The same plan, sooner.
        body = {"month": told["month"], "iterations": 20} if told and path == "/plans" else told
        if path.endswith("/actuals"):
            clock.now = dt.datetime(2026, 12, 9, 18, 0, tzinfo=dt.UTC)
        answer = crm.request(method, f"/api/v1/teams/1{path}", json=body)
        assert answer.is_success, f"{method} {path}: {answer.text}"
        answers[path] = answer
        if path == "/plans":
            assert answer.headers["location"].endswith("/teams/1/jobs/1")
            job = next_job(stage.database, "worker")
            assert job is not None
            run_job(stage.database, job)
    assert answers["/jobs/1"].json()["state"] == "done"
    assert answers["/months/2026-12/draft/edits"].json()["broken"] == []
    moved = re.compile(r"^R01,2026-12-09,\d+,C1/2026-12/1,", re.MULTILINE)
    assert moved.search(answers["/months/2026-12/schedule.csv"].text)
    followed = answers["/months/2026-12/follow"].json()
    assert (followed["team"]["meetings"]["done"], followed["team"]["orders"]) == (1, 1250.5)
