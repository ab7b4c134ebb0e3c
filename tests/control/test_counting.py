"""The sums of a followed month, redone by hand."""

from dataclasses import replace

from scheduler.control import MonthFacts, missed_reasons, rep_controls, team_control
from scheduler.control.counting import coverage, punctuality, tally
from tests.control.reports import month, row
from tests.factories import march

# Planned: R01 on the 2nd C1/1, C2/1 and a call to C5, on the 3rd C3/1 and the prospect C4/1, on the
# 4th C1/2; R02 on the 1st C6/1 and C7/1, on the 29th C7/2. C8/1 has no day.
REPORTS = (
    row("C1/1", 2, outcome="order", order_amount=100.0),
    row("C2/1", 2, "missed", reason="closed"),
    row("C5/1", 2),
    row("C4/1", 3, "moved", moved_to=march(10), reason="Closed"),
    row("C6", 1, order_amount=50.0),
    row("C8", 12),
    row("C9", 12),
    row("C7/1", 20, "missed"),
)


def controls():
    found = month(*REPORTS)
    facts = MonthFacts(
        reported_to=found.reported_to,
        names={"R01": "Anna", "R02": "Dana", "R03": "Idle"},
        drive_min={"R01": 111, "R02": 90},
        targets={"R01": 1000.0, "R02": 0.0},
        sales={"R01": 800.0},
    )
    return rep_controls(found.visits, facts), team_control(found.visits, facts)


def test_planned_visits_by_what_became_of_them():
    (anna, dana, idle), team = controls()
    counts = anna.meetings
    # C1/1 done, C2/1 missed, C4/1 moved, C3/1 and C1/2 without a word on the 3rd and 4th
    assert (counts.planned, counts.done, counts.missed, counts.moved) == (5, 1, 1, 1)
    assert (counts.remaining, counts.unreported, counts.ahead) == (2, 2, 0)
    assert (anna.desk.planned, anna.desk.done) == (1, 1)
    # C6/1 done, C7/1 missed, C7/2 on the 29th ahead of the last report on the 20th
    counts = dana.meetings
    assert (counts.planned, counts.done, counts.missed, counts.ahead) == (3, 1, 1, 1)
    assert counts.done_share == 1 / 2
    assert (idle.meetings.planned, idle.meetings.done_share) == (0, None)
    assert team.meetings.planned == 8
    assert team.meetings.done == 2


def test_visits_beside_the_plan_are_those_without_a_day_in_it():
    (anna, dana, _), team = controls()
    assert (anna.beside, dana.beside, team.beside) == (1, 1, 2)  # C9 and C8/1
    assert (anna.without_day, dana.without_day) == (0, 1)


def test_money_and_driving_per_rep_and_team():
    (anna, dana, idle), team = controls()
    assert (anna.orders, anna.order_count, dana.orders) == (100.0, 1, 50.0)
    assert (team.orders, team.drive_min) == (150.0, 201)
    assert (anna.target, anna.sales, anna.achieved) == (1000.0, 800.0, 0.8)
    assert dana.achieved is None  # nothing was to be sold
    assert (idle.target, idle.achieved) == (None, None)
    assert (team.target, team.sales) == (1000.0, 800.0)


def test_coverage_counts_visits_and_customers_of_what_was_due():
    lines = {line.segment: line for line in coverage(month(*REPORTS).visits)}
    # A: C1 twice and C6; C1/1 and C6/1 are made
    assert (lines["A"].due, lines["A"].planned, lines["A"].done) == (3, 3, 2)
    assert (lines["A"].customers, lines["A"].seen, lines["A"].share) == (2, 2, 2 / 3)
    # B: C2 and C7 twice, none made
    assert (lines["B"].due, lines["B"].done, lines["B"].seen) == (3, 0, 0)
    # C: C3/1 planned, C8/1 without a day but made; the prospect and the call are not required visits
    assert (lines["C"].due, lines["C"].planned, lines["C"].done) == (2, 1, 1)
    assert (lines["C"].customers, lines["C"].seen) == (2, 1)


def test_punctuality_counts_days_off_the_due_date_and_windows():
    # C1/1 due on the 2nd, made then; C1/2 due on the 4th, made on the 9th: 5 days off, in its window
    found = punctuality(month(row("C1/1", 2), row("C1/2", 9)).visits)
    assert (found.measured, found.on_time, found.mean_days_off) == (2, 2, 2.5)
    nothing = punctuality(month().visits)
    assert (nothing.measured, nothing.mean_days_off, nothing.on_time_share) == (0, None, None)


def test_early_and_late_lie_outside_the_window():
    visits = month(row("C1/1", 2), row("C1/2", 4)).visits
    early = [replace_window(visit, 10, 20) for visit in visits]
    late = [replace_window(visit, 1, 1) for visit in visits]
    assert (punctuality(early).early, punctuality(early).on_time) == (2, 0)
    assert (punctuality(late).late, punctuality(late).on_time) == (2, 0)


def replace_window(visit, first, last):
    return replace(visit, earliest=march(first), latest=march(last))


def test_reasons_are_counted_whatever_their_case():
    found = missed_reasons(month(*REPORTS).visits)
    assert found == (("closed", 2), ("no reason given", 1))


def test_days_without_any_report_are_ahead():
    counts = tally(month().visits, None)
    assert (counts.ahead, counts.unreported, counts.done_share) == (9, 0, None)
