"""Whether a month's appointments can be kept, found as planning would find it, but before."""

from collections.abc import Mapping
from dataclasses import replace
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


def not_keepable(
    work: Work, team_id: int, month: Month, more: Fields | None = None
) -> Mapping[str, InputProblem]:
    """Return what is wrong with the appointments of a month, by the text that `appointment_of` gives.

    Parameters
    ----------
    more
        An appointment that is not there yet.

    Notes
    -----
    What else is wrong in the lists is left for planning to tell.
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
    found = {problem.value: problem for problem in _problems(files, options)}
    return {text: problem for text, problem in found.items() if problem.file == APPOINTMENTS}


def demand_keepable(work: Work, team_id: int, month: Month, pin: Fields) -> None:
    """Refuse an appointment with which the month could not be planned.

    Raises
    ------
    InputError
        The rep does not work on the day, or may not serve the customer.
    """
    row = work.customers.get(team_id, pin["customer_id"])
    text = appointment_of(pin, row.fields.get("name", "") if row else "")
    problem = not_keepable(work, team_id, month, pin).get(text)
    if problem is not None:
        raise InputError([problem])


def _problems(files: TeamFiles, options: PlanOptions) -> tuple[InputProblem, ...]:
    try:
        with _TURNS.taken(), laid_out(files, options) as lists:
            prepare(lists)
    except InputError as error:
        return tuple(error.problems)
    return ()
