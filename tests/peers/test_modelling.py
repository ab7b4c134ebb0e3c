"""A rep's month as other engines see it: windows that keep the spacing, days as blocks of one clock."""

from models.problem import Pin, Requirement, Strength
from models.reps import Span
from scheduler.peers import rep_month
from scheduler.peers.windows import safe_windows
from tests.peers.months import day, problem, requirement


def days_between(req: Requirement) -> list[tuple[int, int]]:
    return [(first.day, last.day) for first, last in safe_windows(req)]


def test_a_single_visit_keeps_its_window():
    assert days_between(requirement("C", 10)) == [(1, 31)]


def test_windows_of_repeated_visits_keep_the_spacing_whatever_is_chosen():
    # 16 days apart, at least 8 and at most 30: both may move by (16 - 8) / 2
    assert days_between(requirement("C", 8, 24, min_gap_days=8)) == [(4, 12), (20, 28)]
    # at most 20: (20 - 16) / 2
    narrow = requirement("C", 8, 24, min_gap_days=8, max_gap_days=20)
    assert days_between(narrow) == [(6, 10), (22, 26)]


def test_due_dates_that_break_the_spacing_give_way_to_even_ones():
    # 31 days in three parts, their middles: 6, 16, 26
    assert days_between(requirement("C", 1, 1, 2, min_gap_days=6)) == [(4, 8), (14, 18), (24, 28)]


def test_a_pinned_visit_stays_and_the_other_moves_with_the_gap():
    pin = Pin("C/2", day(20))
    assert days_between(requirement("C", 8, 24, min_gap_days=8, pins=(pin,))) == [(6, 10), (18, 22)]


def test_days_become_blocks_of_one_clock():
    month = rep_month(problem(requirement("C", 5)))
    assert [shift.start for shift in month.shifts] == [540 + 1440 * k for k in range(3, 8)]
    (job,) = month.jobs
    assert (job.shifts, job.length) == ((0, 1, 2, 3, 4), 30)
    # no hours but those of the shifts: one window from Monday 09:00 to Friday 10:30
    assert job.blocks() == [(3 * 1440 + 540, 7 * 1440 + 630)]


def test_opening_hours_breaks_and_pins_make_windows_of_their_own():
    opening = {day(4): (Span(540, 600),), day(6): (Span(600, 640),)}
    (job,) = rep_month(problem(requirement("C", 5, opening=opening))).jobs
    assert job.blocks() == [(3 * 1440 + 540, 3 * 1440 + 570), (5 * 1440 + 600, 5 * 1440 + 610)]
    (job,) = rep_month(problem(requirement("C", 5), break_span=Span(590, 600))).jobs
    assert [(start.first % 1440, start.last % 1440) for start in job.starts[:2]] == [
        (540, 560),
        (600, 630),
    ]
    pin = Pin("C/1", day(7), time_min=600, strength=Strength.FIXED)
    (job,) = rep_month(problem(requirement("C", 5, pins=(pin,)))).jobs
    assert (job.shifts, job.blocks()) == ((3,), [(6 * 1440 + 600, 6 * 1440 + 600)])
