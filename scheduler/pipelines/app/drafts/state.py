"""A month as it stands between two hand edits."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NoReturn

from models.errors import InputError, InputProblem
from models.judge import Verdict, judge
from models.problem import Kind, MonthProblem, Requirement
from models.schedule import DayRoute, Reason, ReasonCode, Schedule, Unplanned
from models.timing import time_anyway

Day = tuple[str, dt.date]
"""A rep and a date."""


@dataclass(frozen=True)
class MonthState:
    """A problem and a schedule, with what the judge says of them; changed by making another one."""

    problem: MonthProblem
    schedule: Schedule

    @cached_property
    def verdict(self) -> Verdict:
        """What the judge says."""
        return judge(self.problem, self.schedule)

    @cached_property
    def routes(self) -> dict[Day, DayRoute]:
        """The day routes by rep and date."""
        return {(route.rep_id, route.date): route for route in self.schedule.routes}

    @cached_property
    def route_of(self) -> dict[str, DayRoute]:
        """The day route of each planned visit."""
        return dict(self.schedule.placed())

    def planned(self, visit_id: str) -> DayRoute:
        """Return the day route of a visit.

        Raises
        ------
        InputError
            The visit has no day.
        """
        if visit_id not in self.route_of:
            refuse(self.name_of(visit_id), "this visit has no day", "give it one first")
        return self.route_of[visit_id]

    def requirement(self, visit_id: str) -> Requirement:
        """Return the requirement of a visit.

        Raises
        ------
        InputError
            There is no such visit in the month.
        """
        if visit_id not in self.problem.requirement_of:
            refuse(visit_id, "this visit is not in the month", "load the board again")
        return self.problem.requirement_of[visit_id]

    def name_of(self, visit_id: str) -> str:
        """Return whom a visit is to."""
        return self.requirement(visit_id).name

    def with_order(self, day: Day, order: Sequence[str]) -> "MonthState":
        """Return the month with a day in another order, timed anew; an empty one is left out."""
        routes = dict(self.routes)
        routes.pop(day, None)
        if order:
            routes[day] = time_anyway(self.problem, self.problem.workday_of[day], order)
        kept = tuple(routes[key] for key in sorted(routes))
        return MonthState(self.problem, replace(self.schedule, routes=kept))

    def without(self, visit_id: str) -> "MonthState":
        """Return the month without a visit: neither planned nor listed as unplanned."""
        missing = tuple(u for u in self.schedule.unplanned if u.visit_id != visit_id)
        state = MonthState(self.problem, replace(self.schedule, unplanned=missing))
        route = self.route_of.get(visit_id)
        if route is None:
            return state
        order = [other for other in route.visit_ids if other != visit_id]
        return state.with_order((route.rep_id, route.date), order)

    def listed(self, visit_id: str) -> "MonthState":
        """Return the month with a required visit in the list of those without a day."""
        req = self.requirement(visit_id)
        if req.kind is Kind.PROSPECT:
            return self
        reason = Reason(ReasonCode.TAKEN_OUT, "taken out by hand")
        item = Unplanned(visit_id, req.customer_id, (reason,))
        missing = (*self.schedule.unplanned, item)
        return MonthState(self.problem, replace(self.schedule, unplanned=missing))

    def with_problem(self, problem: MonthProblem) -> "MonthState":
        """Return the same schedule under another problem."""
        return MonthState(problem, self.schedule)

    def with_requirement(
        self, visit_id: str, change: Callable[[Requirement], Requirement]
    ) -> "MonthState":
        """Return the month with the requirement of a visit changed."""
        mine = self.requirement(visit_id)
        requirements = tuple(
            change(req) if req is mine else req for req in self.problem.requirements
        )
        return self.with_problem(replace(self.problem, requirements=requirements))


def refuse(value: str, what: str, advice: str) -> NoReturn:
    """Raise what the manager reads when an edit cannot be made at all."""
    raise InputError([InputProblem("", 0, "", value, what, advice)])
