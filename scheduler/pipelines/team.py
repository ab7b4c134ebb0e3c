"""The team's month: who is where, who works when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from models.actuals import Owed
from models.customers import Customer
from models.errors import InputError, InputProblem
from models.places import Place
from models.reps import Rep
from models.workday import Workday
from scheduler.calendars import (
    HolidayCalendar,
    clock_changes,
    holiday_calendar,
    month_note,
    time_zone,
    workdays,
)
from scheduler.pipelines.caps import with_caps_of_shops
from scheduler.pipelines.options import PlanOptions
from scheduler.pipelines.reading import Files
from scheduler.pipelines.territories import assumed_reps
from scheduler.places import Placing, nominatim, place_customers, place_reps


@dataclass(frozen=True, slots=True)
class Team:
    """Customers and reps with their places, and the reps' working days.

    Parameters
    ----------
    questions
        What was assumed and somebody should confirm.
    owed
        By customer: a visit that was missed or moved and not made since.
    """

    customers: tuple[Customer, ...]
    reps: tuple[Rep, ...]
    workdays: Mapping[str, tuple[Workday, ...]]
    holidays: HolidayCalendar
    zones: Mapping[str, str]
    not_placed: Mapping[str, str]
    questions: tuple[str, ...]
    notes: tuple[str, ...]
    warnings: tuple[InputProblem, ...]
    owed: Mapping[str, Owed] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def week_start(self) -> int:
        """Weekday on which weeks begin, 0 being Monday: Sunday where most reps work on Sundays."""
        sundays = sum(any(d.date.weekday() == 6 for d in days) for days in self.workdays.values())
        return 6 if 2 * sundays > len(self.workdays) else 0

    @property
    def all_workdays(self) -> tuple[Workday, ...]:
        """The working days of all reps, rep by rep."""
        return tuple(day for days in self.workdays.values() for day in days)


def place_list(files: Files, options: PlanOptions) -> Placing[Customer]:
    """Give the customers of a list their places."""
    return place_customers(
        files.customers.items,
        country=options.country or "",
        online=nominatim() if options.online else None,
        file=files.customers.file,
    )


def gather_team(
    files: Files, options: PlanOptions, placed: Placing[Customer] | None = None
) -> Team:
    """Place everybody and work out who works when.

    Parameters
    ----------
    placed
        The customers, where they have their places already.

    Raises
    ------
    InputError
        When a rep has no place, or nobody works in the month.
    """
    country = options.country or ""
    geocoder = nominatim() if options.online else None
    placed = placed or place_list(files, options)
    notes, warnings = list(placed.notes), list(placed.warnings)
    near = [c.placement.place for c in placed.items if c.placement is not None]
    questions: list[str] = []
    if files.reps is None:
        _check_somebody_placed(near, files)
        reps: Sequence[Rep] = assumed_reps(placed.items)
        who = f"{_named([rep.rep_id for rep in reps])} {'is' if len(reps) == 1 else 'are'}"
        questions.append(
            f"no list of reps is given (--reps): {who} assumed to start in the middle of the customers"
        )
    else:
        homes = place_reps(
            files.reps.items, country=country, online=geocoder, near=near, file=files.reps.file
        )
        if homes.errors:
            raise InputError(homes.errors)
        reps = homes.items
        warnings += homes.warnings
    reps, cap_notes = with_caps_of_shops(reps, placed.items, options.policy)
    holidays = holiday_calendar(options.country, options.month, options.policy)
    days = {rep.rep_id: workdays(rep, options.month, holidays, options.policy) for rep in reps}
    _check_somebody_works(days, files, options)
    zones = {rep.rep_id: time_zone(options.country, rep, options.policy) for rep in reps}
    notes += [*cap_notes, *_calendar_notes(reps, holidays, days, options)]
    for zone in dict.fromkeys(zones.values()):
        notes += clock_changes(
            zone, (d for rep, name in zones.items() if name == zone for d in days[rep])
        )
    return Team(
        placed.items,
        tuple(reps),
        days,
        holidays,
        zones,
        placed.not_placed,
        (*questions, *holidays.questions),
        tuple(notes),
        tuple(warnings),
    )


def _check_somebody_placed(places: Sequence[Place], files: Files) -> None:
    if places:
        return
    what = "none of the customers has a place on the map"
    advice = "give lat and lon, or postcodes or cities that are known, with --country"
    raise InputError([InputProblem(files.customers.file, 0, "", "", what, advice)])


def _check_somebody_works(
    days: Mapping[str, Sequence[Workday]], files: Files, options: PlanOptions
) -> None:
    if any(days.values()):
        return
    file = files.reps.file if files.reps is not None else "reps"
    what = f"nobody has a working day in {options.month}"
    advice = "check work_days, absences, start_date and end_date, or plan another month"
    raise InputError([InputProblem(file, 0, "", "", what, advice)])


def _calendar_notes(
    reps: Sequence[Rep],
    holidays: HolidayCalendar,
    days: Mapping[str, Sequence[Workday]],
    options: PlanOptions,
) -> list[str]:
    """Return one sentence for all reps who have the same month, not one for each."""
    told: dict[str, list[str]] = {}
    for rep in reps:
        sentence = month_note(replace(rep, rep_id="{}"), options.month, holidays, options.policy)
        told.setdefault(sentence, []).append(rep.rep_id)
    notes = [sentence.replace("{}", _named(names)) for sentence, names in told.items()]
    empty = [rep for rep, own in days.items() if not own]
    if empty:
        notes.append(
            f"no working day in {options.month} for {', '.join(empty)}: their customers stay unplanned"
        )
    return [*holidays.notes, *notes]


def _named(names: Sequence[str]) -> str:
    return ", ".join(names) if len(names) <= 4 else f"{names[0]} … {names[-1]} ({len(names)} reps)"
