"""Whether a month's appointments can be kept, found as planning would find it, but before."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from models.errors import InputError, InputProblem
from models.month import Month
from scheduler.pipelines.app.database import Work
from scheduler.pipelines.app.layout import (
    APPOINTMENTS,
    Fields,
    TeamFiles,
    appointment_of,
    laid_out,
    team_files,
    with_pin,
)
from scheduler.pipelines.app.teams import team_of
from scheduler.pipelines.app.today import today_of
from scheduler.pipelines.app.turns import Turns
from scheduler.pipelines.options import PlanOptions
from scheduler.pipelines.plan import prepare

_TURNS = Turns(at_once=2, waiting=8)
"""A month is prepared for the answer, which takes seconds and memory."""


@dataclass(frozen=True, slots=True)
class MonthCheck:
    """What is wrong with a month before it is planned.

    Parameters
    ----------
    appointments
        By the text that `appointment_of` gives.
    others
        In the lists; they may hide what is wrong with an appointment.
    """

    appointments: Mapping[str, InputProblem]
    others: tuple[InputProblem, ...]


def check_month(work: Work, team_id: int, month: Month, more: Fields | None = None) -> MonthCheck:
    """Return what planning would find wrong with a month.

    Parameters
    ----------
    more
        An appointment that is not there yet.
    """
    files = team_files(work, team_id, month, work.months.draft(team_id, month))
    if more is not None:
        files = replace(files, pins=with_pin(files.pins, more))
    options = PlanOptions(
        customers=Path(),
        month=month,
        today=today_of(work, team_id),
        country=team_of(work, team_id).country or None,
    )
    found = _problems(files, options)
    return MonthCheck(
        {problem.value: problem for problem in found if problem.file == APPOINTMENTS},
        tuple(problem for problem in found if problem.file != APPOINTMENTS),
    )


def demand_keepable(work: Work, team_id: int, month: Month, pin: Fields) -> None:
    """Refuse an appointment with which the month could not be planned.

    What else is wrong in the lists is left for planning to tell.

    Raises
    ------
    InputError
        The rep does not work on the day, or may not serve the customer.
    """
    row = work.customers.get(team_id, pin["customer_id"])
    text = appointment_of(pin, row.fields.get("name", "") if row else "")
    problem = check_month(work, team_id, month, pin).appointments.get(text)
    if problem is not None:
        raise InputError([problem])


def _problems(files: TeamFiles, options: PlanOptions) -> tuple[InputProblem, ...]:
    try:
        with _TURNS.taken(), laid_out(files, options) as lists:
            prepare(lists)
    except InputError as error:
        return tuple(error.problems)
    return ()
