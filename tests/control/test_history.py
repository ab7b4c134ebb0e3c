"""Last visits and owed visits, as the actuals leave them."""

import datetime as dt

from models.actuals import Actual, ActualStatus
from models.customers import Customer
from scheduler.control import with_actuals


def day(number: int, month: int = 12) -> dt.date:
    return dt.date(2026 + (month == 1), month, number)


def row(status: str, number: int, **fields) -> Actual:
    return Actual(customer_id="C1", date=day(number), status=ActualStatus(status), **fields)


def history(*rows: Actual, last_visit: dt.date | None = day(10, 11)):
    """The customer's last visit and what is owed to it."""
    found = with_actuals([Customer(customer_id="C1", name="Alder", last_visit=last_visit)], rows)
    return found.customers[0].last_visit, found.owed.get("C1")


def test_a_visit_that_was_done_is_the_last_one():
    assert history(row("done", 9), row("done", 3)) == (day(9), None)
    assert history(row("done", 9), last_visit=None) == (day(9), None)


def test_a_later_last_visit_of_the_list_wins():
    assert history(row("done", 9), last_visit=day(11)) == (day(11), None)


def test_a_missed_visit_is_owed_and_the_last_visit_stays():
    last, owed = history(row("missed", 11, reason="closed"))
    assert (last, owed.date, owed.agreed) == (day(10, 11), day(11), False)
    assert owed.told == "missed 11 Dec (closed)"


def test_a_visit_made_since_makes_up_for_a_missed_one():
    assert history(row("missed", 11), row("done", 14)) == (day(14), None)
    assert history(row("missed", 11), last_visit=day(12)) == (day(12), None)
    last, owed = history(row("done", 3), row("missed", 14))
    assert (last, owed.date) == (day(3), day(14))


def test_a_moved_visit_is_owed_on_its_new_day():
    _, owed = history(row("moved", 11, moved_to=day(7, 1)))
    assert (owed.date, owed.agreed) == (day(7, 1), True)
    assert owed.told == "moved from 11 Dec to 7 Jan"


def test_a_moved_visit_that_was_made_or_missed_on_its_new_day():
    moved = row("moved", 11, moved_to=day(14))
    assert history(moved, row("done", 14)) == (day(14), None)
    _, owed = history(moved, row("missed", 14))
    assert (owed.date, owed.agreed) == (day(14), False)
    assert owed.told == "moved from 11 Dec to 14 Dec, missed 14 Dec"


def test_a_visit_before_the_new_day_does_not_take_its_place():
    last, owed = history(row("moved", 11, moved_to=day(7, 1)), row("done", 18))
    assert (last, owed.date) == (day(18), day(7, 1))


def test_the_order_of_the_rows_does_not_matter():
    rows = [row("missed", 3), row("moved", 11, moved_to=day(7, 1)), row("done", 1)]
    assert history(*rows) == history(*reversed(rows))


def test_a_long_list_of_missed_visits_is_told_in_short():
    _, owed = history(*(row("missed", number) for number in range(1, 6)))
    assert owed.told == "2 more before, missed 3 Dec, missed 4 Dec, missed 5 Dec"


def test_rows_about_others_change_nothing_and_notes_count_customers():
    alder = Customer(customer_id="C1", name="Alder")
    stranger = Actual(customer_id="C9", date=day(3), status=ActualStatus.DONE)
    found = with_actuals([alder], [stranger])
    assert (found.customers, dict(found.owed), found.notes) == ((alder,), {}, ())
    assert "1 customer" in with_actuals([alder], [row("done", 3)]).notes[0]
