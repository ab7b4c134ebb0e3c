"""Columns of uploaded lists are named in words, and what is needed is said."""

from __future__ import annotations

import pytest

from scheduler.io.aliases import KINDS
from scheduler.pipelines.app.uploads import UPLOADED, add_upload, look_at
from scheduler.web.pages.field_words import FIELDS, field_text
from scheduler.web.texts import speaking


@pytest.mark.parametrize("kind", UPLOADED)
def test_every_column_has_a_name_of_its_own(kind):
    assert set(FIELDS[kind]) == set(KINDS[kind])
    assert len(set(FIELDS[kind].values())) == len(FIELDS[kind])


def test_columns_of_sales_are_named_by_their_month_and_odd_ones_stay_as_they_are():
    assert field_text("customers", "sales_2026-01") == "Sales of January 2026"
    assert field_text("customers", "colour") == "colour"
    with speaking("he"):
        assert field_text("reps", "break") == "הפסקה"


def test_what_a_list_cannot_do_without_is_said_with_whether_it_is_there(stage):
    manager = stage.users["manager"]
    file = ("list.csv", b"Customer,colour\nAlder,red\n")
    upload = add_upload(stage.database, manager, 1, "customers", file)
    looked = look_at(stage.database, manager, 1, upload.upload_id)
    (problem,) = looked.problems
    assert problem.advice == "say below which of the columns it is"
    who, where = looked.needs
    assert who.is_met
    assert not where.is_met
    assert ("lat", "lon") in where.ways
