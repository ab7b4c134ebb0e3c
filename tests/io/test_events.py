"""Events: what happened after a plan was published."""

import datetime as dt

import pytest

from models.events import Event, EventKind
from scheduler.io.events import read_events
from scheduler.io.reading import ReadOptions
from scheduler.io.references import check_event_references
from tests.io.reading_tools import adds_up, only, said, write

HEADER = "date,kind,rep_id,customer_id,until,to_date,to_rep,time,note"


def events(folder, *rows, header=HEADER, options=None):
    text = "\n".join([header, *rows]) + "\n"
    return adds_up(read_events(write(folder, text, "events.csv"), options))


def test_every_kind_is_read_with_what_it_needs(tmp_path):
    reading = events(
        tmp_path,
        "2026-12-09,sick,R02,,2026-12-15,,,,flu",
        "2026-12-10,cancelled,R01,C1,,,,,",
        "2026-12-11,closed,,C2,2026-12-14,,,,",
        "2026-12-10,urgent,R01,C3,2026-12-11,,,14:30,shelf",
        "2026-12-10,moved,,C4,,2026-12-17,R02,10:00,",
    )
    assert not reading.errors, said(reading.errors)
    sick, cancelled, closed, urgent, moved = reading.items
    assert sick == Event(
        kind=EventKind.SICK,
        date=dt.date(2026, 12, 9),
        until=dt.date(2026, 12, 15),
        rep_id="R02",
        note="flu",
        row=2,
    )
    assert (cancelled.kind, cancelled.rep_id, cancelled.customer_id) == ("cancelled", "R01", "C1")
    assert closed.days == (dt.date(2026, 12, 11), dt.date(2026, 12, 14))
    assert (urgent.time_min, urgent.note, urgent.until) == (870, "shelf", dt.date(2026, 12, 11))
    assert (moved.target, moved.to_rep, moved.time_min) == (dt.date(2026, 12, 17), "R02", 600)


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("תאריך,סוג,סוכן,עד", "09.12.2026,מחלה,R02,15.12.2026"),
        ("дата,событие,агент,по", "09.12.2026,больничный,R02,15.12.2026"),
        ("Day,What happened,Sales rep,Until", "2026-12-09,Sick leave,R02,2026-12-15"),
    ],
)
def test_hebrew_russian_and_english_words_are_understood(tmp_path, header, row):
    # A day above 12 in one column settles the order of day and month in all of them.
    (event,) = events(tmp_path, row, header=header).items
    assert (event.kind, event.rep_id) == (EventKind.SICK, "R02")
    assert event.days == (dt.date(2026, 12, 9), dt.date(2026, 12, 15))


def test_dates_that_may_be_two_days_are_asked_about(tmp_path):
    row = "09/12/2026,cancelled,,C1,,,,,"
    assert "--date-order dmy" in only(events(tmp_path, row).errors).advice
    (event,) = events(tmp_path, row, options=ReadOptions(date_order="dmy")).items
    assert event.date == dt.date(2026, 12, 9)


@pytest.mark.parametrize(
    ("row", "column", "told"),
    [
        (",sick,R02,,,,,,", "date", "the date is missing"),
        ("2026-12-09,,R02,,,,,,", "kind", "the kind is missing"),
        ("2026-12-32,sick,R02,,,,,,", "date", "there is no such day"),
        ("2026-12-09,party,R02,,,,,,", "kind", "this kind of event is not known"),
        ("2026-12-09,sick,,,,,,,", "rep_id", "the rep_id is missing"),
        ("2026-12-09,urgent,,,,,,,", "customer_id", "the customer_id is missing"),
        ("2026-12-09,sick,R02,C1,,,,,", "customer_id", "an event 'sick' has no customer_id"),
        ("2026-12-09,cancelled,,C1,2026-12-10,,,,", "until", "'cancelled' has no until"),
        ("2026-12-09,closed,,C1,,2026-12-10,,,", "to_date", "'closed' has no to_date"),
        ("2026-12-09,urgent,,C1,,,R02,,", "to_rep", "'urgent' has no to_rep"),
        ("2026-12-09,closed,,C1,,,,10:00,", "time", "'closed' has no time"),
        ("2026-12-09,moved,,C1,,2026-12-10,,noon,", "time", "this is no time of day"),
        ("2026-12-09,moved,,C1,,,,,", "kind", "nothing says where the visit was moved to"),
        ("2026-12-09,sick,R02,,2026-12-08,,,,", "until", "the last day lies before the first"),
    ],
)
def test_a_wrong_cell_is_an_error_of_its_row(tmp_path, row, column, told):
    problem = only(events(tmp_path, "2026-12-09,closed,,C9,,,,,", row).errors)
    assert (problem.row, problem.column) == (3, column)
    assert told in problem.what


def test_the_same_event_twice_names_both_rows(tmp_path):
    rows = ["2026-12-09,sick,R02,,,,,,", "2026-12-09,sick,R02,,2026-12-11,,,,"]
    assert "row 2" in only(events(tmp_path, *rows).errors).what


def test_date_and_kind_need_a_column(tmp_path):
    text = said(events(tmp_path, "C1", header="customer_id").errors)
    assert "--map events.date=COLUMN" in text
    assert "--map events.kind=COLUMN" in text


def test_a_column_can_be_mapped(tmp_path):
    options = ReadOptions({"events.date": "When exactly"})
    reading = events(
        tmp_path, "2026-12-09,sick,R02", header="When exactly,kind,rep", options=options
    )
    assert reading.items[0].date == dt.date(2026, 12, 9)


def test_unknown_customers_and_reps_are_named_with_what_may_be_meant(tmp_path):
    reading = events(
        tmp_path,
        "2026-12-09,sick,R2,,,,,,",
        "2026-12-09,cancelled,R01,c-1,,,,,",
        "2026-12-09,moved,,C1,,2026-12-10,R01,,",
        "2026-12-10,moved,,C1,,,R09,,",
    )
    problems = check_event_references(reading, ["C1"], ["R01", "R02"])
    assert [(p.row, p.column, p.value) for p in sorted(problems)] == [
        (2, "rep_id", "R2"),
        (3, "customer_id", "c-1"),
        (5, "to_rep", "R09"),
    ]
    assert "did you mean 'R02'?" in said(problems)
    assert "there is no such rep" in said(problems)
