"""The dues of a month and their windows."""

import calendar
import datetime as dt
import itertools

import pytest

from models.customers import Customer
from models.month import Month
from models.policy import DuePolicy
from scheduler.requirements.chain import Chain
from scheduler.requirements.dues import Dues, due_visits, spread_evenly
from scheduler.requirements.spacing import Spacing
from tests.requirements.cases import DECEMBER, day, weekdays

POLICY = DuePolicy()


def spacing(interval: int, **fields) -> Spacing:
    return Spacing.of(Customer(customer_id="C", name="", **fields), interval, POLICY)


def dues(interval: int, last_visit: dt.date | None, month: Month = DECEMBER, **fields) -> Dues:
    days = fields.pop("days", weekdays(month))
    return due_visits(Chain(interval, last_visit), spacing(interval, **fields), month, days)


def windows(found: Dues) -> list[tuple[int, int, int]]:
    return [(v.due.day, v.earliest.day, v.latest.day) for v in found.visits]


@pytest.mark.parametrize(
    ("interval", "tolerance"), [(5, 2), (10, 2), (15, 3), (30, 6), (60, 12), (90, 14), (180, 14)]
)
def test_the_tolerance_is_a_fifth_of_the_interval_between_2_and_14_days(interval, tolerance):
    found = spacing(interval)
    assert found.tolerance_days == tolerance
    assert (found.min_gap_days, found.max_gap_days) == (interval - tolerance, interval + tolerance)


def test_a_visit_may_lie_its_tolerance_off_its_due_date_within_the_month():
    # 3 November + 30 = 3 December; 3 - 6 lies before the month
    assert windows(dues(30, dt.date(2026, 11, 3))) == [(3, 1, 9)]
    assert windows(dues(30, dt.date(2026, 11, 15))) == [(15, 9, 21)]
    assert windows(dues(30, dt.date(2026, 11, 28))) == [(28, 22, 31)]


def test_the_first_and_the_last_day_of_the_month_are_due_days():
    # 1 and 31 December, 30 days apart
    assert windows(dues(30, dt.date(2026, 11, 1))) == [(1, 1, 7), (31, 25, 31)]


def test_29_february_is_a_due_day():
    # 30 January 2028 + 30 days
    february = Month(2028, 2)
    assert windows(dues(30, dt.date(2028, 1, 30), february)) == [(29, 23, 29)]


def test_an_interval_longer_than_the_month_means_no_visit_in_most_months():
    assert dues(90, dt.date(2026, 11, 3)) == Dues()


def test_an_overdue_visit_may_be_made_on_any_day_and_counts_on_top():
    # last visit 31 October: due 30 November, missed by a day, and again on 30 December
    found = dues(30, dt.date(2026, 10, 31))
    assert [v.overdue for v in found.visits] == [True, False]
    overdue, regular = found.visits
    assert overdue.due == dt.date(2026, 11, 30)
    assert (overdue.earliest, overdue.latest) == (day(1), day(31))
    assert (regular.due, regular.earliest, regular.latest) == (day(30), day(24), day(31))
    assert found.moved == ()


def test_overdue_for_years_is_still_one_visit_on_top():
    found = dues(30, dt.date(2020, 1, 15))
    assert sum(v.overdue for v in found.visits) == 1
    assert found.visits[0].due == dt.date(2020, 2, 14)


def test_a_due_that_cannot_be_reached_after_an_overdue_visit_is_moved():
    # last visit 10 October: due 9 November (overdue) and 9 December, window 3-15. From 1 December
    # and a least gap of 24 days the next visit is possible on the 25th. The greatest gap allows the
    # month's end; the due of 8 January, window to the 14th, asks for 14 - 24 = 21 December, which
    # is not possible, so the 25th it is.
    found = dues(30, dt.date(2026, 10, 10))
    assert [(v.due, v.latest) for v in found.visits] == [
        (dt.date(2026, 11, 9), day(31)),
        (day(9), day(25)),
    ]
    assert found.moved == (day(9),)


def test_the_window_moves_to_the_greatest_gap_where_the_next_month_allows_it():
    # interval 10: overdue since 25 November, then 5, 15, 25 December (tolerance 2, gaps 8 to 12).
    # From 1 December the soonest is the 9th; the window of the 5th ends at 1 + 12 = 13.
    found = dues(10, dt.date(2026, 11, 15))
    assert windows(found)[1:] == [(5, 3, 13), (15, 13, 17), (25, 23, 27)]


def test_a_due_for_which_no_room_is_left_is_served_by_the_overdue_visit():
    # last visit 15 June: due 13 September (overdue) and 12 December; 1 December + 76 is in February
    found = dues(90, dt.date(2026, 6, 15))
    assert [v.due for v in found.visits] == [dt.date(2026, 9, 13)]
    assert found.served == (day(12),)


def test_a_last_visit_inside_the_month_continues_the_chain_from_there():
    assert windows(dues(10, day(15))) == [(25, 23, 27)]
    assert dues(30, day(10)) == Dues()
    assert dues(30, dt.date(2027, 1, 20)) == Dues()


