"""Whether a visit can begin at some minute of a rep's day, were it the only one."""

from collections.abc import Sequence

from models.problem import MonthProblem, Requirement, Workday, customer_key
from models.reps import Span
from models.timing import drive, first_start
from models.units import clock_text


def misfit(problem: MonthProblem, req: Requirement, day: Workday, begin: int) -> str:
    """Return why a visit cannot begin at a minute of a rep's day, or nothing.

    Only what holds whatever else is planned on the day: working hours, break, opening hours, the way
    from home and back.

    Parameters
    ----------
    req
        Whose visit it is: with a place, and `day` of a rep who may make it. The way to a customer whom
        the problem does not know yet counts as none.
    begin
        In minutes from midnight.
    """
    last = day.end_min + problem.max_overtime_min
    if not day.start_min <= begin <= last - req.minutes:
        hours = _hours([Span(day.start_min, day.end_min)])
        return f"{req.minutes} minutes do not fit into the day of {day.rep_id}, {hours}"
    if first_start(begin, req.minutes, None, day.break_span) != begin:
        assert day.break_span is not None, "nothing else is in the way"
        hours = _hours([day.break_span])
        return f"{req.minutes} minutes run into the break of {day.rep_id}, {hours}"
    opening = req.opens_on(day.date)
    if first_start(begin, req.minutes, opening, None) != begin:
        return f"{req.minutes} minutes do not lie within the opening hours, {_hours(opening or ())}"
    out, back = _ways(problem, req, day)
    there = drive(day.start_min, out, day.break_span)
    if begin < there:
        return f"{day.rep_id} cannot be there before {clock_text(there)}"
    home = drive(begin + req.minutes, back, day.break_span)
    if home > last:
        return f"{day.rep_id} would be home at {clock_text(home)}, after the day's end"
    return ""


def _ways(problem: MonthProblem, req: Requirement, day: Workday) -> tuple[int, int]:
    """Return the whole minutes from where the day starts, and to where it ends."""
    matrix, per = problem.travel[day.rep_id], problem.ticks_per_minute
    if customer_key(req.customer_id) not in matrix.index:
        return 0, 0
    ticks, at = matrix.ticks(per), matrix.index[customer_key(req.customer_id)]
    out, back = ticks[matrix.index[day.start], at], ticks[at, matrix.index[day.end]]
    return -(-int(out) // per), -(-int(back) // per)


def _hours(spans: Sequence[Span]) -> str:
    return " and ".join(f"{clock_text(s.start_min)}-{clock_text(s.end_min)}" for s in spans)
