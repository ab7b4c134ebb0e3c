"""Appointments on days on which nobody works: found before planning, not explained after it."""

import datetime as dt
from collections.abc import Iterator

from models.errors import InputProblem
from models.problem import Strength
from scheduler.io.reading import PinRow, Reading
from scheduler.pipelines.options import PlanOptions
from scheduler.pipelines.team import Team


def pins_on_free_days(
    pins: Reading[PinRow] | None, team: Team, options: PlanOptions
) -> Iterator[InputProblem]:
    """Yield every appointment of the month on a day that is free for all who may keep it."""
    if pins is None:
        return
    works = {rep_id: {day.date for day in days} for rep_id, days in team.workdays.items()}
    reps_of = {customer.customer_id: customer.rep_ids for customer in team.customers}
    for pin in pins.items:
        reps = [pin.rep_id] if pin.rep_id else list(reps_of.get(pin.customer_id, ()))
        free = reps and not any(pin.date in works.get(rep_id, ()) for rep_id in reps)
        in_month = options.month.first <= pin.date <= options.month.last
        if free and in_month and pin.strength is not Strength.WEEK:
            what = f"{' or '.join(reps)} does not work on this {_day(pin.date, team)}"
            advice = "choose a working day, give strength 'week', or change the rep's days"
            yield InputProblem(pins.file, pin.row, "date", str(pin.date), what, advice)


def _day(date: dt.date, team: Team) -> str:
    special = team.holidays.days.get(date)
    return f"{date:%A}" + (f", {special.reason}" if special is not None else "")
