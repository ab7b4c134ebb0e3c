"""Which days and hours people work: workdays, holidays, time zones, opening hours."""

from scheduler.calendars.feasts import DayKind, HolidayCalendar, SpecialDay, holiday_calendar
from scheduler.calendars.opening import opening_intervals
from scheduler.calendars.workdays import month_note, workdays
from scheduler.calendars.zones import clock_changes, time_zone

__all__ = [
    "DayKind",
    "HolidayCalendar",
    "SpecialDay",
    "clock_changes",
    "holiday_calendar",
    "month_note",
    "opening_intervals",
    "time_zone",
    "workdays",
]
