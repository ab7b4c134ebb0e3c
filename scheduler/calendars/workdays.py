"""The workdays of a rep in a month (P14, P25)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from models.month import Month
from models.policy import Policy
from models.reps import Rep, Span
from models.workday import Workday
from scheduler.calendars.feasts import DayKind, HolidayCalendar, SpecialDay
from scheduler.calendars.hours import WEEKDAYS, parse_clock, parse_span, parse_weekdays


@dataclass(frozen=True, slots=True)
class _Week:
    """What a rep's ordinary week looks like, the policy filling what the rep leaves open."""

    work_days: frozenset[int]
    hours: Span
    pause: Span | None
    cap: int
    half_day_end_min: int

    @classmethod
    def of(cls, rep: Rep, policy: Policy) -> "_Week":
        """Read the week; settings that cannot be understood raise `InputError`."""
        defaults = policy.rep
        pause = rep.break_span
        if pause is None and defaults.break_hours:
            pause = parse_span(defaults.break_hours, "rep.break_hours")
        days = rep.work_days
        return cls(
            parse_weekdays(defaults.work_days) if days is None else days,
            rep.work_hours or parse_span(defaults.work_hours, "rep.work_hours"),
            pause,
            rep.daily_cap or policy.capacity.daily_cap,
            parse_clock(policy.calendar.half_day_end, "calendar.half_day_end"),
        )


def workdays(
    rep: Rep, month: Month, holidays: HolidayCalendar, policy: Policy
) -> tuple[Workday, ...]:
    """Return the dates on which a rep works in a month, with hours, break and cap.

    A half day ends at ``calendar.half_day_end``, or keeps the hours that the rep has given to that
    weekday. Its cap is prorated by its minutes, rounded half up, at least 1.

    Raises
    ------
    InputError
        If a setting of the policy cannot be understood.
    """
    week = _Week.of(rep, policy)
    return tuple(
        workday
        for day in month.days()
        if _is_planned(rep, week, day) and not _is_absent(rep, day)
        for workday in _workday(rep, week, day, holidays.days.get(day))
    )


def month_note(rep: Rep, month: Month, holidays: HolidayCalendar, policy: Policy) -> str:
    """Return a sentence: how many days the rep works, and which ones are special.

    Example: ``2026-12: 22 working days for R01 (25 Dec Christmas Day off)``.
    """
    week = _Week.of(rep, policy)
    days = workdays(rep, month, holidays, policy)
    worked = {day.date: day for day in days}
    special: list[str] = []
    for day in month.days():
        if not _is_planned(rep, week, day):
            continue
        named = holidays.days.get(day)
        if _is_absent(rep, day):
            special.append(f"{day.day} {day:%b} absent")
        elif day not in worked and named is not None:
            special.append(f"{day.day} {day:%b} {named.reason} off")
        elif named is not None and named.effect == "half":
            special.append(f"{day.day} {day:%b} {named.reason} half day")
    told = _employment(rep, month) + special
    plural = "" if len(days) == 1 else "s"
    tail = f" ({', '.join(told)})" if told else ""
    return f"{month}: {len(days)} working day{plural} for {rep.rep_id}{tail}"


def _employment(rep: Rep, month: Month) -> list[str]:
    told = []
    if rep.start_date is not None and rep.start_date > month.first:
        told.append(f"starts on {rep.start_date.day} {rep.start_date:%b %Y}")
    if rep.end_date is not None and rep.end_date < month.last:
        told.append(f"ends on {rep.end_date.day} {rep.end_date:%b %Y}")
    return told


def _is_planned(rep: Rep, week: _Week, day: dt.date) -> bool:
    """Whether the rep is employed and the weekday is one of work, holidays not considered."""
    if rep.start_date is not None and day < rep.start_date:
        return False
    if rep.end_date is not None and day > rep.end_date:
        return False
    return day.weekday() in week.work_days or day.weekday() in rep.half_days


def _is_absent(rep: Rep, day: dt.date) -> bool:
    return any(span.holds(day) for span in rep.absences)


def _workday(rep: Rep, week: _Week, day: dt.date, named: SpecialDay | None) -> Iterator[Workday]:
    """Yield the day's workday, or nothing when no minute of it is left."""
    own = rep.half_days.get(day.weekday())
    hours = own or week.hours
    note = f"half day: {WEEKDAYS[day.weekday()]}" if own else ""
    effect = named.effect if named is not None else "work"
    if named is not None and effect == "half":
        note = f"half day: {named.reason}"
        hours = hours if own else Span(hours.start_min, min(hours.end_min, week.half_day_end_min))
    elif named is not None and named.kind is DayKind.BETWEEN:
        note = f"between the feasts: {named.name}"
    if effect == "off" or hours.start_min >= hours.end_min:
        return
    pause = _overlap(week.pause, hours)
    start = f"home:{rep.rep_id}"
    yield Workday(
        rep_id=rep.rep_id,
        date=day,
        start_min=hours.start_min,
        end_min=hours.end_min,
        break_span=pause,
        cap=_cap(week, hours) if own or effect == "half" else week.cap,
        start=start,
        end=start if rep.end_placement is None else f"end:{rep.rep_id}",
        note=note,
    )


def _overlap(pause: Span | None, hours: Span) -> Span | None:
    """Return the part of the break inside the hours; ``None`` when there is none."""
    if pause is None:
        return None
    start, end = max(pause.start_min, hours.start_min), min(pause.end_min, hours.end_min)
    return Span(start, end) if start < end else None


def _net_minutes(week: _Week, hours: Span) -> int:
    pause = _overlap(week.pause, hours)
    lost = pause.end_min - pause.start_min if pause else 0
    return hours.end_min - hours.start_min - lost


def _cap(week: _Week, hours: Span) -> int:
    """Prorate the cap of a half day by its minutes, rounded half up, between 1 and the full cap."""
    part, whole = _net_minutes(week, hours), _net_minutes(week, week.hours)
    # floor(x + 1/2) in whole numbers: round() would take 2.5 down to 2
    return min(week.cap, max(1, (2 * week.cap * part + whole) // (2 * whole)))