def test_a_window_without_a_workday_reaches_to_the_next_one():
    # due on the 5th, window 3-7, but the rep starts on the 16th: possible to the 16th + 2
    found = dues(10, dt.date(2026, 11, 25), days=weekdays(first=16))
    assert windows(found)[0] == (5, 3, 18)
    assert found.moved[0] == day(5)


def test_a_window_after_the_last_workday_reaches_back_to_it():
    # due on the 28th, window 22-31, but the rep leaves on the 10th: from the 10th - 6
    found = dues(30, dt.date(2026, 11, 28), days=weekdays(last=10))
    assert windows(found) == [(28, 4, 31)]


def test_a_rep_without_workdays_does_not_make_the_dues_vanish():
    assert windows(dues(30, dt.date(2026, 11, 15), days=())) == [(15, 9, 21)]


def test_the_rows_own_gaps_win_and_the_other_bound_gives_way():
    assert spacing(30, min_gap_days=40).max_gap_days == 40
    assert spacing(30, max_gap_days=20).min_gap_days == 20
    found = spacing(30, min_gap_days=10, max_gap_days=50)
    assert (found.min_gap_days, found.max_gap_days) == (10, 50)


def test_no_window_makes_the_first_visit_of_the_next_month_impossible():
    """From any day of the last window, the next due can be made inside its own window."""
    drawn = 0
    for interval, offset in itertools.product((5, 7, 10, 14, 21, 28, 30), range(1, 31)):
        for number in range(1, 13):
            month = Month(2027, number)
            last_visit = month.first - dt.timedelta(days=offset)
            chain, rule = Chain(interval, last_visit), spacing(interval)
            found = due_visits(chain, rule, month, month.days())
            if not found.visits or found.visits[0].overdue:
                continue
            following = chain.after(month.last)
            end = Month(following.year, following.month)
            latest = min(end.last, following + dt.timedelta(days=rule.tolerance_days))
            earliest = max(end.first, following - dt.timedelta(days=rule.tolerance_days))
            last = found.visits[-1]
            assert last.latest + dt.timedelta(days=rule.min_gap_days) <= latest
            assert last.earliest + dt.timedelta(days=rule.max_gap_days) >= earliest
            drawn += 1
    assert drawn > 1000


def soonest_days(found: Dues, rule: Spacing, month: Month) -> list[dt.date]:
    """Make each visit on the soonest workday that window and least gap allow."""
    made: list[dt.date] = []
    for visit in found.visits:
        gap = dt.timedelta(days=rule.min_gap_days)
        soonest = max(visit.earliest, made[-1] + gap) if made else visit.earliest
        made.append(next(d for d in weekdays(month) if soonest <= d <= visit.latest))
    return made


def test_every_months_windows_can_be_kept_together():
    """Making each visit as soon as possible keeps all windows and gaps, overdue or not."""
    drawn = 0
    months = [Month(2027, number) for number in (2, 3, 8)]
    cases = itertools.product((5, 10, 14, 21, 30, 45), range(1, 80), months)
    for interval, offset, month in cases:
        found = dues(interval, month.first - dt.timedelta(days=offset), month)
        rule = spacing(interval)
        made = soonest_days(found, rule, month)
        for before, after in itertools.pairwise(made):
            assert rule.min_gap_days <= (after - before).days <= rule.max_gap_days
            drawn += 1
    assert drawn > 1000


def test_visits_are_spread_evenly_over_the_workdays():
    # 20 workdays in 4 parts of 5: the middle ones are days 3, 8, 13 and 18 of them
    february = Month(2027, 2)
    days = weekdays(february)
    assert len(days) == 20
    found = spread_evenly(4, february, days, 0.5)
    assert [visit.due for visit in found] == [days[k] for k in (2, 7, 12, 17)]
    assert [v.due for v in spread_evenly(20, february, days, 0.5)] == list(days)
    assert spread_evenly(1, february, days, 0.5)[0].due == days[10]
    assert [v.due for v in spread_evenly(4, february, days, 0.0)] == [
        days[k] for k in (0, 5, 10, 15)
    ]


def test_at_every_part_of_their_interval_visits_have_days_of_their_own():
    days = weekdays()
    for count, tenth in itertools.product(range(1, len(days) + 1), range(10)):
        found = [v.due for v in spread_evenly(count, DECEMBER, days, tenth / 10)]
        at = [days.index(due) for due in found]
        steps = {after - before for before, after in itertools.pairwise(at)}
        assert steps <= {len(days) // count, len(days) // count + 1}
    last = spread_evenly(len(days), DECEMBER, days, 1 - 1e-16)
    assert [visit.due for visit in last] == list(days)


def test_more_visits_than_workdays_are_refused():
    with pytest.raises(ValueError, match="3 visits on 2 days"):
        spread_evenly(3, DECEMBER, weekdays()[:2], 0.5)


@pytest.mark.parametrize("year", [2026, 2028])
def test_months_of_every_length_are_planned_to_their_end(year):
    for number in range(1, 13):
        month = Month(year, number)
        length = calendar.monthrange(year, number)[1]
        found = dues(30, month.last - dt.timedelta(days=30), month)
        assert found.visits[-1].due.day == length
        assert found.visits[-1].latest == month.last


def test_december_has_23_weekdays():
    assert len(weekdays()) == 23
