"""The interface for programs: a CRM sends the very file that a manager would."""

from __future__ import annotations

import gzip

import pytest

from scheduler.pipelines.app import upload_sheet
from scheduler.web.api.common import MOST_PROBLEMS

UPLOADS = "/api/v1/teams/1/uploads"
GOOD = "Account,town,lat,lon\nC1,Ames,42.0,-93.6\nC2,Ames,42.1,-93.6\n"
BAD = "shop,lat,lon,potential\nAcme,42.0,-93.6,4\nBest,42.1,-93.6,five\n"


@pytest.fixture
def crm(stage):
    return stage.program("manager")


def send(crm, text: str | bytes, name="list.csv", kind="customers"):
    content = text if isinstance(text, bytes) else text.encode()
    return crm.post(UPLOADS, data={"kind": kind}, files={"file": (name, content)})


def take(crm, sent, **more):
    return crm.post(f"{address(sent)}/take", json={"version": sent["version"], **more})


def address(sent):
    return f"{UPLOADS}/{sent['upload_id']}"


def customers(crm):
    return [row["id"] for row in crm.get("/api/v1/teams/1/customers").json()["items"]]


def test_a_file_is_understood_named_mended_and_taken_over(crm):
    answer = send(crm, BAD)
    assert answer.status_code == 201
    sent = answer.json()
    assert crm.get(answer.headers["location"]).json() == sent
    assert {one["column"]: one["field"] for one in sent["columns"]} == {
        "shop": "name",
        "lat": "lat",
        "lon": "lon",
        "potential": "potential",
    }
    assert (sent["rows"], sent["good"], sent["problem_count"]) == (2, 1, 1)
    (problem,) = sent["problems"]
    assert (problem["row"], problem["place"], problem["value"]) == (3, "potential", "five")
    refused = take(crm, sent)
    assert (refused.status_code, refused.json()["problems"]) == (422, [problem])
    assert customers(crm) == []
    cell = {"row": 3, "column": "potential", "value": "5"}
    body = {"version": sent["version"], "mapping": {"customer_id": "shop"}, "cells": [cell]}
    mended = crm.patch(address(sent), json=body).json()
    assert (mended["problems"], mended["columns"][0]["field"]) == ([], "customer_id")
    assert take(crm, mended).json() == {"rows": 2}
    assert crm.get(address(sent)).json()["state"] == "taken"
    assert customers(crm) == ["Acme", "Best"]


def test_what_columns_mean_is_remembered_for_the_next_file(crm):
    first = send(crm, GOOD).json()
    named = {"customer_id": "Account", "name": "town"}
    body = {"version": first["version"], "mapping": named}
    first = crm.patch(address(first), json=body).json()
    assert take(crm, first).status_code == 200
    again = send(crm, GOOD.replace("C2", "C3")).json()
    assert {one["column"]: one["field"] for one in again["columns"]}["town"] == "name"
    assert take(crm, again).status_code == 200
    assert customers(crm) == ["C1", "C3"], "what is not in the file is gone"


def test_bad_rows_are_left_out_where_that_is_asked_for(crm):
    sent = send(crm, BAD).json()
    assert take(crm, sent, without_bad_rows=True).json() == {"rows": 1}
    assert customers(crm) == ["Acme"]


def test_a_list_of_reps_has_fields_of_its_own(crm):
    sent = send(crm, "who,lat,lon\nAnn,42.0,-93.6\n", kind="reps").json()
    body = {"version": sent["version"], "mapping": {"rep_id": "who"}}
    named = crm.patch(address(sent), json=body).json()
    assert (named["columns"][0]["field"], named["problems"]) == ("rep_id", [])
    assert take(crm, named).json() == {"rows": 1}


def test_fields_columns_and_cells_that_are_not_there_are_told_and_nothing_is_kept(crm):
    sent = send(crm, BAD).json()
    body = {
        "version": sent["version"],
        "mapping": {"nam": "shop", "name": "shops"},
        "cells": [{"row": 4, "column": "lat", "value": "1"}],
    }
    refused = crm.patch(address(sent), json=body)
    assert refused.status_code == 422
    assert [(told["place"], told["value"]) for told in refused.json()["problems"]] == [
        ("mapping", "nam=shop"),
        ("mapping", "name=shops"),
        ("cells", "lat"),
    ]
    assert crm.get(address(sent)).json() == sent


def test_one_column_for_two_fields_is_refused(crm):
    sent = send(crm, GOOD).json()
    body = {"version": sent["version"], "mapping": {"customer_id": "Account", "name": "account"}}
    refused = crm.patch(address(sent), json=body)
    assert refused.status_code == 422
    (told,) = refused.json()["problems"]
    assert (told["place"], told["value"]) == ("mapping", "customer_id=Account, name=Account")
    assert crm.get(address(sent)).json() == sent


def test_of_very_many_problems_the_first_are_told_and_how_many_there_are(crm):
    rows = "".join(f"Shop {k},42.0,-93.6,five\n" for k in range(MOST_PROBLEMS + 1))
    sent = send(crm, f"shop,lat,lon,potential\n{rows}").json()
    refused = take(crm, sent).json()
    for told in (sent, refused):
        assert (told["problem_count"], len(told["problems"])) == (MOST_PROBLEMS + 1, MOST_PROBLEMS)


def test_the_second_of_two_programs_is_told(crm):
    sent = send(crm, BAD).json()
    body = {"version": sent["version"], "cells": [{"row": 3, "column": "potential", "value": "5"}]}
    assert crm.patch(address(sent), json=body).status_code == 200
    assert crm.patch(address(sent), json=body).status_code == 409
    assert take(crm, sent).status_code == 409
    assert customers(crm) == []


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("list.pdf", b"%PDF", "files named .pdf are not read"),
        ("list", b"a,b\n1,2\n", "the file's name has no ending"),
        ("list.xlsx", b"PK\x03\x04", "damaged"),
        ("list.csv.gz", gzip.compress(b"a,b\n" + b"1,2\n" * 9000, mtime=0), "unpacks to more than"),
    ],
    ids=["a kind that is not read", "no ending", "damaged", "large when unpacked"],
)
def test_what_is_no_list_is_refused_and_not_kept(crm, monkeypatch, name, content, said):
    monkeypatch.setattr(upload_sheet, "MOST_UNPACKED", 20_000)
    refused = send(crm, content, name)
    assert refused.status_code == 422
    assert said in refused.json()["problems"][0]["what"]
    assert crm.get(f"{UPLOADS}/1").status_code == 404


def test_a_form_without_a_file_or_with_another_kind_is_refused(crm):
    assert crm.post(UPLOADS, data={"kind": "reps"}).json()["problems"][0]["place"] == "body.file"
    assert send(crm, GOOD, kind="sales").json()["problems"][0]["place"] == "body.kind"


def test_a_file_of_another_team_is_not_there(stage, crm):
    sent = send(crm, GOOD).json()
    stranger = stage.program("stranger")
    other = f"/api/v1/teams/2/uploads/{sent['upload_id']}"
    assert stranger.get(other).status_code == 404
    assert stranger.post(f"{other}/take", json={"version": 1}).status_code == 404
    admin = stage.program("admin")
    files = {"file": ("list.csv", GOOD.encode())}
    answer = admin.post("/api/v1/teams/9/uploads", data={"kind": "reps"}, files=files)
    assert answer.status_code == 404
