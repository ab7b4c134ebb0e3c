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


FILES = {
    "customers.csv": "customer_id,name,lat,lon,rep_id,sales_12m\n"
    "C1,Corner Shop,43.20,-71.53,R01,24000\nC2,Mill Market,43.25,-71.60,R01,9000\n"
}


def requests_of(text: str) -> list[tuple[str, str, dict[str, Any]]]:
    """Method, path and body of every `ask` in the fenced blocks."""
    found, begun = [], ""
    for line in "\n".join(FENCE.findall(text)).splitlines():
        begun += line + "\n"
        try:
            words = shlex.split(begun)
        except ValueError:  # a quotation goes on
            continue
        begun = ""
        if words[:1] in (["ask"], ["send"]):
            told = dict(itertools.pairwise(words))
            path = next(word for word in words if word.startswith("$URL"))
            method = told.get("--request", "POST" if "--form" in told else "GET")
            found.append((method, path.removeprefix("$URL"), body_of(words)))
    return found


def body_of(words: list[str]) -> dict[str, Any]:
    """What a request sends, as the test client takes it."""
    told = list(itertools.pairwise(words))
    if data := dict(told).get("--data"):
        return {"json": json.loads(data)}
    form = dict(text.split("=", 1) for option, text in told if option == "--form")
    names = {key: text.removeprefix("@") for key, text in form.items() if text[0] == "@"}
    fields = {key: text for key, text in form.items() if key not in names}
    files = {key: (name, FILES[name]) for key, name in names.items()}
    return {"data": fields, "files": files} if form else {}


def test_the_walk_leads_from_customers_to_actuals(stage, clock):
    crm = stage.program("manager")
    asked = requests_of(README.read_text(encoding="utf-8"))
    assert len(asked) > 10
    answers = {}
    for method, path, told in asked:
        if told.get("json", {}).pop("seconds", None):
            told["json"]["iterations"] = 20  # the same plans, sooner
        if path.endswith("/actuals"):
            clock.now = dt.datetime(2026, 12, 9, 18, 0, tzinfo=dt.UTC)
        answer = crm.request(method, f"/api/v1/teams/1{path}", **told)
        assert answer.is_success, f"{method} {path}: {answer.text}"
        answers[path] = answer
        if answer.status_code == 202:
            assert f"/teams/1/jobs/{answer.json()['job_id']}" in answer.headers["location"]
            job = next_job(stage.database, "worker")
            assert job is not None
            run_job(stage.database, job)
    assert answers["/jobs/1"].json()["state"] == "done"
    assert answers["/uploads/1/take"].json() == {"rows": 2}
    assert answers["/months/2026-12/draft/edits"].json()["broken"] == []
    moved = re.compile(r"^R01,2026-12-09,\d+,C1/2026-12/1,", re.MULTILINE)
    assert moved.search(answers["/months/2026-12/schedule.csv"].text)
    followed = answers["/months/2026-12/follow"].json()
    assert (followed["team"]["meetings"]["done"], followed["team"]["orders"]) == (1, 1250.5)
    assert answers["/scenarios/1"].json()["outcome"]["names"] == ["as it is", "four days"]
    assert answers["/funnel?leads=120&customers=15"].json()["customers"] == 12
